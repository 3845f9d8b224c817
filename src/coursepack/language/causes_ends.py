"""What the ends of a cause or contrast are made of: clauses, phrases and subjects in a tree, and what denies them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from coursepack.language.grammar import SUBJECTS, Grown, head_of, is_finite, lemmas
from coursepack.language.lexicons import rows

__all__ = [
    "DEMONSTRATIVES",
    "PERSONAL",
    "Cue",
    "Ends",
    "Kind",
    "added",
    "clause",
    "clause_head",
    "finite_head",
    "governor_of",
    "in_condition",
    "is_denied",
    "is_infinitive",
    "is_leave",
    "matched",
    "nearest_clause",
    "passive_subject",
    "phrase",
    "subject_words",
    "verbal",
    "whole",
]

Kind = Literal["cause", "purpose", "contrast", "sequence"]
Ends = tuple[Sequence[int], Sequence[int], Sequence[int]]
"""The cue's tokens, the words of the end that stands before it by its row, and of the other end."""
PERSONAL = frozenset({"i", "he", "she", "we", "you", "they", "who", "one", "there", "what"})
DEMONSTRATIVES = frozenset({"this", "that", "these", "those"})
_RELATIVES = frozenset({"which", "that"})
_UNTRUE = frozenset(
    {
        *("fail", "refuse", "deny", "avoid", "prevent", "doubt", "reject", "dispute", "disprove", "decline"),
        *("aim", "attempt", "hope", "intend", "plan", "seek", "try", "want", "wish"),
    }
)
"""Verbs below which something did not happen, or was only wanted."""
_SELDOM = frozenset(
    {"almost", "hardly", "barely", "nearly", "scarcely", "rarely", "seldom", "neither", "nor", "without"}
)
_LETTING = frozenset({"allow", "permit"})
_AGENTS = frozenset({"GPE", "NORP", "ORG", "PERSON"})
_PEOPLE = frozenset(row["noun"] for row in rows("people_nouns"))
_CONDITIONS = frozenset({"if", "unless", "whether", "lest"})


class Cue(Struct, frozen=True, kw_only=True):
    """A row of the table."""

    words: tuple[str, ...]
    kind: Kind
    before: str
    """What stands before the cue: "cause" or "effect"; for a purpose "act"; for a contrast "first"."""
    shape: str


def matched(grown: Grown, index: int, cue: Cue) -> tuple[int, ...] | None:
    """Match a cue's words one after another."""
    end = index + len(cue.words)
    said = tuple(token.text.casefold() for token in grown.tokens[index:end])
    return tuple(range(index, end)) if said == cue.words else None


def verbal(grown: Grown, index: int) -> bool:
    return grown.tokens[index].pos in ("VERB", "AUX") or grown.child(index, "cop") is not None


def governor_of(grown: Grown, index: int) -> int | None:
    """Give the governor; None for the root."""
    head = grown.tokens[index].head
    return head if head != index else None


def clause(grown: Grown, top: int, *without: int) -> list[int]:
    """List a clause's words: without the other end, and without clauses beside it that have their own subject.

    A second verb of one subject ("they met and quarrelled") takes the subject with it.
    """
    beside = {
        child
        for child in grown.children[top]
        if grown.tokens[child].dep in ("parataxis", "conj")
        and child > top
        and verbal(grown, child)
        and grown.subject(child) is not None
    }
    own = grown.below(top, frozenset(beside | set(without)))
    above = grown.tokens[top].head
    subject = grown.subject(above) if grown.tokens[top].dep == "conj" and is_finite(grown, top) else None
    if subject is None or grown.subject(top) is not None or not verbal(grown, above) or subject in without:
        return own
    while own and grown.tokens[own[0]].dep in ("cc", "punct"):
        own.pop(0)
    loose = frozenset(child for child in grown.children[subject] if grown.tokens[child].dep == "acl:relcl")
    return sorted({*own, *grown.below(subject, loose)})


