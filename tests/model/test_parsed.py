"""What was parsed comes back from its bytes as it was."""

from __future__ import annotations

import zlib

import pytest

from builders import pack_of, sentences_of
from coursepack.model.parsed import parsed_from_bytes, parsed_to_bytes
from coursepack.model.trees import Token, Tree


def token(text, start, **fields):
    values = {"lemma": text, "pos": "NOUN", "tag": "NN", "morph": "", "dep": "root", "head": 0, **fields}
    return Token(start=start, end=start + len(text), text=text, **values)


def test_sentences_and_trees_come_back():
    """Every field of every token, leads and passages included."""
    pack = pack_of("Steel: iron.")
    tokens = (token("iron", 7, name="B-ORG", space=False), token(".", 11, morph="A=b|C=d", dep="punct"))
    trees = (
        Tree(sentence="S1.s1", source="S1", passages=("S1.p1",), tokens=tokens, lead=(0, 5)),
        Tree(sentence="S1.s2", source="S1", passages=(), tokens=()),
    )
    pack = pack_of("Steel: iron.", sentences=sentences_of(pack, "Steel: iron."), trees=trees)
    found = parsed_from_bytes(parsed_to_bytes(pack))
    assert (found.sentences, found.trees) == (pack.sentences, trees)


@pytest.mark.parametrize("data", [b"", b"words", zlib.compress(b"words"), zlib.compress(b"\x92\x90\x91\x90")])
def test_what_is_in_another_form_is_none(data):
    """It is parsed again then."""
    assert parsed_from_bytes(data) is None
