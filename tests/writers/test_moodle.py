"""quiz.moodle.xml as another program reads it."""

from __future__ import annotations

from moodle_xml_parser.parser import parse_bytes
from msgspec.structs import replace

from coursepack.writers import moodle
from quizzed import quizzed


def test_another_reader_finds_the_key():
    """moodle-xml-parser reads choices alone: one right answer, the options, and the cited line."""
    found = parse_bytes(moodle.write(quizzed()).files["quiz.moodle.xml"])
    [choice] = found["multichoice"]
    assert [each.answer for each in choice.options if each.score_fraction == 100] == ["<p>Anna Lind</p>"]
    assert sorted(each.answer for each in choice.options) == ["<p>Anna Lind</p>", "<p>Eva Dahl</p>", "<p>Per Holm</p>"]
    assert (choice.single, choice.default_grade) == (True, 1.0)
    assert choice.general_feedback.endswith("[L1 · 00:00]</p>")


def test_a_field_lies_in_its_gap():
    """Moodle puts it there from five signs on."""
    text = moodle.write(quizzed()).files["quiz.moodle.xml"].decode()
    assert "<text>&lt;p&gt;Per Holm bought _____ looms for the mill in 1856.&lt;/p&gt;</text>" in text


def test_an_asterisk_is_no_wild_card():
    """In a short answer it would stand for anything."""
    pack = quizzed()
    starred = replace(pack.questions[1], answer="40*")
    text = moodle.write(replace(pack, questions=(starred,))).files["quiz.moodle.xml"].decode()
    assert r"<text>40\*</text>" in text


def test_a_name_of_one_word_may_have_others_around_it():
    """Who answers "Astrid Dahl" knows that it was Dahl; a number counts alone, a full name as it is."""
    text = moodle.write(quizzed()).files["quiz.moodle.xml"].decode()
    assert "<text>*Dahl*</text>" in text
    assert "<text>Eva Dahl</text>" in text
    assert "<text>40</text>" in text
