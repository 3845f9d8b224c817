"""The log-linear model over a pronoun's candidates, learned by L-BFGS: small enough to need no library but numpy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

__all__ = ["Example", "chances_of", "learn"]

KEPT = 10
"""Steps that L-BFGS remembers."""
LONGEST = 200
"""Steps at most."""

Vector = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, kw_only=True)
class Example:
    """One pronoun: its candidates' features, and which of them are right."""

    key: str
    kind: str
    features: Sequence[tuple[str, ...]]
    right: Sequence[bool]
    named: Sequence[bool]
    is_none: bool
    """Whether none of them may be right."""


def chances_of(example: Example, table: dict[str, float]) -> list[float]:
    scores = [sum(table.get(feature, 0.0) for feature in features) for features in example.features]
    powers = np.exp(np.array([*scores, 0.0]))
    return [float(each) for each in (powers / powers.sum())[:-1]]


def learn(examples: Sequence[Example], firmness: float) -> dict[str, float]:
    """Find the weights under which the right candidates are likeliest, held near nothing by `firmness`."""
    features = sorted({name for example in examples for each in example.features for name in each})
    column = {name: at for at, name in enumerate(features)}
    row_of: list[int] = []
    column_of: list[int] = []
    right: list[float] = []
    begins: list[int] = []
    for example in examples:
        begins.append(len(right))
        for each, is_right in zip(example.features, example.right, strict=True):
            row_of += [len(right)] * len(each)
            column_of += [column[name] for name in each]
            right.append(float(is_right))
        # The last candidate is none of them.
        right.append(float(example.is_none))
    rows, columns = np.array(row_of), np.array(column_of)
    gold, starts = np.array(right), np.array(begins)
    group = np.repeat(np.arange(len(starts)), np.diff([*begins, len(right)]))

    def loss(table: Vector) -> tuple[float, Vector]:
        scores = np.bincount(rows, weights=table[columns], minlength=len(gold))
        powers = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        whole, good = np.add.reduceat(powers, starts), np.add.reduceat(powers * gold, starts) + 1e-300
        off = powers / whole[group] - powers * gold / good[group]
        slope = np.bincount(columns, weights=off[rows], minlength=len(features)) + firmness * table
        return float((np.log(whole) - np.log(good)).sum() + firmness / 2 * table @ table), slope

    return dict(zip(features, (float(each) for each in _least(loss, len(features))), strict=True))


def _least(loss: Callable[[Vector], tuple[float, Vector]], size: int) -> Vector:
    """Minimise by L-BFGS with a halving line search (Nocedal & Wright, algorithm 7.4)."""
    at = np.zeros(size)
    value, slope = loss(at)
    steps: list[tuple[Vector, Vector]] = []
    for _ in range(LONGEST):
        way = -_turned(slope, steps)
        fall = float(slope @ way)
        length = 1.0
        while True:
            after, after_slope = loss(at + length * way)
            if after <= value + 1e-4 * length * fall or length < 1e-8:
                break
            length /= 2
        step, turn = length * way, after_slope - slope
        at = at + step
        if step @ turn > 1e-10:
            steps = [*steps, (step, turn)][-KEPT:]
        if abs(value - after) < 1e-6 * abs(value):
            break
        value, slope = after, after_slope
    return at


def _turned(slope: Vector, steps: Sequence[tuple[Vector, Vector]]) -> Vector:
    """Multiply the slope by the inverse curvature that the last steps tell."""
    if not steps:
        return slope / max(1.0, float(np.abs(slope).max()))
    way, shares = slope.copy(), []
    for step, turn in reversed(steps):
        share = float(step @ way) / float(turn @ step)
        shares.append(share)
        way -= share * turn
    step, turn = steps[-1]
    way *= float(step @ turn) / float(turn @ turn)
    for (step, turn), share in zip(steps, reversed(shares), strict=True):
        way += (share - float(turn @ way) / float(turn @ step)) * step
    return way
