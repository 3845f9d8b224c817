"""Checks which pronouns are said to stand for whom: words of passages, in order, each once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from coursepack.model.trees import Reference
from coursepack.verifier.anchors import Case
from coursepack.verifier.folder import PACK
from coursepack.verifier.report import Code

__all__ = ["check_references"]


def check_references(case: Case) -> None:
    references = case.look.pack.references
    faults: list[tuple[Code, str]] = []
    for each in references:
        faults += [("offset", f"the reference at {each.source} {each.start} {text}") for text in _faults(each, case)]
    for one, other in pairwise(references):
        if (one.source, one.start) >= (other.source, other.start):
            faults.append(("order", f"the reference at {other.source} {other.start} comes after {one.start}"))
    if faults:
        line = case.lines.of_row("references", "source", references[0].source)
        for code, text in faults:
            case.found.add(PACK, line, code, text)


def _faults(reference: Reference, case: Case) -> Iterator[str]:
    """A description may run over two captions, so each of its ends has a passage."""
    source = reference.source
    if reference.start >= reference.end:
        yield "has no words"
    elif not all(case.look.passage_at(source, at) for at in (reference.start, reference.end - 1)):
        yield "stands in no passage"
