"""Reads JSON as strictly as it can be read: what one program might see and another not is refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from coursepack.verifier.anchors import Case

__all__ = ["line_of", "read_json"]


def read_json(case: Case, file: str, data: bytes) -> Any:
    """Give the value; None, with a finding, where it is no JSON or an object has a key twice."""
    try:
        return json.loads(data.decode(), object_pairs_hook=_once, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        case.found.add(file, None, "unreadable", f"is no JSON in UTF-8 ({error})")
        return None


def line_of(data: bytes, key: str, ident: str) -> int | None:
    """Give the line that has an id, as it is written one a line; None where it stands on none."""
    at = data.find(f'"{key}": "{ident}"'.encode())
    return data.count(b"\n", 0, at) + 1 if at >= 0 else None


def _once(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key, _ in pairs if sum(each == key for each, _ in pairs) > 1)
        raise ValueError(f"'{twice}' stands twice in one object")
    return found


def _refuse(text: str) -> None:
    raise ValueError(f"{text} is no number")
