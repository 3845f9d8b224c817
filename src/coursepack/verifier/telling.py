"""The words that may stand on a traced line: what each claim, source or passage says when it is printed."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from coursepack.model.anchors import Passage, Source, Span
from coursepack.model.claims import (
    Comparison,
    Entity,
    Event,
    Link,
    Question,
    Relation,
    Repair,
    Section,
    Statement,
    Term,
    Time,
)
from coursepack.model.wording import FIXED, Fixed, Inserted, Wording, plain, printed
from coursepack.verifier.dates import event_tellings
from coursepack.verifier.lookup import Lookup, follows, runs
from coursepack.verifier.parts import base_of, spans_of_part, tellings_of_part
from coursepack.verifier.ties import link_tellings, relation_tellings
from coursepack.verifier.told import MARK, Telling, tokens

__all__ = ["FIXED_WORDS", "MARK", "Mismatch", "Teller", "Telling", "letters", "match", "stranger", "tokens"]

# Mark-up that a passage may be printed without: comments, tags, images, a link's target, that of a wiki's link, an
# embedded page, a comment or an anchor as Obsidian writes them, and the form of a character reference.
_DROPPED = re.compile(
    r"!\[\[[^\[\]]*\]\]|\[\[[^\[\]|]*\|(?=[^\[\]|]+(?:\]\]|\Z))|(?<=[^\[\]])#[^\[\]|#]*(?=\]\])|%%[^%]+%%|(?<=\s)\^[A-Za-z0-9-]+(?=\s*\Z)|"
    r"<!--.*?-->|<[^<>]*>|!\[[^\[\]]*\](?:\([^()]*\))?|\]\((?:[^()]|\([^()]*\))*\)|\]\[[^\[\]]*\]|&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]\w*);",
    re.DOTALL,
)
_EMPHASIS = re.compile(r"[*_`~]+|\\(?=[^\w\s])")
_LETTER = re.compile(r"[^\W_]")


class Mismatch(Struct, frozen=True):
    at: int
    """Index of the first printed word that does not fit; their number where too few are printed."""
    expected: str | None
    """What the claims say there; None where they say no more."""


FIXED_WORDS = {key: tokens(value) for key, value in FIXED.items()}


def letters(text: str) -> str:
    return "".join(_LETTER.findall(text))


def stranger(text: str, spans: Iterable[Span]) -> str | None:
    """Find a word that the spans do not say there; marks of emphasis may stand inside one: "M*A*S*H"."""
    quotes = [span.quote for span in spans]
    strange = follows(runs(text), (word for quote in quotes for word in runs(quote)))
    return None if letters(text) in letters("".join(quotes)) else strange


class Teller:
    """Works out the tellings of each id once."""

    def __init__(self, look: Lookup) -> None:
        self._look = look
        self._known: dict[str, tuple[Telling, ...] | None] = {}

    def tellings(self, ident: str) -> tuple[Telling, ...] | None:
        """Give the ways to print a claim, source or passage, the usual first; None where the pack has no such id."""
        if ident not in self._known:
            self._known[ident] = self._work_out(ident)
        return self._known[ident]

    def _work_out(self, ident: str) -> tuple[Telling, ...] | None:
        look = self._look
        base, _, part = ident.partition("/")
        if part and base in look.claims:
            return tellings_of_part(look.claims[base], part, _worded, _ways)
        named = look.claims.get(ident) or look.sources.get(ident)
        if isinstance(named, Relation):
            return relation_tellings(named, look)
        if isinstance(named, Link):
            return link_tellings(named, look)
        if isinstance(named, Event):
            return event_tellings(named, _worded(named.text, named.wording), look)
        if named is not None:
            return _TOLD.get(type(named), _nothing)(named)
        if ident in look.left:
            because = ident.rpartition(".")[2]
            return _each(f"{FIXED[f'left.{because}']} {look.left[ident]}")
        passage = look.passages.get(ident)
        return self._passage(passage) if passage is not None else None

    def _passage(self, passage: Passage) -> tuple[Telling, ...]:
        ways = _ways(self.text_of(passage))
        if passage.voice:
            ways += [f"{passage.voice} {way}" for way in ways]
        return tuple(Telling(words) for words in dict.fromkeys(tokens(way) for way in ways))

    def text_of(self, passage: Passage) -> str:
        text = self._look.texts.get(passage.source)
        return text.text[passage.start : passage.end] if text is not None else ""

    def is_passage(self, ident: str, shown: str) -> bool:
        """Tell whether the text has every letter of the passage in order, but for those within mark-up."""
        passage = self._look.passages.get(ident)
        raw = self.text_of(passage) if passage is not None else ""
        # Marks of emphasis may stand inside a word: "M*A*S*H".
        if not (_DROPPED.search(raw) or _EMPHASIS.search(raw)):
            return False
        pattern, end = "", 0
        for mark in _DROPPED.finditer(raw):
            ways = dict.fromkeys((letters(mark.group()), letters(html.unescape(mark.group()))))
            pattern += f"{letters(raw[end : mark.start()])}(?:{'|'.join(ways)})?"
            end = mark.end()
        return re.fullmatch(pattern + letters(raw[end:]), letters(shown)) is not None

    def evidence(self, idents: Sequence[str]) -> tuple[Span, ...]:
        """Give the spans that a reference beside these ids cites; sources cite none, nor does a name beside a claim."""
        look = self._look
        passages = (look.passages[each] for each in idents if each in look.passages)
        claims = [(look.claims[base_of(each)], each) for each in idents if base_of(each) in look.claims]
        told = [each for each in claims if not isinstance(each[0], Entity)] or claims
        spans = chain.from_iterable(spans_of_part(claim, ident.partition("/")[2]) for claim, ident in told)
        return (*spans, *(_whole(each, self.text_of(each)) for each in passages))


def _ways(raw: str) -> list[str]:
    """Give the forms in which a quote may be printed: as it is, without mark-up, and without emphasis."""
    bare = _DROPPED.sub(lambda mark: mark.group() if mark.group().startswith("&") else "", raw)
    return [plain(raw), plain(bare), plain(_EMPHASIS.sub("", bare))]


def _whole(passage: Passage, text: str) -> Span:
    return Span(source=passage.source, start=passage.start, end=passage.end, line=passage.line, quote=text)


def _nothing(_: object) -> tuple[Telling, ...]:
    return (Telling(()),)


def _each(*texts: str) -> tuple[Telling, ...]:
    return tuple(Telling(words) for words in dict.fromkeys(tokens(text) for text in texts))


def _worded(text: str, wording: Wording) -> Telling:
    inserted = tuple(f"[{part.text}]" for part in wording if isinstance(part, Inserted))
    # A key that the catalogue lacks is a finding of its own; the text still tells what may be printed.
    if not inserted or any(isinstance(part, Fixed) and part.key not in FIXED for part in wording):
        return Telling(tokens(text))
    masked = tuple(replace(part, text=MARK) if isinstance(part, Inserted) else part for part in wording)
    return Telling(tokens(printed(masked)), inserted)


def _statement(statement: Statement) -> tuple[Telling, ...]:
    return (_worded(statement.text, statement.wording),)


def _source(source: Source) -> tuple[Telling, ...]:
    return _each(source.title, re.split(r"[/\\]", source.path)[-1], source.path, f"{source.title} {source.id}")


def _section(section: Section) -> tuple[Telling, ...]:
    return _each(section.title)


def _entity(entity: Entity) -> tuple[Telling, ...]:
    names = _each(entity.name, *entity.aliases, " ".join((entity.name, *entity.aliases)))
    if not entity.cased:
        return names
    # A name with capitals that no source has stands in brackets; its other names follow it.
    shown, others = (f"[{entity.cased}]",), tokens(" ".join(entity.aliases))
    return (*names, Telling((MARK,), shown), Telling((MARK, *others), shown))


def _time(time: Time) -> tuple[Telling, ...]:
    return _each(time.text)


def _term(term: Term) -> tuple[Telling, ...]:
    text, name = _worded(term.text, term.wording), tokens(term.name)
    return (text, Telling(name), Telling(name + text.words, text.insertions))


def _question(question: Question) -> tuple[Telling, ...]:
    return (_worded(question.prompt, question.prompt_wording), _worded(question.answer, question.answer_wording))


def _comparison(comparison: Comparison) -> tuple[Telling, ...]:
    """Tell what is compared, or nothing beside the statements."""
    return (Telling(tokens(comparison.about)), Telling(()))


def _repair(repair: Repair) -> tuple[Telling, ...]:
    """Tell what was heard, then the name in brackets."""
    return (Telling((*tokens(repair.heard), MARK), (f"[{repair.name}]",), needs="arrow"),)


_TOLD: dict[type[Struct], Callable[[Any], tuple[Telling, ...]]] = {
    Comparison: _comparison,
    Entity: _entity,
    Question: _question,
    Repair: _repair,
    Section: _section,
    Source: _source,
    Statement: _statement,
    Term: _term,
    Time: _time,
}


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _is_same(found: str, said: str, *, is_first: bool) -> bool:
    return found == said or (is_first and _capital(found) == _capital(said))


class _State(Struct, frozen=True):
    """A way to have read the printed words so far."""

    at: int
    used: int
    """Bits of the fixed words that were read."""
    picks: tuple[int, ...]
    """Which telling of each claim was begun."""
    off: int
    """Words read of the last pick."""


class _Search:
    """Finds how the printed words are the claims' words in order, with fixed words anywhere between them."""

    def __init__(
        self, found: Sequence[str], told: Sequence[tuple[Telling, ...]], fixed: Sequence[tuple[str, ...]], needed: int
    ) -> None:
        self._found, self._told, self._fixed = found, told, fixed
        self._needed = (1 << needed) - 1
        self._furthest = Mismatch(-1, None)

    def run(self) -> tuple[Telling, ...] | Mismatch:
        todo = list(self._begun(0, 0, ()))
        seen: set[tuple[int, int, int, int, int]] = set()
        while todo:
            state = todo.pop()
            key = (state.at, state.used, len(state.picks), state.picks[-1] if state.picks else 0, state.off)
            if key in seen:
                continue
            seen.add(key)
            if self._is_done(state):
                return tuple(ways[pick] for ways, pick in zip(self._told, state.picks, strict=True))
            todo.extend(self._next(state))
        return self._furthest

    def _begun(self, at: int, used: int, picks: tuple[int, ...]) -> Iterator[_State]:
        """Begin the next claim, the usual telling last so that it is taken up first."""
        if len(picks) == len(self._told):
            yield _State(at, used, picks, 0)
            return
        for pick in reversed(range(len(self._told[len(picks)]))):
            yield _State(at, used, (*picks, pick), 0)

    def _said(self, state: _State) -> tuple[str, ...]:
        return self._told[len(state.picks) - 1][state.picks[-1]].words if state.picks else ()

    def _is_done(self, state: _State) -> bool:
        is_read = state.at == len(self._found) and len(state.picks) == len(self._told)
        return is_read and state.off == len(self._said(state)) and state.used & self._needed == self._needed

    def _next(self, state: _State) -> Iterator[_State]:
        for bit, words in enumerate(self._fixed):
            end = state.at + len(words)
            if not state.used >> bit & 1 and self._is_fixed_at(state.at, words):
                yield _State(end, state.used | 1 << bit, state.picks, state.off)
        said = self._said(state)
        if state.off == len(said):
            if len(state.picks) < len(self._told):
                yield from self._begun(state.at, state.used, state.picks)
            else:
                self._note(state.at, None)
            return
        word = said[state.off]
        if state.at < len(self._found) and _is_same(self._found[state.at], word, is_first=state.off == 0):
            yield _State(state.at + 1, state.used, state.picks, state.off + 1)
        else:
            self._note(state.at, word)

    def _is_fixed_at(self, at: int, words: tuple[str, ...]) -> bool:
        found = self._found[at : at + len(words)]
        return len(found) == len(words) and all(
            _is_same(one, other, is_first=order == 0)
            for order, (one, other) in enumerate(zip(found, words, strict=True))
        )

    def _note(self, at: int, expected: str | None) -> None:
        if at > self._furthest.at:
            self._furthest = Mismatch(at, expected)


def match(
    found: Sequence[str], told: Sequence[tuple[Telling, ...]], fixed: Sequence[tuple[str, ...]], optional: int = 0
) -> tuple[Telling, ...] | Mismatch:
    """Tell which telling of each claim is printed, else where the words first differ.

    Every fixed phrase must be printed once, but for the last `optional` ones.
    """
    if len(told) == 1 and len(fixed) == optional:
        for telling in told[0]:
            if telling.words == found:
                return (telling,)
    return _Search(found, told, fixed, len(fixed) - optional).run()
