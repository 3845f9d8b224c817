"""Which files of one lecture say the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursepack.alike import distinct


def kept(*names: str) -> list[str]:
    return [path.name for path in distinct([Path(name) for name in names])[0]]


@pytest.mark.parametrize(
    ("names", "best"),
    [
        (("lec1.vtt", "lec1_auto.vtt"), "lec1.vtt"),
        (("lec1 (1).srt", "lec1.vtt"), "lec1.vtt"),
        (("lec1.vtt", "lec1_corrected.srt"), "lec1_corrected.srt"),
        (("lec1 (final).vtt", "lec1 (auto-generated).vtt", "lec1.vtt"), "lec1 (final).vtt"),
    ],
)
def test_of_versions_the_best_is_read(names, best):
    """What somebody has mended before what nobody names, copies, and what a program made."""
    assert kept(*names) == [best]


def test_a_text_beside_captions_of_its_name_is_what_they_say():
    """As Coursera writes both; a text of another name is another thing."""
    assert kept("a.en.srt", "a.en.txt", "b.txt") == ["a.en.srt", "b.txt"]


def test_the_best_format_is_read():
    """Of captions and of slides each, and captions instead of the recording."""
    assert kept("a.pdf", "a.pptx", "a.srt", "a.vtt", "a.mp4") == ["a.pptx", "a.vtt"]
