"""Abbreviations that a text puts in brackets behind what they stand for: "Trade Union (TU)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["abbreviated", "is_short_form"]

_BRACKETED = re.compile(r"((?:[\w’'-]+[ -]){1,8}[\w’'-]+) \(([A-Z][A-Za-z.]{1,7}s?)\)")
_WORD = re.compile(r"\w+")


def abbreviated(text: str) -> Iterator[tuple[int, str]]:
    """Yield where the words end before the brackets, and what is in them, where its letters are their initials."""
    for hit in _BRACKETED.finditer(text):
        if is_short_form(hit[2], hit[1]):
            yield hit.end(1), hit[2]


def is_short_form(short: str, words: str) -> bool:
    """Tell whether the letters of an abbreviation begin some of the words, in order."""
    letters = [character for character in short.casefold().removesuffix("s") if character.isalpha()]
    rest = iter([word[0].casefold() for word in _WORD.findall(words)])
    return all(letter in rest for letter in letters)
