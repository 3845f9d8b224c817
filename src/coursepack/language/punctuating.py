"""Finds sentence ends, commas and capitals in words that have none: a small trained network, run in numpy.

Each word reads its neighbours in windows, and the whole text in both directions; `training/punctuation_model.py` says
the same in torch. It shares the word vectors of the English model, which are most of what it knows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from spacy.strings import get_string_id

from coursepack.errors import ModelMissing
from coursepack.language.word_features import bare_word, features

__all__ = ["WEIGHTS", "Guesses", "Network"]

WEIGHTS = Path(__file__).parent / "en_punctuation"
STRETCH = 160
"""Words that are run as one row of many; a long text is cut into such rows, which numpy takes side by side."""
LEAD = 48
"""Words before a row that are run only to be warm where it begins."""
Array = NDArray[np.float32]


class Guesses(Struct, frozen=True, kw_only=True):
    """What the network holds likely of each word of a text, as probabilities."""

    marks: Array
    """Rows of four: no mark after the word, a comma, a full stop, a question mark."""
    cases: Array
    """Rows of three: lower case, a capital first, capitals alone."""


class Network:
    """The network with its weights; `vectors` are those of the English model."""

    def __init__(self, vectors: Any, folder: Path = WEIGHTS) -> None:
        if not (folder / "weights.npz").is_file():
            raise ModelMissing(str(folder))
        with np.load(folder / "weights.npz") as stored:
            self._weights = {name: _plain(stored, name) for name in stored.files if not name.endswith(".scale")}
        words = (folder / "words.txt").read_text("utf-8").split("\n")
        self._known = {word: at for at, word in enumerate(words, start=1) if word}
        self._rows: Mapping[int, int] = vectors.key2row
        self._vectors: Array = vectors.data

    def guess(self, words: Sequence[str]) -> Guesses:
        """Read the words between blanks, whatever case and marks they have, as if they had none."""
        first = _relu(_windowed(self._read(words)))
        second = first + _relu(_windowed(self._through("window", first)))
        forth = self._run(second, "")
        back = self._run(second[::-1], "_reverse")[::-1]
        last = _relu(_windowed(self._through("join", np.concatenate([second, forth, back], axis=1))))
        return Guesses(marks=_shares(self._through("marks", last)), cases=_shares(self._through("cases", last)))

    def _through(self, layer: str, values: Array) -> Array:
        return values @ self._weights[f"{layer}.weight"].T + self._weights[f"{layer}.bias"]

    def _vector_of(self, word: str) -> int:
        """Give the row of a word's vector, moved by one: row 0 is of words without."""
        row = self._rows.get(get_string_id(word))
        return 0 if row is None else int(row) + 1

    def _read(self, words: Sequence[str]) -> Array:
        """Look the different words up once, and lay them out as they stand."""
        numbers: dict[str, int] = {}
        places = [numbers.setdefault(word, len(numbers)) for word in words]
        found = [features(bare_word(word), self._known, self._vector_of) for word in numbers]
        rows = np.array([each[0] for each in found])
        tables = [np.where(rows[:, None] > 0, self._vectors[rows - 1], np.float32(0))]
        for at, name in enumerate(("words", "firsts", "lasts"), start=1):
            tables.append(self._weights[f"{name}.weight"][[each[at] for each in found]])
        tables.append(np.array([each[4] for each in found], dtype=np.float32))
        return self._through("read", np.concatenate(tables, axis=1))[places]

    def _run(self, values: Array, way: str) -> Array:
        """Run a gated recurrent unit (Cho et al. 2014, as torch writes it) over rows of the text side by side."""
        weights = {key: self._weights[f"run.{key}_l0{way}"] for key in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")}
        size = weights["weight_hh"].shape[1]
        count = -(-len(values) // STRETCH)
        gates = values @ weights["weight_ih"].T + weights["bias_ih"]
        padded = np.zeros((LEAD + count * STRETCH, 3 * size), np.float32)
        padded[LEAD : LEAD + len(values)] = gates
        places = np.arange(LEAD + STRETCH)[:, None] + STRETCH * np.arange(count)
        steps = padded[places]
        state = np.zeros((count, size), np.float32)
        out = np.empty((STRETCH, count, size), np.float32)
        turned, bias = np.ascontiguousarray(weights["weight_hh"].T), weights["bias_hh"]
        for at, step in enumerate(steps):
            own = state @ turned + bias
            opened = np.tanh(0.5 * (step[:, : 2 * size] + own[:, : 2 * size])) * 0.5 + 0.5
            new = np.tanh(step[:, 2 * size :] + opened[:, :size] * own[:, 2 * size :])
            state = new + opened[:, size:] * (state - new)
            if at < LEAD:
                state[0] = 0  # nothing stands before the text
            else:
                out[at - LEAD] = state
        return out.transpose(1, 0, 2).reshape(count * STRETCH, size)[: len(values)]


def _plain(stored: Any, name: str) -> Array:
    array: Array = stored[name].astype(np.float32)
    if f"{name}.scale" in stored.files:
        array *= stored[f"{name}.scale"].astype(np.float32)
    return array


def _windowed(three: Array) -> Array:
    """Add up what each word gives to the word after it, to itself and to the word before it."""
    size = three.shape[1] // 3
    out = three[:, size : 2 * size].copy()
    out[1:] += three[:-1, :size]
    out[:-1] += three[1:, 2 * size :]
    return out


def _relu(values: Array) -> Array:
    return np.maximum(values, 0, out=values)


def _shares(values: Array) -> Array:
    grown = np.exp(values - values.max(axis=1, keepdims=True))
    shares: Array = grown / grown.sum(axis=1, keepdims=True)
    return shares
