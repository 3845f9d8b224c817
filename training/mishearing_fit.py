"""Fit how likely spoken words are a misheard name, on the textbooks of eval/gold/repairs.tsv.

    python mishearing_fit.py

Needs scikit-learn beside the project and its development set. Fits what letters cost (`letters.tsv` of
`language/en_heard/`, which it writes), then the weights of `language/mishearing.py`, which it prints. Before that it
prints, by threshold, what is told of each book by costs and weights of the other five. The rows that are held back, and
those of us-history, are not read.
"""

import math
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).parent.parent / "eval"))
import repairs as measure

from coursepack.language import letters
from coursepack.language.letters import GONE, LETTERS, Costs
from coursepack.language.mishearing import BY_LETTERS, by_letters, differing
from coursepack.language.sounds import apart, sounds
from coursepack.passes import repairs

THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.92, 0.94, 0.95, 0.96, 0.97)
STRENGTH = 0.15
"""Of the weights' freedom (scikit-learn's C): few names were misheard, and many may have been."""
CLOSE = 0.25
"""What the sounds of a pair may cost that costs are learnt from, over all of them: others were misheard altogether."""
ROUNDS = 4
UNLIKE, SAME_KIND, NONE = 5.0, 0.45, 0.4
"""Before any pair is seen: how much less likely another letter is, less so of the same kind, and none."""
SEEN, SEEN_MORE = 1.0, 10.0
"""What that counts, in letters."""
FIRST_MORE = 0.06
"""Letters too many, of all, before any pair is seen."""
VOWELS = frozenset("aeiouy")
TABLE = Path(letters.__file__).parent / "en_heard" / "letters.tsv"

Pair = tuple[str, str]
"""Letters heard and said."""


class Talk(Struct, frozen=True):
    """A talk's candidates, with the book of each, and whether it is right, wrong (0) or a part of a right one (-1)."""

    talk: measure.Talk
    spans: list[tuple[int, int]]
    found: list[repairs.Heard]
    books: list[str]
    labels: list[int]


def talk_of(talk: measure.Talk) -> Talk:
    pack = measure.pack_of(talk)
    spans = measure.spans_of(talk, pack)
    found = list(repairs.candidates(pack))
    places = [place_of(each, spans) for each in found]
    return Talk(talk, spans, found, [book_of(talk, place) for place in places], [label(talk, each) for each in places])


def place_of(each: repairs.Heard, spans: Sequence[tuple[int, int]]) -> measure.Place:
    tokens = each.tree.tokens[each.guess.first : each.guess.last + 1]
    return measure.place_of(tokens[0].start, tokens[-1].end, name=each.guess.name.text, spans=spans)


def label(talk: measure.Talk, told: measure.Place) -> int:
    near = [place for row, place in zip(talk.rows, talk.places, strict=True) if measure.Judged.is_of(told, row, place)]
    if not near:
        return 0
    return 1 if told in near else -1


def book_of(talk: measure.Talk, told: measure.Place) -> str:
    """Give the book of the row whose place is nearest."""
    pairs = zip(talk.rows, talk.places, strict=True)
    return min(pairs, key=lambda pair: abs(pair[1].first - told.first))[0].source.split("/")[0]


def pairs_of(talks: Sequence[measure.Talk]) -> dict[str, list[Pair]]:
    """Give by book what was heard for which letters, where the sounds are close."""
    out = defaultdict(list)
    for row in (row for talk in talks for row in talk.rows if row.cells["kind"] == "heard"):
        mine, yours = differing(row.cells["heard"], row.cells["name"])
        heard, said = (sounds(" ".join(each)) for each in (mine, yours))
        size = max(len(heard), len(said))
        if mine and yours and apart(heard, said, CLOSE * size) <= CLOSE * size:
            out[row.source.split("/")[0]].append((letters.spelled(mine), letters.spelled(yours)))
    return out


def fitted(pairs: Sequence[Pair]) -> Costs:
    """Count what the letters of the cheapest alignments are, by the costs so far, some times over."""
    usual = Counter(letter for _, said in pairs for letter in said)
    total = usual.total() + len(LETTERS)
    share = {letter: (usual[letter] + 1) / total for letter in LETTERS}
    first = {said: likely(said) for said in LETTERS}
    costs = Costs(heard=logged(first), more={each: -math.log(FIRST_MORE * share[each]) for each in LETTERS})
    for _ in range(ROUNDS):
        counts = Counter(step for heard, said in pairs for step in aligned(heard, said, costs))
        odds = {}
        for said in LETTERS:
            own = sum(counts[heard, said] for heard in (*LETTERS, GONE))
            odds[said] = {each: (counts[each, said] + SEEN * first[said][each]) / (own + SEEN) for each in first[said]}
        more = sum(counts[heard, GONE] for heard in LETTERS)
        rate = (more + 1) / counts.total()
        costs = Costs(
            heard=logged(odds),
            more={
                each: -math.log((counts[each, GONE] + SEEN_MORE * share[each]) / (more + SEEN_MORE) * rate)
                for each in LETTERS
            },
        )
    return costs


