"""Checks the links to slides on index.html: each leads from a statement to the slide that its sentence goes with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coursepack.model.claims import Statement
from coursepack.model.trace import TraceLine
from coursepack.verifier.lines import Judge
from coursepack.verifier.lookup import Lookup

__all__ = ["SLIDE", "check_slides"]

SLIDE = "data-slide"
"""The attribute by which a link says that it leads to a slide."""


def check_slides(
    judge: Judge, look: Lookup, links: Sequence[tuple[int, str, str]], traced: Mapping[str, TraceLine]
) -> None:
    """Hold line, traced element and goal of each link against the pack's alignments."""
    slides = {each.sentence: each.passage for each in look.pack.alignments}
    for number, at, goal in links:
        claims = traced[at].claims if at in traced else ()
        statements = [claim for each in claims if isinstance(claim := look.claims.get(each), Statement)]
        spoken = {
            slides.get(each.id)
            for statement in statements
            for each in look.pack.sentences
            if each.source == statement.evidence[0].source and each.start <= statement.evidence[0].start < each.end
        }
        if goal not in spoken:
            judge.add(number, "alignment", f"leads to the slide of {goal}, with which its sentence does not go")
