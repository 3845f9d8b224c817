"""The word list of states and peoples keeps its own promises."""

from pathlib import Path

LIST = Path(__file__).parents[2] / "src" / "coursepack" / "language" / "lexicons" / "en" / "polities.tsv"
ROWS = [line.split("\t") for line in LIST.read_text(encoding="utf-8").splitlines()[1:]]


def test_rows_are_whole_and_single():
    """Four cells, a known kind, and one row for a name and kind."""
    assert all(len(row) == 4 and row[1] in {"state", "demonym", "people"} for row in ROWS)
    assert len({(row[0], row[1]) for row in ROWS}) == len(ROWS)


def test_each_example_holds_its_name():
    """The example sentence has the name, and ends as a sentence does."""
    assert all(row[0] in row[3] and row[3].endswith(".") for row in ROWS)


def test_each_state_named_is_a_state():
    """What a people or demonym belongs to has a row of its own."""
    states = {row[0] for row in ROWS if row[1] == "state"}
    assert all(row[2] in states for row in ROWS)
