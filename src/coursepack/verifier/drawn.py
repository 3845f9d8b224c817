"""Checks what the page shows beside words: where marks stand in a drawing, what they look like, and whose stance shows.

Elements say what they show in attributes: `data-claim`, its date in `data-when`, its stance in `data-stance`; labels of
an axis their date in `data-tick`. A scale may be cut, so places are held against one another, not against a rule.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from coursepack.model.claims import Event, Link, Relation, Statement
from coursepack.model.pack import Claim
from coursepack.model.trace import TraceLine
from coursepack.model.wording import FIXED, plain
from coursepack.verifier.lines import Judge, Shown
from coursepack.verifier.lookup import Lookup, overlap
from coursepack.verifier.marks import missing
from coursepack.verifier.report import Code
from coursepack.verifier.told import tokens

__all__ = ["KEPT", "SHAPES", "Noted", "check_drawn", "check_shown", "is_label"]

KEPT = frozenset({"data-claim", "data-part", "data-state", "data-tick"})
"""Attributes for which an element is noted."""
SHAPES = frozenset({"circle", "ellipse", "image", "polygon", "polyline", "rect", "use"})
"""What marks are drawn with; lines and paths draw axes."""

_DATE = re.compile(r"(-?)Y?([\dX]+)(?:-(\d\d))?(?:-(\d\d))?")
_LABEL = re.compile(r"(?<![\d-])-?[\dX]{4}(?:-\d\d)?(?:-\d\d)?")
_DOUBTS = frozenset("~?%X[")
# ISO 8601-2:2019, 4.8: first and last month of seasons, quarters and halves; a winter ends in the next year's second.
_PARTS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}
_PARTS |= {40: (1, 6), 41: (7, 12)}
_SIDES = {-1: "down", 0: "level", 1: "up"}
"""Classes, by polarity."""
_SHORTEST = 1.9
"""Per cent that the shortest bar is drawn at, though its time may be shorter."""
_ROUNDING = 0.05

Day = tuple[int, int, int]


@dataclass(slots=True)
class Noted:
    """An element that shows a claim, or a label of an axis."""

    line: int
    tag: str
    attributes: Mapping[str, str]
    drawing: int | None
    """Which drawing of the page it stands in."""
    axis: float | None
    """How far down the line of that drawing is."""
    around: str
    """Id of the traced element that it is, or is in."""
    is_own: bool = False
    """Whether it is a traced element itself."""
    shapes: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)


def is_label(noted: Noted) -> bool:
    """Tell whether its words are a date, a cue or a state, which are checked here, and no claim's whole text."""
    return not {"data-tick", "data-part", "data-state"}.isdisjoint(noted.attributes)


def check_drawn(judge: Judge, look: Lookup, notes: Sequence[tuple[Noted, Shown | None, TraceLine | None]]) -> None:
    rows = {noted.attributes["id"]: noted for noted, _, _ in notes if "id" in noted.attributes}
    for noted, shown, trace in notes:
        faults = _faults(noted, shown, trace, look)
        for code, text in (*faults, *_goal(noted, rows)):
            judge.add(noted.line, code, text)
    drawings = sorted({noted.drawing for noted, _, _ in notes if noted.drawing is not None})
    for drawing in drawings:
        for line, text in _order(noted for noted, _, _ in notes if noted.drawing == drawing):
            judge.add(line, "date", text)


def _faults(noted: Noted, shown: Shown | None, trace: TraceLine | None, look: Lookup) -> Iterator[tuple[Code, str]]:
    attributes = noted.attributes
    if trace is None or shown is None:
        yield "untraced", f"<{noted.tag}> shows something, but the trace does not name it"
        return
    traced = [claim for each in trace.claims if (claim := look.claims.get(each)) is not None]
    if "data-tick" in attributes:
        yield from _tick(attributes["data-tick"], shown, traced)
    if "data-part" in attributes:
        said = [tokens(plain(each.cue.quote)) for each in traced if isinstance(each, Link)]
        if attributes["data-part"] != "cue" or shown.words not in said:
            yield "words", f"shows '{' '.join(shown.words)}', which is not its claim's cue"
    if "data-state" in attributes:
        yield from _state(attributes["data-state"], shown, trace, look)
    if "data-claim" in attributes:
        claim = look.claims.get(attributes["data-claim"])
        if claim is None or claim not in traced:
            found = ", ".join(trace.claims)
            yield "trace", f"shows '{attributes['data-claim']}', but is traced to {found or 'no claim'}"
        else:
            yield from _date(noted, claim, traced)
            yield from _look(noted, claim, look)


