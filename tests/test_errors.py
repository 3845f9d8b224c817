"""Errors: each one's whole message, its exit code, and the tree that the module draws."""

from __future__ import annotations

import re

import pytest

from coursepack import errors

WRITTEN = [
    (errors.UsageError("no source", "name at least one file"), "no source; name at least one file"),
    (errors.MissingFile("a.vtt"), "a.vtt: no such file; check the name"),
    (errors.NotAFile("talks"), "talks: is a folder; name the files in it"),
    (errors.EmptySource("a.vtt"), "a.vtt: holds no words; give a file with text"),
    (errors.UnknownFormat("a.doc", ".doc", [".md", ".txt"]), "a.doc: no reader for '.doc'; known are .md, .txt"),
    (errors.UnknownFormat("a", "", [".md"]), "a: a name without an extension; known are .md"),
    (
        errors.NotText("a.txt", 7, "a zero byte"),
        "a.txt: byte 7 is a zero byte, so this is no text; save it as UTF-8 text",
    ),
    (
        errors.BadSource("a.srt", 2, "bad timecode '00:xx'", "hh:mm:ss,mmm"),
        "a.srt:2: bad timecode '00:xx'; want hh:mm:ss,mmm",
    ),
    (
        errors.UnreadableFile("a.srt", "Permission denied"),
        "a.srt: cannot be read (Permission denied); check its permissions",
    ),
    (
        errors.BadFile("a.pptx", "is locked with a password", "save it without one"),
        "a.pptx: is locked with a password; save it without one",
    ),
    (
        errors.EmptySource("a.pdf", "is a scan: 2 pages, and no text", "export it again"),
        "a.pdf: is a scan: 2 pages, and no text; export it again",
    ),
    (errors.BadPack("pack.json", "schema 2", "build the pack again"), "pack.json: schema 2; build the pack again"),
    (
        errors.PassOrder("dates", "needs 'hats', which no pass makes", ["times", "trees"]),
        "pass 'dates' needs 'hats', which no pass makes; the passes make times, trees",
    ),
    (errors.ModelMissing("en"), "en: the English model is not there; install coursepack again"),
    (
        errors.Unproven(["notes.md:3: prints '1957'", "notes.md:9: …"]),
        (
            "the pack failed its own verification at 2 places, first notes.md:3: prints '1957'; "
            "nothing was written, please report it with the input"
        ),
    ),
    (
        errors.Unproven(["notes.md:3: prints '1957'"]),
        (
            "the pack failed its own verification at 1 place, first notes.md:3: prints '1957'; "
            "nothing was written, please report it with the input"
        ),
    ),
    (
        errors.SpeechMissing("a.mp3", "is a recording, and av is not installed to hear it", "install it"),
        "a.mp3: is a recording, and av is not installed to hear it; install it",
    ),
    (errors.OutputExists("out"), "out: is there and is no pack; name another folder, or remove it yourself"),
    (errors.CannotWrite("out", "no space left"), "out: cannot be written (no space left); nothing was left behind"),
    (
        errors.SettingMissing("Typst, which sets it, is not installed", "pip install 'coursepack[pdf]'"),
        "handout.pdf: Typst, which sets it, is not installed; pip install 'coursepack[pdf]'",
    ),
]
CLASSES = [getattr(errors, name) for name in errors.__all__]
RANGES = {errors.ReadingError: range(10, 20), errors.AnalysisError: range(20, 30), errors.WritingError: range(30, 40)}


@pytest.mark.parametrize(("error", "message"), WRITTEN)
def test_the_whole_message(error, message):
    """A message is one line: place, what was found, what to do."""
    assert str(error) == message
    assert "\n" not in message


def test_every_error_that_is_raised_has_its_message_tested():
    """Those above others in the tree are never raised themselves."""
    above = {each for each in CLASSES if any(other is not each and issubclass(other, each) for other in CLASSES)}
    assert {type(error) for error, _ in WRITTEN} == set(CLASSES) - above


def test_exit_codes_differ_and_lie_in_their_range():
    """A script can tell what went wrong by the exit code alone; 0, 1 and shells' own codes are never used."""
    codes = [each.exit_code for each in CLASSES]
    assert len(set(codes)) == len(codes)
    assert errors.UsageError.exit_code == 2
    for kind, codes_of_kind in RANGES.items():
        assert all(each.exit_code in codes_of_kind for each in CLASSES if issubclass(each, kind))


def test_the_drawn_tree_is_the_tree():
    """The module's docstring shows each class under its parent, with its exit code."""
    drawn, above = {}, []
    for line in errors.__doc__.split("\n"):
        if found := re.match(r"^([│├└─ ]*)([A-Z]\w+)(?: +(\d+))?", line):
            above[len(found[1]) // 4 :] = [found[2]]
            drawn[found[2]] = (above[-2] if len(above) > 1 else "Exception", found[3])
    drawn.pop("Every", None)
    root = errors.CoursepackError
    want = {each.__name__: (each.__base__.__name__, None if each is root else str(each.exit_code)) for each in CLASSES}
    assert drawn == want


def test_facts_are_fields():
    """A caller reads the facts and never the message."""
    error = errors.BadSource("a.srt", 2, "found", "want")
    assert vars(error) == {"path": "a.srt", "line": 2, "found": "found", "want": "want"}
