"""OpenDocument presentations (OASIS ODF 1.3), as LibreOffice Impress keeps them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from msgspec.structs import replace

from coursepack.model.anchors import Place
from coursepack.model.reading import Reading
from coursepack.notices import Log
from coursepack.readers._odf import SHAPES, Flow, opened
from coursepack.readers._office import Said, composed, hidden_slides, joined, tell_left_out
from coursepack.readers._order import Box, in_order
from coursepack.readers._xml import Element, attribute, children, named

__all__ = ["SUFFIXES", "SUMMARY", "read"]

SUFFIXES = ("odp",)
SUMMARY = "OpenDocument presentation: titles, bullets, tables and speaker notes, slide by slide"

_RUNNING = ("header", "footer", "date-time", "page-number", "page")
_LENGTH = re.compile(r"(-?\d{1,9}(?:\.\d{1,9})?)(mm|cm|in|pt|pc|px)")
_POINTS = {"mm": 2.8346, "cm": 28.346, "in": 72.0, "pt": 1.0, "pc": 12.0, "px": 0.75}


def read(data: bytes, *, source: str, log: Log) -> Reading:
    """Read slide by slide; hidden slides, pictures and comments are told as left out."""
    archive, body, styles = opened(data, "office:presentation", source=source)
    left_out: Counter[str] = Counter()
    flow = Flow(archive, styles, left_out, is_slides=True)
    hidden: list[int] = []
    lines: list[Said | None] = []
    for number, page in enumerate(children(body, "draw:page"), 1):
        if attribute(page, "draw:style-name") in styles.hidden:
            hidden.append(number)
            continue
        flow.place = Place(slide=number)
        found = _slide(flow, page, is_first=not lines)
        lines += [None, *found] if lines and found else found
    if hidden:
        log.tell("left_out", hidden_slides(hidden), source=source)
    tell_left_out(+left_out, source=source, log=log)
    title = next((said.words for said in lines if said is not None and said.role == "heading"), "")
    return composed(lines, kind="slides", title=title, source=source)


def _slide(flow: Flow, page: Element, *, is_first: bool) -> list[Said]:
    """Read the title, then the other shapes in reading order, then the speaker's notes."""
    is_opening = is_first and any(_class(shape) == "subtitle" for shape in page)
    titles: list[Said] = []
    boxes: list[Box] = []
    for shape in page:
        if _class(shape) == "title":
            words = joined(" ".join(said.words for said in flow.shape(shape)))
            if words:
                level = 1 if is_opening else 2
                titles.append(Said(words=words, role="heading", level=level, place=flow.place))
        elif _class(shape) not in _RUNNING and attribute(shape, "presentation:placeholder") != "true":
            lines = _lines(flow, shape)
            if is_opening:
                # Beside the title stands who speaks and when, which is no part of the lecture.
                lines = [replace(said, role="note") if said.role == "callout" else said for said in lines]
            boxes += _boxed(shape, lines)
    notes = [said for each in children(page, "presentation:notes") for said in _notes(flow, each)]
    return [*titles, *(said for box in in_order(boxes) for said in box.lines), *notes]


def _lines(flow: Flow, shape: Element) -> list[Said]:
    if named(shape) != "draw:g":
        return list(flow.read([shape]))
    boxes = [box for each in shape for box in _boxed(each, _lines(flow, each))]
    return [said for box in in_order(boxes) for said in box.lines]


def _boxed(shape: Element, lines: list[Said]) -> list[Box]:
    if not lines:
        return []
    left, top, width, height = (_points(attribute(shape, f"svg:{each}")) for each in ("x", "y", "width", "height"))
    return [Box(left=left, top=top, right=left + width, bottom=top + height, lines=tuple(lines))]


def _notes(flow: Flow, notes: Element) -> Iterator[Said]:
    """Give the notes as speech: they are what the speaker means to say, and nothing else in a deck is."""
    for shape in notes:
        if named(shape) in SHAPES and _class(shape) not in _RUNNING:
            for said in flow.shape(shape):
                yield said if said.role == "note" else replace(said, role="speech", level=0)


def _class(shape: Element) -> str:
    return attribute(shape, "presentation:class")


def _points(length: str) -> int:
    found = _LENGTH.fullmatch(length)
    return round(float(found[1]) * _POINTS[found[2]]) if found else 0
