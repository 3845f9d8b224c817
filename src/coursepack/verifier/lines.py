"""Judges one printed line or element against the claims that its trace names; notes and page share it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from coursepack.model.anchors import Span
from coursepack.model.claims import Entity, Event, Statement
from coursepack.model.trace import TraceLine
from coursepack.model.wording import FIXED
from coursepack.verifier import marks
from coursepack.verifier.anchors import Case
from coursepack.verifier.folder import source_file
from coursepack.verifier.lookup import within
from coursepack.verifier.report import Code, excerpt
from coursepack.verifier.telling import FIXED_WORDS, MARK, Mismatch, Teller, Telling, match, tokens

__all__ = ["Judge", "Phrases", "Shown", "strangers"]

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


@dataclass(slots=True)
class Shown:
    """What is printed under one traced line number or element id."""

    at: str
    line: int
    pieces: list[tuple[int, str]] = field(default_factory=list)
    """Text with the line that it begins on; insertions are `MARK`, references are left out."""
    insertions: list[str] = field(default_factory=list)
    references: list[tuple[int, str]] = field(default_factory=list)
    labels: list[tuple[str, ...]] = field(default_factory=list)
    """Words of the element's own attributes, which may be where its fixed words are printed."""
    within: tuple[str, ...] = ()
    """Claims of the traced element around it."""

    @property
    def text(self) -> str:
        return "".join(piece for _, piece in self.pieces)

    @property
    def words(self) -> tuple[str, ...]:
        return tokens(self.text)

    def line_of(self, word: int) -> int:
        """Give the line that the word of this index begins on, or the element's own line where there is none."""
        offset = next((found.start() for at, found in enumerate(_words(self.text)) if at == word), None)
        if offset is None:
            return self.line
        for line, piece in self.pieces:
            if offset < len(piece):
                return line + piece.count("\n", 0, offset)
            offset -= len(piece)
        return self.line


def _words(text: str) -> Iterator[re.Match[str]]:
    """Yield the places of the tokens; they follow one another, so each is searched after the last."""
    end = 0
    for word in tokens(text):
        found = re.compile(re.escape(word)).search(text, end)
        if found is not None:
            end = found.end()
            yield found


