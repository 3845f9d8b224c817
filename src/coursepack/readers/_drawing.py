"""Text in drawings (DrawingML, ISO/IEC 29500 part 1, section 21): paragraphs, tables, SmartArt, charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from coursepack.readers._formula import formula
from coursepack.readers._office import has_head, joined
from coursepack.readers._xml import Element, attribute, children, first, named

__all__ = ["Paragraph", "chart_title", "diagram", "paragraphs", "table"]

# Fields that stand on each slide and say nothing of the lecture.
_RUNNING = ("slidenum", "datetime", "header", "footer")
_BULLETS = {"a:buChar": True, "a:buAutoNum": True, "a:buBlip": True, "a:buNone": False}
_LEVELS = 9


class Paragraph(Struct, frozen=True, kw_only=True):
    words: str
    """Line breaks inside it as "\\n"."""
    level: int
    """From 1."""
    has_bullet: bool


def paragraphs(body: Element | None, styles: Sequence[Element | None], *, has_bullets: bool) -> Iterator[Paragraph]:
    """Read a text body; `styles` are the lists of levels that it inherits from, the nearest first."""
    nearest = [first(body, "a:lstStyle"), *styles]
    for each in children(body, "a:p"):
        words = text(each)
        if words.strip():
            own = first(each, "a:pPr")
            level = _level(own)
            found = [_bullet(own), *(_bullet(first(style, f"a:lvl{level}pPr")) for style in nearest)]
            is_bullet = next((bullet for bullet in found if bullet is not None), has_bullets)
            yield Paragraph(words=words, level=level, has_bullet=is_bullet)


def _level(properties: Element | None) -> int:
    level = attribute(properties, "lvl") if properties is not None else ""
    return min(int(level), _LEVELS - 1) + 1 if level.isascii() and level.isdigit() and len(level) < 4 else 1


def _bullet(properties: Element | None) -> bool | None:
    if properties is None:
        return None
    return next((_BULLETS[named(each)] for each in properties if named(each) in _BULLETS), None)


def text(paragraph: Element) -> str:
    """Join the runs of a paragraph; slide numbers and dates that the program fills in are none of its words."""
    out = []
    for each in paragraph:
        name = named(each)
        if name == "a:br":
            out.append("\n")
        elif name == "a:r" or (name == "a:fld" and not attribute(each, "type").startswith(_RUNNING)):
            out.extend(run.text or "" for run in children(each, "a:t"))
        elif name == "a14:m":
            out.append(formula(each))
        elif name == "mc:AlternateContent":
            chosen = first(each, "mc:Choice")
            out.append(text(chosen) if chosen is not None else "")
    return "".join(out)


def table(element: Element) -> list[tuple[bool, list[str]]]:
    """Give the cells of each row of a table, and whether it is its head."""
    properties = first(element, "a:tblPr")
    is_marked = properties is not None and attribute(properties, "firstRow") in ("1", "true")
    rows = []
    for each in children(element, "a:tr"):
        cells = [joined("\n".join(map(text, _cell(cell)))) for cell in children(each, "a:tc")]
        rows.append(cells)
    is_marked = is_marked or has_head(rows)
    return [(is_marked and order == 0, cells) for order, cells in enumerate(rows)]


def _cell(cell: Element) -> list[Element]:
    return children(first(cell, "a:txBody"), "a:p")


def diagram(root: Element) -> Iterator[tuple[int, str]]:
    """Give the words of SmartArt with their level from 1, as its outline shows them (21.4.2: points, connections)."""
    points = {attribute(each, "modelId"): each for each in children(first(root, "dgm:ptLst"), "dgm:pt")}
    below: dict[str, list[tuple[int, str]]] = {}
    for each in children(first(root, "dgm:cxnLst"), "dgm:cxn"):
        if attribute(each, "type", "parOf") == "parOf":
            order = attribute(each, "srcOrd")
            place = int(order) if order.isascii() and order.isdigit() and len(order) < 10 else 0
            below.setdefault(attribute(each, "srcId"), []).append((place, attribute(each, "destId")))
    roots = [key for key, each in points.items() if attribute(each, "type") == "doc"]
    waiting = [(0, key) for key in reversed(roots)]
    while waiting:
        level, key = waiting.pop()
        point = points.pop(key, None)
        if point is None:
            continue
        words = joined("\n".join(map(text, children(first(point, "dgm:t"), "a:p"))))
        if words and attribute(point, "type", "node") in ("node", "asst"):
            yield max(1, min(level, _LEVELS)), words
        waiting += [(level + 1, child) for _, child in sorted(below.pop(key, ()), reverse=True)]


def chart_title(root: Element) -> str:
    found = first(root, "c:chart", "c:title", "c:tx", "c:rich")
    return joined("\n".join(map(text, children(found, "a:p"))))
