"""Finds the line of pack.json on which a record, a field of it or a span of it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

import msgspec

from coursepack.model.anchors import Span

__all__ = ["JsonLines"]

_ID = re.compile(rb'"id"\s*:\s*("(?:[^"\\]|\\.)*")')
_PATH = re.compile(r"\$\.(\w+)(?:\[(\d+)\])?(?:\.(\w+))?")
_NAMED = re.compile(r"'([^']+)'")


class JsonLines:
    """Indexes the file only when the first finding asks for a line."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @cached_property
    def _records(self) -> dict[bytes, tuple[int, int]]:
        found = [(match.group(1), match.start()) for match in _ID.finditer(self._data)]
        ends = [*(start for _, start in found[1:]), *([len(self._data)] if found else ())]
        return {name: (start, end) for (name, start), end in zip(reversed(found), reversed(ends), strict=True)}

    @cached_property
    def _breaks(self) -> list[int]:
        return [match.start() for match in re.finditer(rb"\n", self._data)]

    def _line(self, offset: int) -> int:
        return bisect_right(self._breaks, offset - 1) + 1

    def of(self, record: str, field: str | None = None) -> int | None:
        """Give the line of the record's field, else that of its id; None where the record is not there."""
        bounds = self._records.get(msgspec.json.encode(record))
        if bounds is None:
            return None
        at = self._data.find(f'"{field}"'.encode(), *bounds) if field else -1
        return self._line(bounds[0] if at < 0 else at)

    def of_span(self, record: str, span: Span, field: str) -> int | None:
        """Give the line of a span's field: "start", "line" or "quote"."""
        bounds = self._records.get(msgspec.json.encode(record))
        if bounds is None:
            return None
        fields = [("start", span.start), ("end", span.end), ("line", span.line), ("quote", span.quote)]
        pattern = rb"\s*,\s*".join(
            b'(?P<%s>"%s")\\s*:\\s*%s' % (name.encode(), name.encode(), re.escape(msgspec.json.encode(value)))
            for name, value in fields
        )
        match = re.compile(pattern).search(self._data, *bounds)
        return self._line(match.start(field)) if match else self._line(bounds[0])

    def of_row(self, table: str, field: str, value: str) -> int | None:
        """Give the line of the table's first field with this value; None where it has none."""
        begin = self._data.find(f'"{table}"'.encode())
        row = re.compile(rb'"%s"\s*:\s*%s' % (field.encode(), re.escape(msgspec.json.encode(value))))
        match = row.search(self._data, max(begin, 0))
        return self._line(match.start()) if match else None

    def of_refusal(self, message: str) -> int | None:
        """Give the line that a decoder's message names by JSON path, or by an id in quotes."""
        path = _PATH.search(message)
        if path is not None:
            return self._of_path(path.group(1), path.group(2), path.group(3))
        for name in reversed(_NAMED.findall(message)):
            at = self._data.rfind(msgspec.json.encode(name))
            if at >= 0:
                return self._line(at)
        return None

    def _of_path(self, table: str, index: str | None, field: str | None) -> int | None:
        try:
            record = msgspec.json.decode(self._data)[table][int(index or "")]["id"]
        except (msgspec.DecodeError, UnicodeDecodeError, KeyError, IndexError, TypeError, ValueError):
            at = self._data.find(f'"{table}"'.encode())
            return self._line(at) if at >= 0 else None
        return self.of(record, field) if isinstance(record, str) else None
