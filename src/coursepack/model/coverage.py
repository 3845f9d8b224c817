"""What became of each sentence: used in the notes, repeated elsewhere, or left out."""

from __future__ import annotations

from bisect import bisect_right

from coursepack.model.outline import TOLD
from coursepack.model.pack import Pack, Sentence
from coursepack.model.wording import words

__all__ = ["coverage"]


def coverage(pack: Pack) -> dict[str, tuple[Sentence, ...]]:
    """Sort the sentences into "used", "repeated" (the same words stand in an earlier one) and "left_out", in order."""
    starts: dict[str, list[int]] = {}
    by_source: dict[str, list[Sentence]] = {}
    for sentence in pack.sentences:
        starts.setdefault(sentence.source, []).append(sentence.start)
        by_source.setdefault(sentence.source, []).append(sentence)
    used: set[str] = set()
    for statement in pack.statements:
        if statement.salience >= TOLD:
            span = statement.evidence[0]
            at = bisect_right(starts.get(span.source, []), span.start) - 1
            if at >= 0:
                used.add(by_source[span.source][at].id)
    out: dict[str, list[Sentence]] = {"used": [], "repeated": [], "left_out": []}
    seen: set[tuple[str, ...]] = set()
    for sentence in pack.sentences:
        key = tuple(words(pack.texts[sentence.source].text[sentence.start : sentence.end])) if pack.texts else ()
        if sentence.id in used:
            out["used"].append(sentence)
        elif key in seen and len(key) > 2:
            out["repeated"].append(sentence)
        else:
            out["left_out"].append(sentence)
        seen.add(key)
    return {name: tuple(found) for name, found in out.items()}
