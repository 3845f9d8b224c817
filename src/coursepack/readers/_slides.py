"""One slide of a PowerPoint presentation: its shapes in reading order, with what they inherit from the layout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from coursepack.model.anchors import Place
from coursepack.readers._drawing import Paragraph, chart_title, diagram, paragraphs, table
from coursepack.readers._office import Package, Said, divided, joined, loose, row
from coursepack.readers._order import Box, in_order
from coursepack.readers._xml import Element, attribute, below, first, named

__all__ = ["Slide", "slide_of"]

_TITLES = ("title", "ctrTitle")
_OPENING = ("ctrTitle", "subTitle")
_BODIES = ("", "obj", "body", "subTitle", "tbl", "chart", "dgm", "media", "clipArt", "pic")
# What a program repeats on each slide, or the picture of the slide above its notes.
_RUNNING = ("dt", "ftr", "hdr", "sldNum", "sldImg")
_FILMS = ("a:videoFile", "a:audioFile", "a:quickTimeFile", "a:wavAudioFile", "a:audioCd")
_OUTER, _OWN, _INNER = 1, 2, 3
"""Levels of headings: of the presentation or a part of it, of a slide, of a column on it."""
_COLUMNS = "twoTxTwoObj"
_Edges = tuple[int, int, int, int]


class Slide(Struct, frozen=True, kw_only=True):
    package: Package
    part: str
    root: Element
    place: Place
    is_opening: bool
    """Whether loose text beside its title tells who speaks and when, which is no part of the lecture."""
    kind: str
    """The layout's: "title", "secHead", "twoTxTwoObj" …"""
    layout: dict[str, Element]
    """Its placeholders by number and by type."""
    master: dict[str, Element]
    style: Element | None
    """The master's styles of text."""
    left_out: Counter[str]

    def lines(self) -> list[Said]:
        """Read the title, then the other shapes in reading order, then the speaker's notes."""
        titles, boxes = [], []
        for shape in _shapes(first(self.root, "p:cSld", "p:spTree")):
            if _type(shape) in _TITLES:
                titles += self._title(shape)
            elif (box := self._box(shape)) is not None:
                boxes.append(box)
        return [*titles, *(said for box in in_order(boxes) for said in box.lines), *self._notes()]

    def _title(self, shape: Element) -> list[Said]:
        found = paragraphs(first(shape, "p:txBody"), (), has_bullets=False)
        words = joined(" ".join(each.words for each in found))
        is_above = self.is_opening or _type(shape) == "ctrTitle" or self.kind in ("title", "secHead")
        level = _OUTER if is_above else _OWN
        return [Said(words=words, role="heading", level=level, place=self.place)] if words else []

    def _notes(self) -> Iterator[Said]:
        """Give the notes as speech: they are what the speaker means to say, and nothing else in a deck is."""
        part = self.package.related(self.part, "notesSlide")
        root = self.package.root(part) if part else None
        for shape in _shapes(first(root, "p:cSld", "p:spTree")):
            if _type(shape) not in _RUNNING:
                for each in paragraphs(first(shape, "p:txBody"), (), has_bullets=False):
                    for words in divided(each.words):
                        said = loose(words, is_slides=False, place=self.place)
                        yield said if said.role == "note" else replace(said, role="speech", level=0)

    def _box(self, shape: Element) -> Box | None:
        name = named(shape)
        lines: Sequence[Said] = ()
        if name == "p:grpSp":
            inner = (self._box(each) for each in _shapes(shape))
            boxes = in_order([box for box in inner if box is not None])
            lines = [said for box in boxes for said in box.lines]
        elif name == "p:graphicFrame":
            lines = list(self._frame(shape))
        elif name == "p:sp" and _type(shape) not in _RUNNING:
            lines = list(self._text(shape))
        elif name == "p:pic":
            own = _own(shape)
            is_film = own is not None and any(named(each) in _FILMS for each in own)
            self.left_out["film or recording" if is_film else "picture"] += 1
        elif name == "p:contentPart":
            self.left_out["drawing by hand"] += 1
        if not lines:
            return None
        left, top, right, bottom = self._edges(shape)
        return Box(left=left, top=top, right=right, bottom=bottom, lines=tuple(lines))

    def _text(self, shape: Element) -> Iterator[Said]:
        above = self._above(shape)
        is_body = _placeholder(shape) is not None
        style = first(self.style, "p:bodyStyle" if is_body else "p:otherStyle")
        styles = [*(first(each, "p:txBody", "a:lstStyle") for each in above), style]
        found = list(paragraphs(first(shape, "p:txBody"), styles, has_bullets=is_body))
        if self.kind == _COLUMNS and _type(shape) == "body" and len(found) == 1 and not found[0].has_bullet:
            yield Said(words=joined(found[0].words), role="heading", level=_INNER, place=self.place)
            return
        for each in found:
            yield from self._said(each)

    def _said(self, paragraph: Paragraph) -> Iterator[Said]:
        for words in divided(paragraph.words):
            level = paragraph.level if paragraph.has_bullet else 0
            said = loose(words, is_slides=True, level=level, place=self.place)
            yield replace(said, role="note") if self.is_opening and said.role in ("callout", "paragraph") else said

    def _frame(self, frame: Element) -> Iterator[Said]:
        for each in _shapes(first(frame, "a:graphic", "a:graphicData")):
            name = named(each)
            if name == "a:tbl":
                for is_head, cells in table(each):
                    yield row(cells, is_head=is_head, place=self.place)
            elif name == "c:chart":
                self.left_out["chart (but for its title)"] += 1
                words = chart_title(self._root(each, "r:id"))
                if words:
                    yield loose(words, is_slides=True, place=self.place)
            elif name == "dgm:relIds":
                for level, words in diagram(self._root(each, "r:dm")):
                    yield loose(words, is_slides=True, level=level, place=self.place)
            else:
                self.left_out["object of another program"] += 1

    def _root(self, element: Element, name: str) -> Element:
        relation = self.package.relations(self.part).get(attribute(element, name))
        return self.package.root(relation.target if relation else attribute(element, name))

    def _above(self, shape: Element) -> list[Element]:
        """Give what a placeholder inherits from: its like on the layout, and on the master."""
        own = _placeholder(shape)
        if own is None:
            return []
        index, kind = attribute(own, "idx"), _type(shape)
        wanted = "title" if kind in _TITLES else "body" if kind in _BODIES else kind
        found = self.layout.get(index) if index else self.layout.get(kind), self.master.get(wanted)
        return [each for each in found if each is not None]

    def _edges(self, shape: Element) -> _Edges:
        for each in (shape, *self._above(shape)):
            edges = _edges(each)
            if edges is not None:
                return edges
        return 0, 0, 0, 0


