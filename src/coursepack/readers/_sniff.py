"""What format a text is, told by its content: names of files lie."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Literal

from coursepack.errors import BadFile
from coursepack.notices import Log
from coursepack.readers._lines import rows
from coursepack.readers._timing import is_pair, is_timing, pair_of

__all__ = ["Format", "format_of"]

Format = Literal["txt", "md", "srt", "vtt", "sbv"]

_NAMES: MappingProxyType[Format, str] = MappingProxyType(
    {"txt": "plain text", "md": "Markdown", "srt": "SubRip", "vtt": "WebVTT", "sbv": "SubViewer"}
)
# WebVTT, section 4.1: the word, then nothing or a blank.
_WEBVTT = re.compile(r"\s*WEBVTT(?:[ \t\n]|$)")
# What a file of text is not, though all its bytes are text: a page that a server sent instead of captions, for one.
_XML = r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?"
_OTHERS = (
    (re.compile(_XML + r"(?:<!doctype html|<html|<head|<body)\b", re.IGNORECASE), "a web page", "html"),
    (re.compile(_XML + r"<(?:\w{1,20}:)?tt[\s>]"), "Timed Text", "ttml"),
    (re.compile(r"\s*\{\s*\"(?:cells|nbformat|nbformat_minor|metadata)\"\s*:"), "a Jupyter notebook", "ipynb"),
    (re.compile(r"\s*\{\s*\"[^\"\n]{0,40}\"\s*:\s*[\[{\"\dtfn-]"), "JSON", "json"),
    (re.compile(r"\s*<\?xml\b"), "XML", "xml"),
)
_HEADING = re.compile(r"#{1,6} \S")
_HEAD = 60
"""Lines that are looked at for a timing line; captions show theirs among the first three."""


def format_of(text: str, own: Format, *, source: str, log: Log) -> Format:
    """Tell the format of a text whose name says `own`, with a notice where it is another kind of text.

    Raises BadFile where it is one that has tags or keys.
    """
    for shape, what, suffix in _OTHERS if own != "md" else ():
        if shape.match(text):
            raise BadFile(source, f"holds {what}, and no {_NAMES[own]}", f"name it .{suffix} if it is what you want")
    found = _found(text, own)
    if found != own:
        log.tell("format", f"the name says {_NAMES[own]}, the content is {_NAMES[found]}; read as that", source=source)
    return found


def _found(text: str, own: Format) -> Format:
    if _WEBVTT.match(text):
        return "vtt"
    is_caption = own in ("srt", "vtt", "sbv")
    headings = 0
    filled = 0
    for start, end in rows(text):
        row = text[start : min(end, start + 200)]
        if not row.strip():
            continue
        filled += 1
        if is_timing(row, is_strict=not is_caption) and (is_caption or filled <= _HEAD):
            return "srt"
        if pair_of(row) is not None or (own == "sbv" and is_pair(row)):
            return "sbv"
        headings += _HEADING.match(row) is not None
        if not is_caption and filled > _HEAD and headings * 20 < filled:
            break
    if is_caption or own == "md":
        return "md" if own == "md" else "txt"
    # One "#" line may be a comment or a number sign; two are headings.
    return "md" if headings >= 2 else "txt"
