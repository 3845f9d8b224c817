"""Fit the weights that tell whether spoken words are a misheard name, on the textbooks of eval/gold/repairs.tsv.

    python mishearing_fit.py

Needs scikit-learn beside the project and its development set. Prints how many right and wrong candidates are told by
threshold, each book by weights of the other five, then the weights. The rows that are held back are not read.
"""

import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import LeaveOneGroupOut, cross_val_predict

sys.path.insert(0, str(Path(__file__).parent.parent / "eval"))
import repairs as measure

from coursepack.model.pack import Pack
from coursepack.passes import repairs

THRESHOLDS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9)
STRENGTH = 0.15
"""Of the weights' freedom (scikit-learn's C): few names were misheard, and many may have been."""


def candidates(talk: measure.Talk, pack: Pack) -> list[tuple[tuple[float, ...], bool, str]]:
    """Give the traits of all that may be misheard, whether it is, and its book; what is a part of one is neither."""
    spans = measure.spans_of(talk, pack)
    out = []
    for each in repairs.candidates(pack):
        tokens = each.tree.tokens[each.guess.first : each.guess.last + 1]
        told = measure.place_of(tokens[0].start, tokens[-1].end, name=each.guess.name.text, spans=spans)
        near = [
            place for row, place in zip(talk.rows, talk.places, strict=True) if measure.Judged.is_of(told, row, place)
        ]
        is_whole = any((place.first, place.last, place.name) == (told.first, told.last, told.name) for place in near)
        if is_whole or not near:
            out.append((each.traits, is_whole, book_of(talk, told)))
    return out


def book_of(talk: measure.Talk, told: measure.Place) -> str:
    """Give the book of the row whose place is nearest."""
    pairs = zip(talk.rows, talk.places, strict=True)
    return min(pairs, key=lambda pair: abs(pair[1].first - told.first))[0].source.split("/")[0]


def main() -> None:
    values, right, groups = [], [], []
    for talk in measure.talks("textbooks"):
        for traits, is_right, book in candidates(talk, measure.pack_of(talk)):
            values.append(traits)
            right.append(is_right)
            groups.append(book)
    x, y = np.array(values), np.array(right)
    spread = x.std(0) + 1e-9
    model = LogisticRegression(C=STRENGTH, max_iter=1000)
    chances = cross_val_predict(model, x / spread, y, groups=groups, cv=LeaveOneGroupOut(), method="predict_proba")[
        :, 1
    ]
    for least in THRESHOLDS:
        print(f"{least:.2f}  right {(y & (chances >= least)).sum()}  wrong {(~y & (chances >= least)).sum()}")
    model.fit(x / spread, y)
    print("BASE =", round(float(model.intercept_[0]), 2))
    print("WEIGHTS =", tuple(round(float(each), 2) for each in model.coef_[0] / spread))


if __name__ == "__main__":
    main()
