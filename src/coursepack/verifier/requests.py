"""Finds what a page would ask for outside itself: the page must open from a folder, with no network."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

__all__ = ["in_script", "in_style", "in_tag", "style_attributes", "style_words"]

_OWN = ("#", "data:")
# HTML Living Standard, "Attributes": all whose value is a URL, and SVG's older xlink:href.
_ADDRESSES = frozenset(
    [
        "action",
        "archive",
        "background",
        "cite",
        "classid",
        "codebase",
        "data",
        "formaction",
        "href",
        "imagesrcset",
        "longdesc",
        "manifest",
        "ping",
        "poster",
        "profile",
        "src",
        "srcset",
        "xlink:href",
    ]
)
_FRAMES = frozenset({"applet", "base", "embed", "fencedframe", "frame", "iframe", "object", "portal"})
_URL = re.compile(r"url\(\s*[\"']?\s*([^\"')]*)|@import\s*[\"']?([^\"';]*)", re.IGNORECASE)
_CONTENT = re.compile(r"content\s*:\s*([^;}]*)", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"attr\(\s*([\w-]+)", re.IGNORECASE)
_STRING = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'")
# Names of XML vocabularies are no addresses.
_REQUEST = re.compile(
    r"(?:https?|wss?|ftp):(?!//www\.w3\.org/)//[^\s\"'`]*|\b(?:fetch|import|importScripts)\s*\("
    r"|\b(?:XMLHttpRequest|WebSocket|EventSource|sendBeacon|WebTransport)\b"
)


def in_tag(tag: str, attributes: Mapping[str, str]) -> Iterator[str]:
    """Yield what the start tag asks for."""
    if tag in _FRAMES:
        yield f"<{tag}> shows what lies outside the page"
    if tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
        yield f"<meta http-equiv=refresh> leads to '{attributes.get('content', '')}'"
    for name, value in attributes.items():
        if name in _ADDRESSES and not value.strip().lower().startswith(_OWN):
            yield f"<{tag} {name}> asks for '{value}', outside the page"
        elif name == "style":
            yield from (found for _, found in in_style(value))
        elif name == "srcdoc":
            yield f"<{tag} srcdoc> shows a page of its own"
        elif name.startswith("on"):
            yield from (found for _, found in in_script(value))


def in_style(style: str) -> Iterator[tuple[int, str]]:
    """Yield what a style sheet asks for, with its position."""
    for match in _URL.finditer(style):
        address = (match[1] or match[2] or "").strip()
        if match[1] is None or not address.lower().startswith(_OWN):
            yield match.start(), f"the style asks for '{address}', outside the page"


def in_script(script: str) -> Iterator[tuple[int, str]]:
    """Yield what a script asks for, with its position."""
    for match in _REQUEST.finditer(script):
        yield match.start(), f"the script asks for '{match[0]}', outside the page"


def style_words(style: str) -> Iterator[tuple[int, str]]:
    """Yield the strings that a style sheet prints (CSS Generated Content, `content`), with their position."""
    for match in _CONTENT.finditer(style):
        for string in _STRING.finditer(match[1]):
            yield match.start(), re.sub(r"\\(.)", r"\1", string[1] or string[2] or "")


def style_attributes(style: str) -> Iterator[str]:
    """Yield the names of the attributes that a style sheet prints (CSS Values, `attr()`)."""
    for match in _CONTENT.finditer(style):
        yield from (name.lower() for name in _ATTRIBUTE.findall(match[1]))
