"""A working copy of unpunctuated speech, with the capitals and marks that it was spoken with, for the parser alone.

The copy is never shown: each of its characters has a place in the block's text, but for the marks that were put in,
which have none and are gone again from the trees.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from coursepack.language.punctuating import Guesses, Network

__all__ = ["Copy", "marks", "restored"]

LIKELY_END = 0.35
"""A sentence ends where the network holds it at least as likely: of 0.25 to 0.4 the best for whole sentences on the
development parts of EWT, of GUM's spoken kinds and of its others."""
LONGEST = 60
"""Words of a sentence; a longer one is cut where its end is likeliest."""
LEAST_WORDS = 3
"""Words to each side of such a cut."""
LIKELY_COMMA = 0.3
"""There, within half a point of the best, as is the next."""
LIKELY_CAPITAL = 0.5
_ENDS = frozenset(".?")
_WORD = re.compile(r"\S+")


class Copy(Struct, frozen=True, kw_only=True):
    """What the parser reads in a text's place."""

    text: str
    places: Sequence[int]
    """For each character where it stands in the text that was copied; -1 where it was put in."""
    begins: frozenset[int]
    """Characters of the copy where a sentence begins."""
    opened: frozenset[int]
    """Of these, capitals that stand there for no other reason."""


def restored(text: str, network: Network) -> Copy:
    """Copy a text whose white space is single."""
    words = list(_WORD.finditer(text))
    if not words:
        return Copy(text="", places=(), begins=frozenset(), opened=frozenset())
    guesses = network.guess([word.group() for word in words])
    set_marks = marks(guesses)
    out: list[str] = []
    places = array("q")
    begins: set[int] = set()
    opened: set[int] = set()
    opens = True
    for at, word in enumerate(words):
        if out:
            out.append(" ")
            places.append(word.start() - 1)
        if opens:
            begins.add(len(places))
        written = _cased(word.group(), guesses, at)
        if opens and written == word.group():
            written = _capital(written)
            opened.add(len(places))
        out.extend(written)
        places.extend(range(*word.span()))
        mark = set_marks[at]
        opens = mark in _ENDS
        if mark and word.group()[-1].isalnum():
            out.append(mark)
            places.append(-1)
    return Copy(text="".join(out), places=places, begins=frozenset(begins), opened=frozenset(opened))


def marks(guesses: Guesses) -> list[str]:
    """Give the mark that follows each word: a full stop, a question mark, a comma, or nothing."""
    ends = _ends(guesses)
    found = []
    for at, (_, comma, stop, question) in enumerate(guesses.marks.tolist()):
        if at in ends:
            found.append("?" if question > stop else ".")
        else:
            found.append("," if comma >= LIKELY_COMMA else "")
    return found


def _cased(word: str, guesses: Guesses, at: int) -> str:
    """Write a word with its likely capitals; one that has some keeps them, and none changes its length."""
    lower, _, upper = guesses.cases[at]
    if word != word.lower():
        return word
    if upper >= LIKELY_CAPITAL:
        changed = word.upper()
    elif 1 - lower >= LIKELY_CAPITAL:
        changed = word[0].upper() + word[1:]
    else:
        return word
    return changed if len(changed) == len(word) else word


def _capital(word: str) -> str:
    changed = word[0].upper() + word[1:]
    return changed if len(changed) == len(word) else word


def _ends(guesses: Guesses) -> frozenset[int]:
    """Give the words that end a sentence."""
    likely = guesses.marks[:, 2] + guesses.marks[:, 3]
    found = [int(at) for at in np.flatnonzero(likely[:-1] >= LIKELY_END)]
    ends = {*found, len(likely) - 1}
    begins = [0, *(at + 1 for at in found)]
    spans = list(zip(begins, [*found, len(likely) - 1], strict=True))
    while spans:
        first, last = spans.pop()
        if last - first >= LONGEST:
            low = first + LEAST_WORDS - 1
            cut = low + int(np.argmax(likely[low : last - LEAST_WORDS + 1]))
            ends.add(cut)
            spans += [(first, cut), (cut + 1, last)]
    return frozenset(ends)
