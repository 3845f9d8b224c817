"""Lies planted in the tables."""

import pytest

from dated import dated
from exported import lie_of


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        ("events", "Airy wrote letters", "Airy burnt letters", "words"),
        ("events", "1858-08-23", "1858-08-24", "date"),
        ("events", '"promised","Airy"', '"asserted","Airy"', "mark"),
        ("events", '"promised","Airy"', '"promised","Galle"', "name"),
        ("events", '"Berlin"', '"Paris"', "name"),
        ("events", "[L1 · 00:00]", "[L2 · 00:00]", "reference"),
        ("events", '"Date"', '"Day"', "words"),
        ("events", '"VS11"', '"R1"', "trace"),
        ("relations", '"SUPPORT",1', '"SUPPORT",-1', "name"),
        ("relations", '"SUPPORT"', '"AID"', "name"),
        ("relations", ",0.3,", ",1.0,", "name"),
        ("relations", '"E1","Galle","thank"', '"E3","Galle","thank"', "name"),
        ("relations", "Airy met Galle", "Airy hit Galle", "words"),
        ("relations", "", "", "gone"),
        ("terms", "the path", "the colour", "words"),
        ("terms", ",1,1.0", ",0,1.0", "name"),
        ("people", "Le Verrier", "La Verrier", "words"),
        ("people", '"place","","",1', '"place","","",9', "name"),
        ("people", "Letters, and more", "S1", "reference"),
    ],
)
def test_a_planted_lie_is_found(tmp_path, name, old, new, code):
    """Ids, codes, numbers and words are the claim's own."""
    lie = lie_of(dated(), "tables", tmp_path, f"tables/{name}.csv")
    if code == "gone":
        text = (tmp_path / f"tables/{name}.csv").read_bytes().decode()
        old, new = text.split("\r\n")[-2] + "\r\n", ""
    assert code in [each for _, each in lie(old, new)]


def test_a_row_told_twice_is_found(tmp_path):
    """Counts would be wrong."""
    lie = lie_of(dated(), "tables", tmp_path, "tables/terms.csv")
    row = (tmp_path / "tables/terms.csv").read_bytes().decode().split("\r\n")[1] + "\r\n"
    assert "untraced" in [each for _, each in lie(row, row + row)]