def likely(said: str) -> dict[str, float]:
    """Give how likely each letter is heard for one, before any pair is seen."""
    odds = {
        heard: 1.0
        if heard == said
        else math.exp(-UNLIKE * (SAME_KIND if (heard in VOWELS) == (said in VOWELS) else 2 * SAME_KIND))
        for heard in LETTERS
    } | {GONE: math.exp(-UNLIKE * NONE)}
    return {heard: each / sum(odds.values()) for heard, each in odds.items()}


def logged(odds: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    return {said: {heard: -math.log(each) for heard, each in row.items()} for said, row in odds.items()}


def aligned(heard: str, said: str, costs: Costs) -> list[Pair]:
    """Give the steps of the cheapest alignment: heard and said."""
    best: dict[tuple[int, int], tuple[float, tuple[int, int], Pair]] = {(0, 0): (0.0, (0, 0), ("", ""))}
    for at in range(len(heard) + 1):
        for to in range(len(said) + 1):
            steps = []
            if at and to:
                pair = heard[at - 1], said[to - 1]
                steps.append((best[at - 1, to - 1][0] + costs.heard[pair[1]][pair[0]], (at - 1, to - 1), pair))
            if at:
                steps.append((best[at - 1, to][0] + costs.more[heard[at - 1]], (at - 1, to), (heard[at - 1], GONE)))
            if to:
                gone = costs.heard[said[to - 1]][GONE]
                steps.append((best[at, to - 1][0] + gone, (at, to - 1), (GONE, said[to - 1])))
            if steps:
                best[at, to] = min(steps)
    out, here = [], (len(heard), len(said))
    while here != (0, 0):
        _, here, pair = best[here]
        out.append(pair)
    return out


def traits_of(each: repairs.Heard, costs: Costs) -> tuple[float, ...]:
    traits = list(each.traits)
    traits[BY_LETTERS] = by_letters(each.guess.weighed.heard, each.guess.weighed.said, costs)
    return tuple(traits)


class Model(Struct, frozen=True):
    costs: Costs
    weights: np.ndarray
    base: float

    def chance(self, traits: tuple[float, ...]) -> float:
        return float(1 / (1 + np.exp(-(self.base + self.weights @ np.array(traits)))))


def model_of(talks: Sequence[Talk], costs: Costs, without: str = "") -> Model:
    rows = [
        (traits_of(each, costs), mark == 1)
        for talk in talks
        for each, book, mark in zip(talk.found, talk.books, talk.labels, strict=True)
        if book != without and mark >= 0
    ]
    values = np.array([traits for traits, _ in rows])
    spread = values.std(0) + 1e-9
    fit = LogisticRegression(C=STRENGTH, max_iter=2000).fit(values / spread, [right for _, right in rows])
    return Model(costs, fit.coef_[0] / spread, float(fit.intercept_[0]))


def held_out(talks: Sequence[Talk], models: dict[str, Model]) -> list[list[repairs.Heard]]:
    """Give each candidate the chance that the model without its book gives it."""
    out = []
    for talk in talks:
        chances = (
            models[book].chance(traits_of(each, models[book].costs))
            for each, book in zip(talk.found, talk.books, strict=True)
        )
        out.append([replace(each, chance=chance) for each, chance in zip(talk.found, chances, strict=True)])
    return out


def told_at(least: float, talks: Sequence[Talk], found: Sequence[list[repairs.Heard]]) -> dict[str, float]:
    judged = [
        measure.Judged(talk=talk.talk, told=tuple(place_of(each, talk.spans) for each in repairs.told(own, least)))
        for talk, own in zip(talks, found, strict=True)
    ]
    return measure.scores(judged)


def write(costs: Costs) -> None:
    head = (*LETTERS, GONE)
    rows = [(said, *(f"{100 * costs.heard[said][heard]:.0f}" for heard in head)) for said in LETTERS]
    rows.append((GONE, *(f"{100 * costs.more[heard]:.0f}" for heard in LETTERS), "0"))
    TABLE.write_text("".join("\t".join(row) + "\n" for row in (("said", *head), *rows)), "utf-8")


def main() -> None:
    read = measure.talks("textbooks")
    pairs = pairs_of(read)
    talks = [talk_of(each) for each in read]
    models = {
        book: model_of(talks, fitted([pair for other in pairs if other != book for pair in pairs[other]]), book)
        for book in sorted({book for talk in talks for book in talk.books})
    }
    found = held_out(talks, models)
    for least in THRESHOLDS:
        print(least, " ".join(f"{key} {value:.3f}" for key, value in told_at(least, talks, found).items()))
    costs = fitted([pair for each in pairs.values() for pair in each])
    model = model_of(talks, costs)
    write(costs)
    print(sum(map(len, pairs.values())), "pairs,", sum(len(talk.found) for talk in talks), "candidates,", end=" ")
    print(sum(mark == 1 for talk in talks for mark in talk.labels), "right")
    print("BASE =", round(model.base, 2))
    print("WEIGHTS =", tuple(round(float(each), 2) for each in model.weights))


if __name__ == "__main__":
    main()
