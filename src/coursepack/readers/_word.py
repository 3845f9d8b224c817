"""Word's blocks: paragraphs by style, lists, tables, notes and text boxes, one line for each paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from coursepack.readers._drawing import chart_title, diagram
from coursepack.readers._lines import has_words
from coursepack.readers._office import CODE, NOTED, QUOTED, Package, Said, divided, has_head, joined, loose
from coursepack.readers._office import row as table_row
from coursepack.readers._runs import Words, alternative, is_on
from coursepack.readers._wrapping import ends_sentence
from coursepack.readers._xml import Element, attribute, children, first, named

__all__ = ["Blocks", "Style", "styles_of", "with_headings"]

_THROUGH = frozenset(("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo"))
_HEADING = re.compile(r"heading (\d)")
_LIST = re.compile(r"list (?:bullet|number|paragraph|continue)?.*?(\d)?$")
_LEVELS = 9
_PLAIN_TABLES = ("", "TableGrid", "TableNormal")
_FIRST_ROW = 0x0020
"""The bit of a table's look (17.4.55) that sets its first row apart."""
_CELL = 3
"""Paragraphs of a cell; a table with a larger one only puts text side by side."""
_ANCESTORS = 10
"""Styles that one inherits from; where they form a circle, there are more."""
_LONGEST_HEADING = 12
"""Words of a line that is taken for a heading because it is bold."""


class Style(Struct, frozen=True, kw_only=True):
    name: str
    kinds: frozenset[str]
    """Its name and those of what it inherits from, without blanks."""
    level: int
    """Of a heading, from 1; else 0."""
    list_level: int
    """From 1; else 0."""


class Printed(Struct, frozen=True, kw_only=True):
    said: Said
    is_title: bool = False
    is_bold: bool = False


def styles_of(root: Element | None) -> dict[str, Style]:
    """Read the paragraph styles by id, each with what it inherits; the default one is under ""."""
    known = {attribute(each, "w:styleId"): each for each in children(root, "w:style")}
    styles = {key: _style(key, known) for key in known}
    for key, each in known.items():
        if attribute(each, "w:default") in ("1", "true") and attribute(each, "w:type") == "paragraph":
            styles[""] = styles[key]
    return styles


def _style(key: str, known: Mapping[str, Element]) -> Style:
    level, number, name = "", "", ""
    kinds: set[str] = set()
    for _ in range(_ANCESTORS):
        element = known.get(key)
        if element is None:
            break
        own = _value(element, "w:name").lower()
        found = _HEADING.fullmatch(own)
        name = name or own
        kinds.add(own.replace(" ", ""))
        level = level or _value(element, "w:pPr", "w:outlineLvl") or (str(int(found[1]) - 1) if found else "")
        number = number or _value(element, "w:pPr", "w:numPr", "w:numId")
        key = _value(element, "w:basedOn")
    digit = _LIST.fullmatch(name)
    return Style(
        name=name,
        kinds=frozenset(kinds),
        level=_whole(level, _LEVELS - 1) + 1 if level and _whole(level, _LEVELS) < _LEVELS else 0,
        list_level=max(1, int(digit[1] or 1) if digit else 1) if number not in ("", "0") else 0,
    )


def _value(element: Element | None, *path: str) -> str:
    found = first(element, *path)
    return attribute(found, "w:val") if found is not None else ""


def _whole(digits: str, most: int) -> int:
    return min(int(digits), most) if digits.isdecimal() and digits.isascii() and len(digits) < 10 else 0


_NORMAL = Style(name="normal", kinds=frozenset(), level=0, list_level=0)


