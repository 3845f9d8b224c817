"""What index.html shows, as plain values in page order: the template adds the mark-up and nothing else."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from coursepack.model.anchors import Passage, Source, Span
from coursepack.model.claims import Entity, EntityKind, Event, Statement, Term
from coursepack.model.outline import Item, outline, said_by
from coursepack.model.pack import Pack
from coursepack.model.reference import Places, clock
from coursepack.model.wording import Inserted, Quoted, Wording, printed

__all__ = ["page_of"]

_KINDS: tuple[EntityKind, ...] = ("person", "polity", "group", "organisation", "place", "campaign", "work", "concept")
# Character references as HTML, section 13.5, and `html.unescape` know them.
_REFERENCE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")
_REMARK = re.compile(r"\[[^\[\]]*\]|\([^()]*\)")
_DATE = re.compile(r"(-?)Y?(\d[\dX]*)(?:-([\dX]{2}))?(?:-([\dX]{2}))?")
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}


class Part(Struct, frozen=True, kw_only=True):
    look: str
    """ "text", "lead" or "inserted"."""
    gap: str
    """The blank before it, or nothing."""
    text: str


class Cited(Struct, frozen=True, kw_only=True):
    ref: str
    href: str
    """The passage in which the evidence begins, or its source."""
    evidence: str
    """ "S1:120-160 S1:7-11+": the spans in order, those of insertions with "+"."""


class Line(Struct, frozen=True, kw_only=True):
    id: str
    parts: tuple[Part, ...]
    cited: Cited
    sub: bool = False
    stance: str = ""
    """The key of its fixed word; empty where the statement is plainly asserted."""
    speaker: str = ""
    """An entity's id."""
    speaker_name: str = ""
    """As the statement's own evidence names them; empty where it does not."""


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
    chapters: tuple[Chapter, ...]
    lines: tuple[SourceLine, ...]


class Dated(Struct, frozen=True, kw_only=True):
    when: str
    """The words that say the date; empty where they are the year itself."""
    line: Line
    year: str
    """Where another year begins than that of the event before; empty before the common era."""


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


class Page(Struct, frozen=True, kw_only=True):
    volumes: tuple[Volume, ...]
    dates: tuple[Dated, ...]
    kinds: tuple[Kin, ...]
    terms: tuple[Explained, ...]


def page_of(pack: Pack) -> Page:
    places = Places(pack)
    entities = {entity.id: entity for entity in pack.entities}
    passages: dict[str, list[Passage]] = {source.id: [] for source in pack.sources}
    for passage in pack.passages:
        passages[passage.source].append(passage)
    return Page(
        volumes=tuple(
            Volume(
                source=volume.source,
                chapters=tuple(
                    Chapter(
                        id=chapter.section.id,
                        title=_capital(chapter.section.title),
                        lines=tuple(_note(item, places, entities) for item in chapter.items),
                    )
                    for chapter in volume.chapters
                ),
                lines=tuple(_source_lines(pack, passages[volume.source.id])),
            )
            for volume in outline(pack)
        ),
        dates=tuple(_dates(pack.events, places)),
        kinds=tuple(_kinds(pack.entities, places)),
        terms=tuple(
            Explained(
                term=term, line=Line(id=term.id, parts=_parts(term.wording, begins=False), cited=_cited(term, places))
            )
            for term in sorted(pack.terms, key=lambda each: each.name.casefold())
        ),
    )


def _note(item: Item, places: Places, entities: dict[str, Entity]) -> Line:
    statement = item.statement
    speaker = statement.speaker if statement.stance != "asserted" and statement.speaker in entities else None
    return Line(
        id=statement.id,
        parts=_parts(statement.wording, has_lead=item.has_lead),
        cited=_cited(statement, places),
        sub=item.level > 0,
        stance="" if statement.stance == "asserted" else f"stance.{statement.stance}",
        speaker=speaker or "",
        speaker_name=said_by(statement, entities) if speaker else "",
    )


def _parts(wording: Wording, *, has_lead: bool = False, begins: bool = True) -> tuple[Part, ...]:
    """Cut the printed wording at its parts; what stands before each is told by `printed` alone."""
    parts: list[Part] = []
    before = ""
    for order, part in enumerate(wording, start=1):
        whole = printed(wording[:order])
        text = whole[len(before) :].lstrip(" ")
        gap = whole[len(before) : len(whole) - len(text)]
        has_lead = has_lead and isinstance(part, Quoted) and text != ":"
        look = "inserted" if isinstance(part, Inserted) else "lead" if has_lead else "text"
        if begins and not before and look != "inserted":
            text = _capital(text)
        before = whole
        if parts and parts[-1].look == look != "inserted":
            text, gap = parts[-1].text + gap + text, parts[-1].gap
            parts.pop()
        parts.append(Part(look=look, gap=gap, text=text))
    return tuple(parts)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _cited(claim: Statement | Event | Term, places: Places) -> Cited:
    # A span that is quoted as well is shown as quoted.
    quoted = {part.span for part in claim.wording if isinstance(part, Quoted)}
    inserted = {part.span for part in claim.wording if isinstance(part, Inserted)} - quoted
    return _citation(claim.evidence, places, frozenset(inserted) - {claim.evidence[0]})


def _citation(spans: Sequence[Span], places: Places, inserted: frozenset[Span] = frozenset()) -> Cited:
    passage = places.passage_at(spans[0])
    return Cited(
        ref=places.cite(spans)[1:-1],
        href=passage.id if passage else f"source-{spans[0].source}",
        evidence=_evidence(spans, inserted),
    )


def _evidence(spans: Sequence[Span], inserted: frozenset[Span] = frozenset()) -> str:
    return " ".join(f"{span.source}:{span.start}-{span.end}{'+' if span in inserted else ''}" for span in spans)


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


def _dates(events: Sequence[Event], places: Places) -> Iterator[Dated]:
    before = ""
    for event in sorted(events, key=lambda each: _moment(each.when.edtf)):
        order, number, _, _ = _moment(event.when.edtf)
        year = str(number) if order == 0 and number > 0 and "X" not in (event.when.edtf or "") else ""
        line = Line(id=event.id, parts=_parts(event.wording), cited=_cited(event, places))
        when = "" if event.when.text == year else _capital(event.when.text)
        yield Dated(when=when, line=line, year=year if year != before else "")
        before = year


def _moment(edtf: str | None) -> tuple[int, int, int, int]:
    """Order by the first date that an EDTF names, a year before its months; what can't be told comes last."""
    match = _DATE.search(edtf or "")
    if match is None:
        return (1, 0, 0, 0)
    sign, year, month, day = match.groups()
    number = int(month.replace("X", "0")) if month else 0
    return (
        0,
        int(sign + year.replace("X", "0")),
        _SEASONS.get(number, number),
        int(day.replace("X", "0")) if day else 0,
    )


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
        yield Mention(passage=passage.id, at=at, evidence=_evidence(spans))
