"""Checks timeline.csv: each row prints its event and cites it, and its EDTF is the event's own."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from coursepack.model.claims import Event
from coursepack.model.trace import TraceLine
from coursepack.verifier.anchors import Case
from coursepack.verifier.units import Unit, check_units

__all__ = ["FILES", "check"]

FILES = ("timeline.csv",)
_EDTF = 1
"""The column whose value is data, not words."""


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
        if event is not None and (found := "".join(row[_EDTF : _EDTF + 1])) != (event.when.edtf or ""):
            case.found.add(file, number, "date", f"gives '{found}' as EDTF, its event has '{event.when.edtf or ''}'")
        is_head = event is None
        cells = row if is_head else [*row[:_EDTF], *row[_EDTF + 1 :]]
        units.append(Unit(at=at, text=" ".join(cells), line=number))
    check_units(case, file, units, traced, lambda trace: bool(trace.claims))
