"""How lines follow each other: whether a sentence runs on, and whether lines end because they are full."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from coursepack.readers._lines import Line

__all__ = ["LEADS_ON", "continues", "ends_sentence", "is_question", "is_wrapped", "sentences_in"]

_END = re.compile(r"[.!?…][\"”’')\]*_]*$")
_QUESTION = re.compile(r"\?[\"”’')\]*_]*$")
_ASKS = re.compile(
    r"(?:discussion|discuss|question|questions|for discussion|think about it|ask yourself|activity) ?\d*:\s*\S",
    re.IGNORECASE,
)
_INNER_END = re.compile(r"[.!?…][\"”’')\]*_]*\s+(?=[\"“‘'(\[*_]*[A-Z0-9])")
# Words after which no line of an outline ends on purpose.
LEADS_ON = frozenset(
    """a an the of in on at to by for from with and or but nor that which who whose as than into onto upon between
    his her its their our your my this these those is are was were be been has have had will would""".split()  # noqa: SIM905 - a list reads as words
)
_FULL = 0.8
_ALWAYS = 0.95
_FEWEST = 4
_PAGE = (56, 200)
_TAIL = 80


def ends_sentence(words: str) -> bool:
    return _END.search(words[-_TAIL:]) is not None


def is_question(words: str) -> bool:
    """Tell a question by its mark, or by a lead that asks: "Discussion: …"."""
    return _QUESTION.search(words[-_TAIL:]) is not None or _ASKS.match(words) is not None


def sentences_in(words: str) -> int:
    return len(_INNER_END.findall(words)) + 1


def continues(line: Line, following: Line) -> bool:
    """Tell whether a sentence runs from one line into the next."""
    first, last = line.text, following.text
    if ends_sentence(first):
        return False
    begin = last.lstrip("\"“‘'([")[:1]
    if begin.islower() or first.endswith((",", ";")):
        return True
    # Captions in capitals tell nothing by the case of letters.
    return len(first) >= 20 and first.isupper() and last.isupper()


def is_wrapped(filled: Sequence[Line]) -> bool:
    """Tell text that a program broke at a column: the first word of nearly every next line had no room any more."""
    neighbours = [(a, b) for a, b in pairwise(filled) if b.number == a.number + 1]
    if not neighbours:
        return False
    width = max(line.indent + len(line.text) for line in filled)
    inner = [(a, b) for a, b in neighbours if not ends_sentence(a.text)]
    # Captions are full at 42 columns or so; pages of text are wider.
    if not _PAGE[0] <= width <= _PAGE[1] or not inner:
        return False
    full = [a.indent + len(a.text) + 1 + len(b.text.split(None, 1)[0]) > width for a, b in inner]
    # Lists and tables between the paragraphs are not full; but no sentence runs on from a line that is not.
    running = [is_full for is_full, (a, b) in zip(full, inner, strict=True) if b.text[:1].islower()]
    is_always = len(running) >= _FEWEST and sum(running) >= _ALWAYS * len(running)
    return sum(full) >= _FULL * len(inner) or is_always
