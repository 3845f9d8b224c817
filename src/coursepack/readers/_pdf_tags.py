"""What a tagged PDF says of a page's words (ISO 32000-1, 14.7 and 14.8): in what order they are read, and as what."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium
from msgspec.structs import replace

from coursepack.readers._sheet import ARTIFACT, UNTAGGED, Tag

__all__ = ["tag_of", "tags_of"]

_MOST_ELEMENTS = 50_000
"""Of a page; what has more is no page that somebody reads."""
_DEEPEST = 40
_HEADINGS = {"Title": 1, **{f"H{level}": level for level in range(1, 7)}}
_PIECES = {
    "P": "",
    "BlockQuote": "quote",
    "Caption": "note",
    "Figure": "note",
    "Note": "footnote",
    "FENote": "footnote",
}
"""Elements whose words belong together, and as what."""
# All others stand in a line of words, or only hold others.
_GROUPS = frozenset(("Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "Aside", "Table", "TOC", "Index"))
_UNREAD = frozenset(("contents", "label"))
_MARKS = 20


class _Holder:
    """An element that words stand in, while it is walked."""

    __slots__ = ("block", "cell", "is_head", "is_piece", "kind", "level", "lists", "row")

    def __init__(self, above: _Holder | None = None, *, kind: str = "", is_piece: bool = False) -> None:
        self.block = -1
        self.is_piece = is_piece
        self.kind = kind
        self.level = 0
        self.lists: int = above.lists if above else 0
        self.row: int = above.row if above else -1
        self.cell: int = above.cell if above else -1
        self.is_head: bool = above.is_head if above else False


class _Walk:
    def __init__(self) -> None:
        self.tags: list[Tag] = []
        self.by_id: dict[int, int] = {}
        self._count = self._blocks = self._rows = self._cells = 0
        self._loose = -1

    def read(self, element: Any, holder: _Holder, depth: int, *, is_label: bool = False) -> None:
        """Number the marked contents under an element, in their order."""
        self._count += 1
        if self._count > _MOST_ELEMENTS or depth > _DEEPEST:
            return
        name = _type_of(element)
        if name == "Artifact":
            return
        is_label = is_label or name == "Lbl"
        inner = self._holder(name, holder)
        for at in range(max(0, pdfium.FPDF_StructElement_CountChildren(element))):
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, at)
            if child:
                self.read(child, inner, depth + 1, is_label=is_label)
            else:
                content = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, at)
                if content >= 0 and content not in self.by_id:
                    self._say(content, inner, is_label=is_label)
        if name == "L" and holder.kind == "item":
            # What an item says behind the list inside it is no item of its own.
            holder.block, holder.kind = -1, ""

    def _holder(self, name: str, holder: _Holder) -> _Holder:
        if name in _HEADINGS or name == "H":
            inner = _Holder(holder, kind="heading", is_piece=True)
            inner.level = _HEADINGS.get(name, 0)
        elif name == "L":
            inner = _Holder(holder)
            inner.lists += 1
        elif name == "LI":
            inner = _Holder(holder, kind="item", is_piece=True)
            inner.level = max(1, inner.lists)
        elif name == "TR":
            inner = _Holder(holder, kind=holder.kind)
            inner.row, self._rows = self._rows, self._rows + 1
        elif name in ("TD", "TH"):
            inner = _Holder(holder, is_piece=True)
            inner.is_head = name == "TH"
            inner.cell, self._cells = self._cells, self._cells + 1
        elif name in _PIECES or (name in _GROUPS and holder.is_piece):
            inner = _Holder(holder, kind=_PIECES.get(name) or holder.kind, is_piece=True)
            inner.level = holder.level
            if holder.kind == "item":
                holder.kind = ""
        elif name in _GROUPS:
            inner = _Holder(holder, kind="contents" if name in ("TOC", "Index") else holder.kind)
        else:
            inner = holder
        return inner

    def _say(self, content: int, holder: _Holder, *, is_label: bool) -> None:
        kind = holder.kind
        if is_label and kind in ("item", "footnote"):
            kind = "label"
        if kind in _UNREAD:
            block = -1
        elif not holder.is_piece:
            # Words in no paragraph: their lines tell what belongs together.
            if self._loose < 0:
                self._loose, self._blocks = self._blocks, self._blocks + 1
            block, kind = self._loose, "loose"
        else:
            if holder.block < 0:
                holder.block, self._blocks = self._blocks, self._blocks + 1
                self._loose = -1
            block = holder.block
        self.by_id[content] = len(self.tags)
        row = holder.row if holder.cell >= 0 else -1
        tag = Tag(block=block, kind=kind, level=holder.level, row=row, cell=holder.cell, is_head=holder.is_head)
        self.tags.append(replace(tag, is_mark=True) if is_label else tag)


def tags_of(page: Any, *, most_roots: int) -> tuple[list[Tag], dict[int, int]]:
    """Give a page's tags in reading order, and where the tag of each marked content stands among them."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    walk = _Walk()
    if not tree:
        return [], {}
    roots = pdfium.FPDF_StructTree_CountChildren(tree)
    for at in range(roots if roots <= most_roots else 0):
        element = pdfium.FPDF_StructTree_GetChildAtIndex(tree, at)
        if element:
            walk.read(element, _Holder(), 0)
    pdfium.FPDF_StructTree_Close(tree)
    return walk.tags, walk.by_id


def tag_of(drawn: Any, by_id: dict[int, int]) -> int:
    """Give the number of the tag of what was drawn."""
    content = pdfium.FPDFPageObj_GetMarkedContentID(drawn)
    if content >= 0:
        return by_id.get(content, UNTAGGED)
    name = (ctypes.c_ushort * _MARKS)()
    length = ctypes.c_ulong()
    for at in range(min(_MARKS, pdfium.FPDFPageObj_CountMarks(drawn))):
        mark = pdfium.FPDFPageObj_GetMark(drawn, at)
        if (
            pdfium.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), length)
            and _text(name, length.value) == "Artifact"
        ):
            return ARTIFACT
    return UNTAGGED


def _type_of(element: Any) -> str:
    name = (ctypes.c_ushort * _MARKS)()
    length = pdfium.FPDF_StructElement_GetType(element, name, ctypes.sizeof(name))
    return _text(name, length)


def _text(name: Any, length: int) -> str:
    return bytes(name)[: max(0, min(length, ctypes.sizeof(name)) - 2)].decode("utf-16-le", "replace")
