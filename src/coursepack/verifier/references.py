"""Checks which pronouns are said to stand for whom: words of a passage, in order, each once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from coursepack.model.anchors import Passage
from coursepack.model.trees import Reference
from coursepack.verifier.anchors import Case
from coursepack.verifier.folder import PACK

__all__ = ["check_references"]


def check_references(case: Case) -> None:
    passages: dict[str, list[Passage]] = {}
    for passage in case.look.pack.passages:
        passages.setdefault(passage.source, []).append(passage)
    references = case.look.pack.references
    line = case.lines.of_row("references", "source", references[0].source) if references else None
    for each in references:
        for text in _faults(each, passages.get(each.source, [])):
            case.found.add(PACK, line, "offset", f"the reference at {each.source} {each.start} {text}")
    for one, other in pairwise(references):
        if (one.source, one.start) >= (other.source, other.start):
            case.found.add(
                PACK, line, "order", f"the reference at {other.source} {other.start} comes after {one.start}"
            )


def _faults(reference: Reference, passages: list[Passage]) -> Iterator[str]:
    if reference.start >= reference.end:
        yield "has no words"
    elif not any(each.start <= reference.start and reference.end <= each.end for each in passages):
        yield "stands in no passage"
