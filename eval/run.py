"""Runs every measure and holds it against its floor in floors.json: `make eval`.

python eval/run.py                 exit 1 where a value fell, or was measured on other data
python eval/run.py --raise         write new and higher values, never a lower floor; and docs/quality.md anew
python eval/run.py --only parse names
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import floors
import page
from measured import FOLDERS, Measured

HERE = Path(__file__).parent
SCRIPTS = tuple(sorted(page.SUBJECTS))


def run(name: str) -> tuple[list[Measured], str]:
    """Run a script of this folder; give what it measured, and why it skipped where it did."""
    done = subprocess.run(
        [sys.executable, str(HERE / f"{name}.py"), "--json"], check=False, stdout=subprocess.PIPE, text=True
    )
    if done.returncode:
        raise SystemExit(f"{name}.py ended with {done.returncode}")
    told = json.loads(done.stdout)
    found = [Measured(**{**each, "files": tuple(each["files"])}) for each in told["measured"]]
    return found, told["skipped"]


def main() -> int:
    """Print every value beside its floor; exit 1 with problems."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--raise", dest="is_raising", action="store_true", help="write new and higher values, and the page"
    )
    parser.add_argument("--only", nargs="*", choices=SCRIPTS, default=SCRIPTS, help="scripts to run")
    args = parser.parse_args()
    held = floors.load()
    found: list[Measured] = []
    for name in args.only:
        measured, skipped = run(name)
        found += measured
        if skipped:
            print(f"{name}: skipped: {skipped}")
    for each in found:
        print(_row(each, held.get(each.name)))
    ran = [name for name in args.only if any(_is_of(name, each) for each in found)]
    problems = floors.compare(found, held, FOLDERS, scripts=ran)
    for problem in problems:
        print(problem, file=sys.stderr)
    if args.is_raising:
        # Read again: the measures took minutes.
        held = floors.raised(found, floors.load(), FOLDERS)
        floors.save(held)
        page.PAGE.write_text(page.page(held), "utf-8")
    return 1 if problems else 0


def _is_of(script: str, each: Measured) -> bool:
    return each.name.startswith(f"{script}/")


def _row(each: Measured, floor: dict[str, Any] | None) -> str:
    beside = f"floor {floor['value']:6.2f}" if floor else "no floor    "
    peers = "".join(f"  {name} {value:.2f}" for name, value in (each.peer or {}).items())
    return f"{each.name:<50}{each.value:>7.2f}  {beside}  {each.measure}{peers}"


if __name__ == "__main__":
    sys.exit(main())
