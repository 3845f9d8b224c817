"""Whether the ends of a stated cause or purpose can be understood where nothing stands around them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from coursepack.language.causes_ends import DEMONSTRATIVES
from coursepack.language.grammar import SUBJECTS, Grown, head_of, lemmas
from coursepack.language.lexicons import values

__all__ = ["is_understood"]

_SAYING = values("stances", "reported") | values("stances", "promised")
_ABOUT = frozenset({"IN", "TO"})
_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_INTRODUCING = frozenset({"although", "as", "because", "if", "since", "though", "unless", "unlike", "when", "while"})
_BARE = 3
"""Words of an end at most that is no more than who says something, or "these two forces"."""


def is_understood(grown: Grown, kind: str, first: Sequence[int], second: Sequence[int]) -> bool:
    """Tell it of both ends, as indexes; an act that has a purpose must say who acts."""
    if any(_points(grown, end) or _is_relative(grown, end) or _is_saying(grown, end) for end in (first, second) if end):
        return False
    if (second and _is_object(grown, second)) or (first and _is_cut(grown, first)):
        return False
    return kind != "purpose" or not first or _is_act(grown, first)


def _points(grown: Grown, end: Sequence[int]) -> bool:
    """Tell whether an end is a noun that only points to what stands before it: "these three qualities"."""
    tokens = grown.tokens
    said = [index for index in end if tokens[index].pos != "PUNCT"]
    is_short = 1 < len(said) <= _BARE and tokens[said[0]].text.casefold() in DEMONSTRATIVES | {"such"}
    if any(tokens[index].pos == "ADJ" for index in said):
        return False  # "this seeming peace" says what it means
    return is_short and tokens[head_of(grown, end)].pos == "NOUN" and grown.subject(head_of(grown, end)) is None


def _is_relative(grown: Grown, end: Sequence[int]) -> bool:
    """Tell whether an end begins as a relative clause does: "that enriched them", "by which they rose"."""
    tokens = grown.tokens
    tags = [tokens[index].tag for index in end[:2]]
    is_open = tags[0] in _RELATIVE and tokens[end[0]].text.casefold() != "what"
    return is_open or (len(tags) > 1 and tags[0] in _ABOUT and tags[1] in ("WDT", "WP$", "WRB"))


def _is_saying(grown: Grown, end: Sequence[int]) -> bool:
    """Tell whether an end is only who says something: "Aristotle maintained"."""
    top = head_of(grown, end)
    said = [index for index in end if grown.tokens[index].pos != "PUNCT"]
    is_verb = grown.tokens[top].pos == "VERB" and grown.subject(top) is not None and grown.child(top, "obj") is None
    return is_verb and len(said) <= _BARE and not _SAYING.isdisjoint(lemmas(grown.tokens[top]))


def _is_object(grown: Grown, end: Sequence[int]) -> bool:
    """Tell whether an end begins with a pronoun that is no subject: "them to see it so"."""
    token = grown.tokens[end[0]]
    return token.tag == "PRP" and len(end) > 1 and token.dep in ("obj", "iobj", "obl", "nmod")


def _is_cut(grown: Grown, end: Sequence[int]) -> bool:
    """Tell whether an end begins behind its helper or its subject: "been elected"."""
    top = head_of(grown, end)
    return (
        grown.tokens[top].tag == "VBN"
        and grown.subject(top) not in end
        and set(range(end[0], top)).issubset(
            child for child in grown.children[top] if grown.tokens[child].dep.startswith(("aux", "advmod", "cc"))
        )
    )


def _is_act(grown: Grown, act: Sequence[int]) -> bool:
    """Tell whether an act says who acts; what is a whole sentence may leave that to the line above it."""
    tokens = grown.tokens
    top = head_of(grown, act)
    first = tokens[act[0]]
    if first.text.casefold() in _INTRODUCING and (first.head == top or first.dep == "case"):
        return False  # "because they met" is part of another act; "if asked, they met" is one
    if _is_unfinished(grown, act):
        return False
    subjects = [child for child in grown.children[top] if tokens[child].dep in SUBJECTS]
    if any(child in act for child in subjects):
        return all(tokens[child].tag not in _RELATIVE and tokens[child].dep != "expl" for child in subjects)
    is_whole = tokens[top].head == top and tokens[top].pos == "VERB" and tokens[top].tag not in ("VBG", "VBN")
    # "They met and agreed to …": the act takes the subject with it from the verb above.
    above = grown.subject(tokens[top].head) if tokens[top].dep == "conj" else None
    return is_whole or (above is not None and above in act)


def _is_unfinished(grown: Grown, act: Sequence[int]) -> bool:
    """Tell whether two commas meet where something was taken out: "they need the state,, and the law"."""
    signs = [grown.tokens[index].text for index in act]
    return any(one == other == "," for one, other in pairwise(signs))
