"""The parts of an office package (ECMA-376, part 2): names, XML trees and relations, and what is odd about the file."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree
from msgspec import Struct

from coursepack.verifier.formats._packed import Complain, unpacked

__all__ = ["Package", "Relation", "above", "local", "opened", "texts"]


class Relation(Struct, frozen=True):
    kind: str
    """The last word of its type: "slide"."""
    target: str
    """A part's name, or an address."""
    is_outside: bool


class Package(Struct, frozen=True):
    trees: Mapping[str, Any]
    """By part name, of those that are XML."""
    others: tuple[str, ...]
    """Names of the other parts."""
    relations: Mapping[str, Mapping[str, Relation]]
    """By the name of the part that has them ("" for the package) and id."""


def opened(data: bytes, complain: Complain) -> Package | None:
    """Read a package, telling `complain` what programs would read differently; None where it is none."""
    files = unpacked(data, complain)
    if files is None:
        return None
    trees: dict[str, Any] = {}
    others = []
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=False)
    for name, content in files.items():
        if not name.endswith((".xml", ".rels")):
            others.append(name)
            continue
        try:
            tree = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            complain("unreadable", f"has the part '{name}', which is no XML ({error})")
            continue
        if tree.getroottree().docinfo.internalDTD is not None:
            complain("unreadable", f"has the part '{name}', which declares entities")
        trees[name] = tree
    relations = {_owner(name): _relations(name, tree) for name, tree in trees.items() if name.endswith(".rels")}
    return Package(trees, tuple(others), relations)


def _owner(rels: str) -> str:
    folder, name = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def _relations(rels: str, tree: Any) -> dict[str, Relation]:
    folder = posixpath.dirname(_owner(rels))
    out = {}
    for each in tree.iter("{*}Relationship"):
        goal, is_outside = each.get("Target", ""), each.get("TargetMode") == "External"
        whole = goal if is_outside else posixpath.normpath(posixpath.join("/", folder, goal)).lstrip("/")
        out[each.get("Id", "")] = Relation(each.get("Type", "").rpartition("/")[2], whole, is_outside)
    return out


def local(element: Any) -> str:
    """Give an element's name without its vocabulary; "" for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def above(element: Any, name: str) -> Any | None:
    """Give the nearest element of this name around one, or None."""
    return next((each for each in element.iterancestors() if local(each) == name), None)


def texts(tree: Any) -> Iterator[tuple[Any, str]]:
    """Yield each piece of text of a part with its element: that of comments and instructions too."""
    around = (*tree.itersiblings(preceding=True), *tree.itersiblings())
    for element in (*around, *tree.iter()):
        if element.text:
            yield element, element.text
        if element.tail:
            yield element.getparent(), element.tail
