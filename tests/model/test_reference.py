"""How a printed line cites its places."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from builders import pack_of, source_of, span_of
from coursepack.model.anchors import Place
from coursepack.model.reference import Places, clock

SPOKEN = pack_of(
    "One.\nTwo.\nThree.\nFour.\nFive.",
    times=[(0.0, 9.9), (221.9, 230.0), (3599.9, 3600.0), (3600.0, 3605.5), (36061.0, 36062.0)],
)


def cited(pack, *quotes):
    return Places(pack).cite([span_of(pack, quote) for quote in quotes])


@pytest.mark.parametrize(
    ("seconds", "want"),
    [(0, "00:00"), (59.99, "00:59"), (221, "03:41"), (3599.9, "59:59"), (3600, "1:00:00"), (36061, "10:01:01")],
)
def test_times_are_read_as_on_a_clock(seconds, want):
    """Hours only where there are any; a fraction is dropped, so a time never lies after its words."""
    assert clock(seconds) == want


@pytest.mark.parametrize(
    ("quotes", "want"),
    [
        (("Two.",), "[L2 · 03:41]"),
        (("Two.\nThree.",), "[L2–3 · 03:41]"),
        (("Two.", "Three."), "[L2–3 · 03:41]"),
        (("Three.", "Two."), "[L2–3 · 59:59]"),
        (("One.", "Three.", "Four."), "[L1, L3–4 · 00:00]"),
        (("Four.",), "[L4 · 1:00:00]"),
        (("Two.", "Two."), "[L2 · 03:41]"),
    ],
)
def test_lines_are_cited_once_and_as_ranges(quotes, want):
    """Neighbouring lines are a range; the time is that of the first span."""
    assert cited(SPOKEN, *quotes) == want


@pytest.mark.parametrize(
    ("place", "want"),
    [(Place(slide=4), "[L1 · slide 4]"), (Place(page=12), "[L1 · page 12]"), (Place(), "[L1]"), (None, "[L1]")],
)
def test_pages_and_slides_are_cited_where_the_format_has_them(place, want):
    """A line is always told; the rest is what the source knows."""
    pack = pack_of("One.")
    pack = replace(pack, passages=(replace(pack.passages[0], place=place),))
    assert cited(pack, "One.") == want


def test_another_source_follows_with_its_id():
    """A line that two sources stand behind cites both."""
    other = pack_of("\nThe plan.", key="S2")
    pack = replace(
        SPOKEN,
        sources=(*SPOKEN.sources, source_of("S2")),
        passages=(*SPOKEN.passages, *other.passages),
        texts={**SPOKEN.texts, **other.texts},
    )
    both = (span_of(pack, "Two."), span_of(pack, "The plan.", "S2"), span_of(pack, "Three."))
    assert Places(pack).cite(both) == "[L2–3 · 03:41; S2 L2]"


def test_a_span_between_passages_has_no_passage():
    """A timing line is in the source, but nobody's speech."""
    pack = pack_of("One.\n\nTwo.")
    text = pack.texts["S1"]
    found = [Places(pack).passage_at(text.span(at, at + 1)) for at in (0, 3, 4, 5, 6)]
    assert [each and each.id for each in found] == ["S1.p1", "S1.p1", None, None, "S1.p2"]
