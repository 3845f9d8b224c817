"""How a line that its source does not assert is marked, and which statement tells a line's words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from msgspec import Struct

from coursepack.model.anchors import Span
from coursepack.model.claims import Entity, Statement
from coursepack.model.outline import said_by
from coursepack.model.pack import Pack
from coursepack.model.wording import FIXED, Quoted, Wording

__all__ = ["Mark", "Tellers", "mark_of", "quotes_of", "shown_marks"]


class Mark(Struct, frozen=True, kw_only=True):
    """What stands beside a line that is not asserted: "(promised, Mao)"."""

    key: str
    """Of the catalogue: "stance.promised"."""
    speaker: str = ""
    """An entity's id; empty where nobody is named."""
    name: str = ""
    """The speaker as the statement's own evidence names them."""
    cased: str = ""
    """The name with the capitals that the source has not: shown in brackets. Else empty."""


def mark_of(statement: Statement | None, entities: Mapping[str, Entity]) -> Mark | None:
    """Give None where the source asserts it itself, or nobody knows who tells it."""
    if statement is None or statement.stance == "asserted":
        return None
    key = f"stance.{statement.stance}"
    name = said_by(statement, entities) if statement.speaker in entities else ""
    if not name:
        return Mark(key=key)
    entity = entities[statement.speaker or ""]
    return Mark(key=key, speaker=entity.id, name=name, cased=entity.cased if name == entity.name else "")


def shown_marks(marks: Sequence[str | Mark | None]) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Join marks as they stand beside a line: "promised, Mao"; give the keys and speakers that they are traced to."""
    words, keys, speakers = [], [], []
    for mark in marks:
        key = mark.key if isinstance(mark, Mark) else mark
        if not key:
            continue
        keys.append(key)
        words.append(FIXED[key])
        if isinstance(mark, Mark) and mark.speaker:
            words.append(mark.name)
            speakers.append(mark.speaker)
    return ", ".join(words), tuple(keys), tuple(speakers)


def quotes_of(wording: Wording) -> tuple[Span, ...]:
    return tuple(part.span for part in wording if isinstance(part, Quoted))


class Tellers:
    """Finds the statement whose words some spans are; made once for a pack."""

    def __init__(self, pack: Pack) -> None:
        quoted: dict[str, list[tuple[int, int, Statement]]] = {}
        for statement in pack.statements:
            for span in quotes_of(statement.wording):
                quoted.setdefault(span.source, []).append((span.start, span.end, statement))
        self._quoted = {source: sorted(each, key=lambda one: one[:2]) for source, each in quoted.items()}
        # The furthest end so far decides where to stop looking back.
        self._ends = {
            source: list(accumulate((end for _, end, _ in each), max)) for source, each in self._quoted.items()
        }

    def find(self, spans: Iterable[Span]) -> Statement | None:
        """Give the statement that prints most of the spans' characters; None where none prints any."""
        shares: dict[str, int] = {}
        found: dict[str, Statement] = {}
        for span in spans:
            quoted, ends = self._quoted.get(span.source, []), self._ends.get(span.source, [])
            at = bisect_left(quoted, span.end, key=lambda each: each[0]) - 1
            while at >= 0 and ends[at] > span.start:
                start, end, statement = quoted[at]
                shared = min(end, span.end) - max(start, span.start)
                if shared > 0:
                    shares[statement.id] = shares.get(statement.id, 0) + shared
                    found[statement.id] = statement
                at -= 1
        return found[max(shares, key=lambda each: shares[each])] if shares else None
