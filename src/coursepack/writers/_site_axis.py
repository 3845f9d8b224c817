"""A scale of time across a drawing, in per cent of its width, with long empty stretches cut short, and its ticks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median_low

from msgspec import Struct

from coursepack.language.dates.bounds import EARLIEST, LATEST, bounds
from coursepack.language.dates.calendar import Day, month_length, to_ordinal

__all__ = ["Dated", "Scale", "Tick", "dated", "scale_of", "ticks"]

_LEFT, _RIGHT = 2.5, 97.5
_LONG = 0.25
"""The share of the whole from which an empty stretch is cut short,"""
_TIMES = 4
"""if it is this many times as long as the usual one."""
_CUT = 0.08
"""How long it is drawn then, as a share of the rest."""
_WIDE = 0.5
"""What covers more of the whole than this leaves its inside empty."""
_YEARS, _MONTHS = 900, 75
"""Days from which on ticks are years, and months."""
_ROOM = {"year": (10.5, 6.6), "month": (17.5, 9.5), "day": (17.5, 9.5)}
"""Per cent that a label needs: on a phone, and in a column of text."""
_MOST_STEPS = 80
_VALUE = re.compile(r"(?<![\d-])(-?)([\dX]{4})(?:-(\d\d))?(?:-(\d\d))?")


class Dated(Struct, frozen=True, kw_only=True):
    """A date as days, where it has both ends; of an open one, the days of the end that is told."""

    claim: str
    edtf: str
    begin: int
    end: int
    """The day after the last."""
    opens: str
    """ "start" or "end", where that is open."""

    @property
    def middle(self) -> float:
        return (self.begin + self.end) / 2


class Tick(Struct, frozen=True, kw_only=True):
    value: str
    """Its EDTF: 1956, 1956-05 or 1956-05-14."""
    at: float
    day: str
    month: str
    """A key of the catalogue; empty where the year stands alone."""
    year: str
    era: str
    """A key of the catalogue; empty in the common era."""
    claim: str
    """One that names this date."""
    is_spare: bool
    """Whether it is left out where there is little room."""

    @property
    def fixed(self) -> tuple[str, ...]:
        return tuple(key for key in (self.month, self.era) if key)


class Scale(Struct, frozen=True, kw_only=True):
    knots: tuple[tuple[float, float], ...]
    """Days and where they stand, in order; linear between."""
    breaks: tuple[float, ...]
    """Where an empty stretch is cut short."""
    steps: tuple[float, ...]
    """Where a year, month or day begins."""
    unit: str

    def at(self, day: float) -> float:
        first, last = self.knots[0], self.knots[-1]
        if day <= first[0]:
            return first[1]
        for (begin, left), (end, right) in pairwise(self.knots):
            if begin <= day <= end:
                return left + (right - left) * (day - begin) / (end - begin)
        return last[1]


def dated(claim: str, edtf: str | None) -> Dated | None:
    """Give None where the date can't be told."""
    try:
        first, last = bounds(edtf or "")
    except ValueError:
        return None
    opens = "start" if first == EARLIEST else "end" if last == LATEST else ""
    if opens:
        told = (edtf or "").strip("./")
        if not told:
            return None
        first, last = bounds(told)
    return Dated(claim=claim, edtf=edtf or "", begin=to_ordinal(first), end=to_ordinal(last) + 1, opens=opens)


def scale_of(dates: Sequence[Dated]) -> Scale:
    """Fit the scale to what is dated; it must not be empty."""
    begin, end = min(each.begin for each in dates), max(each.end for each in dates)
    cut = _long_gaps(list(_gaps(dates, end - begin)), end - begin, _usual(dates))
    rest = end - begin - sum(last - first for first, last in cut)
    drawn = rest * _CUT
    whole = rest + drawn * len(cut)
    at, last, share = _LEFT, begin, (_RIGHT - _LEFT) / whole
    knots, breaks = [(float(begin), _LEFT)], []
    for first, until in sorted(cut):
        at += (first - last) * share
        knots += [(float(first), at), (float(until), at + drawn * share)]
        breaks.append(round(at + drawn * share / 2, 2))
        at, last = at + drawn * share, until
    knots.append((float(end), _RIGHT))
    unit = "year" if rest > _YEARS else "month" if rest > _MONTHS else "day"
    plain = Scale(knots=tuple(knots), breaks=tuple(breaks), steps=(), unit=unit)
    days = [day for day in _steps(begin, end, unit) if begin <= day <= end and not any(a < day < b for a, b in cut)]
    steps = tuple(round(plain.at(day), 2) for day in days)
    return Scale(knots=plain.knots, breaks=plain.breaks, unit=unit, steps=steps)