class Judge:
    """Adds what is wrong with the lines of one printed file."""

    def __init__(self, case: Case, file: str, teller: Teller) -> None:
        self._case, self._file, self.teller = case, file, teller

    def add(self, line: int | None, code: Code, text: str) -> None:
        self._case.found.add(self._file, line, code, text)

    def is_told(self, shown: Shown, trace: TraceLine) -> bool:
        """Tell whether the words are those of the trace, references aside; nothing is added."""
        return not isinstance(self._match(shown, trace), Mismatch)

    def judge(self, shown: Shown, trace: TraceLine, *, needs_reference: bool) -> None:
        """Add every fault of the line: its trace, its words, its insertions, its references."""
        strange = [each for each in trace.claims if self.teller.tellings(each) is None]
        for each in strange:
            self.add(shown.line, "trace", f"is traced to '{each}', which the pack does not have")
        unknown = [key for key in trace.fixed if key not in FIXED]
        for key in unknown:
            self.add(shown.line, "trace", f"is traced to the fixed words '{key}', which the catalogue does not have")
        if strange or unknown or self._lacks_text(trace):
            return
        for text in marks.faults(trace, shown.within, self._case.look):
            self.add(shown.line, "mark", text)
        cited = self._judge_words(shown, trace)
        self._judge_references(shown, trace, cited, needs_reference=needs_reference)

    def _lacks_text(self, trace: TraceLine) -> bool:
        """Tell whether a passage's source is gone, which is a finding of its own."""
        look = self._case.look
        return any(each in look.passages and look.passages[each].source not in look.texts for each in trace.claims)

    def _match(self, shown: Shown, trace: TraceLine) -> tuple[Telling, ...] | Mismatch:
        told = [self.teller.tellings(each) or () for each in trace.claims]
        fixed = [words for key in trace.fixed if (words := FIXED_WORDS.get(key))]
        needed = [words for words in fixed if words not in shown.labels]
        claims = [self._case.look.claims.get(each) for each in trace.claims]
        keys = [f"stance.{claim.stance}" for claim in claims if isinstance(claim, Statement)]
        # A statement's own stance may stand beside it even where the trace does not ask for it.
        optional = [FIXED_WORDS[key] for key in keys if key in FIXED and key not in trace.fixed]
        optional += [words for words in fixed if words in shown.labels]
        return match(shown.words, told, needed + optional, optional=len(optional))

    def _judge_words(self, shown: Shown, trace: TraceLine) -> tuple[Span, ...]:
        """Give the spans that the printed words cite beside their claims' evidence."""
        fit = self._match(shown, trace)
        if not isinstance(fit, Mismatch):
            fit = self._as_inserted(fit, shown, trace)
            self._judge_insertions(shown, [each for telling in fit for each in telling.insertions])
            for needed in (telling.needs for telling in fit if telling.needs):
                if needed not in trace.fixed:
                    self.add(shown.line, "words", f"prints both ends without '{FIXED[needed]}' between them")
            return tuple(span for telling in fit for span in telling.cited)
        self._judge_mismatch(shown, trace, fit)
        return ()

    def _as_inserted(self, fit: Sequence[Telling], shown: Shown, trace: TraceLine) -> tuple[Telling, ...]:
        """Of the tellings with the same words, take those with the insertions that are printed, if there are any."""
        out: list[Telling] = []
        at = 0
        for ident, telling in zip(trace.claims, fit, strict=True):
            end = at + len(telling.insertions)
            ways = (each for each in self.teller.tellings(ident) or () if each.words == telling.words)
            printed = tuple(shown.insertions[at:end])
            out.append(next((each for each in ways if each.insertions == printed), telling))
            at = end
        return tuple(out)

    def _judge_mismatch(self, shown: Shown, trace: TraceLine, fit: Mismatch) -> None:
        found = shown.words
        if len(trace.claims) == 1 and not trace.fixed and self.teller.is_passage(trace.claims[0], shown.text):
            return
        text = _explain(found, fit, shown.insertions, trace)
        line = shown.line_of(fit.at) if fit.at < len(found) else shown.line
        passage = self._case.look.passages.get(trace.claims[0]) if len(trace.claims) == 1 else None
        if passage is not None and self._case.is_source_at_fault(passage.source, self._file):
            if self._case.found.has(source_file(passage.source)):
                return
            wrong = f"the text of '{self._case.look.sources[passage.source].path}' was altered: {self._file} {text}"
            self._case.found.add(source_file(passage.source), passage.line, "quote", wrong)
        else:
            self.add(line, "words", text)

    def _judge_insertions(self, shown: Shown, wanted: Sequence[str]) -> None:
        for found, want in zip(shown.insertions, wanted, strict=True):
            if found != want:
                self.add(shown.line, "insertion", f"inserts '{excerpt(found)}', its claim inserts '{excerpt(want)}'")

    def citation(self, trace: TraceLine, cited: Sequence[Span] = ()) -> str | None:
        """Give the reference that must stand on the line; None where its ids have no evidence to cite."""
        spans = self.teller.evidence(trace.claims)
        spans = (*spans, *(span for span in cited if not within(span, spans)))
        return self._case.look.cite(spans) if spans else None

    def _judge_references(
        self, shown: Shown, trace: TraceLine, cited: Sequence[Span] = (), *, needs_reference: bool
    ) -> None:
        if not shown.references:
            if needs_reference:
                self.add(
                    shown.line, "reference", f"has no reference, its evidence stands at '{self.citation(trace, cited)}'"
                )
            return
        want = self.citation(trace, cited)
        for line, found in shown.references:
            if want is None:
                self.add(line, "reference", f"refers to '{found}', but cites no claim")
            elif found.strip("[]") not in self._forms(want, trace):
                self.add(line, "reference", f"refers to '{found}', its evidence stands at '{want}'")

    def is_label(self, text: str, idents: Sequence[str]) -> bool:
        """Tell whether a style may print the text beside these ids: a place, year, voice or count that is theirs."""
        return any(text in known for ident in idents for known in self._labels(ident))

    def _labels(self, ident: str) -> Iterator[Collection[str]]:
        """Yield them by kind, what is quickly found first."""
        look = self._case.look
        claim = look.claims.get(ident)
        if isinstance(claim, Entity):
            yield (str(len(claim.mentions)),)
        elif isinstance(claim, Event):
            yield [str(int(year)) for year in _YEAR.findall(claim.when.edtf or "")]
        if passage := look.passages.get(ident):
            last = passage.line + self.teller.text_of(passage).count("\n")
            yield [f"{mark}{line}" for mark in ("", "L") for line in range(passage.line, last + 1)]
            yield (passage.voice,)
        if spans := self.teller.evidence([ident]):
            yield look.cite(spans).strip("[]").split(" · ")

    def _forms(self, want: str, trace: TraceLine) -> tuple[str, ...]:
        """A passage's margin may give its first line or its time alone; every other reference is whole."""
        bare = want.strip("[]")
        passages = [self._case.look.passages.get(each) for each in trace.claims]
        lines = [f"L{passage.line}" for passage in passages if passage is not None]
        return (bare, *bare.split(" · "), *lines) if len(lines) == len(passages) else (bare,)


def _explain(found: tuple[str, ...], fit: Mismatch, insertions: Sequence[str], trace: TraceLine) -> str:
    shown = [_spelt(found, at, insertions) for at in range(fit.at, min(fit.at + 8, len(found)))]
    wanted = "an insertion" if fit.expected == MARK else f"'{fit.expected}'"
    if fit.expected is None and not shown:
        missing = ", ".join(f"'{FIXED[key]}'" for key in trace.fixed if FIXED_WORDS[key])
        return f"does not print all the fixed words of its trace: {missing}"
    if fit.expected is None:
        return f"prints '{' '.join(shown)}', which its evidence does not say there"
    if not shown:
        return f"ends where its evidence says {wanted}"
    return f"prints '{shown[0]}', its evidence says {wanted}"


def _spelt(found: Sequence[str], at: int, insertions: Sequence[str]) -> str:
    if found[at] != MARK:
        return found[at]
    order = sum(word == MARK for word in found[:at])
    return insertions[order] if order < len(insertions) else "[…]"


class Phrases:
    """What may be printed beside any claim, each whole; made once."""

    def __init__(self, phrases: Iterable[tuple[str, ...]]) -> None:
        self.known = frozenset(phrase for phrase in phrases if phrase)
        self.longest = max((len(phrase) for phrase in self.known), default=0)


def strangers(text: str, phrases: Phrases, told: Sequence[Telling]) -> str | None:
    """Give the first word that is neither within a whole phrase nor in order in one telling; None where all are.

    For attributes, which print short labels of no fixed order.
    """
    words = tokens(text)
    at, places = 0, [0] * len(told)
    while at < len(words):
        step = next((size for size in range(phrases.longest, 0, -1) if words[at : at + size] in phrases.known), 0)
        if step:
            at += step
            continue
        hits = [order for order, telling in enumerate(told) if words[at] in telling.words[places[order] :]]
        if not hits:
            return words[at]
        for order in hits:
            places[order] = told[order].words.index(words[at], places[order]) + 1
        at += 1
    return None
