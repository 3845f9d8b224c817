"""Each lie in glossary.md is found: names, other names, where they stand, what is said of them, and by which source."""

from __future__ import annotations

import pytest

from coursepack.model.trace import TraceLine
from coursepack.verifier.lookup import Lookup
from coursepack.verifier.marks import faults
from lights import export, lie, lights


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A glossary, proven."""
    return export(lights(), tmp_path_factory.mktemp("glossary"), "glossary")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("**Henry Winstanley**", "**Henri Winstanley**", "words"),
        ("(Winstanley) [L3", "(Smeaton) [L3", "words"),
        ("[L3, L5; S2 L10]", "[L3, L5; S2 L11]", "reference"),
        (" [L3, L5; S2 L10]", "", "reference"),
        ("a mortar that sets under water [S2 L5]", "a mortar that sets under water [L5]", "reference"),
        ("Four towers on one reef (S2)", "Four towers on one reef (S1)", "words"),
        ("a joint that no pull can open", "a joint that any pull can open", "words"),
        ("**Dovetail**", "**Hydraulic lime**", "words"),
        ("*(denied, Smeaton)* ", "", "words"),
        ("- **King Louis** [L5]\n", "", "gone"),
        ("- **King Louis**", "- **King Charles** [L5]\n- **King Louis**", "untraced"),
    ],
)
def test_a_lie_in_a_glossary_is_found(folder, old, new, code):
    """Whatever is changed, taken out or put in."""
    found = lie(folder, "glossary.md", lambda data: data.replace(old.encode(), new.encode(), 1))
    assert code in [each for each, _ in found]


def test_a_line_names_the_source_that_it_cites():
    """A trace that names another source than that of the evidence is a lie of the writer's."""
    line = TraceLine(file="glossary.md", at="1", claims=("tm3", "S1"))
    assert list(faults(line, (), Lookup(lights()))) == ["names 'lecture.md', where its claim's evidence does not stand"]
