"""What a question is before it is known whether it is the best one about its line, and whether its words are sound."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from coursepack.model.anchors import Span
from coursepack.model.claims import Asks
from coursepack.model.trees import Token
from coursepack.model.wording import Wording
from coursepack.passes._lines import Line, Slot

__all__ = ["Draft", "is_begun_again", "is_sound", "trimmed", "undated"]

_GLUED = re.compile(
    r"[a-z0-9][.!?,]?[”’]?[.!?,]?[”’\"][A-Z]|[a-z0-9]{2}[.!?][A-Z]|,[”\"][^.]*\b(?:19|20)\d\d\.?$|https?:|www\.|\beds?\.|\bVol\.|\bpp\.|@"
    r"|[a-z][.”’] (?:19|20)\d\d\.?$"
)
"""Footnotes and addresses that a text was left with: "since 1959.US Department"."""
_FORMULA = re.compile(r"[<>=\\{}|]|&&|\bet al\b")
_CUT = re.compile(
    r"[\d_]\. [a-z]|[a-z]{4}\. [a-z]|\(\s*\)|[a-z]{6}[A-Z][a-z]{2}|\b(is|are|was|the|of|in|to|and|a) \1\b"
    r"|\b(?:Maj|Gen|Lt|Col|Capt|Sgt|Gov|Sen|Rep|Rev|Prof|Dr|Mr|Mrs|St|No)[.?]*$"
    r"|\b[Aa]s (?:indicates|shows|illustrates|suggests|depicts|demonstrates)\b|\(e\.g"
)
"""What a text was left with where something fell out of it: "As indicates", "is is", "registrationJennifer"."""
_BRACKETS = 2
"""Square brackets of a sentence; one with more is a formula."""
_MARKS = ".,;:!–—-"
_AGAIN, _AT_ONCE = 8, 5
"""Tokens within which a verb that is said again begins the sentence again, and within which another word does."""
_ON_TIME = frozenset({"obl", "obl:tmod", "obl:unmarked", "nmod:tmod", "obl:npmod", "advmod"})


class Draft(Struct, frozen=True, kw_only=True):
    """A question before it is known whether it is the best one about its line."""

    asks: Asks
    prompt: Wording
    answer: Wording
    evidence: tuple[Span, ...]
    claims: tuple[str, ...]
    section: str | None
    salience: float
    worth: float
    """By which questions are chosen: the salience of the line, less what makes a question poor."""
    kind: str
    """Without options."""
    keys: frozenset[str] = frozenset()
    """What the prompt speaks of."""
    answer_key: str = ""
    wrong: tuple[Wording, ...] = ()
    alternatives: tuple[Wording, ...] = ()
    items: tuple[Wording, ...] = ()
    partners: tuple[Wording, ...] = ()
    nearness: float = 0.0
    """How close the distractors are, from 0 to 1."""


def is_begun_again(line: Line, slots: Sequence[Slot]) -> bool:
    """Tell whether a speaker says a thing twice: "put the pieces, he put most of the pieces"; or "grew was"."""
    tokens = line.grown.tokens
    said = [slot for slot in slots if isinstance(slot, int)]
    if any(later == first + 1 and tokens[first].tag == tokens[later].tag == "VBD" for first, later in pairwise(said)):
        return True
    verbs = [slot for slot in slots if isinstance(slot, int) and tokens[slot].pos == "VERB"]
    telling = [slot for slot in slots if isinstance(slot, int) and tokens[slot].pos in ("NOUN", "ADJ", "ADV", "VERB")]
    pairs = [*((*pair, _AGAIN) for pair in pairwise(verbs)), *((*pair, _AT_ONCE) for pair in pairwise(telling))]
    return any(
        later - first <= far and tokens[later].text.casefold() == tokens[first].text.casefold()
        for first, later, far in pairs
    )


def is_sound(text: str) -> bool:
    """Tell whether what opens closes as well, brackets and quotation marks, and no footnote's text is left in it."""
    if _GLUED.search(text) or _FORMULA.search(text) or _CUT.search(text) or text.count("[") > _BRACKETS:
        return False
    said = text.casefold().split()
    if "nor" in said and not {"neither", "not", "never"} & set(said):
        return False
    return all(text.count(one) == text.count(other) for one, other in ("“”", "()", "[]")) and text.count('"') % 2 == 0


def undated(line: Line, first: int, last: int) -> list[Slot] | None:
    """Give the line without the phrase that says its date; None where that can't be taken out neatly."""
    tokens = line.grown.tokens
    top = first
    while tokens[top].head != top and first <= tokens[top].head <= last:
        top = tokens[top].head
    below = set(line.grown.below(top)) & set(line.indexes)
    extra = [index for index in below if not first <= index <= last]
    if tokens[top].dep not in _ON_TIME or tokens[top].head != line.head:
        return None
    if any(
        tokens[index].dep not in ("case", "det", "punct")
        or tokens[index].text.casefold() in ("since", "until", "before", "after", "by", "into", "to", "from")
        for index in extra
    ):
        return None
    gone = set(below) | set(range(first, last + 1))
    slots = list(line.slots)
    places = [at for at, slot in enumerate(slots) if slot in gone]
    begin, end = places[0], places[-1] + 1
    if any(slot not in gone for slot in slots[begin:end]):
        return None
    # "It killed many in that year alone", "it goes back to that year"
    behind = slots[begin - 1] if begin else None
    is_back = end >= len(slots) - 1 and isinstance(behind, int) and _leads_on(tokens[behind])
    after = slots[end] if end < len(slots) else None
    if is_back or (isinstance(after, int) and tokens[after].pos == "ADV"):
        return None
    is_comma = [isinstance(slot, int) and tokens[slot].text == "," for slot in slots]
    if end < len(slots) and is_comma[end]:
        end += 1
    elif begin and is_comma[begin - 1] and end >= len(slots) - 1:
        begin -= 1
    left = slots[:begin] + slots[end:]
    opening = next((slot for slot in left if isinstance(slot, int)), None)
    if not left or opening is None:
        return None
    if isinstance(left[0], int) and not tokens[opening].text[:1].isupper():
        return None
    return left


def _leads_on(token: Token) -> bool:
    return token.pos == "ADV" or token.dep == "case" or token.text.casefold() == "back"


def trimmed(line: Line, slots: Sequence[Slot]) -> list[Slot]:
    out = list(slots)
    while out and isinstance(out[-1], int) and line.grown.tokens[out[-1]].text in _MARKS:
        out.pop()
    return out
