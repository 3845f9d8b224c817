"""Golden cases: a Markdown file each, with a title, why it matters, an input fence and an expected fence.

`ACCEPT=1` rewrites the expected fences instead of comparing them; look at the difference before you commit it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

__all__ = ["Case", "cases", "check"]

_HERE = Path(__file__).parent / "golden"
_TITLE = re.compile(r"\A# (?P<title>[^\n]+)\n\n(?P<why>.+?)\n\n(?=`{3,})", re.DOTALL)
# A fence may be longer than three signs, so that a case can hold fences itself.
_FENCE = r"^(?P<{0}fence>`{{3,}}){1}(?P<{0}info>[^\n`]*)\n(?P<{0}>.*?)^(?P={0}fence)$"
_INPUT = re.compile(_FENCE.format("input", "input"), re.DOTALL | re.MULTILINE)
_EXPECTED = re.compile(_FENCE.format("expected", "expected"), re.DOTALL | re.MULTILINE)


class Case(NamedTuple):
    """`name` is what follows "input" in the fence's info string: a file name, or nothing."""

    path: Path
    title: str
    why: str
    input: str
    name: str
    expected: str


def cases(folder: str) -> list[Case]:
    """List the cases under `tests/golden/<folder>` by name."""
    found = [_case(path) for path in sorted((_HERE / folder).rglob("*.md"))]
    assert found, f"no golden cases in {_HERE / folder}"
    return found


def check(case: Case, got: str) -> None:
    """Compare what came out with what the case expects; with ACCEPT=1, write it there."""
    got = got.rstrip("\n") + "\n"
    if os.environ.get("ACCEPT") == "1":
        if got != case.expected:
            _accept(case, got)
        return
    assert got == case.expected, f"{case.path.name}: {case.title} (ACCEPT=1 rewrites it)"


def _case(path: Path) -> Case:
    text = path.read_text(encoding="utf-8")
    title, given, expected = _TITLE.match(text), _INPUT.search(text), _EXPECTED.search(text)
    assert title, f"{path}: wants '# title', a blank line, a sentence of why, a blank line and a fence"
    assert given, f"{path}: has no input fence"
    assert expected, f"{path}: has no expected fence"
    return Case(path, title["title"], title["why"], given["input"], given["inputinfo"].strip(), expected["expected"])


def _accept(case: Case, got: str) -> None:
    text = case.path.read_text(encoding="utf-8")
    found = _EXPECTED.search(text)
    assert found
    case.path.write_text(text[: found.start("expected")] + got + text[found.end("expected") :], encoding="utf-8")
