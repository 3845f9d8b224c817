"""Reads the printed words of each format that a pack can be written in, as a stranger would.

One module a format, found by listing this folder. `FILES` are patterns of `fnmatch` over paths in the pack's folder;
`check(case, file, data, traced)` adds what is wrong with one file. It must read every word that the format's program
could show, the hidden ones too: titles, notes, alternative texts, properties.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fnmatch import fnmatchcase
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from coursepack.model.trace import TraceLine
from coursepack.verifier.anchors import Case

__all__ = ["Check", "check_of"]

Check = Callable[[Case, str, bytes, Sequence[TraceLine]], None]


class _Format(Protocol):
    FILES: tuple[str, ...]
    check: Check


@cache
def _formats() -> tuple[_Format, ...]:
    here = Path(__file__).parent
    names = sorted(path.stem for path in here.glob("*.py") if not path.stem.startswith("_"))
    return tuple(cast("_Format", import_module(f"coursepack.verifier.formats.{name}")) for name in names)


def check_of(file: str) -> Check | None:
    """Give what reads a file of this path; None where nothing does."""
    return next((each.check for each in _formats() if any(fnmatchcase(file, pattern) for pattern in each.FILES)), None)
