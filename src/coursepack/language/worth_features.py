"""What tells how much a sentence is worth beside the others of its text: its place, its words, its form.

All numbers are of the sentence against its own text, or of its words against textbooks in general (`Rarity`), so that
one model can weigh a text of any subject and length.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from coursepack.language.lexicons import values
from coursepack.language.worth_form import FORMS, Words, form
from coursepack.model.trees import Tree

__all__ = ["FEATURES", "Array", "Candidate", "Rarity", "alike", "features", "stem", "vector_of", "words_of"]

Array = NDArray[np.float64]
Vector = Mapping[str, float]
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_CLOSED = frozenset({"ADP", "AUX", "CCONJ", "DET", "INTJ", "PART", "PRON", "PUNCT", "SCONJ", "SYM", "X"})
_UNKNOWN = (-1.0, -1.0, -1.0, -1.0, 0.0)
"""The place in a paragraph or section, where the text has none."""


class Candidate(Struct, frozen=True, kw_only=True):
    """A sentence to be weighed."""

    tree: Tree
    names: int
    """Mentions of entities in it."""
    paragraph: int = -1
    """Which paragraph of its text it is in; -1 for all where the text has none."""
    section: int = -1
    """Which section, by headings; -1 for all where the text has none."""
    heading: tuple[str, ...] = ()
    """Stems of the words of its section's heading."""
    title: tuple[str, ...] = ()
    """Stems of the words of its text's title."""


class Rarity:
    """In how few of the textbooks' sections a stem stands: what stands in few tells more."""

    def __init__(self, counts: Mapping[str, int], total: int) -> None:
        self._weights = {word: math.log(total / count) for word, count in counts.items()}
        self._most = math.log(total)

    def weight(self, word: str) -> float:
        return self._weights.get(word, self._most)


@cache
def stem(word: str) -> str:
    """Take off a possessive's ending and a plural's (the S-stemmer of Harman 1991)."""
    word = word.casefold().replace("’", "'").removesuffix("'s").removesuffix("'")
    if len(word) < 4 or word.endswith(("us", "ss")):
        return word
    if word.endswith("ies") and not word.endswith(("eies", "aies")):
        return word[:-3] + "y"
    if word.endswith("es") and not word.endswith(("aes", "ees", "oes")):
        return word[:-1]
    return word.removesuffix("s")


def words_of(tree: Tree) -> Words:
    """List a sentence's words, and the stems of those that say what it is about."""
    plain = values("function_words", "plain")
    return Words(
        all=tuple(word for token in tree.tokens for word in _WORD.findall(token.text.casefold())),
        stems=tuple(
            stem(token.text)
            for token in tree.tokens
            if token.pos not in _CLOSED
            and len(token.text) > 2
            and token.text[0].isalnum()
            and token.lemma.casefold() not in plain
        ),
    )


def vector_of(stems: Sequence[str], rarity: Rarity) -> dict[str, float]:
    """Weigh each stem by its rarity, to the length 1."""
    weights = {word: rarity.weight(word) for word in stems}
    norm = math.sqrt(sum(value * value for value in weights.values()))
    return {word: value / norm for word, value in weights.items()} if norm else {}


def alike(one: Vector, other: Vector) -> float:
    """Give the cosine of two vectors of length 1."""
    return sum(value * other[word] for word, value in one.items() if word in other)


class _Text:
    """What is worked out once for a text: its sentences' words and vectors, their sums, and the weight of each stem."""

    def __init__(self, candidates: Sequence[Candidate], rarity: Rarity) -> None:
        self.rarity = rarity
        self.words = [words_of(each.tree) for each in candidates]
        self.vectors = [vector_of(each.stems, rarity) for each in self.words]
        self.counts = Counter(word for each in self.words for word in set(each.stems))
        every = Counter(word for each in self.words for word in each.stems)
        self.weight = {word: math.log1p(count) * rarity.weight(word) for word, count in every.items()}
        self.sections = _groups([each.section for each in candidates])
        self.paragraphs = _groups([each.paragraph for each in candidates])
        self.whole = _sum(self.vectors)
        self.in_section = {key: self._sum_of(group) for key, group in self.sections.items()}
        self.in_paragraph = {key: self._sum_of(group) for key, group in self.paragraphs.items()}
        self.seen: set[str] = set()

    def _sum_of(self, group: Sequence[int]) -> dict[str, float]:
        return _sum([self.vectors[at] for at in group])


