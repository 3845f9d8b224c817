"""Times each step of one build, in this process; or, with a count, where its time goes by function.

python bench/passes.py lecture.vtt
python bench/passes.py lecture.vtt 15
"""

from __future__ import annotations

import cProfile
import json
import pstats
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from coursepack.language.english import load
from coursepack.pipeline import build_folder
from coursepack.plugins import ordered_passes, readers, writers

OURS = "coursepack"


class Watch:
    """A Progress that keeps the seconds of each step, with what it found."""

    def __init__(self) -> None:
        self.steps: list[dict[str, object]] = []
        self._begun: dict[str, float] = {}

    def begin(self, step: str) -> None:
        self._begun[step] = perf_counter()

    def end(self, step: str, found: str) -> None:
        name = step.partition(" ")[0]
        self.steps.append({"step": name, "seconds": perf_counter() - self._begun[step], "found": found})


def main(source: str, top: str = "") -> None:
    """Imports and the model's loading are steps of their own, so that no pass carries them."""
    watch = Watch()
    watch.begin("import")
    readers(), ordered_passes(), writers()
    watch.end("import", "readers, passes and writers")
    watch.begin("model")
    load()
    watch.end("model", "loaded")
    profile = cProfile.Profile()
    with tempfile.TemporaryDirectory() as folder:
        if top:
            profile.enable()
        build_folder([source], Path(folder) / "pack", watch)
        profile.disable()
    report: dict[str, object] = {"steps": watch.steps}
    if top:
        report["functions"] = _functions(profile, int(top))
    print(json.dumps(report))


def _functions(profile: cProfile.Profile, top: int) -> list[dict[str, object]]:
    """List the functions with the most time of their own."""
    rows = sorted(pstats.Stats(profile).stats.items(), key=lambda row: -row[1][2])  # type: ignore[attr-defined]
    return [
        {
            "function": f"{_short(file)}:{line} {name}" if line else name,
            "calls": calls,
            "own_s": round(own, 3),
            "with_callees_s": round(total, 3),
        }
        for (file, line, name), (_, calls, own, total, _callers) in rows[:top]
    ]


def _short(file: str) -> str:
    parts = Path(file).parts
    at = max((order for order, part in enumerate(parts) if part in (OURS, "site-packages")), default=-3)
    return "/".join(parts[at:])


if __name__ == "__main__":
    main(*sys.argv[1:])
