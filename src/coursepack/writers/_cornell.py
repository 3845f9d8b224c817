"""The hand-out in Cornell's form: beside each note what to ask oneself, below each section what sums it up."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from coursepack.model.anchors import is_within
from coursepack.model.claims import Entity, Question, Statement
from coursepack.model.outline import Chapter, outline
from coursepack.model.pack import Pack
from coursepack.model.wording import plain
from coursepack.writers._handout import ASKED, Line, Maker, Run
from coursepack.writers._stance import quotes_of
from coursepack.writers._standing import stands_alone
from coursepack.writers._terms import glossary

__all__ = ["Beside", "Part", "parts"]

_SUMMED = 2
"""Statements that sum up a section."""
_LONG = 6
"""Notes of a section from which it is summed up; of fewer, two are half."""
_CUE, _NOTE = 28, 85
"""Letters of a line in either column, about."""
_OVER = 1
"""Lines that a cue may be longer than its note, below which the next note stands."""


class Beside(Struct, frozen=True, kw_only=True):
    cue: Line | None
    note: Line


class Part(Struct, frozen=True, kw_only=True):
    """A section: its heading, its notes, what sums it up."""

    headings: tuple[Line, ...]
    notes: tuple[Beside, ...]
    summary: tuple[Line, ...]
    """Begins with its label; empty where the section is short."""


def parts(pack: Pack) -> Iterator[Part]:
    make = Maker(pack)
    cues = _Cues(pack)
    for order, volume in enumerate(outline(pack)):
        above: tuple[Line, ...] = (make.fixed("notes"),) if order == 0 else ()
        if order:
            name = f"{volume.source.title} ({volume.source.id})"
            above = (make.heading(name, volume.source.id, 1),)
        for chapter in volume.chapters:
            if not chapter.items:
                continue
            section = chapter.section
            notes = tuple(Beside(cue=cues.of(item.statement), note=make.item(item)) for item in chapter.items)
            heading = make.heading(section.title, section.id, 2)
            yield Part(headings=(*above, heading), notes=notes, summary=tuple(_summary(make, chapter)))
            above = ()


def _summary(make: Maker, chapter: Chapter) -> Iterator[Line]:
    """Take the weightiest that stand alone, in text order."""
    if len(chapter.items) < _LONG:
        return
    found = [item for item in chapter.items if item.level == 0 and stands_alone(item.statement)]
    best = sorted(found, key=lambda item: -item.statement.salience)[:_SUMMED]
    if not best:
        return
    yield make.fixed("handout.summary", level=0)
    yield from (make.item(item) for item in found if item in best)


class _Cues:
    """A question, else a term, else whom a note is about, each once."""

    def __init__(self, pack: Pack) -> None:
        self._entities = {entity.id: entity for entity in pack.entities}
        self._questions: dict[str, Question] = {}
        for question in pack.questions:
            if question.kind in ASKED and question.claims:
                self._questions.setdefault(question.claims[0], question)
        self._terms = [gloss.term for gloss in glossary(pack)]
        self._named: dict[str, None] = {}
        self._mentions: dict[str, list[tuple[int, int, str]]] = {}
        for entity in pack.entities:
            for span in entity.mentions:
                if plain(span.quote) == entity.name:
                    self._mentions.setdefault(span.source, []).append((span.start, span.end, entity.id))

    def of(self, statement: Statement) -> Line | None:
        question = self._questions.get(statement.id)
        if question is not None and _fits(question.prompt, statement.text):
            return Line(kind="question", cells=((Run(text=question.prompt),),), claims=(f"{question.id}/prompt",))
        for term in self._terms:
            if term.id not in self._named and any(is_within(span, statement.evidence) for span in term.evidence[:1]):
                return self._name(term.id, term.name)
        entity = self._entities.get(statement.subject or "") or self._first_in(statement)
        if entity is not None and entity.id not in self._named:
            return self._name(entity.id, entity.name)
        return None

    def _first_in(self, statement: Statement) -> Entity | None:
        """Give whom a statement names first by the name that the pack has for them, where nobody is its subject."""
        found = [
            (start, self._entities[ident])
            for span in quotes_of(statement.wording)
            for start, end, ident in self._mentions.get(span.source, ())
            if span.start <= start and end <= span.end and ident not in self._named
        ]
        return min(found, key=lambda each: each[0])[1] if found else None

    def _name(self, ident: str, name: str) -> Line:
        self._named[ident] = None
        run = Run(text=name[:1].upper() + name[1:], look="strong")
        return Line(kind="question", cells=((run,),), claims=(f"{ident}/name",))


def _fits(cue: str, note: str) -> bool:
    return -(-len(cue) // _CUE) <= -(-len(note) // _NOTE) + _OVER
