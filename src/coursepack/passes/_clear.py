"""Which spoken sentences are understood in notes: alone, behind the sentence before, or not at all."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from msgspec import Struct

from coursepack.language.clarity import Clarity, clarity, is_marked, is_taken_back
from coursepack.language.grammar import SUBJECTS, Grove, Grown
from coursepack.model.pack import Pack
from coursepack.model.wording import Inserted, Wording

__all__ = ["Heard", "heard"]

TAKEN_BACK = 2.0
"""What an excuse behind a sentence costs it, in standard deviations of its text's worth."""
BEHIND = 0.5
"""What leaning on the sentence before costs: notes are read by the line."""


class Heard(Struct, frozen=True, kw_only=True):
    """A spoken sentence: what of it leans or is broken, and what its fullest statement says of the whole."""

    leaning: frozenset[str]
    broken: frozenset[str]
    is_leaning: bool
    is_broken: bool
    loss: float


def heard(pack: Pack, grove: Grove, tellable: Collection[str]) -> dict[str, Heard]:
    """Judge the spoken sentences, by id, by those of their statements that could be told, which are `tellable`."""
    spoken = {each.id for each in pack.sources if each.kind == "transcript"}
    has_marks = is_marked([tree for tree in pack.trees if tree.source in spoken])
    found: dict[str, list[tuple[str, int, Clarity]]] = {}
    for statement in pack.statements:
        if statement.evidence[0].source not in spoken or statement.id not in tellable:
            continue
        grown, indexes = grove.find(statement.wording)
        is_named = isinstance(statement.wording[0], Inserted) or _has_named_subject(grown, indexes, statement.wording)
        judged = clarity(grown, indexes, is_named=is_named, is_marked=has_marks)
        found.setdefault(grown.tree.sentence, []).append((statement.id, len(indexes), judged))
    backs = {
        before.sentence for before, after in pairwise(pack.trees) if after.source in spoken and is_taken_back(after)
    }
    return {sentence: _heard(each, TAKEN_BACK * (sentence in backs)) for sentence, each in found.items()}


def _has_named_subject(grown: Grown, indexes: Sequence[int], wording: Wording) -> bool:
    """Tell whether a name in brackets stands for the subject: "three years later [Kent] left"."""
    is_said = any(grown.tokens[index].dep in SUBJECTS for index in indexes)
    return not is_said and any(isinstance(part, Inserted) for part in wording)


def _heard(found: Sequence[tuple[str, int, Clarity]], loss: float) -> Heard:
    whole = [each for each in found if not each[2].is_broken]
    fullest = max(whole or found, key=lambda each: each[1])
    clear = next((each for each in whole if not each[2].is_leaning), None)
    is_leaning = fullest[2].is_leaning and (clear is None or found.index(clear) > found.index(fullest))
    return Heard(
        leaning=frozenset(name for name, _, each in found if each.is_leaning),
        broken=frozenset(name for name, _, each in found if each.is_broken or (each.is_thin and name != fullest[0])),
        is_leaning=is_leaning,
        is_broken=not whole,
        loss=fullest[2].loss + loss + BEHIND * is_leaning,
    )
