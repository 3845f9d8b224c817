"""Relations, causes and positions as rows: what is quoted, what is bracketed, what is left out."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tied import link_of, relation_of, said, texts_of

from builders import entity_of, pack_of, sentences_of, source_of, span_of, statement_of
from coursepack.model.claims import When
from coursepack.model.trees import Reference
from coursepack.model.wording import Inserted, Quoted
from coursepack.writers._ties import dealings, positions, reasons


def rows(pack, *relations):
    return [
        (*texts_of(row.actor, row.target, row.verb), row.side) for row in dealings(replace(pack, relations=relations))
    ]


def fight(text, who, *, entities=(), **fields):
    pack = said(pack_of(text), text, **fields)
    pack = replace(pack, sentences=sentences_of(pack, text))
    pack = replace(pack, entities=tuple(entity_of(pack, name, key=key, kind=kind) for name, key, kind in entities))
    return pack, relation_of(pack, text, who)


def test_a_relation_is_told_in_the_words_of_its_evidence():
    """Actor, target, verb, and the side that its sign is on."""
    pack, relation = fight("Norway attacked the Danish fleet.", ("E1", "attack", "Danish fleet"), entities=[NORWAY])
    assert rows(pack, relation) == [("Norway", "Danish fleet", "attacked", "relations.conflict")]
    assert rows(pack, replace(relation, polarity=1))[0][3] == "relations.cooperation"
    assert rows(pack, replace(relation, polarity=0))[0][3] == "relations.other"


NORWAY = ("Norway", "E1", "polity")


def test_an_unsure_relation_is_not_printed():
    """It stays in the pack; a wrong row is worse than a missing one."""
    pack, relation = fight("Norway attacked the Danish fleet.", ("E1", "attack", "Danish fleet"), entities=[NORWAY])
    assert rows(pack, replace(relation, confidence=0.69)) == []
    assert len(rows(pack, replace(relation, confidence=0.7))) == 1


def test_who_is_named_elsewhere_stands_in_brackets_and_is_cited():
    """The name's own place is cited after the evidence."""
    pack = said(pack_of("Norway is far.\nIt attacked Ada."), "It attacked Ada.")
    pack = replace(pack, sentences=sentences_of(pack, "Norway is far.", "It attacked Ada."))
    pack = replace(pack, entities=(entity_of(pack, "Norway"),))
    relation = relation_of(pack, "It attacked Ada.", ("E1", "attack", "Ada"))
    [row] = dealings(replace(pack, relations=(relation,)))
    assert texts_of(row.actor) == ["[Norway]"]
    assert [span.quote for span in row.cited] == ["It attacked Ada.", "Norway"]


def test_a_state_is_not_named_by_an_adjective():
    """Where only "the Chinese fleet" is named, the name of the state is put in brackets."""
    pack = said(pack_of("The Chinese fleet attacked Ada.\nChina"), "The Chinese fleet attacked Ada.")
    relation = relation_of(pack, "The Chinese fleet attacked Ada.", ("E1", "attack", "Ada"))
    spans = (span_of(pack, "Chinese"), span_of(pack, "China"))
    state = entity_of(pack, "China", kind="polity", mentions=spans)
    assert rows(replace(pack, entities=(state,)), relation)[0][0] == "[China]"


@pytest.mark.parametrize(
    ("text", "who", "fields"),
    [
        ("Ada attacked Bob.", ("Ada", "help", "Bob"), {}),
        ("Ada did not attack Bob.", ("Ada", "attack", "Bob"), {}),
        ("Ada attacked.", ("Ada", "attack", None), {}),
        ("Its author attacked Bob.", ("Its author", "attack", "Bob"), {}),
        ("Ada attacked Bob.", ("Ada", "attack", "Bob"), {"salience": 0.1}),
        ("Did Ada attack Bob?", ("Ada", "attack", "Bob"), {"stance": "question"}),
    ],
)
def test_what_a_reader_could_not_trust_is_no_row(text, who, fields):
    """A verb that is not said, or denied; no target; a party nobody knows; what is asked or left out."""
    pack, relation = fight(text, who, **fields)
    assert rows(pack, relation) == []


def test_positions_that_clash_are_no_fight():
    """The verb is the cue of a contrast, which is told among the positions."""
    text = "The view of Ada clashed with the view of Bob."
    pack, relation = fight(text, ("Ada", "clash", "Bob"))
    link = link_of(pack, text, "clashed with", "The view of Ada", "the view of Bob", kind="contrast")
    assert rows(replace(pack, links=(link,)), relation) == []


