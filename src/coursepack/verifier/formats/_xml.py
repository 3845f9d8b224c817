"""XML as the checks read it: each element with what it says, and nothing passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from msgspec import Struct

__all__ = ["WORDS", "Element", "Rule", "parsed", "strays"]

WORDS = ".*"
"""Text that the check reads itself."""


@dataclass(slots=True)
class Element:
    """`text` is all that stands in it outside its children, comments and instructions too."""

    name: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element] = field(default_factory=list)
    inner: list[str | Element] = field(default_factory=list)
    """Text and children as they stand."""

    @property
    def text(self) -> str:
        return "".join(each for each in self.inner if isinstance(each, str))

    def named(self, *names: str) -> list[Element]:
        return [each for each in self.children if each.name in names]

    def at(self, path: str) -> list[Element]:
        """Give the elements that a path of names leads to."""
        found = [self]
        for name in path.split("/"):
            found = [child for each in found for child in each.named(name)]
        return found

    def said(self) -> str:
        """Give all text in and under it, in order."""
        return "".join(each if isinstance(each, str) else f" {each.said()} " for each in self.inner)


class Rule(Struct, frozen=True, kw_only=True):
    """What an element may have, as patterns; of text, nothing but blanks where none is given."""

    text: str = r"\s*"
    attributes: Mapping[str, str] = {}


def parsed(data: bytes) -> Element:
    """Parse XML; ValueError where it is broken, or declares a document type, and with it entities."""
    top = Element("", 0)
    stack = [top]
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        element = Element(name, parser.CurrentLineNumber, attributes)
        stack[-1].children.append(element)
        stack[-1].inner.append(element)
        stack.append(element)

    def text(found: str) -> None:
        stack[-1].inner.append(found)

    def refuse(*_: object) -> None:
        raise ValueError("it declares a document type")

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: stack.pop()
    parser.CharacterDataHandler = text
    parser.CommentHandler = text
    parser.ProcessingInstructionHandler = lambda target, found: text(f"{target} {found}")
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)  # noqa: FBT003  (its signature)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from error
    return top


def strays(top: Element, rules: Mapping[str, Rule], path: str = "") -> Iterator[tuple[int, str, str]]:
    """Yield line, place and text of whatever the rules, by path, do not allow: it could be shown, or do something."""
    for element in top.children:
        here = f"{path}/{element.name}" if path else element.name
        rule = rules.get(here)
        if rule is None:
            values = " ".join(f"{name} {value}" for name, value in element.attributes.items())
            yield element.line, here, f"{element.name} {values} {element.said()}"
            continue
        for name, value in element.attributes.items():
            if name not in rule.attributes or not re.fullmatch(rule.attributes[name], value, re.DOTALL):
                yield element.line, here, f"{name} {value}"
        if not re.fullmatch(rule.text, element.text, re.DOTALL):
            yield element.line, here, element.text
        yield from strays(element, rules, here)
    if not path and top.text.strip():
        yield 1, "the top", top.text
