"""A deck's slides: few bullets on each, each with its lead, its marks and its quote, and nothing that runs over."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tied import told_of

from builders import pack_of, section_of, sentences_of, source_of, span_of, statement_of
from coursepack.model.anchors import Text
from coursepack.model.claims import Question
from coursepack.model.wording import Quoted
from coursepack.writers._deck import Line, Run, Slide, placed, text_of
from coursepack.writers._deck_choice import budget
from coursepack.writers._deck_fit import (
    BODY,
    chunked,
    columns_of,
    heights_of,
    lines_of,
    paired,
    parted,
    scale_of,
    title_size,
)
from coursepack.writers._deck_lines import tidy
from coursepack.writers._deck_plan import deck_of
from quarrel import quarrel


def line(text, level=0):
    return Line(runs=(Run(text),), claims=("T1",), level=level)


def shown(pack):
    return [(slide.layout, [text_of(each) for each in (slide.title, *slide.lines)]) for slide in deck_of(pack).slides]


def lecture(count):
    """A pack of so many statements in one section, each of its own words."""
    return told_of("Bridges", [f"Alpha{at} built bridge{at} beside river{at}." for at in range(count)])


def test_a_deck_begins_with_its_title_and_goes_by_topics():
    """The source's title, then a slide a topic, then the positions set against each other."""
    assert shown(quarrel()) == [
        ("title", ["S1"]),
        (
            "bullets",
            [
                "Galle",
                "1846: Galle thanked Le Verrier.",
                "1847: Airy accused Galle.",
                "Around 1850: Airy promised to help Le Verrier. (approximate date, promised, Airy)",
                "The letter was late because the ship sank.",
                "Airy's caution clashed with Galle's haste.",
                "Galle spoke for Prussia, Airy for Britain.",
            ],
        ),
        ("pairs", ["Positions set against each other", "Airy's caution", "Galle's haste"]),
    ]


def test_a_bullet_begins_with_its_lead_in_bold():
    """The name or the date that the source's words begin with."""
    bullets = deck_of(quarrel()).slides[1].lines
    assert [each.runs[0].text for each in bullets if each.runs[0].kind == "lead"] == [
        "1846",
        "1847",
        "Around 1850",
        "Airy",
    ]


def test_notes_hold_the_quotes():
    """Each with its source and its place."""
    notes = deck_of(quarrel()).slides[1].notes
    assert text_of(notes[0]) == "“In 1846 Galle thanked Le Verrier.” S1 [L1]"
    assert (notes[0].claims, notes[0].fixed) == (("T0/quote", "S1"), ("quote.open", "quote.close"))


def test_no_slide_has_more_than_six_bullets():
    """More go on slides of the same title, which say so, in even parts."""
    slides = [slide for slide in deck_of(lecture(24)).slides if slide.layout == "bullets"]
    assert [len(slide.lines) for slide in slides] == [6, 6, 6, 6]
    assert [text_of(slide.title) for slide in slides] == ["Bridges", *["Bridges (continued)"] * 3]


def test_an_hour_has_some_thirty_slides():
    """Twice the lecture is not twice the deck."""
    assert [budget(told) for told in (5, 70, 100, 400, 2000)] == [6, 11, 13, 26, 44]


def test_what_is_said_twice_is_told_once():
    """A statement in the words of one that is told already is left out."""
    quotes = ("The treaty ended the border dispute.", "So the treaty ended the long border dispute.")
    pack = told_of("Treaty", quotes)
    assert [text_of(each) for each in deck_of(pack).slides[1].lines] == [quotes[0]]


def test_questions_to_discuss_are_those_that_were_made():
    """Each with the line that it is about in the notes."""
    pack = lecture(6)
    span = span_of(pack, "Alpha1 built bridge1")
    question = Question(
        id="Q1",
        kind="discussion",
        prompt="Alpha1 built bridge1",
        answer="",
        distractors=(),
        evidence=(span,),
        made_by="test",
        confidence=1.0,
        prompt_wording=(Quoted(span=span),),
    )
    last = deck_of(replace(pack, questions=(question,))).slides[-1]
    assert (last.layout, text_of(last.title)) == ("questions", "For discussion")
    assert [each.claims for each in (*last.lines, *last.notes)] == [("Q1/prompt",), ("Q1/quote", "S1")]


