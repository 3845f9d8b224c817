"""Runs every measure and holds it against its floor in floors.json: `make eval`.

python eval/run.py                 exit 1 where a value fell, or was measured on other data
python eval/run.py --raise         write new and higher values; never a lower one
python eval/run.py --only parse names
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import floors
from measured import SHARED, Measured

HERE = Path(__file__).parent
DATES = {"strict_f": "strict F1", "relaxed_f": "relaxed F1", "value_right": "plain dates with the right value"}


def run(name: str) -> tuple[list[Measured], str]:
    """Run a script of this folder; give what it measured, and why it skipped where it did."""
    printed = _printed(name, "--json")
    told = json.loads(printed)
    found = [Measured(**{**each, "files": tuple(each["files"])}) for each in told["measured"]]
    return found, told["skipped"]


def dates(name: str) -> tuple[list[Measured], str]:
    """Run the measure of dates, which reports by article; the floors hold the sums over all."""
    folder = "eval/wikiwars"
    if not (SHARED / folder).is_dir():
        return [], f"no {folder} in {SHARED.name}/"
    found = []
    for copy, options in (("plain", []), ("bare", ["--spoken"])):
        with tempfile.TemporaryDirectory() as beside:
            out = Path(beside) / "scores.json"
            _printed(name, str(SHARED / "eval"), "--json", str(out), *options)
            scores = json.loads(out.read_text("utf-8"))["coursepack"]["scores"]["all"]
        found += [
            Measured(
                name=f"dates/wikiwars/{copy}/{key}",
                files=(folder,),
                measure=f"{measure}, per cent",
                value=round(100 * scores[key], 2),
            )
            for key, measure in DATES.items()
        ]
    return found, ""


SCRIPTS: dict[str, Callable[[str], tuple[list[Measured], str]]] = {
    "causes": run,
    "dates": dates,
    "names": run,
    "parse": run,
    "pronouns": run,
    "relations": run,
    "seeds": run,
}


def _printed(name: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, str(HERE / f"{name}.py"), *arguments], check=False, stdout=subprocess.PIPE, text=True
    )
    if done.returncode:
        raise SystemExit(f"{name}.py ended with {done.returncode}")
    return done.stdout


def main() -> int:
    """Print every value beside its floor; exit 1 with problems."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--raise", dest="is_raising", action="store_true", help="write new and higher values")
    parser.add_argument("--only", nargs="*", choices=sorted(SCRIPTS), default=sorted(SCRIPTS), help="scripts to run")
    args = parser.parse_args()
    held = floors.load()
    found: list[Measured] = []
    for name in args.only:
        measured, skipped = SCRIPTS[name](name)
        found += measured
        if skipped:
            print(f"{name}: skipped: {skipped}")
    for each in found:
        print(_row(each, held.get(each.name)))
    problems = floors.compare(
        found, held, SHARED, [name for name in args.only if any(_is_of(name, each) for each in found)]
    )
    for problem in problems:
        print(problem, file=sys.stderr)
    if args.is_raising:
        floors.save(floors.raised(found, held, SHARED))
    return 1 if problems else 0


def _is_of(script: str, each: Measured) -> bool:
    return each.name.startswith(f"{script}/")


def _row(each: Measured, floor: dict[str, Any] | None) -> str:
    beside = f"floor {floor['value']:6.2f}" if floor else "no floor    "
    peers = "".join(f"  {name} {value:.2f}" for name, value in (each.peer or {}).items())
    return f"{each.name:<46}{each.value:>7.2f}  {beside}  {each.measure}{peers}"


if __name__ == "__main__":
    sys.exit(main())
