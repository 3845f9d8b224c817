"""Checks handout.docx: each paragraph and row is its claims' words, and no part or attribute says anything else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coursepack.model.trace import TraceLine
from coursepack.verifier.anchors import Case
from coursepack.verifier.formats._handout import cites
from coursepack.verifier.formats._packed import unpacked
from coursepack.verifier.formats._xml import Element, parsed
from coursepack.verifier.report import Code, excerpt
from coursepack.verifier.units import Unit, check_units

__all__ = ["FILES", "check"]

FILES = ("handout.docx",)
_MAIN, _CORE, _FOOTER = "word/document.xml", "docProps/core.xml", "word/footer1.xml"
_PARTS = (
    "[Content_Types].xml",
    "_rels/.rels",
    _MAIN,
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/numbering.xml",
    "word/settings.xml",
    _FOOTER,
    _CORE,
)
_ELEMENTS = frozenset(
    [
        "w:document",
        "w:body",
        "w:p",
        "w:pPr",
        "w:pStyle",
        "w:numPr",
        "w:ilvl",
        "w:numId",
        "w:r",
        "w:rPr",
        "w:rStyle",
        "w:t",
        "w:tbl",
        "w:tblPr",
        "w:tblStyle",
        "w:tblW",
        "w:tblLayout",
        "w:tblGrid",
        "w:gridCol",
        "w:tr",
        "w:trPr",
        "w:cantSplit",
        "w:tblHeader",
        "w:tc",
        "w:tcPr",
        "w:tcW",
        "w:shd",
        "w:sectPr",
        "w:footerReference",
        "w:pgSz",
        "w:pgMar",
    ]
)
"""Of the text itself: no hidden words, comments, changes, pictures, fields or links."""
_PLAIN = re.compile(
    r"-?\d+|[0-9A-F]{6}|rId\d|%1\.|[•–]|en-GB|ar-SA"
    r"|http://schemas\.(?:openxmlformats\.org|microsoft\.com)/[A-Za-z0-9/.-]+|http://purl\.org/dc/elements/1\.1/"
    r"|application/(?:xml|vnd\.openxmlformats-(?:package|officedocument)\.[a-z.+-]+)"
    r"|/?(?:word/|docProps/)?(?:document|styles|numbering|settings|footer1|core)\.xml|rels|xml| (?:NUM)?PAGES? "
)
_VOCABULARY = frozenset(
    [
        "Normal",
        "Default",
        "Paragraph",
        "Font",
        "DefaultParagraphFont",
        "Table",
        "TableNormal",
        "No",
        "List",
        "NoList",
        "Title",
        "Heading1",
        "Heading2",
        "heading",
        "Bullet",
        "ListBullet",
        "ListBullet2",
        "Number",
        "ListNumber",
        "footer",
        "Footer",
        "Strong",
        "Emphasis",
        "SubtleReference",
        "Subtle",
        "Reference",
        "TableGrid",
        "Grid",
        "Calibri",
        "auto",
        "paragraph",
        "character",
        "table",
        "numbering",
        "dxa",
        "single",
        "left",
        "center",
        "clear",
        "bullet",
        "decimal",
        "hybridMultilevel",
        "singleLevel",
        "doNotCompress",
        "compatibilityMode",
        "default",
        "fixed",
        "preserve",
        "1",
        "2",
    ]
)
"""What attributes may say, word by word: names of styles that every program has, and settings."""


def check(case: Case, file: str, data: bytes, traced: Sequence[TraceLine]) -> None:
    def add(code: Code, text: str) -> None:
        case.found.add(file, None, code, text)

    parts = unpacked(data, add, _PARTS)
    if parts is None:
        return
    trees: dict[str, Element] = {}
    for name in parts:
        try:
            trees[name] = parsed(parts[name])
        except ValueError as error:
            add("unreadable", f"has the part '{name}', which is no XML ({error})")
    for name in (_MAIN, _CORE):
        if name not in trees:
            add("unreadable", f"holds no '{name}'")
            return
    for name, tree in trees.items():
        for text in _odd(name, tree):
            add("untraced", f"'{name}' {text}")
    check_units(case, file, _units(trees), traced, cites(case))


def _units(trees: dict[str, Element]) -> Iterator[Unit]:
    yield Unit(at="title", text=" ".join(each.text for each in trees[_CORE].at("cp:coreProperties/dc:title")))
    paragraphs = rows = 0
    for body in trees[_MAIN].at("w:document/w:body"):
        for each in body.children:
            if each.name == "w:p":
                paragraphs += 1
                yield Unit(at=f"line {paragraphs}", text=_text(each))
            for row in each.named("w:tr"):
                rows += 1
                yield Unit(at=f"row {rows}", text=" ".join(_text(cell) for cell in row.named("w:tc")))


def _text(element: Element) -> str:
    return "".join(each.text if each.name == "w:t" else _text(each) for each in element.children)


def _odd(name: str, tree: Element) -> Iterator[str]:
    """Yield what is said in no paragraph: text elsewhere, and attributes with words of their own."""
    for each in tree.children:
        is_text = each.name == "w:t" if name == _MAIN else name == _CORE and each.name == "dc:title"
        if not is_text and each.text.strip() and not _is_counter(name, each.text):
            yield f"says '{excerpt(each.text)}' where no program prints a line"
        if each.name == "w:vanish" or (name == _MAIN and each.name not in _ELEMENTS):
            yield f"has a '{each.name}', which no check knows"
        for key, value in each.attributes.items():
            if not _PLAIN.fullmatch(value) and not set(value.split()) <= _VOCABULARY:
                yield f"has the {key} '{excerpt(value)}', which no claim stands behind"
        yield from _odd(name, each)


def _is_counter(name: str, text: str) -> bool:
    return name == _FOOTER and re.fullmatch(r"\d+| / ", text) is not None
