"""Checks a comparison: whose statements it holds against each other, and that the words that differ really do.

Values are read here anew from the quotes, by rules of this module's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coursepack.language.dates.bounds import bounds
from coursepack.model.anchors import Span
from coursepack.model.claims import Comparison, Statement
from coursepack.model.wording import Quoted, plain
from coursepack.verifier.forms import DENIALS
from coursepack.verifier.lookup import Lookup, follows, overlap, runs, within

__all__ = ["comparison_faults", "is_disputed"]

_YEAR = re.compile(r"\d{4}|\bcentur|\b\d{2,3}0['’]?s\b", re.IGNORECASE)
_FIGURE = re.compile(r"\d[\d,.]*\d|\d")
_NUMBERS = frozenset(
    [
        *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty"),
        *("forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "million", "billion"),
        *("trillion", "dozen", "half", "quarter", "third", "thirds", "quarters", "first", "second", "fourth", "fifth"),
    ]
)


def comparison_faults(comparison: Comparison, look: Lookup) -> Iterator[tuple[str, str]]:
    """Yield the field at fault, and why."""
    told = [look.statements[each] for each in comparison.statements if each in look.statements]
    sources = {each.evidence[0].source for each in told}
    strange = follows(runs(comparison.about), (word for span in comparison.evidence for word in runs(span.quote)))
    if strange is not None or not runs(comparison.about):
        yield "about", f"is about '{comparison.about}', of which its evidence does not say '{strange or ''}' there"
    for statement in told:
        if not all(within(span, comparison.evidence) for span in statement.evidence):
            yield "statements", f"compares '{statement.id}', whose evidence is not in its own"
    if comparison.verdict == "only":
        if len(told) != 1:
            yield "statements", f"says that one source tells it alone, but names {len(told)} statements"
    elif len(sources) < 2:
        yield "statements", "compares statements of one source alone"
    if len({each.stance for each in told}) > 1:
        found = " and ".join(sorted({f"'{each.stance}'" for each in told}))
        yield "statements", f"compares what is {found}, which can both be so"
    has_field, is_difference = comparison.field is not None, comparison.verdict == "differ"
    if has_field != is_difference:
        yield "field", f"has the verdict '{comparison.verdict}', and the field '{comparison.field}'"
    elif is_difference:
        yield from _differing(comparison, told, look)
    elif comparison.readings:
        yield "readings", f"has words that differ, and the verdict '{comparison.verdict}'"


def _differing(comparison: Comparison, told: Sequence[Statement], look: Lookup) -> Iterator[tuple[str, str]]:
    for span in comparison.readings:
        if not within(span, comparison.evidence):
            yield "readings", f"reads '{span.quote}', which lies outside its evidence"
            return
    sides = _sides(comparison, told)
    if len(sides) < 2:
        yield "readings", "shows the differing words of one source alone"
        return
    check = {"time": _times, "number": _numbers, "name": _names, "negation": _denials}[comparison.field or "time"]
    for at, one in enumerate(sides):
        for other in sides[at + 1 :]:
            fault = check(one, other, look)
            if fault:
                yield "readings", fault


def _sides(comparison: Comparison, told: Sequence[Statement]) -> list[tuple[Statement, list[Span]]]:
    """Give the words of each statement: those of its own evidence, or of a heading in its source."""
    out: list[tuple[Statement, list[Span]]] = []
    for statement in told:
        source = statement.evidence[0].source
        same = [each for each in told if each.evidence[0].source == source]
        own = [
            span
            for span in comparison.readings
            if span.source == source and (len(same) == 1 or within(span, statement.evidence))
        ]
        if own:
            out.append((statement, own))
    return out


_Side = tuple[Statement, list[Span]]


def _said(side: _Side) -> str:
    return " ".join(plain(span.quote) for span in side[1])


_STRICT = frozenset({"above", "below", "fewer", "less", "more", "over", "under"})
"""Words that leave out the number behind them."""


def _times(one: _Side, other: _Side, look: Lookup) -> str:
    """No day is allowed by a date of both; where one does not say its year, months and days are held alone."""
    found = []
    for side in (one, other):
        times = [time for time in look.times_over(side[1]) if time.edtf]
        if not times:
            return f"tells of a date, but '{_said(side)}' is none"
        found.append((times[0], bounds(times[0].edtf or "")))
    (mine, (first, last)), (theirs, (begin, end)) = found
    if not (_YEAR.search(mine.text) and _YEAR.search(theirs.text)):
        first, last, begin, end = ((0, *day[1:]) for day in (first, last, begin, end))
    if last < begin or end < first:
        return ""
    return f"tells of different dates, but '{_said(one)}' and '{_said(other)}' can be the same"


def _numbers(one: _Side, other: _Side, look: Lookup) -> str:  # noqa: ARG001  (each check has this signature)
    values = [
        [*_FIGURE.findall(_said(side)), *(word for word in runs(_said(side)) if word in _NUMBERS)]
        for side in (one, other)
    ]
    for side, found in zip((one, other), values, strict=True):
        if not found:
            return f"tells of a number, but '{_said(side)}' has none"
    # "More than 9.5" is not 9.5.
    bounds_said = [_STRICT.intersection(runs(_said(side))) for side in (one, other)]
    if values[0] != values[1] or bounds_said[0] != bounds_said[1]:
        return ""
    return f"tells of different numbers, but both say '{' '.join(values[0])}'"


def _names(one: _Side, other: _Side, look: Lookup) -> str:
    mine, theirs = runs(_said(one)), runs(_said(other))
    if mine == theirs:
        return f"tells of different names, but both say '{_said(one)}'"
    both = [
        entity.name
        for entity in look.pack.entities
        if look.is_mentioned(entity.id, one[1]) and look.is_mentioned(entity.id, other[1])
    ]
    return f"tells of different names, but both name '{both[0]}'" if both else ""


def _denials(one: _Side, other: _Side, look: Lookup) -> str:  # noqa: ARG001
    signs = [
        sum(word in DENIALS for part in side[0].wording if isinstance(part, Quoted) for word in runs(part.span.quote))
        for side in (one, other)
    ]
    if (signs[0] > 0) != (signs[1] > 0):
        return ""
    return "tells that one denies what the other says, but " + ("both deny" if signs[0] else "neither denies")


def is_disputed(evidence: Sequence[Span], look: Lookup) -> bool:
    """Tell whether a difference of dates has words in the evidence."""
    readings = (span for each in look.pack.comparisons if each.field == "time" for span in each.readings)
    return any(overlap(span, each) for span in readings for each in evidence)
