"""What a hand-out prints, line by line, with what stands behind each: the formats for word processors print this.

First the notes, section by section; then timeline, people and terms, questions with their answers, and the sources.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from coursepack.model.anchors import Span
from coursepack.model.claims import Question
from coursepack.model.outline import Item, outline
from coursepack.model.pack import Pack
from coursepack.model.reference import Places
from coursepack.model.wording import FIXED, Quoted, Wording, printed
from coursepack.writers._sources import by_title
from coursepack.writers._stance import Mark, mark_of, shown_marks
from coursepack.writers._terms import glossary
from coursepack.writers._timeline_rows import timeline_rows

__all__ = ["ASKED", "Line", "Maker", "Run", "asked", "handout", "text_of"]

Look = Literal["plain", "strong", "mark", "reference"]
Kind = Literal["title", "heading", "bullet", "head", "row", "question"]
ASKED: tuple[str, ...] = ("choice", "cloze", "short_answer")
"""Kinds of questions that can be asked without their choices."""
_QUESTIONS = 12


class Run(Struct, frozen=True, kw_only=True):
    text: str
    look: Look = "plain"


class Line(Struct, frozen=True, kw_only=True):
    """A line of its own, or a row of the timeline; what it prints is what its claims and fixed words say."""

    kind: Kind
    cells: tuple[tuple[Run, ...], ...]
    """One, but for a row."""
    claims: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    level: int = 0
    """Of a heading from 1, of a bullet from 0."""
    section: str = ""
    """The section that it is told in, by id."""

    @property
    def text(self) -> str:
        return " ".join(text_of(cell) for cell in self.cells)


def text_of(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs)


class Maker:
    """Makes lines of a pack's claims."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.entities = {entity.id: entity for entity in pack.entities}
        self.places = Places(pack)

    def fixed(self, key: str, level: int = 1) -> Line:
        return Line(kind="heading", level=level, cells=((Run(text=FIXED[key]),),), fixed=(key,))

    def heading(self, text: str, ident: str, level: int, section: str = "") -> Line:
        run = Run(text=text[:1].upper() + text[1:])
        return Line(kind="heading", level=level, cells=((run,),), claims=(ident,), section=section)

    def item(self, item: Item, section: str = "") -> Line:
        """Tell a statement with its mark and its place; a lead is strong."""
        statement = item.statement
        runs = _led(statement.wording) if item.has_lead else (Run(text=_capital(printed(statement.wording))),)
        mark = mark_of(statement, self.entities)
        return self.told(runs, (statement.id,), statement.evidence, marks=(mark,), level=item.level, section=section)

    def told(  # noqa: PLR0913  (what a line is made of)
        self,
        runs: Sequence[Run],
        claims: Sequence[str],
        cited: Sequence[Span],
        *,
        marks: Sequence[str | Mark | None] = (),
        kind: Kind = "bullet",
        level: int = 0,
        section: str = "",
    ) -> Line:
        shown, keys, speakers = shown_marks(marks)
        marked = (Run(text=f" ({shown})", look="mark"),) if shown else ()
        place = (Run(text=f" {self.places.cite(cited)}", look="reference"),) if cited else ()
        return Line(
            kind=kind,
            cells=((*runs, *marked, *place),),
            claims=(*claims, *speakers),
            fixed=keys,
            level=level,
            section=section,
        )


def handout(pack: Pack) -> Iterator[Line]:
    """Yield the lines in reading order; each source after the first is a part of its own."""
    make = Maker(pack)
    first = by_title(pack)[0]
    yield Line(kind="title", cells=((Run(text=_capital(first.title)),),), claims=(first.id,))
    yield from _notes(make)
    yield from _timeline(make)
    yield from _terms(make)
    yield from _questions(make, asked(pack))
    yield from _sources(make)


def _notes(make: Maker) -> Iterator[Line]:
    for order, volume in enumerate(outline(make.pack)):
        chapters = [chapter for chapter in volume.chapters if chapter.items]
        if not chapters:
            continue
        yield make.fixed("notes") if order == 0 else _titled(make, volume.source.id)
        for chapter in chapters:
            section = chapter.section
            yield make.heading(section.title, section.id, 2, section.id)
            yield from (make.item(item, section.id) for item in chapter.items)


def _titled(make: Maker, ident: str) -> Line:
    [source] = [each for each in make.pack.sources if each.id == ident]
    return make.heading(f"{source.title} ({source.id})", source.id, 1)


def _timeline(make: Maker) -> Iterator[Line]:
    rows = list(timeline_rows(make.pack))
    if not rows:
        return
    yield make.fixed("timeline")
    keys = ("column.date", "column.event", "column.place")
    yield Line(kind="head", cells=tuple((Run(text=FIXED[key], look="strong"),) for key in keys), fixed=keys)
    sources = {source.id for source in make.pack.sources}
    for row in rows:
        date = (Run(text=_capital(row.when), look="strong"), *_mark(row.doubts))
        event = (Run(text=row.text), *_mark(row.stance))
        claims = tuple(each for each in row.claims if each not in sources)
        cells = (date, event, (Run(text=row.place, look="reference"),))
        yield Line(kind="row", cells=cells, claims=claims, fixed=row.fixed)


def _mark(text: str) -> tuple[Run, ...]:
    return (Run(text=f" ({text})", look="mark"),) if text else ()


def _terms(make: Maker) -> Iterator[Line]:
    glosses = glossary(make.pack)
    if glosses:
        yield make.fixed("terms")
    for gloss in glosses:
        term = gloss.term
        runs = (Run(text=_capital(term.name), look="strong"), Run(text=f"{FIXED['colon']} {printed(term.wording)}"))
        yield make.told(runs, (term.id,), term.evidence, marks=(gloss.mark,))


def asked(pack: Pack, most: int = _QUESTIONS) -> tuple[Question, ...]:
    """Give the weightiest questions that are answered in a word or a line, in the order of the text."""
    found = [each for each in pack.questions if each.kind in ASKED and each.answer]
    best = {each.id for each in sorted(found, key=lambda each: -each.salience)[:most]}
    return tuple(each for each in found if each.id in best)


def _questions(make: Maker, found: Sequence[Question]) -> Iterator[Line]:
    """Ask all, and answer them at the end, in the same order."""
    if not found:
        return
    yield make.fixed("handout.questions")
    for question in found:
        yield Line(kind="question", cells=((Run(text=question.prompt),),), claims=(f"{question.id}/prompt",))
    yield make.fixed("handout.answers")
    for question in found:
        runs = (Run(text=_capital(question.answer)),)
        yield make.told(runs, (f"{question.id}/answer",), question.evidence[:1], kind="question")


def _sources(make: Maker) -> Iterator[Line]:
    """Say what S2 in a reference is."""
    if len(make.pack.sources) < 2:
        return
    yield make.fixed("sources")
    for source in make.pack.sources:
        yield Line(kind="bullet", cells=((Run(text=f"{source.title} ({source.id})"),),), claims=(source.id,))


def _led(wording: Wording) -> tuple[Run, ...]:
    """Part a lead from what follows it, from its colon on."""
    at = next(at for at, part in enumerate(wording) if not isinstance(part, Quoted) or part.span.quote == ":")
    whole, lead = printed(wording), printed(wording[:at])
    return (Run(text=_capital(lead), look="strong"), Run(text=whole[len(lead) :]))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
