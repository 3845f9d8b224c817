"""The process that takes a PDF apart: the file on standard input, an `Outcome` as MessagePack on standard output.

PDFium is C++ that strangers' files are fed to, and a small file can ask it for any amount of memory and time. So it
runs apart, under limits: what breaks there is one line in the program that asked.
"""

from __future__ import annotations

import sys
from contextlib import suppress

import msgspec

from coursepack.errors import BadFile, EmptySource
from coursepack.notices import Log
from coursepack.readers._pages import MOST_BYTES, MOST_SECONDS, Outcome, read_book
from coursepack.readers._pdfium import pages_of

try:
    import resource
except ImportError:  # Windows has no such limits; there the one of time holds, which the parent sets
    resource = None  # type: ignore[assignment]

__all__ = ["outcome_of"]


def outcome_of(data: bytes, source: str) -> Outcome:
    log = Log()
    try:
        return Outcome(reading=read_book(pages_of(data), source=source, log=log), notices=tuple(log.notices))
    except BadFile as error:
        return Outcome(found=error.found, advice=error.advice)
    except EmptySource as error:
        return Outcome(found=error.found, advice=error.advice, is_empty=True)


def main() -> None:
    if resource is not None:
        for what, most in ((resource.RLIMIT_AS, MOST_BYTES), (resource.RLIMIT_CPU, MOST_SECONDS)):
            with suppress(ValueError, OSError):
                resource.setrlimit(what, (most, most))
    outcome = outcome_of(sys.stdin.buffer.read(), sys.argv[1])
    sys.stdout.buffer.write(msgspec.msgpack.encode(outcome))


if __name__ == "__main__":
    main()
