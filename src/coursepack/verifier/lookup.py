"""What the checks of one pack share: its claims by id, its passages and mentions by position, and its citations."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from coursepack.model.anchors import Passage, Span, Text
from coursepack.model.claims import Event, Repair, Statement, Term, Time
from coursepack.model.pack import Pack, claims_by_id
from coursepack.model.wording import Quoted, plain

__all__ = ["Lookup", "follows", "overlap", "runs", "within"]

_FAR = 5_000
"""Characters before a span beyond which no quote reaches into it."""
_FURTHEST = 10**12
_RUN = re.compile(r"[^\W_]+")


def runs(text: str) -> list[str]:
    """List the runs of letters and digits, without regard to case: "Sino-Soviet" is two, so either may be named."""
    return _RUN.findall(plain(text).casefold())


def follows(needle: Iterable[str], hay: Iterable[str]) -> str | None:
    """Give the first word of `needle` that does not stand in `hay` after those before it; None where all do."""
    rest = iter(hay)
    return next((word for word in needle if word not in rest), None)


def overlap(one: Span, other: Span) -> bool:
    return one.source == other.source and one.start < other.end and other.start < one.end


def within(span: Span, evidence: Iterable[Span]) -> bool:
    """Tell whether one span of the evidence holds the whole span."""
    return any(each.source == span.source and each.start <= span.start and span.end <= each.end for each in evidence)


class Lookup:
    """Made once for a pack; everything is found by position or id, never by text."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.texts: dict[str, Text] = dict(pack.texts)
        self.claims = claims_by_id(pack)
        self.sources = {source.id: source for source in pack.sources}
        self.passages = {passage.id: passage for passage in pack.passages}
        self.statements = {statement.id: statement for statement in pack.statements}
        self.entities = {entity.id: entity for entity in pack.entities}
        self.repairs: dict[Span, list[Repair]] = {}
        """By where the name is written."""
        for repair in pack.repairs:
            self.repairs.setdefault(repair.evidence[-1], []).append(repair)
        self._passages: dict[str, list[Passage]] = {source: [] for source in self.sources}
        for passage in sorted(pack.passages, key=lambda each: each.start):
            self._passages[passage.source].append(passage)
        self._starts = {source: [each.start for each in group] for source, group in self._passages.items()}
        self._sentences = {
            source: sorted((each.start, each.end) for each in pack.sentences if each.source == source)
            for source in self.sources
        }
        self.left = Counter(f"{each.source}.left.{each.because}" for each in pack.sentences if each.because)
        """How many sentences of a source are left out for a reason, by both."""
        self._told: dict[str, list[tuple[int, int, str | None]]] = {source: [] for source in self.sources}
        for each in sorted(pack.sentences, key=lambda each: each.start):
            self._told[each.source].append((each.start, each.end, each.because))
        self._quotes = self._index_quotes()
        self._mentions = self._index_mentions()
        self._times: dict[str, list[Time]] = {source: [] for source in self.sources}
        for time in sorted(pack.times, key=lambda each: each.evidence[0].start):
            self._times[time.evidence[0].source].append(time)
        self._time_starts = {
            source: [time.evidence[0].start for time in group] for source, group in self._times.items()
        }

    def _index_mentions(self) -> dict[tuple[str, str], tuple[list[int], list[int]]]:
        places: dict[tuple[str, str], list[tuple[int, int]]] = {}
        for entity in self.pack.entities:
            for span in entity.mentions:
                places.setdefault((entity.id, span.source), []).append((span.start, span.end))
        index = {}
        for key, found in places.items():
            found.sort()
            # The furthest end so far decides overlap even where a mention lies within another.
            index[key] = ([start for start, _ in found], list(accumulate((end for _, end in found), max)))
        return index

    def _index_quotes(self) -> dict[str, list[tuple[int, int, Statement]]]:
        found: dict[str, list[tuple[int, int, Statement]]] = {source: [] for source in self.sources}
        for statement in self.pack.statements:
            for part in statement.wording:
                if isinstance(part, Quoted):
                    found[part.span.source].append((part.span.start, part.span.end, statement))
        return {source: sorted(each, key=lambda one: one[0]) for source, each in found.items()}

    def left_out(self, statement: Statement) -> str | None:
        """Give why the sentence that a statement begins in is left out; None where it is not."""
        span = statement.evidence[0]
        found = self._told[span.source]
        at = bisect_right(found, span.start, key=lambda each: each[0]) - 1
        return found[at][2] if at >= 0 and span.start < found[at][1] else None

    def tellers(self, told: Event | Term) -> list[Statement]:
        """Give the statement that prints most of the quoted characters of an event or explanation, if any does."""
        shares: dict[str, int] = {}
        for part in told.wording:
            if not isinstance(part, Quoted):
                continue
            quoted = self._quotes[part.span.source]
            for at in range(bisect_left(quoted, part.span.end, key=lambda each: each[0]) - 1, -1, -1):
                start, end, statement = quoted[at]
                shared = min(end, part.span.end) - max(start, part.span.start)
                if shared > 0:
                    shares[statement.id] = shares.get(statement.id, 0) + shared
                elif part.span.start - end > _FAR:
                    break
        return [self.statements[max(shares, key=lambda each: shares[each])]] if shares else []

    def is_mentioned(self, entity: str, spans: Iterable[Span]) -> bool:
        """Tell whether some mention of the entity overlaps one of the spans."""
        for span in spans:
            starts, ends = self._mentions.get((entity, span.source), ([], []))
            before = bisect_left(starts, span.end)
            if before and ends[before - 1] > span.start:
                return True
        return False

    def times_in(self, spans: Iterable[Span]) -> Iterator[Time]:
        """Yield the temporal expressions that lie within the spans."""
        for span in spans:
            times, starts = self._times[span.source], self._time_starts[span.source]
            for at in range(bisect_left(starts, span.start), bisect_left(starts, span.end)):
                if times[at].evidence[0].end <= span.end:
                    yield times[at]

    def times_over(self, spans: Iterable[Span]) -> Iterator[Time]:
        """Yield the temporal expressions that share a character with the spans."""
        for span in spans:
            times, starts = self._times[span.source], self._time_starts[span.source]
            for at in range(max(0, bisect_left(starts, span.start) - 1), bisect_left(starts, span.end)):
                if times[at].evidence[0].end > span.start:
                    yield times[at]

    def passage_at(self, source: str, position: int) -> Passage | None:
        at = bisect_right(self._starts[source], position) - 1
        passage = self._passages[source][at] if at >= 0 else None
        return passage if passage is not None and position < passage.end else None

    def passages_in(self, source: str, start: int, end: int) -> Sequence[Passage]:
        """List the passages that hold some of the characters."""
        first = max(bisect_right(self._starts[source], start) - 1, 0)
        return [
            each for each in self._passages[source][first : bisect_left(self._starts[source], end)] if each.end > start
        ]

    def is_inside_passage(self, span: Span) -> bool:
        passage = self.passage_at(span.source, span.start)
        return passage is not None and span.end <= passage.end

    def is_one_sentence(self, one: Span, other: Span) -> bool:
        """Tell whether both begin in the same sentence, or, where no sentence holds them, in the same passage."""
        if one.source != other.source:
            return False
        found = self._sentences[one.source]
        ours, theirs = (bisect_right(found, (span.start, _FURTHEST)) - 1 for span in (one, other))
        if ours == theirs and ours >= 0:
            return max(one.start, other.start) < found[ours][1]
        return self.passage_at(one.source, one.start) == self.passage_at(other.source, other.start) is not None

    def named_before(self, span: Span) -> Iterator[tuple[str, Span]]:
        """Yield the names, and where they stand last, that the span's sentence or the one before says before it."""
        begins = [start for start, _ in self._sentences[span.source] if start <= span.start][-2:]
        for entity in self.pack.entities if begins else ():
            near = [each for each in entity.mentions if each.source == span.source and each.start >= begins[0]]
            named = [each for each in near if each.start < span.start and plain(each.quote) == entity.name]
            if named:
                yield entity.cased or entity.name, named[-1]

    def is_above(self, head: Passage | None, passage: Passage | None) -> bool:
        """Tell whether a heading or an outer bullet stands over the passage, with none of its rank between."""
        if head is None or passage is None or head.source != passage.source or head.start >= passage.start:
            return False
        if head.role not in ("heading", "bullet"):
            return False
        near = self._passages[head.source]
        at = bisect_right(self._starts[head.source], head.start)
        between = near[at : bisect_right(self._starts[head.source], passage.start)]
        if head.role == "bullet":
            return all(each.role == "bullet" and each.level > head.level for each in between)
        return not any(each.role == "heading" and each.level <= head.level for each in between)

    def cite(self, spans: Sequence[Span]) -> str:
        """Work out the reference to the spans as it must be printed: "[L12–13 · 03:41; S2 L4]", "[S2 L4]".

        Deliberately not the code that the writers use, so that a fault there is a finding here.
        """
        lines: dict[str, set[int]] = {}
        first: dict[str, Span] = {}
        for span in spans:
            first.setdefault(span.source, span)
            last = span.line + span.quote.count("\n")
            lines.setdefault(span.source, set()).update(range(span.line, last + 1))
        pieces: list[str] = []
        for source, span in first.items():
            piece = ", ".join(_stretches(sorted(lines[source]))) + self._spot(span)
            is_plain = not pieces and source == self.pack.sources[0].id
            pieces.append(piece if is_plain else f"{source} {piece}")
        return f"[{'; '.join(pieces)}]"

    def _spot(self, span: Span) -> str:
        passage = self.passage_at(span.source, span.start)
        place = passage.place if passage is not None else None
        if place is None:
            return ""
        if place.time is not None:
            seconds = int(place.time[0])
            hours, minutes = seconds // 3600, seconds // 60 % 60
            return f" · {hours}:{minutes:02}:{seconds % 60:02}" if hours else f" · {minutes:02}:{seconds % 60:02}"
        if place.slide is not None:
            return f" · slide {place.slide}"
        return f" · page {place.page}" if place.page is not None else ""


def _stretches(lines: Sequence[int]) -> Iterator[str]:
    begin = 0
    for at, line in enumerate(lines):
        if at + 1 == len(lines) or lines[at + 1] != line + 1:
            yield f"L{lines[begin]}" if begin == at else f"L{lines[begin]}–{line}"
            begin = at + 1
