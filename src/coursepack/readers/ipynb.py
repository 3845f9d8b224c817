"""Jupyter notebooks: their Markdown cells (nbformat 3 to 5)."""

from __future__ import annotations

import re

import msgspec
from msgspec import Struct

from coursepack.errors import BadFile, EmptySource
from coursepack.model.reading import Reading
from coursepack.notices import Log
from coursepack.readers._decode import decode
from coursepack.readers._markdown import read_markdown

__all__ = ["SUFFIXES", "SUMMARY", "read"]

SUFFIXES = ("ipynb",)
SUMMARY = "Jupyter notebooks: their Markdown cells; code is left out"

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})", re.MULTILINE)


class _Cell(Struct, frozen=True, kw_only=True):
    cell_type: str = ""
    source: str | list[str] = ""
    level: int = 1
    """Of a heading cell, which nbformat 3 has."""

    @property
    def text(self) -> str:
        return self.source if isinstance(self.source, str) else "".join(self.source)


class _Sheet(Struct, frozen=True, kw_only=True):
    cells: list[_Cell] = []


class _Notebook(Struct, frozen=True, kw_only=True):
    cells: list[_Cell] = []
    worksheets: list[_Sheet] = []


def read(data: bytes, *, source: str, log: Log) -> Reading:
    """Read the Markdown cells as one Markdown text, in order."""
    text = decode(data, source=source, log=Log())
    try:
        notebook = msgspec.json.decode(text.encode("utf-8", "replace"), type=_Notebook)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise BadFile(source, "is no Jupyter notebook, or half of one", "save it again in Jupyter") from error
    cells = notebook.cells or [cell for sheet in notebook.worksheets for cell in sheet.cells]
    told = [_markdown(cell) for cell in cells if cell.cell_type in ("markdown", "heading")]
    code = sum(cell.cell_type == "code" for cell in cells)
    if code:
        log.tell(
            "left_out", "1 code cell is not read" if code == 1 else f"{code:,} code cells are not read", source=source
        )
    if not any(each.strip() for each in told):
        raise EmptySource(source)
    return read_markdown(decode("\n\n".join(told).encode(), source=source, log=log), source=source, log=log)


def _markdown(cell: _Cell) -> str:
    text = cell.text.encode("utf-8", "replace").decode().rstrip("\n")
    if cell.cell_type == "heading":
        return f"{'#' * min(max(cell.level, 1), 6)} {' '.join(text.split())}"
    fences = _FENCE.findall(text)
    # What a cell leaves open ends with it.
    return f"{text}\n{fences[-1]}" if len(fences) % 2 else text
