"""Checks handout.epub: each line, heading and entry of the contents is its claims' words, and nothing else is said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from uuid import NAMESPACE_OID, uuid5

from coursepack.model.trace import TraceLine
from coursepack.verifier.anchors import Case
from coursepack.verifier.formats._handout import cites
from coursepack.verifier.formats._packed import unpacked
from coursepack.verifier.formats._xml import WORDS, Element, Rule, parsed, strays
from coursepack.verifier.report import Code, excerpt
from coursepack.verifier.units import Unit, check_units

__all__ = ["FILES", "check"]

FILES = ("handout.epub",)
_CONTAINER, _PACKAGE, _NAV, _STYLE = "META-INF/container.xml", "book/content.opf", "book/nav.xhtml", "book/style.css"
_PARTS = ("mimetype", _CONTAINER, _PACKAGE, _NAV, _STYLE)
_CHAPTER = re.compile(r"book/chapter-(\d+)\.xhtml")
_FILE = r"chapter-\d+\.xhtml"
_LINES = ("h1", "h2", "li", "tr")
_TEXT = frozenset({*_LINES, "td", "th", "b", "span", "a"})
_ELEMENTS = _TEXT | {"ul", "ol", "table", "nav"}
_ATTRIBUTES = {
    "class": "title|mark|reference",
    "epub:type": "toc",
    "href": rf"{_FILE}(?:#n\d+)?",
    "id": r"n\d+",
    "role": "doc-toc",
}
_LANGUAGE = {"xml:lang": "en", "lang": "en"}
_PAGE = {
    "html": Rule(
        attributes={
            "xmlns": r"http://www\.w3\.org/1999/xhtml",
            "xmlns:epub": r"http://www\.idpf\.org/2007/ops",
            **_LANGUAGE,
        }
    ),
    "html/head": Rule(),
    "html/head/title": Rule(text=WORDS),
    "html/head/link": Rule(attributes={"rel": "stylesheet", "type": "text/css", "href": r"style\.css"}),
}
_BOOK = {
    "package": Rule(
        attributes={
            "xmlns": r"http://www\.idpf\.org/2007/opf",
            "version": "3.0",
            "unique-identifier": "id",
            **_LANGUAGE,
        }
    ),
    "package/metadata": Rule(attributes={"xmlns:dc": r"http://purl\.org/dc/elements/1\.1/"}),
    "package/metadata/dc:identifier": Rule(
        text=r"urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", attributes={"id": "id"}
    ),
    "package/metadata/dc:title": Rule(text=WORDS),
    "package/metadata/dc:language": Rule(text="en"),
    "package/metadata/meta": Rule(
        text="1980-01-01T00:00:00Z|textual|structuralNavigation|tableOfContents|none",
        attributes={"property": r"dcterms:modified|schema:access(?:Mode(?:Sufficient)?|ibility(?:Feature|Hazard))"},
    ),
    "package/manifest": Rule(),
    "package/manifest/item": Rule(
        attributes={
            "id": r"nav|style|c\d+",
            "href": rf"nav\.xhtml|style\.css|{_FILE}",
            "media-type": r"application/xhtml\+xml|text/css",
            "properties": "nav",
        }
    ),
    "package/spine": Rule(),
    "package/spine/itemref": Rule(attributes={"idref": r"c\d+"}),
}
_HOLDER = {
    "container": Rule(attributes={"version": "1.0", "xmlns": "urn:oasis:names:tc:opendocument:xmlns:container"}),
    "container/rootfiles": Rule(),
    "container/rootfiles/rootfile": Rule(
        attributes={"full-path": re.escape(_PACKAGE), "media-type": r"application/oebps-package\+xml"}
    ),
}
_SPEAKING = re.compile(r"content|url|@|\\|/\*|[\"']", re.IGNORECASE)
"""What a style prints or asks for words with."""


def check(case: Case, file: str, data: bytes, traced: Sequence[TraceLine]) -> None:
    def add(code: Code, text: str) -> None:
        case.found.add(file, None, code, text)

    chapters = {f"book/chapter-{number}.xhtml" for number in range(1, len(traced) + 1)}
    parts = unpacked(data, add, {*_PARTS, *chapters})
    if parts is None:
        return
    if next(iter(parts), "") != "mimetype" or parts["mimetype"] != b"application/epub+zip" or data[8:10] != b"\0\0":
        add("unreadable", "does not begin with its type, uncompressed, as an e-book does")
    trees: dict[str, Element] = {}
    for name, part in parts.items():
        if name in ("mimetype", _STYLE):
            continue
        try:
            trees[name] = parsed(part)
        except ValueError as error:
            add("unreadable", f"has the part '{name}', which is no XML ({error})")
    for name in (_CONTAINER, _PACKAGE, _NAV, _STYLE):
        if name not in parts:
            add("unreadable", f"holds no '{name}'")
    ident = uuid5(NAMESPACE_OID, " ".join(source.sha256 for source in case.look.pack.sources)).urn
    named = [each.text for each in trees[_PACKAGE].at("package/metadata/dc:identifier")] if _PACKAGE in trees else []
    if named != [ident]:
        add("trace", f"is named '{', '.join(named)}', but the book of these sources is '{ident}'")
    for text in _odd(trees):
        add("untraced", text)
    if said := _SPEAKING.search(parts.get(_STYLE, b"").decode(errors="replace")):
        add("untraced", f"its style has '{said[0]}', with which a style prints words or asks for them")
    check_units(case, file, _units(trees), traced, cites(case))


def _units(trees: dict[str, Element]) -> Iterator[Unit]:
    package = trees.get(_PACKAGE)
    if package is not None:
        yield Unit(at="title", text=" ".join(each.text for each in package.at("package/metadata/dc:title")))
    for name, tree in trees.items():
        if found := _CHAPTER.fullmatch(name):
            here = f"chapter {found[1]}"
        elif name == _NAV:
            here = "contents"
        else:
            continue
        yield Unit(at=f"{here}, title", text=" ".join(each.text for each in tree.at("html/head/title")))
        lines = (line for body in tree.at("html/body") for line in _lines(body))
        yield from (Unit(at=f"{here}, line {number}", text=text) for number, text in enumerate(lines, start=1))


def _lines(element: Element) -> Iterator[str]:
    """Yield each line's text; a list within a line has lines of its own."""
    for each in element.children:
        if each.name in _LINES:
            yield _text(each, is_row=each.name == "tr")
        yield from _lines(each)