def _tick(value: str, shown: Shown, traced: Iterable[Claim]) -> Iterator[tuple[Code, str]]:
    """A label is a date, or the end of one, that its claim has; a day or month may be told without its year."""
    year, month, day = (*value.lstrip("-").split("-"), "", "")[:3]
    name = FIXED.get(f"month.{month}", "")
    whole = [part.lstrip("0") if part.isdecimal() else part for part in (day, name, year) if part]
    if value.startswith("-") and year.isdecimal():
        # Years of EDTF are astronomical: 0 is 1 BC.
        whole = [str(int(year) + 1), FIXED["era.bc"]]
    begins = (len(whole),) if value.startswith("-") else range(1, len(whole) + 1)
    if shown.words not in [tuple(whole[:size]) for size in begins]:
        yield "words", f"labels the axis '{' '.join(shown.words)}' at '{value}'"
    dates = [_edtf(claim) for claim in traced]
    named = {found.group()[: len(value)].replace("X", "0") for date in dates for found in _LABEL.finditer(date)}
    if value not in named:
        yield "date", f"labels the axis '{value}', which its claim's date '{', '.join(dates)}' does not name"


def _edtf(claim: Claim) -> str:
    when = claim.when if isinstance(claim, Event | Relation) else None
    return when.edtf or "" if when is not None else ""


def _state(order: str, shown: Shown, trace: TraceLine, look: Lookup) -> Iterator[tuple[Code, str]]:
    """A party that is viewed as a state is that state, or stands for it."""
    relations = [claim for each in shown.within if isinstance(claim := look.claims.get(each), Relation)]
    for relation in relations:
        party = look.entities.get((relation.actor if order == "0" else relation.target) or "")
        state = None if party is None else party if party.kind == "polity" else look.entities.get(party.of or "")
        if state is None or trace.claims != (state.id,) or shown.words != tokens(state.name):
            yield "name", f"shows '{' '.join(shown.words)}' for '{party.name if party else relation.actor}'"
    if not relations:
        yield "name", f"shows '{' '.join(shown.words)}' as a state, beside no relation"


def _date(noted: Noted, claim: Claim, traced: Sequence[Claim]) -> Iterator[tuple[Code, str]]:
    """The date is the claim's own, or for a relation that of the event beside it, which tells the same statement."""
    shown, own = noted.attributes.get("data-when", ""), _edtf(claim)
    if isinstance(claim, Relation) and not own:
        beside = [each for each in traced if isinstance(each, Event)]
        own = _edtf(beside[0]) if beside else ""
        for event in beside:
            if not any(overlap(one, other) for one in event.evidence for other in claim.evidence):
                yield "date", f"dates '{claim.id}' by '{event.id}', which tells something else"
    if isinstance(claim, Event | Relation) and shown != own:
        yield "date", f"shows '{claim.id}' at '{shown}', but its date is '{own}'"


def _look(noted: Noted, claim: Claim, look: Lookup) -> Iterator[tuple[Code, str]]:
    attributes, wanted = noted.attributes, _stances(claim, look)
    shown = attributes.get("data-stance", "asserted")
    if (shown != "asserted" or wanted) and shown not in wanted:
        yield "mark", f"is drawn as {shown}, but its claim is {', '.join(sorted(wanted)) or 'asserted'}"
    is_unsure = isinstance(claim, Event) and bool(_DOUBTS.intersection(_edtf(claim)))
    if isinstance(claim, Event) and noted.drawing is not None and ("unsure" in _classes(noted)) != is_unsure:
        yield "mark", f"is drawn as if '{_edtf(claim)}' were {'certain' if is_unsure else 'uncertain'}"
    if isinstance(claim, Relation):
        yield from _side(noted, claim)


def _side(noted: Noted, relation: Relation) -> Iterator[tuple[Code, str]]:
    """Cooperation is above the line and conflict below, in its own colour; what is only wanted is hollow."""
    classes, polarity = set(_classes(noted)), relation.polarity
    shown = noted.attributes.get("data-polarity", str(polarity))
    if shown != str(polarity) or classes & set(_SIDES.values()) != {_SIDES[polarity]}:
        looks = " ".join(sorted(classes & set(_SIDES.values()))) or "nothing"
        yield "mark", f"is shown as {looks}, {shown}, but the polarity of '{relation.id}' is {polarity}"
    if relation.verb.removeprefix("not ").startswith("to ") and "hollow" not in classes:
        yield "mark", f"is drawn as done, but '{relation.id}' is only wanted"
    for _, shape in noted.shapes:
        down = _number(shape.get("cy", "")) - (noted.axis or 0.0)
        if (down > 0) - (down < 0) != -polarity:
            side = "above" if down < 0 else "below" if down > 0 else "on"
            yield "mark", f"stands {side} the line, but the polarity of '{relation.id}' is {polarity}"


