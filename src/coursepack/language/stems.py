"""Stems: what is left of a word without its endings, for comparing words of two texts and never for printing.

A page of slides has no trees, and its words stand alone: "decarbonization" there is "decarbonizing" in the talk.
"""

from __future__ import annotations

import re
from functools import cache

from coursepack.language.lexicons import rows, values
from coursepack.model.wording import plain

__all__ = ["stem", "stems"]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,]\d+)*")
_PLAIN = values("function_words", "plain") | {row["word"] for row in rows("closed_words")}
_Ending = tuple[str, str, int]
_PLURALS, _OTHERS = (
    tuple((row["ending"], row["becomes"], int(row["least"])) for row in rows("endings") if row["kind"] == kind)
    for kind in ("plural", "other")
)
_NO_PLURALS = ("ss", "us", "is")
_DOUBLED = 4
"""Letters that a stem with a doubled last one has at least, to lose it: "programm"."""


@cache
def stem(word: str) -> str:
    """Take off a plural's ending, then the longest other one; digits lose the commas between thousands."""
    word = _folded(word).removesuffix("'s")
    if word[:1].isdigit():
        return word.replace(",", "")
    if not word.endswith(_NO_PLURALS):
        word = _without(word, _PLURALS)
    word = _without(word, _OTHERS)
    return word[:-1] if len(word) > _DOUBLED and word[-1] == word[-2] else word


def _without(word: str, endings: tuple[_Ending, ...]) -> str:
    for ending, becomes, least in endings:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: len(word) - len(ending)] + becomes
    return word


def stems(text: str) -> list[str]:
    """List the stems of the words that say what a text is about; no letter alone, no word of every text."""
    return [stem(word) for word in _WORD.findall(plain(text)) if len(word) > 1 and _folded(word) not in _PLAIN]


def _folded(word: str) -> str:
    return word.casefold().replace("’", "'")
