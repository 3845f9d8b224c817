"""Strategies and checks that the readers' tests share."""

from __future__ import annotations

import html
import re
from html.entities import html5

from hypothesis import strategies as st

from coursepack.errors import ReadingError
from coursepack.notices import Log
from coursepack.plugins import reader_for

NAMES = ("a.txt", "a.md", "a.srt", "a.vtt", "a.sbv")

# Scraps of all these formats: what a reader may take for mark-up, in any order.
CAPTION_SCRAPS = [
    "WEBVTT\n",
    "\n",
    "\n\n",
    "00:00:01.000 --> 00:00:02.000",
    "00:00:03,000 --> 00:00:04,000 X1:3",
    "00:xx --> 1",
    "0:00:01.500,0:00:02.000\n",
    "0:xx,0:00:02.000\n",
    "ANNA: ",
    "Tom Lee (x): Yes.",
    "Speaker 1: ",
    "[Speaker 1] ",
    "[00:01:00] ",
    "0:04 ",
    "Tom Lee  0:03\n",
    "\t",
    "1\n",
    "2\n",
    "NOTE x",
    "STYLE\n",
    "<v A>",
    "</v>",
    "<i>",
    "<br>",
    "<00:00:01.500>",
    "-->",
    ">>",
    "&gt;&gt; Yes",
    "hello world",
    "- Hi",
    "[Music]",
    "♪",
    "(laughs)",
    "[laughter]",
    "\r\n",
    " ",
]
BLOCK_SCRAPS = [
    "# ",
    "## ",
    "- ",
    "  - ",
    "    ",
    "> ",
    "1. ",
    "\n",
    "\n\n",
    "\t",
    "| a | b |\n|---|---|\n",
    "|",
    "```\n",
    "***",
    "---\n",
    "===\n",
    "foo",
    "bar baz",
    "Qu?",
    "**b** ",
    "`c` ",
    "[l](u) ",
    "<form>",
    "<br>",
    "&nbsp;",
    "\u200b",
    "é",
    " ",
    "\\",
    "x. ",
    "X. Y",
    "A. ",
    "• ",
    "x: y",
    "\r",
]
NOTE_SCRAPS = ["<div>", "</aside>\n", "[[a#b|c]]", "![[d]]", "%% e %%", "==f==", "> [!note]- g\n", "- [ ] ", " ^h"]
INLINE_SCRAPS = (
    *"ab *_`[]()!<>&;#\\\n~|'\"-:/.1",
    *[
        "**",
        "](u)",
        "<b>",
        "&amp;",
        "`` ",
        "http://a.b",
        "<http://x.y/z>",
        "\\*",
        "  \n",
        "![",
        "[r]",
        "<!-- c -->",
        "&#39;",
        "word ",
    ],
)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


def scraps(*lists):
    return st.lists(st.sampled_from([each for every in lists for each in every]), max_size=30).map("".join)


def reading_of(data: bytes, name: str):
    """Read, and give None where the reader refuses; anything but a ReadingError is a failure."""
    try:
        return reader_for(name).read(data, source=name, log=Log())
    except ReadingError:
        return None


def letters(text: str) -> str:
    """Give a text's letters and digits, character references resolved as the pipeline resolves them."""
    return "".join(re.findall(r"[^\W_]+", _REFERENCE.sub(_resolved, text)))


def _resolved(reference: re.Match[str]) -> str:
    is_known = reference[0][1] == "#" or reference[0][1:] in html5
    return html.unescape(reference[0]) if is_known else reference[0]
