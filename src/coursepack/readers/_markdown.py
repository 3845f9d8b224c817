"""Markdown to a reading: blocks become pieces with roles, their mark-up becomes marks, the rest is told as left out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import Struct

from coursepack.errors import EmptySource
from coursepack.model.anchors import Role
from coursepack.model.reading import Piece, Reading
from coursepack.notices import Log
from coursepack.readers._blocks import Block, Blocks, Part, blocks_of
from coursepack.readers._inline import Words, words_of
from coursepack.readers._lines import has_words, line_at, trimmed
from coursepack.readers._marks import Range, joined, visible, without
from coursepack.readers._wrapping import is_question, sentences_in

__all__ = ["read_markdown"]

_FRONT_MATTER = re.compile(
    r"(?P<fence>---|\+\+\+)[ \t]*\n(?P<fields>(?:[^\n]*\n)*?)(?:(?P=fence)|\.\.\.)[ \t]*(?:\n|$)"
)
_FIELD = re.compile(r"^[A-Za-z_][\w-]*[ \t]*[:=]", re.MULTILINE)
_TITLE = re.compile(
    r"^title[ \t]*[:=][ \t]*(?P<quote>[\"']?)(?P<title>.+?)(?P=quote)[ \t]*$", re.MULTILINE | re.IGNORECASE
)
_SIGN = re.compile(r"[^\n]")
_MOST_FRONT_LINES = 200
_CALLOUT = 2
"""Sentences of a call-out on a slide; more are a paragraph."""


class _Unit(Struct, frozen=True, kw_only=True):
    start: int
    end: int
    role: Role
    level: int
    marks: tuple[Range, ...]
    words: str
    images: int
    is_whole: bool


def read_markdown(text: str, *, source: str, log: Log) -> Reading:
    """Read CommonMark with tables, footnotes and front matter; what is no text is left out with a notice."""
    front, named = _front_matter(text)
    blocks = blocks_of(_SIGN.sub(" ", text[:front]) + text[front:])
    units = [unit for block in blocks.blocks for unit in _units(text, block, blocks)]
    _tell(text, blocks, units, source, log)
    units = [unit for unit in units if has_words(unit.words)]
    if not units:
        raise EmptySource(source)
    is_slides = _is_slides(units)
    pieces = [
        Piece(start=unit.start, end=unit.end, role=_role(unit, is_slides=is_slides), level=unit.level) for unit in units
    ]
    title = next((unit.words for unit in units if unit.role == "heading" and unit.level == 1), named)
    return Reading(
        text=text,
        pieces=tuple(pieces),
        kind="slides" if is_slides else "document",
        title=title,
        marks=tuple(mark for unit in units for mark in unit.marks),
    )


def _front_matter(text: str) -> tuple[int, str]:
    """Give where the text begins after its front matter, and the title there; 0 and "" where it has none."""
    head_end = 0
    for _ in range(_MOST_FRONT_LINES):
        head_end = text.find("\n", head_end) + 1
        if not head_end:
            head_end = len(text)
            break
    found = _FRONT_MATTER.match(text, 0, head_end)
    # A ruled line above a slide looks alike; fields do not.
    if found is None or not _FIELD.match(found["fields"]):
        return 0, ""
    title = _TITLE.search(found["fields"])
    return found.end(), title["title"].strip() if title else ""


def _units(text: str, block: Block, blocks: Blocks) -> Iterator[_Unit]:
    parts = [(part, words_of(part.content, blocks.env)) for part in block.parts if part.segments]
    if not parts:
        return
    marks = joined(mark for part, words in parts for mark in _marks(text, part, words))
    begin, end = parts[0][0].segments[0].start, _end(parts[-1][0])
    images = sum(words.images for _, words in parts)
    is_whole = all(words.is_whole for _, words in parts)
    for start, stop in _divided(text, (begin, end), _breaks(parts, marks)):
        start, stop = trimmed(text, start, stop)  # noqa: PLW2901 - the same range, made narrower
        if start == stop:
            continue
        own = tuple((max(a, start), min(b, stop)) for a, b in marks if a < stop and b > start)
        words = visible(text, start, stop, own)
        yield _Unit(
            start=start,
            end=stop,
            role=block.role,
            level=block.level,
            marks=own,
            words=words,
            images=images,
            is_whole=is_whole,
        )
        images = 0


def _end(part: Part) -> int:
    last = part.segments[-1]
    return last.start + last.length


def _marks(text: str, part: Part, words: Words) -> Iterator[Range]:
    """Give what of a part's source is no word: what the rules let fall, and the ">" before a quotation's next line."""
    shown = []
    order = 0
    for segment in part.segments:
        last = segment.at + segment.length
        while order < len(words.ranges) and words.ranges[order][0] < last:
            begin, end = words.ranges[order]
            if end > segment.at:
                shown.append(
                    (segment.start + max(begin, segment.at) - segment.at, segment.start + min(end, last) - segment.at)
                )
            if end > last:
                break
            order += 1
    for begin, end in without([(part.segments[0].start, _end(part))], shown):
        start, stop = trimmed(text, begin, end)
        if start < stop:
            yield start, stop


def _breaks(parts: Sequence[tuple[Part, Words]], marks: Sequence[Range]) -> list[Range]:
    """Give the marks that begin with a "<br>"."""
    places = sorted(part.place(at) for part, words in parts for at in words.breaks)
    return [mark for mark in marks if bisect_left(places, mark[0]) < bisect_left(places, mark[1])]


def _divided(text: str, span: Range, breaks: Sequence[Range]) -> Iterator[Range]:
    """Divide a range at each "<br>" between two words that nothing else holds apart."""
    begin, end = span
    for first, last in breaks:
        if begin < first and last < end and not text[first - 1].isspace() and not text[last].isspace():
            yield begin, first
            begin = last
    yield begin, end


def _is_slides(units: Sequence[_Unit]) -> bool:
    """Tell slides: more is said in bullets than in paragraphs; quotations and questions stand in both kinds."""
    said = dict.fromkeys(("bullet", "paragraph"), 0)
    for unit in units:
        if unit.role in said and not is_question(unit.words):
            said[unit.role] += len(unit.words)
    return said["bullet"] > said["paragraph"]


def _role(unit: _Unit, *, is_slides: bool) -> Role:
    if unit.role in ("heading", "note"):
        return unit.role
    if is_question(unit.words):
        return "question"
    if unit.role == "paragraph" and is_slides and sentences_in(unit.words) <= _CALLOUT:
        return "callout"
    return unit.role


def _tell(text: str, blocks: Blocks, units: Sequence[_Unit], source: str, log: Log) -> None:
    pictured = [unit.start for unit in units if unit.images]
    images = sum(unit.images for unit in units)
    for what, lines, count in (
        ("block of code", blocks.code, len(blocks.code)),
        ("block of HTML or comment", blocks.html, len(blocks.html)),
        ("image", [line_at(text, at) for at in pictured[:1]], images),
    ):
        if count:
            many = what.replace("block", "blocks", 1) if what.startswith("block") else f"{what}s"
            said = f"1 {what} is" if count == 1 else f"{count:,} {many} are"
            log.tell("left_out", f"{said} not read", source=source, line=lines[0])
    for unit in units:
        if not unit.is_whole:
            found = f"a paragraph of {unit.end - unit.start:,} characters is too tangled; its mark-up is read as words"
            log.tell("long_line", found, source=source, line=line_at(text, unit.start))
            break
