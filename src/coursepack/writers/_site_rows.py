"""The lines below the drawings: dated events, who did what, relations, causes and positions, in page order."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from coursepack.language.dates.bounds import EARLIEST, bounds
from coursepack.language.dates.calendar import Day
from coursepack.model.claims import Entity, Event, When
from coursepack.model.pack import Pack
from coursepack.model.parties import state_of
from coursepack.model.reference import Places
from coursepack.model.wording import Quoted
from coursepack.writers._chronicle import Moment, chronicle, day_of, doubts_of
from coursepack.writers._comparison import contested
from coursepack.writers._deeds import deeds
from coursepack.writers._site_charts import Chart, Plot, chart_of, plot_of
from coursepack.writers._site_comparison import ComparedRows, comparison_of
from coursepack.writers._site_lines import Line, Part, citation, cited, parts_of, spoken, with_cue
from coursepack.writers._ties import Dealing, dealings, positions, reasons

__all__ = ["Views", "views_of"]

_FIRST = 3
"""Deeds of one doer that are shown at once."""
_OPEN = ("date.by_then", "date.from_then")
"""Doubts that an open end shows."""


class Dated(Struct, frozen=True, kw_only=True):
    line: Line
    when: tuple[Part, ...]
    """The words that say the date; none where the line's own do."""
    is_year: bool
    """Whether these are the year that stands beside the line."""
    year: str
    """Where another year begins than that of the event before; empty before the common era."""
    edtf: str
    doubts: tuple[str, ...]
    title: str
    """All of it as one string, for the drawing."""
    beside: tuple[str, ...] = ()
    """Other keys beside its date: that another source dates it otherwise."""

    @property
    def claims(self) -> tuple[str, ...]:
        return (self.line.claim,)

    @property
    def marks(self) -> tuple[str, ...]:
        """Give the keys that stand beside it in the drawing."""
        return (*self.doubts, *((self.line.mark.key,) if self.line.mark is not None else ()))

    @property
    def is_unsure(self) -> bool:
        return any(each not in _OPEN for each in self.doubts)


class Deeds(Struct, frozen=True, kw_only=True):
    entity: Entity
    first: tuple[Dated, ...]
    """The weightiest, in order of time; `when` is empty where the statement's own words say it."""
    more: tuple[Dated, ...]


class Tie(Struct, frozen=True, kw_only=True):
    line: Line
    """Its parts are the verb's words."""
    claims: tuple[str, ...]
    """The relation, and the event whose heading dates it."""
    fixed: tuple[str, ...]
    """Keys printed beside its words: category and doubts."""
    actor: tuple[Part, ...]
    target: tuple[Part, ...]
    states: tuple[Entity, Entity] | None
    """Whom both stand for, where these are two states."""
    when: str
    edtf: str
    polarity: int
    is_wanted: bool
    title: str

    @property
    def marks(self) -> tuple[str, ...]:
        """Give the keys that stand beside it in the drawing."""
        return (*self.fixed, *((self.line.mark.key,) if self.line.mark is not None else ()))

    @property
    def look(self) -> str:
        """Classes: which side of the line, whether it is told as done, and whether it is one of two states."""
        side = "up" if self.polarity > 0 else "down" if self.polarity < 0 else "level"
        hollow = " hollow" if self.line.mark is not None or self.is_wanted else ""
        return f"{side}{hollow}{'' if self.states else ' apart'}"


class Cause(Struct, frozen=True, kw_only=True):
    line: Line
    """Its parts are the sentence's; none for a purpose."""
    claims: tuple[str, ...]
    first: tuple[Part, ...]
    second: tuple[Part, ...]
    arrow: str
    says: str


class Position(Struct, frozen=True, kw_only=True):
    line: Line
    """Its parts are the cue's."""
    sides: tuple[tuple[tuple[Part, ...], tuple[Part, ...]], ...]
    """Of each the holder's name and the position."""


