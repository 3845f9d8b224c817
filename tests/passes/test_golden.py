"""Each pass's golden cases: a pack as native text in, the fields that the pass changed out.

The input holds the trees as well, so that another model, or a change in an earlier pass, leaves these cases alone.
"""

from __future__ import annotations

from importlib import import_module

import pytest

from coursepack.model.native import from_native, to_native
from coursepack.model.pack import Pack
from coursepack.notices import Log
from golden import cases, check

CASES = [case for case in cases("passes") if case.path.parent.name != "passes"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.path.parent.name}/{case.path.stem}")
def test_a_pass_makes_what_its_case_expects(case):
    """What a pass leaves as it was is not printed, so that a case shows what it is about."""
    before = from_native(case.input, case.path.name)
    after = import_module(f"coursepack.passes.{case.path.parent.name}").run(before, Log())
    check(case, changed(before, after))


def changed(before: Pack, after: Pack) -> str:
    """Print the records of `after` that are not records of `before`."""
    old = set(blocks(to_native(before)))
    return "".join(block for block in blocks(to_native(after)) if block not in old) or "nothing\n"


def blocks(native: str) -> list[str]:
    found: list[str] = []
    for line in native.splitlines(keepends=True):
        if line.startswith(" "):
            found[-1] += line
        else:
            found.append(line)
    return found
