"""Whether the words that a bullet begins with are a lead: all of what it is about, and nothing that only counts it."""

from __future__ import annotations

import re

from coursepack.language.lexicons import values
from coursepack.model.wording import words
from coursepack.writers._verbs import likeness

__all__ = ["is_lead"]

_SIGN = re.compile(r"\s*(?:$|['’](?:s\b|\s)|[,.;:=!?()–—]|-\s)")
_IRREGULAR = 7
"""Letters of the longest form that is taken for one of a verb by its consonants: "thought"."""
_AUXILIARY = values("closed_words", "auxiliary")
_BETWEEN = (
    values("closed_words", "adverb") | values("function_words", "hedge") | {"himself", "herself", "itself", "then"}
)
_AFTER_NAME = values("closed_words", "preposition")
_COUNTING = (
    values("closed_words", "determiner")
    | values("closed_words", "pronoun")
    | values("function_words", "hedge")
    | values("function_words", "negation")
    | {"either"}
) - {"a", "an", "the"}


def is_lead(lead: str, rest: str, verb: str | None, *, is_name: bool) -> bool:
    """Tell whether a bullet's verb or a mark follows the lead: "Nordic" in "Nordic countries are" is but a part."""
    first = words(lead)[:1]
    if not first or first[0] in _COUNTING or first[0][0].isdigit():
        return False
    if _SIGN.match(rest):
        return True
    if not rest.lstrip()[:1].isalpha():
        return False
    after = words(rest)[:2]
    if is_name and after and after[0] in _AFTER_NAME:
        return True
    return bool(after) and (_is_verb(after[0], verb) or (_is_between(after[0]) and _is_verb(after[-1], verb)))


def _is_between(word: str) -> bool:
    return word in _BETWEEN or word.endswith("ly")


def _is_verb(word: str, verb: str | None) -> bool:
    if word.partition("'")[0] in _AUXILIARY:
        return True
    least = 1 if len(word) <= _IRREGULAR else 2
    return verb is not None and any(likeness(each, word) >= least for each in words(verb)[:2])
