"""Names that only ever name one kind of thing, and words that are written small."""

from __future__ import annotations

from coursepack.language.known_names import is_word, known_kind
from coursepack.language.names import kind_of_name


def test_a_name_without_namesakes_says_what_it_is():
    """One that is a town too, or a word, says nothing; a people's plural is the people."""
    assert [known_kind(name) for name in ("Heraclitus", "Wampanoag", "Seminoles", "Magna Carta")] == [
        "person", "group", "group", "work",
    ]  # fmt: skip
    assert known_kind("Washington") is None
    assert known_kind("Bishop") is None


def test_words_are_written_small():
    """In the plural too."""
    assert is_word("magma")
    assert is_word("caucuses") is is_word("caucuse")
    assert not is_word("heraclitus")


def test_what_is_known_of_a_name_settles_its_kind():
    """Its last word comes first; where something is in it, it is no person; a family may be called by a place."""
    assert kind_of_name("Heraclitus", "organisation", is_where=False) == "person"
    assert kind_of_name("Cornell", "organisation", is_where=True) == "organisation"
    assert kind_of_name("Lourdes", "person", is_where=False) == "person"
    assert kind_of_name("Lincoln College", "person", is_where=False) == "organisation"
    assert kind_of_name("Rowe v. Lind", "person", is_where=False) == "work"
