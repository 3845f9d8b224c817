"""Words that a line's end has broken: mended where the rest goes on in small letters, by what the whole text writes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

__all__ = ["Vocabulary", "joined_lines", "vocabulary_of"]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_COMPOUND = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)+")
_BROKEN = re.compile(r"([^\W\d_]+)[-‐]$")
_GOES_ON = re.compile(r"[^\W\d_]+")
# Numbers from twenty-one to ninety-nine keep their hyphen, and so does what begins with "self".
_FIRSTS = frozenset("twenty thirty forty fifty sixty seventy eighty ninety self".split())  # noqa: SIM905
_SHORTEST = 3
"""Letters of a half that says something by being a word itself."""


class Vocabulary(Struct, frozen=True, kw_only=True):
    """What a text writes inside its lines, in small letters."""

    words: frozenset[str]
    compounds: frozenset[str]
    is_broken: bool = True
    """Whether its lines break words at all: programs for slides do not, so that a hyphen there is the author's."""


def vocabulary_of(lines: Iterable[str], *, is_broken: bool = True) -> Vocabulary:
    """List the words that stand inside the lines: the first and the last of each may be half a word."""
    words: set[str] = set()
    compounds: set[str] = set()
    for line in lines:
        inner = line.lower().split()[1:]
        if inner and inner[-1].endswith(("-", "‐", "\u00ad")):
            inner.pop()
        compounds.update(each.replace("‐", "-") for each in _COMPOUND.findall(line.lower()))
        words.update(_WORD.findall(" ".join(inner)))
    return Vocabulary(words=frozenset(words), compounds=frozenset(compounds), is_broken=is_broken)


def joined_lines(lines: Sequence[str], vocabulary: Vocabulary) -> str:
    """Put the lines of a paragraph on one; what a soft hyphen or a hyphen at a line's end has broken is one word."""
    out = ""
    for line in lines:
        if not out:
            out = line
        elif out.endswith("\u00ad"):
            out = out[:-1] + line
        elif out.endswith(("-", "‐")) and len(out) > 1 and not out[-2].isspace() and line[:1].isalnum():
            out = out + line if _is_real(out, line, vocabulary) else out[:-1] + line
        elif out.endswith(("–", "/")) and out[-2:-1].isdigit() and line[:1].isdigit():
            out += line
        else:
            out += f" {line}"
    return " ".join(out.replace("\u00ad", "").split())


def _is_real(above: str, below: str, vocabulary: Vocabulary) -> bool:
    """Tell a hyphen that belongs to the word: "Anglo-" before "Saxon", or two words that the text writes alone."""
    broken, rest = _BROKEN.search(above), _GOES_ON.match(below)
    if broken is None or rest is None or not below[0].islower():
        return True
    first, last = broken[1].lower(), rest[0].lower()
    if f"{first}-{last}" in vocabulary.compounds:
        return True
    if first + last in vocabulary.words:
        return False
    if first in _FIRSTS:
        return True
    is_apart = {first, last} <= vocabulary.words and min(len(first), len(last)) >= _SHORTEST
    return is_apart or not vocabulary.is_broken
