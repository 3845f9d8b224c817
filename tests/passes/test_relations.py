"""The pass of relations over the model's own trees: what is told, of whom, and how much of it."""

from __future__ import annotations

from functools import cache

import pytest

from builders import pack_of
from coursepack.notices import Log
from coursepack.passes.relations import A_SENTENCE
from coursepack.pipeline import analyse


@cache
def analysed(text):
    return analyse(pack_of(text, role="paragraph"), Log())


def told(text):
    """Give each relation as actor, verb and target, by their names."""
    pack = analysed(text)
    names = {entity.id: entity.name for entity in pack.entities}
    return [
        (names.get(each.actor, each.actor), each.verb, names.get(each.target, each.target)) for each in pack.relations
    ]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Stalin refused to support Tito.", ("Stalin", "refuse to support", "Tito")),
        ("India was attacked by China in 1962.", ("China", "attack", "India")),
        ("Stalin pressured Mao to help North Korea.", ("Mao", "to help", "North Korea")),
        ("Mao clashed with Khrushchev.", ("Mao", "clash", "Khrushchev")),
        ("Britain and France declared war on Germany.", ("France", "declare war", "Germany")),
        ("Soviet engineers helped the peasants.", ("Soviet engineers", "help", "peasants")),
        ("Stalin died in 1953. He had supported Mao.", ("Stalin", "support", "Mao")),
        ("Spain turned the French offer down.", ("Spain", "turn down", "French")),
        ("Swedish tanks and Norwegian planes attacked Denmark.", ("Norwegian", "attack", "Denmark")),
        ("Denmark's aid to Sweden was cut off.", ("Denmark", "cut off aid", "Sweden")),
        ("Denmark planned to attack Sweden.", ("Denmark", "plan to attack", "Sweden")),
    ],
)
def test_who_did_what_to_whom(text, relation):
    """Active, passive, infinitival, coordinated, described, and by pronouns."""
    assert relation in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The plan led to a famine.",
        "Did Stalin support Tito?",
        "If Stalin attacks Tito, he will lose.",
        "Stalin died.",
        "Norway would attack Sweden.",
        "A country attacks another country.",
        "The Dutch gave up in 1949.",
        "See Norway attacked Sweden, http://example.org/war.",
    ],
)
def test_nothing_is_told_of_things_questions_and_conditions(text):
    """A relation has two parties, and something that was told of them."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "category", "sign"),
    [
        ("Denmark planned to attack Sweden.", "THREATEN", -1),
        ("Denmark attacked Sweden.", "FIGHT", -1),
        ("Denmark did not help Sweden.", "REJECT", -1),
        ("Not only did Denmark help Sweden, it helped Norway.", "AID", 1),
    ],
)
def test_what_a_relation_amounts_to(text, category, sign):
    """What is planned is announced and not done; what is denied is refused; "not only" denies nothing."""
    assert (category, sign) in [(each.category, each.polarity) for each in analysed(text).relations]


def test_what_no_row_reads_is_told_with_little_trust():
    """A verb's subject and the party nearest below it, and never as something that may be or would be."""
    (told_of,) = analysed("Sweden puzzled over the demands of Norway.").relations
    assert (told_of.verb, told_of.category, told_of.polarity) == ("puzzle", None, 0)
    assert told_of.confidence < 0.5
    assert told("Sweden might puzzle over the demands of Norway.") == []


def test_where_an_act_was_is_not_who_acted():
    """An attack on Denmark is not Denmark's."""
    assert ("Denmark", "anger", "Norway") not in told("The attack on Denmark angered Norway.")


def test_what_somebody_is_accused_of_is_not_told():
    """A charge is no deed."""
    assert not [verb for _, verb, _ in told("Norway accused Denmark of attacking Sweden.") if "attack" in verb]


def test_no_more_than_three_a_sentence():
    """However many parties a sentence coordinates."""
    assert 0 < len(told("France, Spain and Italy attacked Austria, Prussia and Russia.")) <= A_SENTENCE


def test_evidence_names_whom_a_pronoun_means():
    """Where a party is a pronoun in its own sentence, the place that names it is cited as well."""
    pack = analysed("Stalin died in 1953. He had supported Mao.")
    assert "Stalin" in [span.quote for each in pack.relations for span in each.evidence]


def test_a_date_before_two_verbs_dates_both():
    """What is shared stands before the first of them."""
    pack = analysed("In 1960 Khrushchev recalled his engineers and denounced Mao.")
    assert {each.verb: each.when.edtf for each in pack.relations if each.when}.get("denounce") == "1960"


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Sweden forced Denmark to leave.", ("Sweden", "force to leave", "Denmark")),
        ("Sweden forced Denmark.", ("Sweden", "force", "Denmark")),
    ],
)
def test_who_is_forced_is_forced_to_something(text, relation):
    """The verb alone says little where the sentence says what to."""
    assert relation in told(text)
