"""The reading order that every writer follows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from builders import pack_of, section_of, sentences_of, span_of, statement_of, term_of
from coursepack.model.outline import TOLD, WHOLE, outline
from coursepack.model.wording import Fixed, Quoted

TEXT = "Mao rose.\nGrain failed.\nMoscow left."


def told(pack):
    return [
        (chapter.section.id, [item.statement.text for item in chapter.items])
        for volume in outline(pack)
        for chapter in volume.chapters
    ]


def divided(pack, *statements):
    sentences = sentences_of(pack, "Mao rose.", "Grain failed.", "Moscow left.")
    sections = (section_of(pack, "Mao", "S1.s1"), section_of(pack, "Grain", "S1.s2", "S1.s3", key="S1.c2"))
    return replace(pack, sentences=sentences, sections=sections, statements=statements)


def test_statements_are_told_in_their_section():
    """The section of a statement is that of the sentence in which its evidence begins."""
    pack = pack_of(TEXT)
    first, second = statement_of(pack, "Moscow left"), statement_of(pack, "rose", key="S1.t2")
    assert told(divided(pack, first, second)) == [("S1.c1", ["rose"]), ("S1.c2", ["Moscow left"])]


def test_a_piece_of_a_sentence_is_not_told():
    """What is hardly relied on stays in pack.json alone."""
    pack = pack_of(TEXT)
    whole = statement_of(pack, "rose", confidence=WHOLE)
    piece = statement_of(pack, "left", confidence=WHOLE - 0.1, key="S1.t2")
    assert told(divided(pack, whole, piece)) == [("S1.c1", ["rose"]), ("S1.c2", [])]


def test_what_hardly_matters_is_not_told():
    """A statement below the threshold stays in pack.json alone; one at it is told."""
    pack = pack_of(TEXT)
    at = statement_of(pack, "rose", salience=TOLD)
    below = statement_of(pack, "left", salience=TOLD - 0.01, key="S1.t2")
    assert told(divided(pack, at, below)) == [("S1.c1", ["rose"]), ("S1.c2", [])]


def test_a_statement_outside_every_sentence_is_not_told():
    """What begins between two sentences has no place in the order."""
    pack = pack_of("Mao rose.\nGrain failed.\nMoscow left.\nAfterwards nothing.")
    assert told(divided(pack, statement_of(pack, "Afterwards"))) == [("S1.c1", []), ("S1.c2", [])]


def test_a_bullet_under_a_bullet_is_one_level_down():
    """Deeper levels than that are read as the second."""
    pack = pack_of(TEXT, role="bullet", levels=[1, 2, 4])
    found = [statement_of(pack, quote, key=quote) for quote in ("Mao rose.", "Grain failed.", "Moscow left.")]
    levels = [
        item.level for volume in outline(divided(pack, *found)) for each in volume.chapters for item in each.items
    ]
    assert levels == [0, 1, 1]


def test_a_term_before_its_explanation_is_a_lead():
    """A lead is what a term begins with, and something must follow it."""
    pack = pack_of("Grain: what failed.\nGrain: what failed.\nMoscow left. Mao rose. Grain failed.")
    wording = (Quoted(span=span_of(pack, "Grain")), Fixed(key="colon"), Quoted(span=span_of(pack, "what failed.")))
    with_lead = statement_of(pack, "Grain: what failed.", wording=wording)
    without = statement_of(pack, "Moscow left.", key="S1.t2")
    pack = replace(divided(pack, with_lead, without), terms=(term_of(pack, "Grain", "what failed."),))
    sentences = sentences_of(pack, "Grain: what failed.", "Moscow left.")
    pack = replace(pack, sentences=sentences, sections=(section_of(pack, "Grain", "S1.s1", "S1.s2"),))
    assert [item.has_lead for item in outline(pack)[0].chapters[0].items] == [True, False]


@given(st.lists(st.integers(0, 59), max_size=8), st.lists(st.integers(1, 58), unique=True, max_size=8))
def test_the_home_of_a_statement_is_found_as_by_reading(starts, cuts):
    """The section told is that of the one sentence that holds the statement's first character."""
    pack = pack_of("x" * 60)
    text, edges = pack.texts["S1"], [0, *sorted(cuts), 60]
    (model,) = sentences_of(pack, "x")
    sentences = tuple(
        replace(model, id=f"S1.s{at}", start=start, end=edges[at + 1] - (at % 2)) for at, start in enumerate(edges[:-1])
    )
    sections = tuple(section_of(pack, "x", each.id, key=f"c{each.id}") for each in sentences)
    statements = tuple(
        replace(statement_of(pack, "x", key=f"t{at}"), evidence=(text.span(start, start + 1),))
        for at, start in enumerate(starts)
    )
    want = [
        (f"c{each.id}", [f"t{at}" for at, start in enumerate(starts) if each.start <= start < each.end])
        for each in sentences
    ]
    volumes = outline(replace(pack, sentences=sentences, sections=sections, statements=statements))
    got = [(each.section.id, [item.statement.id for item in each.items]) for each in volumes[0].chapters]
    assert got == want
