"""A lie about which slide a sentence goes with is found on its line."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"sentence": "S2.s1"}, "S2.s1: is aligned, but 'slides.md' is no transcript"),
        ({"sentence": "E1"}, "E1: is aligned, and is no sentence"),
        ({"passage": "S1.p1"}, "S1.s3: goes with S1.p1, but 'talks/lecture.vtt' has no slides"),
        ({"passage": "S2.s1"}, "S1.s3: goes with S2.s1, which is no passage"),
        ({"sentence": "S1.s1", "passage": "S2.p2"}, "S1.s1: goes with S2.p2 and with S2.p1"),
    ],
)
def test_a_slide_of_a_sentence(claim_lie, files, fields, text):
    """A spoken sentence has one slide, by a passage of it."""
    [(_, line, code, found)] = claim_lie("alignments", 1, **fields)
    assert (code, found) == ("alignment", text)
    assert line > files["pack.json"].decode().split('"alignments"')[0].count("\n")
