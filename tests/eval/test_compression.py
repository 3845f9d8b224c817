"""How shortening is judged."""

from __future__ import annotations

import json

import compression
import pytest
from compression import Judged, Record, records


@pytest.fixture
def record(tmp_path, monkeypatch):
    """Give the record of one sentence, read as the data is."""
    folder = tmp_path / compression.FOLDER
    folder.mkdir(parents=True)
    row = {"text": "Now Norway may not buy 3 ships .", "summaries": ["Norway may not buy ships .", "Norway buy"]}
    (folder / "broadcast.jsonl").write_text(json.dumps(row) + "\n")
    monkeypatch.setattr(compression, "SHARED", tmp_path)
    return records("broadcast")[0][0]


def test_what_must_stay_is_told_by_lists_and_spelling(record):
    """A number, a name, a negation and a hedge; "now" is no date, and a capital at a beginning no name."""
    found = {kind: [record.words[at] for at in sorted(own)] for kind, own in record.must.items()}
    assert found == {"numbers": ["3"], "names": ["Norway"], "dates": [], "negations": ["not"], "hedges": ["may"]}


def test_words_are_glued_as_they_are_written(record):
    """The text that a build reads has no blank before a full stop."""
    assert record.places[-2:] == ((25, 30), (30, 31))


def test_f1_is_the_mean_over_references():
    """Words are bags; where there are no marks, marks are not compared."""
    judged = Judged(
        record=Record(words=("a", "b", "."), places=(), references=(("a", "."), ("b", "c")), must={}), kept=(0, 2)
    )
    assert judged.f1(is_bare=False) == pytest.approx((1 + 0) / 2)
    assert judged.f1_of_all(is_bare=True) == pytest.approx((2 / 3 + 1 / 2) / 2)


def test_what_is_lost_is_what_must_stay_and_went(record):
    """By kind, in the order of the sentence."""
    judged = Judged(record=record, kept=(1, 2, 4))
    assert {kind: judged.lost(kind) for kind in compression.KINDS if judged.lost(kind)} == {
        "numbers": ["3"],
        "negations": ["not"],
    }
