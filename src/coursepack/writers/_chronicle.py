"""The events of all sources in order of time, each with the days that its date allows and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from coursepack.language.dates.bounds import EARLIEST, bounds
from coursepack.language.dates.calendar import Day
from coursepack.model.claims import Event, Statement
from coursepack.model.outline import TOLD
from coursepack.model.pack import Pack
from coursepack.model.wording import Quoted, Wording, words
from coursepack.writers._dating import Dating, undated
from coursepack.writers._ends import kind_of
from coursepack.writers._stance import Mark, Tellers, mark_of, quotes_of

__all__ = ["Moment", "chronicle", "day_of", "days_of", "doubts_of"]

_SAME = 0.5
"""The share of the shorter event's own words from which two sources are taken to tell one event."""
_FEWEST = 2
"""Own words that both must say."""
_LETTERS = 5
"""Shorter words are mostly grammar."""


class Moment(Struct, frozen=True, kw_only=True):
    """One line of a timeline."""

    event: Event
    wording: Wording
    """The event's, without the date that begins or ends it, as the date stands before it."""
    when: Wording
    """The words of the date; in brackets, where they count from another date, that one."""
    has_lead: bool
    """Whether the first part is a term that the source puts before its explanation."""
    first: Day | None
    last: Day | None
    """The days that the date allows, `EARLIEST` or `LATEST` at an open end; None where the date can't be told."""
    doubts: tuple[str, ...]
    """Keys of the words that say how far the date is to be trusted; empty where it is exact."""
    statement: Statement | None
    """The one whose words it has."""
    mark: Mark | None

    @property
    def is_uncertain(self) -> bool:
        return bool(self.doubts)


def chronicle(pack: Pack) -> tuple[Moment, ...]:
    """Sort by the first day, a year before its months; what can't be dated comes last, in text order.

    An event with an open beginning stands at its end. What another source tells of the same event stands next to it.
    What is left out of the notes is left out here.
    """
    tellers, dating = Tellers(pack), Dating(pack)
    entities = {entity.id: entity for entity in pack.entities}
    statements = {statement.id: statement for statement in pack.statements}
    leads = {(term.evidence[0].source, term.evidence[0].start) for term in pack.terms}
    moments = []
    for event in pack.events:
        first, last = days_of(event.when.edtf)
        statement = statements.get(event.statement or "") or tellers.find(quotes_of(event.wording))
        if statement is not None and (statement.salience < TOLD or _points(statement)):
            continue
        wording = undated(event, pack.texts)
        part = wording[0] if wording else None
        moments.append(
            Moment(
                event=event,
                wording=wording,
                when=dating.words_of(event),
                has_lead=isinstance(part, Quoted) and (part.span.source, part.span.start) in leads and len(wording) > 1,
                first=first,
                last=last,
                doubts=doubts_of(event.when.edtf),
                statement=statement,
                mark=mark_of(statement, entities),
            )
        )
    return _side_by_side(sorted(moments, key=_order))


def _points(statement: Statement) -> bool:
    """Tell whether a statement says what something is that only stands before it: "This is greenhouse gas in 2004"."""
    said = words(statement.text)
    return statement.verb == "be" and bool(said) and kind_of(said[0]) in ("pointing", "thing")


def days_of(edtf: str | None) -> tuple[Day | None, Day | None]:
    """Give the first and the last day of a date; None twice where it can't be told."""
    try:
        return bounds(edtf) if edtf else (None, None)
    except ValueError:
        return None, None


def day_of(moment: Moment) -> Day | None:
    """Give the day that a moment is sorted and drawn by: its first, or its last where the beginning is open."""
    return moment.last if moment.first == EARLIEST else moment.first


def _order(moment: Moment) -> tuple[bool, Day, tuple[int, ...]]:
    day, last = day_of(moment), moment.last
    if day is None or last is None:
        return True, EARLIEST, ()
    # Of two that begin on one day, the longer stands first: a year before its January.
    return False, day, tuple(-part for part in last)


def doubts_of(edtf: str | None) -> tuple[str, ...]:
    """Name the doubts of a date (ISO 8601-2:2019): "~" about, "?" unsure, "X" left open, ".." without an end."""
    if not edtf:
        return ("date.unknown",)
    signs = (
        ("date.approximate", ("~", "%")),
        ("date.uncertain", ("?", "%")),
        ("date.unspecified", ("X",)),
        ("date.one_of", ("[",)),
    )
    found = [key for key, marks in signs if any(mark in edtf for mark in marks)]
    if edtf.startswith("../"):
        found.append("date.by_then")
    if edtf.endswith("/.."):
        found.append("date.from_then")
    return tuple(found)


def _side_by_side(moments: Sequence[Moment]) -> tuple[Moment, ...]:
    """Move what another source tells of an event behind it, where one date lies within the other."""
    out: list[Moment] = []
    own = [_own_words(moment) for moment in moments]
    placed = [False] * len(moments)
    for at, moment in enumerate(moments):
        if placed[at]:
            continue
        out.append(moment)
        for later in range(at + 1, len(moments)):
            if not _is_within(moments[later], moment):
                # Sorted by their first day: nothing after this begins inside.
                if _begins_after(moments[later], moment):
                    break
                continue
            if not placed[later] and _source(moments[later]) != _source(moment) and _is_same(own[at], own[later]):
                out.append(moments[later])
                placed[later] = True
    return tuple(out)


def _begins_after(one: Moment, other: Moment) -> bool:
    day, last = day_of(one), other.last
    return day is None or last is None or day > last


def _is_within(one: Moment, other: Moment) -> bool:
    """Tell whether a date lies within another of at most a year, or is just as long."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    is_short = other.first[0] == other.last[0] or (one.first, one.last) == (other.first, other.last)
    return is_short and other.first <= one.first and one.last <= other.last


def _source(moment: Moment) -> str:
    return moment.event.evidence[0].source


def _own_words(moment: Moment) -> frozenset[str]:
    dates = set(words(moment.event.when.text))
    return frozenset(word for word in words(moment.event.text) if len(word) >= _LETTERS and word not in dates)


def _is_same(one: frozenset[str], other: frozenset[str]) -> bool:
    both = len(one & other)
    return both >= _FEWEST and both >= _SAME * min(len(one), len(other))
