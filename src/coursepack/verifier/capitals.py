"""Checks names that are shown with capitals which no source has: `[China]` for "china", and no other name there."""

from __future__ import annotations

from collections.abc import Iterator

from coursepack.model.anchors import Span
from coursepack.model.claims import Entity
from coursepack.model.wording import Inserted, Quoted, Wording
from coursepack.verifier.lookup import Lookup, runs
from coursepack.verifier.report import excerpt

__all__ = ["capital_faults", "cased_faults"]


def cased_faults(entity: Entity) -> Iterator[str]:
    """Only the case of its letters tells the shown name from the one that a source has."""
    if entity.cased and entity.cased.casefold() != entity.name.casefold():
        yield f"is shown as '[{excerpt(entity.cased)}]', but its source says '{excerpt(entity.name)}'"


def capital_faults(wording: Wording, evidence: tuple[Span, ...], look: Lookup) -> Iterator[str]:
    """Where a name stood in small letters, and nothing else did, the insertion is that name.

    An insertion may else come from anywhere in the evidence, as it does for a pronoun.
    """
    cased = {entity.name.casefold() for entity in look.entities.values() if entity.cased}
    if not cased:
        return
    misheard = {" ".join(runs(repair.heard)) for repair in look.pack.repairs}
    for order, part in enumerate(wording):
        if not isinstance(part, Inserted):
            continue
        source = part.span.source
        before, after = _quoted(wording[:order], source), _quoted(wording[order + 1 :], source)
        start = before[-1].end if before else evidence[0].start
        end = after[0].start if after else evidence[0].end
        if start <= part.span.start < end:
            continue
        said = " ".join(runs(look.texts[source].text[start:end])) if start < end else ""
        if said in cased and said not in misheard:
            yield f"inserts '[{excerpt(part.text)}]' where its source says '{excerpt(said)}'"


def _quoted(parts: Wording, source: str) -> list[Span]:
    return [part.span for part in parts if isinstance(part, Quoted) and part.span.source == source]
