"""Verbs and nouns that relate one party to another: where the other party stands, and what it amounts to."""

from __future__ import annotations

from functools import cache
from typing import Literal, cast

from msgspec import Struct

from coursepack.language.lexicons import rows

__all__ = ["Meaning", "Polarity", "Row", "noun_row", "people", "verb_row"]

Polarity = Literal[-1, 0, 1]


class Meaning(Struct, frozen=True, kw_only=True):
    """A PLOVER category and its sign; no category where the words alone don't tell."""

    category: str | None
    polarity: Polarity


class Row(Struct, frozen=True, kw_only=True):
    """One verb or noun."""

    lemma: str
    slots: tuple[str, ...]
    """Where the target stands, the likeliest first: "obj", "iobj", "inf", "that", "each" or a preposition."""
    taken: str
    """"=" where the category is that of what it governs ("began to attack"), "!" its reverse ("ended the war")."""
    meaning: Meaning


_IRREGULAR = {
    "beaten": "beat",
    "began": "begin",
    "broke": "break",
    "broken": "break",
    "chose": "choose",
    "fed": "feed",
    "fled": "flee",
    "forbade": "forbid",
    "forgave": "forgive",
    "forgiven": "forgive",
    "fought": "fight",
    "froze": "freeze",
    "frozen": "freeze",
    "gave": "give",
    "given": "give",
    "hid": "hide",
    "led": "lead",
    "left": "leave",
    "lent": "lend",
    "met": "meet",
    "overran": "overrun",
    "overthrew": "overthrow",
    "overthrown": "overthrow",
    "paid": "pay",
    "retook": "retake",
    "retaken": "retake",
    "rose": "rise",
    "sank": "sink",
    "sent": "send",
    "shot": "shoot",
    "sought": "seek",
    "spoke": "speak",
    "struck": "strike",
    "swore": "swear",
    "taught": "teach",
    "told": "tell",
    "undertook": "undertake",
    "withdrew": "withdraw",
    "withdrawn": "withdraw",
    "withheld": "withhold",
    "wrote": "write",
}
"""Past forms that a lemmatizer may leave as they are."""


@cache
def _rows(kind: str) -> dict[str, Row]:
    found = {}
    for row in rows("plover_verbs"):
        if row["kind"] == kind:
            category = row["category"].lstrip("=!")
            found[row["lemma"]] = Row(
                lemma=row["lemma"],
                slots=tuple(row["frame"].split()),
                taken=row["category"][: len(row["category"]) - len(category)],
                meaning=Meaning(category=category or None, polarity=cast("Polarity", int(row["polarity"]))),
            )
    return found


def verb_row(lemma: str, particle: str = "") -> Row | None:
    """Find a verb's row; a form that the lemmatizer left half way ("blam", "expelle", "retaken") is tried on."""
    known = _rows("verb")
    word = _IRREGULAR.get(lemma.casefold(), lemma.casefold())
    tail = f" {particle.casefold()}" if particle else ""
    tries = [word, f"{word}e", word[:-1], word.removesuffix("d"), word.removesuffix("ed"), word.removesuffix("ing")]
    tries += [f"{word.removesuffix('ing')}e", word[:-2], word[:-3]]
    return next((known[each + tail] for each in tries if each + tail in known), None)


def noun_row(lemma: str) -> Row | None:
    """Find the row of a noun for what somebody does to somebody: "refusal", "visit"."""
    return _rows("noun").get(lemma.casefold())


@cache
def people() -> frozenset[str]:
    """Nouns for persons and bodies of persons."""
    return frozenset(row["noun"] for row in rows("people_nouns")) | frozenset(row["title"] for row in rows("titles"))
