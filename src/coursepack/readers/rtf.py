"""Rich Text (Microsoft, version 1.9.1), as Word, LibreOffice and TextEdit write it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from coursepack.errors import EmptySource
from coursepack.model.reading import Reading
from coursepack.notices import Log
from coursepack.readers._bullets import bullet_of
from coursepack.readers._lines import Line, has_words
from coursepack.readers._office import CODE, NOTED, QUOTED, Said, composed, loose, tell_left_out
from coursepack.readers._rtf import Paragraph, text_of
from coursepack.readers._word import Printed, with_headings

__all__ = ["SUFFIXES", "SUMMARY", "read"]

SUFFIXES = ("rtf",)
SUMMARY = "Rich Text: headings, lists, tables and footnotes, a line for each paragraph"

_HEADING = re.compile(r"heading (\d)$")
_TITLE = "title"
_BYLINE = 12
"""Words of a line that tells the author or the date."""


def read(data: bytes, *, source: str, log: Log) -> Reading:
    """Comments, hidden text, heads and feet of pages and pictures are told as left out."""
    if not data.strip():
        raise EmptySource(source)
    text = text_of(data, source=source)
    # Where most is set in letters of one width, that is a typewriter's text, and no code.
    typed = sum(each.is_typed for each in text.paragraphs)
    is_typed = typed * 2 > len(text.paragraphs)
    read = [each for each in text.paragraphs if _kind(each) not in CODE and (is_typed or not each.is_typed)]
    text.left_out["block of code"] += len(text.paragraphs) - len(read)
    printed = _with_title(read, _listed(read))
    tell_left_out(+text.left_out, source=source, log=log)
    said = [each for each in with_headings(printed) if has_words(each.words)]
    own = next((each.words for each in said if each.role == "heading" and each.level == 1), "")
    return composed(said, kind="document", title=own, source=source)


def _listed(paragraphs: Sequence[Paragraph]) -> list[Printed]:
    """Read paragraphs; those that hang behind a sign or a number are a list's, with levels by their indent."""
    out = []
    indents: list[int] = []
    for paragraph in paragraphs:
        printed = _printed(paragraph)
        typed = bullet_of(Line(start=0, end=len(paragraph.words), number=1, indent=0, text=paragraph.words))
        if paragraph.is_hanging and typed is not None and printed.said.role in ("paragraph", "bullet"):
            while indents and indents[-1] >= paragraph.indent:
                indents.pop()
            indents.append(paragraph.indent)
            said = replace(printed.said, role="bullet", level=len(indents), skip=typed.start)
            printed = Printed(said=said)
        else:
            indents = []
        out.append(printed)
    return out


def _with_title(paragraphs: Sequence[Paragraph], printed: list[Printed]) -> list[Printed]:
    """Tell a title that has no style: bold, in the middle, and above all headings; who wrote it stands below."""
    has_headings = any(each.said.role == "heading" for each in printed)
    if not has_headings or any(each.is_title for each in printed) or printed[0].said.role != "paragraph":
        return printed
    if not (paragraphs[0].is_centred and paragraphs[0].is_bold):
        return printed
    out = [Printed(said=replace(printed[0].said, role="heading", level=1), is_title=True)]
    is_head = True
    for paragraph, each in zip(paragraphs[1:], printed[1:], strict=True):
        is_head = is_head and paragraph.is_centred and len(paragraph.words.split()) <= _BYLINE
        out.append(Printed(said=replace(each.said, role="note")) if is_head else each)
    return out


def _printed(paragraph: Paragraph) -> Printed:
    words = paragraph.words
    heading = _HEADING.match(paragraph.style)
    kind = _kind(paragraph)
    if paragraph.is_note or kind in NOTED:
        return Printed(said=Said(words=words, role="note"))
    if paragraph.style == _TITLE:
        return Printed(said=Said(words=words, role="heading", level=1), is_title=True)
    if heading or paragraph.outline >= 0:
        level = int(heading[1]) if heading else paragraph.outline + 1
        return Printed(said=Said(words=words, role="heading", level=level))
    if paragraph.is_row or paragraph.level:
        return Printed(said=Said(words=words, role="bullet", level=max(1, paragraph.level)))
    said = loose(words, is_slides=False)
    if said.role == "paragraph" and kind in QUOTED:
        said = Said(words=words, role="callout")
    return Printed(said=said, is_bold=paragraph.is_bold and said.role == "paragraph")


def _kind(paragraph: Paragraph) -> str:
    return paragraph.style.replace(" ", "")
