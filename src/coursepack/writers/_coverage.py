"""What the notes leave out, and why: counts for each source, and the statements themselves."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping

from msgspec import Struct

from coursepack.model.anchors import Source
from coursepack.model.claims import Statement
from coursepack.model.outline import TOLD
from coursepack.model.pack import Pack, Sentence
from coursepack.model.reference import Places
from coursepack.model.wording import FIXED
from coursepack.writers._site_lines import Line, cited, parts_of
from coursepack.writers._stance import mark_of

__all__ = ["Count", "Gap", "Rest", "gaps", "rests"]


class Count(Struct, frozen=True, kw_only=True):
    """How many sentences of a source are left out for one reason."""

    claim: str
    """What the verifier counts again: "S1.left.aside"."""
    text: str


class Rest(Struct, frozen=True, kw_only=True):
    """A statement that is not told."""

    line: Line
    because: str
    """Key of the reason."""


class Gap(Struct, frozen=True, kw_only=True):
    """What is left out of one source."""

    source: Source
    counts: tuple[Count, ...]
    """The most frequent reason first."""


def gaps(pack: Pack) -> tuple[Gap, ...]:
    """Count the reasons of each source of which something is left out."""
    out = []
    for source in pack.sources:
        found = Counter(each.because for each in pack.sentences if each.source == source.id and each.because)
        order = sorted(found, key=lambda because: (-found[because], because))
        counts = tuple(
            Count(claim=f"{source.id}.left.{because}", text=f"{FIXED[f'left.{because}']} {found[because]}")
            for because in order
        )
        if counts:
            out.append(Gap(source=source, counts=counts))
    return tuple(out)


def rests(pack: Pack, places: Places) -> Mapping[str, tuple[Rest, ...]]:
    """List, by source, the statements of sentences that are left out, in the order of the text."""
    sentences: dict[str, list[Sentence]] = {}
    for each in pack.sentences:
        sentences.setdefault(each.source, []).append(each)
    entities = {entity.id: entity for entity in pack.entities}
    out: dict[str, list[Rest]] = {}
    for statement in pack.statements:
        because = _because(statement, sentences)
        if because is None or statement.salience >= TOLD:
            continue
        line = Line(
            id=f"left-{statement.id}",
            claim=statement.id,
            parts=parts_of(statement.wording),
            cited=cited(statement, places),
            mark=mark_of(statement, entities),
        )
        out.setdefault(statement.evidence[0].source, []).append(Rest(line=line, because=f"left.{because}"))
    return {source: tuple(found) for source, found in out.items()}


def _because(statement: Statement, sentences: Mapping[str, list[Sentence]]) -> str | None:
    span = statement.evidence[0]
    near = sentences.get(span.source, [])
    at = bisect_right(near, span.start, key=lambda each: each.start) - 1
    return near[at].because if at >= 0 else None
