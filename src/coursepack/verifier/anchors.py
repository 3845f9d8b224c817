"""Checks what the pack says of places against the sources' own text: passages, sentences, and every span."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from coursepack.model.anchors import Passage, Span, Text
from coursepack.model.pack import CLAIMS, Claim, Sentence, spans_of
from coursepack.model.wording import plain
from coursepack.verifier.folder import PACK, source_file
from coursepack.verifier.jsonlines import JsonLines
from coursepack.verifier.lookup import Lookup
from coursepack.verifier.report import Code, Findings, excerpt

__all__ = ["Case", "check_passages", "check_sections", "check_sentences", "check_spans", "difference"]

# WebVTT (W3C), section 4.1, and SubRip: hours may be missing, and the fraction follows "." or ",".
_STAMP = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{2})[.,](\d{1,3})")
_INLINE = re.compile(r"<((?:\d+:)?\d{1,2}:\d{2}\.\d{3})>")
_ROUNDING_S = 0.0015
_NEAR = 80  # an offset that was moved is moved by a few characters


class Case(Struct, frozen=True, kw_only=True):
    """One pack under verification."""

    look: Lookup
    found: Findings
    lines: JsonLines
    altered: frozenset[str]
    """Files whose bytes are not those of the trace."""

    def is_source_at_fault(self, source: str, file: str) -> bool:
        """Tell whether the source's text was altered and the other file was not."""
        return source_file(source) in self.altered and file not in self.altered

    def blames(self, source: str, line: int | None, text: str) -> bool:
        """Put a fault of pack.json down to its source where that was altered, unless more is known of it already."""
        if not self.is_source_at_fault(source, PACK):
            return False
        if not self.found.has(source_file(source)):
            path = self.look.sources[source].path
            self.found.add(source_file(source), line, "quote", f"the text of '{path}' was altered: {text}")
        return True

    def add(self, record: str, field: str | None, code: Code, text: str) -> None:
        """Add a finding about a record of pack.json, on the line of its field."""
        self.found.add(PACK, self.lines.of(record, field), code, f"{record}: {text}")


def difference(found: str, expected: str) -> tuple[int, str, str]:
    """Give where two texts first differ, and the word of each that stands there."""
    at = next((at for at, pair in enumerate(zip(found, expected, strict=False)) if pair[0] != pair[1]), None)
    at = min(len(found), len(expected)) if at is None else at
    return at, _word_at(found, at), _word_at(expected, at)


def _word_at(text: str, at: int) -> str:
    start, end = at, at
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return excerpt(text[start:end])


def check_spans(case: Case) -> int:
    """Hold every span against its source's text, and count them."""
    count = 0
    blamed: dict[str, list[tuple[Span, str]]] = {}
    for name in CLAIMS:
        for claim in getattr(case.look.pack, name):
            for span in spans_of(claim):
                count += 1
                text = case.look.texts.get(span.source)
                if text is None:
                    continue
                if text.text[span.start : span.end] == span.quote:
                    if text.line(span.start) != span.line:
                        _wrong_line(case, claim, span, text)
                elif case.is_source_at_fault(span.source, PACK):
                    blamed.setdefault(span.source, []).append((span, claim.id))
                else:
                    _wrong_quote(case, claim, span, text)
    for source, spans in blamed.items():
        _altered_source(case, source, spans)
    return count


def _wrong_line(case: Case, claim: Claim, span: Span, text: Text) -> None:
    found = f"says line {span.line} of '{excerpt(span.quote)}', which stands on line {text.line(span.start)}"
    if not case.blames(span.source, text.line(span.start), f"{claim.id} {found}"):
        case.found.add(PACK, case.lines.of_span(claim.id, span, "line"), "line", f"{claim.id}: {found}")


def _wrong_quote(case: Case, claim: Claim, span: Span, text: Text) -> None:
    where = f"{span.source} from {span.start} to {span.end}"
    near = text.text.find(span.quote, max(0, span.start - _NEAR), span.end + _NEAR)
    if near >= 0:
        wrong = f"quotes '{excerpt(span.quote)}' of {where}, but that stands from {near} to {near + len(span.quote)}"
        case.found.add(PACK, case.lines.of_span(claim.id, span, "start"), "offset", f"{claim.id}: {wrong}")
        return
    if span.end > len(text.text):
        wrong = f"quotes '{excerpt(span.quote)}' of {where}, but the text has {len(text.text)} characters"
        case.found.add(PACK, case.lines.of_span(claim.id, span, "end"), "order", f"{claim.id}: {wrong}")
        return
    _, quoted, actual = difference(span.quote, text.text[span.start : span.end])
    wrong = f"quotes '{quoted}' of {where}, but the source says '{actual}' there"
    case.found.add(PACK, case.lines.of_span(claim.id, span, "quote"), "quote", f"{claim.id}: {wrong}")


