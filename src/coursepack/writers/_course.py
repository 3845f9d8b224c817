"""index.html of a course: its lectures with their sections, then timeline, comparison, people and terms over all.

Each line leads into the page of the lecture that says it. No writer among the others: it needs the course beside the
pack, and its page takes the place of theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup, escape
from msgspec import Struct
from msgspec.structs import replace

from coursepack.model.anchors import Span
from coursepack.model.claims import Entity, EntityKind, Section
from coursepack.model.course import Course, Lecture, lecture_folder
from coursepack.model.pack import Pack
from coursepack.model.reference import Places
from coursepack.model.trace import Output, TraceLine
from coursepack.model.wording import FIXED
from coursepack.writers._assets import asset, policy, template
from coursepack.writers._chronicle import Moment, chronicle
from coursepack.writers._comparison import Agreed, Differing, Reading, compared
from coursepack.writers._site_lines import Part, capital, parts_of, with_cue
from coursepack.writers._stance import Mark
from coursepack.writers._terms import MOST_OF_COURSE, glossary

__all__ = ["write"]

_FILE = "index.html"
_KINDS: tuple[EntityKind, ...] = ("person", "polity", "group", "organisation", "place", "campaign", "work", "concept")

_STYLE = asset("page.css", "views.css", "course.css")
_SCRIPT = asset("course.js")
_TEMPLATE = template("course.html.j2")
_POLICY = policy(_STYLE, _SCRIPT)


class Goal(Struct, frozen=True, kw_only=True):
    """Where a line leads."""

    lecture: str
    href: str
    ref: str


class Row(Struct, frozen=True, kw_only=True):
    """A line; named like a page's, whose macros print it."""

    id: str
    lead: tuple[Part, ...]
    parts: tuple[Part, ...]
    doubts: tuple[str, ...]
    mark: Mark | None
    goal: Goal


class Named(Struct, frozen=True, kw_only=True):
    entity: Entity
    goals: tuple[Goal, ...]
    """The first mention in each lecture that has one."""


class Kin(Struct, frozen=True, kw_only=True):
    kind: EntityKind
    named: tuple[Named, ...]


class Chapter(Struct, frozen=True, kw_only=True):
    id: str
    at: str
    title: str
    href: str


class Side(Struct, frozen=True, kw_only=True):
    """What one lecture says of a matter on which another differs."""

    lecture: Lecture
    claim: str
    row: Row


class Differs(Struct, frozen=True, kw_only=True):
    id: str
    about: str
    key: str
    sides: tuple[Side, ...]


class Shared(Struct, frozen=True, kw_only=True):
    """What lectures say alike, in the words of one; `goals` are the places in the others."""

    row: Row
    claims: tuple[str, ...]
    goals: tuple[Goal, ...]


class Entry(Struct, frozen=True, kw_only=True):
    lecture: Lecture
    href: str
    chapters: tuple[Chapter, ...]


class _Ids:
    """Prints every id that has words under it, and keeps its trace: so page and trace cannot differ."""

    def __init__(self) -> None:
        self.trace: list[TraceLine] = []

    def claims(self, at: str, ids: Sequence[str], fixed: Sequence[str] = ()) -> Markup:
        self.trace.append(TraceLine(file=_FILE, at=at, claims=tuple(ids), fixed=tuple(fixed)))
        return Markup(f'id="{escape(at)}"')  # noqa: S704  (as in site.py: `Markup.format` is ten times as slow)

    def fixed(self, at: str, key: str) -> Markup:
        return self.claims(at, (), (key,))


class _Goals:
    """Finds the lecture, and the place on its page, of a span of the course's pack."""

    def __init__(self, pack: Pack, course: Course) -> None:
        self._places = Places(pack)
        self._own = {
            source: (lecture.id, f"S{number}")
            for lecture in course.lectures
            for number, source in enumerate(lecture.sources, 1)
        }

    def of(self, spans: Sequence[Span]) -> Goal:
        lecture, own = self._own[spans[0].source]
        passage = self._places.passage_at(spans[0])
        at = own + passage.id[len(spans[0].source) :] if passage is not None else f"source-{own}"
        return Goal(
            lecture=lecture, href=f"{lecture_folder(lecture)}/index.html#{at}", ref=self._places.cite(spans)[1:-1]
        )

    def lectures_of(self, spans: Sequence[Span]) -> frozenset[str]:
        return frozenset(self._own[span.source][0] for span in spans)

    def by_lecture(self, mentions: Sequence[Span]) -> tuple[Goal, ...]:
        first: dict[str, Span] = {}
        for span in mentions:
            first.setdefault(self._own[span.source][0], span)
        return tuple(self.of((span,)) for _, span in sorted(first.items()))


