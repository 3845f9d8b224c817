"""Which statements of two sources tell the same: those that are alike, and whose neighbours are.

Two accounts of one thing mostly tell it in the same order, so a pair is more likely beside other pairs. Each
statement is held against the few that share its rarest words, found by an index, and the few that mean most alike by
their vectors, never against all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log

import numpy as np
from msgspec import Struct

from coursepack.language.likeness import Likeness
from coursepack.language.sayings import Match, Saying

__all__ = ["Aligned", "Pair", "aligned", "between", "candidates", "ordered"]

CANDIDATES = 12
"""Statements that each is held against, over all other sources; so a course of ten hours takes ten times one hour."""
_COMMON, _COMMONEST = 0.2, 50
"""Words in a greater share of the statements, or in more of them, find no candidates."""
_MEANT, _NEAR = 4, 0.4
"""And those that it is held against for what they mean, from this cosine on."""
_NEIGHBOURS = 3
_LEAST = 0.15
"""The likelihood from which a pair is given."""


class Aligned(Struct, frozen=True, kw_only=True):
    one: Saying
    other: Saying
    match: Match
    alike: float
    """How likely they tell the same by their own words alone."""
    likelihood: float
    """And by the words around them."""


class Pair(Struct, frozen=True, kw_only=True):
    at: tuple[int, int]
    """The places of both among the statements of their sources."""
    match: Match
    features: tuple[float, ...]


WEIGHTS = (1.03, -0.56, 2.31, 1.76, 2.1, 2.84, -1.06, 2.28, -0.45, -0.41, -0.6, -0.03, 2.83, 4.39)
"""Of `FEATURES`: a logistic fit over the odd pairs of eval/texts/pairs (training/pairs_fit.py)."""
BASE = -4.18
ORDERED = (0.63, 2.46, 2.95)
"""Of what `ordered` gives, fitted likewise."""
ORDERED_BASE = -1.49


def aligned(told: Sequence[Saying], likeness: Likeness) -> tuple[list[Aligned], dict[str, float]]:
    """Pair the statements of each two sources, one with one, the likeliest first.

    Gives as well how likely each statement, by id, has a counterpart at all, taken or not.
    """
    sources: dict[str, list[Saying]] = {}
    for saying in told:
        sources.setdefault(saying.source, []).append(saying)
    names = list(sources)
    out: list[Aligned] = []
    met: dict[str, float] = {}
    for order, first in enumerate(names):
        for second in names[order + 1 :]:
            out += between(sources[first], sources[second], likeness, met, max(1, CANDIDATES // (len(names) - 1)))
    return out, met


def between(
    ones: Sequence[Saying],
    others: Sequence[Saying],
    likeness: Likeness,
    met: dict[str, float] | None = None,
    most: int = CANDIDATES,
) -> list[Aligned]:
    """Pair the statements of two sources, one with one, the likeliest first; `met` takes each one's best likelihood."""
    pairs = candidates(ones, others, likeness, most)
    alike = {pair.at: _likelihood(BASE, WEIGHTS, pair.features) for pair in pairs}
    final = {at: _likelihood(ORDERED_BASE, ORDERED, values) for at, values in ordered(alike).items()}
    by_place = {pair.at: pair for pair in pairs}
    if met is not None:
        for at, value in final.items():
            for ident in (ones[at[0]].statement.id, others[at[1]].statement.id):
                met[ident] = max(met.get(ident, 0.0), value, alike[at])
    taken: tuple[set[int], set[int]] = (set(), set())
    out = []
    for at in sorted(final, key=lambda each: (-final[each], each)):
        if final[at] < _LEAST:
            break
        if at[0] in taken[0] or at[1] in taken[1]:
            continue
        taken[0].add(at[0])
        taken[1].add(at[1])
        out.append(
            Aligned(
                one=ones[at[0]],
                other=others[at[1]],
                match=by_place[at].match,
                alike=round(alike[at], 3),
                likelihood=round(final[at], 3),
            )
        )
    return out


def candidates(
    ones: Sequence[Saying], others: Sequence[Saying], likeness: Likeness, count: int = CANDIDATES
) -> list[Pair]:
    """Give each statement the few of the other source that share most with it, by an index of their words."""
    index: dict[str, list[int]] = {}
    for at, saying in enumerate(others):
        for key in dict.fromkeys(word.key for word in saying.words):
            index.setdefault(key, []).append(at)
    most = max(min(_COMMON * len(others), _COMMONEST), CANDIDATES)
    cosines = likeness.cosines(ones, others)
    usual = (cosines.mean(axis=1), cosines.mean(axis=0)) if cosines.size else ((), ())
    out = []
    for at, saying in enumerate(ones):
        worth: dict[int, float] = {}
        for key in dict.fromkeys(word.key for word in saying.words):
            for near, share in likeness.near[key].items():
                found = index.get(near, ())
                if len(found) <= most:
                    for to in found:
                        worth[to] = worth.get(to, 0.0) + share * likeness.weights[near]
        held = sorted(worth, key=lambda each: (-worth[each], each))[:count]
        nearest = np.argsort(-cosines[at], kind="stable")[: min(_MEANT, count)]
        held += [int(to) for to in nearest if cosines[at, to] >= _NEAR and to not in held]
        for to in held:
            match = likeness.match(saying, others[to])
            cosine = float(cosines[at, to])
            beside = cosine - float(max(usual[0][at], usual[1][to]))
            features = (*likeness.features(saying, others[to], match), cosine, beside)
            out.append(Pair(at=(at, to), match=match, features=features))
    return out


def ordered(alike: Mapping[tuple[int, int], float]) -> dict[tuple[int, int], tuple[float, ...]]:
    """For each pair give how alike it is, how much its neighbours speak for it, and its lead over its rivals."""
    rows: dict[int, list[tuple[float, int]]] = {}
    columns: dict[int, list[tuple[float, int]]] = {}
    for (row, column), value in alike.items():
        rows.setdefault(row, []).append((value, column))
        columns.setdefault(column, []).append((value, row))
    best = [{at: sorted(own, reverse=True)[:2] for at, own in each.items()} for each in (rows, columns)]
    out: dict[tuple[int, int], tuple[float, ...]] = {}
    for (row, column), value in alike.items():
        rivals = [
            own
            for each, at, mine in ((best[0], row, column), (best[1], column, row))
            for own, other in each[at]
            if other != mine
        ]
        out[row, column] = (
            log(max(value, 1e-6) / max(1 - value, 1e-6)),
            _support(alike, row, column),
            value - max(rivals, default=0.0),
        )
    return out


def _support(alike: Mapping[tuple[int, int], float], row: int, column: int) -> float:
    """Add up the likeliest neighbour for each statement around, worth less the further it is and off the diagonal."""
    total = 0.0
    for step in range(-_NEIGHBOURS, _NEIGHBOURS + 1):
        if not step:
            continue
        best = 0.0
        for other in range(-_NEIGHBOURS, _NEIGHBOURS + 1):
            value = alike.get((row + step, column + other), 0.0) if other else 0.0
            if value:
                far = max(abs(step), abs(other))
                turned = 1.0 if step * other > 0 else 0.4
                best = max(best, value * turned * exp(-0.3 * abs(abs(step) - abs(other))) / far**0.5)
        total += best
    return total


def _likelihood(base: float, weights: Sequence[float], values: Sequence[float]) -> float:
    total = base + sum(weight * value for weight, value in zip(weights, values, strict=True))
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))
