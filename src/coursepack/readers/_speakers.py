"""Labels before speech ("Anna Berg: …", "SPEAKER 1:"): where one may stand, and which of them name a speaker.

A colon proves nothing: "Result: the mill closed" has one. So a label counts where it surely names a speaker
("Dr. Berg", "SPEAKER 2", ">> ANNA"), or where it recurs at the heads of turns and is written as names are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct

from coursepack.language.lexicons import rows, values
from coursepack.model.wording import plain

__all__ = ["Grade", "Label", "grade_of", "is_credit", "label_at", "voices_among"]

Grade = Literal["sure", "role", "name", "odd"]
"""How much a label looks like a speaker's, from most to least; a "role" is a noun without a number: "Student"."""

# The name, what is said of it in parentheses, and the colon; brackets may stand around the name.
_LABEL = re.compile(
    r"""(?P<open>[\[(]?)(?P<name>[^\W_][^:\[\](){}<>\n\t]{0,58}?)
    (?:[ ]?\([^()\n]{1,40}\))?(?P<close>[\])]?)[ ]?[:：](?=[\s<]|$)(?:[ \t]|</[^<>]{1,9}>)*""",
    re.VERBOSE,
)
_BRACKETED = re.compile(r"(?P<open>[\[(])(?P<name>[^\W_][^:\[\](){}<>\n\t]{0,58})(?P<close>[\])])[ \t]*")
_NUMBERED = re.compile(r"(?P<word>[^\W\d_]+(?: [^\W\d_]+){0,2})(?:[ _#-]{0,2}\d{1,3}|[ _#-]{1,2}[A-Z])")
_SPLIT = re.compile(r"[\s,]+")
_SMALL = frozenset("& al and ap bin da das de del den der di dos du el ibn la le of ter van von y zu".split())  # noqa: SIM905
_NAME = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w'’.-]*")
_SMALL_WORD = re.compile(r"(?<![\w'’])[a-zß-öø-ÿ][\w'’-]*")
_MOST_WORDS = 5
_INITIALS = 2
_FEWEST_ODD = 3
_FULL = 0.5
"""Share of the turns with labels that recur; where they are so many, a name counts that stands only once."""
_ENOUGH = 3


class Label(Struct, frozen=True, kw_only=True):
    """A label that may be a speaker's."""

    name: str
    grade: Grade
    end: int
    """Where the words behind it begin."""
    is_opening: bool
    """Whether it stands where a turn can begin: after the end of a sentence, a sound, or nothing."""
    is_signed: bool = False
    """Whether a ">>" stands before it."""
    is_first: bool = True
    """Whether no other line of its cue stands above it."""


def label_at(text: str, start: int, end: int, *, is_opening: bool, is_signed: bool = False) -> Label | None:
    """Read the label at the head of a line; None where what stands there is none, or names a topic."""
    coloned = _LABEL.match(text, start, end)
    found = coloned or _BRACKETED.match(text, start, end)
    if found is None or (found["open"] == "") != (found["close"] == ""):
        return None
    name = plain(found["name"])
    grade = grade_of(name)
    # Without a colon only "[Speaker 1]" is a label: "[Anna]" and "(Students)" may be sounds or asides.
    if grade is None or (coloned is None and grade != "sure"):
        return None
    return Label(name=name, grade=grade, end=found.end(), is_opening=is_opening, is_signed=is_signed)


@lru_cache(maxsize=4096)
def grade_of(name: str) -> Grade | None:
    """Tell how much a label looks like a speaker's; None where it names a topic or runs like a sentence."""
    numbered = _NUMBERED.fullmatch(name)
    folded = name.casefold()
    bare = numbered["word"].casefold() if numbered else folded
    first = folded.split()[0]
    if {folded, bare, first if len(first) > _INITIALS else ""} & values("voices", "topic") or len(name) == 1:
        return None
    if numbered and bare in values("voices", "speaker"):
        return "sure"
    if folded in values("voices", "speaker"):
        return "role"
    words = [word for word in _SPLIT.split(name) if word]
    if not 1 <= len(words) <= _MOST_WORDS:
        return None
    is_named = all(_NAME.fullmatch(word) or word in _SMALL for word in words) and words[0] not in _SMALL
    if is_named:
        return "sure" if len(words) > 1 and words[0].casefold() in _titles() else "name"
    return None if re.search(r"[!?;\"“”]|\.\s", name) else "odd"


@cache
def _titles() -> frozenset[str]:
    """Titles that a speaker's label begins with; "King Louis: …" may as well be a line that was broken there."""
    return frozenset({"prof.", "prof"} | {row["title"] for row in rows("titles") if row["kind"] == "address"})


def voices_among(labels: Sequence[Label], turns: int, text: str) -> frozenset[str]:
    """Choose the names that are speakers', among the labels of a text with so many turns."""
    opening = Counter(label.name for label in labels if label.is_opening or label.is_signed)
    grades = {label.name: label.grade for label in labels}
    signed = {label.name for label in labels if label.is_signed and label.grade != "odd"}
    sure = frozenset(name for name in opening if grades[name] in ("sure", "role") or name in signed)
    small = frozenset(_SMALL_WORD.findall(text)) if any(label.grade == "name" for label in labels) else frozenset()
    recurring = frozenset(
        name for name, count in opening.items() if grades[name] == "name" and count > 1 and not _is_common(name, small)
    )
    # Two turns are enough for a name of two words or a given name; "Causes" and "Effects" may head two each as well.
    trusted = sure | {name for name in recurring if " " in name or _is_given(name) or opening[name] >= _ENOUGH}
    alternating = _alternating(frozenset(name for name in opening if grades[name] != "odd"), labels)
    known = sure | {name for name in trusted if opening[name] >= _ENOUGH or name in alternating}
    if trusted and sum(opening[name] for name in trusted) >= _FULL * turns:
        known |= trusted
        heads = Counter(label.name for label in labels if label.is_first)
        known |= {name for name in heads if grades[name] == "name" and not _is_common(name, small)}
        known |= {name for name, count in heads.items() if grades[name] == "odd" and count >= _FEWEST_ODD}
    elif len(known) > 1 or recurring & known:
        known |= {name for name in opening if grades[name] == "name" and " " in name}
    return frozenset(known)


def _is_common(name: str, small: frozenset[str]) -> bool:
    """Tell a single word that the text also writes small: "Remember: …" is no name, however often it stands there."""
    return name.lower() in small


def _is_given(name: str) -> bool:
    return name.capitalize() in _given_names()


@cache
def _given_names() -> frozenset[str]:
    return frozenset(row["name"] for row in rows("given_names"))


def _alternating(among: frozenset[str], labels: Sequence[Label]) -> frozenset[str]:
    """Choose the names between two turns of which another of them has one."""
    places: dict[str, list[int]] = {}
    for at, label in enumerate(label for label in labels if label.name in among):
        places.setdefault(label.name, []).append(at)
    return frozenset(name for name, every in places.items() if every[-1] - every[0] >= len(every))


def is_credit(words: str) -> bool:
    """Tell the line in which a transcript names its maker."""
    folded = words.casefold()
    return any(folded.startswith(f"{start} ") for start in values("voices", "credit"))
