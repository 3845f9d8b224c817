"""Learn what speaks for a phrase as the title of a section: a log-linear model over the phrases of each.

    python training/titles.py --shared ../shared --cache work/books.msgpack

Learned from the authors' headings of six open textbooks: a phrase is as right as it has the heading's words and no
others. Speech has no exact beginnings of sections, so most are moved by some sentences. Held-out books tell what
the weights are worth.
"""

import argparse
import random
import re
from collections import Counter
from pathlib import Path

import numpy as np
from books import Module, pack_of, parsed, sections
from numpy.typing import NDArray

from coursepack.language import lexicons
from coursepack.language.titles import Candidate, Kinds, candidates
from coursepack.language.topics import Unit
from coursepack.notices import Log
from coursepack.passes import entities

TABLE = Path(lexicons.__file__).parent / "en" / "headings.tsv"
HEAD = (
    "# Weights of a log-linear model of a section's title, made by training/titles.py from OpenStax (CC BY 4.0).\n"
    "feature\tweight\n"
)
LEAST = 8
"""Sentences of a section."""
NEAR = 4
"""Modules on each side that a module is told from."""
MOVES = (0, 0, 0, -3, -2, -1, 1, 2, 3)
SEEN = 8
"""Times that a feature must be seen."""
FIRMNESS = 4.0
"""How strongly weights are held near nothing."""
SHARP = 3.0
"""The power of F by which a phrase shares in being right."""
WRONG = 60
RECALL = 2.0
STEPS = 300
WORD = re.compile(r"[^\W\d_][\w'’-]*")
FUNCTION = frozenset(
    "a an the and or of in on for to by with at from as is are its their how what why do does versus vs".split()
)
GENERIC = frozenset({"introduction", "summary", "key terms", "preface"})
Example = list[tuple[tuple[str, ...], float]]
"""The features of each candidate, and how right it is."""


def stem(word: str) -> str:
    word = word.casefold().replace("’", "'").removesuffix("'s")
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("ly", "")):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word.removesuffix(ending) + instead
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 4 else word


def content(text: str) -> set[str]:
    return {stem(word) for word in WORD.findall(text) if word.casefold() not in FUNCTION}


def rightness(candidate: Candidate, gold: set[str]) -> float:
    """Give the F measure of a candidate's words against the heading's; recall counts twice: a title is a phrase."""
    tokens = candidate.tree.tokens[candidate.first : candidate.last + 1]
    told = content(" ".join(token.text for token in tokens))
    return (1 + RECALL) * len(told & gold) / (len(told) + RECALL * len(gold)) if told else 0.0


def examples(book: list[Module], chance: random.Random) -> list[Example]:
    """Make an example of each module, and of each part under its lowest heading."""
    counts = [Counter(lemma for _, units in sections(each) for unit in units for lemma in unit.lemmas) for each in book]
    out: list[Example] = []
    for at, module in enumerate(book):
        near = range(max(0, at - NEAR), min(len(book), at + NEAR + 1))
        kinds = _kinds(module)
        parts = sections(module)
        units = [unit for _, part in parts for unit in part]
        around = sum((counts[other] for other in near if other != at), Counter[str]())
        found = [_example(module.title, units, around, kinds)]
        begin = 0
        beside = sum((counts[other] for other in near if abs(other - at) <= 1), Counter[str]())
        for heading, part in parts:
            leaf = heading.rpartition(" > ")[2]
            begin, end = begin + len(part), begin
            if not leaf or len(part) < LEAST or leaf.casefold() in GENERIC:
                continue
            moved = units[max(0, end + chance.choice(MOVES)) : begin]
            own = Counter(lemma for unit in moved for lemma in unit.lemmas)
            found.append(_example(leaf, moved, beside - own, kinds))
        out += [example for example in found if example and max(right for _, right in example) >= 0.5]
    return out


def _kinds(module: Module) -> Kinds:
    pack = entities.run(pack_of(module), Log())
    return {(span.source, span.start): entity.kind for entity in pack.entities for span in entity.mentions}


def _example(heading: str, units: list[Unit], others: Counter[str], kinds: Kinds) -> Example:
    gold = content(heading)
    return [(each.features, rightness(each, gold)) for each in candidates(units, others, kinds)] if gold else []


def thinned(example: Example, chance: random.Random) -> Example:
    """Keep what is right in part, and some of the many candidates that are wrong."""
    wrong = [each for each in example if not each[1]]
    return [each for each in example if each[1]] + chance.sample(wrong, min(len(wrong), WRONG))


def learn(every: list[Example]) -> dict[str, float]:
    """Fit the weights by Adam (Kingma and Ba 2015) on the cross-entropy over each example's candidates."""
    chance = random.Random(7)
    found = [thinned(each, chance) for each in every]
    seen = Counter(feature for example in found for features, _ in example for feature in features)
    place = {feature: at for at, feature in enumerate(sorted(each for each in seen if seen[each] >= SEEN))}
    pairs = [
        (row, place[feature])
        for row, features in enumerate(features for example in found for features, _ in example)
        for feature in features
        if feature in place
    ]
    rows, columns = np.array(pairs).T
    right = np.array([value for example in found for _, value in example])
    of = np.repeat(np.arange(len(found)), [len(example) for example in found])
    wanted = _shares(right**SHARP, of)
    weights, first, second = (np.zeros(len(place)) for _ in range(3))
    for step in range(1, STEPS + 1):
        scores = np.bincount(rows, weights[columns], len(right))
        top = np.full(len(found), -np.inf)
        np.maximum.at(top, of, scores)
        wrong = _shares(np.exp(scores - top[of]), of) - wanted
        slope = np.bincount(columns, wrong[rows], len(place)) + FIRMNESS * weights
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope**2
        rate = 0.1 * (1 - 0.9 * step / STEPS)
        weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return {feature: float(weights[at]) for feature, at in place.items()}


def _shares(values: NDArray[np.float64], of: NDArray[np.int64]) -> NDArray[np.float64]:
    return values / np.bincount(of, values)[of]


def worth(weights: dict[str, float], found: list[Example]) -> float:
    """Give the mean rightness of the best candidates."""
    best = [
        max(example, key=lambda each: sum(weights.get(feature, 0.0) for feature in each[0]))[1] for example in found
    ]
    return sum(best) / len(best)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    args = parser.parse_args()
    books: dict[str, list[Module]] = {}
    for each in parsed(args.shared, args.cache):
        books.setdefault(each.book, []).append(each)
    chance = random.Random(5)
    sets = {book: examples(modules, chance) for book, modules in books.items()}
    weights = learn([each for found in sets.values() for each in found])
    lines = [f"{feature}\t{weight:.3f}\n" for feature, weight in sorted(weights.items()) if abs(weight) >= 0.001]
    TABLE.write_text(HEAD + "".join(lines), "utf-8")
    print(len(lines), "weights", flush=True)
    for book, held in sets.items():
        weights = learn([each for other, found in sets.items() if other != book for each in found])
        print(f"{book}: {len(held)} headings, F {worth(weights, held):.3f} when held out", flush=True)
