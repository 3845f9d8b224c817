"""Who did what: whose statements, which of them, and in what order."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tied import event_of, relation_of

from builders import entity_of, pack_of, section_of, sentences_of, span_of, statement_of
from coursepack.model.claims import When
from coursepack.model.wording import Inserted, Quoted
from coursepack.writers._deeds import MOST, deeds

LINES = ("Ada built a mill.", "In 1912 Ada sold it to a guild.", "Ada bought a ship in 1911.")


def story(*lines, **more):
    """A pack of one told statement of Ada's a line; `more` has by line what differs."""
    pack = pack_of("\n".join(lines))
    sentences = sentences_of(pack, *lines)
    section = section_of(pack, "Ada", *(each.id for each in sentences))
    given = {f"t{at}": {} for at in range(1, len(lines) + 1)} | more
    statements = [
        statement_of(pack, line, key=key, **{"subject": "E1", "verb": "do", **given[key]})
        for key, line in zip(given, lines, strict=True)
    ]
    return replace(
        pack, sentences=sentences, sections=(section,), statements=tuple(statements), entities=(entity_of(pack, "Ada"),)
    )


def told(pack):
    return {doer.entity.name: [deed.statement.id for deed in doer.deeds] for doer in deeds(pack)}


def test_what_is_dated_comes_first_in_order_of_time():
    """Then the rest, in text order."""
    whens = {"t2": {"when": When(edtf="1912", text="1912")}, "t3": {"when": When(edtf="1911", text="1911")}}
    pack = story(*LINES, **whens)
    events = (event_of(pack, LINES[1], "1912", "1912"), event_of(pack, LINES[2], "1911", "1911", key="v2"))
    assert told(replace(pack, events=events)) == {"Ada": ["t3", "t2", "t1"]}


def test_the_weightiest_are_shown_and_no_more():
    """Notes do not tell the whole text twice."""
    lines = [f"Ada wrote letter {number} then." for number in range(9)]
    pack = story(*lines, **{f"t{at}": {"salience": at / 10} for at in range(1, 10)})
    assert told(pack) == {"Ada": ["t2", "t3", "t4", "t5", "t6", "t7", "t8", "t9"]}
    assert len(told(pack)["Ada"]) == MOST


def test_of_whom_much_is_said_one_deed_is_told():
    """A state that the text is about has its place, though it did but one thing."""
    pack = story(LINES[0])
    (ada,) = (entity for entity in pack.entities if entity.name == "Ada")
    central = replace(ada, mentions=ada.mentions * 5)
    assert told(pack) == {}
    assert told(replace(pack, entities=(central,))) == {"Ada": ["t1"]}


@pytest.mark.parametrize(
    "fields",
    [
        {"verb": "be"},
        {"object": "this"},
        {"stance": "question"},
        {"salience": 0.1},
        {"subject": "it"},
        {"subject": None},
    ],
)
def test_what_is_no_deed_is_left_out(fields):
    """What somebody is, asks, or does to an unnamed "this"; and what the notes leave out."""
    assert told(story(*LINES, t2=fields)) == {"Ada": ["t1", "t3"]}


def test_a_name_inserted_for_a_pronoun_stands_alone():
    """The brackets say who it was."""
    pack = story(*LINES)
    rest = Quoted(span=span_of(pack, "sold it to a guild."))
    wording = (Inserted(text="Ada", span=span_of(pack, "Ada")), rest)
    changed = replace(pack.statements[1], wording=wording, subject="E1")
    assert told(replace(pack, statements=(pack.statements[0], changed))) == {"Ada": ["t1", "t2"]}


def test_one_statement_makes_no_section():
    """Who is told of once is found in the notes above."""
    assert told(story("Ada built a mill.")) == {}


def test_who_acts_in_a_relation_did_it():
    """A statement without a known subject is a deed of whoever its relation names."""
    pack = story(*LINES, t2={"subject": None})
    assert told(replace(pack, relations=(relation_of(pack, LINES[1], ("E1", "sell", None), statement="t2"),))) == {
        "Ada": ["t1", "t2", "t3"]
    }


def test_a_deed_has_its_stance_and_its_heading_its_date():
    """What is promised is marked; a date that only a heading says is told beside."""
    pack = story(*LINES, t1={"stance": "promised", "speaker": "E1"})
    pack = replace(pack, events=(event_of(pack, LINES[0], "1911", "1911"),))
    [doer] = deeds(pack)
    assert [deed.mark and (deed.mark.key, deed.mark.name) for deed in doer.deeds] == [
        ("stance.promised", "Ada"),
        None,
        None,
    ]
    assert [deed.is_dated_above for deed in doer.deeds] == [True, False, False]
