"""Which of a text's sentences are told: the best first, as many as a text of its length needs, and none twice."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from heapq import heapify, heappop, heappush

from msgspec import Struct

from coursepack.model.pack import Because
from coursepack.passes._sinking import Content, is_same

__all__ = ["Choice", "choose", "room"]

WHOLE = 60
"""Sentences of a text that is told whole."""
SPOKEN, WRITTEN = 0.15, 0.6
"""How what is told grows with the length beyond: an hour's thousand sentences give 91, a chapter's 300 give 158."""
SAME = 0.7
"""The share of the shorter sentence's words from which two say the same."""
SHARED = 0.04
"""What each sentence of a section that is told costs the next one, of a rank from 0 to 1."""
FEWEST = 3
"""Words that tell enough to say so."""


class Choice(Struct, frozen=True, kw_only=True):
    is_told: bool
    because: Because | None = None
    like: int = -1
    """Of a repetition: which sentence says the same, and is told."""
    is_behind: bool = False
    """Whether it is told because the sentence before is."""


def room(sentences: int, *, is_spoken: bool) -> int:
    """Give how many of a text's sentences are told."""
    if sentences <= WHOLE:
        return sentences
    return int(WHOLE * math.pow(sentences / WHOLE, SPOKEN if is_spoken else WRITTEN))


def choose(
    values: Sequence[float | None],
    contents: Sequence[Content],
    unclear: Sequence[bool],
    *,
    is_spoken: bool,
    groups: Sequence[str | None] = (),
) -> list[Choice]:
    """Choose among the sentences that have a value; one that is unclear alone only behind the one before it.

    `groups` are the sections of the sentences, where each is to have its share.
    """
    places = room(len(values), is_spoken=is_spoken)
    if sum(value is not None for value in values) <= places:
        return [Choice(is_told=value is not None, is_behind=True) for value in values]
    out = [Choice(is_told=False, because="low_weight") for _ in values]
    chosen: dict[int, None] = {}
    waiting: set[int] = set()
    taken: Counter[str | None] = Counter()
    for at in _ordered(values, groups, taken):
        if len(chosen) >= places:
            break
        if unclear[at] and at - 1 not in chosen:
            waiting.add(at)
            continue
        like = _like(at, chosen, contents)
        if like >= 0:
            out[at] = Choice(is_told=False, because="repeated", like=like)
            continue
        chosen[at] = None
        taken[groups[at] if groups else None] += 1
        while at + 1 in waiting:
            at += 1  # noqa: PLW2901  (what waited for this sentence, and what waited for that)
            waiting.remove(at)
            chosen[at] = None
    for at in waiting:
        out[at] = Choice(is_told=False, because="unclear")
    for at in chosen:
        out[at] = Choice(is_told=True, is_behind=unclear[at])
    return out


def _ordered(values: Sequence[float | None], groups: Sequence[str | None], taken: Counter[str | None]) -> Iterator[int]:
    """Yield places, the best first, in which a group's next one is worth less for each that is `taken` already."""
    waiting = [(-value, at) for at, value in enumerate(values) if value is not None]
    heapify(waiting)
    while waiting:
        cost, at = heappop(waiting)
        now = SHARED * taken[groups[at]] - (values[at] or 0.0) if groups else cost
        if now > cost:
            heappush(waiting, (now, at))  # what was taken since has made it worth less
        else:
            yield at


def _like(at: int, chosen: Iterable[int], contents: Sequence[Content]) -> int:
    """Find a chosen sentence that has most of the words of this one, or this one most of its; -1 for none."""
    own = contents[at]
    for other in chosen:
        few = min(len(own.lemmas), len(contents[other].lemmas))
        shared = len(own.lemmas & contents[other].lemmas)
        if few >= FEWEST and shared >= SAME * few and is_same(own, contents[other]):
            return other
    return -1
