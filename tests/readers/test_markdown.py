"""Markdown against markdown-it's own idea of what is text."""

from __future__ import annotations

from drawn import BLOCK_SCRAPS, INLINE_SCRAPS, letters, reading_of, scraps
from hypothesis import assume, given, settings
from markdown_it import MarkdownIt

from coursepack.readers._inline import words_of
from coursepack.readers._marks import visible

# Joined text would hide which of its signs were escaped.
REFERENCE = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")


def plain(children) -> str:
    """Print tokens as plain text; a literal "&" is left out, so that nothing after it is read as a reference."""
    return "".join(_plain(each) for each in children)


def _plain(token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    if token.type not in ("text", "code_inline", "text_special"):
        return ""
    return token.content.replace("&", "") if token.type == "code_inline" or token.info == "escape" else token.content


def shown(reading) -> str:
    marks = reading.marks
    return "".join(
        visible(reading.text, piece.start, piece.end, [each for each in marks if piece.start <= each[0] < piece.end])
        for piece in reading.pieces
    )


@settings(max_examples=400)
@given(scraps(INLINE_SCRAPS).map(str.strip))
def test_without_marks_a_paragraph_is_its_plain_text(content):
    """What is left without mark-up has the letters of markdown-it's own plain text, in order."""
    assume("[^" not in content and "[[" not in content)
    env = {"references": {"R": {"href": "/x", "title": ""}}}
    tokens = REFERENCE.inline.parse(content, REFERENCE, dict(env), [])
    words = words_of(content, env)
    assert words.is_whole
    assert letters("".join(content[begin:end] for begin, end in words.ranges)) == letters(plain(tokens))


@settings(max_examples=400)
@given(scraps(BLOCK_SCRAPS))
def test_no_word_of_a_block_is_lost(text):
    """All pieces together have the letters of all blocks, in order."""
    reading = reading_of(text.encode(), "a.md")
    assume(reading is not None)
    tokens = REFERENCE.parse(reading.text)
    wanted = "".join(plain(token.children) for token in tokens if token.type == "inline")
    assert letters(shown(reading)) == letters(wanted)


def test_a_tangled_paragraph_is_read_whole():
    """Brackets that would take quadratic time are words, and told."""
    words = words_of("[a " * 5000, {})
    assert (words.ranges, words.is_whole) == (((0, 15000),), False)
