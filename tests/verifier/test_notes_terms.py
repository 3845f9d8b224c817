"""Each lie in the terms of notes.md is found on its line."""

from __future__ import annotations

from hashlib import sha256

import pytest
from msgspec.structs import replace

from coursepack.model.claims import Term
from coursepack.model.codec import to_json
from coursepack.model.native import from_native
from coursepack.model.trace import TraceFile, trace_to_json
from coursepack.model.wording import Quoted
from coursepack.verifier import verify
from coursepack.writers import notes
from golden import cases


@pytest.fixture(scope="module")
def toll():
    """The pack of the writer's golden case, with two terms: of one, a promise says what it is."""
    [case] = [case for case in cases("writers") if case.path.stem == "views"]
    pack = from_native(case.input, case.path.name)
    text = pack.texts["S1"]

    def term(key, name, explanation, sentence):
        start = text.text.index(sentence)
        spans = [
            text.span(at, at + len(each)) for each in (name, explanation) for at in (text.text.index(each, start),)
        ]
        whole = text.span(start, start + len(sentence))
        return Term(
            id=key,
            name=name,
            text=explanation,
            wording=(Quoted(span=spans[1]),),
            evidence=(spans[0], whole),
            made_by="hand",
            confidence=0.9,
        )

    promise = "King Christian promised that the toll would be halved."
    terms = (
        term("tm1", "toll", "raised a toll on every ship", "In 1426, King Eric raised a toll on every ship."),
        term("tm2", "King Christian", "promised that the toll would be halved", promise),
    )
    return replace(pack, terms=terms)


@pytest.fixture
def found(toll, tmp_path):
    """Write the pack's folder, change words of its notes, and tell code and text of each finding."""

    def plant(old="", new=""):
        output = notes.write(toll)
        files = {**output.files, "pack.json": to_json(toll), "sources/S1.txt": toll.texts["S1"].text.encode()}
        hashes = {name: sha256(data).hexdigest() for name, data in files.items()}
        files["trace.json"] = trace_to_json(TraceFile(files=hashes, lines=output.trace))
        printed = files["notes.md"].decode()
        assert old in printed
        files["notes.md"] = printed.replace(old, new, 1).encode()
        for name, data in files.items():
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        return [(each.code, each.text) for each in verify(tmp_path).findings if each.file == "notes.md"]

    return plant


def test_terms_are_proven(found):
    """Without a lie there is nothing to find."""
    assert found() == []


@pytest.mark.parametrize(
    ("old", "new", "code", "text"),
    [
        ("**Toll**: raised", "**Tax**: raised", "words", "prints 'Tax', its evidence says 'raised'"),
        ("**Toll**: raised", "**Toll**: ended", "words", "prints 'ended a toll on every ship', which"),
        ("**: raised a toll on every ship [L3]", "**: raised a toll on every ship", "reference", "has no reference"),
        ("*(promised, King Christian)* [L5]\n- **T", "*(King Christian)* [L5]\n- **T", "words", "does not print all"),
    ],
)
def test_a_lie_about_a_term(found, old, new, code, text):
    """Its name, its explanation, its place and the mark of who says so are the claim's."""
    assert [(each, said[: len(text)]) for each, said in found(old, new)] == [(code, text)]
