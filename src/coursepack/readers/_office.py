"""What office formats share: a package's parts and relations, lines of words with roles, and what was left out."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import unquote

from msgspec import Struct

from coursepack.errors import BadFile, EmptySource
from coursepack.model.anchors import Kind, Place, Role
from coursepack.model.reading import Piece, Reading
from coursepack.notices import Log
from coursepack.readers._bullets import bullet_of
from coursepack.readers._lines import Line, has_words
from coursepack.readers._wrapping import continues, ends_sentence, is_question, sentences_in
from coursepack.readers._xml import Element, attribute, children, named, parse_part
from coursepack.readers._zip import Archive

__all__ = [
    "CODE",
    "NOTED",
    "QUOTED",
    "Package",
    "Relation",
    "Said",
    "composed",
    "divided",
    "has_head",
    "hidden_slides",
    "joined",
    "loose",
    "row",
    "tell_left_out",
]

_CALLOUT = 2
"""Sentences of a call-out; more are a paragraph."""
_LISTED = 3
"""Lines in one paragraph; of two, the second may be there for the looks of it."""
_MOST_LINES = 100
"""Of a paragraph; nobody writes a sentence on more."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_MANY = {
    "film or recording": "films or recordings",
    "drawing by hand": "drawings by hand",
    "chart (but for its title)": "charts (but for their titles)",
    "object of another program": "objects of other programs",
    "stretch of hidden text": "stretches of hidden text",
    "head or foot of pages": "heads or feet of pages",
    "table of contents": "tables of contents",
    "document inside the document": "documents inside the document",
}
# The hyphen that shows only where a line breaks there, and signs without a width.
_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF))
NOTED = frozenset(("subtitle", "author", "date", "caption", "tablecaption", "imagecaption"))
"""Styles of who wrote it and when, and of what stands below pictures: as Word, LibreOffice and pandoc name them."""
QUOTED = frozenset(("quote", "intensequote", "quotations", "blocktext", "blockquotation"))
CODE = frozenset(("sourcecode", "preformattedtext", "htmlpreformatted", "verbatim", "code", "codeblock"))
_HOMES = {
    "w:document": ("a Word document", "docx"),
    "p:presentation": ("a presentation", "pptx"),
}


class Said(Struct, frozen=True, kw_only=True):
    """One line of the text that a reader makes; `skip` are characters before its words, such as a bullet's sign."""

    words: str
    role: Role
    level: int = 0
    place: Place | None = None
    skip: int = 0


class Relation(Struct, frozen=True, kw_only=True):
    kind: str
    """The last part of its type: "slide", "image", "notesSlide"."""
    target: str
    """A part's name; empty where it leads out of the file, which is never followed."""


class Package:
    """An Office Open XML file (ISO/IEC 29500, part 2): parts that name each other by relations."""

    __slots__ = ("_kept", "_relations", "archive", "source")

    def __init__(self, data: bytes, *, source: str) -> None:
        self.archive, self.source = Archive(data, source=source), source
        self._relations: dict[str, dict[str, Relation]] = {}
        self._kept: dict[str, Element] = {}

    def relations(self, part: str) -> dict[str, Relation]:
        """Give a part's relations by id; those of the whole file for ""."""
        if part not in self._relations:
            folder, name = posixpath.split(part)
            root = parse_part(self.archive, posixpath.join(folder, "_rels", f"{name}.rels"))
            self._relations[part] = {
                attribute(each, "Id"): _relation(each, folder) for each in children(root, "rel:Relationship")
            }
        return self._relations[part]

    def related(self, part: str, kind: str) -> str:
        """Give the first part of a kind that a part names; "" where there is none."""
        found = (each.target for each in self.relations(part).values() if each.kind == kind and each.target)
        return next(found, "")

    def root(self, part: str) -> Element:
        """Parse a part that is named by others; BadFile where it is missing."""
        root = parse_part(self.archive, part)
        if root is None:
            raise BadFile(self.source, f"lacks its part '{part}'", "save it again, or copy it anew")
        return root

    def kept(self, part: str) -> Element | None:
        """Parse a part once that many others name, such as a layout; None for ""."""
        if part and part not in self._kept:
            self._kept[part] = self.root(part)
        return self._kept.get(part)

    def main(self, want: str) -> tuple[str, Element]:
        """Give the main part's name and root; BadFile where it is of another format than `want`, a root's name."""
        part = self.related("", "officeDocument")
        if not part:
            raise BadFile(self.source, "is an archive, but no Office file", "unpack it, and give what is inside")
        root = self.root(part)
        if named(root) != want:
            found, suffix = _HOMES.get(named(root), ("another format", ""))
            advice = f"name it .{suffix}" if suffix else "save it as a document or a presentation"
            raise BadFile(self.source, f"holds {found}", advice)
        return part, root


