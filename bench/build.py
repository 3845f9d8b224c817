"""Times `coursepack build` of long lectures against the bare parse of the same text, in one run: `make bench`.

Each run is a fresh process, and the two take turns (A B A B), so that what else the machine does falls on both.

    python bench/build.py                 one and ten hours, three rounds
    python bench/build.py --hours 1       one hour alone
    python bench/build.py --passes        the time of each step too
    python bench/build.py --profile 15    the functions with the most time of their own in the one-hour build
    python bench/build.py --json          everything, for programs
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from lecture import lecture

HERE = Path(__file__).parent
WANTED = {"ratio": 2.5, "growth": 8.5, "help": 1.5, "mb_1": 400.0, "mb_10": 700.0}
HELP_ROUNDS = 15
# The system counts the largest resident set in KiB, macOS in bytes (getrusage(2)).
UNITS_A_MB = 1_000_000 if sys.platform == "darwin" else 1000 / 1.024


class Ran:
    """One process, ended well: its wall time, its own processor time, its largest memory, and what it printed."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        begin = perf_counter()
        with (folder / "printed").open("w+b") as out, (folder / "told").open("w+b") as err:
            process = subprocess.Popen(command, stdout=out, stderr=err)
            _, status, usage = os.wait4(process.pid, 0)
            self.seconds = perf_counter() - begin
            process.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            err.seek(0)
            self.printed = out.read().decode()
            if process.returncode:
                raise SystemExit(f"{' '.join(command)}\n{err.read().decode()}exit {process.returncode}")
        self.cpu = usage.ru_utime + usage.ru_stime
        self.mb = usage.ru_maxrss / UNITS_A_MB


def main() -> None:
    """Print the table, or JSON; exit 0 whatever the numbers are, for they are the machine's too."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--hours", type=int, nargs="*", default=[1, 10], help="lectures to build")
    parser.add_argument("--rounds", type=int, default=3, help="times that each is run; the median counts")
    parser.add_argument("--passes", action="store_true", help="print the time of each step")
    parser.add_argument("--profile", type=int, default=0, metavar="N", help="print the N functions with most own time")
    parser.add_argument("--json", action="store_true", help="print JSON")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report: dict[str, Any] = {"lectures": _lectures(folder, args.hours, args.rounds), "help": _help(folder)}
        if args.passes or args.profile:
            first = str(folder / f"{args.hours[0]}.vtt")
            command = [sys.executable, str(HERE / "passes.py"), first]
            report.update(json.loads(Ran(command, folder).printed))
            if args.profile:
                report["functions"] = json.loads(Ran([*command, str(args.profile)], folder).printed)["functions"]
    _judge(report)
    print(json.dumps(report, indent=2) if args.json else "\n".join(_table(report)))


def _lectures(folder: Path, hours: Sequence[int], rounds: int) -> dict[str, Any]:
    arms: dict[tuple[int, str], list[str]] = {}
    words: dict[int, int] = {}
    for hour in hours:
        source, texts = folder / f"{hour}.vtt", folder / f"{hour}.json"
        source.write_text(lecture(hour), "utf-8")
        Ran([sys.executable, str(HERE / "texts.py"), str(source), str(texts)], folder)
        words[hour] = sum(len(text.split()) for text in json.loads(texts.read_text("utf-8")))
        arms[hour, "bare"] = [sys.executable, str(HERE / "bare.py"), str(texts)]
        out = str(folder / "pack")
        arms[hour, "build"] = [sys.executable, "-m", "coursepack", "build", "--quiet", str(source), "-o", out]
    runs: dict[tuple[int, str], list[Ran]] = {arm: [] for arm in arms}
    for _ in range(rounds):
        for arm, command in arms.items():
            runs[arm].append(Ran(command, folder))
    return {
        str(hour): {
            "words": words[hour],
            **{arm: _median(runs[hour, arm]) for arm in ("bare", "build")},
        }
        for hour in hours
    }


def _median(runs: Sequence[Ran]) -> dict[str, Any]:
    return {
        "seconds": median(run.seconds for run in runs),
        "cpu_seconds": median(run.cpu for run in runs),
        "mb": max(run.mb for run in runs),
        "all_seconds": [round(run.seconds, 3) for run in runs],
    }


def _help(folder: Path) -> dict[str, float]:
    ours, empty = [], []
    for _ in range(HELP_ROUNDS):
        empty.append(Ran([sys.executable, str(HERE / "empty.py"), "--help"], folder).seconds)
        ours.append(Ran([sys.executable, "-m", "coursepack", "--help"], folder).seconds)
    return {"seconds": median(ours), "empty_seconds": median(empty)}


def _judge(report: dict[str, Any]) -> None:
    """Add each number that is wanted, with what is wanted of it."""
    judged: list[dict[str, Any]] = []

    def add(what: str, value: float, want: float) -> None:
        judged.append({"what": what, "value": round(value, 2), "wanted": want, "reached": value <= want})

    lectures = report["lectures"]
    for hour, found in lectures.items():
        bare, build = found["bare"], found["build"]
        add(f"{hour} h: build / bare parse", build["seconds"] / bare["seconds"], WANTED["ratio"])
        add(f"{hour} h: the same in processor time", build["cpu_seconds"] / bare["cpu_seconds"], WANTED["ratio"])
        if f"mb_{hour}" in WANTED:
            add(f"{hour} h: peak memory of the build, MB", build["mb"], WANTED[f"mb_{hour}"])
    if {"1", "10"} <= set(lectures):
        for key, what in (("seconds", "build, 10 h / 1 h"), ("cpu_seconds", "the same in processor time")):
            add(what, lectures["10"]["build"][key] / lectures["1"]["build"][key], WANTED["growth"])
    helped = report["help"]
    add("coursepack --help / an empty click command", helped["seconds"] / helped["empty_seconds"], WANTED["help"])
    report["judged"] = judged


def _table(report: dict[str, Any]) -> list[str]:
    lines = []
    for hour, found in report["lectures"].items():
        bare, build = found["bare"], found["build"]
        lines.append(
            f"{hour} h, {found['words']:,} words: bare parse {bare['seconds']:.2f} s ({bare['mb']:.0f} MB), "
            f"build {build['seconds']:.2f} s ({build['mb']:.0f} MB)"
        )
    lines.append(
        f"--help {report['help']['seconds']:.3f} s, empty click command {report['help']['empty_seconds']:.3f} s"
    )
    lines.append("")
    for each in report["judged"]:
        verdict = "" if each["reached"] else "  NOT REACHED"
        lines.append(f"{each['what']:<48}{each['value']:>9.2f}   wanted at most {each['wanted']:g}{verdict}")
    if "steps" in report:
        lines += ["", "step            seconds  found"]
        lines += [f"{step['step']:<14}{step['seconds']:>9.3f}  {step['found']}" for step in report["steps"]]
    if "functions" in report:
        lines += ["", "own s   all s     calls  function"]
        lines += [
            f"{each['own_s']:>5.2f}{each['with_callees_s']:>8.2f}{each['calls']:>10,}  {each['function']}"
            for each in report["functions"]
        ]
    return lines


if __name__ == "__main__":
    main()
