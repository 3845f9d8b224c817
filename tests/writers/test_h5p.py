"""The H5P package against what H5P publishes of the form, and what its players would make of a text's own signs."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from coursepack.writers import h5p
from quizzed import fixed, parts_of, q, quizzed

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "h5p.schema.json").read_text(encoding="utf-8"))
PACK = quizzed()
BY_KIND = {each.kind: each for each in PACK.questions}


def package(pack=PACK):
    parts = parts_of(next(iter(h5p.write(pack).files.values())))
    return json.loads(parts["h5p.json"]), json.loads(parts["content/content.json"])


def asked(question, **changes):
    """What is written of one question, changed."""
    return package(replace(PACK, questions=(replace(question, **changes),)))[1]["questions"]


def faults(part, value):
    schema = {"$ref": f"#/$defs/{part}", "$defs": SCHEMA["$defs"]}
    return [f"{each.json_path}: {each.message}" for each in Draft202012Validator(schema).iter_errors(value)]


def test_the_package_is_as_the_semantics_say():
    """Each setting's name, type and limits; no HTML in a text, none but what is always allowed elsewhere."""
    head, content = package()
    assert faults("head", head) == []
    assert faults("content", content) == []


def test_the_content_types_are_asked_for_once():
    """A site says which of them it lacks, by name and version."""
    head, content = package()
    wanted = head["preloadedDependencies"]
    names = [f"{each['machineName']} {each['majorVersion']}.{each['minorVersion']}" for each in wanted]
    used = {each["library"] for each in content["questions"]}
    assert names == sorted({*used, "H5P.QuestionSet 1.20"})
    assert len(content["questions"]) == len(PACK.questions)


def test_the_same_pack_gives_the_same_bytes():
    """Neither dates nor ids are those of the build, and no two questions have one id."""
    assert h5p.write(quizzed()) == h5p.write(PACK)
    assert len({each["subContentId"] for each in package()[1]["questions"]}) == len(PACK.questions)


def test_a_gap_is_the_field_itself():
    """The answers stand between asterisks, where the words were; what comes before is the task."""
    [gap, field] = [each["params"] for each in package()[1]["questions"] if each["library"].startswith("H5P.Blanks")]
    assert gap["questions"] == ["<p>Per Holm bought *40* looms for the mill in 1856.</p>"]
    assert "text" not in gap
    assert field["questions"] == ["<p>*Eva Dahl/Dahl*</p>"]
    assert field["text"].startswith("<p>Who closed the mill in 1863 because R&amp;D &lt;was&gt; cut")


def test_numbers_are_dragged_to_lines():
    """A line may be long and have a colon, which in a dragged word would begin a tip."""
    [series] = asked(BY_KIND["order"])
    assert min(series["params"]["textField"].split("\n")) == "*1* Anna Lind opened the first {mill}"
    [with_colon] = asked(BY_KIND["order"], items=(*BY_KIND["order"].items[:2], (q("Mills / looms"), fixed("colon"))))
    assert "*3* Mills / looms:" in with_colon["params"]["textField"]


def test_of_a_pair_the_shorter_side_is_dragged():
    """A dragged word is cut in its place; the side with a colon in it stays where it is."""
    [pairs] = asked(BY_KIND["match"])
    assert pairs["params"]["textField"].startswith("*Anna Lind* – opened the first {mill}\n")
    coloned = tuple((*each, fixed("colon")) for each in BY_KIND["match"].items)
    [turned] = asked(BY_KIND["match"], items=coloned)
    assert turned["params"]["textField"].startswith("Anna Lind: – *opened the first {mill}*\n")


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("cloze", {"answer": "40/41"}),
        ("cloze", {"answer": "10:40"}),
        ("cloze", {"answer": "40*"}),
        (
            "match",
            {"items": ((q("Anna Lind"), fixed("colon")),) * 3, "partners": ((q("Per Holm"), fixed("colon")),) * 3},
        ),
    ],
)
def test_what_would_be_read_otherwise_is_left_out(kind, changes):
    """An answer with a slash would be two, one with a colon would have a tip; no sign takes that away."""
    assert asked(BY_KIND[kind], **changes) == []


def test_a_long_feedback_of_true_or_false_is_left_out():
    """It would be cut after 2048 signs, and its place with it."""
    title = replace(PACK.sources[0], title="Mills " * 400)
    _, content = package(replace(PACK, sources=(title,)))
    assert "H5P.TrueFalse 1.8" not in {each["library"] for each in content["questions"]}


@pytest.mark.parametrize(("title", "wanted"), [("é" * 127, "é" * 127), ("é" * 128, "Questions")])
def test_a_long_title_gives_way_to_a_word(title, wanted):
    """H5P takes 255 bytes."""
    head, _ = package(replace(PACK, sources=(replace(PACK.sources[0], title=title),)))
    assert head["title"] == wanted


def test_a_free_text_is_marked_by_nobody():
    """The answer and its lines are the sample that is shown; no keyword scores."""
    [why, discuss] = [each["params"] for each in package()[1]["questions"] if each["library"].startswith("H5P.Essay")]
    assert why["solution"]["sample"].startswith("<p>R&amp;D &lt;was&gt; cut</p><p>“Eva Dahl closed")
    assert discuss["behaviour"]["ignoreScoring"]
