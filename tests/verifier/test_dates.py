"""What a line may print for an event: its date first, and its text with or without it."""

from __future__ import annotations

from msgspec.structs import replace
from tied import event_of, time_of

from builders import pack_of, span_of
from coursepack.model.wording import Quoted
from coursepack.verifier.claims import check_event
from coursepack.verifier.dates import event_tellings
from coursepack.verifier.lookup import Lookup
from coursepack.verifier.told import MARK, Telling, tokens


def shown(pack, event):
    look = Lookup(pack)
    return {
        (" ".join(each.words), *each.insertions) for each in event_tellings(event, Telling(tokens(event.text)), look)
    }


def test_a_date_may_stand_before_a_text_that_begins_or_ends_with_it():
    """But never leave a gap inside a text that nothing before it fills."""
    pack = pack_of("In 1911 the harbour burned.")
    found = shown(pack, event_of(pack, "In 1911 the harbour burned.", "1911", "1911"))
    assert {
        ("1911 the harbour burned",),
        ("1911 In 1911 the harbour burned",),
        ("In 1911 the harbour burned",),
    } <= found
    assert ("the harbour burned",) not in found


def test_a_relative_date_may_name_what_it_counts_from():
    """In brackets, and only as its temporal expression cites it."""
    pack = pack_of("It burned in May 1911. A year later it rose. The war of 1900 was over.")
    event = event_of(pack, "A year later it rose.", "1912-05", "A year later")
    event = replace(event, evidence=(*event.evidence, span_of(pack, "May 1911"), span_of(pack, "1900")))
    times = (time_of(pack, "A year later", "1912-05", "May 1911"), time_of(pack, "1900", "1900", key="m2"))
    inserted = {each[1:] for each in shown(replace(pack, times=times), event)}
    assert inserted == {(), ("[May 1911]",)}
    assert (f"A year later {MARK} it rose", "[May 1911]") in shown(replace(pack, times=times), event)


def dated_by(*lines, levels, told, when):
    pack = pack_of("\n".join(lines), "bullet", levels=levels)
    event = event_of(pack, told, when, when, wording=(Quoted(span=span_of(pack, told)),))
    pack = replace(pack, times=(time_of(pack, when, when),), events=(event,))
    return [fault.text for fault in check_event(event, Lookup(pack))]


def test_a_bullet_has_the_date_of_the_bullet_above_it():
    """An outer bullet dates what stands under it, and nothing after that."""
    lines = ("First fire (1911)", "The harbour burned", "Second fire", "The mill burned")
    assert dated_by(*lines, levels=[1, 2, 1, 2], told="The harbour burned", when="1911") == []
    assert dated_by(*lines, levels=[1, 2, 1, 2], told="The mill burned", when="1911") == [
        "is dated '1911', which neither it nor a heading of it says"
    ]
