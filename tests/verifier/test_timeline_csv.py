"""Lies planted in timeline.csv."""

import pytest

from dated import dated
from exported import lie_of


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("Airy wrote letters", "Airy burnt letters", [(4, "words")]),
        ('"1859","1859"', '"1859","1858"', [(3, "date")]),
        ('the 1860s","186X', 'the 1870s","186X', [(4, "words")]),
        ("promised, Airy", "Airy", [(5, "words")]),
        ("or before", "", [(7, "words")]),
        ("[L1 · 00:00]", "[L1 · 00:09]", [(2, "reference")]),
        ('"S1"\r\n"1859', '"Letters, and more"\r\n"1859', [(2, "reference"), (2, "words")]),
        ('"Date"', '"Dates"', [(1, "words")]),
        ('"S1"\r\n"1859', '"S1","hidden"\r\n"1859', [(2, "untraced"), (2, "words")]),
    ],
)
def test_a_planted_lie_is_found(tmp_path, old, new, found):
    """Each cell of a row is held against its event: words, date, marks, place and source."""
    assert lie_of(dated(), "timeline_csv", tmp_path)(old, new) == found
