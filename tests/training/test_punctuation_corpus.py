"""What the model of sentence ends is trained on reads as captions do."""

import importlib
import random
import sys
from pathlib import Path

import pytest

TRAINING = Path(__file__).parents[2] / "training"


@pytest.fixture
def corpus(monkeypatch):
    monkeypatch.setattr(sys, "path", [str(TRAINING), *sys.path])
    names = ("conllu", "openstax", "punctuation_corpus")
    yield [importlib.import_module(name) for name in names][-1]
    for name in names:
        sys.modules.pop(name, None)


def test_marks_follow_their_words(corpus):
    """Marks around a word are taken off; one that stands alone goes to the word before it."""
    found = corpus.said(["“Well,", "he", "left", "Moscow", "-", "why?", "The", "U.S.", "did"], is_whole=True)
    assert [each.word for each in found] == ["Well", "he", "left", "Moscow", "why", "The", "U.S", "did"]
    assert [each.mark for each in found] == [1, 0, 0, 1, 1, 0, 1, 2]


def test_prose_is_cut_at_its_full_stops(corpus):
    """Neither an abbreviation nor an initial ends a sentence, and references in brackets are gone."""
    first = "Dr. J. Smith met some old friends of Gen. Lee there (Jones, 1990)."
    text = corpus.prose("wiki", first + " They talked with him for hours. Why? No one knows.")
    assert [len(sentence) for sentence in text.sentences] == [11, 6, 1, 3]


def test_case_of_a_first_word_is_told_by_others(corpus):
    """A first word counts as a name where it has its capital elsewhere; where nothing is known, nothing is said."""
    lines = ("Then Paris fell at last", "We saw Paris then", "He then saw Paris", "Paris was rich", "Zog ruled")
    sentences = tuple(corpus.said(line.split(), is_whole=True) for line in lines)
    (text,) = corpus.settle([corpus.Text("web", sentences)])
    assert [sentence[0].cased for sentence in text.sentences] == [
        corpus.LOWER, corpus.UNKNOWN, corpus.UNKNOWN, corpus.TITLE, corpus.UNKNOWN,
    ]  # fmt: skip


def test_a_pass_keeps_every_mark(corpus):
    """Roughening adds words and cuts compounds, and moves no mark."""
    sentence = corpus.said(["The", "well-known", "U.S.", "plan", "failed."], is_whole=True)
    text = corpus.Text("speech", (sentence,) * 30)
    run = corpus.passes([text], random.Random(3))[0]  # noqa: S311  (chance, not a secret)
    assert sum(each.mark == corpus.PERIOD for each in run) == 30
