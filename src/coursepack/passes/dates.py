"""Times: every temporal expression of the sources, with its value as EDTF where the text tells it."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from coursepack.language.citing import cited_years
from coursepack.language.dates import Hit, find
from coursepack.model.anchors import Passage, Span, Text
from coursepack.model.claims import Time
from coursepack.model.pack import Pack
from coursepack.model.trees import Tree
from coursepack.notices import Log

SUMMARY = "dates, ranges and other temporal expressions, each with its value as EDTF"
NEEDS = ("sentences", "trees")
MAKES = ("times",)

_BOUNDARY = "\n\n"
"""Between sentences: no expression crosses an empty line."""
_CONFIDENCE = {"date": 0.95, "range": 0.95, "set": 0.95, "relative": 0.8, "duration": 0.6, "vague": 0.4}
_ANCHORED = 0.8
"""Of a value that the text's last date completes: HeidelTime's authors measure about as much for narratives."""


class _Running(Struct, frozen=True, kw_only=True):
    """The words of a source, sentence by sentence, and for each character where it stands in the source."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def run(pack: Pack, log: Log) -> Pack:  # noqa: ARG001  (each pass has this signature)
    """Dates are told in source order: a heading's date is the last one told for what stands below it."""
    times: list[Time] = []
    for source in pack.sources:
        trees = [tree for tree in pack.trees if tree.source == source.id]
        if not trees:
            continue
        passages = [passage for passage in pack.passages if passage.source == source.id]
        text = pack.texts[source.id]
        running = _running(trees, text)
        works = {tree.tokens[at].start for tree in trees for at in cited_years(tree.tokens)}
        for hit in find(running.text):
            if running.starts[hit.start] in works:
                continue  # when a work appeared, which is not when what it is cited for happened
            evidence = _spans((hit.start, hit.end), running, passages, text)
            if hit.anchor is not None:
                evidence += _spans(hit.anchor, running, passages, text)
            times.append(_time(hit, len(times) + 1, evidence))
    return replace(pack, times=tuple(times))


def _time(hit: Hit, number: int, evidence: tuple[Span, ...]) -> Time:
    confidence = _CONFIDENCE[hit.kind]
    return Time(
        id=f"t{number}",
        text=hit.text,
        edtf=hit.edtf,
        evidence=evidence,
        made_by="dates",
        confidence=confidence if hit.anchor is None else min(confidence, _ANCHORED),
    )


def _running(trees: Sequence[Tree], text: Text) -> _Running:
    out: list[str] = []
    starts, ends = array("q"), array("q")
    for tree in trees:
        for words, start, end in _pieces(tree, text):
            out.append(words)
            if len(words) == end - start:
                starts.extend(range(start, end))
                ends.extend(range(start + 1, end + 1))
            else:
                # A character reference, or a blank between two words: each character stands for the whole.
                starts.extend([start] * len(words))
                ends.extend([end] * len(words))
    return _Running(text="".join(out), starts=starts, ends=ends)


def _pieces(tree: Tree, text: Text) -> Iterator[tuple[str, int, int]]:
    """Yield words and blanks of a sentence with their place; a blank's place is never used by itself."""
    at = 0
    if tree.lead is not None:
        begin, at = tree.lead
        # A lead stands in one passage, on one line but for a wrapped bullet.
        yield text.text[begin:at].replace("\n", " "), begin, at
        yield ": ", at, at
    for token in tree.tokens:
        yield token.text, token.start, token.end
        at = token.end
        if token.space:
            yield " ", at, at
    yield _BOUNDARY, at, at


def _spans(place: tuple[int, int], running: _Running, passages: Sequence[Passage], text: Text) -> tuple[Span, ...]:
    """Give the source's spans of characters of the running text, one for each passage that they run through."""
    start, end = running.starts[place[0]], running.ends[place[1] - 1]
    found: list[Span] = []
    order = max(0, bisect_right(passages, start, key=lambda passage: passage.start) - 1)
    while order < len(passages) and passages[order].start < end:
        passage = passages[order]
        span = text.trimmed(max(start, passage.start), min(end, passage.end))
        if span is not None and passage.end > start:
            found.append(span)
        order += 1
    return tuple(found) or (text.span(start, end),)
