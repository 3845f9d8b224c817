"""The two drawings: events along a line of time, and relations over time, cooperation above and conflict below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from coursepack.writers._chronicle import Moment
from coursepack.writers._site_axis import Dated, Scale, Tick, dated, scale_of, ticks
from coursepack.writers._ties import Dealing

__all__ = ["Band", "Chart", "Dot", "Plot", "Strip", "chart_of", "plot_of"]

_DOT = 2.8
"""Per cent across that a dot takes on a narrow screen."""
_SPAN = 34.0
"""Per cent from which on a single date is a stretch of time rather than a point of it."""
_FADE = 7.0
_LANE, _BAR_LANE = 12, 11
_MOST_LANES = 16
"""Lanes of full height; where there are more, all are lower."""
_LABELS = 26
"""Height of the line of labels."""
_NEAREST, _LEVEL = 12, 5
"""From the line to the faintest relation, and for each point of its score."""
_APART = 11
_MOST_STACKED = 24
_LEAST, _POLE = 28, 20
"""Above and below the line, even where nothing stands there; and the room of the words at both ends."""
_MOST_APART = 8.0
# Goldstein's scores (1992) for the root codes of CAMEO from which PLOVER's categories come; the sign is the relation's.
_SCORES = {
    "AGREE": 4.0,
    "AID": 7.0,
    "ASSAULT": 9.0,
    "COERCE": 7.0,
    "CONCEDE": 5.0,
    "CONSULT": 1.0,
    "COOPERATE": 6.0,
    "DEMAND": 5.0,
    "DISAPPROVE": 2.0,
    "FIGHT": 10.0,
    "INVESTIGATE": 2.0,
    "MOBILIZE": 7.2,
    "PROTEST": 6.5,
    "REJECT": 4.0,
    "RETREAT": 5.0,
    "SANCTION": 4.0,
    "SUPPORT": 3.5,
    "THREATEN": 6.0,
}


class Dot(Struct, frozen=True, kw_only=True):
    claim: str
    x: float
    """Per cent."""
    y: float


class Band(Struct, frozen=True, kw_only=True):
    claim: str
    x: float
    width: float
    y: float
    opens: str
    """ "start" or "end", where it fades."""
    fade: tuple[float, ...]
    """Left edges of the pieces that fade, from the told end outwards."""


class Chart(Struct, frozen=True, kw_only=True):
    """Events: dots above the line, stretches of time below its labels."""

    dots: tuple[Dot, ...]
    bands: tuple[Band, ...]
    scale: Scale
    ticks: tuple[Tick, ...]
    axis: int
    height: int
    radius: float

    @property
    def marks(self) -> tuple[Dot | Band, ...]:
        return (*self.dots, *self.bands)


class Strip(Struct, frozen=True, kw_only=True):
    dots: tuple[Dot, ...]
    axis: int
    """How far down the line is."""
    height: int


class Plot(Struct, frozen=True, kw_only=True):
    """Relations: those with a date along the scale, the others in text order."""

    dated: Strip | None
    undated: Strip | None
    scale: Scale | None
    ticks: tuple[Tick, ...]


def chart_of(moments: Sequence[Moment]) -> Chart | None:
    """Draw what has a date; None where nothing has."""
    dates = [date for each in moments if (date := dated(each.event.id, each.event.when.edtf)) is not None]
    if not dates:
        return None
    scale = scale_of(dates)
    stretches: list[Dated] = []
    points: list[Dated] = []
    for each in dates:
        (stretches if _is_stretch(each, scale) else points).append(each)
    lanes = _lanes([(scale.at(each.middle) - _DOT / 2, scale.at(each.middle) + _DOT / 2) for each in points])
    most = max(lanes, default=-1) + 1
    lane = min(_LANE, _LANE * _MOST_LANES / max(most, 1))
    axis = round(most * lane) + 10
    dots = [
        Dot(claim=each.claim, x=round(scale.at(each.middle), 2), y=round(axis - lane * (order + 0.75), 1))
        for each, order in zip(points, lanes, strict=True)
    ]
    bands = list(_bands(stretches, scale, axis + _LABELS))
    bottom = max((band.y for band in bands), default=axis + _LABELS - _BAR_LANE)
    return Chart(
        dots=tuple(dots),
        bands=tuple(bands),
        scale=scale,
        ticks=ticks(scale, dates),
        axis=axis,
        height=round(bottom + _BAR_LANE),
        radius=round(min(4.5, lane * 0.38), 1),
    )


def _is_stretch(date: Dated, scale: Scale) -> bool:
    if date.opens:
        return True
    width = scale.at(date.end) - scale.at(date.begin)
    return width > (_DOT if set(date.edtf) & set("/X{[") else _SPAN)


def _bands(stretches: Sequence[Dated], scale: Scale, top: float) -> Iterator[Band]:
    edges = [_edges(each, scale) for each in stretches]
    lanes = _lanes([(left - 0.6, right + 0.6) for left, right in edges])
    step = _FADE / 3
    for each, (left, right), lane in zip(stretches, edges, lanes, strict=True):
        fade: tuple[float, ...] = ()
        begin, end = left, right
        if each.opens == "start":
            fade = tuple(round(right - step * order, 2) for order in (1, 2, 3) if right - step * order >= 0)
            begin = fade[0] if fade else left
        elif each.opens == "end":
            fade = tuple(round(left + step * order, 2) for order in (0, 1, 2) if left + step * (order + 1) <= 100)
            end = left + step
        width = round(max(end - begin, 2 * _DOT / 3), 2)
        y = top + lane * _BAR_LANE
        yield Band(claim=each.claim, x=round(begin, 2), width=width, y=y, opens=each.opens, fade=fade)


def _edges(date: Dated, scale: Scale) -> tuple[float, float]:
    """Give where it is drawn from and to; what is open fades over a fixed width, away from the end that is told."""
    left, right = scale.at(date.begin), scale.at(date.end)
    if not date.opens:
        return left, right
    middle = (left + right) / 2 if right - left <= _SPAN else right if date.opens == "start" else left
    return (max(middle - _FADE, 0.0), middle) if date.opens == "start" else (middle, min(middle + _FADE, 100.0))


def _lanes(ranges: Sequence[tuple[float, float]]) -> list[int]:
    """Give each range the lowest lane that is free from where it begins."""
    ends: list[float] = []
    out = [0] * len(ranges)
    for at in sorted(range(len(ranges)), key=lambda each: ranges[each]):
        begin, end = ranges[at]
        lane = next((lane for lane, last in enumerate(ends) if last <= begin + 1e-6), len(ends))
        if lane == len(ends):
            ends.append(end)
        ends[lane], out[at] = end, lane
    return out


def plot_of(dealings: Sequence[Dealing]) -> Plot | None:
    """Draw each relation as a dot, as far from the line as it is strong; None where there are none."""
    if not dealings:
        return None
    dates = [(each, _date(each)) for each in dealings]
    told = [(each, date) for each, date in dates if date is not None]
    without = [each for each, date in dates if date is None]
    scale = scale_of([date for _, date in told]) if told else None
    apart = min(_MOST_APART, 95 / max(len(without), 1))
    return Plot(
        dated=_strip([(each, list(_ways(date, scale))) for each, date in told]) if scale is not None else None,
        undated=_strip([(each, [round(2.5 + apart * at, 2)]) for at, each in enumerate(without)]) if without else None,
        scale=scale,
        ticks=ticks(scale, [date for _, date in told]) if scale is not None else (),
    )


def _strip(places: Sequence[tuple[Dealing, Sequence[float]]]) -> Strip:
    """Place the dots, each with the places across that it may take; the strip is as high as they need."""
    found: list[Dot] = []
    for dealing, ways in places:
        found.append(_placed(dealing, ways, found))
    axis = round(max(_LEAST, *(-dot.y for dot in found)) + _POLE)
    height = round(axis + max(_LEAST, *(dot.y for dot in found)) + _POLE)
    dots = tuple(Dot(claim=dot.claim, x=dot.x, y=round(axis + dot.y, 1)) for dot in found)
    return Strip(dots=dots, axis=axis, height=height)


def _date(dealing: Dealing) -> Dated | None:
    when = dealing.relation.when
    return dated(dealing.relation.id, when.edtf) if when is not None else None


def _ways(date: Dated, scale: Scale) -> Iterator[float]:
    """Yield places inside the date, its middle first."""
    middle, left, right = scale.at(date.middle), scale.at(date.begin), scale.at(date.end)
    yield round(middle, 2)
    for order in range(1, 6):
        for at in (middle - order * _DOT, middle + order * _DOT):
            if left <= at <= right:
                yield round(at, 2)


def _placed(dealing: Dealing, ways: Sequence[float], others: Sequence[Dot]) -> Dot:
    """Take the first place where no other dot is, else stand further from the line; `y` counts from the line down."""
    sign = dealing.relation.polarity
    score = _SCORES.get(dealing.relation.category or "", 1.0)
    far = _NEAREST + _LEVEL * score if sign else 0.0
    near = [dot for dot in others if any(abs(x - dot.x) < _DOT for x in ways)]
    for _ in range(_MOST_STACKED if sign else 1):
        for x in ways:
            if all(abs(x - dot.x) >= _DOT or abs(-sign * far - dot.y) >= _APART for dot in near):
                return Dot(claim=dealing.relation.id, x=x, y=round(-sign * far, 1))
        far += _APART
    return Dot(claim=dealing.relation.id, x=ways[0], y=round(-sign * far, 1))
