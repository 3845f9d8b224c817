"""Checks deck.pptx: every paragraph of slides and notes is its claim's words, and nothing else is said or asked for.

Shown are a slide's own paragraphs, the notes, what a layout prints outside its placeholders, and properties; a
program's lists and readers for the blind show names and alternative texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from coursepack.model.trace import TraceLine
from coursepack.verifier.anchors import Case
from coursepack.verifier.formats._parts import Package, above, local, opened, texts
from coursepack.verifier.report import Code, excerpt
from coursepack.verifier.told import tokens
from coursepack.verifier.units import Unit, check_units

__all__ = ["FILES", "check"]

FILES = ("deck.pptx",)
_CORE, _MAIN = "docProps/core.xml", "ppt/presentation.xml"
_NAME = re.compile(
    r"(?:Title|Subtitle|Rectangle"
    r"|(?:(?:Vertical )?(?:Title|Text|Content)|Slide Image|Notes|Slide Number) Placeholder) \d+"
)
"""What a program calls the shapes that it makes itself."""
_LISTS = ("section", "custShow", "cSld")
"""Elements that name slides, some or one."""
_PLAIN = frozenset(
    {
        "slide",
        "notesSlide",
        "slideLayout",
        "slideMaster",
        "notesMaster",
        "theme",
        "presProps",
        "viewProps",
        "tableStyles",
        "officeDocument",
        "core-properties",
        "image",
        "font",
    }
)
"""Kinds of relations whose parts are read here, or hold no words."""


def check(case: Case, file: str, data: bytes, traced: Sequence[TraceLine]) -> None:
    def add(code: Code, text: str) -> None:
        case.found.add(file, None, code, text)

    package = opened(data, add)
    if package is None:
        return
    if _MAIN not in package.trees:
        add("unreadable", "holds no presentation")
        return
    deck = _Deck(package)
    for code, text in deck.odd():
        add(code, text)
    check_units(case, file, deck.units(), traced, lambda trace: ", notes " in trace.at)


class _Deck:
    def __init__(self, package: Package) -> None:
        self._package = package
        held = package.relations.get(_MAIN, {})
        idents = [_ident(each) for each in package.trees[_MAIN].iter("{*}sldId")]
        self._slides = [held[ident].target for ident in idents if ident in held]
        self._notes = [self._goal(slide, "notesSlide") for slide in self._slides]

    def _goal(self, part: str, kind: str) -> str:
        held = self._package.relations.get(part, {}).values()
        return next((each.target for each in held if each.kind == kind), "")

    def units(self) -> Iterator[Unit]:
        """Yield the title of the properties, and each paragraph with a word."""
        core = self._package.trees.get(_CORE)
        for each in core if core is not None else ():
            if local(each) == "title":
                yield Unit(at="title", text="".join(each.itertext()))
        for number, (slide, notes) in enumerate(zip(self._slides, self._notes, strict=True), start=1):
            for kind, part in (("line", slide), ("notes", notes)):
                order = 0
                for text in _paragraphs(self._package.trees.get(part), number):
                    order += bool(tokens(text))
                    yield Unit(at=f"slide {number}, {kind} {order}", text=text)

    def odd(self) -> Iterator[tuple[Code, str]]:
        """Yield what stands in no paragraph of a slide, and what leads out of the file."""
        for part, held in self._package.relations.items():
            for each in held.values():
                if each.is_outside:
                    yield "external", f"'{part}' leads to '{each.target}', outside the file"
                elif each.kind not in _PLAIN:
                    yield "untraced", f"'{part}' has the {each.kind} '{each.target}', which nobody can check"
                elif each.kind == "image" and part in (*self._slides, *self._notes):
                    yield "untraced", f"'{part}' shows the picture '{each.target}', which no claim stands behind"
        known = {_MAIN, _CORE, *self._slides, *self._notes}
        for part, tree in self._package.trees.items():
            yield from _said(part, tree, is_shown=part in known)
            if re.match(r"ppt/(?:slides|notesSlides)/[^/]+\.xml$", part) and part not in known:
                yield "untraced", f"'{part}' is a slide or a note that the deck does not show"


def _ident(element: Any) -> str:
    return next((value for name, value in element.attrib.items() if name.endswith("}id")), "")


def _paragraphs(tree: Any | None, number: int) -> Iterator[str]:
    """Yield the text of each paragraph; the slide's number, which a program counts itself, is none."""
    for paragraph in tree.iter("{*}p") if tree is not None else ():
        pieces = []
        for each in paragraph.iter():
            if local(each) == "t" and not _counts(each, number):
                pieces.append(each.text or "")
            elif local(each) in ("br", "tab"):
                pieces.append(" ")
        text = "".join(pieces)
        if tokens(text):
            yield text


def _counts(element: Any, number: int) -> bool:
    field = element.getparent()
    return local(field) == "fld" and field.get("type") == "slidenum" and element.text in (str(number), "‹#›")


def _said(part: str, tree: Any, *, is_shown: bool) -> Iterator[tuple[Code, str]]:
    """Yield words that stand where a program could show them, and no unit holds them."""
    for element, text in texts(tree):
        if not tokens(text) or local(element) == "Relationship" or (part == _CORE and local(element) == "title"):
            continue
        is_text = local(element) == "t" and above(element, "p") is not None
        # A placeholder of a layout shows its prompt to whoever edits, and no slide prints it.
        if not is_text or (not is_shown and not _is_prompt(element)):
            yield "untraced", f"'{part}' says '{excerpt(text)}', which no claim stands behind"
    for element in tree.iter("*"):
        if local(element) == "cNvPr":
            yield from _named(part, element, is_shown=is_shown)
        elif tokens(tip := element.get("tooltip", "")):
            yield "untraced", f"'{part}' has the tip '{excerpt(tip)}', which no claim stands behind"
        elif local(element) == "buChar" and len(char := element.get("char", "")) > 1 and tokens(char):
            yield "untraced", f"'{part}' has the bullet '{excerpt(char)}', which no claim stands behind"
        elif local(element) in (_LISTS if is_shown else _LISTS[:2]) and tokens(name := element.get("name", "")):
            yield "untraced", f"'{part}' has slides named '{excerpt(name)}', which no claim stands behind"


def _named(part: str, element: Any, *, is_shown: bool) -> Iterator[tuple[Code, str]]:
    for key in ("descr", "title"):
        if tokens(said := element.get(key, "")):
            yield "untraced", f"'{part}' has the alternative text '{excerpt(said)}', which no claim stands behind"
    if is_shown and (name := element.get("name", "")) and not _NAME.fullmatch(name):
        yield "untraced", f"'{part}' names a shape '{excerpt(name)}', as no program does by itself"


def _is_prompt(element: Any) -> bool:
    shape = above(element, "sp")
    return shape is not None and any(local(each) == "ph" for each in shape.iter())
