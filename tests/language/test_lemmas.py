"""Lemmas of verbs, mended by a list of verbs and the rules of spelling."""

from __future__ import annotations

import pytest

from coursepack.language.lemmas import verb_lemma


@pytest.mark.parametrize(
    ("word", "lemma", "tag", "mended"),
    [
        ("pressured", "pressur", "VBD", "pressure"),
        ("insisted", "insiste", "VBD", "insist"),
        ("underlined", "underlin", "VBN", "underline"),
        ("lured", "lur", "VBD", "lure"),
        ("Urging", "Urging", "VBG", "urge"),
        ("ratified", "ratifie", "VBD", "ratify"),
        ("quelled", "quel", "VBD", "quell"),
        ("banned", "bann", "VBN", "ban"),
        ("vanishes", "vanishe", "VBZ", "vanish"),
        ("went", "go", "VBD", "go"),
    ],
)
def test_a_lemma_is_a_known_verb(word, lemma, tag, mended):
    """The form's ending says what it can come from; the list says what there is."""
    assert verb_lemma(word, lemma, tag) == mended


@pytest.mark.parametrize(
    ("word", "lemma", "tag"), [("zorbed", "zorb", "VBD"), ("ran", "run", "VBD"), ("x2ed", "x2", "VBD")]
)
def test_what_is_unknown_stays(word, lemma, tag):
    """A verb that no list has keeps the model's lemma."""
    assert verb_lemma(word, lemma, tag) == lemma


def test_spelling_asks_for_an_e():
    """No English verb ends in "v"."""
    assert verb_lemma("grooved", "groov", "VBD") == "groove"
