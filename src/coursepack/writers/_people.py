"""What an alphabet of people and terms says of each: an explanation, or the weightiest statements about them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from coursepack.model.claims import Entity, Statement, Term
from coursepack.model.outline import Item, outline
from coursepack.model.pack import Pack
from coursepack.writers._stance import quotes_of
from coursepack.writers._standing import stands_alone
from coursepack.writers._terms import MOST_OF_COURSE, Gloss, glossary

__all__ = ["MENTIONS", "Entry", "alphabet"]

MENTIONS = 12
"""Places that are cited of one name; the first ones."""
_SAID = 2
"""Statements about one name."""
_OFTEN = 2
"""Mentions of a place or state of which nothing is told but beside another."""
_MOST = 60
"""Names in an alphabet; the most mentioned ones."""


class Entry(Struct, frozen=True, kw_only=True):
    """A name or term; at least one of entity and gloss is there."""

    name: str
    entity: Entity | None
    gloss: Gloss | None
    """Its explanation."""
    items: tuple[Item, ...]
    """Statements about it that stand alone, in text order."""

    @property
    def ident(self) -> str:
        ids = [each.id for each in (self.entity, self.gloss.term if self.gloss else None) if each is not None]
        return ids[0]


def alphabet(pack: Pack) -> tuple[Entry, ...]:
    """List names of which something is told, and the explained terms, by their letters; one entry for one name."""
    glosses = {_key(each.term): each for each in glossary(pack, MOST_OF_COURSE)}
    items = [item for volume in outline(pack) for chapter in volume.chapters for item in chapter.items]
    items = [item for item in items if stands_alone(item.statement)]
    found: list[Entry] = []
    for entity in sorted(pack.entities, key=lambda each: -len(each.mentions))[:_MOST]:
        names = {each.casefold() for each in (entity.name, *entity.aliases)}
        gloss = next((glosses.pop(key) for key in tuple(glosses) if key in names), None)
        about = _said(entity, [item for item in items if gloss is None or not _is_same(item.statement, gloss.term)])
        is_told = any(each.statement.subject == entity.id for each in about)
        if gloss is not None or is_told or (about and (entity.kind == "person" or len(entity.mentions) >= _OFTEN)):
            found.append(Entry(name=entity.name, entity=entity, gloss=gloss, items=about))
    found += [Entry(name=each.term.name, entity=None, gloss=each, items=()) for each in glosses.values()]
    return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.ident)))


def _key(term: Term) -> str:
    return term.name.casefold()


def _said(entity: Entity, items: Sequence[Item]) -> tuple[Item, ...]:
    """Give what is said of it: first what says what it is, then where it is the subject, then by weight."""
    about = [
        (item.statement.subject != entity.id, item.statement.verb != "be", -item.statement.salience, at)
        for at, item in enumerate(items)
        if item.statement.subject == entity.id or _is_named(entity, item.statement)
    ]
    best = sorted(about)[:_SAID]
    return tuple(items[at] for *_, at in sorted(best, key=lambda each: each[-1]))


def _is_same(statement: Statement, term: Term) -> bool:
    """Tell whether a statement says, with more words or fewer, what its term's explanation says above it."""
    told = quotes_of(term.wording)
    return any(
        one.source == other.source and one.start < other.end and other.start < one.end
        for one in quotes_of(statement.wording)
        for other in told
    )


def _is_named(entity: Entity, statement: Statement) -> bool:
    spans = quotes_of(statement.wording)
    return any(
        span.source == mention.source and span.start <= mention.start < span.end
        for span in spans
        for mention in entity.mentions
    )
