"""trace.json, in both directions."""

from __future__ import annotations

import pytest

from coursepack.errors import BadPack
from coursepack.model.trace import TraceFile, TraceLine, trace_from_json, trace_to_json

LINES = (
    TraceLine(file="notes.md", at="3", claims=("S1.t1",), fixed=("stance.denied",)),
    TraceLine(file="notes.md", at="4"),
)


def test_a_trace_is_read_as_it_was_written():
    """Lines keep their order; files are sorted, so that the bytes follow from the content."""
    trace = TraceFile(files={"b": "1", "a": "0"}, lines=LINES)
    data = trace_to_json(trace)
    assert trace_from_json(data, "trace.json") == trace
    assert trace_to_json(TraceFile(files={"a": "0", "b": "1"}, lines=LINES)) == data


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b'{"files": {}, "lines": [], "more": 1}', b'{"files": {"a": "\xff"}}']
)
def test_another_form_is_refused(data):
    """A trace that was altered by hand is one clear error."""
    with pytest.raises(BadPack, match=r"^trace\.json: .+; build the pack again$"):
        trace_from_json(data, "trace.json")
