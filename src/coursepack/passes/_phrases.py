"""Phrases of concepts: which tokens are one, and by what two of them are the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coursepack.language.grammar import Grown
from coursepack.model.wording import words

__all__ = ["concept_key", "head_word", "letters", "noun_phrase"]

_OPENING = re.compile(r" (?:of|on|for|against|to) ")


def noun_phrase(grown: Grown, noun: int) -> list[int]:
    """Give a noun with the adjectives and nouns right before it."""
    first = noun
    while (
        first
        and first <= grown.tokens[first - 1].head <= noun
        and grown.tokens[first - 1].dep in ("amod", "compound", "nummod")
    ):
        first -= 1
    return list(range(first, noun + 1))


def letters(text: str) -> list[str]:
    """List the runs of letters and digits: "wax-print" is two."""
    return re.findall(r"[^\W_]+", text.casefold())


def concept_key(parts: Sequence[str]) -> str:
    """Give words by which singular and plural are one."""
    return " ".join(parts).casefold().removesuffix("s")


def head_word(name: str) -> str:
    """Give the word that says what a name is of: "declaration" of "the Universal Declaration of Human Rights"."""
    return words(_OPENING.split(name, maxsplit=1)[0])[-1]
