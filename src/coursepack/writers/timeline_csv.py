"""timeline.csv: an event a row, in order of time, for spreadsheets."""

from __future__ import annotations

import csv
import io

from coursepack.model.pack import Pack
from coursepack.model.trace import Output, TraceLine
from coursepack.model.wording import FIXED
from coursepack.writers._timeline_rows import timeline_rows, titles

FILES = ("timeline.csv",)
SUMMARY = "the timeline as a table: date as said, EDTF, event, marks, place, source"
PROGRAM = "LibreOffice Calc"
TAKES = ()


def write(pack: Pack) -> Output:
    """Write RFC 4180 with a head of fixed words; a date that can't be told has no EDTF."""
    out = io.StringIO(newline="")
    # A spreadsheet takes "June 1963" for a date of its own; quoted cells it can be told to leave as they are.
    table = csv.writer(out, quoting=csv.QUOTE_ALL)
    head = tuple(f"column.{key}" for key in ("date", "edtf", "event", "mark", "place", "source"))
    table.writerow([FIXED[key] for key in head])
    trace = [TraceLine(file=FILES[0], at="row 1", fixed=head)]
    for number, row in enumerate(timeline_rows(pack), start=2):
        edtf = row.moment.event.when.edtf or ""
        table.writerow((row.when, edtf, row.text, row.marks, row.place, titles(row.sources)))
        trace.append(TraceLine(file=FILES[0], at=f"row {number}", claims=row.claims, fixed=row.fixed))
    return Output(files={FILES[0]: out.getvalue().encode()}, trace=tuple(trace))
