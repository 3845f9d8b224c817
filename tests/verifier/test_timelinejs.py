"""Lies planted in timeline.json."""

import pytest

from dated import dated
from exported import lie_of


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Airy wrote letters", "Airy burnt letters", "words"),
        ('"year": 1859', '"year": 1869', "date"),
        ('"day": 8', '"day": 9', "date"),
        ("the 1860s", "the 1870s", "date"),
        ("(approximate date)", "", "words"),
        (" (promised, Airy)", "", "words"),
        ("[L1 · 00:00]", "[L2 · 00:00]", "reference"),
        ('"group": "S1"', '"group": "Letters, and more"', "reference"),
        ("00:00]</p><p>S1</p>", "00:00]</p>", "reference"),
        ('"headline": "Letters', '"headline": "Lectures', "words"),
        ('"text": {', '"media": {"url": "x", "caption": "a lie"}, "text": {', "untraced"),
        ("Airy wrote", "<b title='lie'>Airy</b> wrote", "untraced"),
        ('"unique_id": "VS10"', '"unique_id": "VS99"', "trace"),
        ('"events":', '"scale": "cosmological", "events":', "date"),
        ('"title": {', '"title": {}, "title": {', "unreadable"),
    ],
)
def test_a_planted_lie_is_found(tmp_path, old, new, code):
    """Words, dates, marks, place, group and hidden fields are held against the event of the id."""
    assert code in [each for _, each in lie_of(dated(), "timelinejs", tmp_path)(old, new)]


def test_a_stance_must_stand_in_the_headline(tmp_path):
    """A marker shows the headline alone, so what is only promised says so there."""
    lie = lie_of(dated(), "timelinejs", tmp_path)
    assert [
        code for _, code in lie(' (promised, Airy)",\n    "text": "', '",\n    "text": "<p>promised, Airy</p>')
    ] == ["mark"]


def test_an_event_that_is_taken_out_is_missed(tmp_path):
    """What the trace lists must be printed."""
    lie = lie_of(dated(), "timelinejs", tmp_path)
    text = (tmp_path / "timeline.json").read_text("utf-8")
    at = text.index('  {\n   "unique_id": "VS11"')
    whole = text[at : text.index('  {\n   "unique_id"', at + 9)]
    assert (None, "gone") in lie(whole, "")
