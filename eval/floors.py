"""The floors: what was measured once, on which bytes of data; a value may rise, and may not fall unseen.

Each holds `value`, which is the floor, and `last`, what the last `--raise` measured, which may be a little below.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from measured import Measured

__all__ = ["FLOORS", "SLACK", "Floors", "compare", "hashes", "load", "raised", "save"]

FLOORS = Path(__file__).with_name("floors.json")
SLACK = 0.05
"""Points: another machine's arithmetic may decide one word in thousands differently."""

Floors = Mapping[str, Mapping[str, Any]]


def load(path: Path = FLOORS) -> dict[str, dict[str, Any]]:
    """Read the floors; none where the file is not there."""
    held: dict[str, dict[str, Any]] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return held


def save(floors: Floors, path: Path = FLOORS) -> None:
    """Write them sorted, so that a difference shows what rose."""
    path.write_text(json.dumps(floors, indent=2, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")


def hashes(files: Iterable[str], folders: Sequence[Path]) -> dict[str, str]:
    """Give each data file's SHA-256, a folder's over the names and hashes in it; what is in no folder is left out."""
    found = {name: next((each / name for each in folders if (each / name).exists()), None) for name in files}
    return {name: _hash(path) for name, path in found.items() if path is not None}


def _hash(path: Path) -> str:
    if path.is_dir():
        listed = "".join(f"{_hash(each)}  {each.name}\n" for each in sorted(path.iterdir()))
        return sha256(listed.encode()).hexdigest()
    return sha256(path.read_bytes()).hexdigest()


def compare(found: Sequence[Measured], floors: Floors, folders: Sequence[Path], *, scripts: Iterable[str]) -> list[str]:
    """Say what fell, what was measured on other data, and what is measured no more although its data is there."""
    problems = []
    for each in found:
        floor = floors.get(each.name)
        if floor is None:
            continue
        if hashes(each.files, folders) != floor["data"]:
            problems.append(f"{each.name}: measured on other data than its floor ({', '.join(each.files)})")
        elif each.value < floor["value"] - SLACK:
            problems.append(f"{each.name}: {each.value:.2f} is below its floor {floor['value']:.2f}")
    names = {each.name for each in found}
    for name, floor in floors.items():
        if name.partition("/")[0] in scripts and name not in names and hashes(floor["data"], folders) == floor["data"]:
            problems.append(f"{name}: has a floor, and was not measured")
    return problems


def raised(found: Sequence[Measured], floors: Floors, folders: Sequence[Path]) -> dict[str, dict[str, Any]]:
    """Give the floors with each new or higher value, and what was last measured beside it.

    No floor is lowered, nor moved to other data. A peer that was not there this time keeps the value that it had on the
    same data.
    """
    out = {name: dict(floor) for name, floor in floors.items()}
    for each in found:
        data = hashes(each.files, folders)
        floor = out.get(each.name, {"data": data, "value": each.value})
        if floor["data"] != data:
            continue
        peer = {**floor.get("peer", {}), **(each.peer or {})}
        new = {"data": data, "last": each.value, "measure": each.measure, "value": max(floor["value"], each.value)}
        out[each.name] = new | ({"peer": peer} if peer else {})
    return out
