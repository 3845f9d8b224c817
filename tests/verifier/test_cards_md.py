"""Lies planted in cards.md."""

import pytest

from carded import carded
from exported import lie_of


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("### Who opened", "### Who burnt", [(5, "words")]),
        ("\nAnna Lind\n", "\nEva Dahl\n", [(7, "words")]),
        ("> Anna Lind opened", "> Anna Lind sold", [(9, "words")]),
        ("[L2 · 00:10]", "[L2 · 00:20]", [(9, "reference")]),
        ("# Mills", "# Looms and mills", [(1, "words")]),
        ("Anna Lind\n\n>", "Anna Lind\n\nA lie\n\n>", [(9, "words")]),
        ("### Lars Holm bought ____ looms", "### ____ Lars Holm bought looms", [(11, "question")]),
        ("\nAnna Lind\n", "\nAnna Lind<!-- a lie -->\n", [(7, "untraced"), (7, "words")]),
    ],
)
def test_a_planted_lie_is_found(tmp_path, old, new, found):
    """Title, question, answer, quote, place and gap are held against the card, and nothing is hidden."""
    assert set(found) <= set(lie_of(carded(), "cards_md", tmp_path)(old, new))
