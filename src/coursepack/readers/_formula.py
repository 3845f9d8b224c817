"""Formulas (OMML, ISO/IEC 29500 part 1, section 22.1) on one line, as word processors write them there: x^2, a/b."""

from __future__ import annotations

from coursepack.readers._xml import Element, children, first, named

__all__ = ["formula"]

_SIGNS = {"m:sSup": ("^",), "m:sSub": ("_",), "m:sSubSup": ("_", "^")}
_PARTS = ("m:e", "m:sub", "m:sup", "m:num", "m:den", "m:deg", "m:lim", "m:fName")


def formula(element: Element) -> str:
    """Give a formula's text; what stands above, below or beside is set apart by "^", "_" and "/"."""
    name = named(element)
    if name == "m:t":
        return element.text or ""
    if name == "m:f":
        return "/".join(_grouped(element, part) for part in ("m:num", "m:den"))
    if name in _SIGNS:
        out = _grouped(element, "m:e")
        for sign, part in zip(_SIGNS[name], ("m:sub", "m:sup") if name != "m:sSup" else ("m:sup",), strict=False):
            out += sign + _grouped(element, part)
        return out
    if name == "m:rad":
        degree = _part(element, "m:deg")
        return f"{degree and f'{degree}'}√{_grouped(element, 'm:e')}"
    if name == "m:d":
        return f"({', '.join(formula(each) for each in children(element, 'm:e'))})"
    return "".join(formula(each) for each in element)


def _part(element: Element, name: str) -> str:
    found = first(element, name)
    return "" if found is None else formula(found)


def _grouped(element: Element, name: str) -> str:
    words = _part(element, name)
    return words if len(words) < 2 or words.isalnum() or words.startswith("(") else f"({words})"
