"""The units of a format in plain text, held against the trace of their places."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from builders import pack_of, statement_of
from coursepack.model.trace import TraceLine
from coursepack.verifier.anchors import Case
from coursepack.verifier.jsonlines import JsonLines
from coursepack.verifier.lookup import Lookup
from coursepack.verifier.report import Findings
from coursepack.verifier.units import Unit, check_units

NEPTUNE = "Johann Galle found Neptune in Berlin on 23 September 1846."
DENIED = "[Urbain Le Verrier] did not look for it himself."


@pytest.fixture
def found(pack):
    """Check units given as place and text, against traces given as place, claims and fixed words."""

    def run(units, traces, **more):
        case = Case(look=Lookup(pack), found=Findings(), lines=JsonLines(b"{}"), altered=frozenset())
        traced = [TraceLine(file="a.txt", at=at, claims=claims, fixed=fixed) for at, claims, fixed in traces]
        check_units(case, "a.txt", [Unit(at=at, text=text) for at, text in units], traced, **more)
        return [(each.code, each.text) for each in case.found.sorted()]

    return run


@pytest.mark.parametrize(
    ("text", "claim", "fixed"),
    [
        (NEPTUNE, "S1.c3", ()),
        (f"{NEPTUNE} [L14 · 03:41]", "S1.c3", ()),
        (f"{DENIED} (denied)", "S1.c2", ("stance.denied",)),
        ("The map & the [new] telescope of Berlin may have helped, uncertain", "S2.c2", ("stance.hedged",)),
        ("He did not look for it himself.", "S1.c2/quote", ()),
        ("Perturbation", "X1/name", ()),
        ("The map", "L1/cause", ()),
        ("23 September 1846", "V1/when", ()),
        (" ", "", ()),
    ],
)
def test_a_unit_that_is_told(found, text, claim, fixed):
    """Words, insertions, a source's own brackets, parts of claims; what has no word needs no trace."""
    traces = [("1", (claim,), fixed)] if claim else []
    assert found([("1", text)], traces) == []


@pytest.mark.parametrize(
    ("text", "claim", "code", "said"),
    [
        (NEPTUNE.replace("Galle", "Encke"), "S1.c3", "words", "prints 'Encke', its evidence says 'Galle'"),
        (f"{NEPTUNE} [L15]", "S1.c3", "reference", "refers to '[L15]', its evidence stands at '[L14 · 03:41]'"),
        (DENIED, "S1.c2", "mark", "1 is not marked 'denied'"),
        (DENIED.replace("Urbain Le Verrier", "John Adams"), "S1.c2", "words", "prints 'John', its evidence says"),
        ("She did not look for it himself.", "S1.c2/quote", "words", "prints 'She', its evidence says 'He'"),
        ("Adams", "X1/name", "words", "prints 'Adams'"),
        ("Adams", "X1/hat", "trace", "is traced to 'X1/hat', which the pack does not have"),
        ("Adams", "S9", "trace", "is traced to 'S9', which the pack does not have"),
    ],
)
def test_a_lie_in_a_unit(found, text, claim, code, said):
    """A word, a place, a stance, an insertion, a part that is none."""
    assert any(
        each[0] == code and each[1].startswith(("1 ", "1: ")) and said in each[1]
        for each in found([("1", text)], [("1", (claim,), ())])
    )


def test_every_unit_and_every_trace_has_its_other(found):
    """Words without a trace, a trace without words, and a place that stands twice."""
    trace = ("1", ("S1.c3",), ())
    assert found([], [trace]) == [("gone", "1, traced to S1.c3, is not printed")]
    assert found([("2", "More")], []) == [("untraced", "2 prints 'More', which no claim stands behind")]
    assert found([("1", NEPTUNE)] * 2, [trace]) == [("untraced", "1 is printed twice")]


def test_a_format_may_want_a_reference_in_each_unit(found):
    """Then a unit without one is told where its evidence stands."""
    [(code, text)] = found([("1", NEPTUNE)], [("1", ("S1.c3",), ())], needs_reference=lambda _: True)
    assert (code, text) == ("reference", "1: has no reference, its evidence stands at '[L14 · 03:41]'")


def test_a_source_may_say_what_looks_like_a_reference():
    """Then it is words of the claim, in its place, wherever the real reference stands; a lie in either is found."""
    bare = pack_of("The rule [L5] was made in 1912.")
    pack = replace(bare, statements=(statement_of(bare, "The rule [L5] was made in 1912."),))

    def check(text):
        case = Case(look=Lookup(pack), found=Findings(), lines=JsonLines(b"{}"), altered=frozenset())
        check_units(case, "a.txt", [Unit(at="1", text=text)], [TraceLine(file="a.txt", at="1", claims=("S1.t1",))])
        return [each.code for each in case.found.sorted()]

    assert check("The rule [L5] was made in 1912. [L1]") == []
    assert check("[L1] The rule [L5] was made in 1912.") == []
    assert check("The rule [L5] was made in 1912.") == []
    assert check("The rule [L5] was made in 1912. [L2]") == ["reference"]
    assert "words" in check("The rule [L6] was made in 1912. [L1]")
