"""Checks which slide a sentence is said to go with: a spoken sentence, a passage of slides, one for each sentence."""

from __future__ import annotations

from collections.abc import Iterator

from coursepack.model.claims import Alignment
from coursepack.verifier.anchors import Case
from coursepack.verifier.folder import PACK

__all__ = ["check_alignments"]


def check_alignments(case: Case) -> None:
    sources = {each.id: each.source for each in case.look.pack.sentences}
    slides: dict[str, str] = {}
    for each in case.look.pack.alignments:
        for text in _faults(each, sources.get(each.sentence), case):
            _add(case, each, text)
        if each.sentence in slides:
            _add(case, each, f"goes with {each.passage} and with {slides[each.sentence]}")
        slides[each.sentence] = each.passage


def _faults(alignment: Alignment, source: str | None, case: Case) -> Iterator[str]:
    talk = case.look.sources.get(source or "")
    if talk is None:
        yield "is aligned, and is no sentence"
    elif talk.kind != "transcript":
        yield f"is aligned, but '{talk.path}' is no transcript"
    passage = case.look.passages.get(alignment.passage)
    if passage is None:
        yield f"goes with {alignment.passage}, which is no passage"
    elif case.look.sources[passage.source].kind != "slides":
        yield f"goes with {passage.id}, but '{case.look.sources[passage.source].path}' has no slides"


def _add(case: Case, alignment: Alignment, text: str) -> None:
    line = case.lines.of_row("alignments", "sentence", alignment.sentence)
    case.found.add(PACK, line, "alignment", f"{alignment.sentence}: {text}")