def slide_of(
    package: Package, part: str, root: Element, *, place: Place, is_first: bool, left_out: Counter[str]
) -> Slide:
    layout_part = package.related(part, "slideLayout")
    layout = package.kept(layout_part)
    master = package.kept(package.related(layout_part, "slideMaster") if layout_part else "")
    return Slide(
        package=package,
        part=part,
        root=root,
        place=place,
        is_opening=is_first and any(_type(each) in _OPENING for each in _shapes(first(root, "p:cSld", "p:spTree"))),
        kind=attribute(layout, "type") if layout is not None else "",
        layout=_placeholders(layout),
        master=_placeholders(master),
        style=first(master, "p:txStyles"),
        left_out=left_out,
    )


def _shapes(tree: Element | None) -> Iterator[Element]:
    """Give the shapes of a tree, and of alternatives the first, which is what the newer programs show."""
    if tree is None:
        return
    for each in tree:
        if named(each) == "mc:AlternateContent":
            yield from below(first(each, "mc:Choice"))
        else:
            yield each


def _own(shape: Element) -> Element | None:
    """Give a shape's own properties (p:nvPr), whatever kind of shape it is."""
    return next((first(each, "p:nvPr") for each in shape if named(each).startswith("p:nv")), None)


def _placeholder(shape: Element) -> Element | None:
    return first(_own(shape), "p:ph")


def _placeholders(root: Element | None) -> dict[str, Element]:
    """Map the placeholders of a layout or master by number and by type, the first of each."""
    found: dict[str, Element] = {}
    for each in _shapes(first(root, "p:cSld", "p:spTree")):
        own = _placeholder(each)
        if own is not None:
            found.setdefault(attribute(own, "idx") or "0", each)
            found.setdefault(_type(each), each)
    return found


def _type(shape: Element) -> str:
    """Give a placeholder's type, "obj" where it has none; "" for what is no placeholder."""
    found = _placeholder(shape)
    return attribute(found, "type", "obj") if found is not None else ""


def _edges(shape: Element) -> _Edges | None:
    found = first(shape, "p:xfrm")
    for properties in ("p:spPr", "p:grpSpPr"):
        found = first(shape, properties, "a:xfrm") if found is None else found
    begin, size = first(found, "a:off"), first(found, "a:ext")
    if begin is None or size is None:
        return None
    left, top = _whole(attribute(begin, "x")), _whole(attribute(begin, "y"))
    return left, top, left + _whole(attribute(size, "cx")), top + _whole(attribute(size, "cy"))


def _whole(digits: str) -> int:
    """Read a length; 0 where it is none (ST_Coordinate has at most 14 digits)."""
    is_number = digits.removeprefix("-").isdecimal() and digits.isascii() and len(digits) < 16
    return int(digits) if is_number else 0
