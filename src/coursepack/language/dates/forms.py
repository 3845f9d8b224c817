"""What an expression says before anything is known of its surroundings; `resolve` turns these into values."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

__all__ = ["UNITS", "Choice", "Form", "Interval", "Kind", "Opaque", "Point", "Shift", "Unit"]

Kind = Literal["date", "range", "set", "duration", "vague", "relative"]
Unit = Literal["century", "decade", "year", "half", "quarter", "season", "month", "week", "day"]
UNITS: tuple[Unit, ...] = ("century", "decade", "year", "half", "quarter", "season", "month", "week", "day")
"""From coarse to fine."""


class Point(Struct, frozen=True, kw_only=True):
    """One date of some precision; what is None is left to the surroundings."""

    unit: Unit
    year: int | None = None
    """As written; once resolved, astronomical. Of a decade or century its first year, without regard to the era."""
    is_bc: bool | None = None
    """None where no era is written, and once resolved (but for decades and centuries)."""
    is_small: bool = False
    """Whether the year has too few digits to be one but in a text about such years."""
    month: int | None = None
    day: int | None = None
    sub: int | None = None
    """Season, quarter or half by its number in ISO 8601-2, section 4.8."""
    ref: int | None = None
    """0 that or the same, 1 the next, -1 the previous, of the unit, seen from the last date told; None if not said."""
    year_ref: int | None = None
    """Likewise of the year: "June of that year", "the spring of the next year"."""
    part: str = ""
    """"start", "early", "mid", "late", "end", "first" or "second" (half), "whole"."""
    mark: str = ""
    """EDTF qualifier: "~" about, "?" perhaps."""


class Shift(Struct, frozen=True, kw_only=True):
    """So many units later (or earlier, if negative) than `base`, or than the last date told."""

    unit: Unit
    count: int
    base: Point | None = None


class Interval(Struct, frozen=True, kw_only=True):
    """From one date to another; an end that is None is open."""

    first: Point | Shift | None
    last: Point | Shift | None


class Choice(Struct, frozen=True, kw_only=True):
    """All of the members ("1956 and 1957"), or one of them ("1956 or 1957")."""

    members: tuple[Point | Shift, ...]
    is_every: bool


class Opaque(Struct, frozen=True, kw_only=True):
    """A temporal expression that has no place on the calendar: how long, how often, "now", "the end of the war"."""

    kind: Kind


Form = Point | Shift | Interval | Choice | Opaque
