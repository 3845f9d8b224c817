"""What names, titles and nouns tell about the pronouns that can follow them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from coursepack.language.lexicons import rows

__all__ = ["gender_of_name", "gender_of_noun", "noun_genders"]


@cache
def _given() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows("given_names"):
        # A name of both tells nothing.
        found[row["name"]] = row["kind"] if found.get(row["name"], row["kind"]) == row["kind"] else ""
    return found


@cache
def _titles() -> dict[str, str]:
    return {row["title"]: row["gender"] for row in rows("titles") if row["gender"]}


@cache
def _nouns() -> dict[str, str]:
    return {row["name"]: row["kind"] for row in rows("person_nouns")}


def gender_of_name(names: Iterable[str]) -> str:
    """Give "m" or "f" where a title or else the first word of a name tells it, "mf" where nothing does."""
    split = [name.split() for name in names]
    for words in split:
        for word in words:
            if told := _titles().get(word.casefold()):
                return told
    first = [words[0] for words in split if len(words) > 1] + [word for words in split for word in words[:1]]
    for word in first:
        told = _given().get(word) or _given().get(word.partition("-")[0])
        if told:
            return told
    # "J. Robert Oppenheimer", "Dr. Anna Freud"
    inner = [word for words in split for word in words[1:-1]]
    return next((told for word in inner if (told := _given().get(word))), "mf")


def gender_of_noun(lemma: str) -> str:
    """Give "m" or "f" where the noun tells it, else nothing."""
    told = _nouns().get(lemma, "")
    return told if len(told) == 1 else ""


def noun_genders(lemma: str) -> str:
    """Give the genders that a person's noun can have, nothing where it is no person's."""
    return _nouns().get(lemma, "")
