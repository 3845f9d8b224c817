"""What the shapes of definitions share: the cues, and the words that hang together around a token."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from coursepack.language.grammar import Grown
from coursepack.language.lexicons import rows

__all__ = [
    "DETERMINERS",
    "LEAST_CUED",
    "PARTING",
    "Cue",
    "Definition",
    "clipped",
    "cue_at",
    "cues",
    "spread",
    "stands",
    "tells_enough",
]

DETERMINERS = frozenset({"a", "an", "the", "any", "one", "all", "those", "anyone", "something", "another", "every"})
PARTING = frozenset({",", "—", "–", "(", ":", "-"})
"""What may part a term from its explanation."""
LEAST = 3
"""Words that carry meaning, with fewer of which a phrase explains nothing by itself."""
LEAST_CUED = 2
"""The same where a cue says that it explains."""
Cue = tuple[tuple[str, ...], str]
"""Its words, and how it is told."""


class Definition(Struct, frozen=True, kw_only=True):
    """A term's tokens [first, last], and those that explain it: none where only the whole sentence does."""

    first: int
    last: int
    shape: str
    words: tuple[int, ...] = ()


@cache
def cues(kind: str) -> dict[str, tuple[Cue, ...]]:
    """Give the words and `told` of each row of a kind by the first word, the longest first."""
    found: dict[str, list[Cue]] = {}
    for row in rows("term_cues"):
        if row["kind"] == kind:
            words = tuple(row["cue"].split())
            found.setdefault(words[0], []).append((words, row["told"]))
    return {word: tuple(sorted(cues, key=lambda each: -len(each[0]))) for word, cues in found.items()}


def cue_at(grown: Grown, at: int, kind: str) -> Cue | None:
    """Find the longest cue of a kind whose words stand there."""
    found = cues(kind).get(grown.tokens[at].text.casefold(), ()) if at < len(grown.tokens) else ()
    return next((cue for cue in found if stands(grown, at, cue[0])), None)


def tells_enough(grown: Grown, words: Sequence[int], least: int = LEAST) -> bool:
    """Tell whether the words can explain something by themselves."""
    content = sum(grown.tokens[at].pos in ("NOUN", "PROPN", "VERB", "ADJ", "NUM") for at in words)
    return content >= least


def stands(grown: Grown, at: int, words: Sequence[str]) -> bool:
    here = grown.tokens[at : at + len(words)]
    return len(here) == len(words) and all(
        token.text.casefold() == word for token, word in zip(here, words, strict=True)
    )


def spread(grown: Grown, top: int) -> range:
    """Give the unbroken run of tokens around `top` that hangs on it."""
    below = set(grown.below(top))
    first = last = top
    while first - 1 in below:
        first -= 1
    while last + 1 in below:
        last += 1
    return range(first, last + 1)


def clipped(grown: Grown, words: Sequence[int]) -> tuple[int, ...]:
    """Take punctuation from both ends, and a bracket or quotation mark that lost its other half."""
    kept = list(words)
    tokens = grown.tokens
    while kept and tokens[kept[-1]].pos == "PUNCT" and tokens[kept[-1]].text not in (")", "”"):
        kept.pop()
    while kept and (tokens[kept[0]].pos in ("PUNCT", "CCONJ") and tokens[kept[0]].text not in ("(", "“")):
        kept.pop(0)
    for opening, closing in (("(", ")"), ("“", "”")):
        texts = [tokens[at].text for at in kept]
        if texts.count(opening) < texts.count(closing) and texts[-1:] == [closing]:
            kept.pop()
        elif texts.count(opening) > texts.count(closing) and opening in texts:
            kept = kept[: len(texts) - 1 - texts[::-1].index(opening)]
    return tuple(kept)
