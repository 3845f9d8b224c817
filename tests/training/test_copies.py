"""Copies without case and punctuation keep the tree whole."""

import importlib
import sys
from pathlib import Path

import pytest

TRAINING = Path(__file__).parents[2] / "training"
ROWS = (
    ("“", "PUNCT", "``", 1, "punct", False),
    ("Stop", "VERB", "VB", 1, "ROOT", False),
    (",", "PUNCT", ",", 1, "punct", True),
    ("Mr.", "NOUN", "NNP", 1, "vocative", True),
    ("Well", "PROPN", "NNP", 3, "flat", False),
    ("-", "PUNCT", "HYPH", 6, "punct", False),
    ("Being", "PROPN", "NNP", 4, "flat", False),
    (".", "PUNCT", ".", 1, "punct", True),
)


@pytest.fixture
def modules(monkeypatch):
    monkeypatch.setattr(sys, "path", [str(TRAINING), *sys.path])
    names = ("conllu", "copies")
    yield tuple(importlib.import_module(name) for name in names)
    for name in names:
        sys.modules.pop(name, None)


def _sentence(conllu):
    words = tuple(
        conllu.Word(form=f, space_after=s, lemma=f, upos=u, xpos=x, feats="", head=h, deprel=d)
        for f, u, x, h, d, s in ROWS
    )
    return conllu.Sentence(doc_id="made", words=words)


def test_punctuation_goes_and_heads_stay(modules):
    """What is left hangs where it hung; a hyphen inside a word stays."""
    conllu, copies = modules
    bare = copies.without_both(_sentence(conllu))
    assert [w.form for w in bare.words] == ["stop", "mr", "well", "-", "being"]
    assert [w.head for w in bare.words] == [0, 0, 1, 4, 2]
    assert [w.space_after for w in bare.words] == [True, True, False, False, True]


def test_root_of_punctuation_is_replaced(modules):
    """Where the root is a mark that goes, its first dependent becomes the root."""
    conllu, copies = modules
    word = {"lemma": "x", "feats": "", "space_after": True}
    words = (
        conllu.Word(form=":", upos="PUNCT", xpos=":", head=0, deprel="ROOT", **word),
        conllu.Word(form="left", upos="ADV", xpos="RB", head=0, deprel="dep", **word),
        conllu.Word(form="right", upos="ADV", xpos="RB", head=0, deprel="dep", **word),
    )
    left = copies.without_punctuation(conllu.Sentence(doc_id="made", words=words))
    assert [(w.head, w.deprel) for w in left.words] == [(0, "ROOT"), (0, "dep")]