def test_what_is_only_wanted_says_so_and_what_is_reported_is_marked():
    """Nobody has helped because somebody was asked to."""
    pack, relation = fight("Bob was pressed to help Cy.", ("Bob", "to help", "Cy"), stance="reported")
    [row] = dealings(replace(pack, relations=(relation,)))
    assert (row.is_wanted, row.mark.key, *texts_of(row.verb)) == (True, "stance.reported", "to help")


def test_dated_relations_come_first():
    """In order of time; the others follow in text order."""
    pack = said(pack_of("Ada attacked Bob in 1912.\nAda attacked Cy."), "Ada attacked Bob in 1912.", "Ada attacked Cy.")
    one = relation_of(pack, "Ada attacked Cy.", ("Ada", "attack", "Cy"), key="r1", statement="t2")
    two = relation_of(
        pack,
        "Ada attacked Bob in 1912.",
        ("Ada", "attack", "Bob"),
        key="r2",
        when=When(edtf="1912~", text="1912"),
    )
    found = dealings(replace(pack, relations=(one, two)))
    assert [(row.relation.id, row.doubts) for row in found] == [("r2", ("date.approximate",)), ("r1", ())]


def caused(text, cue, first, second, **fields):
    pack = said(pack_of(text), text)
    link = link_of(pack, text, cue, first, second, **fields)
    return [
        (*texts_of(row.first, row.second), row.is_turned)
        for row in reasons(replace(pack, links=(link,)), fields.get("kind", "cause"))
    ]


@pytest.mark.parametrize(
    ("text", "cue", "first", "second", "want"),
    [
        ("The war led to hunger.", "led to", "The war", "hunger", ("The war", "hunger", False)),
        (
            "Iron sinks because it is heavy.",
            "because",
            "it is heavy",
            "Iron sinks",
            ("Iron sinks", "it is heavy", True),
        ),
        ("Rain fell, so it sank.", "so", "Rain fell", "it sank", ("Rain fell", "it sank", False)),
    ],
)
def test_a_cause_stands_before_its_effect(text, cue, first, second, want):
    """But where it is told with a pronoun for it, the effect stands first, with the arrow back."""
    assert caused(text, cue, first, second) == [want]


@pytest.mark.parametrize(
    ("text", "cue", "first", "second"),
    [
        ("It led to hunger.", "led to", "It", "hunger"),
        ("This led to hunger.", "led to", "This", "hunger"),
        ("This was harsh and led to hunger.", "led to", "This was harsh", "hunger"),
        ("Near the top it cools, so it sinks.", "so", "Near the top it cools", "it sinks"),
        ("The snow fell and she left because of it.", "because of", "The snow fell", "it"),
        ("The snow fell, because of which she left.", "because of", "The snow fell", "she left"),
        ("I like it, because it is new.", "because", "it is new", "I like it"),
    ],
)
def test_an_end_that_nobody_understands_is_not_told(text, cue, first, second):
    """Such a link stays in pack.json."""
    assert caused(text, cue, first, second) == []


def test_a_determiner_is_no_pronoun():
    """What "this seeming peace" means, its words say."""
    assert caused("This seeming peace led to war.", "led to", "This seeming peace", "war") == [
        ("This seeming peace", "war", False)
    ]


def test_an_end_takes_the_name_that_its_statement_inserts():
    """The pronoun's place is known from the quotes around the insertion."""
    pack = pack_of("Ada ruled.\nShe attacked Bob, provoking a war.")
    rest = Quoted(span=span_of(pack, "attacked Bob, provoking a war."))
    wording = (Inserted(text="Ada", span=span_of(pack, "Ada")), rest)
    statement = statement_of(pack, "She attacked Bob, provoking a war.", key="t1", wording=wording)
    link = link_of(pack, "She attacked Bob, provoking a war.", "provoking", "She attacked Bob", "a war")
    [row] = reasons(replace(pack, statements=(statement,), links=(link,)), "cause")
    assert texts_of(row.first, row.second, row.sentence) == [
        "[Ada] attacked Bob",
        "a war",
        "[Ada] attacked Bob, provoking a war.",
    ]
    assert row.statements == ("t1",)


