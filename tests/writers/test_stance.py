"""Marks of lines that their source does not assert, and whose words a line has."""

from __future__ import annotations

from msgspec.structs import replace
from tied import said

from builders import entity_of, pack_of, span_of
from coursepack.writers._stance import Mark, Tellers, mark_of


def test_what_a_source_asserts_has_no_mark():
    """Nor has what no statement tells."""
    pack = said(pack_of("Rain fell."), "Rain fell.")
    assert (mark_of(pack.statements[0], {}), mark_of(None, {})) == (None, None)


def test_a_speaker_is_named_as_the_statement_names_them():
    """Words that name no known entity stand in the line already."""
    pack = said(pack_of("Ada hoped for rain."), "Ada hoped for rain.", stance="hedged", speaker="E1")
    ada = entity_of(pack, "Ada", aliases=("Ada",))
    assert mark_of(pack.statements[0], {"E1": ada}) == Mark(key="stance.hedged", speaker="E1", name="Ada")
    some = replace(pack.statements[0], speaker="some people")
    assert mark_of(some, {"E1": ada}) == Mark(key="stance.hedged")


def test_the_statement_that_prints_most_of_the_words_tells_them():
    """Identity is by position: an equal sentence elsewhere tells nothing of this one."""
    pack = said(pack_of("Rain fell and snow lay.\nRain fell."), "Rain fell", "and snow lay.")
    tellers = Tellers(pack)
    assert tellers.find([span_of(pack, "fell and snow lay.")]).id == "t2"
    assert tellers.find([pack.texts["S1"].span(24, 34)]) is None
