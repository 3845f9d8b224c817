"""Reads a number from its words: "1,390", "half a million", "two hundred and ten", "fourteen hundred", "25%"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from coursepack.language.lexicons import rows

__all__ = ["MONEY", "Numeral", "begins_number", "kind_of_word", "numeral"]

_WORDS: dict[str, tuple[str, str]] = {row["word"]: (row["kind"], row["value"]) for row in rows("quantities")}
_FIGURE = re.compile(r"([$€£¥]?)(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(st|nd|rd|th|%|k|m|bn)?")
_RANGE = re.compile(r"([$€£¥]?\d[\d,.]*)[-–—](\d[\d,.]*)(%?)")
_ENDINGS = {"k": 1_000.0, "m": 1_000_000.0, "bn": 1_000_000_000.0}
_RANKS = frozenset({"st", "nd", "rd", "th"})
MONEY = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
_LINKS = frozenset({"-", "and", "a", "of"})


class Numeral(Struct, frozen=True, kw_only=True):
    count: int
    """Words that it has."""
    low: float
    high: float
    step: float
    """What its last figure counts: 100 of "1,400" and of "fourteen hundred"."""
    sign: str
    """A unit that is part of it: "%", "th" of a rank, "dollar"; "" where it has none."""


def kind_of_word(word: str) -> str:
    """Give what a word is in a number: "unit", "ten", "scale", "part", "vague" …; "" where it is none."""
    return _WORDS.get(word, ("", ""))[0]


def begins_number(word: str) -> bool:
    return word[0].isdigit() or word[0] in MONEY or word in _WORDS


def numeral(words: Sequence[str]) -> Numeral | None:
    """Read the number that the words begin with, in lower case; None where they begin with none or a vague one."""
    ranged = _RANGE.fullmatch(words[0])
    if ranged is not None:
        scale = float(_WORDS[words[1]][1]) if kind_of_word("".join(words[1:2])) == "scale" else 1.0
        low, high = (_plain(part) * scale for part in ranged.groups()[:2])
        sign = "%" if ranged[3] else MONEY.get(words[0][0], "")
        return Numeral(count=1 + (scale > 1), low=low, high=high, step=1.0, sign=sign) if low < high else None
    reader = _Reader(words)
    reader.read()
    return reader.found()


class _Reader:
    """Adds up words, one after the other."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._total = self._part = 0.0
        self._step, self._sign = 1.0, ""
        self._is_read = self._is_vague = False
        self._last = -1

    def read(self) -> None:
        for at, word in enumerate(self._words):
            if self._is_link(at, word):
                continue
            if not self._takes(at, word):
                return
            self._last = at

    def found(self) -> Numeral | None:
        value = self._total + self._part
        is_lone = self._last == 0 and self._words[0] == "one"
        if not self._is_read or self._is_vague or is_lone or not value:
            return None
        return Numeral(count=self._last + 1, low=value, high=value, step=self._step, sign=self._sign)

    def _is_link(self, at: int, word: str) -> bool:
        if not at and word in MONEY:
            self._sign = MONEY[word]
            return True
        return self._is_read and word in _LINKS and self._goes_on(at, word)

    def _takes(self, at: int, word: str) -> bool:
        figure = _FIGURE.fullmatch(word)
        if figure is not None:
            return self._takes_figure(figure)
        kind, value = _WORDS.get(word, ("", ""))
        if kind in ("unit", "ten"):
            if self._is_read and self._part % 10:
                return False
            self._part += float(value)
            self._step = 10.0 if kind == "ten" else 1.0
        elif kind == "part" and (not self._is_read or self._words[at - 1] == "a"):
            if not self._is_scaled(at):
                return False
            self._part, self._step = self._part + float(value), float(value)
        elif kind == "scale" and (self._is_read or at <= 1):
            self._scale(float(value))
        elif kind == "vague":
            self._is_vague = True
        else:
            return False
        self._is_read = True
        return True

    def _takes_figure(self, figure: re.Match[str]) -> bool:
        if self._is_read:
            return self._takes_thousands(figure)
        ending = figure[3] or ""
        size = _ENDINGS.get(ending, 1.0)
        self._part, self._step = _plain(figure[2]) * size, _step(figure[2]) * size
        self._sign = MONEY.get(figure[1], self._sign)
        self._sign = "%" if ending == "%" else "th" if ending in _RANKS else self._sign
        self._is_read = True
        return True

    def _takes_thousands(self, figure: re.Match[str]) -> bool:
        """Take "36 417" for one number: thousands are parted by a blank where no comma is written."""
        is_group = self._last == 0 and figure.group().isdigit() and len(figure.group()) == len("000")
        if not is_group or not self._words[0].isdigit() or self._part >= 1000:
            return False
        self._part = self._part * 1000 + float(figure.group())
        self._step = _step(figure.group())
        return True

    def _scale(self, size: float) -> None:
        self._part = (self._part or 1.0) * size
        self._step = (self._step if self._is_read else 1.0) * size
        if size >= 1000:
            self._total, self._part = self._total + self._part, 0.0

    def _is_scaled(self, at: int) -> bool:
        """Tell whether "half" is half of a million and not half of a town."""
        found = next((word for word in self._words[at + 1 : at + 4] if word not in ("-", "a", "of")), "")
        return kind_of_word(found) == "scale"

    def _goes_on(self, at: int, word: str) -> bool:
        """Tell whether a number goes on behind "-", "a" or "and": "half a million", "two hundred and ten"."""
        after = [*self._words[at + 1 : at + 4], "", "", ""]
        before = kind_of_word(self._words[at - 1])
        if word == "of":
            return after[0] == "a" and kind_of_word(after[1]) == "scale"
        if word == "and" and after[0] == "a":
            return kind_of_word(after[1]) == "part" and kind_of_word(after[2]) == "scale"
        if word == "and":
            return before == "scale" and kind_of_word(after[0]) in ("unit", "ten")
        if word == "a" and kind_of_word(after[0]) == "part":
            return kind_of_word(after[1]) == "scale"
        return kind_of_word(after[0]) == "scale" or (
            word == "-" and before == "ten" and kind_of_word(after[0]) == "unit"
        )


def _plain(figure: str) -> float:
    return float(figure.lstrip("$€£¥").replace(",", "").rstrip(".") or 0)


def _step(figure: str) -> float:
    """Give what the last figure that is not an idle zero counts: 100 of "1,400", 0.1 of "10.7"."""
    whole, _, rest = figure.replace(",", "").partition(".")
    if rest:
        return float(10.0 ** -len(rest))
    return float(10.0 ** (len(whole) - len(whole.rstrip("0")))) if whole.strip("0") else 1.0
