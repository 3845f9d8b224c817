"""SubRip captions."""

from __future__ import annotations

from coursepack.model.reading import Reading
from coursepack.notices import Log
from coursepack.readers._captions import read_captions
from coursepack.readers._decode import decode
from coursepack.readers._plain import read_plain
from coursepack.readers._sniff import format_of

__all__ = ["SUFFIXES", "SUMMARY", "read"]

SUFFIXES = ("srt",)
SUMMARY = "SubRip: captions with times"


def read(data: bytes, *, source: str, log: Log) -> Reading:
    text = decode(data, source=source, log=log)
    found = format_of(text, "srt", source=source, log=log)
    if found in ("srt", "vtt", "sbv"):
        return read_captions(text, found, source=source, log=log)
    return read_plain(text, source=source, log=log)
