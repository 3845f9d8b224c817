"""The held-back book's key terms never reach what trains; held here without any data."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

import pytest

TRAINING = Path(__file__).parents[2] / "training"

ENTRY = {"module": "m1", "title": "One", "term": "sough", "meaning": "a ditch"}


@pytest.fixture
def corpus(monkeypatch):
    monkeypatch.setattr(sys, "path", [str(TRAINING), *sys.path])
    names = ("openstax", "terms_corpus")
    yield [importlib.import_module(name) for name in names][-1]
    for name in names:
        sys.modules.pop(name, None)


def test_the_held_back_book_is_left_out(corpus, tmp_path):
    """Its sections and its terms are not given out; those of other books are, with their texts in single blanks."""
    folder = tmp_path / "eval" / "openstax"
    folder.mkdir(parents=True)
    for name, more in (("glossary", {}), ("sections", {"paras": [["", "A  sough is a ditch."], ["", " "]]})):
        lines = (json.dumps({**ENTRY, **more, "book": book}) for book in ("psychology", "us-history"))
        (folder / f"{name}.jsonl").write_text("\n".join(lines), "utf-8")
    assert corpus.books(tmp_path) == {"psychology": [("m1", "A sough is a ditch.", {"sough": "a ditch"})]}
