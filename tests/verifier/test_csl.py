"""Lies planted in sources.json."""

import pytest

from dated import dated
from exported import lie_of


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Letters, and more", "Letters, and less", "words"),
        ('"slides"', '"transcript"', "name"),
        ("S2.txt", "S3.txt", "name"),
        ('"sha256": "0', '"sha256": "1', "name"),
        ('"title"', '"author": [{"family": "Kepler"}], "title"', "name"),
        ('"id": "S2-', '"id": "S3-', "trace"),
        ('"title"', '"title": "a lie", "title"', "unreadable"),
    ],
)
def test_a_planted_lie_is_found(tmp_path, old, new, code):
    """Fields are the source's, and no other stands there."""
    assert code in [each for _, each in lie_of(dated(), "csl", tmp_path)(old, new)]
