"""Every odd thing that a build survives, as a typed value; the library collects these and never prints them."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

__all__ = ["Log", "Notice", "NoticeKind", "NoticePlace"]

NoticeKind = Literal[
    "decoded",  # the text was not UTF-8, or had characters that no encoding explains
    "format",  # the content is of another format than the name says
    "skipped_cue",  # a cue without words, or one whose times run backwards
    "repeated_caption",  # rolling captions showed a line again
    "left_out",  # mark-up, comments, images: read, but not a part of the text
    "long_line",  # a line of more characters than a person writes
    "no_sections",  # too short to be divided
    "wordless",  # a file of a lecture that holds no words: a scan, an empty deck
    "passed_over",  # what lies in a course's folder and is in no lecture
    "withdrawn",  # a claim that the verifier refuses: a sentence was misread
    "language",  # the text does not look like English
]


class NoticePlace(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    source: str
    line: int | None = None
    """From 1; None where the notice is about the whole source."""


class Notice(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    kind: NoticeKind
    text: str
    place: NoticePlace


class Log:
    """Collects notices in the order in which they are told."""

    __slots__ = ("notices",)

    def __init__(self) -> None:
        self.notices: list[Notice] = []

    def tell(self, kind: NoticeKind, text: str, *, source: str, line: int | None = None) -> None:
        self.notices.append(Notice(kind=kind, text=text, place=NoticePlace(source=source, line=line)))
