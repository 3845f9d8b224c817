"""What a run of sentences is about."""

from __future__ import annotations

from collections import Counter

import pytest

from coursepack.language.topics import cosine


def test_equal_bags_are_alike_and_strangers_are_not():
    """1 for the same words, 0 for none in common, whatever their counts."""
    weight = {"steel": 1.0, "grain": 1.0}
    assert cosine(Counter(steel=2), Counter(steel=2), weight) == pytest.approx(1.0)
    assert cosine(Counter(steel=2), Counter(grain=5), weight) == 0.0


def test_an_empty_bag_is_like_nothing():
    """A run without a word that carries meaning has no likeness."""
    assert cosine(Counter(), Counter(steel=1), {"steel": 1.0}) == 0.0


def test_a_word_of_every_run_tells_nothing():
    """Its weight is 0, so sharing it makes no two runs alike."""
    assert cosine(Counter(year=3), Counter(year=3), {"year": 0.0}) == 0.0
