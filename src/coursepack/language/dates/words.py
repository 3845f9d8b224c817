"""Words as classes: each token of a text becomes one character, which stands for all that the token can be.

So a grammar over words is a regular expression over characters, and a text without dates costs a look-up a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import accumulate
from types import MappingProxyType

from msgspec import Struct

from coursepack.language.lexicons import rows

__all__ = ["OTHER", "Alphabet", "Item", "alphabet", "tokens"]

OTHER = "."
"""The code of a token that no rule asks for."""
_EDGE = frozenset({"NAME", "MANY", "STOP"})
"""Classes that rules look at but never take in."""

# Each token takes the white space before it along, so that lengths add up to offsets; an empty line is a token itself.
_TOKEN = re.compile(
    r"\s*\n\s*\n|\s*(?:"
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9-])"  # ISO 8601 calendar date
    r"|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}(?![0-9])"
    r"|[0-9]+(?:[.,:][0-9]+)+"
    r"|[0-9]+(?:st|nd|rd|th)\b"
    r"|['’]?[0-9]*0['’]?s\b"
    r"|[0-9]+"
    r"|(?:[A-Za-z]\.){2,}"
    r"|[^\W\d_]+"
    r"|['’](?:s|S)\b"
    r"|\S)"
)
_EMPTY: Mapping[str, object] = MappingProxyType({})


class Item(Struct, frozen=True, kw_only=True):
    """A token, or what a rule made of several; `values` says by class what it means."""

    code: str
    start: int
    end: int
    values: Mapping[str, object] = _EMPTY
    rules: tuple[str, ...] = ()
    """Names of the rules that made it, the last first; empty for a token."""
    parts: tuple[Item, ...] = ()
    """The plain dates inside a range, a set or an open interval."""


class Alphabet:
    """Gives each set of classes its own character."""

    def __init__(self, literals: Iterable[str]) -> None:
        self._words: dict[str, dict[str, object]] = {}
        for row in rows("dates_words"):
            for word, _, value in (cell.partition("=") for cell in row["words"].split()):
                self._words.setdefault(word, {})[row["class"]] = (
                    int(value) if value.lstrip("-").isdigit() else value or word
                )
        for literal in literals:
            self._words.setdefault(literal, {})[literal] = literal
        self._codes: dict[frozenset[str], str] = {frozenset(): OTHER}
        self._known: dict[str, tuple[str, Mapping[str, object]]] = {}
        for word in self._words:
            for cased in (word, word.capitalize(), word.upper()):
                self.read(cased)
        for sample in _SAMPLES:
            self.read(sample)

    def code(self, classes: frozenset[str]) -> str:
        if classes not in self._codes:
            # Private use area: never a letter that a pattern could mean otherwise.
            self._codes[classes] = chr(0xE000 + len(self._codes))
        return self._codes[classes]

    def having(self, name: str) -> str:
        """List the characters of all sets with this class; "OTHER" is the class of what has none."""
        if name == "OTHER":
            return OTHER
        return "".join(code for classes, code in self._codes.items() if name in classes)

    def inner(self) -> str:
        """List the characters of tokens that an expression may contain."""
        return "".join(code for classes, code in self._codes.items() if classes - _EDGE)

    def read(self, token: str) -> tuple[str, Mapping[str, object]]:
        """Give the token's code and its meaning by class; remembers both."""
        known = self._known.get(token)
        if known is None:
            values = self._values(token)
            known = self._known[token] = (self.code(frozenset(values)), values)
        return known

    def _values(self, token: str) -> Mapping[str, object]:
        if "0" <= token[0] <= "9" or (token[0] in "'’" and token[-1] == "s" and len(token) > 2):
            return _number(token)
        if token in ("\n", ".", ";", "!", "?"):
            return {"STOP": token, **self._words.get(token, {})}
        lower = token.lower()
        if "." in token:
            lower = lower.replace(".", "")
        values = dict(self._words.get(lower, ()))
        if "SEASON" in values:
            values["CAPSEASON" if token[0].isupper() else "LOWSEASON"] = values["SEASON"]
        if token[0].isupper():
            if "WEAKMONTH" in values:
                values["CAPMONTH"] = values["WEAKMONTH"]
            elif not values:
                values["NAME"] = token
        elif not values and len(token) > 3 and token[-1] == "s" and token[-2] not in "usi'":
            values["MANY"] = token
        return values


# One of each shape, so that every code is known before the patterns are compiled.
_SAMPLES = (
    *("0", "1", "5", "05", "12", "13", "31", "32", "99", "100", "999", "1000", "1699", "1700", "2099", "2100", "9999"),
    *("10000", "1,500", "1.5", "12:30", "1939-09-01", "28.6.1919", "1st", "31st", "40th", "1960s", "1900s", "470s"),
    *("60s", "'60s", "5s", "Unknown", "unknown", "unknowns", "."),
)
LONGEST_NUMBER = 9
"""Digits; what is longer dates nothing."""


def _number(token: str) -> Mapping[str, object]:
    if token.count("-") == 2:
        year, month, day = token.split("-")
        return {"FULL": (int(year), int(month), int(day))}
    if token.count(".") == 2 and token.replace(".", "").isdigit() and len(token.rpartition(".")[2]) == 4:
        day, month, year = token.split(".")
        return {"FULL": (int(year), int(month), int(day))}
    digits = re.sub(r"\D", "", token)
    if not digits or len(digits) > LONGEST_NUMBER:
        return {}
    value = int(digits)
    if not token.isdigit():
        return _marked_number(token, digits)
    values: dict[str, object] = {"NUM": value}
    if 1 <= value <= 31 and len(token) <= 2:
        values["DAY"] = value
    if len(token) == 2:
        values["SHORT"] = value
    if 1 <= value <= 9999:
        values["ANYYEAR"] = value
    if 1 <= value <= 999 and token[0] != "0":
        values["SMALL"] = value
    if 1000 <= value < 2100 and len(token) == 4:
        values["YEAR"] = value
        values["OLD" if value < 1700 else "NEW"] = value
    return values


def _marked_number(token: str, digits: str) -> Mapping[str, object]:
    value = int(digits)
    if token[-1] == "s" and token[-2:] != "ts":
        if value % 10 == 0 and len(digits) == 4 and value < 2100:
            return {"HUNDREDS" if value % 100 == 0 and value < 2000 else "DECADE": value}
        if value % 10 == 0 and len(digits) == 3:
            return {"SMALLDECADE": value}
        if value % 10 == 0 and len(digits) == 2:
            return {"SHORTDECADE": value}
        return {}
    if token[-1].isalpha():
        values: dict[str, object] = {"ORDNUM": value}
        if 1 <= value <= 31:
            values["DAYORD"] = value
        return values
    if ":" in token:
        return {"CLOCK": token}
    return {"NUM": value, "BIG": value} if "," in token else {"NUM": token}


class _Codes(dict[str, str]):
    """Reads each distinct token of a text once."""

    def __init__(self, found: Alphabet) -> None:
        super().__init__()
        self._read = found.read

    def __missing__(self, token: str) -> str:
        code = self[token] = self._read(token.strip() or "\n")[0]
        return code


def tokens(text: str, found: Alphabet) -> tuple[str, list[str], list[int]]:
    """Give the codes of all tokens as one string, the tokens with the white space before them, and their ends."""
    all_tokens = _TOKEN.findall(text)
    return "".join(map(_Codes(found).__getitem__, all_tokens)), all_tokens, list(accumulate(map(len, all_tokens)))


@cache
def alphabet(literals: tuple[str, ...]) -> Alphabet:
    return Alphabet(literals)
