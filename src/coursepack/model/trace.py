"""What lets a finished folder be checked: for each printed line, the claims whose words it prints."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from msgspec import Struct

from coursepack.errors import BadPack

__all__ = ["TRACE", "Output", "TraceFile", "TraceLine", "trace_from_json", "trace_to_json"]

TRACE = "trace.json"


class TraceLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    file: str
    at: str
    """A line number from 1 in a text file; an element's id in HTML."""
    claims: tuple[str, ...] = ()
    """Ids of claims, sources or passages whose words are printed, in the order of the words."""
    fixed: tuple[str, ...] = ()
    """Keys of the catalogue whose words are printed beside them."""


class Output(Struct, frozen=True, kw_only=True):
    """What a writer makes: files by their path in the pack's folder, and the trace of each line that prints a word."""

    files: Mapping[str, bytes]
    trace: tuple[TraceLine, ...] = ()


class TraceFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The form of trace.json."""

    files: dict[str, str]
    """Path in the folder (pack.json and `sources/…` too, trace.json not) → sha256 of its bytes, hexadecimal."""
    lines: tuple[TraceLine, ...]


def trace_to_json(trace: TraceFile) -> bytes:
    return msgspec.json.format(msgspec.json.encode(trace, order="sorted"), indent=1) + b"\n"


def trace_from_json(data: bytes, where: str) -> TraceFile:
    try:
        return msgspec.json.decode(data, type=TraceFile)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadPack(where, str(error) or type(error).__name__, "build the pack again") from error
