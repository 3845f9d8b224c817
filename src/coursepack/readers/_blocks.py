"""Markdown's blocks with their positions: markdown-it tells a block's lines, and its content is found in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from coursepack.model.anchors import Role
from coursepack.readers._inline import MARKDOWN
from coursepack.readers._marks import Range

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["Block", "Blocks", "Part", "Segment", "blocks_of"]

# What CommonMark strips from a paragraph's ends (section 2.1).
_BLANKS = " \t\n\v\f\r"
_CODE = frozenset(("fence", "code_block"))
_LISTS = frozenset(("bullet_list_open", "ordered_list_open", "bullet_list_close", "ordered_list_close"))
_HASHES = re.compile(r"#{1,6}[ \t]+")
_CONTAINERS = re.compile(r"(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*")
_DEFINITION = re.compile(r"^\[\^[^\]\s\[]{1,80}\]:[ \t]*", re.MULTILINE)

_BOX = re.compile(r"\[[ xX/-]\][ \t]+(?=\S)")
_CALLOUT = re.compile(r"\[!\w[\w-]{0,40}(?:\|[^\]\n]{0,40})?\][+-]?[ \t]*(?P<title>[^\n]*)\n?")


class Segment(Struct, frozen=True, kw_only=True):
    """Characters of a content that stand together in the source."""

    at: int
    start: int
    length: int


class Part(Struct, frozen=True, kw_only=True):
    """What is parsed as one: a paragraph, or one cell of a table's row."""

    content: str
    segments: tuple[Segment, ...]

    def place(self, at: int) -> int:
        """Give where a character of the content stands in the source."""
        segment = self.segments[max(0, bisect_right(self.segments, at, key=lambda each: each.at) - 1)]
        return segment.start + at - segment.at


class Block(Struct, frozen=True, kw_only=True):
    role: Role
    level: int = 0
    parts: tuple[Part, ...]


class Blocks(Struct, frozen=True, kw_only=True):
    blocks: tuple[Block, ...]
    env: dict[str, Any]
    """What the inline parser needs to know: link definitions."""
    code: tuple[int, ...]
    """First lines, from 1, of code that was left out."""
    html: tuple[int, ...]


def blocks_of(text: str) -> Blocks:
    """Parse a text; what is neither heading, list, quotation, table nor paragraph is left out."""
    env: dict[str, Any] = {}
    tokens: list[Token] = []
    MARKDOWN.block.parse(text, MARKDOWN, env, tokens)
    code = tuple(token.map[0] + 1 for token in tokens if token.type in _CODE and token.map)
    html = tuple(token.map[0] + 1 for token in tokens if token.type == "html_block" and token.map)
    return Blocks(blocks=tuple(_blocks(text, tokens)), env=env, code=code, html=html)


def _rows(text: str) -> list[Range]:
    found, start = [], 0
    while (end := text.find("\n", start)) >= 0:
        found.append((start, end))
        start = end + 1
    found.append((start, len(text)))
    return found


def _blocks(text: str, tokens: Sequence[Token]) -> Iterator[Block]:
    rows = _rows(text)
    lists = quotes = row_begin = 0
    heading: Token | None = None
    is_item_open = is_row = False
    for order, token in enumerate(tokens):
        if token.type in _LISTS:
            lists += token.nesting
        elif token.type in ("blockquote_open", "blockquote_close"):
            quotes += token.nesting
        elif token.type == "list_item_open":
            is_item_open = True
        elif token.type in ("heading_open", "heading_close"):
            heading = token if token.nesting == 1 else None
        elif token.type == "tr_open":
            is_row, row_begin = True, order
        elif token.type == "tr_close":
            is_row = False
            yield from _row(text, tokens[row_begin:order], rows)
        elif token.type == "inline" and token.content and not is_row:
            if heading:
                yield Block(role="heading", level=int(heading.tag[1:]), parts=(_part(text, token, rows, heading),))
            elif _DEFINITION.match(token.content):
                yield from _footnotes(_part(text, token, rows))
            elif is_item_open:
                part = _part(text, token, rows)
                box = _BOX.match(part.content)
                yield Block(role="bullet", level=lists, parts=(_from(part, box.end()) if box else part,))
            elif quotes and (mark := _CALLOUT.match(token.content)):
                yield from _callout(_part(text, token, rows), mark)
            else:
                yield Block(role="callout" if quotes else "paragraph", parts=(_part(text, token, rows),))
            is_item_open = False


