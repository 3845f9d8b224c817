"""pack.json: what is written is read again, and nothing else is read."""

from __future__ import annotations

import json
import os
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from builders import entity_of, pack_of, sentences_of, statement_of
from coursepack.errors import BadPack
from coursepack.model.codec import from_json, json_schema, to_json
from strategies import packs

PUBLISHED = Path(__file__).parents[2] / "docs" / "pack.schema.json"


def altered(change) -> bytes:
    pack = pack_of("Mao spoke.")
    document = json.loads(to_json(replace(pack, statements=(statement_of(pack, "Mao spoke."),))))
    change(document)
    return json.dumps(document).encode()


def refused(data: bytes) -> str:
    with pytest.raises(BadPack) as caught:
        from_json(data, "pack.json")
    return str(caught.value)


@settings(max_examples=20)
@given(packs())
def test_a_pack_is_read_as_it_was_written(pack):
    """Everything but working values survives, and writing it again gives the same bytes."""
    data = to_json(pack)
    loaded = from_json(data, "pack.json", dict(pack.texts))
    assert loaded == replace(pack, trees=(), marks={})
    assert to_json(loaded) == data


@settings(max_examples=10)
@given(packs())
def test_every_pack_is_valid_under_the_published_schema(pack):
    """Other programs may rely on the schema."""
    jsonschema.Draft202012Validator(json_schema()).validate(json.loads(to_json(pack)))


def test_the_schema_is_published():
    """docs/pack.schema.json is what the code says; `make accept` writes it."""
    want = json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    if os.environ.get("ACCEPT") == "1":
        PUBLISHED.write_text(want, encoding="utf-8")
    assert PUBLISHED.read_text(encoding="utf-8") == want
    jsonschema.Draft202012Validator.check_schema(json_schema())


def test_the_file_is_readable_text():
    """Two blanks of indent, characters as themselves, a last line end."""
    data = to_json(pack_of("Ligaçhev – “no”", generator="coursepack é")).decode()
    assert data.startswith('{\n  "schema": 1,\n  "generator": "coursepack é",\n')
    assert data.endswith("\n}\n")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda pack: pack.update(colour="red"), "Object contains unknown field `colour`"),
        (
            lambda pack: pack["statements"][0].update(colour="red"),
            "Object contains unknown field `colour` - at `$.statements[0]`",
        ),
        (
            lambda pack: pack["statements"][0]["wording"][0]["span"].update(page=1),
            "Object contains unknown field `page` - at `$.statements[0].wording[0].span`",
        ),
        (lambda pack: pack.pop("times"), "Object missing required field `times`"),
        (
            lambda pack: pack["statements"][0].update(evidence=[]),
            "Expected `array` of length >= 1 - at `$.statements[0].evidence`",
        ),
        (
            lambda pack: pack["statements"][0].update(confidence=1.5),
            "Expected `float` <= 1.0 - at `$.statements[0].confidence`",
        ),
        (
            lambda pack: pack["sources"][0].update(kind="film"),
            "Invalid enum value 'film' - at `$.sources[0].kind`",
        ),
    ],
)
def test_another_form_is_refused_with_its_path(change, message):
    """A field too many, one too few or a value out of range is named by its JSON path."""
    assert refused(altered(change)) == f"pack.json: {message}; build the pack again"


@pytest.mark.parametrize(("schema", "printed"), [(2, "2"), ("1", "'1'"), (None, "None"), (1.5, "1.5"), (True, "True")])
def test_another_schema_is_refused(schema, printed):
    """A pack of another version is never read by guessing."""
    message = refused(altered(lambda pack: pack.update(schema=schema)))
    assert message == f"pack.json: schema {printed}; this coursepack reads schema 1; build the pack again"


@pytest.mark.parametrize("data", [b"", b"[]", b"null", b"{", b"\xff\xfe", b'{"schema": ', b"[" * 100_000])
def test_what_is_no_pack_is_refused(data):
    """Anything else than an object of the schema is one clear error, however it is broken."""
    assert refused(data).startswith("pack.json: ")


def test_an_id_that_stands_twice_is_refused():
    """Identity is by id: two claims of one id would make every reference to it a guess."""
    pack = pack_of("Mao spoke. Liu spoke.")
    both = (entity_of(pack, "Mao"), entity_of(pack, "Liu"))
    assert refused(to_json(replace(pack, entities=both))) == "pack.json: id 'E1' stands twice; build the pack again"


def test_an_id_that_names_nothing_is_refused():
    """A reference is followed when the pack is read, not when a page is drawn."""
    pack = pack_of("Mao spoke.")
    (sentence,) = sentences_of(pack, "Mao spoke.")
    data = to_json(replace(pack, sentences=(replace(sentence, section="S1.c9"),)))
    assert refused(data) == "pack.json: S1.s1 names 'S1.c9', which is not there; build the pack again"
