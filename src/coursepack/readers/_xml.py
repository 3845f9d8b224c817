"""XML parts of office files and books: parsed without entities or network, within bounds of size and depth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Protocol, cast

from lxml import etree

from coursepack.errors import BadFile
from coursepack.readers._zip import Archive

__all__ = ["DEEPEST", "Element", "attribute", "below", "children", "first", "named", "parse_part", "parse_xml"]


class Element(Protocol):
    """What is used of lxml's elements."""

    @property
    def tag(self) -> object:
        """A name, but for nodes that are no elements."""

    @property
    def text(self) -> str | None: ...

    @property
    def tail(self) -> str | None: ...

    @property
    def attrib(self) -> Mapping[str, str]: ...

    def __iter__(self) -> Iterator[Element]: ...


DEEPEST = 200
"""Elements inside each other; what people draw and write has a tenth of that."""
_MOST_SIGNS = 1_500_000
"""Of "<" and "=" in a part, which bounds the tree: each may take hundreds of bytes there."""
_MOST_IN_ALL = 3_000_000
_TOO_DEEP = etree.XPath("boolean(" + "/*" * (DEEPEST + 1) + ")")
_OOXML = "http://schemas.openxmlformats.org"
_STRICT = "http://purl.oclc.org/ooxml"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
# ISO/IEC 29500 has two sets of names for one vocabulary, transitional and strict; they are read alike.
_PREFIXES = MappingProxyType(
    {
        f"{_OOXML}/presentationml/2006/main": "p",
        f"{_STRICT}/presentationml/main": "p",
        f"{_OOXML}/drawingml/2006/main": "a",
        f"{_STRICT}/drawingml/main": "a",
        f"{_OOXML}/drawingml/2006/chart": "c",
        f"{_STRICT}/drawingml/chart": "c",
        f"{_OOXML}/drawingml/2006/diagram": "dgm",
        f"{_STRICT}/drawingml/diagram": "dgm",
        f"{_OOXML}/officeDocument/2006/relationships": "r",
        f"{_STRICT}/officeDocument/relationships": "r",
        f"{_OOXML}/officeDocument/2006/math": "m",
        f"{_STRICT}/officeDocument/math": "m",
        f"{_OOXML}/wordprocessingml/2006/main": "w",
        f"{_STRICT}/wordprocessingml/main": "w",
        f"{_OOXML}/markup-compatibility/2006": "mc",
        f"{_OOXML}/package/2006/relationships": "rel",
        "http://schemas.microsoft.com/office/drawing/2010/main": "a14",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
        "urn:schemas-microsoft-com:vml": "v",
        f"{_ODF}:office:1.0": "office",
        f"{_ODF}:text:1.0": "text",
        f"{_ODF}:table:1.0": "table",
        f"{_ODF}:drawing:1.0": "draw",
        f"{_ODF}:presentation:1.0": "presentation",
        f"{_ODF}:style:1.0": "style",
        f"{_ODF}:svg-compatible:1.0": "svg",
        f"{_ODF}:chart:1.0": "chart",
        "http://www.w3.org/1999/xlink": "xlink",
    }
)


def parse_part(archive: Archive, name: str) -> Element | None:
    """Parse a part of an archive; None where there is no such part."""
    data = archive.read(name)
    archive.elements += _signs(data)
    if archive.elements > _MOST_IN_ALL:
        raise BadFile(archive.source, "has more elements than is safe to read", "divide it into several files")
    return parse_xml(data, name, source=archive.source) if data else None


def _signs(data: bytes) -> int:
    return data.count(b"<") + data.count(b"=")


def parse_xml(data: bytes, name: str, *, source: str) -> Element:
    """Parse XML that has no document type; BadFile where it is broken, or larger or deeper than is safe."""
    if _signs(data) > _MOST_SIGNS:
        raise BadFile(source, f"has more elements in '{name}' than is safe to read", "divide it into several files")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error):
            raise _too_deep(name, source) from error
        if b"<!ENTITY" in data:
            raise _typed(name, source) from error
        raise BadFile(source, f"is broken at '{name}'", "save it again, or copy it anew") from error
    # Part 2 of ISO/IEC 29500 forbids it (8.3.5), as do others: entities are what bombs are made of.
    if root.getroottree().docinfo.internalDTD is not None:
        raise _typed(name, source)
    if _TOO_DEEP(root):
        raise _too_deep(name, source)
    return cast("Element", root)


def _typed(name: str, source: str) -> BadFile:
    return BadFile(source, f"declares a document type in '{name}'", "no office program does; find out who made it")


def _too_deep(name: str, source: str) -> BadFile:
    return BadFile(source, f"is nested too deep in '{name}'", "no office program does that; find out who made it")


@lru_cache(maxsize=4096)
def _short(tag: str) -> str:
    space, _, local = tag.rpartition("}")
    prefix = _PREFIXES.get(space.removeprefix("{"), "?" if space else "")
    return f"{prefix}:{local}" if prefix else local


def named(element: Element) -> str:
    """Give an element's name with the usual prefix: "p:sp", "w:tbl"; "?:x" of a vocabulary that nobody asks for."""
    return _short(element.tag) if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str, default: str = "") -> str:
    """Give the value of an attribute by its name with the usual prefix: "w:val", "lvl"."""
    for key, value in element.attrib.items():
        if _short(key) == name:
            return str(value)
    return default


def below(element: Element | None) -> list[Element]:
    """Give the children; lxml's elements are no truth values, so that None is asked for here."""
    return [] if element is None else list(element)


def children(element: Element | None, *names: str) -> list[Element]:
    return [] if element is None else [each for each in element if named(each) in names]


def first(element: Element | None, *path: str) -> Element | None:
    """Follow the first child of each name; None where one is missing."""
    for name in path:
        if element is None:
            return None
        element = next((each for each in element if named(each) == name), None)
    return element
