"""Checks repairs of misheard names, and that no name stands in a wording in place of words that it may not replace."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from coursepack.model.anchors import Span
from coursepack.model.claims import Repair
from coursepack.model.wording import Inserted, Quoted, Wording, plain
from coursepack.verifier.lookup import Lookup, follows, runs, within
from coursepack.verifier.report import excerpt

__all__ = ["insertion_faults", "misplaced_names", "repair_faults"]

_PRONOUNS = frozenset(
    [
        *("he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself"),
        *("they", "them", "their", "theirs", "themselves", "this", "that", "these", "those", "who", "which"),
    ]
)
"""What a name of the same thing may stand for."""


def repair_faults(repair: Repair, look: Lookup) -> Iterator[tuple[str, str]]:
    """Yield the field at fault, and why."""
    *heard, name = repair.evidence
    if not heard:
        yield "evidence", "has one place, where two are wanted: what was heard, and the name"
        return
    if plain(name.quote) != repair.name:
        yield "name", f"the name '{excerpt(repair.name)}' is not the quoted '{excerpt(name.quote)}'"
    said = plain(" ".join(span.quote for span in heard))
    if said != repair.heard:
        yield "heard", f"'{excerpt(repair.heard)}' is not the quoted '{excerpt(said)}'"
    if runs(repair.heard) == runs(repair.name):
        yield "heard", f"'{excerpt(repair.heard)}' is the name as it is written"
    kinds = [source.kind if (source := look.sources.get(span.source)) else "" for span in repair.evidence]
    if any(kind != "transcript" for kind in kinds[:-1]):
        yield "evidence", f"'{excerpt(repair.heard)}' is not spoken"
    if kinds[-1] == "transcript":
        yield "evidence", f"the name '{excerpt(repair.name)}' is not written, but spoken"
    if any(one.source != other.source or one.end > other.start for one, other in pairwise(heard)):
        yield "evidence", f"'{excerpt(repair.heard)}' is not said in one go"
    text = look.texts.get(name.source)
    if text is not None and f" {' '.join(runs(repair.heard))} " in f" {' '.join(runs(text.text))} ":
        yield "heard", f"'{excerpt(repair.heard)}' is written so beside the name, too"
    for other in look.pack.repairs:
        if other.id < repair.id and any(_meet(span, each) for span in heard for each in other.evidence[:-1]):
            yield "evidence", f"repairs words that {other.id} repairs"


def _meet(one: Span, other: Span) -> bool:
    return one.source == other.source and one.start < other.end and other.start < one.end


def insertion_faults(wording: Wording, evidence: tuple[Span, ...], look: Lookup) -> Iterator[str]:
    """An insertion has words of its source, which the evidence cites, and may stand where it stands."""
    for part in wording:
        if not isinstance(part, Inserted):
            continue
        if follows(runs(part.text), runs(part.span.quote)) is not None or not runs(part.text):
            yield f"inserts '[{excerpt(part.text)}]', but its source says '{excerpt(part.span.quote)}'"
        if not within(part.span, evidence):
            yield f"inserts '[{excerpt(part.text)}]', whose source is not in its evidence"
    for name in misplaced_names(wording, evidence, look):
        yield f"puts '[{excerpt(name)}]' in place of words that no repair says are it"


def misplaced_names(wording: Wording, evidence: tuple[Span, ...], look: Lookup) -> Iterator[str]:
    """Yield each insertion in place of words that are no pronoun, and that no repair says are this name."""
    quoted = [part.span for part in wording if isinstance(part, Quoted)]
    if not quoted:
        return
    source = quoted[0].source
    text = look.texts.get(source)
    begin = min((span.start for span in evidence if span.source == source), default=0)
    end = begin
    for at, part in enumerate(wording):
        if isinstance(part, Quoted) and part.span.source == source:
            end = max(end, part.span.end)
        elif isinstance(part, Inserted) and text is not None:
            # A clause that shares its subject with one before it has that name put before it.
            if end == begin and part.span.source == source and part.span.end <= quoted[0].start:
                continue
            after = [each.span.start for each in wording[at + 1 :] if isinstance(each, Quoted)]
            stop = max(end, after[0] if after else max(span.end for span in evidence if span.source == source))
            # Capitals that the source has not: what is shown is what stands there.
            if part.span.source == source and end <= part.span.start and part.span.end <= stop:
                end = part.span.end
                continue
            if not _is_allowed(part, (source, end, stop), text.text[end:stop], look):
                yield part.text


def _is_allowed(part: Inserted, gap: tuple[str, int, int], said: str, look: Lookup) -> bool:
    source, start, end = gap
    for repair in look.repairs.get(part.span, ()):
        first, last = repair.evidence[0], repair.evidence[-2]
        if repair.name == part.text and first.source == source and start <= first.start and last.end <= end:
            return True
    return not runs(said) or not _PRONOUNS.isdisjoint(runs(said))
