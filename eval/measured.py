"""What each script of this folder shares: where the data lies, its bare copy, what it reports, and how that prints."""

from __future__ import annotations

import argparse
import json
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

__all__ = ["COPIES", "FOLDERS", "ROOT", "SHARED", "Measured", "Skipped", "bare", "report", "there"]

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("COURSEPACK_SHARED", ROOT.parent / "shared")).resolve()
FOLDERS = (SHARED, ROOT)
"""Where data is looked for: what others made, then our own."""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One number, higher is better."""

    name: str
    """What is measured on what, as a path: "parse/ewt/plain/las"."""
    files: tuple[str, ...]
    """The data, files or folders, as paths in the data folder or, where it is our own, in the project."""
    measure: str
    value: float
    peer: dict[str, float] | None = None
    """The same measure of others: of the same run, or on the same data where the name says "published"."""


class Skipped(Exception):
    """Nothing can be measured here; the message says why."""


def bare(text: str) -> str:
    """Drop case and punctuation, as captions that a machine made; character for character, so that offsets hold."""
    lowered = "".join(each.lower() if len(each.lower()) == 1 else each for each in text)
    return re.sub(r"[^\w\s'’–-]", " ", lowered)


COPIES: Mapping[str, Callable[[str], str]] = {"plain": str, "bare": bare}
"""What every measure that reads text is taken on."""


def report(
    measure: Callable[[], Sequence[Measured]],
    description: str | None,
    errors: Callable[[], Iterable[str]] | None = None,
) -> None:
    """Run a script's measure and print it as a table, or with --json as data; with --errors what went wrong."""
    parser = argparse.ArgumentParser(description=(description or "").partition("\n")[0])
    parser.add_argument("--json", action="store_true", help="print JSON")
    if errors is not None:
        parser.add_argument("--errors", action="store_true", help="print what went wrong, one a line")
    args = parser.parse_args()
    if errors is not None and args.errors:
        try:
            print(*errors(), sep="\n")
        except Skipped as reason:
            print(f"skipped: {reason}")
        return
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
        print(f"{each.name:<50}{each.value:>7.1f}  {each.measure}{peers}")


def there(*names: str) -> tuple[str, ...]:
    """Give the names back; Skipped where one is not in the data folder."""
    for name in names:
        if not (SHARED / name).exists():
            raise Skipped(f"no {name} in {SHARED.name}/; set COURSEPACK_SHARED to the folder that holds it")
    return names
