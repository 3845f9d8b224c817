"""Stems: each row of endings shows itself at work."""

from __future__ import annotations

import pytest

from coursepack.language.lexicons import rows
from coursepack.language.stems import stem, stems


@pytest.mark.parametrize("row", rows("endings"), ids=lambda row: row["ending"])
def test_an_ending_is_taken_off_its_example(row):
    """The example ends with the row's ending, and is left with the row's stem."""
    assert row["example"].endswith(row["ending"])
    assert stem(row["example"]) == row["stem"]


@pytest.mark.parametrize("pair", ["decarbonization decarbonizing", "taxes tax", "programming program", "City's cities"])
def test_forms_of_one_word_have_one_stem(pair):
    """Also where an ending doubles the last letter, or the word is somebody's."""
    one, other = pair.split()
    assert stem(one) == stem(other)


@pytest.mark.parametrize("word", ["gas", "virus", "basis", "class", "ring", "bed", "1,000"])
def test_a_word_that_only_looks_like_a_form(word):
    """A short word keeps its letters; of a number only the commas go."""
    assert stem(word) == word.replace(",", "").replace("class", "clas")


def test_stems_leave_out_what_is_in_every_text():
    """Words like "the" and "way" say nothing, nor does a letter alone."""
    assert stems("That’s the way: r &amp; K-strategists, 1967") == ["strategist", "1967"]