def _text(element: Element, *, is_row: bool = False) -> str:
    out = ""
    for each in element.inner:
        if isinstance(each, str):
            out += each
        elif each.name not in ("ul", "ol"):
            out += _text(each) + (" " if is_row else "")
    return out


def _odd(trees: dict[str, Element]) -> Iterator[str]:
    """Yield what is said in no line: text elsewhere, and attributes and elements that no check knows."""
    for name, tree in trees.items():
        rules = {_PACKAGE: _BOOK, _CONTAINER: _HOLDER}.get(name, _PAGE)
        heads = tree if rules is not _PAGE else _without_bodies(tree)
        for _, path, text in strays(heads, rules):
            yield f"'{name}' says '{excerpt(text)}' in {path}, which no claim stands behind"
        if rules is _PAGE:
            for body in tree.at("html/body"):
                yield from (f"'{name}' {each}" for each in _strange(body))


def _without_bodies(tree: Element) -> Element:
    pages = [
        Element(page.name, page.line, page.attributes, *_without(page)) if page.name == "html" else page
        for page in tree.children
    ]
    return Element(tree.name, tree.line, tree.attributes, pages, [*pages])


def _without(page: Element) -> tuple[list[Element], list[str | Element]]:
    is_body = [each for each in page.children if each.name == "body" and not each.attributes]
    kept = [each for each in page.children if each not in is_body]
    return kept, [each for each in page.inner if isinstance(each, str) or each in kept]


def _strange(element: Element) -> Iterator[str]:
    if element.name not in _TEXT and element.text.strip():
        yield f"says '{excerpt(element.text)}' in a '{element.name}', where no line stands"
    for each in element.children:
        if each.name not in _ELEMENTS:
            yield f"has a '{each.name}', which no check knows"
        for key, value in each.attributes.items():
            if not re.fullmatch(_ATTRIBUTES.get(key, "(?!)"), value):
                yield f"has the {key} '{excerpt(value)}', which no claim stands behind"
        yield from _strange(each)
