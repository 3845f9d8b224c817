"""Boxes in the place of letters that no font has: each is held against the letter of its line's claims."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from coursepack.model.trace import TraceLine
from coursepack.verifier.anchors import Case
from coursepack.verifier.telling import Teller

__all__ = ["restored"]

_BOX = "□"
_BOXED = re.compile(rf"\w*{_BOX}[\w{_BOX}]*")
_WORD = re.compile(r"\w+")
_SHAPED = ("CYRILLIC", "DIGIT", "GREEK", "LATIN")
"""Scripts, as Unicode names their letters, that each font has: a box for one of these hides it."""


def restored(case: Case, text: str, traced: Sequence[TraceLine]) -> str:
    """Put the letters back, from the words of the claims in the order of the lines; a box that fits none stays."""
    if _BOX not in text:
        return text
    wanted = list(_rare(case, traced))
    at = 0

    def known(found: re.Match[str]) -> str:
        nonlocal at
        for order in range(at, len(wanted)):
            if _fits(found[0], wanted[order]):
                at = order + 1
                return wanted[order]
        return found[0]

    return _BOXED.sub(known, text)


def _rare(case: Case, traced: Sequence[TraceLine]) -> Iterator[str]:
    """Yield the words that hold a letter of another script; a claim that can be printed in two ways has them twice."""
    teller = Teller(case.look)
    for trace in traced:
        for ident in trace.claims:
            for told in teller.tellings(ident) or ():
                for word in _WORD.findall(" ".join((*told.words, *told.insertions))):
                    if any(_is_rare(letter) for letter in word):
                        yield word


def _fits(boxed: str, word: str) -> bool:
    return len(boxed) == len(word) and all(
        _is_rare(letter) if box == _BOX else box == letter for box, letter in zip(boxed, word, strict=True)
    )


def _is_rare(letter: str) -> bool:
    return letter.isalnum() and not unicodedata.name(letter, "").startswith(_SHAPED)
