"""Recordings. What is said in one comes from a recogniser, as WebVTT, so that is what is read here."""

from __future__ import annotations

from coursepack.model.reading import Reading
from coursepack.notices import Log
from coursepack.readers._captions import read_captions
from coursepack.readers._decode import decode

__all__ = ["IS_RECORDING", "SUFFIXES", "SUMMARY", "read"]

SUFFIXES = ("mp3", "m4a", "wav", "flac", "ogg", "opus", "mp4", "mkv", "webm", "mov")
SUMMARY = "recordings: what a speech recogniser of yours hears (coursepack[audio])"
IS_RECORDING = True
"""Tells the pipeline to hand over what was heard in place of the file's bytes."""


def read(data: bytes, *, source: str, log: Log) -> Reading:
    return read_captions(decode(data, source=source, log=log), "vtt", source=source, log=log)
