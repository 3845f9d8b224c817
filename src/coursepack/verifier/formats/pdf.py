"""Checks handout.pdf: all words that are drawn are those of its lines, in order, and nothing is said beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coursepack.model.trace import TraceLine
from coursepack.verifier.anchors import Case
from coursepack.verifier.formats._boxes import restored
from coursepack.verifier.formats._flow import parted
from coursepack.verifier.formats._handout import cites
from coursepack.verifier.formats._pdf_said import Said, said
from coursepack.verifier.formats._xml import Element, parsed
from coursepack.verifier.report import Code, excerpt
from coursepack.verifier.told import tokens
from coursepack.verifier.units import Unit, check_units

__all__ = ["FILES", "check"]

FILES = ("handout.pdf",)
_MAKER = re.compile(r"Typst [\d.]+")
_PACKET = re.compile(rb"<rdf:RDF.*?</rdf:RDF>", re.DOTALL)
_SETTING = re.compile(r"Typst [\d.]+|en|\d+|application/pdf|[A-Za-z0-9+/]{22}==|proof|1\.\d|x-default|")
"""What XMP (ISO 16684-1) may say beside the title: who set it, ids made of its bytes."""
_INFO = re.compile(rb"/Info (\d+) 0 R")
_SPOKEN = re.compile(rb"/(?:Alt|ActualText)\s*[(<]")
"""Texts that a reader for the blind speaks in place of what is drawn (ISO 32000-1, section 14.9)."""
_HYPHEN = "\ufffe"
"""What PDFium gives for a hyphen at the end of a line, which it joins to the next."""
# A line that ends inside a word, behind a dash or a slash: one that ends between words has a blank.
_BROKEN = re.compile(r"(?<=\w[–—/])\n(?=\w)")
_ADDRESS = re.compile(r"((?:https?://|www\.)\S*)\n(\S+)")
_JOINED = 8
"""Characters behind a line's end that must go on as in a source."""
_KEYS = frozenset({b"Title", b"Creator", b"Producer"})


def check(case: Case, file: str, data: bytes, traced: Sequence[TraceLine]) -> None:
    def add(code: Code, text: str) -> None:
        case.found.add(file, None, code, text)

    found = said(data)
    if found is None:
        add("unreadable", "is no PDF that can be read")
        return
    drawn = [each for each in traced if each.at.startswith("unit ")]
    text = _BROKEN.sub("", "\n".join(_pages(found)).replace(_HYPHEN, "-"))
    text = restored(case, _with_whole_addresses(case, text), drawn)
    beside = [("title", found.properties.get("Title", ""))]
    beside += [(f"bookmark {order}", each) for order, each in enumerate(found.bookmarks, start=1)]
    units = [
        *(Unit(at=at, text=restored(case, each, [one for one in traced if one.at == at])) for at, each in beside),
        *parted(case, file, text, drawn),
    ]
    check_units(case, file, units, traced, lambda trace: trace.at.startswith("unit ") and cites(case)(trace))
    for text in (*_beside(found), *_written(data, found.properties.get("Title", ""))):
        add("untraced", f"{text}, which no claim stands behind")


def _with_whole_addresses(case: Case, text: str) -> str:
    """Join web addresses that a line's end has broken anywhere: where a source has them so."""
    sources = [each.text for each in case.look.texts.values()]

    def joined(found: re.Match[str]) -> str:
        whole = found[1] + found[2][:_JOINED]
        return found[1] + found[2] if any(whole in source for source in sources) else found[0]

    while (mended := _ADDRESS.sub(joined, text)) != text:
        text = mended
    return text


def _pages(found: Said) -> Iterator[str]:
    """Yield the pages' text without their numbers."""
    for number, page in enumerate(found.pages, start=1):
        body, _, last = page.rstrip().rpartition("\n")
        yield body if last.strip() == f"{number} / {len(found.pages)}" else page


def _beside(found: Said) -> Iterator[str]:
    for name, value in found.properties.items():
        if name != "Title" and not _MAKER.fullmatch(value):
            yield f"has the {name} '{excerpt(value)}'"
    for each in found.hidden:
        kind, _, text = each.partition(" ")
        if kind != "title" or text not in found.bookmarks:
            yield f"has {each}"


def _written(data: bytes, title: str) -> Iterator[str]:
    """Yield what the file itself holds beside what PDFium tells of: other properties, XMP, a second version."""
    if data.count(b"%%EOF") != 1 or data.rstrip()[-5:] != b"%%EOF":
        yield "has something behind its end"
    if b"/ObjStm" in data:
        yield "keeps objects where no check reads them"
    for spoken in _SPOKEN.finditer(data):
        yield f"has a text to be spoken, at byte {spoken.start()}"
    for found in _INFO.finditer(data):
        held = re.search(rb"(?:^|\s)" + found[1] + rb" 0 obj(.*?)endobj", data, re.DOTALL)
        keys = set(re.findall(rb"/(\w+)\s*[(<]", held[1])) if held is not None else set()
        for key in sorted(keys - _KEYS):
            yield f"has the property '{key.decode(errors='replace')}'"
    packets = _PACKET.findall(data)
    if len(packets) != 1:
        yield f"has {len(packets)} packets of XMP"
    for packet in packets:
        try:
            yield from _properties(parsed(packet), title)
        except ValueError:
            yield "has XMP that can't be read"


def _properties(tree: Element, title: str) -> Iterator[str]:
    for each in tree.children:
        values = [value for key, value in each.attributes.items() if not key.startswith("xmlns:")]
        for text in (each.text.strip(), *values):
            if not _SETTING.fullmatch(text) and tokens(text) != tokens(title):
                yield f"has the property '{excerpt(text)}'"
        yield from _properties(each, title)
