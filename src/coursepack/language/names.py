"""What names say about what they name: honorifics, states and their people, and when two names are one thing's."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from coursepack.language.known_names import known_kind
from coursepack.language.lexicons import rows, values
from coursepack.model.claims import EntityKind
from coursepack.model.trees import Tree

__all__ = [
    "KINDS",
    "bare",
    "campaign_like",
    "is_same_person",
    "kind_of_name",
    "polity_of",
    "title_words",
    "untitled",
    "whole_event",
]

KINDS: dict[str, EntityKind] = {
    "PERSON": "person",
    "POLITY": "polity",
    "GROUP": "group",
    "ORG": "organisation",
    "PLACE": "place",
    "EVENT": "campaign",
    "WORK": "work",
}
"""The model's labels and the pack's kinds; dates are the dates pass's own."""

_POSSESSIVE = re.compile(r"['’]s?$")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


@cache
def _polities() -> dict[str, str]:
    return {row["name"].casefold(): row["of"] or row["name"] for row in rows("polities")}


@cache
def _states() -> frozenset[str]:
    return frozenset(row["name"].casefold() for row in rows("polities") if row["kind"] == "state")


@cache
def title_words() -> frozenset[str]:
    return frozenset(row["title"] for row in rows("titles"))


@cache
def _heads() -> dict[str, EntityKind]:
    kinds: tuple[EntityKind, ...] = ("campaign", "organisation", "place", "work")
    return {word: kind for kind in kinds for word in values("name_heads", kind)}


@lru_cache(maxsize=65_536)
def bare(name: str) -> str:
    """Give a name without article and possessive ending, in lower case: what names are compared by."""
    return _POSSESSIVE.sub("", _ARTICLE.sub("", name.strip())).replace("’", "'").casefold().strip(" .,")


def polity_of(name: str) -> str | None:
    """Name the state that a state's name, demonym or people belongs to ("Soviets" → "Soviet Union")."""
    return _polities().get(bare(name)) or _polities().get(bare(name).replace(".", ""))


def is_state(name: str) -> bool:
    return bare(name) in _states()


def campaign_like(name: str) -> EntityKind | None:
    """Tell the kind that the last word of a name of several words says."""
    found = bare(name).split()
    if len(found) < 2:
        return None
    if "v." in found[1:-1] or "vs." in found[1:-1]:
        return "work"
    if found[0] in ("treaty", "battle", "siege", "peace") and found[1] in ("of", "at", "for"):
        return "campaign"
    return _heads().get(found[-1])


_OVER: dict[EntityKind, tuple[EntityKind, ...]] = {
    "person": ("organisation", "group", "place", "work", "campaign"),
    "group": ("organisation", "place", "person"),
    "place": ("organisation", "group", "work", "campaign"),
    "campaign": ("organisation", "place", "person", "work", "group"),
    "work": ("organisation", "place", "person", "group", "campaign"),
}
"""For each kind that a name is known to be, the model's kinds that give way to it."""


def kind_of_name(name: str, kind: EntityKind, *, is_where: bool) -> EntityKind:
    """Settle a name's kind by its last word or by what it is known to be, else leave the model's.

    A family may be called by a place, and a place by a family: there what stands before the name decides.
    """
    said = campaign_like(name)
    if said is not None:
        return said
    known = known_kind(bare(name))
    if known is None:
        return kind
    if known == "place" and (kind == "person" or " " not in name):
        return "place" if is_where else kind
    if known == "person" and is_where:
        return kind
    return known if kind in _OVER[known] else kind


_GENERATIONS = ("jr", "jr.", "sr", "sr.")


@lru_cache(maxsize=65_536)
def untitled(name: str) -> tuple[str, ...]:
    """Split a person's name into words, in lower case, without honorifics ("Chairman Mao" → "mao")."""
    found = bare(name).split()
    while len(found) > 1 and (found[0] in title_words() or " ".join(found[:2]) in title_words()):
        found = found[2:] if " ".join(found[:2]) in title_words() and len(found) > 2 else found[1:]
    return tuple(found)


def is_same_person(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Tell whether a shorter name can name the bearer of the fuller one: by its first or last word, or by initials."""
    if short == full:
        return True
    if full[-1] in _GENERATIONS and short[-1] not in _GENERATIONS:
        full = full[:-1]
    if short == full:
        return True
    if len(short) == 1:
        return len(full) > 1 and (short[0] == full[-1] or short[0] == full[0])
    if len(short) > len(full) or short[-1] != full[-1]:
        return False
    return all(
        any(word == other or (word.rstrip(".") == other[0] and len(word.rstrip(".")) == 1) for other in full[:-1])
        for word in short[:-1]
    )


def whole_event(tree: Tree, first: int, last: int) -> int:
    """Give the name's last token with the noun that it only describes: "Sino-Soviet" is the split's."""
    if last + 1 == len(tree.tokens):
        return last
    noun = tree.tokens[last + 1]
    is_noun = noun.pos == "NOUN" or noun.dep in ("nsubj", "obj", "obl", "nmod")
    run = tree.tokens[first : last + 1]
    describes = any(token.dep in ("amod", "compound") and token.head == last + 1 for token in run)
    return last + 1 if is_noun and describes else last
