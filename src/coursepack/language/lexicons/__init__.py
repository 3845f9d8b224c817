"""Rules about English as rows of data: tab-separated, a header line first, "#" begins a comment line."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

__all__ = ["rows", "values"]


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Read `en/<name>.tsv`; each row maps the header's names to its cells, missing cells are empty."""
    lines = (files(__package__) / "en" / f"{name}.tsv").read_text(encoding="utf-8").split("\n")
    table = [line.split("\t") for line in lines if line and not line.startswith("#")]
    head = table[0]
    return tuple(dict(zip(head, [*row, *[""] * len(head)], strict=False)) for row in table[1:])


@cache
def values(name: str, kind: str) -> frozenset[str]:
    """Give the first column of the rows whose `kind` is this one."""
    first = next(iter(rows(name)[0]))
    return frozenset(row[first] for row in rows(name) if row["kind"] == kind)