def _classes(noted: Noted) -> list[str]:
    return noted.attributes.get("class", "").split()


def _number(text: str) -> float:
    try:
        return float(text.removesuffix("%"))
    except ValueError:
        return 0.0


def _stances(claim: Claim, look: Lookup) -> frozenset[str]:
    """Give the stances other than asserted that the claim is told in."""
    idents: tuple[str | None, ...] = ()
    if isinstance(claim, Statement):
        idents = (claim.id,)
    elif isinstance(claim, Event | Relation):
        idents = (claim.statement,)
    elif isinstance(claim, Link):
        idents = (claim.from_, claim.to)
    told = (look.claims.get(each) for each in idents if each is not None)
    return frozenset(each.stance for each in told if isinstance(each, Statement) and each.stance != "asserted")


def _goal(noted: Noted, rows: Mapping[str, Noted]) -> Iterator[tuple[Code, str]]:
    """A mark leads to the line of its own claim."""
    href = noted.attributes.get("href")
    if href is None or "data-claim" not in noted.attributes:
        return
    row = rows.get(href[1:])
    if row is None or row.attributes.get("data-claim") != noted.attributes["data-claim"]:
        yield "reference", f"leads to '{href}', which is not the line of '{noted.attributes['data-claim']}'"


def _order(noted: Iterable[Noted]) -> Iterator[tuple[int, str]]:
    """What ends before another begins stands before it, labels too."""
    placed = []
    for each in noted:
        value = each.attributes.get("data-tick") or each.attributes.get("data-when", "")
        days = _days(value)
        if days is not None:
            placed += [(days, left, right, each.line, value) for left, right in _across(each)]
    placed.sort(key=lambda each: each[0][1])
    ends = [each[0][1] for each in placed]
    furthest = list(accumulate(((each[2], each[4]) for each in placed), max))
    for (first, _), left, _, line, value in placed:
        before = bisect_left(ends, first)
        if before and furthest[before - 1][0] > left + _ROUNDING:
            yield line, f"is drawn at '{value}', left of '{furthest[before - 1][1]}'"


def _across(noted: Noted) -> Iterator[tuple[float, float]]:
    if "data-tick" in noted.attributes:
        at = _number(noted.attributes.get("x", ""))
        yield at, at
    for tag, shape in noted.shapes[:1]:
        at = _number(shape.get("cx" if tag == "circle" else "x", ""))
        yield at, at if tag == "circle" else max(at, at + _number(shape.get("width", "")) - _SHORTEST)


def _days(edtf: str) -> tuple[Day, Day] | None:
    """Give the first and last day of a date; None where an end is open or nothing is told."""
    found = list(_DATE.finditer(edtf))
    if not found or ".." in edtf:
        return None
    return min(_first(each) for each in found), max(_last(each) for each in found)


def _first(found: re.Match[str]) -> Day:
    year = min(_year(found, "0"), _year(found, "9"))
    part = int(found[3] or 1)
    return year, _PARTS.get(part, (part, part))[0], int(found[4] or 1)


def _last(found: re.Match[str]) -> Day:
    year = max(_year(found, "0"), _year(found, "9"))
    part = int(found[3] or 12)
    month = _PARTS.get(part, (part, part))[1]
    return year + (month > 12), (month - 1) % 12 + 1, int(found[4] or 31)


def _year(found: re.Match[str], digit: str) -> int:
    return int(found[1] + found[2].replace("X", digit))


def check_shown(judge: Judge, look: Lookup, groups: Mapping[str, tuple[int, Sequence[TraceLine]]]) -> None:
    """Each line carries the marks that its claims need; groups are traced elements within another, by the outermost."""
    for at, (line, traced) in groups.items():
        claims = tuple(ident for each in traced for ident in each.claims)
        whole = TraceLine(file="", at=at, claims=claims, fixed=tuple(key for each in traced for key in each.fixed))
        for text in missing(whole, look):
            judge.add(line, "mark", f"'{at}' {text}")
