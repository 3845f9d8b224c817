"""Timed Text, and its first form, DFXP, as Kaltura, Panopto and YouTube write and take them.

After: W3C, "Timed Text Markup Language 2", sections 7.2 (parameters), 8 (content), 12 (timing) and 14 (metadata). The
XML is parsed by expat alone: no entity may be declared, nothing is fetched, and the depth is bounded.
"""

from __future__ import annotations

from coursepack.errors import BadSource, EmptySource
from coursepack.model.reading import Reading
from coursepack.notices import Log
from coursepack.readers._spoken import decode_frame, read_utterances
from coursepack.readers._timed_text import parsed

__all__ = ["SUFFIXES", "SUMMARY", "read"]

SUFFIXES = ("ttml", "dfxp", "xml")
SUMMARY = "Timed Text (TTML, DFXP): captions with times and speakers"


def read(data: bytes, *, source: str, log: Log) -> Reading:
    """Raise BadSource where this is no XML or no Timed Text, or where half of the cues or more have broken times."""
    found = parsed(decode_frame(data, source=source, log=log), source)
    if not found.cues and not found.faults:
        raise EmptySource(source)
    if found.faults and len(found.faults) >= len(found.cues):
        line, what = found.faults[0]
        raise BadSource(source, line, what, "hh:mm:ss.mmm or 12.3s")
    for line, what in found.faults:
        log.tell("skipped_cue", f"{what}; the cue on the file's line {line} is skipped", source=source)
    return read_utterances(found.cues, title=found.title, source=source, log=log)
