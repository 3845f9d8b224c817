"""A running text is parted into the lines of its trace."""

from __future__ import annotations

from msgspec.structs import replace

from builders import pack_of, span_of
from coursepack.model.claims import Event, When
from coursepack.model.trace import TraceLine
from coursepack.model.wording import Quoted
from coursepack.verifier.anchors import Case
from coursepack.verifier.formats._flow import parted
from coursepack.verifier.jsonlines import JsonLines
from coursepack.verifier.lookup import Lookup
from coursepack.verifier.report import Findings


def test_a_reference_ends_a_line():
    """The date that the next line begins with is not the end of an event that may be told with its date behind it."""
    bare = pack_of("Galle found it 1846.")
    span = span_of(bare, "Galle found it 1846")
    event = Event(
        id="V1",
        text="Galle found it 1846",
        wording=(Quoted(span=span),),
        when=When(edtf="1846", text="1846"),
        participants=(),
        place=None,
        evidence=(span,),
        made_by="events",
        confidence=1.0,
    )
    look = Lookup(replace(bare, events=(event,)))
    case = Case(look=look, found=Findings(), lines=JsonLines(b"{}"), altered=frozenset())
    traced = [TraceLine(file="a.pdf", at=at, claims=("V1",)) for at in ("1", "2")]
    line = "1846 Galle found it [L1]"
    assert [each.text for each in parted(case, "a.pdf", f"{line} {line}", traced)] == [line, line]