def _relation(element: Element, folder: str) -> Relation:
    target = attribute(element, "Target")
    if attribute(element, "TargetMode") == "External":
        target = ""
    elif target.startswith("/"):
        target = target.removeprefix("/")
    else:
        target = posixpath.normpath(posixpath.join(folder, target))
    return Relation(kind=attribute(element, "Type").rpartition("/")[2], target=unquote(target))


def joined(words: str) -> str:
    """Put what may stand on several lines on one, white space single."""
    return " ".join(words.split())


def divided(words: str) -> list[str]:
    """Divide a paragraph with line breaks of its own where they part sentences or the items of a list."""
    lines = [each for each in map(joined, words.split("\n")) if each]
    if len(lines) > _MOST_LINES:
        return lines
    is_list = len(lines) >= _LISTED and not any(each[0].islower() for each in lines)
    out = lines[:1]
    for each in lines[1:]:
        has_ended = is_list or ends_sentence(out[-1]) or out[-1].endswith(":")
        if has_ended and not continues(_line(out[-1]), _line(each)):
            out.append(each)
        else:
            out[-1] += f" {each}"
    return out


def loose(words: str, *, is_slides: bool, level: int = 0, place: Place | None = None) -> Said:
    """Tell what a paragraph is by its words; one with a level above 0, or with a typed sign, is a bullet."""
    typed = bullet_of(_line(words))
    # A number may be a year or a page, and "o" a word.
    skip = typed.start if typed is not None and typed.sign != "number" and not words.startswith("o") else 0
    said = words[skip:]
    role: Role = "paragraph"
    if is_question(said):
        role = "question"
    elif _ADDRESS.fullmatch(said):
        role = "note"
    elif level or skip:
        role = "bullet"
    elif is_slides and sentences_in(said) <= _CALLOUT:
        role = "callout"
    return Said(
        words=words,
        role=role,
        level=max(level, 1) if role in ("bullet", "question") and (level or skip) else 0,
        place=place,
        skip=skip,
    )


def row(cells: Sequence[str], *, is_head: bool, place: Place | None = None) -> Said:
    """Make a line of a table's row, its cells parted by bars; the head, and mere numbers, say nothing by themselves."""
    is_note = is_head or _is_numbers(cells)
    return Said(
        words=" | ".join(each for each in cells if each),
        role="note" if is_note else "bullet",
        level=0 if is_note else 1,
        place=place,
    )


def has_head(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether a table's first row is its head where nobody marked it: most of what stands below is numbers."""
    below = sum(_is_numbers(cells) for cells in rows[1:])
    return 2 * below > len(rows) - 1 > 0 and not _is_numbers(rows[0])


def _is_numbers(cells: Sequence[str]) -> bool:
    filled = [each for each in cells if each]
    return 2 * sum(each.lstrip("-+–−(<>~±$£€¥ ")[:1].isdigit() for each in filled) > len(filled)


def _line(words: str) -> Line:
    return Line(start=0, end=len(words), number=1, indent=0, text=words)


def composed(lines: Iterable[Said | None], *, kind: Kind, title: str, source: str) -> Reading:
    """Write each on a line of its own, an empty one for None; EmptySource where there are no words."""
    rows: list[str] = []
    pieces: list[Piece] = []
    at = 0
    for said in lines:
        sign, words = ("", "") if said is None else _seen(said)
        words = sign + words
        if said is not None and has_words(words):
            start = at + len(sign)
            pieces.append(Piece(start=start, end=at + len(words), role=said.role, level=said.level, place=said.place))
        rows.append(words)
        at += len(words) + 1
    if not pieces:
        raise EmptySource(source)
    return Reading(text="\n".join(rows) + "\n", pieces=tuple(pieces), kind=kind, title=title)


def _seen(said: Said) -> tuple[str, str]:
    """Give what stands before a line's words, and these, without signs that nobody sees."""
    sign, words = said.words[: said.skip], said.words[said.skip :]
    return sign.translate(_UNSEEN).lstrip(), words.translate(_UNSEEN).strip()


def tell_left_out(left_out: Counter[str], *, source: str, log: Log) -> None:
    """Tell what is not read, by its name and in the order in which it was met."""
    for what, count in left_out.items():
        many = _MANY.get(what, f"{what}s")
        log.tell("left_out", f"1 {what} is not read" if count == 1 else f"{count:,} {many} are not read", source=source)


def hidden_slides(numbers: Sequence[int]) -> str:
    """Tell which slides are not shown, and so not read."""
    listed = ", ".join(map(str, numbers))
    return f"slide {listed} is hidden and not read" if len(numbers) == 1 else f"slides {listed} are hidden and not read"
