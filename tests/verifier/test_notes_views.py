"""Each lie in the timeline, the relations, the causes and the positions of notes.md is found on its line."""

from __future__ import annotations

from hashlib import sha256

import pytest
from msgspec.structs import replace

from coursepack.model.claims import When
from coursepack.model.codec import to_json
from coursepack.model.native import from_native
from coursepack.model.trace import TraceFile, trace_to_json
from coursepack.verifier import verify
from coursepack.writers import notes
from golden import cases


@pytest.fixture(scope="module")
def toll():
    """The pack of the writer's golden case."""
    [case] = [case for case in cases("writers") if case.path.stem == "views"]
    return from_native(case.input, case.path.name)


@pytest.fixture
def found(toll, tmp_path):
    """Write the pack's folder, change words in its files where asked, and tell line, code and text of each finding."""

    def plant(*changes, pack=toll, printed=toll):
        output = notes.write(printed)
        files = {**output.files, "pack.json": to_json(pack), "sources/S1.txt": pack.texts["S1"].text.encode()}
        hashes = {name: sha256(data).hexdigest() for name, data in files.items()}
        files["trace.json"] = trace_to_json(TraceFile(files=hashes, lines=output.trace))
        for name, old, new in changes:
            assert old in files[name].decode(), old
            files[name] = files[name].decode().replace(old, new, 1).encode()
        for name, data in files.items():
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        return [(each.line, each.code, each.text) for each in verify(tmp_path).findings if each.file == "notes.md"]

    return plant


def line_of(pack, words):
    lines = notes.write(pack).files["notes.md"].decode().split("\n")
    return next(at for at, line in enumerate(lines, start=1) if words in line)


def test_the_case_is_proven(found):
    """Without a lie there is nothing to find."""
    assert found() == []


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("**1426** –", "**1427** –", "prints '1427', its evidence says 'In'"),
        ("**1426** – King Eric", "**1426** – King Christian", "prints 'Christian', its evidence says 'Eric'"),
        ("**Sweden → Denmark**", "**Denmark → Sweden**", "prints 'Denmark', its evidence says 'Sweden'"),
        ("**Sweden → Denmark**", "**Sweden ← Denmark**", "prints '←', its evidence says 'Denmark'"),
        ("attacked, the late", "aided, the late", "prints 'aided', its evidence says 'attacked'"),
        ("attacked, the late 1600s", "attacked, the late 1700s", "prints '1700s', its evidence says '1600s'"),
        ("The toll → anger", "The war → anger", "prints 'war', its evidence says 'toll'"),
        ("The toll → anger in Sweden", "Anger in Sweden → The toll", "prints both ends without '←' between them"),
        ("“The toll led", "“The toll never led", "prints 'never', its evidence says 'led'"),
        ("because the text says", "because the lecture says", "prints 'because', its evidence says 'The'"),
        ("**Eric**: policy", "**Sweden**: policy", "prints 'Sweden', its evidence says 'Eric's'"),
        ("tolls ↔ **Sweden**", "tolls → **Sweden**", "prints '→', its evidence says 'Sweden's'"),
    ],
)
def test_a_word_changed_in_a_view(found, toll, old, new, text):
    """The first word that no claim says is named, with the one that it has."""
    [(line, code, said)] = found(("notes.md", old, new))
    assert (line, code) == (line_of(toll, old), "words")
    assert said == text


@pytest.mark.parametrize(
    ("words", "mark", "key", "text"),
    [
        ("- Historians argue", " *(reported)*", "stance.reported", "is not marked 'reported'"),
        ("**Denmark → Sweden**", ", reported", "stance.reported", "is not marked 'reported'"),
        (
            "- **The late",
            " *(approximate date)*",
            "date.approximate",
            "is not marked 'approximate date'",
        ),
    ],
)
def test_a_mark_taken_from_a_line_and_its_trace(found, toll, words, mark, key, text):
    """Nothing reported and no uncertain date is told plainly, in any section."""
    at = line_of(toll, words)
    lines = notes.write(toll).files["notes.md"].decode().split("\n")
    traced = f'"at": "{at}",'
    before = next(line for line in notes.write(toll).trace if line.at == str(at))
    whole = f'{traced}\n   "claims": {_listed(before.claims)},\n   "file": "notes.md",\n   "fixed": '
    kept = tuple(each for each in before.fixed if each != key)
    changes = [
        ("notes.md", lines[at - 1], lines[at - 1].replace(mark, "", 1)),
        ("trace.json", whole + _listed(before.fixed), whole + _listed(kept)),
    ]
    assert found(*changes) == [(at, "mark", f"{text}, as its claim is")]


def _listed(values):
    return "[\n" + ",\n".join(f'    "{each}"' for each in values) + "\n   ]" if values else "[]"


SURE = "is marked 'approximate date', but its claim is not marked so"


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"polarity": 1}, "stands under 'Conflict', but its claim is 'Cooperation'"),
        ({"category": "AID"}, "is marked 'fighting', but its claim is 'aid'"),
        ({"verb": "to attack"}, "is not marked 'only wanted', as its claim is"),
        ({"statement": "st4"}, "is not marked 'promised', as its claim is"),
        ({"when": When(edtf="1650~", text="the late 1600s")}, None),
        (
            {"when": When(edtf="1650", text="the late 1600s")},
            "is marked 'approximate date', but its claim is not marked so",
        ),
    ],
)
def test_a_relation_that_says_otherwise(found, toll, fields, text):
    """Sign, category, stance, what is only wanted and how sure its date is are the relation's own."""
    changed = (replace(toll.relations[0], **fields), *toll.relations[1:])
    said = [(line, said) for line, code, said in found(pack=replace(toll, relations=changed)) if code == "mark"]
    assert said == ([(line_of(toll, "**Sweden →"), text)] if text else [])


def test_a_cause_of_another_kind_of_source(found, toll):
    """A document is no lecture."""
    pack = replace(toll, sources=(replace(toll.sources[0], kind="transcript"),))
    text = "is marked 'because the text says', but its claim is 'transcript'"
    assert (line_of(toll, "The toll →"), "mark", text) in found(pack=pack)