def phrase(grown: Grown, top: int, *without: int) -> list[int]:
    """List a nominal's words without its relative clauses; a verb's are its clause."""
    if verbal(grown, top) and grown.tokens[top].pos == "VERB":
        return clause(grown, top, *without)
    loose = {child for child in grown.children[top] if grown.tokens[child].dep in ("acl:relcl", "parataxis", "cop")}
    subjects = {child for child in grown.children[top] if grown.tokens[child].dep in SUBJECTS}
    return grown.below(top, frozenset(loose | subjects | set(without)))


def whole(grown: Grown, top: int) -> list[int]:
    """List a nominal's words; a bare noun's with its relative clause: "dissidents who spoke up"."""
    found = phrase(grown, top)
    if len(found) > 1 or grown.tokens[top].pos != "NOUN":
        return found
    clauses = [each for each in grown.children[top] if grown.tokens[each].dep == "acl:relcl"]
    return sorted({*found, *(at for each in clauses if grown.below(each)[0] == top + 1 for at in grown.below(each))})


def clause_head(grown: Grown, index: int) -> int:
    """Climb to the nearest predicate."""
    at = index
    while not verbal(grown, at) and (above := governor_of(grown, at)) is not None:
        at = above
    return at


def finite_head(grown: Grown, index: int) -> int:
    """Climb from an infinitive or participle to the clause that it stands in.

    In "They hoped to leave because the well was dry" the tree may hang the reason on "leave".
    """
    at = index
    while _is_loose(grown, at) and (above := governor_of(grown, at)) is not None:
        at = clause_head(grown, above)
    return at if verbal(grown, at) else index


def _is_loose(grown: Grown, index: int) -> bool:
    """Tell whether a verb has no tense of its own."""
    is_participle = grown.tokens[index].tag == "VBG" and grown.child(index, "aux") is None
    return grown.tokens[index].pos == "VERB" and (is_infinitive(grown, index) or is_participle)


def nearest_clause(grown: Grown, governor: int, index: int) -> int:
    """Pass on to the last clause before the cue where a semicolon or colon sets it apart from the governor."""
    tokens = grown.tokens
    apart = max((each for each in range(governor, index) if tokens[each].text in (";", ":")), default=None)
    if apart is None:
        return governor
    beside = [
        child
        for child in grown.children[governor]
        if apart < child < index and verbal(grown, child) and grown.subject(child) is not None
    ]
    return beside[-1] if beside else governor


def is_denied(grown: Grown, index: int) -> bool:
    """Tell whether the sentence says that it is not so, or only asks or supposes it."""
    at, below = index, None
    while True:
        token = grown.tokens[at]
        children = grown.children[at]
        words = {grown.tokens[child].text.casefold() for child in children}
        untrue = not _UNTRUE.isdisjoint(lemmas(token)) and below is not None
        if grown.is_negated(at) or untrue or words & _SELDOM:
            return True
        if any(
            grown.tokens[child].dep == "mark" and grown.tokens[child].text.casefold() in _CONDITIONS
            for child in children
        ):
            return True
        if any(grown.tokens[child].dep in SUBJECTS and grown.is_negated(child) for child in children):
            return True
        above = governor_of(grown, at)
        if (
            above is None
            or token.dep not in ("xcomp", "ccomp", "acl", "csubj", "conj")
            or (token.dep == "conj" and grown.subject(at) is not None)
        ):
            return False
        below, at = at, above


def in_condition(grown: Grown, index: int) -> bool:
    at: int | None = index
    while at is not None:
        if any(
            grown.tokens[each].text.casefold() in _CONDITIONS
            for each in grown.children[at]
            if grown.tokens[each].dep == "mark"
        ):
            return True
        at = governor_of(grown, at) if grown.tokens[at].dep in ("advcl", "ccomp", "xcomp", "conj") else None
    return False


