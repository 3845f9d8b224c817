"""What the model of sentence ends reads of a word: its vector, its rank among frequent words, its ends, its shape."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from zlib import crc32

__all__ = ["END_ROWS", "FLAGS", "Features", "bare_word", "features"]

END_ROWS = 1024
"""Rows of the tables of first and of last letters, which words share by hash; the format of the weights."""
FLAGS = 8
"""Questions about a word's shape, each answered with 0 or 1."""
Features = tuple[int, int, int, int, tuple[bool, ...]]
"""Row of the vectors, row of the frequent words, rows of the first and of the last letters, flags."""
_DROPPED = re.compile(r"[^\w'&%$£€+-]+")
_CLITIC = re.compile(r"(?:n't|'\w{1,2}|')$")


def bare_word(word: str) -> str:
    """Lower a word, drop its punctuation, and make its digits 0: "1,950" and "1840" are one word, "u.s." is "us"."""
    lowered = _DROPPED.sub("", word.replace("’", "'").lower()).strip("'-")
    return re.sub(r"\d", "0", lowered)


def features(bare: str, known: Mapping[str, int], vector_of: Callable[[str], int]) -> Features:
    """Look a bare word up; row 0 of the vectors and of the frequent words stands for a word that is not there."""
    stem = _CLITIC.sub("", bare)
    # Whole, without its clitic, or the last part of a compound.
    found = vector_of(bare) or vector_of(stem) or vector_of(stem.rpartition("-")[2])
    flags = (
        not bare,
        "0" in bare,
        bare.isdigit() and len(bare) == 4,
        "-" in bare,
        stem != bare,
        len(stem) == 1,
        len(stem) > 8,
        found == 0,
    )
    return found, known.get(bare, 0), _hashed("<" + stem[:3]), _hashed(stem[-3:] + ">"), flags


def _hashed(text: str) -> int:
    return crc32(text.encode()) % END_ROWS
