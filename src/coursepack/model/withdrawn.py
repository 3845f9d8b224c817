"""A pack without some of its claims, and without what rests on these."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import msgspec
from msgspec.structs import replace

from coursepack.model.pack import Pack

__all__ = ["FREE", "without"]

FREE = ("events", "relations", "links", "terms", "comparisons", "questions")
"""The collections whose claims can go without a sentence or a printed name changing."""


def without(pack: Pack, ids: Collection[str]) -> tuple[Pack, tuple[str, ...]]:
    """Give the pack without these claims of the collections `FREE` and those that name them, and the ids of all."""
    gone = {each.id for name in FREE for each in getattr(pack, name) if each.id in ids}
    out: list[str] = []
    while gone:
        out.extend(sorted(gone))
        kept: dict[str, tuple[Any, ...]] = {
            name: tuple(each for each in getattr(pack, name) if each.id not in gone) for name in FREE
        }
        pack = replace(pack, **kept)
        gone = {
            each.id
            for name in FREE
            for each in getattr(pack, name)
            if gone.intersection(_texts(msgspec.to_builtins(each)))
        }
    return pack, tuple(out)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
