"""timeline.csv: an event a row, in order of time, for spreadsheets."""

from __future__ import annotations

import csv
import io

from coursepack.model.pack import Pack
from coursepack.model.reference import Places
from coursepack.model.trace import Output, TraceLine
from coursepack.model.wording import FIXED, printed
from coursepack.writers._chronicle import chronicle

FILES = ("timeline.csv",)
SUMMARY = "the timeline as a table: date as said, EDTF, event, marks, place"
PROGRAM = "LibreOffice Calc"
TAKES = ()


def write(pack: Pack) -> Output:
    """Write RFC 4180 with a head of fixed words; a date that can't be told has no EDTF."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    head = ("date", "edtf", "event", "mark", "place")
    table.writerow([FIXED[f"column.{key}"] for key in head])
    trace = [TraceLine(file=FILES[0], at="row 1", fixed=tuple(f"column.{key}" for key in head))]
    places = Places(pack)
    for number, moment in enumerate(chronicle(pack), start=2):
        mark = moment.mark
        keys = (*moment.doubts, *((mark.key,) if mark and mark.key else ()))
        marks = [FIXED[key] for key in keys]
        speaker = (mark.speaker,) if mark and mark.speaker else ()
        if mark and mark.speaker:
            marks.append(mark.name)
        row = (
            printed(moment.when) or moment.event.when.text,
            moment.event.when.edtf or "",
            printed(moment.wording),
            ", ".join(marks),
            places.cite(moment.event.evidence),
        )
        table.writerow(row)
        trace.append(TraceLine(file=FILES[0], at=f"row {number}", claims=(moment.event.id, *speaker), fixed=keys))
    return Output(files={FILES[0]: out.getvalue().encode()}, trace=tuple(trace))