def test_a_whole_sentence_loses_its_but_and_its_full_stop():
    """Two sentences joined by "as a result": the evidence is quoted as it stands."""
    pack = said(pack_of("But rain fell.\nAs a result, all left."), "But rain fell.", "As a result, all left.")
    evidence = (span_of(pack, "But rain fell."), span_of(pack, "As a result, all left."))
    link = link_of(pack, "all left", "As a result", "", "all left", to="t2", evidence=evidence)
    [row] = reasons(replace(pack, links=(link,)), "cause")
    assert texts_of(row.first, row.second, row.sentence) == [
        "rain fell",
        "all left",
        "But rain fell. As a result, all left.",
    ]


@pytest.mark.parametrize(("kind", "key"), [("transcript", "because.transcript"), ("slides", "because.slides")])
def test_the_source_that_says_so_is_named_by_its_kind(kind, key):
    """A lecture says, slides say, a text says."""
    pack = replace(said(pack_of("Rain led to war."), "Rain led to war."), sources=(source_of(kind=kind),))
    link = link_of(pack, "Rain led to war.", "led to", "Rain", "war")
    assert [row.says for row in reasons(replace(pack, links=(link,)), "cause")] == [key]


def test_a_purpose_has_its_cue_where_it_stands():
    """It reads as its sentence does, which need not follow."""
    pack = said(pack_of("Ada sold it, partly to pay her debts."), "Ada sold it, partly to pay her debts.")
    spans = tuple(span_of(pack, each) for each in ("partly", "pay her debts"))
    link = link_of(pack, "Ada sold it, partly to pay her debts", "to", "Ada sold it", "partly", kind="purpose")
    [row] = reasons(replace(pack, links=(replace(link, effect=spans),)), "purpose")
    assert texts_of(row.first, row.second, row.sentence) == ["Ada sold it", "partly to pay her debts", ""]


def test_a_cause_told_twice_stands_once():
    """Two links of the same words are one row."""
    pack = said(pack_of("Rain led to war.\nRain led to war."), "Rain led to war.")
    link = link_of(pack, "Rain led to war.", "led to", "Rain", "war")
    assert len(reasons(replace(pack, links=(link, replace(link, id="l2"))), "cause")) == 1


def held(text, cue, first, second, holders=("E1", "E2"), names=("Ada", "Bob")):
    pack = said(pack_of(text), text)
    entities = tuple(entity_of(pack, name, key=key) for name, key in zip(names, ("E1", "E2"), strict=True))
    link = link_of(pack, text, cue, first, second, kind="contrast", holders=holders)
    return [
        texts_of(*row.holders, *row.positions) for row in positions(replace(pack, entities=entities, links=(link,)))
    ]


def test_positions_stand_behind_their_holders():
    """The name is not said again where the position begins with it."""
    text = "Ada's plan of peace clashed with the Bob doctrine of war."
    assert held(text, "clashed with", "Ada's plan of peace", "the Bob doctrine of war") == [
        ["Ada", "Bob", "plan of peace", "doctrine of war"]
    ]


def test_a_quotation_that_an_end_leaves_open_is_closed():
    """Its sign stands right behind the end's words."""
    text = 'Ada called it "just," while Bob called it a crime.'
    [row] = held(text, "while", 'Ada called it "just', "Bob called it a crime")
    assert row[2] == 'called it "just,"'


@pytest.mark.parametrize("holders", [(), ("E1", None), ("E1", "E1")])
def test_a_contrast_without_two_holders_is_no_pair_of_positions(holders):
    """It may set anything against anything."""
    text = "Ada's plan of peace clashed with Bob's idea of war."
    assert held(text, "clashed with", "Ada's plan of peace", "Bob's idea of war", holders) == []


def test_a_pronoun_takes_the_name_that_its_reference_gives():
    """Where this sentence or the one before says the name; a pronoun without a reference is left out."""
    text = "The Long March was to save them, but it led to hunger."
    pack = said(pack_of(text), text)
    pack = replace(pack, sentences=sentences_of(pack, text), entities=(entity_of(pack, "Long March"),))
    pack = replace(pack, links=(link_of(pack, "it led to hunger", "led to", "it", "hunger"),))
    assert reasons(pack, "cause") == ()
    at = span_of(pack, "it led")
    known = Reference(source="S1", start=at.start, end=at.start + 2, entity="E1", confidence=0.6)
    [row] = reasons(replace(pack, references=(known,)), "cause")
    assert texts_of(row.first, row.second) == ["[Long March]", "hunger"]
