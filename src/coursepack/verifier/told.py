"""Words as the verifier compares them, and one way in which a claim may be printed."""

from __future__ import annotations

import re

from msgspec import Struct

from coursepack.model.anchors import Span

__all__ = ["MARK", "Telling", "joined", "tokens"]

MARK = "\ue100"
"""Stands for one bracketed insertion, so that its place among the words is checked with theirs."""

# As in model/wording.py, but with the sign or currency of a number, "-5" is not "5"; and arrows, which tell who did
# what to whom.
_TOKEN = re.compile(rf"{MARK}|[→←↔]|(?:(?<![^\W_])[-−+±$€£¥](?=\d))?[^\W_]+(?:[.,'’\-–][^\W_]+)*[%‰°]?")


class Telling(Struct, frozen=True):
    """One way in which a claim may be printed."""

    words: tuple[str, ...]
    insertions: tuple[str, ...] = ()
    """With their brackets, one for each `MARK` of the words."""
    cited: tuple[Span, ...] = ()
    """Where insertions stand that the claim's own evidence does not hold: the reference cites it as well."""
    needs: str = ""
    """Key of the fixed word without which these words would say something else: an arrow's direction."""


def tokens(text: str) -> tuple[str, ...]:
    """List the words of a text with their case, numbers with their sign."""
    return tuple(_TOKEN.findall(text))


def joined(*parts: Telling, needs: str = "") -> Telling:
    """Tell one after the other."""
    return Telling(
        tuple(word for part in parts for word in part.words),
        tuple(each for part in parts for each in part.insertions),
        tuple(span for part in parts for span in part.cited),
        needs,
    )
