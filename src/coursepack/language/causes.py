"""Finds stated causes, purposes and contrasts in a tree: a cue of the table, and the words at both of its ends."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import cast

from msgspec import Struct

from coursepack.language.causes_ends import Cue, Ends, Kind
from coursepack.language.causes_shapes import SHAPES
from coursepack.language.grammar import Grown, asks, head_of, lemmas
from coursepack.language.lexicons import rows

__all__ = ["Stated", "cues", "stated"]

_EMPTY_CASES = frozenset({"as", "at", "by", "for", "from", "in", "into", "of", "on", "over", "through", "to", "with"})
"""Prepositions that say how a phrase hangs from its verb, and little about it."""
_VAGUE = frozenset({"case", "extent", "fact", "manner", "part", "respect", "sense", "thing", "way"})
_STOPS = frozenset(",;:.!?…-–—")


class Stated(Struct, frozen=True, kw_only=True):
    """Both ends as indexes of tokens. `first` is the cause, the act that has a purpose, or what stands first."""

    kind: Kind
    shape: str
    cue: tuple[int, ...]
    first: tuple[int, ...]
    """Empty where the sentence before says it."""
    second: tuple[int, ...]


@cache
def cues() -> dict[str, tuple[Cue, ...]]:
    """Give the table by the first word of a cue, longer cues first."""
    found: dict[str, list[Cue]] = {}
    for row in rows("cues"):
        words = tuple(row["cue"].split())
        cue = Cue(words=words, kind=cast("Kind", row["kind"]), before=row["before"], shape=row["shape"])
        found.setdefault(words[0], []).append(cue)
    for row in rows("changes"):
        cue = Cue(words=(row["word"],), kind="cause", before="cause", shape="change")
        found.setdefault(row["word"], []).append(cue)
    return {word: tuple(sorted(each, key=lambda cue: -len(cue.words))) for word, each in found.items()}


def stated(grown: Grown) -> list[Stated]:
    """List what a sentence states, in the order of the cues; nothing that it denies, asks, or makes a condition."""
    tokens = grown.tokens
    found: list[Stated] = []
    if asks(grown.tree):
        return found
    used: set[int] = set()
    for index, token in enumerate(tokens):
        for cue in (each for word in lemmas(token) for each in cues().get(word, ())):
            ends = None if index in used else SHAPES[cue.shape](grown, index, cue)
            if ends is None:
                continue
            told = _told(grown, cue, ends)
            if told is not None and not used.intersection(told.cue):
                used.update(told.cue)
                found.append(told)
    return found


def _told(grown: Grown, cue: Cue, ends: Ends) -> Stated | None:
    taken = set(ends[0])
    before = [index for index in ends[1] if index not in taken]
    # A verb of change says both that something follows and what it is.
    own = set() if cue.shape == "change" else taken
    after = [index for index in ends[2] if index not in own and index not in set(before)]
    # "The army, however, wanted war": the commas are the cue's.
    if {min(taken) - 1, max(taken) + 1} <= set(after) and {
        grown.tokens[min(taken) - 1].text,
        grown.tokens[max(taken) + 1].text,
    } == {","}:
        after = [index for index in after if index not in (min(taken) - 1, max(taken) + 1)]
    one, other = _trimmed(grown, before), _trimmed(grown, after)
    if cue.kind != "contrast":
        if _is_vague(grown, one, taken) or _is_vague(grown, other, taken):
            return None
        one, other = _alone(grown, one), _alone(grown, other)
    first, second = (other, one) if cue.before == "effect" else (one, other)
    if cue.kind == "contrast" and first and second and first[0] > second[0]:
        first, second = second, first
    if not second or (not first and cue.before == "effect") or _is_no(grown, first) or _is_no(grown, second):
        return None
    return Stated(kind=cue.kind, shape=cue.shape, cue=tuple(sorted(taken)), first=first, second=second)


def _trimmed(grown: Grown, indexes: Sequence[int]) -> tuple[int, ...]:
    """Take punctuation and connectives off both ends."""
    kept = list(indexes)
    while kept and (grown.tokens[kept[0]].dep in ("cc", "discourse") or grown.tokens[kept[0]].text in _STOPS):
        kept.pop(0)
    while kept and (grown.tokens[kept[-1]].dep == "cc" or grown.tokens[kept[-1]].text in _STOPS):
        kept.pop()
    return tuple(kept) if any(grown.tokens[index].text[0].isalnum() for index in kept) else ()


def _alone(grown: Grown, indexes: Sequence[int]) -> tuple[int, ...]:
    """Take off what an end begins with for its place in the sentence alone.

    "The public is moved by events that cause …" has "events" for a cause; "he held that the plan failed", "the plan
    failed"; "the office where they met", "they met".
    """
    kept = list(indexes)
    while len(kept) > 1:
        token, top = grown.tokens[kept[0]], head_of(grown, kept)
        is_case = token.dep == "case" and token.head == top and token.text.casefold() in _EMPTY_CASES
        is_mark = token.dep == "mark" and token.text.casefold() == "that" and grown.tokens[top].dep != "root"
        is_relative = token.tag == "WRB" and token.head == top and grown.tokens[top].dep.endswith("relcl")
        if not (is_case or is_mark or is_relative):
            break
        kept.pop(0)
        while len(kept) > 1 and grown.tokens[kept[0]].text in _STOPS:
            kept.pop(0)
    return tuple(kept)


def _is_vague(grown: Grown, indexes: Sequence[int], cue: Collection[int]) -> bool:
    """Tell whether an end names nothing ("in a way that led to …")."""
    words = [index for index in indexes if grown.tokens[index].pos not in ("DET", "PUNCT", "ADJ", "ADP")]
    if len(words) != 1 or grown.tokens[words[0]].lemma.casefold() not in _VAGUE:
        return False
    # "The very thing that it was to prevent" is told by its clause.
    clauses = (each for each in grown.children[words[0]] if grown.tokens[each].dep.endswith("relcl"))
    return all(each in cue for each in clauses)


def _is_no(grown: Grown, indexes: Sequence[int]) -> bool:
    """Tell whether an end is none ("led to no change")."""
    words = [grown.tokens[index].text.casefold() for index in indexes[:1]]
    return words in (["no"], ["nothing"], ["nobody"], ["none"])