def test_each_line_has_its_place():
    """Title first, the call-out last, the notes by themselves."""
    slides = deck_of(quarrel()).slides
    traced = [each.at for each in placed(slides, "deck.pptx")]
    assert traced[:4] == ["slide 1, line 1", "slide 2, line 1", "slide 2, line 2", "slide 2, line 3"]
    assert "slide 2, notes 6" in traced


@pytest.mark.parametrize(("text", "count"), [("one two", 1), ("word " * 40, 4), ("W" * 200, 6)])
def test_lines_are_counted_for_a_wide_face(text, count):
    """At blanks, and within a word that no line holds."""
    assert lines_of(text, 20, 11) == count


def test_what_stands_under_a_bullet_stays_with_it():
    """A slide does not begin with a second level."""
    lines = [line("a"), line("b"), line("c", 1), line("d", 1), line("e"), line("f")]
    assert [len(part) for part in chunked(lines, 4, 99.0, [1.0] * 6)] == [4, 2]
    assert [len(part) for part in chunked(lines, 3, 99.0, [1.0] * 6)] == [1, 3, 2]


def test_long_bullets_take_more_slides():
    """A slide holds no more than its height."""
    lines = [line("word " * 50) for _ in range(6)]
    parts = parted(lines, "bullets")
    assert len(parts) == 2
    assert all(sum(heights_of(part, "bullets")) <= BODY.height for part in parts)


def test_pairs_stand_side_by_side_as_far_as_they_fit():
    """Three at most, in even parts."""
    pairs = [(line(f"one {at}"), line(f"two {at}")) for at in range(4)]
    assert [len(part) for part in paired(pairs)] == [2, 2]
    assert [len(part) for part in paired([(line("word " * 80), line("b"))] * 2)] == [1, 1]


def test_long_titles_are_smaller():
    """So that they keep their place."""
    assert [title_size("word " * count) for count in (5, 20, 60)] == [30.0, 24.0, 20.0]


def test_signs_that_join_nothing_are_cut_off():
    """A slide's line may end in one where it was broken; words stay."""
    assert [tidy(text) for text in ("What is a team? &", "A – B –", "R&D", "3 + 4")] == [
        "What is a team?",
        "A – B",
        "R&D",
        "3 + 4",
    ]


def test_a_deck_has_the_title_of_a_source_not_of_a_file():
    """Captions mostly have none of their own."""
    sources = (source_of("S1", title="S1"), source_of("S2", title="The Neptune affair"))
    pack = quarrel()
    pack = replace(pack, sources=sources, texts={**pack.texts, "S2": Text("S2", "The Neptune affair")})
    assert text_of(deck_of(pack).title) == "The Neptune affair"


def test_what_is_introduced_and_not_told_is_left_out():
    """A bullet of slides that ends in a colon stands over others, or not at all."""
    text = "Teams\nFocus for today is:\nTeams meet each day:\nDaily at ten they stand."
    pack = pack_of(text, role="bullet", levels=(1, 1, 1, 2))
    quotes = text.split("\n")[1:]
    pack = replace(
        pack,
        sources=(source_of("S1", kind="slides", title="Teams at work"),),
        sentences=tuple(replace(each, section="C1") for each in sentences_of(pack, *quotes)),
        statements=tuple(statement_of(pack, quote, key=f"T{at}", verb="be") for at, quote in enumerate(quotes)),
        sections=(section_of(pack, "Teams", "S1.s1", "S1.s2", "S1.s3", key="C1"),),
    )
    assert [text_of(each) for each in deck_of(pack).slides[1].lines] == quotes[1:]


def slides_of(heading, *bullets, levels=None, **fields):
    """A pack of one slide, a statement a bullet; `fields` are by bullet."""
    pack = pack_of("\n".join([heading, *bullets]), role="bullet", levels=(1, *(levels or [1] * len(bullets))))
    statements = [
        statement_of(pack, quote, key=f"T{at}", **{name: each[at] for name, each in fields.items()})
        for at, quote in enumerate(bullets)
    ]
    return replace(
        pack,
        sources=(source_of("S1", kind="slides", title="Metals"),),
        sentences=tuple(replace(each, section="C1") for each in sentences_of(pack, *bullets)),
        statements=tuple(statements),
        sections=(section_of(pack, heading, *(f"S1.s{at + 1}" for at in range(len(bullets))), key="C1"),),
    )


def test_names_alone_are_told_where_they_make_a_list():
    """A slide of three is one; one or two words beside sentences say nothing by themselves."""
    names = ["Coal", "Furnace", "Limestone"]
    assert shown(slides_of("What makes iron", *names))[1][1][1:] == names
    assert shown(slides_of("What makes iron", "Ore melts at night.", "Sept 2007"))[1][1][1:] == ["Ore melts at night."]


