"""Shapes of cues that tell a result: "so … that", "the result was", "that is why", "…, angering the printers"."""

from __future__ import annotations

from collections.abc import Callable

from coursepack.language.causes_ends import (
    Cue,
    Ends,
    clause,
    clause_head,
    in_condition,
    is_denied,
    matched,
    phrase,
    subject_words,
    verbal,
)
from coursepack.language.grammar import SUBJECTS, Grown, lemmas

__all__ = ["RESULTS"]

_NEAR = 8
"""Tokens from "so" to its "that"."""
_POINTING = frozenset({"this", "that"})
_RESULTS = frozenset({"advcl", "ccomp", "acl", "acl:relcl", "advcl:relcl", "parataxis"})


def _degree(grown: Grown, index: int, cue: Cue) -> Ends | None:  # noqa: ARG001  (each shape has this signature)
    """Read "it was so heavy that the bridge fell", and "such a storm that"; `index` is that of "that"."""
    tokens = grown.tokens
    inner = tokens[index].head
    # "Such men that followed" describes: there, "that" is the subject.
    if inner <= index or tokens[inner].dep not in _RESULTS or grown.subject(inner) in (None, index):
        return None
    above = tokens[inner].head
    degree = next((each for each in range(index - 1, -1, -1) if tokens[each].text.casefold() in ("so", "such")), None)
    # "So that" is a purpose; and the degree is of a word between the two.
    if degree is None or not 1 < index - degree <= _NEAR or not degree <= tokens[degree].head < index:
        return None
    if tokens[degree + 1].text.casefold() in ("far", "-", "called", "as"):
        return None
    predicate = clause_head(grown, above)
    if is_denied(grown, predicate) or predicate > index:
        return None
    before = [each for each in clause(grown, predicate, inner) if each < index]
    return (degree,), before, _from(grown, inner, index)


def _from(grown: Grown, top: int, mark: int) -> list[int]:
    return [each for each in clause(grown, top) if each > mark]


def _result(grown: Grown, index: int, cue: Cue) -> Ends | None:  # noqa: ARG001
    """Read "The result was a long famine": the sentence before is the cause."""
    tokens = grown.tokens
    head = tokens[index].head
    if (
        tokens[index].dep not in SUBJECTS
        or tokens[head].head != head
        or len(grown.below(index)) > len(("the", "result"))
    ):
        return None
    cop = grown.child(head, "cop")
    is_be = tokens[head].lemma.casefold() == "be"
    if (cop is None and not is_be) or is_denied(grown, head):
        return None
    said = [each for each in grown.below(head, frozenset({index})) if each > (head if is_be else cop or index)]
    while said and tokens[said[0]].text.casefold() in ("that", ",", ":"):
        said.pop(0)
    return ((index,), (), said) if said else None


def _why(grown: Grown, index: int, cue: Cue) -> Ends | None:
    """Read "That is why the king fled", and "…, which is why"."""
    run = matched(grown, index, cue)
    if run is None:
        return None
    why, tokens = run[-1], grown.tokens
    inner = next((child for child in grown.children[why] if child > why and verbal(grown, child)), None)
    if inner is None and verbal(grown, tokens[why].head) and tokens[why].head > why:
        inner = tokens[why].head
    if inner is None:
        return None
    if tokens[index].text.casefold() in _POINTING:
        return (run, (), clause(grown, inner)) if index == 0 else None
    above = tokens[why].head
    return (run, clause(grown, above, why), clause(grown, inner)) if above < index and verbal(grown, above) else None


def _that(grown: Grown, index: int, cue: Cue) -> Ends | None:
    """Read "…, which meant that ships had to wait": what means it is no person."""
    tokens = grown.tokens
    said = grown.child(index, "ccomp")
    if tokens[index].pos != "VERB" or said is None or said < index or is_denied(grown, index):
        return None
    if not set(cue.words).intersection(lemmas(tokens[index])):
        return None
    subject = subject_words(grown, index)
    if subject and len(subject) == 1 and tokens[index].lemma == "mean" and tokens[index].tag == "VBZ":
        return None  # "adaptation means that a trait has a function" explains a word
    mark = grown.child(said, "mark")
    effect = [each for each in clause(grown, said) if each != mark]
    return None if subject is None else ((index,) if mark is None else (index, mark), subject, effect)


def _change(grown: Grown, index: int, cue: Cue) -> Ends | None:
    """Read "…, angering the printers": what the verb says is a part of the effect, so the cue stands in it.

    A tree may take such a participle for an adjective, of what it governs or of nothing.
    """
    tokens = grown.tokens
    if index == 0 or tokens[index - 1].text != "," or tokens[index].text.casefold() not in cue.words:
        return None
    target = _governed(grown, index)
    predicate = clause_head(grown, tokens[index].head if tokens[index].dep != "amod" else tokens[target or index].head)
    while tokens[predicate].dep == "xcomp":
        predicate = tokens[predicate].head  # "they refused to come, angering the host": the refusal did
    if target is None or predicate > index or not verbal(grown, predicate) or in_condition(grown, predicate):
        return None
    # "Involved in inciting others, destroying property": one of a list, and the result of none.
    if tokens[predicate].tag == "VBG" and grown.child(predicate, "aux") is None:
        return None
    effect = clause(grown, index) if tokens[index].dep != "amod" else sorted({index, *phrase(grown, target)})
    before = [each for each in clause(grown, predicate, index) if each < index]
    return (index,), before, [each for each in effect if each >= index]


def _governed(grown: Grown, index: int) -> int | None:
    """Find the object of a participle; as an adjective, it stands before a name or an article."""
    tokens = grown.tokens
    head = tokens[index].head
    if tokens[index].dep == "amod" and head > index:
        has_own = any(
            index < child < head and tokens[child].dep in ("det", "nmod:poss") for child in grown.children[head]
        )
        return head if has_own or tokens[head].pos in ("PROPN", "PRON") else None
    target = grown.child(index, "obj")
    return target if target is not None and target > index and tokens[index].dep in ("advcl", "acl", "conj") else None


RESULTS: dict[str, Callable[[Grown, int, Cue], Ends | None]] = {
    "change": _change,
    "degree": _degree,
    "result": _result,
    "that": _that,
    "why": _why,
}