def _altered_source(case: Case, source: str, spans: Sequence[tuple[Span, str]]) -> None:
    span, claim = min(spans)
    text = case.look.texts[source]
    at, actual, quoted = difference(text.text[span.start : span.end], span.quote)
    more = f" (and {len(spans) - 1} further quotes differ)" if len(spans) > 1 else ""
    path = case.look.sources[source].path
    wrong = f"the text of '{path}' was altered: it reads '{actual}' where {claim} quotes '{quoted}'"
    case.found.add(source_file(source), text.line(span.start + at), "quote", wrong + more)


def check_passages(case: Case) -> None:
    ends: dict[str, int] = {}
    timed = {source: "-->" in text.text for source, text in case.look.texts.items()}
    for passage in case.look.pack.passages:
        text = case.look.texts.get(passage.source)
        if text is None:
            continue
        if not _is_in_order(case, passage, text, ends.get(passage.source, 0)):
            continue
        if timed[passage.source]:
            _check_time(case, passage, text.text, ends.get(passage.source, 0))
        if passage.voice and passage.voice not in text.text and passage.voice not in plain(text.text):
            case.add(
                passage.id, "voice", "name", f"has the voice '{excerpt(passage.voice)}', which its source never names"
            )
        ends[passage.source] = passage.end


def check_sentences(case: Case) -> None:
    ends: dict[str, int] = {}
    for sentence in case.look.pack.sentences:
        text = case.look.texts.get(sentence.source)
        if text is not None and _is_in_order(case, sentence, text, ends.get(sentence.source, 0)):
            ends[sentence.source] = sentence.end


def _is_in_order(case: Case, piece: Passage | Sentence, text: Text, after: int) -> bool:
    """Add what is wrong with the piece's range and line; tell whether the range can be used."""
    if not 0 <= piece.start < piece.end <= len(text.text):
        wrong = f"runs from {piece.start} to {piece.end}, in a text of {len(text.text)} characters"
        if not case.blames(piece.source, None, f"{piece.id} {wrong}"):
            case.add(piece.id, "start", "order", wrong)
        return False
    if piece.start < after:
        case.add(piece.id, "start", "order", f"begins at {piece.start}, before the one before it ends at {after}")
    if piece.line != text.line(piece.start):
        wrong = f"says line {piece.line}, but its first character stands on line {text.line(piece.start)}"
        if not case.blames(piece.source, text.line(piece.start), f"{piece.id} {wrong}"):
            case.add(piece.id, "line", "line", wrong)
    return True


def _check_time(case: Case, passage: Passage, text: str, after: int) -> None:
    """Hold a caption's begin against the timing line above it, or a time stamp inside the caption."""
    if passage.place is None or passage.place.time is None:
        return
    arrow = text.rfind("-->", 0, passage.start)
    stamps = _STAMP.findall(text, text.rfind("\n", 0, arrow) + 1, arrow) if arrow >= 0 else []
    if not stamps:
        return
    begins = [_seconds(stamps[-1])]
    for inline in _INLINE.findall(text, max(arrow, after), passage.end):
        begins.extend(_seconds(stamp) for stamp in _STAMP.findall(inline))
    begin = passage.place.time[0]
    if all(abs(begin - each) > _ROUNDING_S for each in begins):
        wrong = f"begins at {begin:g} s in the pack, but its caption's timing line says {begins[0]:g} s"
        if case.is_source_at_fault(passage.source, PACK):
            line = case.look.texts[passage.source].line(arrow)
            case.found.add(source_file(passage.source), line, "time", f"{passage.id} {wrong}")
        else:
            case.add(passage.id, "time", "time", wrong)


def _seconds(stamp: tuple[str, str, str, str]) -> float:
    hours, minutes, seconds, fraction = stamp
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(fraction.ljust(3, "0")) / 1000


def check_sections(case: Case) -> None:
    """See that sections list their sentences, each sentence of one section, and no others."""
    pack = case.look.pack
    listed: dict[str, str] = {}
    for section in pack.sections:
        for sentence in section.sentences:
            if sentence in listed:
                case.add(section.id, "sentences", "sections", f"lists {sentence}, which {listed[sentence]} lists too")
            listed[sentence] = section.id
    for each in pack.sentences:
        if each.section != listed.get(each.id):
            wrong = f"says section {each.section}, but is listed in {listed.get(each.id, 'none')}"
            case.add(each.id, "section", "sections", wrong)
