"""The bare copy that every measure shares."""

from __future__ import annotations

from measured import bare


def test_a_bare_copy_has_neither_case_nor_punctuation():
    """It reads as captions that a machine made."""
    assert bare("“Stop,” said Ada; it’s 9 May – too late!").split() == [
        "stop", "said", "ada", "it’s", "9", "may", "–", "too", "late",
    ]  # fmt: skip


def test_a_bare_copy_keeps_every_offset():
    """A gold span has the same characters, also behind a letter whose lower case is two (İ)."""
    text = "In İzmir, on 3 May, the guild met."
    start = text.index("guild")
    assert len(bare(text)) == len(text)
    assert bare(text)[start : start + 5] == "guild"
