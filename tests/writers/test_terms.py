"""Which terms are shown, in which order, and with which marks."""

from __future__ import annotations

from msgspec.structs import replace
from tied import said

from builders import pack_of, span_of, term_of
from coursepack.model.wording import Quoted, printed
from coursepack.writers._terms import glossary

TEXT = "A sough is a ditch.\nThe adit, a level, was cut by hand."


def explained(pack, name, explanation, **fields):
    """A term whose wording is its explanation alone, as the pass makes it."""
    wording = (Quoted(span=span_of(pack, explanation)),)
    return replace(term_of(pack, name, explanation), wording=wording, text=printed(wording), **fields)


def glossed(**fields):
    pack = said(pack_of(TEXT), "A sough is a ditch.", "The adit, a level, was cut by hand.", **fields)
    terms = (explained(pack, "sough", "a ditch"), explained(pack, "adit", "a level", id="K2", confidence=0.5))
    return replace(pack, terms=terms)


def test_terms_stand_by_their_letters():
    """A reader looks a term up."""
    assert [gloss.term.name for gloss in glossary(glossed())] == ["adit", "sough"]


def test_a_term_without_an_explanation_is_not_shown():
    """The pack holds it with the sentence that tells most of it; that is no explanation."""
    pack = glossed()
    terms = (pack.terms[0], replace(pack.terms[1], is_explained=False))
    assert [gloss.term.name for gloss in glossary(replace(pack, terms=terms))] == ["sough"]


def test_of_many_terms_the_surest_are_shown():
    """A list that nobody reads to its end helps nobody."""
    assert [gloss.term.name for gloss in glossary(glossed(), 1)] == ["sough"]


def test_an_explanation_that_is_not_asserted_is_marked():
    """Whoever's opinion it is, the reader is told; what is denied or asked explains nothing."""
    assert {gloss.mark.key for gloss in glossary(glossed(stance="hedged"))} == {"stance.hedged"}
    assert glossary(glossed(stance="question")) == glossary(glossed(stance="denied")) == ()
