"""The words that say for which state somebody stands: each row's example shows its row at work."""

from __future__ import annotations

from functools import cache

import pytest

from builders import pack_of
from coursepack.language.lexicons import rows
from coursepack.language.offices import state_of_body
from coursepack.notices import Log
from coursepack.pipeline import analyse


@cache
def of(text):
    """Give the state of each entity that has one, by their names."""
    pack = analyse(pack_of(text, role="paragraph"), Log())
    names = {entity.id: entity.name for entity in pack.entities}
    return {entity.name: names[entity.of] for entity in pack.entities if entity.of}


def shows(row):
    if row["kind"] == "organ":
        return state_of_body(row["example"].partition(" met")[0]) is not None
    return bool(of(row["example"])) != (row["kind"] == "past")


@pytest.mark.parametrize("row", rows("offices"), ids=lambda row: row["noun"])
def test_an_example_shows_its_row(row):
    """It ties somebody to a state, or for a past holder nobody; a state's body says so by its name."""
    assert shows(row)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Egypt waited. President Nasser of Egypt spoke.", {"President Nasser": "Egypt"}),
        ("Egypt waited. The Egyptian president, Gamal Nasser, spoke.", {"Gamal Nasser": "Egypt"}),
        ("Brandt became chancellor of West Germany in 1969.", {"Brandt": "West Germany"}),
        ("China was poor. China's Mao waited.", {"Mao": "China"}),
        ("The Soviet Union was vast. The Soviets waited.", {"Soviets": "Soviet Union"}),
    ],
)
def test_who_stands_for_a_state(text, found):
    """A title, an apposition, a predicate, a possessive, or a people's own name."""
    assert of(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Russia is big. The Russian opposition leader Alexei Orlov was jailed.",
        "In Japan President Truman was hated.",
        "France is old. The French philosopher Voltaire lived in Prussia.",
        "Former Swedish king Karl Lind visited Sweden.",
        "The Italian premier Ugo Costa spoke.",
        "Nasser was never the president of Syria.",
        "Anna Lind was queen of Denmark. The Norwegian queen Anna Lind left Norway.",
    ],
)
def test_who_stands_for_none(text):
    """Another role, a place, a past office, a state that the pack does not name, a denial, or two states."""
    assert of(text) == {}


def test_a_body_of_a_state_is_named_for_it():
    """A navy is the state's, a party or a club is not."""
    assert state_of_body("the Danish Navy") == state_of_body("Parliament of Denmark") == "Denmark"
    assert state_of_body("Danish Chess Party") is None
