"""The held-back book never reaches what trains; held here without any data."""

import importlib.util
import json
from pathlib import Path

import pytest

TRAINING = Path(__file__).parents[2] / "training"


def _openstax():
    spec = importlib.util.spec_from_file_location("training_openstax", TRAINING / "openstax.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_held_back_book_is_skipped(tmp_path):
    """Paragraphs of us-history are not given out; those of other books are."""
    folder = tmp_path / "eval" / "openstax"
    folder.mkdir(parents=True)
    sections = [{"book": book, "paras": [["", f"Of {book}."]]} for book in ("psychology", "us-history")]
    (folder / "sections.jsonl").write_text("\n".join(map(json.dumps, sections)), encoding="utf-8")
    assert list(_openstax().paragraphs(tmp_path)) == [("psychology", "Of psychology.")]


def test_held_back_book_is_refused():
    """A script that names the book itself is stopped."""
    module = _openstax()
    with pytest.raises(module.HeldBackBookError, match="held back for tests"):
        module.refuse_held_back("us-history")