class Views(Struct, frozen=True, kw_only=True):
    dates: tuple[Dated, ...]
    chart: Chart | None
    doers: tuple[Deeds, ...]
    ties: tuple[Tie, ...]
    plot: Plot | None
    causes: tuple[Cause, ...]
    purposes: tuple[Cause, ...]
    positions: tuple[Position, ...]
    comparison: ComparedRows | None

    @property
    def by_id(self) -> Mapping[str, Dated]:
        return {each.line.claim: each for each in self.dates}

    @property
    def ties_by_id(self) -> Mapping[str, Tie]:
        return {each.line.claim: each for each in self.ties}

    @property
    def has_states(self) -> bool:
        return any(each.states for each in self.ties)

    @property
    def has_hollow(self) -> bool:
        return any("hollow" in each.look for each in self.ties)

    @property
    def legend(self) -> tuple[str, ...]:
        """Give the keys of what the drawing of events shows."""
        if self.chart is None:
            return ()
        by_id = self.by_id
        drawn = [by_id[each.claim] for each in self.chart.marks]
        shown = {
            "legend.dated": any(not by_id[each.claim].is_unsure for each in self.chart.dots),
            "legend.span": any(not each.opens and not by_id[each.claim].is_unsure for each in self.chart.bands),
            "legend.uncertain": any(each.is_unsure for each in drawn),
            "legend.open": any(each.opens for each in self.chart.bands),
            "legend.not_asserted": any(each.line.mark is not None for each in drawn),
            "legend.break": bool(self.chart.scale.breaks),
        }
        return tuple(key for key, is_shown in shown.items() if is_shown)


def views_of(pack: Pack, places: Places) -> Views:
    moments = chronicle(pack)
    events = _heading_dates(moments)
    rows = [_dated_by(each, events) for each in dealings(pack)]
    rows.sort(key=_order)
    return Views(
        dates=tuple(_dates(moments, places, contested(pack))),
        chart=chart_of(moments),
        doers=tuple(_doers(pack, moments, places)),
        ties=_ties(pack, rows, events, places),
        plot=plot_of(rows),
        causes=_causes(pack, places),
        purposes=_purposes(pack, places),
        positions=_positions(pack, places),
        comparison=comparison_of(pack, moments, places),
    )


def _order(dealing: Dealing) -> tuple[bool, Day]:
    """Sort by the first day, what is told "by" a day by that day, and what has none last."""
    day = dealing.last if dealing.first == EARLIEST else dealing.first
    return day is None, day or EARLIEST


def _dates(moments: Sequence[Moment], places: Places, disputed: Collection[str]) -> list[Dated]:
    out: list[Dated] = []
    before = ""
    for moment in moments:
        each, year = _dated(moment, places, moment.event.id), _year(moment)
        is_new = year != before
        beside = ("comparison.differ_here",) if moment.event.id in disputed else ()
        is_year = is_new and spoken(each.when) == year
        out.append(replace(each, year=year if is_new else "", is_year=is_year, beside=beside))
        before = year
    return out


def _year(moment: Moment) -> str:
    day = day_of(moment)
    is_told = day is not None and day[0] > 0 and "X" not in (moment.event.when.edtf or "")
    return str(day[0]) if day is not None and is_told else ""


def _dated(moment: Moment, places: Places, at: str) -> Dated:
    event = moment.event
    when, parts = parts_of(moment.when), parts_of(moment.wording, has_lead=moment.has_lead, begins=False)
    return Dated(
        line=Line(id=at, claim=event.id, parts=parts, cited=cited(event, places), mark=moment.mark),
        when=when,
        is_year=False,
        year="",
        edtf=event.when.edtf or "",
        doubts=moment.doubts,
        title=": ".join(each for each in (spoken(when), spoken(parts)) if each),
    )


def _doers(pack: Pack, moments: Sequence[Moment], places: Places) -> list[Deeds]:
    out = []
    for doer in deeds(pack, moments):
        lines: list[Dated] = []
        for deed in doer.deeds:
            at = f"deed-{doer.entity.id}-{deed.statement.id}"
            if deed.moment is not None and deed.is_dated_above:
                lines.append(_dated(deed.moment, places, at))
                continue
            parts = parts_of(deed.statement.wording, has_lead=deed.has_lead)
            line = Line(
                id=at, claim=deed.statement.id, parts=parts, cited=cited(deed.statement, places), mark=deed.mark
            )
            lines.append(Dated(line=line, when=(), is_year=False, year="", edtf="", doubts=(), title=""))
        weights = [deed.statement.salience for deed in doer.deeds]
        order = sorted(range(len(lines)), key=lambda each: (-weights[each], each))[:_FIRST]
        out.append(
            Deeds(
                entity=doer.entity,
                first=tuple(line for at, line in enumerate(lines) if at in order),
                more=tuple(line for at, line in enumerate(lines) if at not in order),
            )
        )
    return out


