"""Checks which pronouns are said to stand for whom: words of passages, in order, each once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from coursepack.model.trees import Reference
from coursepack.verifier.anchors import Case
from coursepack.verifier.folder import PACK

__all__ = ["check_references"]


def check_references(case: Case) -> None:
    references = case.look.pack.references
    line = case.lines.of_row("references", "source", references[0].source) if references else None
    for each in references:
        for text in _faults(each, case):
            case.found.add(PACK, line, "offset", f"the reference at {each.source} {each.start} {text}")
    for one, other in pairwise(references):
        if (one.source, one.start) >= (other.source, other.start):
            text = f"the reference at {other.source} {other.start} comes after {one.start}"
            case.found.add(PACK, line, "order", text)


def _faults(reference: Reference, case: Case) -> Iterator[str]:
    """A description may run over two captions, so each of its ends has a passage."""
    source = reference.source
    if reference.start >= reference.end:
        yield "has no words"
    elif not all(case.look.passage_at(source, at) for at in (reference.start, reference.end - 1)):
        yield "stands in no passage"
