"""PDF: slides or a document, from where each letter stands on its page."""

from __future__ import annotations

import subprocess
import sys

import msgspec

from coursepack.errors import BadFile, EmptySource
from coursepack.model.reading import Reading
from coursepack.notices import Log
from coursepack.readers._pages import FAULTS, MOST_SECONDS, Outcome

__all__ = ["SUFFIXES", "SUMMARY", "read"]

SUFFIXES = ("pdf",)
SUMMARY = "PDF: slides or a document, with page numbers; scans without text are refused"

_PROCESS = "coursepack.readers._pdf_process"
_HEAD = b"%PDF-"
_HEAD_WITHIN = 1024
"""The header need not stand first (ISO 32000-1, annex H.3, note 13)."""


def read(data: bytes, *, source: str, log: Log) -> Reading:
    """Read a PDF's text layer; BadFile where it is locked or broken, EmptySource where it is a scan."""
    if not data.strip():
        raise EmptySource(source)
    if _HEAD not in data[:_HEAD_WITHIN]:
        raise BadFile(source, "is no PDF, whatever its name says", "name it as what it is")
    outcome = _outcome(data, source)
    if outcome.found:
        error = EmptySource if outcome.is_empty else BadFile
        raise error(source, outcome.found, outcome.advice)
    if outcome.reading is None:
        raise EmptySource(source)
    for notice in outcome.notices:
        log.tell(notice.kind, notice.text, source=source, line=notice.place.line)
    return outcome.reading


def _outcome(data: bytes, source: str) -> Outcome:
    """Let a process of its own take the file apart, so that it can neither crash nor starve this one."""
    command = [sys.executable, "-m", _PROCESS, source.encode("utf-8", "replace").decode()]
    fault = "limit"
    try:
        done = subprocess.run(  # noqa: S603 - our own module, and no shell
            command, input=data, capture_output=True, timeout=MOST_SECONDS, check=False
        )
        if done.returncode == 0:
            return msgspec.msgpack.decode(done.stdout, type=Outcome)
        # Python ends with 1 after an exception; a signal is what a limit sends, or PDFium for want of memory.
        fault = "failed" if done.returncode == 1 and b"MemoryError" not in done.stderr else fault
    except subprocess.TimeoutExpired:
        pass
    found, advice = FAULTS[fault]
    return Outcome(found=found, advice=advice)
