"""How rare a word is in English at large, far down among names, so that what is no word stands out."""

from __future__ import annotations

import lzma
from functools import cache
from pathlib import Path

from coursepack.language.sounds import without_marks

__all__ = ["UNKNOWN", "is_known", "rare"]

_FILE = Path(__file__).parent / "en_words" / "words.txt.xz"
UNKNOWN = 8.5
"""Of a word that is not among the 289,000 most frequent."""
_JOINED = 4.5
"""At least, of a word that a hyphen joins of known ones."""


@cache
def _tenths() -> dict[str, int]:
    lines = lzma.decompress(_FILE.read_bytes()).decode().split("\n")
    return {word: int(tenths) for line in lines if line for tenths, *words in (line.split(" "),) for word in words}


@cache
def rare(word: str) -> float:
    """Give minus the decimal logarithm of the share of all words that is this one, in small letters."""
    parts = [part for part in without_marks(word).split("-") if part]
    found = [tenths / 10 if (tenths := _tenths().get(part)) is not None else UNKNOWN for part in parts]
    return max(_JOINED if len(parts) > 1 else 0.0, *found) if found else UNKNOWN


def is_known(word: str) -> bool:
    return rare(word) < UNKNOWN
