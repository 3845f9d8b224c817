"""Rules' patterns as regular expressions over the codes of words.

A pattern is a sequence of classes (upper case) and words (lower case); `(A|B)` chooses, `?` makes optional, `!X` and
`<!X` look ahead and behind for what must not stand there, `>X` and `<X` for what must; `name:CLASS` hands a value on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from coursepack.language.dates.words import Alphabet

__all__ = ["Translated", "literals", "translated"]

_ATOM = re.compile(r"(?P<look><!|<|!|>)|(?P<name>[a-z]\w*):(?=\S)|(?P<sign>[()|?])|(?P<word>[^\s()|?]+)")
_LOOKS = {"<!": "(?<!", "<": "(?<=", "!": "(?!", ">": "(?="}
Atom = tuple[str, str]


class Translated(Struct, frozen=True, kw_only=True):
    regex: str
    """Each capture is a group named "<prefix>_<name>"."""
    captures: Mapping[str, tuple[str, ...]]
    """By name: the classes that its value may come from."""
    needs: str
    """Codes of which every match contains one."""


class _Group:
    """A bracket that is open while the pattern is read, or the pattern itself."""

    __slots__ = ("after", "classes", "codes", "is_look", "name")

    def __init__(self, *, name: str = "", after: str = "", is_look: bool = False) -> None:
        self.name, self.after, self.is_look = name, after, is_look
        self.classes: list[str] = []
        self.codes = ""


def literals(pattern: str) -> set[str]:
    """List the words that a pattern names themselves."""
    return {word for kind, word in _atoms(pattern) if kind == "word" and not _is_class(word)}


def translated(pattern: str, prefix: str, alphabet: Alphabet) -> Translated:
    atoms = _atoms(pattern)
    out: list[str] = []
    captures: dict[str, tuple[str, ...]] = {}
    needs: list[str] = []
    groups = [_Group()]
    ahead = _Group()
    for at, (kind, word) in enumerate(atoms):
        if kind == "look":
            out.append(_LOOKS[word])
            ahead = _Group(name=ahead.name, after=")" + ahead.after, is_look=True)
        elif kind == "name":
            out.append(f"(?P<{prefix}_{word}>")
            ahead = _Group(name=word, after=")" + ahead.after, is_look=ahead.is_look)
        elif word == "(":
            out.append("(?:")
            groups.append(ahead)
            ahead = _Group()
        elif word in "|?":
            out.append(word)
        else:
            if word == ")":
                done = groups.pop()
                out.append(")" + done.after)
            else:
                done, ahead = ahead, _Group()
                done.classes, done.codes = [word], alphabet.having(word)
                if not done.codes:
                    raise ValueError(f"rule {prefix}: no word and no rule makes '{word}'")
                out.append(f"[{re.escape(done.codes)}]{done.after}")
            if done.name:
                captures[done.name] = tuple(done.classes)
            if not done.is_look:
                groups[-1].classes += done.classes
                groups[-1].codes += done.codes
            if len(groups) == 1 and not done.is_look and atoms[at + 1 : at + 2] != [("sign", "?")]:
                needs.append(done.codes)
    return Translated(regex="".join(out), captures=captures, needs=min(needs, key=len))


def _is_class(word: str) -> bool:
    return word.isupper() and word.isalpha()


def _atoms(pattern: str) -> list[Atom]:
    return [(found.lastgroup or "", found.group(found.lastgroup or 0)) for found in _ATOM.finditer(pattern)]
