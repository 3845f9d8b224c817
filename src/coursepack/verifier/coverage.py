"""Checks what the pack says became of each sentence: told, or left out for a reason that its words bear out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from coursepack.model.anchors import Span
from coursepack.model.claims import Statement
from coursepack.model.outline import TOLD
from coursepack.model.pack import Sentence
from coursepack.verifier.anchors import Case
from coursepack.verifier.lookup import runs

__all__ = ["check_coverage"]

SHARED = 0.4
"""The least share of the shorter sentence's words that two have in common that say the same."""
_SHORT = 3
"""Letters of a word that counts."""


def check_coverage(case: Case) -> None:
    """See that what is told has no reason to be left out, that what is not has one, and that it is true."""
    coverage = _Coverage(case)
    for sentence in case.look.pack.sentences:
        for field, text in coverage.faults(sentence):
            case.add(sentence.id, field, "coverage", text)


class _Coverage:
    """A pack's sentences with the statements that begin in each."""

    def __init__(self, case: Case) -> None:
        pack = case.look.pack
        self._case = case
        self._by_id = {each.id: each for each in pack.sentences}
        starts: dict[str, list[Sentence]] = {}
        for each in sorted(pack.sentences, key=lambda each: each.start):
            starts.setdefault(each.source, []).append(each)
        self._statements: dict[str, list[Statement]] = {}
        self._explained: set[str] = set()
        for statement in pack.statements:
            self._statements.setdefault(self._at(starts, statement.evidence[0]), []).append(statement)
        for span in (claims.evidence[0] for group in (pack.terms, pack.events) for claims in group):
            self._explained.add(self._at(starts, span))

    def _at(self, starts: dict[str, list[Sentence]], span: Span) -> str:
        near = starts.get(span.source, [])
        at = bisect_right(near, span.start, key=lambda each: each.start) - 1
        return near[at].id if at >= 0 else ""

    def faults(self, sentence: Sentence) -> Iterator[tuple[str, str]]:
        own = self._statements.get(sentence.id, [])
        told = next((each.id for each in own if each.salience >= TOLD), None)
        because = sentence.because
        if because is not None and told is not None:
            yield "because", f"is said to be left out ({because}), but {told} tells it"
        if because is None and told is None and self._can_be_told(sentence):
            yield "because", "is said to be told, but no statement of the notes tells it"
        if because == "citation" and own:
            yield "because", f"is said to name another work and tell nothing, but {own[0].id} is made of it"
        if because == "question" and not self._asks(sentence, own):
            yield "because", "is said to be a question, but asks nothing"
        if (because == "repeated") != (sentence.like is not None):
            yield "like", f"is left out as '{because}', and names '{sentence.like}' as saying the same"
        elif sentence.like is not None and not self._is_like(sentence, self._by_id.get(sentence.like)):
            yield "like", f"is said to repeat {sentence.like}, which has other words"

    def _can_be_told(self, sentence: Sentence) -> bool:
        """Tell whether it must be a statement: headings and notes are none, terms and events stand for themselves."""
        passage = self._case.look.passage_at(sentence.source, sentence.start)
        is_text = passage is not None and passage.role not in ("heading", "note")
        return is_text and sentence.id not in self._explained

    def _asks(self, sentence: Sentence, own: list[Statement]) -> bool:
        return "?" in self._text(sentence) or any(each.stance == "question" for each in own)

    def _is_like(self, sentence: Sentence, other: Sentence | None) -> bool:
        if other is None or other.id == sentence.id:
            return False
        mine, theirs = self._words(sentence), self._words(other)
        few = min(len(mine), len(theirs))
        return few == 0 or len(mine & theirs) >= SHARED * few

    def _words(self, sentence: Sentence) -> set[str]:
        return {word for word in runs(self._text(sentence)) if len(word) >= _SHORT}

    def _text(self, sentence: Sentence) -> str:
        """Give its words, without the lines that stand between its captions."""
        text = self._case.look.texts.get(sentence.source)
        if text is None:
            return ""
        between = self._case.look.passages_in(sentence.source, sentence.start, sentence.end)
        return " ".join(text.text[max(each.start, sentence.start) : min(each.end, sentence.end)] for each in between)
