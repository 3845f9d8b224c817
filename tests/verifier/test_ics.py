"""Lies planted in timeline.ics."""

import pytest

from dated import dated
from exported import lie_of


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Airy visited", "Airy shelled", "words"),
        ("DTSTART;VALUE=DATE:18580823", "DTSTART;VALUE=DATE:18580822", "date"),
        ("DTEND;VALUE=DATE:18610509", "DTEND;VALUE=DATE:18610508", "date"),
        ("5 to 8 May 1861", "5 to 9 May 1861", "date"),
        ("[S2 L2]", "[S2 L3]", "reference"),
        ("\\nS1", "\\nLetters\\, and more", "reference"),
        ("DTSTAMP:1970", "DTSTAMP:1971", "date"),
        ("UID:1", "UID:2", "untraced"),
        ("TRANSP:", "X-ALT-DESC:a lie\r\nTRANSP:", "untraced"),
        ("END:VEVENT\r\n", "END:VEVENT\r\nX-WR-CALNAME:A lie\r\n", "untraced"),
        ("CALSCALE:GREGORIAN\r\n", "X-WR-CALNAME:A lie\r\n", "untraced"),
        ("BEGIN:VEVENT\r\nUID:6", "BEGIN:VTODO\r\nUID:6", "gone"),
    ],
)
def test_a_planted_lie_is_found(tmp_path, old, new, code):
    """Words, days, place, source, id and hidden properties are held against the event of the id."""
    assert code in [each for _, each in lie_of(dated(), "ics", tmp_path)(old, new)]
