"""A text's lines with their positions; lines end at a line feed alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

__all__ = ["Line", "has_words", "line_at", "lines", "rows", "trimmed"]

_WORD = re.compile(r"[^\W_]")
_TAB = 4


class Line(Struct, frozen=True, kw_only=True):
    """One line without the white space around it; `start == end` where nothing else is on it."""

    start: int
    end: int
    number: int
    """From 1."""
    indent: int
    """Columns before the first character; a tab goes on to the next multiple of four."""
    text: str

    @property
    def is_blank(self) -> bool:
        return self.start == self.end


def rows(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each line begins and ends, its line feed not counted."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield start, end
        start = end + 1
    if start < len(text):
        yield start, len(text)


def lines(text: str) -> list[Line]:
    found = []
    for number, (start, end) in enumerate(rows(text), 1):
        raw = text[start:end]
        stripped = raw.strip()
        lead = raw[: len(raw) - len(raw.lstrip())] if stripped else ""
        begin = start + len(lead)
        indent = len(lead.expandtabs(_TAB))
        found.append(Line(start=begin, end=begin + len(stripped), number=number, indent=indent, text=stripped))
    return found


def line_at(text: str, position: int) -> int:
    """Count from 1; linear in the position, so for messages only."""
    return text.count("\n", 0, position) + 1


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Move both ends inwards over white space; the range is empty where nothing else is there."""
    quote = text[start:end]
    stripped = quote.strip()
    begin = start + len(quote) - len(quote.lstrip()) if stripped else start
    return begin, begin + len(stripped)


def has_words(words: str) -> bool:
    return _WORD.search(words) is not None
