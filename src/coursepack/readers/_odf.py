"""OpenDocument text (OASIS ODF 1.3, part 3): paragraphs, lists, tables, notes and frames, of documents and slides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import chain

from msgspec.structs import replace

from coursepack.errors import BadFile
from coursepack.model.anchors import Place
from coursepack.readers._lines import has_words
from coursepack.readers._office import CODE, NOTED, QUOTED, Said, divided, has_head, joined, loose, row
from coursepack.readers._xml import Element, attribute, below, children, first, named, parse_part
from coursepack.readers._zip import Archive

__all__ = ["SHAPES", "Flow", "Styles", "opened"]

_BODIES = {"office:text": ("a text document", "odt"), "office:presentation": ("a presentation", "odp")}
SHAPES = frozenset(
    f"draw:{each}"
    for each in (
        *("frame", "g", "custom-shape", "rect", "ellipse", "circle", "line", "connector", "polygon", "polyline"),
        *("path", "caption", "measure", "regular-polygon", "control", "page-thumbnail", "a"),
    )
)
# Fields that say where in the document one is, and when it was printed (7.3); remarks, and how a word sounds.
_SILENT = frozenset(
    (
        *("text:page-number", "text:page-count", "text:date", "text:time", "text:file-name", "text:print-date"),
        *("text:creation-date", "text:modification-date", "text:page-continuation", "text:ruby-text"),
        *("presentation:date-time", "presentation:footer", "presentation:header", "office:annotation-end"),
        *("text:bookmark-ref-start", "text:tracked-changes", "text:note-citation"),
    )
)
_INDEXES = frozenset(
    f"text:{each}"
    for each in (
        *("table-of-content", "illustration-index", "table-index", "object-index", "user-index"),
        *("alphabetical-index", "bibliography"),
    )
)
_THROUGH = frozenset(
    ("text:section", "text:list-header", "draw:text-box", "text:index-body", "text:numbered-paragraph")
)
_ROWS = ("table:table-header-rows", "table:table-rows", "table:table-row-group")
_CELL = 3
"""Paragraphs of a cell; a table with a larger one only puts text side by side."""
_LEVELS = 9
_ANCESTORS = 10
"""Styles that one inherits from; where they form a circle, there are more."""


class Styles:
    """What styles are called by people, and which of them hide what they are put on."""

    __slots__ = ("_names", "around", "hidden")

    def __init__(self, *roots: Element | None) -> None:
        above: dict[str, str] = {}
        self.hidden: set[str] = set()
        self.around: list[Element] = []
        """What stands at the head and foot of pages."""
        parts = chain.from_iterable(root for root in roots if root is not None)
        for part in parts:
            for page in children(part, "style:master-page"):
                self.around += children(page, "style:header", "style:footer")
            if named(part) not in ("office:styles", "office:automatic-styles"):
                continue
            for each in children(part, "style:style"):
                name = attribute(each, "style:name")
                above[name] = attribute(each, "style:parent-style-name")
                slide, words = first(each, "style:drawing-page-properties"), first(each, "style:text-properties")
                if slide is not None and attribute(slide, "presentation:visibility") == "hidden":
                    self.hidden.add(name)
                if words is not None and attribute(words, "text:display") == "none":
                    self.hidden.add(name)
        self._names = above

    def family(self, name: str) -> list[str]:
        """Give a style's name and those that it inherits from, the nearest first."""
        found: list[str] = []
        while name and len(found) < _ANCESTORS:
            found.append(name)
            name = self._names.get(name, "")
        return found


def opened(data: bytes, want: str, *, source: str) -> tuple[Archive, Element, Styles]:
    """Open a file and give its body and styles; BadFile where it is locked, or of another format than `want`."""
    archive = Archive(data, source=source)
    manifest = archive.read("META-INF/manifest.xml")
    if b"encryption-data" in manifest:
        raise BadFile(source, "is locked with a password", "save it without a password")
    root, styles = parse_part(archive, "content.xml"), parse_part(archive, "styles.xml")
    body = first(root, "office:body")
    if body is None:
        raise BadFile(source, "is an archive, but no OpenDocument file", "unpack it, and give what is inside")
    found = first(body, want)
    if found is None:
        held = next((_BODIES[named(each)] for each in body if named(each) in _BODIES), None)
        what, suffix = held or ("another format", "")
        advice = f"name it .{suffix}" if suffix else "save it as a document or a presentation"
        raise BadFile(source, f"holds {what}", advice)
    return archive, found, Styles(styles, root)


