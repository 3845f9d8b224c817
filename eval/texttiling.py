"""TextTiling (Hearst 1997), the peer of segments.py: block comparison, smoothing, depth scores and their cut-off.

As the paper and nltk's implementation have it: pseudo-sentences of 20 words, blocks of ten of them, smoothing by the
mean of three, boundaries where a depth is above the mean less half a standard deviation, never closer than
four pseudo-sentences. A boundary goes to the nearest beginning of an utterance, as to that of a paragraph there.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import mean, pstdev

from coursepack.language.lexicons import values

__all__ = ["texttiling"]

WIDTH = 20
BLOCK = 10
APART = 4
_WORD = re.compile(r"[a-z'’-]+")
_STOP = frozenset(
    _WORD.findall(
        "a about above after again all also am an and any are as at be because been before being below "
        "between both but by can could did do does doing don't down during each few for from further get go "
        "going got had has have having he her here hers him his how i if in into is it it's its just know let "
        "like me more most my no nor not now of off ok okay on once only or other our out over own right same "
        "say see she should so some such than that that's the their them then there these they thing things "
        "this those through to too under until up us very was we well were what when where which while who "
        "why will with would you your"
    )
) | values("function_words", "plain")


def texttiling(utterances: Sequence[str]) -> list[int]:
    """Give the utterances, but for the first, with which a tile begins."""
    tokens = [(word, at) for at, each in enumerate(utterances) for word in _WORD.findall(each.lower())]
    pieces = [
        Counter(word for word, _ in tokens[start : start + WIDTH] if word not in _STOP)
        for start in range(0, len(tokens), WIDTH)
    ]
    scores = _smooth([_likeness(pieces, gap) for gap in range(1, len(pieces))])
    if not scores:
        return []
    depths = [_depth(scores, at) for at in range(len(scores))]
    least = mean(depths) - pstdev(depths) / 2
    chosen: list[int] = []
    for at in sorted(range(len(depths)), key=lambda each: (-depths[each], each)):
        if depths[at] > least and all(abs(at - other) >= APART for other in chosen):
            chosen.append(at)
    begins = [at for at, (one, two) in enumerate(pairwise(tokens), start=1) if one[1] != two[1]]
    found = (
        {tokens[min(begins, key=lambda each: abs(each - (at + 1) * WIDTH))][1] for at in chosen} if begins else set()
    )
    return sorted(found - {0})


def _likeness(pieces: Sequence[Counter[str]], gap: int) -> float:
    size = min(BLOCK, gap, len(pieces) - gap)
    before, after = Counter[str](), Counter[str]()
    for piece in pieces[gap - size : gap]:
        before.update(piece)
    for piece in pieces[gap : gap + size]:
        after.update(piece)
    shared = sum(before[word] * after[word] for word in before)
    return shared / math.sqrt(sum(n * n for n in before.values()) * sum(n * n for n in after.values()) or 1)


def _smooth(scores: Sequence[float]) -> list[float]:
    return [mean(scores[max(0, at - 1) : at + 2]) for at in range(len(scores))]


def _depth(scores: Sequence[float], at: int) -> float:
    """Climb from the gap to the peaks on both sides (section 4.2)."""
    depth = 0.0
    for side in (scores[at::-1], scores[at:]):
        peak = side[0]
        for score in side:
            if score < peak:
                break
            peak = score
        depth += peak - scores[at]
    return depth
