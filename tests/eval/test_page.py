"""docs/quality.md says what the floors hold."""

from __future__ import annotations

import os

import floors
from page import DATA, PAGE, SUBJECTS, page, wanted

FLOORS = {
    "dates/wikiwars/plain/relaxed_f": {
        "data": {}, "last": 96.0, "measure": "relaxed F1, per cent", "peer": {"HeidelTime": 92.1}, "value": 96.04,
    },
    "dates/wikiwars/bare/relaxed_f": {"data": {}, "last": 95.5, "measure": "relaxed F1, per cent", "value": 95.5},
    "names/wikigold/plain/f": {"data": {}, "measure": "all | F1", "value": 64.9},
}  # fmt: skip


def test_a_row_has_ours_the_peer_what_is_wanted_and_the_floor():
    """Ours is what was measured last."""
    assert "| relaxed F1 | 11 articles of WikiWars | 96.0 | HeidelTime 92.1 | 95 | 96.0 |\n" in page(FLOORS)


def test_what_is_measured_plain_and_bare_has_its_loss():
    """In the table of speech, and nowhere else."""
    assert page(FLOORS).count("95.5") == 1
    assert page(FLOORS).endswith("| Dates | relaxed F1 | 11 articles of WikiWars | 96.0 | 95.5 | 0.5 |\n")


def test_a_bar_in_a_cell_is_no_column():
    """Markdown's own sign is escaped."""
    assert "| all \\| F1 | WikiGold | 64.9 |  |  | 64.9 |" in page(FLOORS)


def test_every_floor_has_words_for_its_subject_and_its_data():
    """What the page would leave out, or call by a key."""
    parts = [name.split("/") for name in floors.load()]
    assert {part[0] for part in parts} <= SUBJECTS.keys()
    assert {part[1] for part in parts} <= DATA.keys()
    assert {name.partition("/")[0] for name in wanted()} <= SUBJECTS.keys()


def test_the_page_is_made_from_the_floors():
    """ACCEPT=1 writes it again."""
    if os.environ.get("ACCEPT"):
        PAGE.write_text(page(floors.load()), "utf-8")
    assert PAGE.read_text("utf-8") == page(floors.load()), "run `make accept`, and read the difference"
