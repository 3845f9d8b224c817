"""Score marks and capitals on development texts: F1 of commas, ends, questions, whole sentences, capitals."""

import numpy as np
from punctuation_corpus import COMMA, LOWER, PERIOD, QUESTION, UNKNOWN, Said

LIKELY_END, LIKELY_COMMA, LIKELY_CAPITAL = 0.35, 0.3, 0.5
"""As in `language/restoring.py`."""


def scores(told: np.ndarray, words: list[Said], likely_end: float = LIKELY_END) -> dict[str, float]:
    """Score shares, seven a row: four marks, three ways to write."""
    gold = np.array([(each.mark, each.cased) for each in words])
    ends = told[:, PERIOD] + told[:, QUESTION] >= likely_end
    asked = ends & (told[:, QUESTION] > told[:, PERIOD])
    commas = ~ends & (told[:, COMMA] >= LIKELY_COMMA)
    true_ends, known = gold[:, 0] >= PERIOD, gold[:, 1] != UNKNOWN
    right = (
        (commas & (gold[:, 0] == COMMA)) | (ends & ~asked & (gold[:, 0] == PERIOD)) | (asked & (gold[:, 0] == QUESTION))
    )
    found = {
        "comma": _f1(commas, gold[:, 0] == COMMA),
        "end": _f1(ends, true_ends),
        "question": _f1(asked, gold[:, 0] == QUESTION),
        "all": float(200 * right.sum() / max(1, (commas | ends).sum() + (gold[:, 0] > 0).sum())),
        "sentence": _spans(ends, true_ends),
        "capital": _f1((1 - told[:, 4] >= LIKELY_CAPITAL)[known], (gold[:, 1] != LOWER)[known]),
    }
    return {name: round(value, 1) for name, value in found.items()}


def _spans(told: np.ndarray, gold: np.ndarray) -> float:
    ours, theirs = (set(zip([-1, *at], at, strict=False)) for at in (list(np.flatnonzero(x)) for x in (told, gold)))
    return 200 * len(ours & theirs) / max(1, len(ours) + len(theirs))


def _f1(told: np.ndarray, gold: np.ndarray) -> float:
    return float(200 * (told & gold).sum() / max(1, told.sum() + gold.sum()))
