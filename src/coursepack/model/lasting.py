"""The lasting id of what a student is asked, by which a later build finds the same card again.

It comes from the quoted sentence, which occurrence of its words that is, the kind of what is asked, and the words that
are asked for: so text before it, a better wording or another name for the deck change nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from coursepack.model.anchors import Span
from coursepack.model.claims import Event, Link, Question, Term
from coursepack.model.pack import Pack
from coursepack.model.wording import Fixed, Quoted, Wording, plain, words

__all__ = ["SIZE", "Asked", "Lasting", "hashed"]

SIZE = 20
"""Hexadecimal digits of an id: of a million cards no two are likely to share one."""
_HOLES = frozenset({"ask.which_state", "ask.which_state_inside", "ask.who", "ask.who_inside", "blank"})
"""Fixed words that stand in the place of the words that are asked for."""

Asked = Event | Link | Question | Term


class _Line:
    __slots__ = ("end", "occurrence", "start", "words")

    def __init__(self, start: int, end: int, said: tuple[str, ...], occurrence: int) -> None:
        self.start, self.end, self.words, self.occurrence = start, end, said, occurrence


class Lasting:
    """Made once for a pack."""

    def __init__(self, pack: Pack) -> None:
        self._texts = pack.texts
        self._passages = {
            source.id: sorted((each.start, each.end) for each in pack.passages if each.source == source.id)
            for source in pack.sources
        }
        self._lines: dict[str, list[_Line]] = {source.id: [] for source in pack.sources}
        counts: Counter[tuple[str, ...]] = Counter()
        order = {source.id: at for at, source in enumerate(pack.sources)}
        for each in sorted(pack.sentences, key=lambda one: (order[one.source], one.start)):
            said = self._words(each.source, each.start, each.end)
            counts[said] += 1
            self._lines[each.source].append(_Line(each.start, each.end, said, counts[said]))

    def of(self, claim: Asked) -> str:
        """Give the id of the card that asks what the claim says."""
        return hashed(self.kind_of(claim), " ".join(self.asked(claim)), *self._said(claim.evidence[0]))

    @staticmethod
    def kind_of(claim: Asked) -> str:
        """Tell what is asked for; a gap is a kind of its own, for programs keep gaps apart from questions."""
        if isinstance(claim, Question):
            has_gap = any(part == Fixed(key="blank") for part in claim.prompt_wording)
            return f"gap {claim.asks}" if has_gap else claim.asks
        return "meaning" if isinstance(claim, Term) else "time" if isinstance(claim, Event) else "cause"

    def sentence(self, claim: Asked) -> tuple[str, ...]:
        """Give the words of the sentence that the claim cites first."""
        line = self._line(claim.evidence[0])
        return line.words if line is not None else tuple(words(plain(claim.evidence[0].quote)))

    def asked(self, claim: Asked) -> tuple[str, ...]:
        """Give the source's words that are asked for; of a cause the last of its effect, as some have several."""
        if isinstance(claim, Term):
            return tuple(words(claim.name))
        if isinstance(claim, Event):
            return tuple(words(claim.when.text))
        if isinstance(claim, Link) or claim.asks == "cause":
            spans = claim.effect if isinstance(claim, Link) else _quotes(claim.prompt_wording)
            return tuple(words(plain(spans[-1].quote)))[-1:] if spans else ()
        if claim.asks == "meaning":
            return tuple(words(" ".join(plain(span.quote) for span in _quotes(claim.prompt_wording))))
        at = next((at for at, part in enumerate(claim.prompt_wording) if _is_hole(part)), None)
        return (self._hole(claim.prompt_wording, at) if at is not None else ()) or tuple(words(claim.answer))

    def _hole(self, wording: Wording, at: int) -> tuple[str, ...]:
        """Give what the sentence says between the quotes beside a gap."""
        before = next((part.span for part in reversed(wording[:at]) if isinstance(part, Quoted)), None)
        after = next((part.span for part in wording[at + 1 :] if isinstance(part, Quoted)), None)
        beside = before or after
        line = self._line(beside) if beside is not None else None
        if beside is None or line is None:
            return ()
        start = before.end if before is not None else line.start
        end = after.start if after is not None and after.source == beside.source else line.end
        return self._words(beside.source, start, end)

    def _said(self, span: Span) -> tuple[str, str]:
        line = self._line(span)
        if line is None:
            return " ".join(words(plain(span.quote))), ""
        return " ".join(line.words), str(line.occurrence)

    def _line(self, span: Span) -> _Line | None:
        lines = self._lines[span.source]
        at = bisect_right(lines, span.start, key=lambda each: each.start) - 1
        return lines[at] if at >= 0 and span.start < lines[at].end else None

    def _words(self, source: str, start: int, end: int) -> tuple[str, ...]:
        """List the words between two places, without what is no passage: timing lines."""
        passages = self._passages[source]
        at = max(bisect_right(passages, start, key=lambda each: each[0]) - 1, 0)
        text, pieces = self._texts[source].text, []
        while at < len(passages) and passages[at][0] < end:
            pieces.append(text[max(start, passages[at][0]) : min(end, passages[at][1])])
            at += 1
        return tuple(words(plain(" ".join(pieces))))


def _quotes(wording: Wording) -> list[Span]:
    return [part.span for part in wording if isinstance(part, Quoted)]


def _is_hole(part: object) -> bool:
    return isinstance(part, Fixed) and part.key in _HOLES


def hashed(*parts: str | Sequence[str]) -> str:
    return sha256("\n".join(map(str, parts)).encode()).hexdigest()[:SIZE]
