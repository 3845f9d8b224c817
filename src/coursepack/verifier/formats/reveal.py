"""Checks deck.html: a frame that is always the same, and in it slides of a few plain elements, each line traced."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256

from coursepack.model.trace import TraceLine
from coursepack.verifier.anchors import Case
from coursepack.verifier.report import Code, excerpt
from coursepack.verifier.told import tokens
from coursepack.verifier.units import Unit, check_units

__all__ = ["FILES", "check"]

FILES = ("deck.html",)
_PAGE = re.compile(
    r'(.*?<html lang=")([^"<>]*)(">.*?<title>)([^<>]*)(</title>.*?<div class="slides">\n)'
    r"(.*?)(</div></div>\n<script>.*)",
    re.DOTALL,
)
_FRAME = "017cb1ba06fb2fcf3f57a2329e76ad264dbac6155b944bfd2885a5c125e6f6a7"
"""SHA-256 of everything around the slides: reveal.js 6.0.2, styles, and a policy that lets nothing else run or load."""
_PIECE = re.compile(r'<(/?)([a-z0-9]+)((?: (?:class|id)="[a-z0-9 -]*")*)>|([^<>]+)')
"""All that slides are made of; whoever reads them can take it in one way alone."""
_TAGS = frozenset({"aside", "div", "em", "h1", "h2", "li", "p", "section", "span", "strong", "ul"})
_ID = re.compile(r' id="s(\d+)-([ln])(\d+)"')
_KINDS = {"l": "line", "n": "notes"}
Add = Callable[[Code, str], None]


def check(case: Case, file: str, data: bytes, traced: Sequence[TraceLine]) -> None:
    def add(code: Code, text: str) -> None:
        case.found.add(file, None, code, text)

    try:
        found = _PAGE.fullmatch(data.decode())
    except UnicodeDecodeError as error:
        add("unreadable", f"is no UTF-8 text ({error})")
        return
    frame = sha256("".join(found.group(1, 3, 5, 7)).encode()).hexdigest() if found else ""
    if found is None or frame != _FRAME:
        add("untraced", f"is not the page that is known here (its frame is {frame or 'none'})")
        return
    if found[2] not in {source.language for source in case.look.pack.sources}:
        add("untraced", f"is in '{found[2]}', which no source is in")
    first = found.string.count("\n", 0, found.start(6)) + 1
    units = [Unit(at="title", text=html.unescape(found[4])), *_lines(found[6], add, first)]
    check_units(case, file, units, traced, lambda trace: ", notes " in trace.at)


def _lines(slides: str, add: Add, first: int) -> Iterator[Unit]:
    """Yield the text of each element that has a place; text elsewhere is untraced, and what is no plain element too."""
    at, place, number, opened = 0, "", 0, list[str]()
    depth, begun = 0, 0
    said: list[str] = []
    while at < len(slides):
        piece = _PIECE.match(slides, at)
        if piece is None or (piece[2] and piece[2] not in _TAGS):
            line = first + slides.count("\n", 0, at)
            add("untraced", f"line {line} has '{excerpt(slides[at : at + 60])}', which is none of a slide's elements")
            return
        at = piece.end()
        if piece[4] is not None:
            if place:
                said.append(piece[4])
            elif tokens(html.unescape(piece[4])):
                add("untraced", f"prints '{excerpt(html.unescape(piece[4]))}', which no claim stands behind")
        elif piece[1]:
            if not opened or opened.pop() != piece[2]:
                add("untraced", f"closes <{piece[2]}> where it is not open")
                return
            if place and len(opened) == depth:
                text = html.unescape("".join(said))
                yield Unit(at=place, text=text, line=begun)
                place = ""
        else:
            number += piece[2] == "section"
            if (named := _ID.search(piece[3])) is not None:
                if place or int(named[1]) != number:
                    add("moved", f"has the line '{named[0][5:-1]}' in slide {number}")
                place, depth, said = f"slide {named[1]}, {_KINDS[named[2]]} {named[3]}", len(opened), []
                begun = first + slides.count("\n", 0, at)
            opened.append(piece[2])
    if opened:
        add("untraced", f"leaves <{opened[-1]}> open")
