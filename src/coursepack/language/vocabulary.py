"""How usual a word is: by its rank in running text, by its other forms, and by whether the trained model has met it."""

from __future__ import annotations

import math
from functools import cache

from spacy.strings import get_string_id

from coursepack.language.english import load
from coursepack.language.meanings import meanings

__all__ = ["is_met", "is_ranked", "surprise"]

_ZIPF = 2.3
"""Of a text's words one in ten times its rank is this one (Zipf 1949): the logarithm of that is the surprise at it."""
_FORM, _MET, _NEVER = 12.5, 14.0, 16.0
"""The surprise at a word of whose other forms one has a rank, at one that was met, and at one that never was."""

_ENDINGS = ("'s", "s", "es", "ed", "d", "ing", "ly", "er", "ers")


@cache
def surprise(word: str) -> float:
    """Give how little a word in small letters is expected: the logarithm of the words read before it comes again."""
    rank = meanings().rank(word)
    if rank is not None:
        return math.log(rank + 1) + _ZIPF
    if any(
        is_ranked(word.removesuffix(ending) + more)
        for ending in _ENDINGS
        if word.endswith(ending)
        for more in ("", "e")
    ):
        return _FORM
    return _MET if is_met(word) else _NEVER


def is_ranked(word: str) -> bool:
    """Tell whether a word is one of the some thousand that have a rank."""
    return meanings().rank(word) is not None


@cache
def is_met(word: str) -> bool:
    """Tell whether the model has a vector for the word: it stands in the texts that the vectors were made from."""
    return is_ranked(word) or get_string_id(word) in load().vocab.vectors.key2row
