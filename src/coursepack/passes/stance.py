"""Stance: whether a statement is the source's own assertion, or reported, promised, hedged, denied, or a question.

Free indirect speech keeps its frame: after "He explained that …", sentences with "would" are still his, until the text
returns to its own voice.
"""

from __future__ import annotations

from bisect import bisect_right

from msgspec import Struct
from msgspec.structs import replace

from coursepack.language.grammar import Grown
from coursepack.language.lexicons import values
from coursepack.model.claims import Stance, Statement
from coursepack.model.pack import Pack
from coursepack.model.wording import Quoted
from coursepack.notices import Log

SUMMARY = "who says so: asserted, reported, promised, hedged, denied or a question"
NEEDS = ("references", "statements", "trees")
MAKES = ("stances",)

_FUTURE = frozenset({"would", "will", "'ll", "’ll", "'d", "’d", "shall", "could"})
_HEDGES = frozenset(
    {
        "perhaps",
        "maybe",
        "probably",
        "possibly",
        "presumably",
        "apparently",
        "supposedly",
        "seemingly",
        "likely",
        "arguably",
    }
)
_HEDGING_MODALS = frozenset({"may", "might"})
_SUPPOSED = frozenset({"suppose", "expect", "mean"})
_KINDS = {kind: values("stances", kind) for kind in ("reported", "promised", "denied")}


class _Frame(Struct, frozen=True, kw_only=True):
    """What a sentence of reported speech hands on to the next ones."""

    stance: Stance
    speaker: str | None


def run(pack: Pack, log: Log) -> Pack:  # noqa: ARG001  (each pass has this signature)
    """A speaker is an entity's id where the words name one, else the words of the frame's subject."""
    speakers: dict[tuple[str, int], str] = {}
    for entity in pack.entities:
        for mention in entity.mentions:
            speakers[mention.source, mention.start] = entity.id
    for reference in pack.references:
        if reference.confidence >= 0.5:
            speakers.setdefault((reference.source, reference.start), reference.entity)
    trees: dict[str, list[Grown]] = {}
    for tree in pack.trees:
        trees.setdefault(tree.source, []).append(Grown(tree))
    starts = {source: [grown.tokens[0].start for grown in found] for source, found in trees.items()}
    out: list[Statement] = []
    frame: _Frame | None = None
    last: tuple[str, int] = ("", -1)
    for statement in pack.statements:
        body = next(part.span for part in reversed(statement.wording) if isinstance(part, Quoted))
        at = bisect_right(starts[body.source], body.start) - 1
        grown = trees[body.source][at]
        # A bullet or another source is another voice.
        if last[0] != body.source or at > last[1] + 1 or grown.tree.lead is not None:
            frame = None
        last = (body.source, at)
        found = _framed(grown, statement, speakers)
        if found is None and frame is not None and statement.stance != "question" and _is_indirect(grown):
            found = frame
        frame = (
            found
            if found is not None and found.stance in ("promised", "reported") and _opens(grown, frame, found)
            else None
        )
        if statement.stance == "question" or found is None:
            out.append(statement)
        else:
            out.append(replace(statement, stance=found.stance, speaker=found.speaker))
    return replace(pack, statements=tuple(out))


def _opens(grown: Grown, before: _Frame | None, found: _Frame) -> bool:
    """Tell whether the sentence's speech can go on in the next one: it looks ahead ("would"), or it goes on already."""
    return (
        found is before or any(token.text.casefold() in _FUTURE for token in grown.tokens) or found.stance == "promised"
    )


def _framed(grown: Grown, statement: Statement, speakers: dict[tuple[str, int], str]) -> _Frame | None:
    tokens = grown.tokens
    low = [token.text.casefold() for token in tokens]
    for index, token in enumerate(tokens):
        if token.pos not in ("VERB", "AUX"):
            continue
        lemma = token.lemma.casefold()
        kind = next((kind for kind, lemmas in _KINDS.items() if lemma in lemmas), None)
        if kind is None or not _is_top(grown, index):
            continue
        clause = grown.child(index, "ccomp", "csubj:pass", "csubj") if token.dep != "parataxis" else token.head
        if clause is None and kind != "promised":
            continue
        subject = grown.subject(index)
        first_person = subject is not None and low[subject] in ("i", "we", "you")
        if first_person:
            return _Frame(stance="hedged", speaker=None) if lemma in ("think", "believe", "suppose", "guess") else None
        speaker = _speaker(grown, subject, speakers)
        ahead = clause is not None and any(low[each] in _FUTURE for each in grown.below(clause))
        if kind == "denied":
            return _Frame(stance="denied", speaker=speaker)
        return _Frame(stance="promised" if kind == "promised" or ahead else "reported", speaker=speaker)
    if any(word in _HEDGES for word in low) or _is_hedged(grown):
        return _Frame(stance="hedged", speaker=None)
    for index, token in enumerate(tokens):
        if token.lemma.casefold() in _SUPPOSED and _is_top(grown, index) and grown.child(index, "aux:pass") is not None:
            return _Frame(stance="promised", speaker=None)
    del statement
    return None


def _is_hedged(grown: Grown) -> bool:
    return any(
        grown.tokens[child].text.casefold() in _HEDGING_MODALS
        for root in grown.roots()
        for child in grown.children[root]
        if grown.tokens[child].dep == "aux"
    )


def _is_top(grown: Grown, index: int) -> bool:
    """Tell whether a verb frames the whole sentence: the root, its conjunct, or a parenthetical ("they underlined")."""
    token = grown.tokens[index]
    if token.head == index:
        return True
    return token.dep in ("conj", "parataxis") and grown.tokens[token.head].head == token.head


def _speaker(grown: Grown, subject: int | None, speakers: dict[tuple[str, int], str]) -> str | None:
    if subject is None:
        return None
    token = grown.tokens[subject]
    if token.dep == "expl" or token.text.casefold() in ("it", "there"):
        return None
    for index in grown.below(subject):
        hit = speakers.get((grown.tree.source, grown.tokens[index].start))
        if hit is not None and index <= subject:
            return hit
    below = [each for each in grown.below(subject) if each <= subject + 3]
    return grown.words(below) if token.pos != "PRON" else None


def _is_indirect(grown: Grown) -> bool:
    """Tell whether a sentence can be free indirect speech: its main verb looks ahead, or should be done."""
    for root in grown.roots():
        words = {
            grown.tokens[child].text.casefold()
            for child in grown.children[root]
            if grown.tokens[child].dep.startswith("aux")
        }
        if words & _FUTURE or words & {"should", "must"}:
            return True
    return False
