"""What the sources agree on, differ on and say alone, as rows: differences first, then what is short enough to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from coursepack.model.anchors import Source, Span, is_within
from coursepack.model.claims import Comparison, Statement
from coursepack.model.outline import TOLD
from coursepack.model.pack import Pack
from coursepack.model.wording import Quoted
from coursepack.writers._chronicle import Moment
from coursepack.writers._stance import Mark, mark_of

__all__ = ["Agreed", "Alone", "Compared", "Differing", "Reading", "compared", "contested"]

TRUSTED = 0.8
"""The confidence from which an agreement is printed."""
FIRST = 15
"""Statements of one source that are shown as standing alone, the most salient first."""


class Reading(Struct, frozen=True, kw_only=True):
    """What one source says where another says otherwise."""

    statement: Statement
    words: tuple[Span, ...]
    """The differing words in it."""
    moment: Moment | None
    """Where a heading above dates it: its line of the timeline, which says the date."""
    mark: Mark | None


class Differing(Struct, frozen=True, kw_only=True):
    comparison: Comparison
    key: str
    """Of the catalogue: in what they differ."""
    readings: tuple[Reading, ...]


class Agreed(Struct, frozen=True, kw_only=True):
    comparison: Comparison
    statement: Statement
    """The."""
    cited: tuple[Span, ...]
    mark: Mark | None


class Alone(Struct, frozen=True, kw_only=True):
    source: Source
    statements: tuple[tuple[Comparison, Statement, Mark | None], ...]


class Compared(Struct, frozen=True, kw_only=True):
    differing: tuple[Differing, ...]
    agreed: tuple[Agreed, ...]
    alone: tuple[Alone, ...]
    titles: Mapping[str, str]
    """By source."""

    @property
    def is_told(self) -> bool:
        """Without anything in common, a list of all that each says is no comparison."""
        return bool(self.differing or self.agreed)


def compared(pack: Pack, moments: Sequence[Moment]) -> Compared:
    """Choose and order the rows; what is left out of the notes as beside the subject is left out here."""
    statements = {statement.id: statement for statement in pack.statements}
    entities = {entity.id: entity for entity in pack.entities}
    dated = {moment.statement.id: moment for moment in moments if moment.statement is not None}
    differing, agreed = [], []
    for comparison in pack.comparisons:
        told = [statements[each] for each in comparison.statements]
        if comparison.verdict == "differ":
            readings = tuple(_reading(each, comparison, dated, mark_of(each, entities)) for each in told)
            differing.append(Differing(comparison=comparison, key=f"comparison.{comparison.field}", readings=readings))
        elif (
            comparison.verdict == "agree"
            and comparison.confidence >= TRUSTED
            and max(each.salience for each in told) >= TOLD
        ):
            agreed.append(
                Agreed(
                    comparison=comparison,
                    statement=told[0],
                    cited=tuple(dict.fromkeys((*told[0].evidence, *comparison.evidence))),
                    mark=mark_of(told[0], entities),
                )
            )
    alone = []
    for source in pack.sources:
        own = [
            (each, statements[each.statements[0]])
            for each in pack.comparisons
            if each.verdict == "only" and each.evidence[0].source == source.id
        ]
        best = sorted(range(len(own)), key=lambda at: (-own[at][1].salience, at))[:FIRST]
        rows = tuple((own[at][0], own[at][1], mark_of(own[at][1], entities)) for at in sorted(best))
        if rows:
            alone.append(Alone(source=source, statements=rows))
    return Compared(
        differing=tuple(differing),
        agreed=tuple(agreed),
        alone=tuple(alone),
        titles={source.id: source.title for source in pack.sources},
    )


def _reading(statement: Statement, comparison: Comparison, dated: Mapping[str, Moment], mark: Mark | None) -> Reading:
    quoted = [part.span for part in statement.wording if isinstance(part, Quoted)]
    words = tuple(span for span in comparison.readings if is_within(span, quoted))
    moment = dated.get(statement.id)
    above = [span for span in comparison.readings if moment is not None and is_within(span, moment.event.evidence)]
    is_above = not words and bool(above)
    return Reading(statement=statement, words=words, moment=moment if is_above else None, mark=mark)


def contested(pack: Pack) -> frozenset[str]:
    """Give the ids of the events of which another source tells another date."""
    readings = [span for each in pack.comparisons if each.field == "time" for span in each.readings]
    if not readings:
        return frozenset()
    told = {ident for each in pack.comparisons if each.field == "time" for ident in each.statements}
    return frozenset(
        event.id
        for event in pack.events
        if event.statement in told and any(is_within(span, event.evidence) for span in readings)
    )
