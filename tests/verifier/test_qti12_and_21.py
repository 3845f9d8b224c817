"""Lies planted in the packages of QTI."""

import zipfile

import pytest

from coursepack.pipeline import Wanted, written
from exported import found_in
from quizzed import packed_lie, quizzed

OPTION = (
    '<response_label ident="a2"><material><mattext texttype="text/plain">Eva Dahl</mattext></material></response_label>'
)
CHOICE = '<simpleChoice identifier="a2">Eva Dahl</simpleChoice>'


@pytest.mark.parametrize(
    ("to", "old", "new", "code"),
    [
        ("qti12", "opened the first", "closed the first", "words"),
        ("qti12", '"response1">a1<', '"response1">a2<', "question"),
        ("qti12", ">Eva Dahl<", ">Eva Holm<", "words"),
        ("qti12", OPTION, "", "gone"),
        ("qti12", OPTION, OPTION + OPTION.replace("a2", "a9").replace("Eva Dahl", "Sven Berg"), "untraced"),
        ("qti12", 'case="No">40<', 'case="No">12<', "words"),
        ("qti12", 'varname="SCORE">100<', 'varname="SCORE">0<', "question"),
        ("qti12", 'varname="SCORE">33.33<', 'varname="SCORE">11.11<', "question"),
        ("qti12", '<varequal respident="response2">p', '<varequal respident="response2">p9', "question"),
        ("qti12", "[L1 · 00", "[L2 · 00", "reference"),
        ("qti12", "1851.” Mills", "1851.” Looms", "words"),
        ("qti12", 'title="Mills', 'title="Wills', "words"),
        ("qti12", "<title>Mills", "<title>Wills", "words"),
        ("qti12", '<item ident="q', '<item title="A lie" ident="q', "untraced"),
        ("qti12", "<itemmetadata>", "<itemmetadata><qmd_topic>lies</qmd_topic>", "untraced"),
        ("qti12", "&lt;p&gt;Per", '&lt;p title="a lie"&gt;Per', "words"),
        ("qti12", "<available>false", "<available>true", "untraced"),
        ("qti12", "essay_question", "short_answer_question", "question"),
        ("qti12", "<schema>IMS", "<schema>A lie about IMS", "untraced"),
        ("qti21", "opened the first {mill} in Borås.</p>", "closed the first {mill} in Borås.</p>", "words"),
        ("qti21", "<value>a1</value>", "<value>a2</value>", "question"),
        ("qti21", "Eva Dahl</simpleChoice>", "Eva Holm</simpleChoice>", "words"),
        ("qti21", CHOICE, "", "gone"),
        ("qti21", CHOICE, CHOICE + CHOICE.replace("a2", "a9").replace("Eva Dahl", "Sven Berg"), "untraced"),
        ("qti21", 'mapKey="40"', 'mapKey="12"', "words"),
        ("qti21", "<value>40</value>", "<value>12</value>", "words"),
        ("qti21", '<mapEntry mapKey="Dahl"', '<mapEntry mapKey="Holm"', "words"),
        ("qti21", "<value>a3</value><value>", "<value>a1</value><value>", "question"),
        ("qti21", "<value>a1 p", "<value>a2 p", "question"),
        ("qti21", "[L1 · 00", "[L2 · 00", "reference"),
        ("qti21", "1851.” Mills", "1851.” Looms", "words"),
        ("qti21", 'title="Mills', 'title="Wills', "words"),
        ("qti21", 'title="____', 'title="A lie ____', "words"),
        ("qti21", "<itemBody>", '<itemBody><rubricBlock view="scorer"><p>A lie</p></rubricBlock>', "untraced"),
        ("qti21", "<p>Per", '<p title="a lie">Per', "untraced"),
        ("qti21", "<p>Per", "<!-- a lie --><p>Per", "untraced"),
        ("qti21", '<correct identifier="RESPONSE"/>', '<baseValue baseType="identifier">a2</baseValue>', "question"),
        ("qti21", "<assessmentItemRef", "<x", "untraced"),
    ],
)
def test_a_planted_lie_is_found(tmp_path, to, old, new, code):
    """Words, key, place, source, settings, and what no program shows at once."""
    assert code in [each for _, each in packed_lie(to, tmp_path)(old, new)]


@pytest.mark.parametrize("to", ["qti12", "qti21"])
def test_a_part_that_is_put_in_is_found(tmp_path, to):
    """Nobody knows what a program would do with it."""
    packed_lie(to, tmp_path)
    with zipfile.ZipFile(tmp_path / f"quiz.{to}.zip", "a") as archive:
        archive.writestr("items/lie.xml", "<lie/>")
    assert "untraced" in [each for _, each in found_in(tmp_path, f"quiz.{to}.zip")]


@pytest.mark.parametrize("to", ["qti12", "qti21"])
def test_what_is_no_archive_is_unreadable(tmp_path, to):
    """And one with words beside its parts says something that no claim stands behind."""
    packed_lie(to, tmp_path)
    path = tmp_path / f"quiz.{to}.zip"
    with zipfile.ZipFile(path, "a") as archive:
        archive.comment = b"a lie"
    assert "untraced" in [each for _, each in found_in(tmp_path, path.name)]
    path.write_bytes(written(quizzed(), Wanted(to=("gift",)))["quiz.gift.txt"])
    assert "unreadable" in [each for _, each in found_in(tmp_path, path.name)]
