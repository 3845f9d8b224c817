"""Which slide is on the screen while a sentence is said: a hidden Markov model over the slides of a lecture.

What a sentence says for a slide is how much likelier its words are on that slide than anywhere in the lecture. Slides
mostly follow one another, each for some time, and seldom come back; so a slide without words is found by those around.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

__all__ = ["Said", "Showing", "shown"]

FEWEST = 10.0
"""Words of a slide, in logarithms of their counts, below which it says less."""
LECTURE = 2500
"""Words by which a short talk's are counted: what it says once is no commoner than what an hour's talk says once."""
EVIDENCE = 0.7
"""What a word counts for: the words of a sentence do not come independently of each other."""
AGAIN, SOON = 0.25, 8
"""What a word counts for that was said within so many sentences before."""
SKIP, LEAP, BACK = 4.0, 14.0, 14.0
"""Costs, in logarithms of odds: of each slide that is left out, of any leap forward at most, of going back."""
REPEATED = 0.5
"""What a slide's word counts for that the slide before has too: a slide that is built up is about its new line."""
TURNS = 2.0
"""How often slides are left, for each slide: more often than once, since a few stay long and most do not."""
SPREAD = 0.4
"""Standard deviation, in shares of the lecture, of when a slide is shown from its even place among all."""
LATE = 0.5
"""Cost of beginning one slide later, or of ending one earlier."""
Array = NDArray[np.float64]


class Said(Struct, frozen=True, kw_only=True):
    """A sentence: its stems, and where its middle stands in the lecture, from 0 to 1."""

    stems: frozenset[str]
    at: float


class Showing(Struct, frozen=True, kw_only=True):
    """A row for each sentence, a column for each slide."""

    likely: Array
    """How likely the slide is shown: the rows add up to 1."""
    fit: Array
    """What the sentence's words alone say for the slide, in logarithms of odds."""

    @property
    def support(self) -> float:
        """What the words say for the whole deck, for each sentence; hardly anything where it is another lecture's."""
        return float((self.likely * self.fit).sum(1).mean())


def shown(said: Sequence[Said], slides: Sequence[Counter[str]]) -> Showing:
    """Tell of some sentences which slide each is said to; `slides` are the stems of each. Neither may be empty."""
    words = _fit(said, slides)
    fit = words - _lateness(said, len(slides))
    seen = np.exp(fit - fit.max(1, keepdims=True))
    moves = _moves(len(slides))
    stays = [math.exp(-max(after.at - before.at, 0.0) * len(slides) * TURNS) for before, after in pairwise(said)]
    forth, back = np.empty_like(seen), np.empty_like(seen)
    edge = _shares(np.exp(-LATE * np.arange(len(slides))))
    forth[0], back[-1] = _shares(seen[0] * edge), edge[::-1]
    for row, stay in enumerate(stays, start=1):
        before = forth[row - 1]
        forth[row] = _shares(seen[row] * (stay * before + (1 - stay) * (before @ moves)))
    for row, stay in reversed(list(enumerate(stays))):
        after = seen[row + 1] * back[row + 1]
        back[row] = _shares(stay * after + (1 - stay) * (moves @ after))
    both = forth * back
    return Showing(likely=both / both.sum(1, keepdims=True), fit=words)


def _shares(weights: Array) -> Array:
    shares: Array = weights / weights.sum()
    return shares


def _fit(said: Sequence[Said], slides: Sequence[Counter[str]]) -> Array:
    """Weigh each sentence's words against each slide's, less what the slide gets from any sentence."""
    columns = {stem: at for at, stem in enumerate(sorted({stem for slide in slides for stem in slide}))}
    known = [sorted(columns[stem] for stem in each.stems if stem in columns) for each in said]
    if not any(known):
        return np.zeros((len(said), len(slides)))
    counts = Counter(stem for texts in ((each.stems for each in said), slides) for text in texts for stem in set(text))
    total = max(sum(counts.values()), LECTURE)
    usual = np.array([counts[stem] / total for stem in columns])
    words = np.zeros((len(slides), len(columns)))
    for row, slide in enumerate(slides):
        for stem, count in slide.items():
            is_new = not row or stem not in slides[row - 1]
            words[row, columns[stem]] = math.log1p(count) * (1.0 if is_new else REPEATED)
    share = words / (words.sum(1, keepdims=True) + FEWEST)
    weights = _weights(known, len(columns))
    fit: Array = EVIDENCE * (weights @ np.log1p(share / usual).T)
    fit -= fit.mean(0, keepdims=True)
    return fit


def _weights(known: Sequence[Sequence[int]], width: int) -> Array:
    weights = np.zeros((len(known), width))
    last: dict[int, int] = {}
    for row, columns in enumerate(known):
        for column in columns:
            weights[row, column] = AGAIN if row - last.get(column, -SOON) < SOON else 1.0
            last[column] = row
    return weights


def _lateness(said: Sequence[Said], slides: int) -> Array:
    """Give what it costs to be shown far from the slide's even place."""
    even = (np.arange(slides) + 0.5) / slides
    apart: Array = np.array([each.at for each in said])[:, None] - even[None, :]
    return apart**2 / (2 * SPREAD**2)


def _moves(slides: int) -> Array:
    """Give how likely each slide (column) follows another (row) that is left."""
    if slides == 1:
        return np.ones((1, 1))
    ahead = np.arange(slides)[None, :] - np.arange(slides)[:, None]
    costs = np.where(ahead > 0, np.minimum(SKIP * (ahead - 1.0), LEAP), BACK)
    moves = np.where(ahead == 0, 0.0, np.exp(-costs))
    return np.array(moves / moves.sum(1, keepdims=True))
