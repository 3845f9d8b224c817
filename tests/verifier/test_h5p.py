"""Lies planted in an H5P package."""

import zipfile

import pytest

from exported import found_in
from quizzed import packed_lie

OPTION = '     {\n      "text": "Eva Dahl",\n      "correct": false\n     },\n'


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"title": "Mills', '"title": "Wills', "words"),
        ("<p>____ opened the first", "<p>____ closed the first", "words"),
        ('"title": "____ opened', '"title": "____ closed', "words"),
        ('"text": "Eva Dahl"', '"text": "Eva Holm"', "words"),
        (OPTION, "", "gone"),
        (OPTION, OPTION + OPTION.replace("Eva Dahl", "Sven Berg"), "untraced"),
        ('"text": "Eva Dahl",\n      "correct": false', '"text": "Eva Dahl",\n      "correct": true', "question"),
        ('"text": "Anna Lind",\n      "correct": true', '"text": "Anna Lind",\n      "correct": "true"', "untraced"),
        ("*40*", "*12*", "words"),
        ("*40*", "*40/12*", "untraced"),
        ("*40*", "*40:a tip*", "untraced"),
        ("*40*", "*40* *40*", "question"),
        ("*40*", "40", "question"),
        ("*Eva Dahl/Dahl*", "*Eva Dahl*", "gone"),
        ("<p>Who closed", "<p>Who never closed", "words"),
        ('"correct": "false"', '"correct": "true"', "question"),
        ("feedbackOnWrong", "feedbackOnWhatever", "untraced"),
        ("*3* Eva", "*1* Eva", "question"),
        ("*2* Per Holm", "*3* Per Holm", "question"),
        ("*3* Eva Dahl closed", "*3* Eva Dahl opened", "words"),
        ("*Anna Lind* – opened", "*Per Holm* – opened", "question"),
        ("*Anna Lind* – opened", "*Anna Lind:a tip* – opened", "untraced"),
        ("*Anna Lind* – opened", r"*Anna Lind\\+a lie* – opened", "untraced"),
        ('"distractors": ""', '"distractors": "*A lie*"', "untraced"),
        ('"introduction": ""', '"introduction": "A lie"', "untraced"),
        ('"sample": "<p>R', '"sample": "<p>A lie</p><p>R', "words"),
        ('"keyword": "…"', '"keyword": "lies"', "untraced"),
        ('"ignoreScoring": true', '"ignoreScoring": false', "untraced"),
        ('"caseSensitive": false', '"caseSensitive": true', "untraced"),
        ("[L1 · 00", "[L2 · 00", "reference"),
        ("1851.” Mills", "1851.” Looms", "words"),
        ('"to": 100', '"to": 50', "untraced"),
        ("<p>Per Holm", "<p title='a lie'>Per Holm", "words"),
        ("<p>Per Holm", "<!-- a lie --><p>Per Holm", "words"),
        ('"showIntroPage": false', '"showIntroPage": true, "introduction": "A lie"', "untraced"),
        ('"license": "U"', '"license": "U", "author": "A liar"', "untraced"),
        ('"machineName": "H5P.Blanks"', '"machineName": "H5P.Essay"', "question"),
        ('"minorVersion": 14', '"minorVersion": 15', "question"),
        ('"library": "H5P.Essay 1.5"', '"library": "H5P.Lies 1.0"', "untraced"),
        ('"introPage"', '"questions": [],\n "introPage"', "unreadable"),
        ('"questions"', '"other"', "gone"),
        ('"params": {', '"params": {"x/y": "a lie",', "untraced"),
    ],
)
def test_a_planted_lie_is_found(tmp_path, old, new, code):
    """Words, key, place, source, settings, and what no program shows at once."""
    assert code in [each for _, each in packed_lie("h5p", tmp_path)(old, new)]


@pytest.mark.parametrize("part", ["content/lie.json", "H5P.Lie-1.0/library.json"])
def test_a_part_that_is_put_in_is_found(tmp_path, part):
    """A program of its own, most of all."""
    packed_lie("h5p", tmp_path)
    with zipfile.ZipFile(tmp_path / "quiz.h5p", "a") as archive:
        archive.writestr(part, "{}")
    assert "untraced" in [each for _, each in found_in(tmp_path, "quiz.h5p")]


def test_what_is_no_package_is_unreadable(tmp_path):
    """Nor one without its content."""
    packed_lie("h5p", tmp_path)
    with zipfile.ZipFile(tmp_path / "quiz.h5p", "w") as archive:
        archive.writestr("h5p.json", "{}")
    assert "unreadable" in [each for _, each in found_in(tmp_path, "quiz.h5p")]
