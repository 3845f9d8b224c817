"""How far a relation is trusted: the sure ways of telling one stay above what a writer prints from."""

from __future__ import annotations

import pytest

from builders import pack_of
from coursepack.language.relations_trust import trust
from coursepack.notices import Log
from coursepack.pipeline import analyse


def _surest(sentence):
    pack = analyse(pack_of(sentence, role="paragraph"), Log())
    return max((relation.confidence for relation in pack.relations), default=0.0)


@pytest.mark.parametrize(
    "sentence",
    ["Prussia attacked Austria in 1866.", "Carthage was destroyed by Rome.", "Denmark has attacked Sweden."],
)
def test_a_deed_of_one_name_to_another_is_sure(sentence):
    """A past verb with a named subject and object is told at 0.7 or more."""
    assert _surest(sentence) >= 0.7


@pytest.mark.parametrize(
    "sentence",
    [
        "The king told the envoys that winter was near.",
        "Students burned Lancashire shirts in the street.",
        "Newton examined the rocks in a museum of the city of London.",
        "No state attacked Austria.",
        "Prussia nearly attacked Austria.",
        "Prussia rarely attacked Austria.",
        "Smith argued that Prussia should sell wool.",
        "The lack of cooperation between Prussia and Austria was costly.",
        "The envoy knew of no evidence that the Austrians had been supplied by Prussia.",
        "Voltaire published Letters on England in 1733.",
    ],
)
def test_what_is_no_deed_is_not_sure(sentence):
    """Telling is no demand; a shirt's town, a museum's city, nobody and what nearly happened suffer nothing."""
    assert _surest(sentence) < 0.7


def test_each_doubt_lowers_the_confidence():
    """With more against it, a relation is never trusted more."""
    assert trust(()) > trust(("unnamed",)) > trust(("unnamed", "not past")) > trust(("unnamed", "not past", "fallback"))
