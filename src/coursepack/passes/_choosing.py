"""Which of a text's sentences are told: the best first, as many as a text of its length needs, and none twice."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from heapq import heapify, heappop, heappush

from msgspec import Struct

from coursepack.model.pack import Because
from coursepack.passes._sinking import Content, is_same

__all__ = ["WHOLE", "Choice", "choose", "room"]

WHOLE = 60
"""Sentences of a text that is told whole."""
SPOKEN, WRITTEN = 0.15, 0.6
"""How what is told grows with the length beyond: an hour's thousand sentences give 91, a chapter's 300 give 158."""
SAME = 0.7
"""The share of the shorter sentence's words from which two say the same."""
SHARED = 0.04
"""What each sentence of a section that is told costs the next one, of a rank from 0 to 1."""
LEAST = 2
"""Sentences that are told of a stretch of speech, where it has so many ..."""
WORTH = 0.3
"""... of this rank, from 0 to 1: while a class talks, there may be none."""
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
    stretches: Sequence[int] = (),
) -> list[Choice]:
    """Choose among the sentences that have a value; one that is unclear alone only behind the one before it.

    `groups` are the sections of the sentences, where each is to have its share; `stretches` number pieces of the text
    of which none is to be nearly empty: what these lack is told beyond what a text of its length has.
    """
    places = room(len(values), is_spoken=is_spoken)
    if len(values) <= WHOLE or (not stretches and sum(value is not None for value in values) <= places):
        return [Choice(is_told=value is not None, is_behind=True) for value in values]
    chosen = _Chosen(contents, unclear, groups)
    for at in _ordered(values, groups, chosen.taken):
        if len(chosen.places) >= places:
            break
        chosen.add(at)
    if stretches:
        told = Counter(stretches[at] for at in chosen.places)
        rest = sorted((-value, at) for at, value in enumerate(values) if value is not None and value >= WORTH)
        for _, at in rest:
            is_clear = not unclear[at] and len(contents[at].lemmas) > FEWEST
            if told[stretches[at]] < LEAST and at not in chosen.places and is_clear:
                told[stretches[at]] += chosen.add(at)
    return chosen.choices()


class _Chosen:
    """What is told, and why other sentences are not."""

    def __init__(self, contents: Sequence[Content], unclear: Sequence[bool], groups: Sequence[str | None]) -> None:
        self._contents, self._unclear, self._groups = contents, unclear, groups
        self.places: dict[int, None] = {}
        self.taken: Counter[str | None] = Counter()
        self._waiting: set[int] = set()
        self._likes: dict[int, int] = {}

    def add(self, at: int) -> int:
        """Take a sentence, with those that waited for it; give how many were taken."""
        if self._unclear[at] and at - 1 not in self.places:
            self._waiting.add(at)
            return 0
        like = _like(at, self.places, self._contents)
        if like >= 0:
            self._likes[at] = like
            return 0
        before = len(self.places)
        self.places[at] = None
        self.taken[self._groups[at] if self._groups else None] += 1
        while at + 1 in self._waiting:
            at += 1
            self._waiting.remove(at)
            self.places[at] = None
        return len(self.places) - before

    def choices(self) -> list[Choice]:
        out = [Choice(is_told=False, because="low_weight") for _ in self._contents]
        for at, like in self._likes.items():
            out[at] = Choice(is_told=False, because="repeated", like=like)
        for at in self._waiting:
            out[at] = Choice(is_told=False, because="unclear")
        for at in self.places:
            out[at] = Choice(is_told=True, is_behind=self._unclear[at])
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