def is_leave(grown: Grown, cue: Cue, subject: Sequence[int]) -> bool:
    """Tell whether a state, an office or people give leave: what these allow is theirs to say, and no effect."""
    token = grown.tokens[head_of(grown, subject)]
    is_agent = token.name.rpartition("-")[2] in _AGENTS or token.lemma.casefold() in _PEOPLE
    return is_agent and cue.words[0] in _LETTING


def is_infinitive(grown: Grown, index: int) -> bool:
    return any(grown.tokens[child].tag == "TO" for child in grown.children[index])


def added(grown: Grown, top: int, preposition: str) -> tuple[int, int] | None:
    """Find what a preposition adds to a verb or noun, and the preposition."""
    for child in (
        *grown.children[top],
        *(each for below in grown.children[top] if grown.tokens[below].dep == "obj" for each in grown.children[below]),
    ):
        if grown.tokens[child].dep.partition(":")[0] not in ("obl", "nmod", "advcl", "acl") or child < top:
            continue
        for each in grown.children[child]:
            if (
                grown.tokens[each].dep in ("case", "mark")
                and grown.tokens[each].text.casefold() == preposition
                and each > top
            ):
                return child, each
    return None


def subject_words(grown: Grown, verb: int) -> Sequence[int] | None:
    """Give the words of what does it; empty where "this" points to the sentence before; None where it is a person."""
    tokens = grown.tokens
    subject = grown.subject(verb)
    dep = tokens[verb].dep
    head = tokens[verb].head
    if subject is not None:
        word = tokens[subject].text.casefold()
        if dep.endswith("relcl") and word in _RELATIVES:
            if verbal(grown, head):
                return clause(grown, head, verb)
            return None if tokens[head].name.endswith("PERSON") else phrase(grown, head, verb)
        if word in DEMONSTRATIVES and len(grown.below(subject)) == 1:
            if dep in ("conj", "parataxis") and verbal(grown, head):
                return clause(grown, head, verb)
            return () if dep == "root" else None
        is_person = word in PERSONAL or tokens[subject].name.endswith("PERSON") or tokens[subject].dep == "expl"
        return None if is_person else phrase(grown, subject)
    if dep in ("conj", "xcomp") and verbal(grown, head):
        return subject_words(grown, head)
    if tokens[verb].tag in ("VBD", "VBN", "VBP", "VBZ") and dep in ("acl", "obl", "nmod"):
        return _bare_subject(grown, verb)
    if dep not in ("advcl", "acl") or tokens[verb].tag != "VBG" or grown.child(verb, "mark") is not None:
        return None
    first = next(each for each in grown.below(verb) if tokens[each].dep != "punct")
    has_comma = first > 0 and tokens[first - 1].text == ","
    if dep == "acl" and not has_comma:
        return phrase(grown, head, verb)
    top = clause_head(grown, head)
    return clause(grown, top, verb) if top < verb and verbal(grown, top) else None


def _bare_subject(grown: Grown, verb: int) -> Sequence[int] | None:
    """Mend "The policy of peace clashed with …" where the tree takes the verb for a participle below its subject.

    Only where nothing else in the sentence is a finite verb, so that the verb must be the main one.
    """
    tokens = grown.tokens
    if any(
        is_finite(grown, index)
        for index in range(len(tokens))
        if index != verb and tokens[index].pos in ("VERB", "AUX")
    ):
        return None
    top = verb
    while (above := governor_of(grown, top)) is not None:
        top = above
    if tokens[top].pos not in ("NOUN", "PROPN") or tokens[verb - 1].text == ",":
        return None
    first = grown.below(top)[0]
    return range(first, verb) if top < verb else None


def passive_subject(grown: Grown, verb: int) -> Sequence[int] | None:
    if grown.tokens[verb].dep == "acl":
        return phrase(grown, grown.tokens[verb].head, verb)
    return subject_words(grown, verb)
