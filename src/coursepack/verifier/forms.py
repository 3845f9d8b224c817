"""Whether a word can be a form of a verb, and whether it denies; what the verifier knows of English, and no more."""

from __future__ import annotations

import re

__all__ = ["DENIALS", "is_denial", "is_form", "is_helper"]

DENIALS = frozenset({"not", "t", "never", "no", "nor", "neither", "nobody", "nothing", "none", "without", "cannot"})
"""As `runs` cuts words: "didn't" is "didn" and "t"."""
_HELPERS = frozenset(
    {
        "am",
        "are",
        "be",
        "been",
        "being",
        "can",
        "could",
        "did",
        "do",
        "does",
        "had",
        "has",
        "have",
        "is",
        "may",
        "might",
        "must",
        "shall",
        "should",
        "to",
        "was",
        "were",
        "will",
        "would",
    }
)
_VOWELS = re.compile(r"[aeiouy]")
_PASTS = {
    "be": ("am", "are", "been", "is", "was", "were"),
    "buy": ("bought",),
    "catch": ("caught",),
    "do": ("did", "done", "does"),
    "go": ("gone", "went"),
    "have": ("had", "has"),
    "lay": ("laid",),
    "leave": ("left",),
    "make": ("made",),
    "pay": ("paid",),
    "say": ("said",),
    "see": ("saw", "seen"),
    "seek": ("sought",),
    "teach": ("taught",),
}


def is_form(lemma: str, word: str) -> bool:
    """Tell whether a word can be a form of the lemma: both begin alike, but for vowels, or it is an old past."""
    short = max(1, min(len(lemma) - 1, len(word), 3))
    if lemma[:short] == word[:short] or word in _PASTS.get(lemma, ()):
        return True
    one, two = _VOWELS.sub("", lemma), _VOWELS.sub("", word)
    return lemma[:1] == word[:1] and len(one) > 1 and one[:2] == two[:2]


def is_denial(word: str) -> bool:
    """Tell whether the word denies what follows: "not", "didn't"."""
    word = word.casefold().replace("’", "'")
    return (word != "t" and word in DENIALS) or word.endswith("n't") or word == "cannot"


def is_helper(word: str) -> bool:
    """Tell whether a word before a verb belongs to it: "did", "would", "not"."""
    return word.casefold() in _HELPERS or is_denial(word)
