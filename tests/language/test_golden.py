"""Golden cases of language: captions in, the sentences that they are read as out, one a line."""

from __future__ import annotations

import pytest

from builders import pack_of
from coursepack.notices import Log
from coursepack.passes import sentences
from golden import cases, check


@pytest.mark.parametrize("case", cases("language"), ids=lambda case: case.path.stem)
def test_captions_are_read_as_the_case_expects(case):
    """Every sentence is printed as the source has it, a line's end as a blank; a second run gives the same."""
    pack = pack_of(case.input)
    first, second = (sentences.run(pack, Log()) for _ in range(2))
    assert first == second
    text = pack.texts["S1"].text
    check(case, "".join(text[each.start : each.end].replace("\n", " ") + "\n" for each in first.sentences))
