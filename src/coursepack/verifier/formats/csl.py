"""Checks sources.json: each record is a source's, with its data and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from coursepack.model.anchors import Source
from coursepack.model.trace import TraceLine
from coursepack.verifier.anchors import Case
from coursepack.verifier.formats._json import lines_by, read_json
from coursepack.verifier.report import excerpt
from coursepack.verifier.units import Unit, check_units

__all__ = ["FILES", "check"]

FILES = ("sources.json",)


def check(case: Case, file: str, data: bytes, traced: Sequence[TraceLine]) -> None:
    records = read_json(case, file, data)
    if records is None:
        return
    if not isinstance(records, list) or not all(isinstance(each, dict) for each in records):
        case.found.add(file, None, "untraced", "is no list of records")
        return
    sources = {f"{source.id}-{source.sha256[:8]}": source for source in case.look.pack.sources}
    units = []
    lines = lines_by(data, "id")
    for record in records:
        ident = str(record.get("id"))
        line = lines.get(ident)
        source = sources.get(ident)
        if source is None:
            case.found.add(file, line, "trace", f"has the id '{excerpt(ident)}', which is no source's")
            continue
        wanted = _record(ident, source)
        for key in dict.fromkeys((*wanted, *record)):
            if record.get(key) != wanted.get(key):
                wrong = f"{ident} has {record.get(key)!r} as {key}, its source {wanted.get(key)!r}"
                case.found.add(file, line, "name", wrong)
        units.append(Unit(at=ident, text=str(record.get("title", "")), line=line))
    check_units(case, file, units, traced)


def _record(ident: str, source: Source) -> Mapping[str, Any]:
    return {
        "id": ident,
        "type": "document" if source.kind == "document" else "speech",
        "title": source.title,
        "genre": source.kind,
        "language": source.language,
        "custom": {"file": source.path, "sha256": source.sha256},
    }
