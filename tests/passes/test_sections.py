"""Which headings title a run of speech: those that were on the screen, where they say what it is about."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from builders import pack_of, sentences_of, source_of
from coursepack.language.topics import Unit
from coursepack.model.claims import Alignment
from coursepack.model.trees import Tree
from coursepack.passes._screen import Screen


def screen_of(said, headings, slides):
    """Put each sentence of a talk beside the heading of that number."""
    talk, deck = pack_of("\n".join(said)), pack_of("\n".join(headings), role="heading", key="S2")
    sentences = sentences_of(talk, *said)
    pack = replace(
        talk,
        sources=(source_of("S1", "transcript"), source_of("S2", "slides")),
        texts={**talk.texts, **deck.texts},
        passages=(*talk.passages, *deck.passages),
        sentences=sentences,
        alignments=tuple(
            Alignment(sentence=sentence.id, passage=f"S2.p{at + 1}", confidence=1.0)
            for sentence, at in zip(sentences, slides, strict=True)
            if at is not None
        ),
    )
    units = [
        Unit(sentence=each, tree=Tree(sentence=each.id, source="S1", passages=(), tokens=()), lemmas=())
        for each in sentences
    ]
    texts = {each.source: pack.texts[each.source].text for each in pack.passages}
    screen = Screen(pack)
    return screen, units, [texts[each.source][each.start : each.end] for each, _ in screen.runs(units) if each]


def titles(said, headings, slides):
    return screen_of(said, headings, slides)[2]


SAID = [f"Sentence {at}." for at in range(1, 7)]


def test_the_heading_shown_longest_titles_a_run():
    """What is too short for a section belongs to its neighbour, under the heading of the longer one."""
    assert titles(SAID, ["Steel", "Grain"], [0, 0, 1, 1, 1, 1]) == ["Grain"]


def test_a_heading_shown_for_a_moment_titles_nothing():
    """One sentence of six is too little."""
    assert titles(SAID, ["Steel"], [0, None, None, None, None, None]) == []


@pytest.mark.parametrize(
    "heading",
    ["Professor Jane Miller", "DOES THE AGE OF A FURNACE CHANGE STEEL", "Miller et al., 2008", "---", "12"],
)
def test_what_stands_on_a_slide_besides_its_topic_titles_nothing(heading):
    """The teacher's name, a statement in capitals, a citation, an ornament, a number."""
    assert titles(SAID, [heading], [0] * 6) == []


def test_the_name_of_the_course_titles_nothing():
    """What stands at the head of most slides says nothing of any."""
    assert titles(SAID, ["History of Steel"] * 6, range(6)) == []


def test_a_number_and_a_part_are_no_part_of_a_title():
    """Slides of one topic are one, whichever part they are."""
    assert titles(SAID, ["2. Steel (I)", "Steel (II)", "Steel (cont.)"], [0, 0, 1, 1, 2, 2]) == ["Steel"]


def test_a_heading_changes_with_the_first_slide_of_another_topic():
    """Not where the same topic goes on, and not where nobody knows the slide."""
    screen, units, _ = screen_of(SAID, ["Steel (I)", "Steel (II)", "Grain"], [0, 0, 1, None, 2, 2])
    assert screen.changes(units) == [True, False, False, False, True, False]


LONG = [f"Sentence {at}." for at in range(1, 81)]


def test_speech_is_divided_where_another_heading_is_shown():
    """A picture shown for a while belongs to the heading before it, and a long time without a slide to none."""
    slides = [*[0] * 12, *[None] * 8, *[1] * 20, *[None] * 40]
    screen, units, _ = screen_of(LONG, ["Steel", "Grain"], slides)
    runs = [(heading.key if heading else None, len(under)) for heading, under in screen.runs(units)]
    assert runs == [("steel", 20), ("grain", 20), (None, 40)]


@pytest.mark.parametrize(
    ("line", "role", "is_title"),
    [
        ("prices of steel", "bullet", True),
        ("prices of steel", "note", False),
        ("and the prices fell", "bullet", False),
        ("April, 1979", "bullet", False),
        ("x = 1979", "bullet", False),
    ],
)
def test_a_slide_without_a_heading_is_titled_by_its_first_line(line, role, is_title):
    """Where it is a few words that begin nothing in the middle; a date, a formula or a label says nothing."""
    said = LONG[:12]
    talk, deck = pack_of("\n".join(said)), pack_of(line, role=role, key="S2")
    sentences = sentences_of(talk, *said)
    pack = replace(
        talk,
        texts={**talk.texts, **deck.texts},
        passages=(*talk.passages, *deck.passages),
        sentences=sentences,
        alignments=tuple(Alignment(sentence=each.id, passage="S2.p1", confidence=1.0) for each in sentences),
    )
    units = [
        Unit(sentence=each, tree=Tree(sentence=each.id, source="S1", passages=(), tokens=()), lemmas=())
        for each in sentences
    ]
    assert [heading is not None for heading, _ in Screen(pack).runs(units)] == [is_title]
