"""Running text: what the parser reads, and where each of its characters stands."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from builders import pack_of
from coursepack.language.running import LONGEST_BLOCK, LONGEST_SILENCE_S, blocks
from coursepack.model.anchors import Passage, Place, Text
from coursepack.model.pack import Pack

# Words, white space, mark-up and character references, known, unknown, and of no or two characters.
PIECES = [
    "Mao",
    " ",
    "\n",
    "\t",
    "1,390",
    "&amp;",
    "&#39;",
    "&nbsp;",
    "&NewLine;",
    "&bogus;",
    "&#1;",
    "&notit;",
    "&ThickSpace;",
    "&",
]
MARKS = ["**", "<i>", "</i> ", " [x]"]


def read(pack):
    return [block.text for block in blocks(pack)]


@st.composite
def marked_packs(draw):
    """Give a pack of passages with mark-up ranges in them, and material between that is no one's."""
    text, passages, marks = "", [], []
    for at in range(draw(st.integers(1, 4))):
        text += draw(st.sampled_from(["", "\n\n", "00:01 --> 00:02\n"]))
        start = len(text)
        text += draw(st.sampled_from(["a", "Term: b", "<b>"]))
        if text.endswith("<b>"):
            marks.append((len(text) - 3, len(text)))
        for piece in draw(st.lists(st.sampled_from([*PIECES, *MARKS]), max_size=8)):
            if piece in MARKS:
                marks.append((len(text), len(text) + len(piece)))
            text += piece
        text = text.rstrip() + "z"
        marks = [(begin, min(end, len(text) - 1)) for begin, end in marks if begin < len(text) - 1]
        role = draw(st.sampled_from(["speech", "bullet", "heading", "note"]))
        where = {"id": f"S1.p{at}", "source": "S1", "start": start, "end": len(text), "line": 1}
        passages.append(Passage(role=role, level=0, place=None, **where))
    return replace(pack_of("x"), passages=tuple(passages), texts={"S1": Text("S1", text)}, marks={"S1": tuple(marks)})


@given(marked_packs())
def test_every_character_stands_where_it_is_said_to(pack):
    """At a character's offsets stands that character, white space, or the reference that means it; and offsets rise."""
    text = pack.texts["S1"].text
    for block in blocks(pack):
        assert len(block.text) == len(block.starts) == len(block.ends)
        for character, start, end in zip(block.text, block.starts, block.ends, strict=True):
            there = text[start:end]
            assert (
                there == character
                or (character == " " and not html.unescape(there).strip())
                or (there.startswith("&") and character in html.unescape(there))
            )
        assert list(block.starts) == sorted(block.starts)
        assert block.text == block.text.strip()
        assert "  " not in block.text


@given(marked_packs())
def test_no_word_is_lost(pack):
    """All that is neither mark-up nor white space nor a note is read, once, in order; a lead stands beside the text."""
    text, marks = pack.texts["S1"].text, pack.marks["S1"]
    hidden = {at for begin, end in marks for at in range(begin, end)}
    want = "".join(
        character
        for each in pack.passages
        if each.role != "note"
        for at, character in enumerate(text[each.start : each.end], each.start)
        if at not in hidden and not character.isspace()
    )
    places = sorted({at for block in blocks(pack) for pair in spans(block) for at in range(*pair)})
    got = "".join(text[at] for at in places if not text[at].isspace())
    assert visible(got) == visible(want)


def spans(block):
    return [*zip(block.starts, block.ends, strict=True), *([block.lead] if block.lead else [])]


def visible(text):
    """Leave out a lead's colon, and references that stand for white space or for no character."""
    return re.sub("&#1;|&nbsp;|&NewLine;|&ThickSpace;|:", "", text)


def test_mark_up_is_not_read():
    """Two words that mark-up alone parts stay one; the white space around it is a blank."""
    pack = pack_of("The **Great** Leap<i>s</i>", role="paragraph")
    marks = ((4, 6), (11, 13), (18, 21), (22, 26))
    assert read(replace(pack, marks={"S1": marks})) == ["The Great Leaps"]


