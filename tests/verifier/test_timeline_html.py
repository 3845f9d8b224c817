"""Lies planted in timeline.html."""

import pytest

from dated import dated
from exported import lie_of


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Airy wrote letters", "Airy burnt letters", "words"),
        ('"year": 1859', '"year": 1869', "date"),
        ("<title>Letters, and", "<title>Lectures, and", "words"),
        ("</body>", "<p hidden>a lie</p></body>", "untraced"),
        ("default-src", "media-src", "untraced"),
        ("new TL.Timeline", "window.x = new TL.Timeline", "untraced"),
        ('lang="en"', 'lang="fr"', "untraced"),
        ('"events":', '"eras": [], "events":', "untraced"),
    ],
)
def test_a_planted_lie_is_found(tmp_path, old, new, code):
    """The timeline is read as timeline.json is; nothing may stand beside it but what is always there."""
    assert code in [each for _, each in lie_of(dated(), "timeline_html", tmp_path)(old, new)]


def test_a_finding_names_the_line_of_the_page(tmp_path):
    """The timeline begins far down in it."""
    lie = lie_of(dated(), "timeline_html", tmp_path)
    lines = (tmp_path / "timeline.html").read_text("utf-8").split("\n")
    line = next(at for at, text in enumerate(lines, start=1) if '"VS22"' in text)
    assert lie("Airy wrote letters", "Airy burnt letters") == [(line, "words")]
