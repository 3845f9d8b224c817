"""tables/: events, relations, terms and names as CSV for programs: ids, codes and numbers as pack.json has them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from coursepack.model.pack import Pack
from coursepack.model.trace import Output, TraceLine
from coursepack.model.wording import FIXED
from coursepack.writers._rows import Rows

FILES = ("tables/events.csv", "tables/relations.csv", "tables/terms.csv", "tables/people.csv")
SUMMARY = "four tables for programs: events, relations, terms, people and other names, with ids, codes and confidence"
PROGRAM = "LibreOffice Calc"
TAKES = ()

_HEADS = {
    FILES[0]: ("id", "date", "edtf", "event", "stance", "speaker", "who", "where", "statement", "salience"),
    FILES[1]: (
        *("id", "actor_id", "actor", "verb", "target_id", "target", "category", "polarity"),
        *("date", "edtf", "quote", "stance", "speaker", "statement", "salience"),
    ),
    FILES[2]: ("id", "term", "text", "explains"),
    FILES[3]: ("id", "name", "aliases", "kind", "state_id", "state", "mentions"),
}
_NUMBERS: Mapping[str, type[float]] = {
    **dict.fromkeys(("confidence", "salience"), float),
    **dict.fromkeys(("explains", "mentions", "polarity"), int),
}
_ENDS = ("confidence", "place", "source")


def write(pack: Pack) -> Output:
    """Write all that the pack has, what notes leave out as well: confidence and salience tell what that is."""
    rows = Rows(pack)
    found = {
        FILES[0]: map(rows.event, pack.events),
        FILES[1]: map(rows.relation, pack.relations),
        FILES[2]: map(rows.term, pack.terms),
        FILES[3]: map(rows.entity, pack.entities),
    }
    files: dict[str, bytes] = {}
    trace: list[TraceLine] = []
    for file, head in _HEADS.items():
        out = io.StringIO(newline="")
        # A spreadsheet takes "June 1963" for a date of its own; quoted cells it can be told to leave as they are.
        table = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC)
        columns = (*head, *_ENDS)
        keys = tuple(f"column.{key}" for key in columns)
        table.writerow([FIXED[key] for key in keys])
        trace.append(TraceLine(file=file, at="row 1", fixed=keys))
        for number, row in enumerate(found[file], start=2):
            table.writerow([_cell(key, row.cells[key]) for key in columns])
            trace.append(TraceLine(file=file, at=f"row {number}", claims=row.claims))
        files[file] = out.getvalue().encode()
    return Output(files=files, trace=tuple(trace))


def _cell(key: str, value: str) -> str | float:
    """Give numbers as such, so that they are not quoted; what is empty is no number."""
    return _NUMBERS[key](value) if key in _NUMBERS and value else value
