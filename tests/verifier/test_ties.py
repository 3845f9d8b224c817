"""The ways to print a relation or a link, worked out from its evidence alone."""

from __future__ import annotations

from msgspec.structs import replace
from tied import link_of, relation_of, said

from builders import entity_of, pack_of, sentences_of, span_of, statement_of
from coursepack.model.claims import When
from coursepack.model.wording import Inserted, Quoted
from coursepack.verifier.lookup import Lookup
from coursepack.verifier.ties import link_tellings, relation_tellings
from coursepack.verifier.told import MARK


def shown(tellings):
    return {" ".join(telling.words).replace(MARK, "*") for telling in tellings}


def test_a_relation_is_told_as_actor_target_verb_and_date():
    """In this order, with the words of the evidence between a verb's first and last."""
    pack = pack_of("Ada halted all aid to Bob in 1911.")
    when = When(edtf="1911", text="1911")
    relation = relation_of(pack, "Ada halted all aid to Bob in 1911.", ("Ada", "halt aid", "Bob"), when=when)
    found = relation_tellings(relation, Lookup(pack))
    assert shown(found) == {"Ada Bob halted all aid 1911", "Ada Bob halted all aid"}
    assert {telling.needs for telling in found} == {"arrow"}


def test_a_denied_verb_is_never_told_without_its_denial():
    """Every way to print "not help" has the word that denies."""
    pack = pack_of("Ada did not help Bob.")
    relation = relation_of(pack, "Ada did not help Bob.", ("Ada", "not help", "Bob"))
    assert shown(relation_tellings(relation, Lookup(pack))) == {"Ada Bob not help", "Ada Bob did not help"}


def test_an_entity_is_told_by_its_mention_there_or_by_its_name_in_brackets():
    """A bracketed name that the evidence does not hold is cited."""
    pack = pack_of("Norway ruled.\nThe fleet hit Bob.")
    spans = (span_of(pack, "Norway"), span_of(pack, "fleet"))
    pack = replace(pack, entities=(entity_of(pack, "Norway", mentions=spans),))
    relation = relation_of(pack, "The fleet hit Bob.", ("E1", "hit", "Bob"))
    found = relation_tellings(relation, Lookup(pack))
    assert shown(found) == {"fleet Bob hit", "* Bob hit"}
    assert [span.quote for telling in found for span in telling.cited] == ["Norway"]


def test_a_cause_is_told_in_the_direction_of_its_arrow():
    """Effect before cause needs the arrow back."""
    pack = said(pack_of("Rain led to war."), "Rain led to war.")
    found = link_tellings(link_of(pack, "Rain led to war.", "led to", "Rain", "war"), Lookup(pack))
    by_arrow = {telling.words[:2]: telling.needs for telling in found}
    assert by_arrow == {("Rain", "war"): "arrow", ("war", "Rain"): "arrow.back"}
    assert "Rain war Rain led to war" in shown(found)


def test_an_end_may_have_the_name_that_its_statement_inserts():
    """It stands for what the quotes around it leave out."""
    pack = pack_of("Ada ruled.\nShe hit Bob, causing war.")
    rest = Quoted(span=span_of(pack, "hit Bob, causing war."))
    wording = (Inserted(text="Ada", span=span_of(pack, "Ada")), rest)
    pack = replace(pack, statements=(statement_of(pack, "She hit Bob, causing war.", key="t1", wording=wording),))
    link = link_of(pack, "She hit Bob, causing war.", "causing", "She hit Bob", "war")
    assert {"* hit Bob war", "She hit Bob war"} <= shown(link_tellings(link, Lookup(pack)))


def test_positions_are_told_behind_their_holders():
    """The holder's name may be cut from the position, and no other word."""
    pack = said(pack_of("Ada's plan clashed with Bob's idea."), "Ada's plan clashed with Bob's idea.")
    pack = replace(pack, entities=(entity_of(pack, "Ada"), entity_of(pack, "Bob", key="E2")))
    ends = ("clashed with", "Ada's plan", "Bob's idea")
    link = link_of(pack, "Ada's plan clashed with Bob's idea", *ends, kind="contrast", holders=("E1", "E2"))
    found = shown(link_tellings(link, Lookup(pack)))
    assert "Ada plan Bob idea" in found
    assert not found & {"Bob plan Ada idea", "plan idea", "Ada Bob"}


def test_a_purpose_may_have_its_cue():
    """Where it stands in the sentence."""
    pack = said(pack_of("Ada left to rest."), "Ada left to rest.")
    link = link_of(pack, "Ada left to rest.", "to", "Ada left", "rest", kind="purpose")
    assert shown(link_tellings(link, Lookup(pack))) == {"Ada left rest", "Ada left to rest"}


def test_a_pronoun_may_have_a_name_said_shortly_before():
    """Of this sentence or the one before, and nobody's from further off."""
    pack = said(pack_of("Bob fell. Ada ruled.\nShe led to war."), "She led to war.")
    pack = replace(pack, entities=(entity_of(pack, "Ada"), entity_of(pack, "Bob", key="E2")))
    pack = replace(pack, sentences=sentences_of(pack, "Bob fell.", "Ada ruled.", "She led to war."))
    found = link_tellings(link_of(pack, "She led to war.", "led to", "She", "war"), Lookup(pack))
    assert {telling.insertions for telling in found} == {(), ("[Ada]",)}
