"""What it costs to write some letters for a name's."""

from __future__ import annotations

import pytest

from coursepack.language.letters import GONE, LETTERS, Costs, apart_by_ear, shipped, spelled


def costs(**other: float) -> Costs:
    """Cost 1 for each letter that is another, gone or more, but for those named: "f_v" is f heard for v."""
    heard = {
        said: {each: 0.0 if each == said else other.get(f"{each}_{said}", 1.0) for each in (*LETTERS, GONE)}
        for said in LETTERS
    }
    return Costs(heard=heard, more=dict.fromkeys(LETTERS, 1.0))


@pytest.mark.parametrize(
    ("words", "letters"),
    [
        (["phillip"], "filip"),
        (["o'brien"], "obrien"),
        (["hitch", "cock"], "hiCcok"),
        (["büchi"], "buCi"),
        (["нет"], ""),
    ],
)
def test_letters_that_are_one_sound_are_one_and_said_once(words, letters):
    """Letters twice, joined ones, marks and blanks make no other sound."""
    assert spelled(words) == letters


@pytest.mark.parametrize(
    ("heard", "said", "cost"),
    [("kat", "kat", 0), ("kad", "kat", 1), ("ka", "kat", 1), ("skat", "kat", 1), ("", "kat", 3)],
)
def test_each_letter_that_is_another_gone_or_more_costs(heard, said, cost):
    """Along the cheapest alignment."""
    assert apart_by_ear(heard, said, costs()) == cost


def test_what_is_often_heard_for_a_letter_costs_less():
    """And not the other way round."""
    own = costs(f_v=0.25)
    assert apart_by_ear("fan", "van", own) == 0.25
    assert apart_by_ear("van", "fan", own) == 1


def test_the_shipped_costs_are_of_all_letters_and_tell_a_mishearing_from_another_name():
    """By letter, what a recogniser would write for it costs less than what sounds otherwise."""
    own = shipped()
    assert set(own.heard) == set(LETTERS) == set(own.more)
    name, misheard, other = (spelled([word]) for word in ("cavendish", "cavendesh", "carpenter"))
    assert apart_by_ear(misheard, name, own) < apart_by_ear(other, name, own) / 2
