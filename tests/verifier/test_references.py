"""A lie about whom a pronoun stands for in pack.json, as far as its place can tell one."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from coursepack.model.trees import Reference

HE = 162  # "He did not look for it"


@pytest.mark.parametrize(
    ("places", "code", "text"),
    [
        ([(HE, HE + 2)], None, None),
        ([(0, 6)], "offset", "the reference at S1 0 stands in no passage"),
        ([(HE, HE)], "offset", f"the reference at S1 {HE} has no words"),
        ([(HE, HE + 2), (HE, HE + 2)], "order", f"the reference at S1 {HE} comes after {HE}"),
    ],
)
def test_a_reference_stands_in_a_passage(pack, verified, places, code, text):
    """Its words are a passage's, and no two begin at one place."""
    assert pack.texts["S1"].text[HE:].startswith("He did")
    references = tuple(Reference(source="S1", start=a, end=b, entity="E1", confidence=0.9) for a, b in places)
    found = [each[2:] for each in verified(replace(pack, references=references))]
    assert found == ([] if code is None else [(code, text)])
