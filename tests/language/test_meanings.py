"""Which words and statements mean something alike, by the tables that ship."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from coursepack.language.meanings import meanings

UNKNOWN = {"Zzyzx", "1848"}
SOME = st.lists(st.sampled_from(["the", "king", "coal", "furnace", "treaty", *sorted(UNKNOWN)]), max_size=40)


def test_a_statement_is_nearest_to_what_says_the_same_in_other_words():
    """None of their words is shared."""
    one, same, other = meanings().told(
        [
            "The king was killed in battle.",
            "Their monarch died fighting.",
            "Coal heats a furnace.",
        ]
    )
    assert one @ same > 0.4
    assert one @ other < 0.2


@given(words=SOME, order=st.randoms(use_true_random=False))
def test_words_add_up_in_any_order(words, order):
    """To the same bytes; a text without a known word is a row of zeros, any other has length one."""
    mixed = list(words)
    order.shuffle(mixed)
    row, again = meanings().told([" ".join(words), " ".join(mixed)])
    assert row.tobytes() == again.tobytes()
    assert np.isclose(row @ row, 1.0 if set(words) - UNKNOWN else 0.0)


def test_no_statements_give_no_rows():
    """A source of which nothing is told is compared with nothing."""
    assert meanings().told([]).shape[0] == 0