def _heading_dates(moments: Sequence[Moment]) -> dict[str, Event]:
    """Find the events that a heading dates, by statement: whatever such a statement tells has the heading's date."""
    return {
        each.statement.id: each.event
        for each in moments
        if each.statement is not None
        and each.first is not None
        and not set(each.event.evidence).issubset(each.statement.evidence)
    }


def _dated_by(dealing: Dealing, events: Mapping[str, Event]) -> Dealing:
    event = events.get(dealing.relation.statement or "")
    if event is None or dealing.relation.when is not None:
        return dealing
    when = When(edtf=event.when.edtf, text=event.when.text)
    moved = replace(dealing.relation, when=when)
    first, last = bounds(event.when.edtf or "")
    return replace(dealing, relation=moved, first=first, last=last, doubts=doubts_of(event.when.edtf))


def _ties(pack: Pack, rows: Sequence[Dealing], events: Mapping[str, Event], places: Places) -> tuple[Tie, ...]:
    own = {relation.id: relation for relation in pack.relations}
    states, entities = state_of(pack), {entity.id: entity for entity in pack.entities}
    out = []
    for row in rows:
        relation = row.relation
        event = events.get(relation.statement or "") if own[relation.id].when != relation.when else None
        parts = parts_of(row.verb, begins=False)
        actor, target = parts_of(row.actor), parts_of(row.target, begins=False)
        spans = (*row.cited, *(event.evidence if event is not None else ()))
        sides = [entities.get(states.get(each or "", "")) for each in (relation.actor, relation.target)]
        when = relation.when.text if relation.when is not None else ""
        wanted = ("relations.wanted",) if row.is_wanted else ()
        out.append(
            Tie(
                line=Line(id=relation.id, claim=relation.id, parts=parts, cited=citation(spans, places), mark=row.mark),
                claims=(relation.id, *((event.id,) if event is not None else ())),
                fixed=tuple(each for each in (row.category, *wanted, *row.doubts) if each),
                actor=actor,
                target=target,
                states=(sides[0], sides[1]) if sides[0] and sides[1] and sides[0] != sides[1] else None,
                when=when,
                edtf=relation.when.edtf or "" if relation.when is not None else "",
                polarity=relation.polarity,
                is_wanted=row.is_wanted,
                title=f"{spoken(actor)} → {spoken(target)}: {spoken(parts)}{', ' if when else ''}{when}",
            )
        )
    return tuple(out)


def _causes(pack: Pack, places: Places) -> tuple[Cause, ...]:
    out = []
    for row in reasons(pack, "cause"):
        link = row.link
        sentence = with_cue(row.sentence, link.cue, pack.texts[link.cue.source])
        parts = parts_of(sentence, cue=link.cue, begins=bool(row.statements))
        out.append(
            Cause(
                line=Line(id=link.id, claim=link.id, parts=parts, cited=citation(row.cited, places), mark=row.mark),
                claims=(link.id, *row.statements),
                first=parts_of(row.first),
                second=parts_of(row.second, begins=False),
                arrow="arrow.back" if row.is_turned else "arrow",
                says=row.says,
            )
        )
    return tuple(out)


def _purposes(pack: Pack, places: Places) -> tuple[Cause, ...]:
    return tuple(
        Cause(
            line=Line(id=row.link.id, claim=row.link.id, parts=(), cited=citation(row.cited, places), mark=row.mark),
            claims=(row.link.id,),
            first=parts_of(row.first),
            second=parts_of(
                with_cue(row.second, row.link.cue, pack.texts[row.link.cue.source]), begins=False, cue=row.link.cue
            ),
            arrow="arrow",
            says="",
        )
        for row in reasons(pack, "purpose")
    )


def _positions(pack: Pack, places: Places) -> tuple[Position, ...]:
    out = []
    for row in positions(pack):
        link = row.link
        cue = parts_of((Quoted(span=link.cue),), begins=False)
        sides = tuple(
            (parts_of(holder, begins=False), parts_of(position, begins=False))
            for holder, position in zip(row.holders, row.positions, strict=True)
        )
        line = Line(id=link.id, claim=link.id, parts=cue, cited=citation(row.cited, places), mark=row.mark)
        out.append(Position(line=line, sides=sides))
    return tuple(out)
