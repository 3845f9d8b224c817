"""Rich Text (Microsoft, version 1.9.1), as Word, LibreOffice and TextEdit write it."""

from __future__ import annotations

import re

from coursepack.errors import EmptySource
from coursepack.model.reading import Reading
from coursepack.notices import Log
from coursepack.readers._lines import has_words
from coursepack.readers._office import CODE, NOTED, QUOTED, Said, composed, loose, tell_left_out
from coursepack.readers._rtf import Paragraph, text_of
from coursepack.readers._word import Printed, with_headings

__all__ = ["SUFFIXES", "SUMMARY", "read"]

SUFFIXES = ("rtf",)
SUMMARY = "Rich Text: headings, lists, tables and footnotes, a line for each paragraph"

_HEADING = re.compile(r"heading (\d)$")
_TITLE = "title"


def read(data: bytes, *, source: str, log: Log) -> Reading:
    """Comments, hidden text, heads and feet of pages and pictures are told as left out."""
    if not data.strip():
        raise EmptySource(source)
    text = text_of(data, source=source)
    printed = [_printed(each) for each in text.paragraphs if _kind(each) not in CODE]
    text.left_out["block of code"] += len(text.paragraphs) - len(printed)
    tell_left_out(+text.left_out, source=source, log=log)
    said = [each for each in with_headings(printed) if has_words(each.words)]
    own = next((each.words for each in said if each.role == "heading" and each.level == 1), "")
    return composed(said, kind="document", title=own, source=source)


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
