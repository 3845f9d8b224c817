"""Lies planted in sources.bib."""

import pytest
from msgspec.structs import replace

from dated import dated
from exported import lie_of


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Letters, and more", "Letters, and less", "words"),
        ("Letters, and more", "Letters and more", "name"),
        ("{slides}", "{transcript}", "name"),
        ("{S2.txt}", "{S3.txt}", "name"),
        ("sha256 = {0", "sha256 = {1", "name"),
        ("language = {en}", "language = {fr}", "name"),
        ("  type", "  author = {Kepler},\n  type", "untraced"),
        ("@misc{S2", "a lie\n\n@misc{S2", "untraced"),
        ("@misc{S2-", "@misc{S3-", "trace"),
    ],
)
def test_a_planted_lie_is_found(tmp_path, old, new, code):
    """Fields are the source's, and no other stands there or between."""
    assert code in [each for _, each in lie_of(dated(), "bibtex", tmp_path)(old, new)]


def test_a_title_of_odd_signs_is_proven(tmp_path):
    """What is escaped is read back."""
    pack = dated()
    odd = replace(pack.sources[0], path="a{b}c~^&%$#_.txt", title="a{b}c~^&%$#_")
    named = replace(pack, sources=(odd, pack.sources[1]))
    assert lie_of(named, "bibtex", tmp_path)("{en}", "{en}") == []
