"""Each lie in summary.md is found: its lines are held against their claims as those of notes.md are."""

from __future__ import annotations

import pytest

from lights import export, lie, lights


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A summary, proven."""
    return export(lights(), tmp_path_factory.mktemp("summary"), "summary")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("In 1696", "In 1697", "words"),
        ("seized Winstanley", "seized Smeaton", "words"),
        ("*(promised, Winstanley)* ", "", "words"),
        ("(denied, Smeaton)", "(denied, Winstanley)", "words"),
        ("(promised,", "(reported,", "words"),
        ("water. [L9]", "water. [L8]", "reference"),
        ("in 1697. [L5]", "in 1697.", "reference"),
        ("## Smeaton's tower", "## Winstanley's tower", "words"),
        ("one reef (S2)\n", "one reef (S2)\n\nAnd a fifth.\n", "untraced"),
        ("(S2)", "(S1)", "words"),
        ("A French privateer seized Winstanley in 1697. [L5]\n", "", "gone"),
        ("**1698**", "<!-- hidden -->**1698**", "words"),
    ],
)
def test_a_lie_in_a_summary_is_found(folder, old, new, code):
    """Words, dates, marks, speakers, places, headings; what is put in, taken out or hidden."""
    found = lie(folder, "summary.md", lambda data: data.replace(old.encode(), new.encode(), 1))
    assert code in [each for each, _ in found]
