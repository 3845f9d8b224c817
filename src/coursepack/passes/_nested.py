"""Which names may be one thing by two names, or one place inside another: none is a wrong answer beside the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from coursepack.language.grammar import Grown
from coursepack.language.lexicons import rows, values
from coursepack.language.names import polity_of
from coursepack.language.naming import Named
from coursepack.passes._lines import Lines

__all__ = ["Nested"]

_WIDE = values("asking", "wide")
_RENAMING = values("asking", "renaming")
_WHOLES = frozenset((row["name"], row["kind"]) for row in rows("wholes"))
_FAR = 8
"""Tokens between two names of one person: "William Strutt, who later became known as Lord Rayleigh"."""
_WHERE = frozenset({"place", "polity"})


class Nested:
    """Made once for a pack."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        found = {pair for grown in lines.grove.grown for pair in self._pairs(grown)}
        self._pairs_found = frozenset((*found, *((other, one) for one, other in found)))

    def are(self, one: str, other: str) -> bool:
        """Tell whether two entities, by id, are too near each other to be told apart."""
        if (one, other) in self._pairs_found:
            return True
        first, second = (self._lines.entities[each] for each in (one, other))
        if first.kind not in _WHERE or second.kind not in _WHERE:
            return False
        names = [polity_of(each.name) or each.name for each in (first, second)]
        if (names[0], names[1]) in _WHOLES or (names[1], names[0]) in _WHOLES:
            return True
        return "place" in (first.kind, second.kind) and _is_wide(first.name) != _is_wide(second.name)

    def _pairs(self, grown: Grown) -> Iterator[tuple[str, str]]:
        for one, other in pairwise(self._lines.naming.named(grown)):
            between = [token.text.casefold() for token in grown.tokens[one.last + 1 : other.first]]
            if one.entity == other.entity or len(between) > _FAR:
                continue
            kinds = {self._lines.entities[each.entity].kind for each in (one, other)}
            is_person = kinds == {"person"} and (not _RENAMING.isdisjoint(between) or "later" in between[:2])
            if is_person or (kinds <= _WHERE and _is_in(grown, other, between)):
                yield one.entity, other.entity


def _is_in(grown: Grown, other: Named, between: list[str]) -> bool:
    """Tell whether the second place is said as that of the first: "Lyon, France", "the port of Lyon in France"."""
    return between in (["in"], ["("], [",", "in"]) or (between == [","] and grown.tokens[other.head].dep != "conj")


def _is_wide(name: str) -> bool:
    return name.casefold().split()[-1] in _WIDE
