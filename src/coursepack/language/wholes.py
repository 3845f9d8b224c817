"""Whether what somebody said is a whole sentence: speech has pieces that begin in the middle or are never ended."""

from __future__ import annotations

from collections.abc import Sequence

from coursepack.language.grammar import SUBJECTS, Grown
from coursepack.language.lexicons import values

__all__ = ["is_whole"]

_OPEN_ENDED = frozenset(
    {"the", "a", "an", "my", "your", "our", "their", "its", "every", "of", "and", "or", "but", "than"}
)
"""Words after which something must follow."""
_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_OPENERS = frozenset({"CCONJ", "INTJ", "ADV"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "VERB"})
_SPARE_MARKS = values("markers", "opening") | {"so"}
"""What a clause can do without, to stand alone."""
_BELOW = frozenset({"acl", "acl:relcl", "advcl", "advcl:relcl"})


def is_whole(grown: Grown, head: int, indexes: Sequence[int], *, is_named: bool) -> bool:
    """Tell whether a part of a spoken sentence has its own subject and finite verb, and neither hangs nor breaks off.

    `is_named` is for a part whose subject is a name put before it. The tree's head is not trusted: what nobody ended is
    often misread, but a subject and a finite verb that belong to no clause below are a sentence.
    """
    tokens = grown.tokens
    words = [index for index in indexes if tokens[index].pos != "PUNCT"]
    if not words or tokens[words[-1]].text.casefold() in _OPEN_ENDED or tokens[words[-1]].text.endswith("-"):
        return False
    if is_named:
        return True
    if _hangs(grown, words, head) or _lacks_subject(grown, words):
        return False
    below = {at for index in words if _is_below(grown, index, head) for at in grown.below(index)}
    main = [tokens[index] for index in words if index not in below]
    if tokens[head].tag == "VB" and "Mood=Imp" in tokens[head].morph:
        return True
    has_verb = any(token.tag in _FINITE or "VerbForm=Fin" in token.morph for token in main) or _is_bare_verb(
        grown, head
    )
    return has_verb and any(token.dep in SUBJECTS and token.tag not in _RELATIVE for token in main)


def _is_below(grown: Grown, index: int, head: int) -> bool:
    """Tell whether a token heads a clause that only adds to another one."""
    token = grown.tokens[index]
    if index == head:
        return False
    return token.dep in _BELOW or (token.dep == "ccomp" and grown.child(index, "mark") is not None)


def _hangs(grown: Grown, words: Sequence[int], head: int) -> bool:
    """Tell whether it begins as a part of a sentence that is not there: "that it was so", "if he came", "how it is"."""
    tokens = grown.tokens
    first = next(
        (index for index in words if tokens[index].pos not in _OPENERS or tokens[index].tag == "WRB"), words[0]
    )
    if tokens[first].head != head:
        return False
    # "What you see is that it burns" has two finite verbs; "how do they burn" has its verb before its subject.
    is_single = sum(tokens[index].tag in _FINITE for index in words) < 2
    is_turned = len(words) > 1 and tokens[words[1]].pos == "AUX" and grown.subject(head) not in (None, first)
    is_asking = tokens[first].tag in _RELATIVE | {"WRB"} and (is_single or is_turned)
    is_mark = tokens[first].dep == "mark" and tokens[first].text.casefold() not in _SPARE_MARKS
    return is_mark or is_asking


def _lacks_subject(grown: Grown, words: Sequence[int]) -> bool:
    """Tell whether a verb opens it, or a copula before "that" whose subject was said before: "here is that …"."""
    tokens = grown.tokens
    verb = next((at for at, index in enumerate(words) if tokens[index].tag in _FINITE), None)
    if verb is None or any(tokens[index].pos in _NOMINAL for index in words[:verb]):
        return False
    after = tokens[words[verb + 1]].text.casefold() if verb + 1 < len(words) else ""
    return verb == 0 or after in ("that", "what", "how", "whether")


def _is_bare_verb(grown: Grown, head: int) -> bool:
    """Tell whether an infinitive is a misread present: it has a subject, and neither "to" nor a helper."""
    beside = {grown.tokens[child].dep for child in grown.children[head]}
    return grown.tokens[head].tag == "VB" and bool(beside & SUBJECTS) and not beside & {"mark", "aux", "aux:pass"}
