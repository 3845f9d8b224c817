"""Checks the tables: each row is a claim's, each cell what the claim has there, and its words are the claim's words."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from coursepack.model.claims import Entity, Event, Relation, Term
from coursepack.model.pack import Claim
from coursepack.model.trace import TraceLine
from coursepack.model.wording import FIXED
from coursepack.verifier.anchors import Case
from coursepack.verifier.formats._rows import row_of
from coursepack.verifier.report import Code, excerpt
from coursepack.verifier.units import Unit, check_units

__all__ = ["FILES", "check"]

FILES = ("tables/events.csv", "tables/relations.csv", "tables/terms.csv", "tables/people.csv")
_TYPES: Mapping[str, type[Claim]] = {FILES[0]: Event, FILES[1]: Relation, FILES[2]: Term, FILES[3]: Entity}
_WORDS = {
    FILES[0]: ("date", "event", "place", "source"),
    FILES[1]: ("date", "quote", "place", "source"),
    FILES[2]: ("term", "text", "place", "source"),
    FILES[3]: ("name", "aliases", "place", "source"),
}
"""Columns whose words are the sources'; all others hold ids, codes, numbers and names of entities."""
_HEADS = {
    FILES[0]: ("id", "date", "edtf", "event", "stance", "speaker", "who", "where", "statement", "salience"),
    FILES[1]: (
        *("id", "actor_id", "actor", "verb", "target_id", "target", "category", "polarity", "date", "edtf", "quote"),
        *("stance", "speaker", "statement", "salience"),
    ),
    FILES[2]: ("id", "term", "text", "explains"),
    FILES[3]: ("id", "name", "aliases", "kind", "state_id", "state", "mentions"),
}
_ENDS = ("confidence", "place", "source")
_CODES: Mapping[str, Code] = {
    "edtf": "date",
    "date": "date",
    "stance": "mark",
    "place": "reference",
    "source": "reference",
}


def check(case: Case, file: str, data: bytes, traced: Sequence[TraceLine]) -> None:
    try:
        rows = list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        case.found.add(file, None, "unreadable", f"is no CSV in UTF-8 ({error})")
        return
    head = (*_HEADS[file], *_ENDS)
    if not rows or rows[0] != [FIXED[f"column.{key}"] for key in head]:
        case.found.add(file, 1, "words", f"has other columns than {', '.join(FIXED[f'column.{key}'] for key in head)}")
        return
    units = [Unit(at="row 1", text=" ".join(rows[0]), line=1)]
    known: set[str] = set()
    for number, cells in enumerate(rows[1:], start=2):
        row = dict(zip(head, cells, strict=False))
        if len(cells) != len(head):
            case.found.add(file, number, "untraced", f"has {len(cells)} cells, wants {len(head)}")
            continue
        if row["id"] in known:
            case.found.add(file, number, "untraced", f"tells '{row['id']}' again")
        known.add(row["id"])
        _check_row(case, file, number, row)
        units.append(Unit(at=f"row {number}", text=" ".join(row[key] for key in _WORDS[file]), line=number))
    check_units(case, file, units, traced, lambda trace: bool(trace.claims))


def _check_row(case: Case, file: str, number: int, row: Mapping[str, str]) -> None:
    claim = case.look.claims.get(row["id"])
    if claim is None or not isinstance(claim, _TYPES[file]):
        case.found.add(file, number, "trace", f"has the id '{excerpt(row['id'])}', which is none of its kind")
        return
    for key, wanted in row_of(claim, case.look).items():
        if key in row and row[key] != wanted:
            wrong = f"gives '{excerpt(row[key])}' as {FIXED[f'column.{key}']}, {claim.id} has '{excerpt(wanted)}'"
            case.found.add(file, number, _CODES.get(key, "name"), wrong)