def test_a_reference_is_one_character():
    """Its offsets are the whole reference's, so that a quote of it can be cut out whole."""
    (block,) = blocks(pack_of("R&amp;D"))
    assert (block.text, list(block.starts), list(block.ends)) == ("R&D", [0, 1, 6], [1, 6, 7])


def test_speech_runs_on_over_captions():
    """A sentence that captions break is read whole; other passages stand by themselves."""
    assert read(pack_of("Mao\nspoke.", times=[(0, 1), (1, 2)])) == ["Mao spoke."]
    assert read(pack_of("Mao\nspoke.", role="paragraph")) == ["Mao", "spoke."]


def test_another_voice_begins_another_block():
    """A caption without a voice goes on with the last one."""
    pack = pack_of("Good.\nSir?\nYes\nplease.\nSo.", voices=["Hale", "Student", "", "Student", "Hale"])
    assert read(pack) == ["Good.", "Sir? Yes please.", "So."]


def test_a_long_silence_begins_another_block():
    """What was said before a break does not lead into what is said after it."""
    end = 1 + LONGEST_SILENCE_S
    assert read(pack_of("a\nb", times=[(0, 1), (end, end + 1)])) == ["a b"]
    assert read(pack_of("a\nb", times=[(0, 1), (end + 0.1, end + 1)])) == ["a", "b"]


def test_notes_are_not_read():
    """A speaker's note on a slide is nobody's statement, and does not part the speech around it."""
    pack = pack_of("Mao\n(laughter)\nspoke.")
    passages = (pack.passages[0], replace(pack.passages[1], role="note"), pack.passages[2])
    assert "(laughter)" not in read(replace(pack, passages=passages))


def test_another_source_begins_another_block():
    """Speech never runs from one file into the next."""
    first, second = pack_of("Mao"), pack_of("spoke.", key="S2")
    both = replace(
        first,
        sources=(*first.sources, *second.sources),
        passages=(*first.passages, *second.passages),
        texts={**first.texts, **second.texts},
    )
    assert read(both) == ["Mao", "spoke."]


def test_a_long_run_is_cut_where_a_sentence_ends():
    """Past the limit the next full stop ends the block, and at twice the limit any caption's end does."""
    line = "no stop here " * 20
    lines = [line] * (LONGEST_BLOCK // len(line) + 3)
    found = read(pack_of("\n".join([*lines, "Stop.", *lines])))
    assert [text.endswith("Stop.") for text in found] == [True, False]
    assert max(len(text) for text in read(pack_of("\n".join(lines * 5)))) <= 2 * LONGEST_BLOCK + len(line)


def test_the_lead_of_a_bullet_stands_beside_the_text():
    """The parser reads the explanation; the term before the colon or dash keeps its own offsets."""
    for text, lead, rest in (
        ("Causes: reports were false.", "Causes", "reports were false."),
        ("Second Crisis (1958) – shelling began", "Second Crisis (1958)", "shelling began"),
    ):
        (block,) = blocks(pack_of(text, role="bullet"))
        assert (text[slice(*block.lead)], block.text) == (lead, rest)


def test_what_is_no_lead_is_read():
    """A bullet that ends in a colon, a clock, a long sentence with a colon, and a line of speech are read whole."""
    for text in (
        "First Crisis (1954):",
        "At 12:30 it began",
        "one two: small",
        "One two three four five six seven eight nine: ten",
    ):
        (block,) = blocks(pack_of(text, role="bullet"))
        assert (block.lead, block.text) == (None, text)
    (block,) = blocks(pack_of("Causes: false reports."))
    assert block.lead is None


def test_a_passage_without_words_is_an_empty_block():
    """A caption of mark-up alone leaves nothing, and no blank between its neighbours."""
    pack = pack_of("Mao\n<i></i>\nspoke.")
    assert read(replace(pack, marks={"S1": ((4, 11),)})) == ["Mao spoke."]


def test_a_place_without_a_time_parts_nothing():
    """A transcript without times is one run of speech."""
    pack = pack_of("a\nb")
    assert isinstance(pack, Pack)
    passages = tuple(replace(each, place=Place(page=1)) for each in pack.passages)
    assert read(replace(pack, passages=passages)) == ["a b"]