def _part(text: str, token: Token, rows: Sequence[Range], heading: Token | None = None) -> Part:
    """Find each line of a block's content in the source: it is the end of its source line, but for closing "#"."""
    assert token.map is not None
    segments = []
    at = 0
    contents = token.content.split("\n")
    for order, content in enumerate(contents):
        begin, end = rows[token.map[0] + order]
        source = text[begin:end]
        words = content.lstrip(_BLANKS)
        if heading is not None and heading.markup.startswith("#"):
            hashes = _HASHES.search(source)
            found = source.find(words, hashes.end() if hashes else 0)
        elif order + 1 < len(contents) and source.endswith(words):
            # The line end belongs to the segment, so that words on two lines stay two words.
            found = len(source) - len(words)
            end = begin + found + len(words) + 1
            segments.append(Segment(at=at + len(content) - len(words), start=begin + found, length=len(words) + 1))
            at += len(content) + 1
            continue
        else:
            # The parser strips a paragraph's end of much white space, no-break spaces among it.
            found = source.rfind(words)
        if words and found >= 0 and source.startswith(words, found):
            segments.append(Segment(at=at + len(content) - len(words), start=begin + found, length=len(words)))
        at += len(content) + 1
    return Part(content=token.content, segments=tuple(segments))


def _row(text: str, tokens: Sequence[Token], rows: Sequence[Range]) -> Iterator[Block]:
    """Make one block of a table's row; the "|" between its cells stays, as the only sign that they are apart."""
    cells = [token for token in tokens if token.type == "inline"]
    is_header = any(token.type == "th_open" for token in tokens)
    parts = []
    if cells and cells[0].map is not None:
        begin, end = rows[cells[0].map[0]]
        source = text[begin:end]
        containers = _CONTAINERS.match(source)
        at = containers.end() if containers else 0
        # What looks like a bullet may be the first cell: a table's head takes its whole line.
        at = at if source.find(_escaped(cells[0]), at) >= 0 else 0
        at += source.startswith("|", at)
        for cell in cells:
            found = source.find(_escaped(cell), at)
            if cell.content and found >= 0:
                parts.append(Part(content=cell.content, segments=tuple(_cell(cell.content, begin + found))))
                at = found + len(_escaped(cell))
            at = source.find("|", at) + 1
            if at == 0:
                break
    if parts:
        yield Block(role="note", parts=tuple(parts)) if is_header else Block(role="bullet", level=1, parts=tuple(parts))


def _escaped(cell: Token) -> str:
    """Give a cell as the source has it: a bar inside it is escaped there, and only there."""
    return cell.content.replace("|", "\\|")


def _cell(content: str, start: int) -> Iterator[Segment]:
    at = 0
    for order, words in enumerate(content.split("|")):
        # The backslash before a bar is in the source alone.
        length = len(words) + bool(order)
        start += bool(order)
        if length:
            yield Segment(at=at, start=start, length=length)
        at += length
        start += length


def _footnotes(part: Part) -> Iterator[Block]:
    """Divide a paragraph of footnotes, which may follow each other without a blank line, into notes."""
    heads = list(_DEFINITION.finditer(part.content))
    for order, head in enumerate(heads):
        stop = heads[order + 1].start() if order + 1 < len(heads) else len(part.content)
        content = part.content[head.end() : stop].rstrip(_BLANKS)
        if content:
            segments = tuple(_cut(part.segments, head.end(), head.end() + len(content)))
            yield Block(role="note", parts=(Part(content=content, segments=segments),))


def _callout(part: Part, mark: re.Match[str]) -> Iterator[Block]:
    """Read a quotation that begins with "[!note]", as GitHub and Obsidian write boxes: its title, and its words."""
    for begin, end in (mark.span("title"), (mark.end(), len(part.content))):
        if begin < end:
            yield Block(role="callout", parts=(_from(part, begin, end),))


def _from(part: Part, begin: int, end: int | None = None) -> Part:
    end = len(part.content) if end is None else end
    return Part(content=part.content[begin:end], segments=tuple(_cut(part.segments, begin, end)))


def _cut(segments: Sequence[Segment], begin: int, end: int) -> Iterator[Segment]:
    order = max(0, bisect_right(segments, begin, key=lambda each: each.at) - 1)
    while order < len(segments) and segments[order].at < end:
        segment = segments[order]
        first = max(begin, segment.at)
        last = min(end, segment.at + segment.length)
        if first < last:
            yield Segment(at=first - begin, start=segment.start + first - segment.at, length=last - first)
        order += 1
