"""What a run of sentences is about: its words weighed against those of the other runs."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from coursepack.language.lexicons import values
from coursepack.model.pack import Sentence
from coursepack.model.trees import Token, Tree

__all__ = ["Unit", "cosine", "lemma_of", "tells", "unit_of", "weights"]

_MEANING = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_PLAIN = values("function_words", "plain")


class Unit(Struct, frozen=True, kw_only=True):
    """A sentence with the lemmas of its words that carry meaning."""

    sentence: Sentence
    tree: Tree
    lemmas: tuple[str, ...]


def unit_of(sentence: Sentence, tree: Tree) -> Unit:
    return Unit(sentence=sentence, tree=tree, lemmas=tuple(lemma_of(token) for token in tree.tokens if tells(token)))


def tells(token: Token) -> bool:
    """Tell whether a word says what a text is about: a noun, name, verb or adjective, and none of every text."""
    return token.pos in _MEANING and len(token.text) > 2 and lemma_of(token) not in _PLAIN


def lemma_of(token: Token) -> str:
    return token.lemma.casefold()


def weights(runs: Sequence[Sequence[Unit]]) -> dict[str, float]:
    """Give each lemma's inverse frequency over the runs: 0 where every run has it."""
    frequency = Counter(lemma for units in runs for lemma in {each for unit in units for each in unit.lemmas})
    return {lemma: math.log((1 + len(runs)) / count) for lemma, count in sorted(frequency.items())}


def cosine(one: Counter[str], two: Counter[str], weight: Mapping[str, float]) -> float:
    """Compare two bags of lemmas, counts damped by their logarithm; 0 to 1."""
    shared = sum(
        math.log1p(one[lemma]) * math.log1p(two[lemma]) * weight.get(lemma, 0.0) ** 2
        for lemma in sorted(one.keys() & two.keys())
    )
    norms = math.prod(
        math.sqrt(sum((math.log1p(count) * weight.get(lemma, 0.3)) ** 2 for lemma, count in sorted(bag.items())))
        for bag in (one, two)
    )
    return shared / norms if norms else 0.0
