"""What each script of this folder shares: where the data lies, what it reports, and how it prints that."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

__all__ = ["ROOT", "SHARED", "Measured", "Skipped", "report", "there"]

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("COURSEPACK_SHARED", ROOT.parent / "shared")).resolve()


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One number, higher is better."""

    name: str
    """What is measured on what, as a path: "parse/ewt/plain/las"."""
    files: tuple[str, ...]
    """The data, files or folders, as paths in the data folder."""
    measure: str
    value: float
    peer: dict[str, float] | None = None
    """The same measure of others, taken in the same run."""


class Skipped(Exception):
    """Nothing can be measured here; the message says why."""


def report(measure: Callable[[], Sequence[Measured]], description: str | None) -> None:
    """Run a script's measure and print it as a table, or with --json as data."""
    parser = argparse.ArgumentParser(description=(description or "").partition("\n")[0])
    parser.add_argument("--json", action="store_true", help="print JSON")
    args = parser.parse_args()
    try:
        found, skipped = measure(), ""
    except Skipped as reason:
        found, skipped = [], str(reason)
    if args.json:
        print(json.dumps({"measured": [asdict(each) for each in found], "skipped": skipped}, indent=2))
        return
    if skipped:
        print(f"skipped: {skipped}")
    for each in found:
        peers = "".join(f"  {name} {value:.1f}" for name, value in (each.peer or {}).items())
        print(f"{each.name:<44}{each.value:>7.1f}  {each.measure}{peers}")


def there(*names: str) -> tuple[str, ...]:
    """Give the names back; Skipped where one is not in the data folder."""
    for name in names:
        if not (SHARED / name).exists():
            raise Skipped(f"no {name} in {SHARED.name}/; set COURSEPACK_SHARED to the folder that holds it")
    return names
