"""Numbers: which values their words allow, what they count, and when two of them exclude each other."""

from __future__ import annotations

from functools import cache
from math import inf

import pytest

from builders import pack_of
from coursepack.language.grammar import Grown
from coursepack.language.quantities import are_apart, is_within, quantities
from coursepack.notices import Log
from coursepack.passes import sentences


@cache
def found(text):
    pack = sentences.run(pack_of(text, "paragraph"), Log())
    return [each for tree in pack.trees for each in quantities(Grown(tree), range(len(tree.tokens)))]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("The town had 1,390 houses.", 1390, 1390, "house"),
        ("the town had 36 417 houses", 36417, 36417, "house"),
        ("An estimated half-million people starved.", 400_000, 600_000, "person"),
        ("The siege cost nearly fourteen hundred ships.", 1120, 1400, "ship"),
        ("They paid a loan of $300 million.", 300_000_000, 300_000_000, "dollar"),
        ("More than 25 million readers wrote.", 25_000_000, inf, "reader"),
        ("Estimates range from 15 to 55 million.", 15_000_000, 55_000_000, ""),
        ("Between 1,200 and 1,500 soldiers fell.", 1200, 1500, "soldier"),
        ("The park covers eighteen square miles.", 18, 18, "square mile"),
        ("Up to 90 per cent of the grain rotted.", -inf, 90, "%"),
        ("The song was placed 42nd.", 42, 42, "th"),
        ("One and a half million tiles were laid.", 1_500_000, 1_500_000, "tile"),
    ],
)
def test_a_number_is_what_its_words_allow(text, low, high, unit):
    """With the words that blur or bound it, and what it counts."""
    [number] = found(text)
    assert (number.low, number.high, number.unit) == (pytest.approx(low), pytest.approx(high), unit)


@pytest.mark.parametrize(
    "text", ["Hundreds of ships sank.", "One could see it.", "It began at 9 pm.", "Half the town slept."]
)
def test_what_tells_no_value_is_no_number(text):
    """A vague number, a pronoun, a time of day, a part of a thing."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("one", "other", "is_apart"),
    [
        ("165 villages burned.", "295 villages burned.", True),
        ("About 150 plants rose.", "156 plants rose.", False),
        ("More than 25 ships sank.", "31 ships sank.", False),
        ("Less than 25 ships sank.", "31 ships sank.", True),
        ("5,000 ships sank.", "5,190 ships sank.", False),
        ("5,000 ships sank.", "5,900 ships sank.", True),
        ("The road is ten miles long.", "The road is 16 kilometres long.", False),
        ("The road is ten miles long.", "The road is 10 kilometres long.", True),
        ("He came 42nd.", "He came 43rd.", True),
        ("More than 73 ships sank.", "73 ships sank.", True),
        ("More than 200 ships sank.", "200 ships sank.", False),
        ("The stone weighs 7 pounds.", "The stone weighs 7.89 pounds.", False),
    ],
)
def test_two_numbers_exclude_each_other(one, other, is_apart):
    """Not where one is approximate, a bound, rounded, or in another unit."""
    [mine], [theirs] = found(one), found(other)
    assert are_apart(mine, theirs) is is_apart


def test_a_finer_number_is_within_a_coarser_one():
    """And not the other way round."""
    [mine], [theirs] = found("1,390 ships sank."), found("Nearly fourteen hundred ships sank.")
    assert is_within(mine, theirs)
    assert not is_within(theirs, mine)
