"""What a line that may be read alone must say in itself: its sources, how its source says it, its date's own words."""

from __future__ import annotations

from collections.abc import Sequence

from coursepack.model.anchors import Span
from coursepack.model.trace import TraceLine
from coursepack.model.wording import FIXED
from coursepack.verifier.lookup import Lookup
from coursepack.verifier.told import tokens

__all__ = ["begins_with_date", "lacks_stance", "titles_of"]


def titles_of(spans: Sequence[Span], look: Lookup) -> str:
    """Join the titles of the spans' sources, in the order in which a reference cites them."""
    found: list[str] = []
    seen: set[str] = set()
    for span in spans:
        if span.source not in seen and span.source in look.sources:
            found.append(look.sources[span.source].title)
        seen.add(span.source)
    return "; ".join(found)


def lacks_stance(headline: str, trace: TraceLine) -> str | None:
    """Give the stance of the trace that the headline does not end with; what stands beside it may be out of sight."""
    _, is_marked, rest = headline.rpartition("(")
    marks = rest if is_marked else ""
    return next((FIXED[key] for key in trace.fixed if key.startswith("stance.") and FIXED[key] not in marks), None)


def begins_with_date(text: str, when: str) -> bool:
    said = tokens(when)
    return [word.casefold() for word in tokens(text)[: len(said)]] == [word.casefold() for word in said]
