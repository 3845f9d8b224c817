"""Long input of one scrap again and again, on which a reader that looks back over its text would take for ever."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from drawn import NAMES
from packed import docx_of, odt_of, pptx_of

__all__ = ["HEADS", "LONG", "PARAGRAPH", "SHAPE", "Long"]


class Long(NamedTuple):
    """A file's name, what makes its bytes of a number of scraps, and a number of scraps that takes a second or so."""

    name: str
    scrap: str
    made: Callable[[int], bytes]
    count: int

    def __str__(self) -> str:
        return f"{self.name} {self.scrap[:40]!r}"


HEADS: Final = {
    "a.srt": "1\n00:01,000 --> 00:02,000\n",
    "a.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n",
    "a.sbv": "0:00:01.000,0:00:02.000\n",
}
"""What a file of captions begins with."""
LINES = (
    "<v ",
    "[a ",
    "*a ",
    "`",
    "&amp",
    "<!--",
    "♪ ",
    "{\\",
    "- ",
    "x\u00a0",
    "A: ",
    "[00:12] ",
    "0:12 ",
    "Al B: x. ",
)
WEB = ("<b>x</b>", "<sup><a>1</a></sup>", "<tr><td>x", "<li>x", "<header><p>x</p></header>", "x ")
SHAPE = "<p:sp><p:txBody><a:p><a:r><a:t>Salt</a:t></a:r></a:p></p:txBody></p:sp>"
PARAGRAPH = "<w:p><w:r><w:t>Salt</w:t></w:r></w:p>"
DELETED = PARAGRAPH.replace("<w:r>", "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r>", 1)
OFFICE = (
    ("a.pptx", pptx_of, "", SHAPE, ""),
    ("a.pptx", pptx_of, "<p:sp><p:txBody><a:p>", "<a:r><a:t>Salt</a:t></a:r><a:br/>", "</a:p></p:txBody></p:sp>"),
    ("a.docx", docx_of, "<w:p>", "<w:r><w:fldChar w:fldCharType='begin'/></w:r>", f"</w:p>{PARAGRAPH}"),
    ("a.docx", docx_of, "", DELETED, PARAGRAPH),
    ("a.docx", docx_of, "<w:tbl><w:tr>", f"<w:tc>{PARAGRAPH}</w:tc>", "</w:tr></w:tbl>"),
    ("a.odt", odt_of, "<text:p>", "Salt<text:line-break/>", "</text:p>"),
)


def _long() -> Iterator[Long]:
    for name in NAMES:
        for scrap in LINES:
            yield _plain(name, HEADS.get(name, ""), scrap, 400_000)
        yield _plain(name, HEADS.get(name, ""), "word ", 2_000_000)
    for scrap in WEB:
        yield _plain("a.html", "<body>", scrap, 200_000)
    for name, file_of, begin, scrap, end in OFFICE:
        yield Long(name, scrap, _office(file_of, begin, scrap, end), 40_000)


def _plain(name: str, head: str, scrap: str, letters: int) -> Long:
    return Long(name, scrap, lambda count: f"{head}Rome grew {scrap * count}".encode(), letters // len(scrap))


def _office(file_of: Callable[[str], bytes], begin: str, scrap: str, end: str) -> Callable[[int], bytes]:
    return lambda count: file_of(begin + scrap * count + end)


LONG = tuple(_long())