def _gaps(dates: Sequence[Dated], whole: int) -> Iterator[tuple[int, int]]:
    """Yield what no date covers; one that covers much is taken for its two ends."""
    covered: list[tuple[int, int]] = []
    for each in dates:
        if each.end - each.begin <= whole * _WIDE:
            covered.append((each.begin, each.end))
        else:
            covered += [(each.begin, each.begin), (each.end, each.end)]
    reached = min(begin for begin, _ in covered)
    for begin, end in sorted(covered):
        if begin > reached:
            yield reached, begin
        reached = max(reached, end)


def _usual(dates: Sequence[Dated]) -> float:
    """Give the usual distance from one date to the next; that of two alone says nothing."""
    middles = sorted({each.middle for each in dates})
    apart = [later - earlier for earlier, later in pairwise(middles)]
    return median_low(apart) if len(apart) > 1 else float("inf")


def _long_gaps(gaps: list[tuple[int, int]], whole: int, usual: float) -> list[tuple[int, int]]:
    """Choose the gaps to cut, the longest first; what is left is the whole for the next."""
    gaps.sort(key=lambda gap: gap[0] - gap[1])
    cut: list[tuple[int, int]] = []
    for first, last in gaps:
        if last - first <= max(whole * _LONG, usual * _TIMES):
            break
        whole -= last - first
        cut.append((first, last))
    return cut


def _steps(begin: int, end: int, unit: str) -> Iterable[int]:
    """List the days on which each year, decade or month begins, not more than can be told apart."""
    if unit == "day":
        return range(begin, end + 1)
    years = range(begin // 366 - 1, end // 365 + 2)
    if unit == "month":
        return [to_ordinal((year, month, 1)) for year in years for month in range(1, 13)]
    step = next(step for step in (1, 10, 100, 1000, 10**9) if len(years) / step <= _MOST_STEPS)
    return [to_ordinal((year, 1, 1)) for year in years if year % step == 0]


def ticks(scale: Scale, dates: Sequence[Dated]) -> tuple[Tick, ...]:
    """Label dates that claims name, as many as have room; of two that are near, the first, last or rounder one."""
    units = ("day", "month", "year")
    for unit in units[units.index(scale.unit) :]:
        found: dict[str, tuple[float, str]] = {}
        for each in dates:
            for value, day in _named(each.edtf, unit):
                found.setdefault(value, (scale.at(day), each.claim))
        if found:
            return tuple(_with_room(found, unit))
    return ()


def _named(edtf: str, unit: str) -> Iterator[tuple[str, float]]:
    """Yield the dates of a unit that a value names, with their middles; before the common era years alone."""
    for sign, year, month, day in _VALUE.findall(edtf if "Y" not in edtf else ""):
        whole = int(sign + year.replace("X", "0"))
        if unit == "year" and not (sign and "X" in year):
            yield f"{sign}{abs(whole):04}", _middle((whole, 1, 1), (whole, 12, 31))
        elif unit != "year" and not sign and month and int(month) <= 12 and (day or unit == "month"):
            number, date = int(month), int(day or 1)
            last = month_length(whole, number) if unit == "month" else date
            value = f"{year}-{month}" + (f"-{day}" if unit == "day" else "")
            yield value, _middle((whole, number, 1 if unit == "month" else date), (whole, number, last))


def _middle(first: Day, last: Day) -> float:
    return (to_ordinal(first) + to_ordinal(last) + 1) / 2


def _with_room(found: dict[str, tuple[float, str]], unit: str) -> Iterator[Tick]:
    values = sorted(found, key=lambda value: found[value][0])
    narrow, wide = _ROOM[unit if values[0][0] != "-" else "month"]

    def weight(value: str) -> tuple[bool, int]:
        year = _told(value)
        return value not in (values[0], values[-1]), 0 if year % 10 == 0 else 1 if year % 5 == 0 else 2

    kept: dict[str, bool] = {}
    for room, is_spare in ((narrow, False), (wide, True)):
        for value in sorted(values, key=weight):
            at = found[value][0]
            if value not in kept and all(abs(at - found[each][0]) >= room for each in kept):
                kept[value] = is_spare
    before = ("", "")
    for value in sorted(kept, key=lambda value: found[value][0]):
        year, month, day = (*value.lstrip("-").split("-"), "", "")[:3]
        is_before = value.startswith("-")
        yield Tick(
            value=value,
            at=round(found[value][0], 2),
            day=day.lstrip("0"),
            month=f"month.{month}" if month and (not day or (year, month) != before) else "",
            year=str(_told(value)) if not month or year != before[0] else "",
            era="era.bc" if is_before else "",
            claim=found[value][1],
            is_spare=kept[value],
        )
        before = (year, month)


def _told(value: str) -> int:
    """Give the year as people count it: the year 0 of EDTF is 1 BC."""
    return int(value[1:5]) + 1 if value.startswith("-") else int(value[:4])