def features(candidates: Sequence[Candidate], rarity: Rarity) -> Array:
    """Give a row of `FEATURES` for each sentence of one text, in its order."""
    text = _Text(candidates, rarity)
    rows = [
        [
            *_place(text, at, each),
            *_mass(text, at),
            *_likeness(text, at, each),
            *form(each.tree, text.words[at], each.names),
        ]
        for at, each in enumerate(candidates)
    ]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(FEATURES))


_PLACES = (
    "place", "begun", "left", "length of text",
    "section place", "section begun", "section left", "section size", "has sections",
    "paragraph place", "paragraph begun", "paragraph left", "paragraph size", "has paragraphs",
    "opens section",
)  # fmt: skip


def _place(text: _Text, at: int, each: Candidate) -> list[float]:
    total = len(text.words)
    section, paragraph = text.sections[each.section], text.paragraphs[each.paragraph]
    opens = section[0] in paragraph and each.section >= 0
    # What a lecture begins with is no summary of it, as a text's first paragraph can be.
    middle = (total - 1) / 2 if each.paragraph < 0 else at
    return [
        middle / max(total - 1, 1),
        math.log1p(middle),
        math.log1p(total - 1 - middle),
        math.log1p(total),
        *(_within(at, section) if each.section >= 0 else _UNKNOWN),
        *(_within(at, paragraph) if each.paragraph >= 0 else _UNKNOWN),
        float(opens) if each.paragraph >= 0 else -1.0,
    ]


def _within(at: int, group: Sequence[int]) -> tuple[float, ...]:
    order, size = at - group[0], len(group)
    return order / max(size - 1, 1), math.log1p(order), math.log1p(max(size - 1 - order, 0)), math.log1p(size), 1.0


_MASSES = ("mass", "mean mass", "top mass", "mean count", "recurring", "rarity", "new")


def _mass(text: _Text, at: int) -> list[float]:
    stems = sorted(set(text.words[at].stems))
    few = max(len(stems), 1)
    mass = [text.weight[word] for word in stems]
    found = [
        sum(mass),
        sum(mass) / few,
        max(mass, default=0.0),
        sum(math.log1p(text.counts[word]) for word in stems) / few,
        sum(text.counts[word] > 1 for word in stems) / few,
        sum(text.rarity.weight(word) for word in stems) / few,
        sum(word not in text.seen for word in stems) / few,
    ]
    text.seen.update(stems)
    return found


_LIKENESSES = (
    "like text", "like section", "like paragraph", "like last", "like next",
    "heading words", "heading share", "title words", "title share",
)  # fmt: skip


def _likeness(text: _Text, at: int, each: Candidate) -> list[float]:
    vector, stems = text.vectors[at], set(text.words[at].stems)
    return [
        alike(vector, text.whole),
        alike(vector, text.in_section[each.section]),
        alike(vector, text.in_paragraph[each.paragraph]) if each.paragraph >= 0 else -1.0,
        alike(vector, text.vectors[at - 1]) if at else 0.0,
        alike(vector, text.vectors[at + 1]) if at + 1 < len(text.vectors) else 0.0,
        *_shared(stems, each.heading),
        *_shared(stems, each.title),
    ]


def _shared(stems: set[str], heading: Sequence[str]) -> tuple[float, float]:
    found = sum(word in stems for word in heading)
    return float(found), found / len(heading) if heading else 0.0


def _sum(vectors: Sequence[Vector]) -> dict[str, float]:
    """Add the vectors up, to the length 1."""
    out: dict[str, float] = {}
    for vector in vectors:
        for word, value in vector.items():
            out[word] = out.get(word, 0.0) + value
    norm = math.sqrt(sum(value * value for value in out.values()))
    return {word: value / norm for word, value in out.items()} if norm else {}


def _groups(keys: Sequence[int]) -> dict[int, list[int]]:
    groups: dict[int, list[int]] = {}
    for at, key in enumerate(keys):
        groups.setdefault(key, []).append(at)
    return groups


FEATURES = (*_PLACES, *_MASSES, *_LIKENESSES, *FORMS)
