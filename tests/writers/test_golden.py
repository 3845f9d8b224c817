"""Each text writer's golden cases: a pack as native text in, the file out."""

from __future__ import annotations

from importlib import import_module

import pytest

from coursepack.model.native import from_native
from golden import cases, check

CASES = [case for case in cases("writers") if case.path.parent.name != "writers"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.path.parent.name}/{case.path.stem}")
def test_a_writer_prints_what_its_case_expects(case):
    """Writers of one file print it whole; a case has its own line ends, whatever the format's are."""
    output = import_module(f"coursepack.writers.{case.path.parent.name}").write(from_native(case.input, case.path.name))
    [data] = output.files.values()
    check(case, data.decode().replace("\r\n", "\n"))
