"""The root of all values: what pack.json holds, and what the passes hand on beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Literal

from msgspec import Struct, field

from coursepack.errors import BadPack
from coursepack.model.anchors import Passage, Source, Span, Text
from coursepack.model.claims import (
    Alignment,
    Comparison,
    Confidence,
    Entity,
    Event,
    Link,
    Question,
    Relation,
    Repair,
    Section,
    Statement,
    Term,
    Time,
)
from coursepack.model.trees import Reference, Tree
from coursepack.model.wording import Inserted, Quoted, Wording
from coursepack.notices import Notice

__all__ = [
    "CLAIMS",
    "SCHEMA",
    "Because",
    "Claim",
    "Pack",
    "Sentence",
    "checked",
    "claims_by_id",
    "spans_of",
    "wordings_of",
]

SCHEMA = 1
CLAIMS = (
    "sections",
    "entities",
    "statements",
    "times",
    "events",
    "relations",
    "links",
    "terms",
    "comparisons",
    "repairs",
    "questions",
)
"""The fields of a pack that hold claims."""

Because = Literal["aside", "citation", "fragment", "low_weight", "organisation", "question", "repeated", "unclear"]
"""Why a sentence is not told."""

Claim = Section | Entity | Statement | Time | Event | Relation | Link | Term | Comparison | Repair | Question


class Sentence(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From its first character to its last; between may stand what is no part of it, such as a cue's timing line."""

    id: str
    source: str
    start: int
    end: int
    line: int
    section: str | None
    salience: Confidence
    because: Because | None = None
    """None where it is told, or was not judged: a heading is no sentence of the text."""
    like: str | None = None
    """Of a repetition: the earlier sentence that says the same."""


class Pack(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Passes take one and return another. Fields after `references` are working values, which pack.json lacks."""

    generator: str
    sources: tuple[Source, ...]
    passages: tuple[Passage, ...]
    sentences: tuple[Sentence, ...] = ()
    sections: tuple[Section, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    times: tuple[Time, ...] = ()
    events: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()
    links: tuple[Link, ...] = ()
    terms: tuple[Term, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    repairs: tuple[Repair, ...] = ()
    alignments: tuple[Alignment, ...] = ()
    questions: tuple[Question, ...] = ()
    notices: tuple[Notice, ...] = ()
    references: tuple[Reference, ...] = ()
    """Sorted by source and start."""
    texts: Mapping[str, Text] = field(default_factory=dict)
    """By source id."""
    marks: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    """By source id: sorted ranges inside passages that are mark-up, not words (`**`, `<i>`, a link's address)."""
    trees: tuple[Tree, ...] = ()
    """One a sentence, in the order of `sentences`."""


def claims_by_id(pack: Pack) -> dict[str, Claim]:
    return {claim.id: claim for name in CLAIMS for claim in getattr(pack, name)}


def spans_of(claim: Claim) -> Iterator[Span]:
    """Yield every span that a claim holds: evidence, mentions, cue and ends, and the parts of its wording."""
    yield from claim.evidence
    if isinstance(claim, Entity):
        yield from claim.mentions
    elif isinstance(claim, Link):
        yield claim.cue
        yield from claim.cause
        yield from claim.effect
    elif isinstance(claim, Comparison):
        yield from claim.readings
    for part in chain.from_iterable(_wordings(claim)):
        if isinstance(part, Quoted | Inserted):
            yield part.span


def _wordings(claim: Claim) -> tuple[Wording, ...]:
    if isinstance(claim, Statement | Event | Term):
        return (claim.wording,)
    return wordings_of(claim) if isinstance(claim, Question) else ()


def wordings_of(question: Question) -> tuple[Wording, ...]:
    """Give each wording that a question may print."""
    one = (question.prompt_wording, question.answer_wording)
    return (*one, *question.distractor_wordings, *question.alternatives, *question.items, *question.partners)


def checked(pack: Pack, where: str) -> Pack:
    """Return the pack; raise BadPack where an id is used twice or names nothing."""
    known: set[str] = set()
    for name in ("sources", "passages", "sentences", *CLAIMS):
        for record in getattr(pack, name):
            if record.id in known:
                raise BadPack(where, f"id '{record.id}' stands twice", "build the pack again")
            known.add(record.id)
    for at, reference in _references(pack):
        if reference not in known:
            raise BadPack(where, f"{at} names '{reference}', which is not there", "build the pack again")
    return pack


def _references(pack: Pack) -> Iterator[tuple[str, str]]:
    for passage in pack.passages:
        yield passage.id, passage.source
    for sentence in pack.sentences:
        yield sentence.id, sentence.source
        if sentence.section is not None:
            yield sentence.id, sentence.section
        if sentence.like is not None:
            yield sentence.id, sentence.like
    for section in pack.sections:
        for reference in section.sentences:
            yield section.id, reference
    for name in CLAIMS:
        for claim in getattr(pack, name):
            for span in spans_of(claim):
                yield claim.id, span.source
    for event in pack.events:
        for participant in event.participants:
            yield event.id, participant.entity
        if event.place is not None:
            yield event.id, event.place
        if event.statement is not None:
            yield event.id, event.statement
    for entity in pack.entities:
        if entity.of is not None:
            yield entity.id, entity.of
    for relation in pack.relations:
        if relation.statement is not None:
            yield relation.id, relation.statement
    for link in pack.links:
        yield link.id, link.from_
        yield link.id, link.to
        yield from ((link.id, holder) for holder in link.holders if holder is not None)
    for question in pack.questions:
        yield from ((question.id, each) for each in question.claims)
        if question.section is not None:
            yield question.id, question.section
    for comparison in pack.comparisons:
        for reference in comparison.statements:
            yield comparison.id, reference
    for pronoun in pack.references:
        yield "references", pronoun.source
        yield "references", pronoun.entity
    for alignment in pack.alignments:
        yield "alignments", alignment.sentence
        yield "alignments", alignment.passage
