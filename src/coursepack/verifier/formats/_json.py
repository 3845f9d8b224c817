"""Reads JSON as strictly as it can be read: what one program might see and another not is refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from coursepack.verifier.anchors import Case

__all__ = ["lines_by", "read_json"]


def read_json(case: Case, file: str, data: bytes) -> Any:
    """Give the value; None, with a finding, where it is no JSON or an object has a key twice."""
    try:
        return json.loads(data.decode(), object_pairs_hook=_once, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        case.found.add(file, None, "unreadable", f"is no JSON in UTF-8 ({error})")
        return None


def lines_by(data: bytes, key: str) -> Mapping[str, int]:
    """Give the line that each id stands on first, as it is written one a line."""
    found: dict[str, int] = {}
    lead = f'"{key}": "'.encode()
    for number, line in enumerate(data.split(b"\n"), start=1):
        at = line.find(lead)
        if at >= 0:
            found.setdefault(line[at + len(lead) :].partition(b'"')[0].decode(), number)
    return found


def _once(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key, _ in pairs if sum(each == key for each, _ in pairs) > 1)
        raise ValueError(f"'{twice}' stands twice in one object")
    return found


def _refuse(text: str) -> None:
    raise ValueError(f"{text} is no number")