class Blocks:
    """Reads the blocks of one part; `notes` are the footnotes and endnotes by kind and id."""

    def __init__(self, package: Package, part: str, styles: Mapping[str, Style], *, left_out: Counter[str]) -> None:
        self._package, self._part, self._styles, self._left_out = package, part, styles, left_out
        self._words = Words(left_out)
        self._carried: list[str] = []
        self.notes: dict[tuple[str, str], Element] = {}
        self.endnotes: list[Printed] = []
        self.paragraphs: list[str] = []
        """What was read, a paragraph each, with its own line breaks."""

    def read(self, element: Element) -> Iterator[Printed]:
        """Give a line for each paragraph of a body, cell, note or text box, in the order of the text."""
        for each in element:
            name = named(each)
            if name == "w:p":
                yield from self._paragraph(each)
            elif name == "w:tbl":
                yield from self._table(each)
            elif name == "w:sdt" and _is_contents(each):
                self._left_out["table of contents"] = 1
            elif name in _THROUGH:
                yield from self.read(each)
            elif name == "mc:AlternateContent":
                yield from self.read(alternative(each))
            elif name == "w:altChunk":
                self._left_out["document inside the document"] += 1

    def _paragraph(self, element: Element) -> Iterator[Printed]:
        words = self._words
        properties = first(element, "w:pPr")
        style = self._styles.get(_value(properties, "w:pStyle"), self._styles.get("", _NORMAL))
        if style.level:
            words.end_contents()
        words.begin()
        is_contents = words.is_contents or style.name.startswith("toc ")
        words.read(element)
        said, boxes, drawings, notes, is_bold = words.taken()
        if is_contents:
            self._left_out["table of contents"] = 1
        elif not style.kinds.isdisjoint(CODE):
            self._left_out["block of code"] += has_words(said)
        elif first(properties, "w:rPr", "w:del") is not None:
            # The change takes the paragraph's end away: what follows goes on with its words.
            self._carried.append(said)
        else:
            self.paragraphs.append(said)
            for each in divided(" ".join((*self._carried, said))):
                yield self._line(each, properties, style, is_bold=is_bold)
            self._carried = []
        for box in boxes:
            yield from self.read(box)
        for drawing in drawings:
            yield from self._drawn(drawing)
        for key in notes:
            yield from self._note(key)

    def _line(self, words: str, properties: Element | None, style: Style, *, is_bold: bool) -> Printed:
        own = _value(properties, "w:outlineLvl")
        level = _whole(own, _LEVELS) + 1 if own else style.level
        if style.name == "title":
            return Printed(said=Said(words=words, role="heading", level=1), is_title=True)
        if 0 < level <= _LEVELS:
            return Printed(said=Said(words=words, role="heading", level=level))
        if not style.kinds.isdisjoint(NOTED):
            return Printed(said=Said(words=words, role="note"))
        number = _value(properties, "w:numPr", "w:numId")
        in_list = number not in ("", "0") or (style.list_level and number != "0")
        depth = _whole(_value(properties, "w:numPr", "w:ilvl"), _LEVELS - 1) + 1
        said = loose(words, is_slides=False, level=max(depth, style.list_level) if in_list else 0)
        if said.role == "paragraph" and not style.kinds.isdisjoint(QUOTED):
            said = replace(said, role="callout")
        return Printed(said=said, is_bold=is_bold and said.role == "paragraph")

    def _note(self, key: tuple[str, str]) -> Iterator[Printed]:
        element = self.notes.pop(key, None)
        if element is None:
            return
        words = joined(" ".join(line.said.words for line in self.read(element)))
        line = Printed(said=Said(words=words, role="note"))
        if key[0] == "endnote":
            self.endnotes.append(line)
        else:
            yield line

    def _drawn(self, element: Element) -> Iterator[Printed]:
        is_chart = named(element) == "c:chart"
        relation = self._package.relations(self._part).get(attribute(element, "r:id" if is_chart else "r:dm"))
        root = self._package.root(relation.target if relation else "?")
        if is_chart:
            self._left_out["chart (but for its title)"] += 1
            found = [(0, chart_title(root))]
        else:
            found = list(diagram(root))
        for level, words in found:
            if words:
                yield Printed(said=loose(words, is_slides=False, level=level))

    def _table(self, element: Element) -> Iterator[Printed]:
        rows = [each for each in _through(element, "w:tr") if first(each, "w:trPr", "w:del") is None]
        cells = [list(_through(row, "w:tc")) for row in rows]
        is_layout = all(len(row) < 2 for row in cells) or any(_is_layout(cell) for row in cells for cell in row)
        if is_layout:
            for cell in chain.from_iterable(cells):
                yield from self.read(cell)
            return
        found = [[list(self.read(cell)) for cell in own] for own in cells]
        words = [[_cell(cell) for cell in own] for own in found]
        for order, (row, own) in enumerate(zip(rows, found, strict=True)):
            is_head = is_on(first(row, "w:trPr", "w:tblHeader"))
            if order == 0:
                is_bold = all(line.is_bold for cell in own for line in cell)
                is_head = is_head or is_bold or _is_marked(element) or has_head(words)
            yield Printed(said=table_row(words[order], is_head=is_head))
            yield from (line for cell in own for line in cell if line.said.role == "note")


def _cell(lines: Sequence[Printed]) -> str:
    return joined(" ".join(each.said.words for each in lines if each.said.role != "note"))


def _through(element: Element, wanted: str) -> Iterator[Element]:
    """Give rows or cells, those too that stand in a content control."""
    for each in element:
        if named(each) == wanted:
            yield each
        elif named(each) in _THROUGH:
            yield from _through(each, wanted)


def _is_layout(cell: Element) -> bool:
    return first(cell, "w:tbl") is not None or len(children(cell, "w:p")) > _CELL


def _is_marked(table: Element) -> bool:
    """Tell whether a table's style sets its first row apart; plain grids say so of every table, and show nothing."""
    look = first(table, "w:tblPr", "w:tblLook")
    if look is None or _value(table, "w:tblPr", "w:tblStyle") in _PLAIN_TABLES:
        return False
    value = attribute(look, "w:val")
    bits = int(value, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", value) else 0
    return attribute(look, "w:firstRow") in ("1", "true") or bool(bits & _FIRST_ROW)


def _is_contents(control: Element) -> bool:
    return _value(control, "w:sdtPr", "w:docPartObj", "w:docPartGallery") == "Table of Contents"


def with_headings(lines: list[Printed]) -> list[Said]:
    """Set the levels of headings: below a title; where nobody used styles, short bold lines above others are some."""
    if any(line.is_title for line in lines):
        return [
            replace(line.said, level=line.said.level + 1)
            if line.said.role == "heading" and not line.is_title
            else line.said
            for line in lines
        ]
    if any(line.said.role == "heading" for line in lines):
        return [line.said for line in lines]
    filled = [line for line in lines if has_words(line.said.words)]
    out = []
    for order, line in enumerate(filled):
        follows = filled[order + 1] if order + 1 < len(filled) else line
        words = line.said.words
        is_heading = (
            line.is_bold
            and (not follows.is_bold or order == 0)
            and len(words.split()) <= _LONGEST_HEADING
            and not ends_sentence(words)
            and follows is not line
        )
        out.append(replace(line.said, role="heading", level=2 if order else 1, skip=0) if is_heading else line.said)
    return out
