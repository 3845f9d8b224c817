"""What an alphabet of people and terms says of each."""

from __future__ import annotations

from msgspec.structs import replace

from coursepack.writers._people import alphabet
from lights import lights


def test_names_stand_by_their_letters_with_what_is_said_of_them():
    """People and terms in one alphabet; at most two statements, in text order, that stand alone."""
    found = {entry.name: [item.statement.id for item in entry.items] for entry in alphabet(lights())}
    assert list(found) == sorted(found)
    assert found["Henry Winstanley"] == ["st1", "st4"]
    assert found["Dovetail"] == []


def test_a_name_that_is_a_term_has_one_entry():
    """With its explanation below the name."""
    pack = lights()
    terms = tuple(replace(term, name="John Smeaton") if term.id == "tm5" else term for term in pack.terms)
    [entry] = [entry for entry in alphabet(replace(pack, terms=terms)) if entry.name == "John Smeaton"]
    assert entry.entity is not None
    assert entry.gloss is not None


def test_what_explains_a_name_is_not_said_of_it_again():
    """A statement that has words of the explanation is the same line, shorter or longer."""
    pack = lights()
    told = next(each for each in pack.statements if each.id == "st1")
    terms = tuple(
        replace(term, name="Henry Winstanley", wording=told.wording) if term.id == "tm5" else term
        for term in pack.terms
    )
    [entry] = [entry for entry in alphabet(replace(pack, terms=terms)) if entry.name == "Henry Winstanley"]
    assert entry.gloss is not None
    assert [item.statement.id for item in entry.items] == ["st4", "st13"]


def test_a_place_that_is_named_once_beside_others_has_none():
    """An index that lists every name is one that nobody reads."""
    assert "Plymouth" not in [entry.name for entry in alphabet(lights())]
