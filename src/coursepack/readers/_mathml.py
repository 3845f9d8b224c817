"""Formulas of web pages and books (MathML Core) on one line, as readers/_formula.py writes those of office programs."""

from __future__ import annotations

from typing import Any

__all__ = ["formula_of"]

_SCRIPTS = {"msup": ("^",), "msub": ("_",), "msubsup": ("_", "^"), "munder": ("_",), "mover": ("^",)}
_UNREAD = frozenset(("annotation", "annotation-xml", "mphantom", "mspace"))
# "Invisible" signs: function application, times, separator, plus.
_DEEPEST = 60
_INVISIBLE = dict.fromkeys((0x2061, 0x2062, 0x2063, 0x2064))


def formula_of(element: Any, depth: int = 0) -> str:
    """Give a formula's text; what stands above, below or beside is set apart by "^", "_" and "/"."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag in _UNREAD or not tag or depth > _DEEPEST:
        return ""
    parts = [each for each in element if isinstance(each.tag, str) and each.tag not in _UNREAD]
    words = [formula_of(each, depth + 1) for each in parts]
    if tag == "mfrac" and len(words) == 2:
        return "/".join(map(_grouped, words))
    if tag in _SCRIPTS and len(words) == len(_SCRIPTS[tag]) + 1:
        signs = zip(_SCRIPTS[tag], words[1:], strict=True)
        return _grouped(words[0]) + "".join(sign + _grouped(each) for sign, each in signs)
    if tag == "mroot" and len(words) == 2:
        return f"{_grouped(words[1])}√{_grouped(words[0])}"
    if tag == "msqrt":
        return f"√{_grouped(''.join(words))}"
    if tag == "mfenced":
        return f"({', '.join(words)})"
    own = " ".join((element.text or "").translate(_INVISIBLE).split())
    return own + "".join(words)


def _grouped(words: str) -> str:
    return words if len(words) < 2 or words.isalnum() or words.startswith("(") else f"({words})"
