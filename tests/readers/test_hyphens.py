"""Words broken at a line's end."""

from __future__ import annotations

import pytest

from coursepack.readers._hyphens import joined_lines, vocabulary_of

TEXT = ["so the nineteenth-century books say", "a long story about one house or two"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["the misunder-", "standing of it"], "the misunderstanding of it"),
        (["the nineteenth-", "century books"], "the nineteenth-century books"),
        (["the Anglo-", "Saxon king"], "the Anglo-Saxon king"),
        (["in fifty-", "one towns"], "in fifty-one towns"),
        (["a long-", "story house"], "a long-story house"),
        (["a soft\u00ad", "ened word"], "a softened word"),
        (["in 1914–", "18 and after"], "in 1914–18 and after"),
        (["one -", "two"], "one - two"),
        (["in 1775-", "1776"], "in 1775-1776"),
    ],
)
def test_a_broken_word_is_mended(lines, said):
    """What goes on in small letters is one word, unless the text itself writes the hyphen or both halves alone."""
    assert joined_lines(lines, vocabulary_of(TEXT)) == said


def test_slides_do_not_break_words():
    """There a hyphen at a line's end is the author's, unless the text writes the word without it."""
    lines = ["self-", "made money", "under-", "standing"]
    plain = vocabulary_of(["of understanding one"], is_broken=False)
    assert joined_lines(lines, plain) == "self-made money understanding"
