"""Lookups in a pack, and the references that must hold."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from builders import entity_of, pack_of, section_of, sentences_of, span_of, statement_of, term_of
from coursepack.errors import BadPack
from coursepack.model.claims import Alignment, Comparison, Event, Link, Participant, Relation, When
from coursepack.model.codec import PackFile
from coursepack.model.pack import CLAIMS, checked, claims_by_id, spans_of
from coursepack.model.wording import Inserted, Quoted

PACK = pack_of("Mao rose in Hunan.\nHe spoke because grain was short.")
MADE = {"evidence": (span_of(PACK, "Mao"),), "made_by": "test", "confidence": 1.0}
STATEMENT = statement_of(PACK, "Mao rose")
DANGLING = [
    ("passages", (replace(PACK.passages[0], source="S9"),), "S1.p1 names 'S9'"),
    ("sentences", (replace(sentences_of(PACK, "Mao rose")[0], source="S9"),), "S1.s1 names 'S9'"),
    ("sections", (section_of(PACK, "Mao", "S1.s9"),), "S1.c1 names 'S1.s9'"),
    ("entities", (entity_of(PACK, "Mao", of="E9"),), "E1 names 'E9'"),
    ("entities", (entity_of(PACK, "Mao", mentions=(replace(MADE["evidence"][0], source="S9"),)),), "E1 names 'S9'"),
    (
        "events",
        (
            Event(
                id="V1",
                text="",
                wording=(),
                when=When(edtf=None, text=""),
                participants=(Participant(role="agent", entity="E9"),),
                place=None,
                **MADE,
            ),
        ),
        "V1 names 'E9'",
    ),
    (
        "relations",
        (
            Relation(
                id="R1",
                actor="Mao",
                target=None,
                verb="rise",
                category=None,
                polarity=0,
                when=None,
                statement="S1.t9",
                **MADE,
            ),
        ),
        "R1 names 'S1.t9'",
    ),
    (
        "links",
        (Link(id="L1", kind="cause", from_="S1.t8", to="S1.t9", cue=span_of(PACK, "because"), **MADE),),
        "L1 names 'S1.t8'",
    ),
    (
        "comparisons",
        (Comparison(id="D1", verdict="only", about="Mao", field=None, statements=("S1.t9",), **MADE),),
        "D1 names 'S1.t9'",
    ),
    ("alignments", (Alignment(sentence="S1.s9", passage="S1.p1", confidence=1.0),), "alignments names 'S1.s9'"),
]


@pytest.mark.parametrize(("collection", "records", "message"), DANGLING)
def test_a_reference_to_nothing_is_refused(collection, records, message):
    """Every kind of reference is followed; the message names who refers to what."""
    with pytest.raises(BadPack) as caught:
        checked(replace(PACK, **{collection: records}), "here")
    assert str(caught.value) == f"here: {message}, which is not there; build the pack again"


def test_a_sound_pack_is_given_back():
    """Checking changes nothing."""
    pack = replace(PACK, statements=(STATEMENT,), terms=(term_of(PACK, "grain", "was short"),))
    assert checked(pack, "here") is pack


def test_claims_are_found_by_id():
    """Sources, passages and sentences are no claims; everything with evidence is."""
    pack = replace(PACK, statements=(STATEMENT,), sentences=sentences_of(PACK, "Mao rose"))
    assert claims_by_id(pack) == {"S1.t1": STATEMENT}
    assert len(set(CLAIMS)) == len(CLAIMS)


def test_every_collection_with_evidence_is_one_of_claims():
    """A claim of a new kind cannot be forgotten by whoever goes over all claims."""
    fields = PackFile.__annotations__
    with_ids = {name for name in fields if name not in ("schema", "generator", "alignments", "notices", "references")}
    assert set(CLAIMS) == with_ids - {"sources", "passages", "sentences"}


def test_the_spans_of_a_claim_are_all_that_it_quotes():
    """Evidence, mentions, the cue of a link and the parts of a wording: all are checked against the source."""
    he, mao, spoke = (span_of(PACK, quote) for quote in ("He", "Mao", "spoke"))
    wording = (Inserted(text="Mao", span=mao), Quoted(span=spoke))
    assert list(spans_of(statement_of(PACK, "spoke", wording=wording))) == [spoke, mao, spoke]
    assert list(spans_of(entity_of(PACK, "Mao", mentions=(mao, he)))) == [mao, mao, he]
    link = Link(id="L1", kind="cause", from_="a", to="b", cue=he, **MADE)
    assert list(spans_of(link)) == [mao, he]