class Flow:
    """Reads blocks of text; shapes that stand in it are given back by `shapes`, for who knows their place."""

    __slots__ = ("_is_slides", "_notes", "archive", "left_out", "place", "shapes", "styles")

    def __init__(self, archive: Archive, styles: Styles, left_out: Counter[str], *, is_slides: bool) -> None:
        self.archive, self.styles, self.left_out, self._is_slides = archive, styles, left_out, is_slides
        self.place: Place | None = None
        self.shapes: list[Element] = []
        self._notes: list[Element] = []

    def read(self, element: Iterable[Element], level: int = 0) -> Iterator[Said]:
        """Give a line for each paragraph below an element; `level` is that of the list which it stands in."""
        for each in element:
            name = named(each)
            if name in ("text:p", "text:h"):
                yield from self._paragraph(each, level)
            elif name == "text:list":
                for item in children(each, "text:list-item"):
                    yield from self.read(item, min(level + 1, _LEVELS))
                for item in children(each, "text:list-header"):
                    yield from self.read(item)
            elif name == "table:table":
                yield from self._table(each)
            elif name in _THROUGH:
                yield from self.read(each, level)
            elif name in _INDEXES:
                self.left_out["table of contents"] += 1
            elif name == "text:tracked-changes":
                found = children(each, "text:changed-region")
                self.left_out["deletion"] += sum(first(change, "text:deletion") is not None for change in found)
            elif name == "office:annotation":
                self.left_out["comment"] += 1
            elif name in SHAPES:
                yield from self.shape(each)

    def shape(self, shape: Element) -> Iterator[Said]:
        """Read the words in one shape; pictures and what other programs made are counted."""
        for each in shape:
            name = named(each)
            if name == "table:table":
                # The picture beside it shows the same table.
                yield from self._table(each)
                return
            if name in ("draw:image", "draw:plugin", "draw:object", "draw:object-ole"):
                yield from self._object(shape)
                return
            if name in SHAPES:
                yield from self.shape(each)
        yield from self.read(each for each in shape if named(each) not in SHAPES)

    def _object(self, frame: Element) -> Iterator[Said]:
        held = first(frame, "draw:object")
        link = attribute(held, "xlink:href").removeprefix("./") if held is not None else ""
        root = parse_part(self.archive, f"{link}/content.xml") if link else None
        chart = first(root, "office:body", "office:chart", "chart:chart")
        if chart is not None:
            self.left_out["chart (but for its title)"] += 1
            title = first(chart, "chart:title")
            yield from self.read(below(title))
        elif first(frame, "draw:plugin") is not None:
            self.left_out["film or recording"] += 1
        elif held is not None or first(frame, "draw:object-ole") is not None:
            self.left_out["object of another program"] += 1
        else:
            self.left_out["picture"] += 1

    def _paragraph(self, element: Element, level: int) -> Iterator[Said]:
        outer, self._notes = self._notes, []
        words = self.words(element)
        notes, self._notes = self._notes, outer
        names = self.styles.family(attribute(element, "text:style-name"))
        kinds = {each.replace("_20_", "").lower() for each in names}
        if not kinds.isdisjoint(CODE) and not self._is_slides:
            self.left_out["block of code"] += has_words(words)
            words = ""
        for each in divided(words):
            yield self._said(each, element, kinds, level)
        shapes, self.shapes = self.shapes, []
        for shape in shapes:
            yield from self.shape(shape)
        for note in notes:
            body = first(note, "text:note-body")
            inside = joined(" ".join(said.words for said in self.read(below(body))))
            yield Said(words=inside, role="note", place=self.place)

    def _said(self, words: str, element: Element, kinds: AbstractSet[str], level: int) -> Said:
        if "title" in kinds and not self._is_slides:
            return Said(words=words, role="heading", level=0)
        if named(element) == "text:h":
            depth = attribute(element, "text:outline-level")
            return Said(words=words, role="heading", level=min(int(depth), _LEVELS) if depth in _DEPTHS else 1)
        if not kinds.isdisjoint(NOTED) and not self._is_slides:
            return Said(words=words, role="note")
        said = loose(words, is_slides=self._is_slides, level=level, place=self.place)
        return replace(said, role="callout") if said.role == "paragraph" and not kinds.isdisjoint(QUOTED) else said

    def words(self, element: Element) -> str:
        """Join the words of a paragraph; its notes and shapes are kept for after it."""
        if attribute(element, "text:style-name") in self.styles.hidden:
            self.left_out["stretch of hidden text"] += 1
            return ""
        out = [element.text or ""]
        for each in element:
            name = named(each)
            if name == "text:note":
                self._notes.append(each)
            elif name == "office:annotation":
                self.left_out["comment"] += 1
            elif name in ("text:hidden-text", "text:hidden-paragraph"):
                self.left_out["stretch of hidden text"] += 1
            elif name in SHAPES:
                self.shapes.append(each)
            elif name == "text:line-break":
                out.append("\n")
            elif name in ("text:s", "text:tab"):
                out.append(" ")
            elif name not in _SILENT:
                out.append(self.words(each))
            out.append(each.tail or "")
        return "".join(out)

    def _table(self, element: Element) -> Iterator[Said]:
        rows = list(_rows(element, is_head=False))
        cells = [children(each, "table:table-cell") for _, each in rows]
        is_layout = all(len(each) < 2 for each in cells) or any(_is_layout(cell) for each in cells for cell in each)
        if is_layout:
            for cell in chain.from_iterable(cells):
                yield from self.read(cell)
            return
        words = [[joined(" ".join(said.words for said in self.read(cell))) for cell in own] for own in cells]
        is_marked = attribute(element, "table:use-first-row-styles") == "true" or has_head(words)
        for order, (is_head, _) in enumerate(rows):
            yield row(words[order], is_head=is_head or (is_marked and order == 0), place=self.place)


_DEPTHS = tuple(map(str, range(1, 100)))


def _rows(element: Element, *, is_head: bool) -> Iterator[tuple[bool, Element]]:
    for each in element:
        if named(each) == "table:table-row":
            yield is_head, each
        elif named(each) in _ROWS:
            yield from _rows(each, is_head=is_head or named(each) == "table:table-header-rows")


def _is_layout(cell: Element) -> bool:
    return first(cell, "table:table") is not None or len(children(cell, "text:p", "text:h")) > _CELL
