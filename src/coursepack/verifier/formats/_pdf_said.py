"""What a PDF says, as a process of its own reads it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping

import msgspec
from msgspec import Struct

__all__ = ["MOST_BYTES", "MOST_SECONDS", "Said", "said"]

MOST_BYTES = 2_000_000_000
MOST_SECONDS = 120
_PROCESS = "coursepack.verifier.formats._pdf_process"


class Said(Struct, frozen=True, kw_only=True):
    pages: tuple[str, ...]
    """Text in the order in which it is drawn, a line for each."""
    properties: Mapping[str, str]
    bookmarks: tuple[str, ...]
    hidden: tuple[str, ...]
    """What a program may show beside: annotations, attachments, what is spoken in place of what is drawn."""


def said(data: bytes) -> Said | None:
    """Let a process of its own read the file, which it can neither crash nor starve; None where it can't be read."""
    try:
        done = subprocess.run(  # noqa: S603  (our own module, and no shell)
            [sys.executable, "-m", _PROCESS], input=data, capture_output=True, timeout=MOST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    return msgspec.msgpack.decode(done.stdout, type=Said) if done.returncode == 0 else None
