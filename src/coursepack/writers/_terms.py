"""The terms that a reader is shown: those that the sources explain, each with the mark of who says so."""

from __future__ import annotations

from msgspec import Struct

from coursepack.model.claims import Term
from coursepack.model.pack import Pack
from coursepack.model.wording import words
from coursepack.writers._stance import Mark, Tellers, mark_of, quotes_of

__all__ = ["MOST", "MOST_OF_COURSE", "Gloss", "glossary"]

MOST = 40
"""Terms that are shown of one lecture: more is a list that nobody reads."""
MOST_OF_COURSE = 120
SHOWN = 0.15
"""How sure a shown term must be to be one: below it stand too many words that everybody knows."""
_NOT_TOLD = frozenset({"question", "denied"})
"""Stances of a statement that says nothing of what a term is."""


class Gloss(Struct, frozen=True, kw_only=True):
    """One line: the term, and its explanation."""

    term: Term
    mark: Mark | None


def glossary(pack: Pack, most: int = MOST) -> tuple[Gloss, ...]:
    """Give the explained terms, of many the surest, by their letters."""
    entities = {entity.id: entity for entity in pack.entities}
    tellers = Tellers(pack)
    found: list[Gloss] = []
    for term in sorted(pack.terms, key=lambda each: -each.confidence):
        if not term.is_explained or term.confidence < SHOWN or not words(term.text):
            continue
        statement = tellers.find(quotes_of(term.wording))
        if statement is None or statement.stance not in _NOT_TOLD:
            found.append(Gloss(term=term, mark=mark_of(statement, entities)))
    return tuple(sorted(found[:most], key=lambda each: (each.term.name.casefold(), each.term.id)))
