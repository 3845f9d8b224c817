"""Finds the temporal expressions of a running text, each with its EDTF value where the text tells it."""

from __future__ import annotations

import re
from typing import get_args

from msgspec import Struct

from coursepack.language.dates.forms import Choice, Form, Interval, Kind, Opaque, Point, Shift
from coursepack.language.dates.grammar import grammar
from coursepack.language.dates.resolve import Context, Resolved, resolved
from coursepack.language.dates.values import single
from coursepack.language.dates.words import Item

__all__ = ["Hit", "Part", "find"]

_FORMS = get_args(Form)


class Part(Struct, frozen=True, kw_only=True):
    """A plain date inside an expression: 1959 in "from 1959 to 1961", 1958 in "by 1958"."""

    start: int
    end: int
    edtf: str | None


class Hit(Struct, frozen=True, kw_only=True):
    """One temporal expression, characters `[start, end)`."""

    start: int
    end: int
    text: str
    edtf: str | None
    """ISO 8601-2:2019 level 2; None where it has no place on the calendar, or the text does not tell it."""
    kind: Kind
    anchor: tuple[int, int] | None
    """The characters of the date that the value was counted or completed from."""
    parts: tuple[Part, ...]
    """The plain dates in it, itself where it is one; empty without a value."""
    rules: tuple[str, ...]
    """Names of the rules of `dates.tsv` that made it, the last first."""


def find(text: str) -> tuple[Hit, ...]:
    """List the temporal expressions of one source's running text in order; none overlap.

    Years and months that the text leaves unsaid come from the last date told before. An empty line is a boundary
    that no expression crosses, though what was told before it goes on.
    """
    last = story = Context()
    hits: list[Hit] = []
    for item in grammar().read(text):
        form = next(iter(item.values.values()))
        # "1956said" is a slip of the typist's, and no word of it is a date.
        if (
            not isinstance(form, _FORMS)
            or text[item.start - 1 : item.start].isalnum()
            or text[item.end : item.end + 1].isalnum()
        ):
            continue
        opens = _opens_clause(text, item)
        context = story if _continues(form, story, last, opens=opens) else last
        told = resolved(form, context)
        if told is None:
            continue
        hits.append(_hit(item, form, told, text, context))
        if told.points:
            last = Context(point=told.points[-1], span=(item.start, item.end))
            if opens or told.points[-1].unit in _FINE:
                story = last
    return tuple(hits)


_FINE = frozenset({"season", "quarter", "half", "month", "day"})
_OPENING = re.compile(r"(?:^|[.!?;:\n])[\"'”’)\]]*\s*(?:\S+\s+)?$")
"""What stands before a date that opens its clause: the end of the last one, and one word ("In 1956, …")."""


def _opens_clause(text: str, item: Item) -> bool:
    return bool(_OPENING.search(text, max(0, item.start - 24), item.start))


def _continues(form: Form, story: Context, last: Context, *, opens: bool) -> bool:
    """Say whether a date without a year goes on from the story, past a year that was told only in passing."""
    here, aside = story.point, last.point
    if here is None or aside is None or here == aside or aside.unit in _FINE:
        return False
    first = form.first if isinstance(form, Interval) and form.first else form
    if isinstance(first, Shift) or not isinstance(first, Point):
        return opens
    if first.ref is not None or first.year_ref is not None:
        # "The following year, …" goes on with the story; "that year" is always the one just told.
        return opens and bool(first.ref or first.year_ref)
    return first.year is None and (here.month is None or first.month is None or first.month >= here.month)


def _hit(item: Item, form: Form, told: Resolved, text: str, context: Context) -> Hit:
    values = [single(point) for point in told.points]
    if item.parts and len(item.parts) == len(values):
        parts = tuple(
            Part(start=part.start, end=part.end, edtf=value) for part, value in zip(item.parts, values, strict=True)
        )
    elif item.parts:
        parts = tuple(Part(start=part.start, end=part.end, edtf=None) for part in item.parts)
    else:
        parts = tuple(Part(start=item.start, end=item.end, edtf=value) for value in values[:1])
    return Hit(
        start=item.start,
        end=item.end,
        text=text[item.start : item.end],
        edtf=told.edtf,
        kind=_kind(form),
        anchor=context.span if told.is_anchored else None,
        parts=parts,
        rules=item.rules,
    )


def _kind(form: Form) -> Kind:
    if isinstance(form, Opaque):
        return form.kind
    if isinstance(form, Interval):
        return "range"
    if isinstance(form, Choice):
        return "set"
    if isinstance(form, Shift) or (isinstance(form, Point) and (form.ref is not None or form.year_ref is not None)):
        return "relative"
    return "date"
