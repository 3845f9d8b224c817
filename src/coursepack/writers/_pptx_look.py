"""Our own presentation without slides: 16:9, light, plain; the layouts that a deck's slides are laid out by.

It is made here rather than shipped as a file, so that its places are those by which text is measured.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from functools import cache
from typing import Any

from msgspec import Struct

from coursepack.writers._assets import asset, template
from coursepack.writers._deck import Layout
from coursepack.writers._deck_fit import BODY, CALLOUT, CELL, HEIGHT, SIZES, TITLE, WIDTH, Box

__all__ = ["CALLOUT_AT", "CELLS_AT", "LAYOUTS", "NUMBER_AT", "NUMBER_BOX", "blank", "emu"]

LAYOUTS: tuple[Layout, ...] = ("title", "overview", "bullets", "timeline", "pairs", "questions")
"""In the order of the file."""
NUMBER_AT, CALLOUT_AT = 12, 13
CELLS_AT = tuple(range(21, 27))
"""Indexes of placeholders: the slide's number, the call-out, the cells."""
_TYPES = {"title": "title", "bullets": "obj"}
_WHERE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NUMBER_BOX = Box(11.58, 6.85, 1.0, 0.35)


class _Held(Struct, frozen=True):
    """A placeholder of a layout."""

    index: int
    type: str
    look: str
    """Which rule of the template draws it."""
    box: Box
    size: float = 18.0


def emu(inches: float) -> int:
    """Give English Metric Units (ECMA-376, part 1, section 20.1.10.16)."""
    return round(inches * 914400)


def _placeholders(layout: Layout) -> tuple[_Held, ...]:
    number = _Held(NUMBER_AT, "sldNum", "number", NUMBER_BOX)
    if layout == "title":
        return (_Held(0, "ctrTitle", "cover", Box(1.2, 2.3, 10.9, 2.6)),)
    title = _Held(0, "title", "title", TITLE)
    if layout == "pairs":
        right = BODY.left + BODY.width - CELL
        cells = tuple(
            _Held(at, "body", "cell", Box((BODY.left, right)[order % 2], BODY.top + 1.55 * (order // 2), CELL, 1.35))
            for order, at in enumerate(CELLS_AT)
        )
        return (title, *cells, number)
    held: tuple[_Held, ...] = (_Held(1, "body", layout, BODY, SIZES[layout][0]),)
    if layout == "bullets":
        held += (_Held(CALLOUT_AT, "body", "callout", CALLOUT),)
    return (title, *held, number)


def blank() -> bytes:
    """Make the presentation: no slides, and no word but the names and prompts of its layouts."""
    files: dict[str, str] = {
        "_rels/.rels": _relations((("officeDocument", "ppt/presentation.xml"),)),
        "ppt/theme/theme1.xml": asset("deck/theme.xml"),
        "ppt/presentation.xml": template("deck/presentation.xml.j2").render(width=emu(WIDTH), height=emu(HEIGHT)),
        "ppt/_rels/presentation.xml.rels": _relations(
            (("slideMaster", "slideMasters/slideMaster1.xml"), ("theme", "theme/theme1.xml"))
        ),
        "ppt/slideMasters/slideMaster1.xml": _part(
            "master", (_Held(0, "title", "title", TITLE), _Held(1, "body", "bullets", BODY)), count=len(LAYOUTS)
        ),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relations(
            (
                *(("slideLayout", f"../slideLayouts/slideLayout{at}.xml") for at in range(1, len(LAYOUTS) + 1)),
                ("theme", "../theme/theme1.xml"),
            )
        ),
    }
    for at, layout in enumerate(LAYOUTS, start=1):
        files[f"ppt/slideLayouts/slideLayout{at}.xml"] = _part(
            "layout", _placeholders(layout), name=layout, type=_TYPES.get(layout, "cust")
        )
        files[f"ppt/slideLayouts/_rels/slideLayout{at}.xml.rels"] = _relations(
            (("slideMaster", "../slideMasters/slideMaster1.xml"),)
        )
    files = {"[Content_Types].xml": template("deck/types.xml.j2").render(parts=sorted(files)), **files}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


@cache
def _template(kind: str) -> Any:
    return template(f"deck/{kind}.xml.j2")


def _part(kind: str, held: Sequence[_Held], **more: object) -> str:
    made: str = _template(kind).render(held=held, emu=emu, sizes=SIZES, **more)
    return made


def _relations(goals: Sequence[tuple[str, str]]) -> str:
    rows = [{"id": f"rId{at}", "type": f"{_WHERE}/{kind}", "target": goal} for at, (kind, goal) in enumerate(goals, 1)]
    made: str = _template("rels").render(rows=rows)
    return made
