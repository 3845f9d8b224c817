"""PowerPoint presentations (PresentationML, ISO/IEC 29500 part 1, section 19).

Read from their XML: python-pptx, which the tests write files with and compare with, opens neither SmartArt nor formulas
nor the strict kind, takes every picture into memory, and would be imported for every other format too.
"""

from __future__ import annotations

from collections import Counter

from coursepack.errors import BadFile
from coursepack.model.anchors import Place
from coursepack.model.reading import Reading
from coursepack.notices import Log
from coursepack.readers._office import Package, Said, composed, hidden_slides, tell_left_out
from coursepack.readers._slides import slide_of
from coursepack.readers._xml import attribute, children, first, named

__all__ = ["SUFFIXES", "SUMMARY", "read"]

SUFFIXES = ("pptx", "pptm", "ppsx", "ppsm")
SUMMARY = "PowerPoint: titles, bullets, tables, diagrams and speaker notes, slide by slide"


def read(data: bytes, *, source: str, log: Log) -> Reading:
    """Read slide by slide; hidden slides, pictures and comments are told as left out."""
    package = Package(data, source=source)
    main, root = package.main("p:presentation")
    left_out: Counter[str] = Counter()
    hidden: list[int] = []
    lines: list[Said | None] = []
    for number, each in enumerate(children(first(root, "p:sldIdLst"), "p:sldId"), 1):
        relation = package.relations(main).get(attribute(each, "r:id"))
        part = relation.target if relation is not None else ""
        if not part:
            raise BadFile(source, f"lacks its slide {number}", "save it again, or copy it anew")
        slide = package.root(part)
        if attribute(slide, "show") in ("0", "false"):
            hidden.append(number)
            continue
        place = Place(slide=number)
        found = slide_of(package, part, slide, place=place, is_first=not lines, left_out=left_out).lines()
        left_out["comment"] += _comments(package, part)
        lines += [None, *found] if lines and found else found
    if hidden:
        log.tell("left_out", hidden_slides(hidden), source=source)
    if package.related(main, "vbaProject"):
        log.tell("left_out", "its macros are neither read nor run", source=source)
    tell_left_out(+left_out, source=source, log=log)
    title = next((said.words for said in lines if said is not None and said.role == "heading"), "")
    return composed(lines, kind="slides", title=title, source=source)


def _comments(package: Package, part: str) -> int:
    """Count the remarks on a slide, of the older kind and the newer."""
    parts = [each.target for each in package.relations(part).values() if each.kind == "comments" and each.target]
    return sum(named(each).endswith(":cm") for name in parts for each in package.root(name))
