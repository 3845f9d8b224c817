"""A repair that its evidence does not bear out is found, and so is a name put in place of words without one."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from builders import pack_of, source_of, span_of
from coursepack.model.claims import Repair
from coursepack.model.pack import Pack
from coursepack.model.wording import Inserted, Quoted, Wording
from coursepack.verifier.lookup import Lookup
from coursepack.verifier.repairs import misplaced_names, repair_faults

TALK = "then cavendesh hung two balls from a wire and he waited"
SLIDES = "Henry Cavendish and the two balls"


def misheard(talk: str = TALK, slides: str = SLIDES) -> Pack:
    """A talk and slides, and the repair that "cavendesh" is Cavendish."""
    first, second = pack_of(talk), pack_of(slides, key="S2", role="heading")
    pack = replace(
        first,
        sources=(source_of("S1", "transcript"), source_of("S2", "slides")),
        passages=(*first.passages, *second.passages),
        texts={**first.texts, **second.texts},
    )
    return replace(pack, repairs=(repair(pack),))


def repair(pack: Pack, heard: str = "cavendesh", name: str = "Cavendish", **more: object) -> Repair:
    evidence = (span_of(pack, heard), span_of(pack, name, "S2"))
    values = {"heard": heard, "name": name, "evidence": evidence, **more}
    return Repair(id="rp1", made_by="repairs", confidence=0.9, **values)


def faults(pack: Pack, made: Repair) -> list[str]:
    return [text for _, text in repair_faults(made, Lookup(pack))]


def test_a_repair_is_proven():
    """The heard words are spoken, the name is written, and both are quoted as they stand."""
    pack = misheard()
    assert faults(pack, pack.repairs[0]) == []


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"name": "Michell"}, "the name 'Michell' is not the quoted 'Cavendish'"),
        ({"heard": "a wire"}, "'a wire' is not the quoted 'cavendesh'"),
    ],
)
def test_the_words_are_those_of_the_places(changes, found):
    """Neither the name nor what was heard may be other words than the evidence's."""
    pack = misheard()
    assert faults(pack, replace(pack.repairs[0], **changes)) == [found]


def test_a_repair_has_two_places():
    """Without the place where the name is written there is no evidence for it."""
    pack = misheard()
    lone = replace(pack.repairs[0], evidence=pack.repairs[0].evidence[:1])
    assert faults(pack, lone) == ["has one place, where two are wanted: what was heard, and the name"]


def test_only_speech_is_repaired_and_only_by_what_is_written():
    """Turned round, both are wrong."""
    pack = misheard()
    turned = replace(pack.repairs[0], heard="Cavendish", name="cavendesh", evidence=pack.repairs[0].evidence[::-1])
    assert faults(pack, turned)[:2] == ["'Cavendish' is not spoken", "the name 'cavendesh' is not written, but spoken"]


def test_what_is_written_too_is_not_misheard():
    """The slides have "two balls" as it was heard."""
    pack = misheard()
    assert faults(pack, repair(pack, "two balls")) == ["'two balls' is written so beside the name, too"]


def test_what_is_said_as_it_is_written_is_no_fault_of_hearing():
    """A name in small letters is the name."""
    pack = misheard(f"cavendish, {TALK}")
    made = faults(pack, repair(pack, "cavendish"))
    assert made[0] == "'cavendish' is the name as it is written"


def test_no_word_is_repaired_twice():
    """Two repairs of one word contradict each other."""
    pack = misheard()
    second = replace(pack.repairs[0], id="rp2")
    assert faults(replace(pack, repairs=(*pack.repairs, second)), second) == ["repairs words that rp1 repairs"]


def told(pack: Pack, before: str, name: str, after: str) -> Wording:
    written = Inserted(text=name, span=span_of(pack, name, "S2"))
    return (Quoted(span=span_of(pack, before)), written, Quoted(span=span_of(pack, after)))


@pytest.mark.parametrize(
    ("before", "name", "after", "wrong"),
    [
        ("then", "Cavendish", "hung two balls", []),
        ("from a wire and", "Cavendish", "waited", []),  # a pronoun's place
        ("then cavendesh hung", "Cavendish", "from a wire", ["Cavendish"]),
        ("then", "Henry", "hung two balls", ["Henry"]),  # no repair says so
    ],
)
def test_a_name_stands_for_a_pronoun_or_for_what_was_misheard(before, name, after, wrong):
    """In place of other words it would say what nobody said."""
    pack = misheard()
    wording = told(pack, before, name, after)
    assert list(misplaced_names(wording, (span_of(pack, TALK),), Lookup(pack))) == wrong
