"""Lies planted in cards.apkg, each by a statement of SQL."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from contextlib import closing

import pytest
from msgspec.structs import replace

from carded import carded
from coursepack.model.codec import to_json
from coursepack.pipeline import Wanted, written
from coursepack.verifier import verify
from exported import found_in

NAME = "cards.apkg"


def rewritten(data: bytes, *statements: str) -> bytes:
    """Change the collection inside a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive, closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(archive.read("collection.anki2"))
        for statement in statements:
            base.execute(statement)
        base.commit()
        collection = base.serialize()
    return zipped({"collection.anki2": collection, "media": b"{}"})


def zipped(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path):
    for name, data in written(carded(), Wanted(to=("anki",))).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    assert [str(each) for each in verify(tmp_path).findings] == []
    return tmp_path


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE notes SET flds = replace(flds, 'opened', 'burnt'), sfld = replace(sfld, 'opened', 'burnt')", "words"),
        ("UPDATE notes SET flds = replace(flds, char(31) || 'Anna Lind', char(31) || 'Eva Dahl')", "words"),
        ("UPDATE notes SET flds = replace(flds, 'c1::40', 'c1::400')", "words"),
        ("UPDATE notes SET flds = replace(flds, 'c1::40', 'c1::40::a hint')", "untraced"),
        ("UPDATE notes SET flds = replace(flds, 'bought {{c1::40}} looms', 'bought looms {{c1::40}}')", "question"),
        ("UPDATE notes SET flds = replace(flds, 'L2 · 00:10', 'L2 · 00:20')", "reference"),
        ("UPDATE notes SET flds = replace(flds, '[L2 · 00:10]', '')", "reference"),
        ("UPDATE notes SET flds = replace(flds, char(31) || '[L2', '<!-- a lie -->' || char(31) || '[L2')", "words"),
        ("UPDATE notes SET flds = replace(flds, 'Borås.', 'Borås.<i title=\"a lie\"></i>')", "words"),
        ("UPDATE notes SET flds = flds || char(31) || 'a lie'", "untraced"),
        ("UPDATE notes SET sfld = 'a lie'", "untraced"),
        ("UPDATE notes SET tags = ' a_lie '", "words"),
        ("UPDATE notes SET tags = tags || 'a_lie '", "untraced"),
        ("UPDATE notes SET guid = 'a lie' WHERE id = (SELECT min(id) FROM notes)", "form"),
        ("UPDATE notes SET data = 'a lie'", "form"),
        ("UPDATE cards SET data = 'a lie'", "untraced"),
        ("UPDATE cards SET flags = 'a lie'", "untraced"),
        ("DELETE FROM cards", "gone"),
        ("DELETE FROM notes WHERE flds LIKE 'Why%'", "gone"),
        ('UPDATE col SET decks = replace(decks, \'"name":"Mills\', \'"name":"All mills\')', "words"),
        ('UPDATE col SET decks = replace(decks, \'"desc":""\', \'"desc":"a lie"\')', "words"),
        ('UPDATE col SET decks = \'{"1":{"name":"a lie"},\' || substr(decks, 2)', "words"),
        ('UPDATE col SET models = replace(models, \'"name":"Coursepack gap\', \'"name":"Coursepack lie\')', "words"),
        ('UPDATE col SET models = replace(models, \'"qfmt":"\', \'"qfmt":"a lie \')', "words"),
        ("UPDATE col SET models = replace(models, '{{cloze:Sentence}}', '{{Sentence}}')", "untraced"),
        ("UPDATE col SET models = replace(models, '{{Place}}', '')", "untraced"),
        ('UPDATE col SET models = replace(models, \'"bqfmt":""\', \'"bqfmt":"a lie"\')', "words"),
        (
            "UPDATE col SET models = replace(models, '.card {', '.card::before { content: counter(a) } .card {')",
            "untraced",
        ),
        ('UPDATE col SET conf = \'{"a":"lie"}\'', "untraced"),
        ("CREATE TABLE lies (lie text)", "untraced"),
    ],
)
def test_a_planted_lie_is_found(folder, statement, code):
    """Whatever Anki could show or keep is held against the pack: fields, tags, ids, names, templates and styles."""
    path = folder / NAME
    path.write_bytes(rewritten(path.read_bytes(), statement))
    assert code in [each for _, each in found_in(folder, NAME)]


def test_the_sides_of_two_cards_cannot_be_swapped(folder):
    """The answer of another card is found, even where the trace says so too."""
    pack = carded()
    first, second = pack.questions
    swapped = (
        replace(first, answer=second.answer, answer_wording=second.answer_wording),
        replace(second, answer=first.answer, answer_wording=first.answer_wording),
    )
    (folder / "pack.json").write_bytes(to_json(replace(pack, questions=swapped)))
    assert "words" in [code for _, code in found_in(folder, NAME)]


def test_a_file_that_lies_hidden_is_found(folder):
    """A package holds a collection and no media."""
    path = folder / NAME
    with zipfile.ZipFile(path) as archive:
        collection = archive.read("collection.anki2")
    path.write_bytes(zipped({"collection.anki2": collection, "media": b"{}", "0": b"a lie"}))
    assert found_in(folder, NAME) == [(None, "untraced")]


def test_what_is_no_package_is_told_in_one_line(folder):
    """Bytes that are no archive are a finding, no crash."""
    (folder / NAME).write_bytes(b"a lie")
    assert (None, "unreadable") in found_in(folder, NAME)
