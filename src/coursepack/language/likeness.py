"""How much two statements say the same: words matched by name, lemma, root and meaning, weighed by rareness."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from coursepack.language.conflicts import are_dates_apart, are_dates_known
from coursepack.language.meanings import Array, Meanings
from coursepack.language.quantities import are_apart, count_alike
from coursepack.language.sayings import Match, Saying

__all__ = ["FEATURES", "Likeness"]

NEAR = 0.5
"""The cosine from which two words are taken to mean something alike."""
_ROOT = 0.85
"""What two words of one root are worth beside the same word: "announce", "announcement"."""
_STATE = 0.6
"""What two names are worth of which one stands for the other, or both for one state."""
_PREFIX = 4
FEATURES = (
    "less shared",
    "more shared",
    "names",
    "words",
    "alike",
    "same date",
    "other date",
    "same number",
    "other number",
    "same verb",
    "length",
    "both denied",
    "meaning",
    "meaning beside others",
)
"""The last two are of all statements of two sources at once: `Likeness.cosines`."""


class Likeness:
    """Made once for a pack: every word of its statements with its weight and the words that are near it."""

    def __init__(self, told: Sequence[Saying], homes: Mapping[str, str], table: Meanings | None) -> None:
        """`homes` gives by entity the polity that it stands for."""
        counts = Counter(key for saying in told for key in sorted({word.key for word in saying.words}))
        most = math.log(1 + len(told)) or 1.0
        self.weights = {key: math.log((1 + len(told)) / count) / most for key, count in counts.items()}
        self.counts = counts
        names = {word.key for saying in told for word in saying.words if word.is_name}
        self.near: dict[str, dict[str, float]] = {key: {key: 1.0} for key in counts}
        self._add_names(sorted(names), homes)
        plain = sorted(key for key in counts if key not in names)
        if table is not None:
            for one, other, cosine in table.near(plain, NEAR):
                self._add(one, other, (cosine - NEAR) / (1 - NEAR))
        self._add_roots(plain)
        self._places: dict[str, dict[str, int]] = {}
        for saying in told:
            places = self._places[saying.statement.id] = {}
            for at, word in enumerate(saying.words):
                places.setdefault(word.key, at)
        self._told: dict[str, Array] = {}
        if table is not None:
            vectors = table.told([saying.statement.text for saying in told])
            self._told = {saying.statement.id: row for saying, row in zip(told, vectors, strict=True)}

    def cosines(self, ones: Sequence[Saying], others: Sequence[Saying]) -> Array:
        """Measure how much each statement of the one source means what each of the other means; 0 without a table."""
        if not self._told or not ones or not others:
            return np.zeros((len(ones), len(others)))
        first, second = (np.array([self._told[each.statement.id] for each in side]) for side in (ones, others))
        return np.round(first @ second.T, 4)

    def _add(self, one: str, other: str, worth: float) -> None:
        if worth > self.near[one].get(other, 0.0):
            self.near[one][other] = self.near[other][one] = worth

    def _add_names(self, names: Sequence[str], homes: Mapping[str, str]) -> None:
        states: dict[str, list[str]] = {}
        for name in names:
            states.setdefault(homes.get(name, name), []).append(name)
        for own in states.values():
            for at, one in enumerate(own):
                for other in own[at + 1 :]:
                    self._add(one, other, _STATE)

    def _add_roots(self, words: Sequence[str]) -> None:
        begun: dict[str, list[str]] = {}
        for word in words:
            begun.setdefault(word[:_PREFIX], []).append(word)
        for own in begun.values():
            for at, one in enumerate(own):
                for other in own[at + 1 :]:
                    if _is_one_root(one, other):
                        self._add(one, other, _ROOT)

    def match(self, one: Saying, other: Saying) -> Match:
        first, pairs = self._found(one, other)
        second, _ = self._found(other, one)
        return Match(first=first, second=second, pairs=pairs)

    def _found(self, one: Saying, other: Saying) -> tuple[float, tuple[tuple[int, int, float], ...]]:
        """Give the share of the one's words that the other says, weighed, and where."""
        places = self._places[other.statement.id]
        whole = told = 0.0
        pairs = []
        for at, word in enumerate(one.words):
            near = self.near[word.key]
            worth, to = 0.0, -1
            if word.key in places:
                worth, to = 1.0, places[word.key]
            elif len(near) > 1:
                for key in near if len(near) < len(places) else places:
                    if key in places and near.get(key, 0.0) > worth:
                        worth, to = near[key], places[key]
            weight = self.weights[word.key]
            whole += weight
            told += weight * worth
            if worth:
                pairs.append((at, to, worth))
        return told / whole if whole else 0.0, tuple(pairs)

    def features(self, one: Saying, other: Saying, match: Match) -> tuple[float, ...]:
        """Measure a pair, in the order of `FEATURES` but for the last two."""
        names = words = alike = 0.0
        for at, _, worth in match.pairs:
            word = one.words[at]
            weight = self.weights[word.key]
            if worth < 1.0:
                alike += weight * worth
            elif word.is_name:
                names += weight
            else:
                words += weight
        same_date, other_date = _dates(one, other)
        same_number, other_number = _numbers(one, other)
        shorter = min(sum(self.weights[word.key] for word in each.words) for each in (one, other))
        return (
            min(match.first, match.second),
            max(match.first, match.second),
            names,
            words,
            alike,
            same_date,
            other_date,
            same_number,
            other_number,
            self._verbs(one, other),
            math.log1p(shorter),
            float(one.is_denied == other.is_denied),
        )

    def _verbs(self, one: Saying, other: Saying) -> float:
        verbs = [each.grown.tokens[each.head] for each in (one, other)]
        if any(verb.pos != "VERB" for verb in verbs):
            return 0.0
        return self.near.get(one.predicate, {}).get(other.predicate, float(one.predicate == other.predicate))


def _dates(one: Saying, other: Saying) -> tuple[float, float]:
    same, apart = 0.0, 0.0
    for mine in one.dates:
        for theirs in other.dates:
            if not are_dates_known(mine, theirs):
                continue
            if are_dates_apart(mine, theirs):
                apart = 1.0
            else:
                same = max(same, 1.0 if (mine.first, mine.last) == (theirs.first, theirs.last) else 0.7)
    return same, apart if not same else 0.0


def _numbers(one: Saying, other: Saying) -> tuple[float, float]:
    same, apart = 0.0, 0.0
    for mine in one.numbers:
        for theirs in other.numbers:
            if mine.unit and theirs.unit and not count_alike(mine, theirs):
                continue
            if are_apart(mine, theirs):
                apart = 1.0
            else:
                same = max(same, 1.0 if mine.value == theirs.value and mine.value > 10 else 0.6)
    return same, apart if not same else 0.0


def _is_one_root(one: str, other: str) -> bool:
    """Tell whether two words begin alike for most of their letters."""
    short = min(len(one), len(other))
    same = next((at for at in range(short) if one[at] != other[at]), short)
    return same >= _PREFIX and same >= 0.7 * max(len(one), len(other)) - 1 and same >= short - 3
