"""Verbs and nouns that relate one party to another: where the other party stands, and what it amounts to."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, cast

from msgspec import Struct

from coursepack.language.lexicons import rows

__all__ = ["Meaning", "Polarity", "Row", "is_people_noun", "noun_row", "phrases", "verb_row"]

_MEN = re.compile(r"men$")
_PEOPLE = re.compile(r"[a-z-]{3,}(?:ists?|ians?|men|women|folk)$")
"""Endings of nouns for people: "cellist", "historian", "oarsmen"."""

Polarity = Literal[-1, 0, 1]


class Meaning(Struct, frozen=True, kw_only=True):
    """A PLOVER category and its sign; no category where the words alone don't tell."""

    category: str | None
    polarity: Polarity


class Row(Struct, frozen=True, kw_only=True):
    """One verb or noun."""

    lemma: str
    slots: tuple[str, ...]
    """Where the target stands, the likeliest first: "obj", "iobj", "inf", "that", "each" or a preposition.

    "+" adds a condition: "obj+inf" only where an infinitive follows ("told them to go"), "obj+self" only where the
    object is a party itself and not what is of one ("met the king", not "met the king's wishes"), "to+thing" only where
    the object is none ("sent grain to", not "sent him to"), "to+obj" only where there is one ("returned it to")."""
    taken: str
    """"=" where the category is that of what it governs ("began to attack"), "!" its reverse ("ended the war"),
    "~" what announcing it amounts to ("planned to attack")."""
    meaning: Meaning


_IRREGULAR = {
    "arose": "arise",
    "beaten": "beat",
    "began": "begin",
    "besought": "beseech",
    "bought": "buy",
    "bound": "bind",
    "broke": "break",
    "broken": "break",
    "brought": "bring",
    "came": "come",
    "chose": "choose",
    "dealt": "deal",
    "did": "do",
    "done": "do",
    "drawn": "draw",
    "drew": "draw",
    "driven": "drive",
    "drove": "drive",
    "fallen": "fall",
    "fed": "feed",
    "fled": "flee",
    "flew": "fly",
    "flown": "fly",
    "forbade": "forbid",
    "forgave": "forgive",
    "forgiven": "forgive",
    "fought": "fight",
    "froze": "freeze",
    "frozen": "freeze",
    "gave": "give",
    "given": "give",
    "gone": "go",
    "held": "hold",
    "hid": "hide",
    "kept": "keep",
    "laid": "lay",
    "led": "lead",
    "left": "leave",
    "lent": "lend",
    "lost": "lose",
    "made": "make",
    "met": "meet",
    "overran": "overrun",
    "overthrew": "overthrow",
    "overthrown": "overthrow",
    "paid": "pay",
    "ran": "run",
    "retaken": "retake",
    "retook": "retake",
    "risen": "rise",
    "rose": "rise",
    "sank": "sink",
    "sent": "send",
    "shaken": "shake",
    "shook": "shake",
    "shot": "shoot",
    "slain": "slay",
    "slew": "slay",
    "sold": "sell",
    "sought": "seek",
    "spoke": "speak",
    "spoken": "speak",
    "stole": "steal",
    "stolen": "steal",
    "stood": "stand",
    "struck": "strike",
    "stuck": "stick",
    "sunk": "sink",
    "sunken": "sink",
    "swept": "sweep",
    "swore": "swear",
    "taken": "take",
    "taught": "teach",
    "threw": "throw",
    "thrown": "throw",
    "told": "tell",
    "took": "take",
    "undertook": "undertake",
    "went": "go",
    "withdrawn": "withdraw",
    "withdrew": "withdraw",
    "withheld": "withhold",
    "won": "win",
    "wrested": "wrest",
    "wrote": "write",
}
"""Past forms that a lemmatizer may leave as they are."""


@cache
def _rows(kind: str) -> dict[str, Row]:
    found = {}
    for row in rows("plover_verbs"):
        if row["kind"] == kind:
            category = row["category"].lstrip("=!~")
            found[row["lemma"]] = Row(
                lemma=row["lemma"],
                slots=tuple(row["frame"].split()),
                taken=row["category"][: len(row["category"]) - len(category)],
                meaning=Meaning(category=category or None, polarity=cast("Polarity", int(row["polarity"]))),
            )
    return found


@cache
def _bases(lemma: str) -> tuple[str, ...]:
    """List what a form that the lemmatizer left half way can come from: "blam", "expelle", "retaken"."""
    word = _IRREGULAR.get(lemma.casefold(), lemma.casefold())
    cut = [word, f"{word}e"]
    cut += [word.removesuffix(end) for end in ("e", "d", "ed", "ing", "s", "es") if word.endswith(end)]
    cut += [f"{word.removesuffix('ing')}e"] if word.endswith("ing") else []
    # "expell" comes from "expel", "admitt" from "admit".
    cut += [each[:-1] for each in cut if len(each) > 3 and each[-1] == each[-2]]
    return tuple(dict.fromkeys(cut))


def verb_row(lemma: str) -> Row | None:
    """Find the row of a verb by itself; see `phrases` for verbs of several words."""
    known = _rows("verb")
    return next((known[each] for each in _bases(lemma) if each in known), None)


@cache
def _phrases() -> dict[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = {}
    for row in _rows("verb").values():
        if " " in row.lemma:
            found.setdefault(row.lemma.split()[0], []).append(row)
    return {first: tuple(sorted(rows, key=lambda row: -len(row.lemma.split()))) for first, rows in found.items()}


def phrases(lemma: str) -> tuple[Row, ...]:
    """List the rows that begin with this verb and go on: "turn down", "go on strike"; the longest first."""
    known = _phrases()
    return next((known[each] for each in _bases(lemma) if each in known), ())


def noun_row(lemma: str) -> Row | None:
    """Find the row of a noun for what somebody does to somebody: "refusal", "visit"."""
    return _rows("noun").get(lemma.casefold())


@cache
def _people() -> frozenset[str]:
    return frozenset(row["noun"] for row in rows("people_nouns")) | frozenset(row["title"] for row in rows("titles"))


def is_people_noun(lemma: str, text: str, *, is_common: bool) -> bool:
    """Tell whether a noun is for persons or bodies of persons; endings tell it of common nouns alone."""
    word = text.casefold()
    words = {lemma.casefold(), word, word.removesuffix("s"), _MEN.sub("man", word)}
    return not words.isdisjoint(_people()) or (is_common and bool(_PEOPLE.match(word)))
