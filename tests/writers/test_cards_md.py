"""cards.md as a reader of Markdown shows it."""

from __future__ import annotations

import html
import re

import pytest
from markdown_it import MarkdownIt

from carded import carded
from coursepack.writers import cards_md


@pytest.mark.parametrize("said", ["<b>cotton</b>", "[cotton](x)", "*cotton*", "`cotton`", "&lt;cotton", "1. cotton #"])
def test_what_looks_like_mark_up_is_shown_as_it_stands(said):
    """A source's own signs are words of it, no mark-up."""
    text = cards_md.write(carded(mended=("cotton", said))).files["cards.md"].decode()
    shown = html.unescape(re.sub(r"<[^<>]*>", "", MarkdownIt("commonmark").render(text)))
    assert f"Who opened a {html.unescape(said)} mill in Borås?" in shown


def test_a_line_that_would_define_a_link_is_shown():
    """Markdown shows no definition of a link."""
    text = cards_md.write(carded(mended=("a machine that weaves cloth", "[a]: machine that weaves cloth")))
    shown = MarkdownIt("commonmark").render(text.files["cards.md"].decode())
    assert "[a]: machine" in shown
