"""Lies planted in cards.csv."""

import pytest

from carded import carded
from exported import lie_of


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("opened a cotton mill in Borås?", "burnt a cotton mill in Borås?", [(2, "words")]),
        ("?,Anna Lind", "?,Eva Dahl", [(2, "words")]),
        (",1863,", ",1864,", [(4, "words")]),
        ("Anna Lind opened", "Anna Lind sold", [(2, "words")]),
        ("[L2 · 00:10]", "[L2 · 00:20]", [(2, "reference")]),
        ("[L2 · 00:10]", "", [(2, "reference")]),
        ("Mills & looms,Mills & looms", "Mills & looms,Mills & more", [(2, "words")]),
        ("bought ____ looms", "bought looms ____", [(3, "question")]),
        ("bought ____ looms", "bought looms", [(3, "question")]),
        ("Question,Answer", "Questions,Answer", [(1, "words")]),
        ("\r\nLars", ",hidden\r\nLars", [(2, "untraced")]),
        ("6be80b0beebfef202402", "a lie", [(2, "form")]),
        ("6be80b0beebfef202402", "1d0012806fd78f262811", [(3, "form")]),
    ],
)
def test_a_planted_lie_is_found(tmp_path, old, new, found):
    """Each cell of a row is held against its card: sides, quote, place, source, section, gap and id."""
    assert set(lie_of(carded(), "cards_csv", tmp_path)(old, new)) == set(found)


def test_a_card_that_is_gone_is_found(tmp_path):
    """A row that is traced must be there."""
    row = "When was this? Eva Dahl sold the mill.,1863,In 1863 Eva Dahl sold the mill.,[L4 · 00:30],"
    found = lie_of(carded(), "cards_csv", tmp_path)(row, row.replace("1863", "").replace("Eva Dahl sold the mill", ""))
    assert (None, "gone") in found