def write(pack: Pack, course: Course, contents: Mapping[str, Sequence[Section]]) -> Output:
    """`contents` are the sections that each lecture's own page shows, by lecture."""
    ids, goals = _Ids(), _Goals(pack, course)
    moments = chronicle(pack)
    found = compared(pack, moments)
    page = _TEMPLATE.render(
        ids=ids,
        fixed=FIXED,
        policy=_POLICY,
        # Both are our own files, and neither holds what would end its element.
        style=Markup(_STYLE),  # noqa: S704
        script=Markup(_SCRIPT),  # noqa: S704
        course=course,
        language=pack.sources[0].language,
        entries=tuple(_entries(course, contents)),
        dates=tuple(_dated(moment, goals) for moment in moments),
        differing=tuple(_differs(each, pack, course, goals=goals) for each in found.differing if _parts(each, goals)),
        agreed=tuple(_shared(each, goals) for each in found.agreed if len(goals.lectures_of(each.cited)) > 1),
        kinds=tuple(_kinds(pack, goals)),
        terms=tuple(_terms(pack, goals)),
    )
    return Output(files={_FILE: page.encode()}, trace=tuple(ids.trace))


def _entries(course: Course, contents: Mapping[str, Sequence[Section]]) -> Iterator[Entry]:
    for lecture in course.lectures:
        href = f"{lecture_folder(lecture.id)}/index.html"
        chapters = tuple(
            Chapter(
                id=f"{lecture.id}/{section.id}",
                at=f"{lecture.id}-{section.id}",
                title=capital(section.title),
                href=f"{href}#{section.id}",
            )
            for section in contents.get(lecture.id, ())
        )
        yield Entry(lecture=lecture, href=href, chapters=chapters)


def _dated(moment: Moment, goals: _Goals) -> Row:
    return Row(
        id=moment.event.id,
        lead=parts_of(moment.when),
        parts=parts_of(moment.wording, has_lead=moment.has_lead, begins=False),
        doubts=moment.doubts,
        mark=moment.mark,
        goal=goals.of(moment.event.evidence),
    )


def _parts(differing: Differing, goals: _Goals) -> bool:
    """Tell whether lectures differ; in what the sources of one do is told on its own page."""
    return len(goals.lectures_of([each.statement.evidence[0] for each in differing.readings])) > 1


def _differs(differing: Differing, pack: Pack, course: Course, *, goals: _Goals) -> Differs:
    claim = differing.comparison
    sides = tuple(_side(each, claim.id, pack, course, goals=goals) for each in differing.readings)
    return Differs(id=claim.id, about=claim.about, key=differing.key, sides=sides)


def _side(reading: Reading, ident: str, pack: Pack, course: Course, *, goals: _Goals) -> Side:
    """Show the words that differ as such; a date that a heading says stands before the line."""
    statement, moment = reading.statement, reading.moment
    lecture = next(each for each in course.lectures if statement.evidence[0].source in each.sources)
    at = f"{ident}-{statement.id}"
    if moment is not None:
        return Side(lecture=lecture, claim=moment.event.id, row=replace(_dated(moment, goals), id=at))
    wording = statement.wording
    for span in reading.words:
        wording = with_cue(wording, span, pack.texts[span.source])
    parts = parts_of(wording, marked=reading.words)
    goal = goals.of(statement.evidence)
    return Side(
        lecture=lecture,
        claim=statement.id,
        row=Row(id=at, lead=(), parts=parts, doubts=(), mark=reading.mark, goal=goal),
    )


def _shared(agreed: Agreed, goals: _Goals) -> Shared:
    statement = agreed.statement
    row = Row(
        id=agreed.comparison.id,
        lead=(),
        parts=parts_of(statement.wording),
        doubts=(),
        mark=agreed.mark,
        goal=goals.of(agreed.cited),
    )
    others = (each for each in goals.by_lecture(agreed.cited) if each.lecture != row.goal.lecture)
    return Shared(row=row, claims=(statement.id, agreed.comparison.id), goals=tuple(others))


def _kinds(pack: Pack, goals: _Goals) -> Iterator[Kin]:
    """Sort by the number of lectures in which a name is told, then by how often."""
    for kind in _KINDS:
        named = [
            Named(entity=entity, goals=goals.by_lecture(entity.mentions))
            for entity in pack.entities
            if entity.kind == kind
        ]
        named.sort(key=lambda each: (-len(each.goals), -len(each.entity.mentions), each.entity.name.casefold()))
        if named:
            yield Kin(kind=kind, named=tuple(named))


def _terms(pack: Pack, goals: _Goals) -> Iterator[tuple[str, Row]]:
    for gloss in glossary(pack, MOST_OF_COURSE):
        term = gloss.term
        parts = parts_of(term.wording, begins=False)
        row = Row(id=term.id, lead=(), parts=parts, doubts=(), mark=gloss.mark, goal=goals.of(term.evidence))
        yield term.name, row
