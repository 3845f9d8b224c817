"""Checks timeline.csv: each row prints its event and cites it, and its EDTF and source are the event's own."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from coursepack.model.claims import Event
from coursepack.model.trace import TraceLine
from coursepack.verifier.anchors import Case
from coursepack.verifier.formats._alone import titles_of
from coursepack.verifier.report import excerpt
from coursepack.verifier.units import Unit, check_units

__all__ = ["FILES", "check"]

FILES = ("timeline.csv",)
_COLUMNS = 6
_EDTF, _SOURCE = 1, 5
"""The column whose value is data, not words; and the one that must name the event's own sources."""


def check(case: Case, file: str, data: bytes, traced: Sequence[TraceLine]) -> None:
    try:
        rows = list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        case.found.add(file, None, "unreadable", f"is no CSV in UTF-8 ({error})")
        return
    traces = {trace.at: trace for trace in traced}
    units = []
    for number, row in enumerate(rows, start=1):
        at = f"row {number}"
        named = (case.look.claims.get(each) for each in (traces[at].claims if at in traces else ()))
        event = next((each for each in named if isinstance(each, Event)), None)
        if len(row) != _COLUMNS:
            case.found.add(file, number, "untraced", f"has {len(row)} cells, wants {_COLUMNS}")
        elif event is not None:
            if row[_EDTF] != (event.when.edtf or ""):
                wrong = f"gives '{row[_EDTF]}' as EDTF, its event has '{event.when.edtf or ''}'"
                case.found.add(file, number, "date", wrong)
            if row[_SOURCE] != (titles := titles_of(event.evidence, case.look)):
                wrong = f"names '{excerpt(row[_SOURCE])}' as source, its event is from '{excerpt(titles)}'"
                case.found.add(file, number, "reference", wrong)
        cells = row if event is None else [*row[:_EDTF], *row[_EDTF + 1 :]]
        units.append(Unit(at=at, text=" ".join(cells), line=number))
    check_units(case, file, units, traced, lambda trace: bool(trace.claims))
