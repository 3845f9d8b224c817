"""Lies planted in pack.jsonld."""

import pytest

from dated import dated
from exported import lie_of


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"text": "In 1859 Airy accused', '"text": "In 1859 Airy praised', "words"),
        ('"exact": "In 1859 Airy accused', '"exact": "In 1859 Airy praised', "quote"),
        ('"start": 0', '"start": 1', "quote"),
        ('"line": 2', '"line": 3', "quote"),
        ('"suffix": "\\n', '"suffix": "a lie\\n', "quote"),
        ('"edtf": "1860~"', '"edtf": "1860"', "date"),
        ('"startDate": "1859"', '"startDate": "1858"', "date"),
        ('"endDate": "1861-05-08"', '"endDate": "1861-05-09"', "date"),
        ('"polarity": -1', '"polarity": 1', "name"),
        ('"category": "AID"', '"category": "FIGHT"', "name"),
        ('"confidence": 0.3', '"confidence": 0.9', "name"),
        ('"stance": "promised"', '"stance": "asserted"', "mark"),
        ('"place": "[L2 · 00:10]"', '"place": "[L3 · 00:10]"', "reference"),
        ('"wasAttributedTo": "pack:pass.test"', '"wasAttributedTo": "pack:pass.statements"', "name"),
        ('"name": "Airy"', '"name": "Mary"', "words"),
        ('"kind": "place"', '"kind": "person"', "name"),
        ('"agent": {\n    "id": "pack:E3"', '"agent": {\n    "id": "pack:E1"', "name"),
        ('"sha256": "0', '"sha256": "1', "name"),
        ('"schema": "https://schema.org/"', '"schema": "https://example.org/"', "untraced"),
        ('"id": "pack:R4"', '"id": "pack:R1"', "trace"),
        ('"id": "pack:R4"', '"id": "pack:R9"', "trace"),
        ('"kind": "place"', '"kind": "place", "comment": "a lie"', "name"),
        ('"@graph": [', '"comment": "a lie", "@graph": [', "untraced"),
        ('"kind": "place"', '"kind": "place", "kind": "place"', "unreadable"),
    ],
)
def test_a_planted_lie_is_found(tmp_path, old, new, code):
    """Words, dates, codes, ends, passes, places and quotes are held against the pack, and against the source's text."""
    assert code in [each for _, each in lie_of(dated(), "jsonld", tmp_path)(old, new)]


def test_a_finding_names_the_line_of_its_node(tmp_path):
    """The file is long."""
    lie = lie_of(dated(), "jsonld", tmp_path)
    lines = (tmp_path / "pack.jsonld").read_text("utf-8").split("\n")
    line = next(at for at, text in enumerate(lines, start=1) if '"id": "pack:R2"' in text)
    assert lie('"polarity": -1', '"polarity": 0') == [(line, "name")]
