"""Names that only ever name one kind of thing, and words that are written small: what a reader knows already."""

from __future__ import annotations

import lzma
from functools import cache
from pathlib import Path

from coursepack.model.claims import EntityKind

__all__ = ["is_word", "known_kind"]

_FILE = Path(__file__).parent / "en_names" / "known.txt.xz"
_KINDS: tuple[EntityKind, ...] = ("campaign", "group", "person", "place", "work")


@cache
def _lines() -> dict[str, tuple[str, ...]]:
    lines = lzma.decompress(_FILE.read_bytes()).decode().split("\n")
    return {kind: tuple(names) for kind, *names in (line.split("\t") for line in lines)}


@cache
def _names() -> dict[str, EntityKind]:
    return {name.casefold(): kind for kind in _KINDS for name in _lines()[kind]}


@cache
def _words() -> frozenset[str]:
    return frozenset(_lines()["word"])


def known_kind(name: str) -> EntityKind | None:
    """Give the kind of a name that has no namesake of another kind: "Heraclitus" is somebody."""
    names = _names()
    name = name.casefold().replace("’", "'")
    found = names.get(name)
    # "the Seminoles" are many of those.
    return found or ("group" if name.endswith("s") and names.get(name[:-1]) == "group" else None)


def is_word(word: str) -> bool:
    """Tell whether a word in small letters is one of English: "magma", and "hill", which is also a name."""
    return word in _words() or (word.endswith("s") and word[:-1] in _words())
