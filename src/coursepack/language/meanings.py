"""Which words mean something alike, and which statements, by two tables of word vectors that ship with the package."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np

__all__ = ["STATEMENTS", "TABLE", "Array", "Meanings", "meanings"]

Array = Any
TABLE = Path(__file__).parent / "en_meanings"
STATEMENTS = Path(__file__).parent / "en_statements"
WORD = re.compile(r"[a-z]+(?:['’-][a-z]+)*")
_ROWS = 512
"""Rows of a product taken at once, which bounds its memory."""


class Meanings:
    """Vectors of one byte a dimension, distilled from a sentence encoder (training/README.md).

    The one table has what a word means by itself; of the other the vectors of a statement's words add up to what the
    statement says.
    """

    def __init__(self, folder: Path = TABLE, statements: Path = STATEMENTS) -> None:
        words = (folder / "words.txt").read_text("utf-8").split("\n")
        self._rows = {word: row for row, word in enumerate(words) if word}
        self._vectors: Array = np.load(folder / "vectors.npy")
        self._statements = statements

    @cached_property
    def _parts(self) -> tuple[Array, Array]:
        """The words' weights and vectors in a statement: read where sources are compared, which one alone never is."""
        return np.load(self._statements / "weights.npy"), np.load(self._statements / "vectors.npy")

    def told(self, texts: Sequence[str]) -> Array:
        """Give a row for each text, of length one or, where no word is known, of zeros.

        Whole numbers are added up, so that the order and the machine make no difference.
        """
        weights, vectors = self._parts
        out = np.zeros((len(texts), vectors.shape[1]), np.float64)
        for at, text in enumerate(texts):
            rows = [self._rows[word] for word in WORD.findall(text.lower()) if word in self._rows]
            out[at] = weights[rows].astype(np.float64) @ vectors[rows].astype(np.float64)
        lengths = np.sqrt((out * out).sum(axis=1, keepdims=True))
        return out / np.maximum(lengths, 1.0)

    def rank(self, word: str) -> int | None:
        """Give how many words are more frequent than this one; None where it is not among the known ones."""
        return self._rows.get(word)

    def near(self, words: Sequence[str], least: float) -> Iterator[tuple[str, str, float]]:
        """Yield each two of the words whose cosine is at least this, once; unknown words are near to none."""
        known = [word for word in words if word in self._rows]
        if len(known) < 2:
            return
        # Products of small whole numbers are exact in this type, in whatever order they are added.
        vectors = self._vectors[[self._rows[word] for word in known]].astype(np.float32)
        squares = (vectors * vectors).sum(axis=1)
        for start in range(0, len(known), _ROWS):
            dots = vectors[start : start + _ROWS] @ vectors.T
            cosines = dots / np.sqrt(squares[start : start + _ROWS, None] * squares[None, :])
            for row, column in zip(*np.nonzero(cosines >= least), strict=True):
                if start + row < column:
                    yield known[start + row], known[column], round(float(cosines[row, column]), 4)


@cache
def meanings() -> Meanings:
    return Meanings()
