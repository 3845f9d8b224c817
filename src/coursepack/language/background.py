"""How common words are in English at large: what a technical term is rare beside."""

from __future__ import annotations

import lzma
from functools import cache
from pathlib import Path

__all__ = ["RAREST", "rarity"]

_FILE = Path(__file__).parent / "en_terms" / "background.txt.xz"
RAREST = 7.0
"""Of a word that is not among the 60,000 most frequent."""


@cache
def _tenths() -> dict[str, int]:
    lines = lzma.decompress(_FILE.read_bytes()).decode().split("\n")
    return {word: int(tenths) for line in lines if line for tenths, *words in (line.split(" "),) for word in words}


def rarity(word: str) -> float:
    """Give minus the decimal logarithm of a word's share of all words: 1.3 of "the", 6.5 of the rarest known."""
    tenths = _tenths().get(word.casefold().replace("’", "'"))
    return RAREST if tenths is None else tenths / 10
