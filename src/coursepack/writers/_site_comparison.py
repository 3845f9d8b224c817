"""The comparison of the sources as rows of index.html."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from coursepack.model.anchors import Source
from coursepack.model.pack import Pack
from coursepack.model.reference import Places
from coursepack.writers._chronicle import Moment
from coursepack.writers._comparison import Compared, Differing, Reading, compared
from coursepack.writers._site_lines import Line, Part, citation, cited, parts_of, with_cue

__all__ = ["ComparedRows", "comparison_of"]


class ReadingRow(Struct, frozen=True, kw_only=True):
    source: Source
    line: Line
    when: tuple[Part, ...]
    """The date of a heading above; empty where the statement says the differing words itself."""
    edtf: str
    doubts: tuple[str, ...]


class DifferingRow(Struct, frozen=True, kw_only=True):
    id: str
    about: str
    key: str
    readings: tuple[ReadingRow, ...]


class Row(Struct, frozen=True, kw_only=True):
    line: Line
    claims: tuple[str, ...]


class AloneRows(Struct, frozen=True, kw_only=True):
    source: Source
    rows: tuple[Row, ...]


class ComparedRows(Struct, frozen=True, kw_only=True):
    differing: tuple[DifferingRow, ...]
    agreed: tuple[Row, ...]
    alone: tuple[AloneRows, ...]


def comparison_of(pack: Pack, moments: Sequence[Moment], places: Places) -> ComparedRows | None:
    """Give None where there is nothing to compare."""
    found = compared(pack, moments)
    if not found.is_told:
        return None
    return ComparedRows(
        differing=tuple(_differing(each, pack, places) for each in found.differing),
        agreed=_agreed(found, places),
        alone=_alone(found, places),
    )


def _differing(row: Differing, pack: Pack, places: Places) -> DifferingRow:
    claim = row.comparison
    return DifferingRow(
        id=claim.id,
        about=claim.about,
        key=row.key,
        readings=tuple(_reading(each, claim.id, pack, places) for each in row.readings),
    )


def _reading(reading: Reading, ident: str, pack: Pack, places: Places) -> ReadingRow:
    statement, moment = reading.statement, reading.moment
    source = next(each for each in pack.sources if each.id == statement.evidence[0].source)
    at = f"{ident}-{statement.id}"
    if moment is None:
        wording = statement.wording
        for span in reading.words:
            wording = with_cue(wording, span, pack.texts[span.source])
        parts = parts_of(wording, marked=reading.words)
        line = Line(id=at, claim=statement.id, parts=parts, cited=cited(statement, places), mark=reading.mark)
        return ReadingRow(source=source, line=line, when=(), edtf="", doubts=())
    event = moment.event
    parts = parts_of(moment.wording, has_lead=moment.has_lead, begins=False)
    line = Line(id=at, claim=event.id, parts=parts, cited=cited(event, places), mark=moment.mark)
    return ReadingRow(
        source=source, line=line, when=parts_of(moment.when), edtf=event.when.edtf or "", doubts=moment.doubts
    )


def _agreed(found: Compared, places: Places) -> tuple[Row, ...]:
    return tuple(
        Row(
            line=Line(
                id=each.comparison.id,
                claim=each.statement.id,
                parts=parts_of(each.statement.wording),
                cited=citation(each.cited, places),
                mark=each.mark,
            ),
            claims=(each.statement.id, each.comparison.id),
        )
        for each in found.agreed
    )


def _alone(found: Compared, places: Places) -> tuple[AloneRows, ...]:
    return tuple(
        AloneRows(
            source=own.source,
            rows=tuple(
                Row(
                    line=Line(
                        id=claim.id,
                        claim=statement.id,
                        parts=parts_of(statement.wording),
                        cited=cited(statement, places),
                        mark=mark,
                    ),
                    claims=(statement.id, claim.id),
                )
                for claim, statement, mark in own.statements
            ),
        )
        for own in found.alone
    )
