"""Where speech turns from one topic to the next: the division under which its words are likeliest.

Each section draws its words from a distribution of its own, of which only a prior is known (Eisenstein and Barzilay
2008), so a section is worth what its words recur in it. Beside that stands how long sections are; the best division of
all is found by dynamic programming, its number of sections with it. It was tuned on open textbooks (training/).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from coursepack.language.lexicons import rows, values
from coursepack.model.trees import Token

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["NEAR", "SHORTEST", "cuts", "settled", "tells_topic", "turns"]

PRIOR = 0.5
"""Of each word in a section's distribution, as if it had been counted so often (symmetric Dirichlet)."""
TRUST = 0.4
"""What the words' likelihood weighs: words come in bursts, so they are worth less than independent ones."""
BREAK = 1.0
"""What a boundary costs."""
MEDIAN = 2.2
"""A section of a talk of n sentences has about this many times √n: 22 of a hundred, 70 of a thousand."""
BREADTH = 0.6
"""Standard deviation of the logarithm of a section's length."""
SHORTEST = 5
"""Sentences in a section."""
LONGEST = 5.0
"""Times the median."""
NEAR = 4
"""Sentences that a boundary may move to where the speaker turns."""
FIRST_WORDS = 9
"""In which a speaker says that he turns to something."""
UNKNOWN = 0.9
"""What a word tells that the textbooks hardly have."""


def tells_topic(lemma: str) -> float:
    """Give how much a word tells of the topic, 0 to 1: a word of every section or of all talk tells nothing."""
    return _weights().get(lemma, UNKNOWN)


@cache
def _weights() -> dict[str, float]:
    return {row["lemma"]: float(row["weight"]) for row in rows("spread")}


def cuts(bags: Sequence[Sequence[str]], gains: Sequence[float] = ()) -> list[int]:
    """Give the sentences, all but the first, with which a section begins; `bags` are the sentences' lemmas.

    `gains` has for each sentence what speaks for a beginning besides words, in logarithms of odds.
    """
    if len(bags) < 2 * SHORTEST:
        return []
    median = MEDIAN * math.sqrt(len(bags))
    longest = min(len(bags), math.ceil(LONGEST * median))
    worth = TRUST * _worth(bags, longest)
    lengths = np.arange(1, longest + 1)
    logs = np.log(lengths)
    prior = np.exp(-((logs - math.log(median)) ** 2) / (2 * BREADTH**2) - logs)
    prior = np.log(prior / prior.sum()) - BREAK
    prior[: SHORTEST - 1] = -np.inf
    best = np.full(len(bags) + 1, -np.inf)
    best[0] = 0.0
    begins = [0] * (len(bags) + 1)
    for end in range(SHORTEST, len(bags) + 1):
        most = min(end, longest)
        scores = best[end - most : end][::-1] + worth[end - 1, :most] + prior[:most]
        at = int(np.argmax(scores))
        gain = gains[end] if end < len(gains) else 0.0
        best[end], begins[end] = scores[at] + gain, end - at - 1
    found = []
    at = begins[len(bags)]
    while at > 0:
        found.append(at)
        at = begins[at]
    return found[::-1]


def _worth(bags: Sequence[Sequence[str]], longest: int) -> NDArray[np.float64]:
    """Give for each last sentence and each length less one the log likelihood of such a section beside no division."""
    counts = Counter(lemma for bag in bags for lemma in bag)
    known = sorted(lemma for lemma, count in counts.items() if count > 1)
    place = {lemma: at for at, lemma in enumerate(known)}
    total = sum(counts[lemma] for lemma in known)
    weight = [tells_topic(lemma) for lemma in known]
    usual = [math.log(counts[lemma] / total) for lemma in known]
    # Row `begin % longest` belongs to the section that began with that sentence; each word is counted in all of them.
    seen = np.zeros((len(known), longest), np.float64)
    length = np.zeros(longest)
    score = np.zeros(longest)
    out = np.zeros((len(bags), longest))
    order = np.arange(longest)
    whole = PRIOR * len(known)
    for end, bag in enumerate(bags):
        fresh = end % longest
        seen[:, fresh] = 0.0
        length[fresh] = score[fresh] = 0.0
        for lemma in bag:
            at = place.get(lemma)
            if at is None:
                continue
            row = seen[at]
            score += weight[at] * (np.log((row + PRIOR) / (length + whole)) - usual[at])
            row += 1.0
            length += 1.0
        out[end] = score[(fresh - order) % longest]
    return out


def turns(tokens: Sequence[Token]) -> float:
    """Give what a sentence's first words say for a beginning: "Let's turn to …" 1, "Okay, …" a half, both their sum."""
    said = ""
    for token in tokens[:FIRST_WORDS]:
        word = token.text.casefold().replace("’", "'")
        if word.strip(".,;:-–…"):
            said += word if word.startswith(("'", "n't")) else f" {word}"
    said = f"{said.strip()} "
    marked = 0.0
    while found := next((each for each in _openers() if said.startswith(f"{each} ")), None):
        marked = max(marked, 0.5 if found in values("turns", "marker") else 0.0)
        said = said[len(found) + 1 :]
    return marked + (1.0 if any(said.startswith(f"{each} ") for each in values("turns", "turn")) else 0.0)


@cache
def _openers() -> tuple[str, ...]:
    return tuple(sorted(values("turns", "marker") | values("turns", "opener")))


def settled(found: Sequence[int], speaks: Sequence[float], near: int = NEAR) -> list[int]:
    """Move each boundary to the strongest turn near it: words tell only about where a topic ends.

    `speaks` has for each sentence how much speaks for a beginning; where nothing does, the boundary stays.
    """
    out: list[int] = []
    for order, at in enumerate(found):
        after = found[order + 1] if order + 1 < len(found) else len(speaks)
        before = out[-1] if out else 0
        room = range(max(at - near, before + SHORTEST), min(at + near, after - SHORTEST) + 1)
        out.append(max((at, *room), key=lambda each: (speaks[each], -abs(each - at), -each)))
    return out
