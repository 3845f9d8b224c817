"""A course: every lie planted in what it has beside its lectures' packs is found."""

from __future__ import annotations

import json
import shutil
from hashlib import sha256

import pytest

import coursepack
from coursed import lay_out
from coursepack.course import build_course

SETTINGS = (
    'title = "A short history"\n[[lecture]]\ntitle = "Allies"\nfiles = ["01-alliance"]\n'
    '[[lecture]]\nfiles = ["02-leap"]\n[[lecture]]\nfiles = ["03-split.txt"]\n'
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course")
    build_course(lay_out(folder / "history", **{"course.toml": SETTINGS}), folder / "out")
    return folder / "out"


@pytest.fixture
def out(whole, tmp_path):
    shutil.copytree(whole, tmp_path / "out")
    return tmp_path / "out"


def trace_again(out):
    """Give the trace the hashes of what lies there: whoever lies can count."""
    path = out / "trace.json"
    trace = json.loads(path.read_bytes())
    for name in trace["files"]:
        if (out / name).is_file():
            trace["files"][name] = sha256((out / name).read_bytes()).hexdigest()
    path.write_text(json.dumps(trace))


@pytest.fixture
def lie(out):
    """Change a file of the course once, hashes and all, and give what is found."""

    def lie(name, old, new):
        text = (out / name).read_text("utf-8")
        assert old in text
        (out / name).write_text(text.replace(old, new, 1), "utf-8")
        trace_again(out)
        return [(each.file, each.code, each.text) for each in coursepack.verify(out).findings]

    return lie


def test_a_course_is_proven(out):
    """Nothing is found in what nobody touched, whichever words the JSON is written with."""
    trace_again(out)
    assert coursepack.verify(out).findings == ()


@pytest.mark.parametrize(
    ("old", "new", "code", "text"),
    [
        ("May 1958", "May 1957", "words", "prints '1957', its evidence says '1958'"),
        (
            'index.html#S1.p2" data-in="02"',
            'index.html#S1.p1" data-in="02"',
            "reference",
            "leads to 'lectures/02/index.html#S1.p1', which is not the place of ",
        ),
        (
            'href="lectures/02/index.html#S1.p2" data-in="02"',
            'href="lectures/02/index.html#S1.p9" data-in="02"',
            "gone",
            "leads to 'lectures/02/index.html#S1.p9', which is not there",
        ),
        (
            'index.html#S1.p2" data-in="02"',
            'index.html#S1.p2" data-in="03"',
            "words",
            "the style prints data-in '03', which is not what its claims say",
        ),
        (
            '<a href="lectures/02/index.html" data-in="02"',
            '<a href="lectures/03/index.html" data-in="03"',
            "reference",
            "leads to 'lectures/03/index.html', which is not the place of 'lecture-02'",
        ),
        (
            "</main>",
            '<a href="lectures/02/index.html"></a></main>',
            "untraced",
            "leads to 'lectures/02/index.html', and no traced line stands around it",
        ),
        (
            "</main>",
            '<link href="lectures/02/index.html"></main>',
            "external",
            "<link href> asks for 'lectures/02/index.html', outside the page",
        ),
        (">Allies</span>", ">Enemies</span>", "words", "prints 'Enemies', its evidence says 'Allies'"),
        ("<title>A short history", "<title>A long history", "words", "the page's title says 'long'"),
        ('<h1 id="title">A short', '<h1 id="title">A long', "words", "prints 'long', its evidence says 'short'"),
    ],
)
def test_a_lie_on_the_page(lie, old, new, code, text):
    """Words, and where each link leads: to another place, another lecture, or nowhere."""
    found = lie("index.html", old, new)
    assert any(each[:2] == ("index.html", code) and each[2].startswith(text) for each in found), found


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ('"title": "A short history"', '"title": "Lies"', "the course's title 'Lies' is neither in "),
        ('"title": "Allies"', '"title": "Lies"', "the title 'Lies' of lecture 01 is in none of its sources"),
        ('"S4"', '"S3"', "S3 is not the source S1 of lecture 03"),
        ('"S4"', '"S3"', "the lectures' sources are not those of pack.json, in their order"),
        ('"S1",\n        "S2"', '"S1"', "lecture 01 has 2 sources, and not 1"),
    ],
)
def test_a_lie_in_course_json(lie, old, new, text):
    """Titles have their source, and each source of the course is that of its lecture."""
    assert any(name == "course.json" and said.startswith(text) for name, _, said in lie("course.json", old, new))


def test_a_title_in_course_toml_is_the_source(lie):
    """Who changes the one has to change the other."""
    found = lie("sources/course.toml", '"Allies"', '"Foes"')
    assert ("course.json", "name", "the title 'Allies' of lecture 01 is in none of its sources") in found


def test_a_course_toml_that_is_none(lie):
    """It is told once, and stops nothing."""
    found = lie("sources/course.toml", "title =", "title")
    assert [each[:2] for each in found if each[0].endswith("toml")] == [("sources/course.toml", "form")]


def test_a_passage_that_the_lecture_does_not_have(lie):
    """The course may not read a lecture's source otherwise than the lecture does."""
    found = lie("pack.json", '"role": "speech"', '"role": "heading"')
    assert ("course.json", "name", "S1 has other passages than S1 of lecture 01") in found


def test_a_source_changed_in_the_course_alone(lie):
    """Its hash and its quotes may be made to fit; the lecture's text is another."""
    found = lie("sources/S3.txt", "Peng Dehuai", "Lin Biao was")
    assert ("course.json", "name", "S3 is not the source S1 of lecture 02") in found


def test_a_lie_in_a_lecture(lie):
    """Every lecture is verified as the pack that it is; findings name its folder."""
    found = lie("lectures/02/notes.md", "1958", "1957")
    assert ("lectures/02/notes.md", "words", "prints '1957', its evidence says '1958'") in found


def test_a_lecture_in_anothers_place(out):
    """Sound by itself, but not the one that the course was made of."""
    shutil.rmtree(out / "lectures/02")
    shutil.copytree(out / "lectures/03", out / "lectures/02")
    found = {(each.file, each.code) for each in coursepack.verify(out).findings}
    assert {("lectures/02/trace.json", "bytes"), ("course.json", "name")} <= found


def test_a_lecture_that_is_gone_or_not_listed(out):
    """Both ways round."""
    shutil.move(out / "lectures/02", out / "lectures/04")
    found = {(each.file, each.code) for each in coursepack.verify(out).findings}
    assert {("lectures/02", "missing"), ("lectures/04", "unlisted")} <= found


def test_course_json_that_cannot_be_read(out):
    """It is told with what is wrong; what can be checked still is."""
    (out / "course.json").write_text('{"schema": 2}')
    found = [(each.file, each.code, each.text) for each in coursepack.verify(out).findings]
    assert any(each[:2] == ("course.json", "form") and "schema 2" in each[2] for each in found)


def test_without_course_json_nothing_is_accounted_for(out):
    """A course is no pack with more in it."""
    (out / "course.json").unlink()
    found = {(each.file, each.code) for each in coursepack.verify(out).findings}
    assert {("course.json", "missing"), ("lectures/01/index.html", "unlisted")} <= found
