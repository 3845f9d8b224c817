"""Fit the weights that tell which statements of two accounts are the same, on the odd pairs of eval/texts/pairs.

    python pairs_fit.py

Needs scikit-learn beside the project and its development set. Prints the weights, and precision, recall and F1 by
threshold, each pair by weights of the others.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).parent.parent / "eval"))
import pairs
from compare import covers

from coursepack.language import aligning
from coursepack.language.likeness import Likeness
from coursepack.language.meanings import meanings
from coursepack.language.sayings import sayings
from coursepack.model.pack import Pack
from coursepack.model.wording import Quoted

THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


class Account:
    """A pair's statements, its candidates, and which of them the gold has."""

    def __init__(self, pair: pairs.Pair, pack: Pack) -> None:
        told = sayings(pack)
        homes = {entity.id: entity.of for entity in pack.entities if entity.of}
        self.likeness = Likeness(told, homes, meanings())
        self.sides = [[each for each in told if each.source == source.id] for source in pack.sources]
        self.candidates = aligning.candidates(*self.sides, self.likeness)
        self.rows = [row for row in pair.rows if row.is_same]
        self.right = [bool(self.on(each.at)) for each in self.candidates]

    def on(self, at: tuple[int, int]) -> list[int]:
        """List the rows that a pair of statements lies on."""
        ranges = [
            tuple(
                (part.span.start, part.span.end) for part in side[place].statement.wording if isinstance(part, Quoted)
            )
            for side, place in zip(self.sides, at, strict=True)
        ]
        return [
            number
            for number, row in enumerate(self.rows)
            if all(covers(*each) for each in zip(ranges, row.sides, strict=True))
        ]


def fit(accounts: Sequence[Account]) -> tuple[Any, Any]:
    """Fit both steps: by a pair's own words, then by its neighbours."""
    values = np.concatenate([[each.features for each in account.candidates] for account in accounts])
    right = np.concatenate([account.right for account in accounts])
    first = LogisticRegression(max_iter=3000).fit(values, right)
    around = []
    for account in accounts:
        likely = first.predict_proba([each.features for each in account.candidates])[:, 1]
        told = aligning.ordered(dict(zip([each.at for each in account.candidates], likely, strict=True)))
        around += [told[each.at] for each in account.candidates]
    second = LogisticRegression(max_iter=3000).fit(np.array(around), right)
    return first, second


def use(first: Any, second: Any) -> None:
    """Put the weights in the place of those that ship."""
    aligning.WEIGHTS, aligning.BASE = tuple(first.coef_[0]), float(first.intercept_[0])
    aligning.ORDERED, aligning.ORDERED_BASE = tuple(second.coef_[0]), float(second.intercept_[0])


def main() -> None:
    """Print what the fit gives."""
    accounts = [
        Account(pair, pack)
        for pair, pack in pairs.built([each for each in pairs.read() if pairs.half_of(each.name) == "odd"])
    ]
    counts = {each: np.zeros(4) for each in THRESHOLDS}
    for account in accounts:
        use(*fit([each for each in accounts if each is not account]))
        places = [{each.statement.id: at for at, each in enumerate(side)} for side in account.sides]
        told = [
            (pair.likelihood, account.on((places[0][pair.one.statement.id], places[1][pair.other.statement.id])))
            for pair in aligning.between(*account.sides, account.likeness)
        ]
        for least, count in counts.items():
            found = [rows for likelihood, rows in told if likelihood >= least]
            hits = {row for rows in found for row in rows}
            count += [sum(map(bool, found)), len(found), len(hits), len(account.rows)]
    for least, (right, told, hit, wanted) in counts.items():
        precision, recall = right / told, hit / wanted
        f1 = 2 * precision * recall / (precision + recall)
        print(f"from {least}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")
    for model in fit(accounts):
        print([round(float(each), 2) for each in model.coef_[0]], round(float(model.intercept_[0]), 2))


if __name__ == "__main__":
    main()
