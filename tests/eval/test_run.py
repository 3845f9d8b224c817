"""`make eval` runs every script that measures."""

from __future__ import annotations

import re

from run import HERE, SCRIPTS


def test_every_script_that_reports_is_run():
    """A measure that nobody runs guards nothing."""
    reporting = [
        path.stem
        for path in HERE.glob("*.py")
        if re.search(r"^ +report\(measure", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert sorted(reporting) == sorted(SCRIPTS)
