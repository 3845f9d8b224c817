"""Which slide is shown: words decide, order and time bridge what says nothing."""

from __future__ import annotations

from collections import Counter

import pytest

from coursepack.language.showing import Said, shown

APPLES, PEARS, PLUMS = (Counter(text.split()) for text in ("apple orchard", "pear press", "plum jam"))


def said(*texts: str) -> list[Said]:
    return [Said(stems=frozenset(text.split()), at=(at + 0.5) / len(texts)) for at, text in enumerate(texts)]


def slides(texts, deck):
    return [int(row.argmax()) for row in shown(said(*texts), deck).likely]


def test_words_decide():
    """A sentence goes with the slide that has its words."""
    assert slides(["apple", "orchard", "pear", "press", "jam", "plum"], [APPLES, PEARS, PLUMS]) == [0, 0, 1, 1, 2, 2]


def test_a_slide_without_words_lies_between_its_neighbours():
    """Words of neither neighbour, said for long enough, are said to the picture between them."""
    found = slides(["apple", "orchard", *["look here"] * 6, "plum", "jam"], [APPLES, Counter(), PLUMS])
    assert found[:2] == [0, 0]
    assert found[3:7] == [1] * 4
    assert found[8:] == [2, 2]


def test_a_deck_of_pictures_is_shown_evenly():
    """With no word to go by, each slide has its share of the time, one after the other."""
    found = slides(["so"] * 30, [Counter(), Counter(), Counter()])
    assert found == sorted(found)
    assert min(found.count(slide) for slide in range(3)) >= 6


def test_a_word_in_passing_does_not_turn_back():
    """One word of an earlier slide amid a later slide's words leaves the later slide on the screen."""
    texts = ["apple", "orchard", *["so"] * 8, "pear", "press", "apple", "pear press", *["so"] * 8]
    assert slides(texts, [APPLES, PEARS])[10:14] == [1] * 4


@pytest.mark.parametrize("deck", [[APPLES], [Counter()], [APPLES] * 300])
def test_rows_are_probabilities(deck):
    """However many slides there are, and whatever stands on them."""
    assert shown(said("apple", "", "pear"), deck).likely.sum(1) == pytest.approx(1.0)
