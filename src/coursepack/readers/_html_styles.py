"""How a page's lines are set by classes of its style sheets: size and weight, by which headings are told without tags.

LibreOffice writes books so: each paragraph is a "p", and only its class says that it is large and bold.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from coursepack.readers._office import Said
from coursepack.readers._wrapping import ends_sentence

__all__ = ["Look", "Looks", "with_styled_headings"]

_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,4000})\}")
_CLASS = re.compile(r"(?:[a-z][a-z0-9]*)?\.([\w-]{1,100})", re.IGNORECASE)
_SIZE = re.compile(r"font-size\s*:\s*(\d{1,4}(?:\.\d{1,8})?)\s*(pt|px|em|rem|%)", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_POINTS = {"pt": 1.0, "px": 0.75, "em": 12.0, "rem": 12.0, "%": 0.12}
_USUAL = 12.0
_LARGER = 1.1
_LONGEST = 12
"""Words of a heading."""
_LEVELS = 6
_MOST_ELEMENTS = 100
"""Of a block that are looked at; a heading has a few."""


class Look(Struct, frozen=True, kw_only=True):
    size: float
    """In points."""
    is_bold: bool


class Looks:
    """The classes of style sheets."""

    __slots__ = ("_classes",)

    def __init__(self, sheets: Iterable[str]) -> None:
        self._classes: dict[str, tuple[float | None, bool]] = {}
        for sheet in sheets:
            for selectors, rules in _RULE.findall(sheet):
                size, is_bold = _SIZE.search(rules), _BOLD.search(rules) is not None
                points = float(size[1]) * _POINTS[size[2].lower()] if size else None
                for selector in selectors.split(","):
                    named = _CLASS.fullmatch(selector.strip())
                    if named is not None and (points or is_bold):
                        self._classes[named[1]] = (points, is_bold)

    def __bool__(self) -> bool:
        return bool(self._classes)

    def of(self, block: Any) -> Look:
        """Tell how the words of a block are set; as the plainest of them where they differ."""
        found = list(self._runs(block, Look(size=_USUAL, is_bold=False)))
        return Look(
            size=min((each.size for each in found), default=_USUAL),
            is_bold=bool(found) and all(each.is_bold for each in found),
        )

    def _runs(self, element: Any, above: Look) -> Iterator[Look]:
        waiting = [(element, above)]
        for _ in range(_MOST_ELEMENTS):
            if not waiting:
                return
            here, look = waiting.pop()
            for name in here.get("class", "").split():
                size, is_bold = self._classes.get(name, (None, False))
                look = Look(size=size or look.size, is_bold=is_bold or look.is_bold)
            if here.tag in ("b", "strong"):
                look = replace(look, is_bold=True)
            if (here.text or "").strip():
                yield look
            for each in here:
                if (each.tail or "").strip():
                    yield look
                if isinstance(each.tag, str):
                    waiting.append((each, look))


def with_styled_headings(said: Sequence[Said | None], looks: Sequence[Look | None]) -> list[Said | None]:
    """Make headings of short lines that are larger or bolder than most, where no line is a heading by its tag."""
    words: Counter[Look] = Counter()
    for line, look in zip(said, looks, strict=True):
        if line is not None and look is not None and line.role == "paragraph":
            words[look] += len(line.words.split())
    if not words:
        return list(said)
    usual = words.most_common(1)[0][0]
    found = {
        order: look
        for order, (line, look) in enumerate(zip(said, looks, strict=True))
        if line is not None
        and look is not None
        and line.role == "paragraph"
        and _stands_out(look, usual)
        and len(line.words.split()) <= _LONGEST
        and not ends_sentence(line.words)
    }
    ranks = sorted({(-look.size, not look.is_bold) for look in found.values()})
    out = list(said)
    for order, look in found.items():
        line = out[order]
        if line is not None and any(each is not None for each in said[order + 1 :]):
            level = min(ranks.index((-look.size, not look.is_bold)) + 1, _LEVELS)
            out[order] = replace(line, role="heading", level=level)
    return out


def _stands_out(look: Look, usual: Look) -> bool:
    if look.size >= _LARGER * usual.size:
        return True
    return look.is_bold and not usual.is_bold and look.size >= usual.size