def test_what_follows_the_last_question_is_learnt():
    """It closes the deck, behind the questions, where a lead of it says so; a question needs no mark that it is one."""
    pack = slides_of(
        "Ends",
        "Iron rusts in rain.",
        "How does iron change the way that towns grow?",
        "Lessons learned: Paint it early.",
        stance=("asserted", "question", "asserted"),
    )
    text = pack.texts["S1"]
    colon = span_of(pack, ":")
    parts = (span_of(pack, "Lessons learned"), colon, text.trimmed(colon.end, len(text.text)))
    led = replace(pack.statements[2], wording=tuple(Quoted(span=span) for span in parts))
    told = shown(replace(pack, statements=(*pack.statements[:2], led)))
    assert told[1:] == [
        ("bullets", ["Ends", "Iron rusts in rain."]),
        ("questions", ["For discussion", "How does iron change the way that towns grow?"]),
        ("bullets", ["Lessons", "Lessons learned: Paint it early."]),
    ]


def test_a_sentence_that_sums_up_is_of_what_its_topic_is_of():
    """It has words that other statements say, and stands alone; the weightiest may be of something else."""
    quotes = [
        "Every furnace needs coal from distant mines.",
        "Welsh coal went along canals to each furnace.",
        "Another furnace opened near London with cheaper coal.",
        "Coal and the furnace made northern towns grow for a whole century.",
        "Time magazine wrote of angry people who enter adulthood.",
    ]
    weights = (0.5, 0.5, 0.5, 0.9, 1.0)
    pack = told_of("Coal", quotes)
    told = tuple(
        replace(each, salience=weight, verb="make") for each, weight in zip(pack.statements, weights, strict=True)
    )
    [_, slide, *_] = deck_of(replace(pack, statements=told)).slides
    assert text_of(slide.callout) == quotes[3]


def test_many_topics_stand_in_two_columns():
    """Up to eight in one."""
    few, many = [line(f"topic {at}") for at in range(8)], [line(f"topic {at}") for at in range(14)]
    assert columns_of(few) == 0.0
    assert 0 < columns_of(many) < sum(heights_of(many, "overview"))


def test_letters_are_larger_where_a_slide_says_little():
    """As large as leaves the slide unfilled, or reaches the call-out."""
    sizes = [
        scale_of(Slide(layout="bullets", title=line("a"), lines=(line("word " * 20),) * count)) for count in (1, 4, 6)
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[2]


def test_each_topic_of_a_talk_is_told():
    """Where little of it stands alone, what needs the sentence before fills the slide; it comes after what does not."""
    clear = [f"Alpha{at} built bridge{at} beside river{at}." for at in range(12)]
    leaning = [
        "Towns paid these builders in silver.",
        "Winter stopped this work for months.",
        "Paris sent those engineers home.",
    ]
    pack = told_of("Bridges", [*clear, *leaning])
    ids = [each.id for each in pack.sentences]
    pack = replace(
        pack,
        sections=(
            replace(pack.sections[0], sentences=tuple(ids[:12])),
            replace(pack.sections[0], id="C2", title="towns", sentences=tuple(ids[12:])),
        ),
        statements=tuple(replace(each, verb="build", salience=0.95) for each in pack.statements),
    )
    slides = [slide for slide in deck_of(pack).slides if text_of(slide.title) == "Towns"]
    assert [[text_of(each) for each in slide.lines] for slide in slides] == [leaning]


def test_the_title_is_no_bullet():
    """What stands under it on the slide stands under nothing."""
    pack = slides_of(
        "White flyers were attached", "White flyers were attached", "Some littered", "Most did not", levels=[1, 2, 2]
    )
    second = span_of(pack, "White flyers were attached")
    text = pack.texts["S1"]
    span = text.span(second.end + 1, second.end + 1 + len(second.quote))
    told = replace(pack.statements[0], evidence=(span,), wording=(Quoted(span=span),))
    sentence = replace(pack.sentences[0], start=span.start, end=span.end)
    pack = replace(pack, statements=(told, *pack.statements[1:]), sentences=(sentence, *pack.sentences[1:]))
    lines = deck_of(pack).slides[1].lines
    assert [(text_of(each), each.level) for each in lines] == [("Some littered", 0), ("Most did not", 0)]
