"""What index.html shows, as plain values in page order: the template adds the mark-up and nothing else."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from coursepack.model.anchors import Passage, Source, Span
from coursepack.model.claims import Entity, EntityKind, Repair, Term
from coursepack.model.outline import Item, outline
from coursepack.model.pack import Pack
from coursepack.model.reference import Places, clock
from coursepack.writers._coverage import Gap, Rest, gaps, rests
from coursepack.writers._site_lines import Cited, Line, capital, citation, cited, evidence_of, parts_of
from coursepack.writers._site_rows import Views, views_of
from coursepack.writers._site_slides import SlideLinks
from coursepack.writers._stance import mark_of
from coursepack.writers._terms import Gloss, glossary

__all__ = ["page_of"]

_KINDS: tuple[EntityKind, ...] = ("person", "polity", "group", "organisation", "place", "campaign", "work", "concept")
# Character references as HTML, section 13.5, and `html.unescape` know them.
_REFERENCE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")
_REMARK = re.compile(r"\[[^\[\]]*\]|\([^()]*\)")


class Chapter(Struct, frozen=True, kw_only=True):
    id: str
    title: str
    lines: tuple[Line, ...]


class Piece(Struct, frozen=True, kw_only=True):
    start: int
    end: int | None
    """Set where the piece prints another number of characters than the source has."""
    text: str


class SourceLine(Struct, frozen=True, kw_only=True):
    passage: Passage
    place: str
    """A time or number as the references print it, where it is another than the line before's."""
    voice: str
    """The speaker, where another begins to speak."""
    pieces: tuple[Piece, ...]


class Volume(Struct, frozen=True, kw_only=True):
    source: Source
    title: str
    chapters: tuple[Chapter, ...]
    lines: tuple[SourceLine, ...]


class Mention(Struct, frozen=True, kw_only=True):
    passage: str
    at: str
    """Its time, else its line: "03:41" or "L12"."""
    evidence: str


class Person(Struct, frozen=True, kw_only=True):
    entity: Entity
    mentions: tuple[Mention, ...]


class Explained(Struct, frozen=True, kw_only=True):
    term: Term
    line: Line


class Kin(Struct, frozen=True, kw_only=True):
    kind: EntityKind
    people: tuple[Person, ...]


class Mended(Struct, frozen=True, kw_only=True):
    repair: Repair
    cited: Cited


class Page(Struct, frozen=True, kw_only=True):
    volumes: tuple[Volume, ...]
    views: Views
    kinds: tuple[Kin, ...]
    terms: tuple[Explained, ...]
    repairs: tuple[Mended, ...]
    gaps: tuple[Gap, ...]
    rests: Mapping[str, tuple[Rest, ...]]
    """By source."""


def page_of(pack: Pack) -> Page:
    places = Places(pack)
    entities = {entity.id: entity for entity in pack.entities}
    slides = SlideLinks(pack)
    passages: dict[str, list[Passage]] = {source.id: [] for source in pack.sources}
    for passage in pack.passages:
        passages[passage.source].append(passage)
    return Page(
        volumes=tuple(
            Volume(
                source=volume.source,
                title=capital(volume.source.title),
                chapters=tuple(
                    Chapter(
                        id=chapter.section.id,
                        title=capital(chapter.section.title),
                        lines=tuple(
                            replace(_note(item, places, entities), slide=slides.next_of(item.statement))
                            for item in chapter.items
                        ),
                    )
                    for chapter in volume.chapters
                ),
                lines=tuple(_source_lines(pack, passages[volume.source.id])),
            )
            for volume in outline(pack)
        ),
        views=views_of(pack, places),
        kinds=tuple(_kinds(pack.entities, places)),
        terms=tuple(_explained(gloss, places) for gloss in glossary(pack)),
        repairs=tuple(Mended(repair=each, cited=citation(each.evidence, places)) for each in pack.repairs),
        gaps=gaps(pack),
        rests=rests(pack, places),
    )


def _explained(gloss: Gloss, places: Places) -> Explained:
    term = gloss.term
    parts = parts_of(term.wording, begins=False)
    line = Line(id=term.id, claim=term.id, parts=parts, cited=cited(term, places), mark=gloss.mark)
    return Explained(term=term, line=line)


def _note(item: Item, places: Places, entities: dict[str, Entity]) -> Line:
    statement = item.statement
    return Line(
        id=statement.id,
        claim=statement.id,
        parts=parts_of(statement.wording, has_lead=item.has_lead),
        cited=cited(statement, places),
        sub=item.level > 0,
        mark=mark_of(statement, entities),
    )


def _source_lines(pack: Pack, passages: Sequence[Passage]) -> Iterator[SourceLine]:
    place = voice = ""
    first = 0
    for passage in passages:
        marks = pack.marks.get(passage.source, ())
        while first < len(marks) and marks[first][1] <= passage.start:
            first += 1
        last = first
        while last < len(marks) and marks[last][0] < passage.end:
            last += 1
        here = _place(passage)
        yield SourceLine(
            passage=passage,
            place=here if here != place else "",
            voice=passage.voice if passage.voice != voice else "",
            pieces=tuple(_pieces(pack.texts[passage.source].text, passage, marks[first:last])),
        )
        # Captions name a voice where it begins; what follows without one is still that voice's.
        place, voice = here, passage.voice or voice


def _place(passage: Passage) -> str:
    place = passage.place
    if place is None:
        return ""
    if place.time is not None:
        return clock(place.time[0])
    return f"slide {place.slide}" if place.slide is not None else f"page {place.page}"


def _pieces(text: str, passage: Passage, marks: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    """Cut a passage where a mark is left out or a character reference is resolved; white space stays as it is.

    What a captioner put in brackets is a mark too, as nobody said it, but a reader of the source wants to see it.
    """
    at = passage.start
    left_out = (mark for mark in marks if not _REMARK.fullmatch(text, *mark))
    for begin, end in (*left_out, (passage.end, passage.end)):
        stop = max(at, begin)
        for match in _REFERENCE.finditer(text, at, stop):
            resolved = html.unescape(match.group())
            if resolved == match.group():
                continue
            if match.start() > at:
                yield _piece(text, at, match.start())
            yield Piece(start=match.start(), end=match.end(), text=resolved)
            at = match.end()
        if stop > at:
            yield _piece(text, at, stop)
        at = max(at, end)


def _piece(text: str, start: int, end: int) -> Piece:
    # HTML drops a NUL, which would shift all that follows it.
    return Piece(start=start, end=None, text=text[start:end].replace("\0", "\ufffd"))


def _kinds(entities: Sequence[Entity], places: Places) -> Iterator[Kin]:
    for kind in _KINDS:
        of_kind = [entity for entity in entities if entity.kind == kind]
        of_kind.sort(key=lambda entity: (-len(entity.mentions), entity.name.casefold(), entity.id))
        people = tuple(Person(entity=entity, mentions=tuple(_mentions(entity, places))) for entity in of_kind)
        if people:
            yield Kin(kind=kind, people=people)


def _mentions(entity: Entity, places: Places) -> Iterator[Mention]:
    """List the passages that mention it, each with all of its mentions there."""
    found: dict[str, tuple[Passage, list[Span]]] = {}
    for span in entity.mentions:
        passage = places.passage_at(span)
        if passage is not None:
            found.setdefault(passage.id, (passage, []))[1].append(span)
    for passage, spans in found.values():
        is_timed = passage.place is not None and passage.place.time is not None
        at = _place(passage) if is_timed else f"L{spans[0].line}"
        yield Mention(passage=passage.id, at=at, evidence=evidence_of(spans))
