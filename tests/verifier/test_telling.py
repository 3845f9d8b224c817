"""What is printed is a claim's words in order, with fixed words between, or the first difference is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursepack.verifier.lines import Phrases, strangers
from coursepack.verifier.telling import Mismatch, Telling, match, tokens

PULL, MAP = Telling(tokens("a pull of 5 bodies")), Telling(tokens("the map"))
NAME = Telling(tokens("Pull"))


@pytest.mark.parametrize(
    ("found", "told", "fixed", "chosen"),
    [
        ("A pull of 5 bodies", [(PULL,)], [], (PULL,)),
        ("Pull", [(PULL, NAME)], [], (NAME,)),
        ("a pull of 5 bodies: the map", [(PULL,), (MAP,)], [], (PULL, MAP)),
        ("Terms: the map (not sure)", [(MAP,)], ["Terms", "not sure"], (MAP,)),
        ("the map, the map", [(MAP,)], ["the map"], (MAP,)),
        ("", [], [], ()),
    ],
)
def test_words_that_fit(found, told, fixed, chosen):
    """Each claim is printed once in one of its ways, and each fixed phrase once, anywhere."""
    assert match(tokens(found), told, [tokens(each) for each in fixed]) == chosen


@pytest.mark.parametrize(
    ("found", "told", "fixed", "at", "expected"),
    [
        ("a pull of 6 bodies", [(PULL,)], [], 3, "5"),
        ("a pull of -5 bodies", [(PULL,)], [], 3, "5"),
        ("a pull of", [(PULL,)], [], 3, "5"),
        ("a pull of 5 bodies too", [(PULL,)], [], 5, None),
        ("the map a pull of 5 bodies", [(PULL,), (MAP,)], [], 0, "a"),
        ("the map", [(MAP,)], ["Terms"], 2, None),
        ("The Map", [(MAP,)], [], 1, "map"),
    ],
)
def test_words_that_do_not_fit(found, told, fixed, at, expected):
    """The first word that no way of reading explains is told, with the word that the claims have there."""
    assert match(tokens(found), told, [tokens(each) for each in fixed]) == Mismatch(at, expected)


def test_a_phrase_may_be_optional():
    """The last phrases may be left out, the others not."""
    assert match(tokens("the map sure"), [(MAP,)], [tokens("sure")], optional=1) == (MAP,)
    assert match(tokens("the map"), [(MAP,)], [tokens("sure")], optional=1) == (MAP,)


@given(st.lists(st.sampled_from(["a", "b", "c"]), max_size=6), st.lists(st.sampled_from(["a", "b", "c"]), max_size=6))
def test_two_texts_fit_only_where_they_are_one(found, said):
    """Without fixed words, nothing but the claim's own words fits."""
    fit = match(tuple(found), [(Telling(tuple(said)),)], [])
    assert isinstance(fit, Mismatch) == (found != said)


def test_labels_may_mix_phrases_and_words():
    """An attribute holds whole phrases, and words of a claim in their order."""
    phrases = Phrases([tokens("Light or dark"), tokens("Source")])
    assert strangers("Source: map", phrases, [MAP]) is None
    assert strangers("Light map", phrases, [MAP]) == "Light"
    assert strangers("map the", phrases, [MAP]) == "the"
