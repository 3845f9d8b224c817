"""The measure of what matters: ROUGE-2, LexRank, and the cut to a length, on texts that can be counted by hand."""

from __future__ import annotations

import pytest
from notes import cut, lexrank, rouge_2


def test_rouge_counts_pairs_of_words():
    """Two of three pairs are shared; marks and capitals are none."""
    assert rouge_2("The cat sat down.", "the cat, sat up") == pytest.approx(2 / 3)


def test_a_pair_counts_as_often_as_both_have_it():
    """What is said twice in one of them is shared once."""
    assert rouge_2("a b a b", "a b") == pytest.approx(2 * 1 / (3 + 1))


def test_nothing_shared_is_nothing():
    """Nor is an empty text a fault."""
    assert rouge_2("", "a b") == 0.0


def test_the_best_are_cut_at_the_length():
    """They stand in the order of the text, and the last one taken is cut."""
    assert cut([("a b", 0.2), ("c d e", 0.1), ("f", 0.9)], 4) == "a b c f"


def test_lexrank_prefers_what_is_like_the_others():
    """The sentence that shares words with both others is in the middle of the graph."""
    ranks = lexrank([["red", "fish", "swim"], ["red", "fish", "green", "birds"], ["green", "birds", "sing"], ["no"]])
    assert max(range(4), key=lambda at: ranks[at]) == 1
