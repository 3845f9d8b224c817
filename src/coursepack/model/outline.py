"""The reading order of a pack: its sources, their sections, the statements told in each. Every writer follows it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from msgspec import Struct

from coursepack.model.anchors import Passage, Source
from coursepack.model.claims import Entity, Section, Statement
from coursepack.model.pack import Pack, Sentence
from coursepack.model.wording import Fixed, Part, Quoted, plain

__all__ = ["TOLD", "Chapter", "Item", "Volume", "outline", "said_by"]

TOLD = 0.2
"""Statements of a lower salience (asides, organisation, repetition) stay out of notes; pack.json holds them all."""
WHOLE = 0.5
"""So do statements of a lower confidence: pieces of speech that are no sentence."""


class Item(Struct, frozen=True, kw_only=True):
    statement: Statement
    level: int
    """0, or 1 under a dated or general bullet, and for what a bullet says after its first statement."""
    has_lead: bool
    """Whether the wording's first part is a term that the source puts before its explanation."""


class Chapter(Struct, frozen=True, kw_only=True):
    section: Section
    items: tuple[Item, ...]


class Volume(Struct, frozen=True, kw_only=True):
    source: Source
    chapters: tuple[Chapter, ...]


def outline(pack: Pack) -> tuple[Volume, ...]:
    """Group the told statements by source and section, in text order; chapters without one keep their title."""
    section_of = {sentence: section.id for section in pack.sections for sentence in section.sentences}
    sentences: dict[str, list[Sentence]] = {}
    for sentence in sorted(pack.sentences, key=lambda each: (each.source, each.start)):
        sentences.setdefault(sentence.source, []).append(sentence)
    bullets: dict[str, list[Passage]] = {}
    for passage in pack.passages:
        if passage.role == "bullet":
            bullets.setdefault(passage.source, []).append(passage)
    begun: set[str] = set()
    items: dict[str, list[Item]] = {}
    for statement in pack.statements:
        if statement.salience < TOLD or statement.confidence < WHOLE:
            continue
        first = statement.evidence[0]
        near = sentences.get(first.source, [])
        at = bisect_right(near, first.start, key=lambda each: each.start) - 1
        section = section_of.get(near[at].id) if at >= 0 and first.start < near[at].end else None
        if section is None:
            continue
        # Nothing but a lead is followed by a colon that is a part of its own.
        has_lead = isinstance(statement.wording[0], Quoted) and any(map(_is_colon, statement.wording[1:]))
        bullet = _bullet_at(bullets.get(first.source, []), first.start)
        level = 0
        if bullet is not None:
            # What a bullet says after its first statement stands under that one.
            level = 1 if bullet.id in begun or bullet.level > 1 else 0
            begun.add(bullet.id)
        items.setdefault(section, []).append(Item(statement=statement, level=level, has_lead=has_lead))
    # A section may be titled in another source's words: what it is of, its sentences tell.
    homes = {sentence.id: sentence.source for sentence in pack.sentences}
    source_of = {section.id: homes[section.sentences[0]] for section in pack.sections if section.sentences}
    return tuple(
        Volume(
            source=source,
            chapters=tuple(
                Chapter(section=section, items=tuple(items.get(section.id, ())))
                for section in pack.sections
                if source_of.get(section.id) == source.id
            ),
        )
        for source in pack.sources
    )


def _is_colon(part: Part) -> bool:
    return part.span.quote == ":" if isinstance(part, Quoted) else isinstance(part, Fixed) and part.key == "colon"


def _bullet_at(bullets: Sequence[Passage], start: int) -> Passage | None:
    at = bisect_right(bullets, start, key=lambda each: each.start) - 1
    return bullets[at] if at >= 0 and start < bullets[at].end else None


def said_by(statement: Statement, entities: Mapping[str, Entity]) -> str:
    """Give the words for the speaker that stand in the statement's own evidence; "" where it has none.

    `entities` is by id. A speaker is shown by the name that the evidence uses ("Mao"), not by the fullest one.
    """
    entity = entities.get(statement.speaker or "")
    if entity is None:
        return statement.speaker or ""
    names = {entity.name, *entity.aliases}
    found = [
        plain(mention.quote)
        for mention in entity.mentions
        if plain(mention.quote) in names
        and any(span.source == mention.source and span.start <= mention.start < span.end for span in statement.evidence)
    ]
    return found[0] if found else ""
