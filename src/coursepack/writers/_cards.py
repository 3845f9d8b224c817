"""What is on the cards, the same in every format: question and answer, and on the back the quoted line with its place.

Cards are the questions that have one answer, then terms, dates and reasons that no question asks for.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct

from coursepack.language.lexicons import rows, values
from coursepack.model.anchors import Span, is_within, place_of
from coursepack.model.claims import Event, Question, Term
from coursepack.model.lasting import Asked, Lasting
from coursepack.model.pack import Pack
from coursepack.model.wording import FIXED, Fixed, Quoted, Wording, printed, words
from coursepack.writers._chronicle import Moment, chronicle
from coursepack.writers._quoting import Line, quoted_line, quoted_spans
from coursepack.writers._stance import Tellers, quotes_of
from coursepack.writers._terms import glossary
from coursepack.writers._ties import Reason, reasons

__all__ = ["Card", "Side", "cards_of"]

_KINDS = frozenset({"choice", "cloze", "short_answer"})
"""Questions that one answer answers; a choice is asked without its options."""
_SURE = 0.5
"""The confidence from which a term is asked for, where no question asks for it."""
_SHORT, _LONG = 3, 40
"""Words of what stands on a side made here."""
_ALIKE = 0.6
"""The share of the shorter front's words from which two with one answer ask the same."""
_EQUAL = 0.7
"""The share from which any two do: one would tell what the other asks."""
_TURNED = 0.9
"""The share of all the words of the shorter card from which it is the other one turned round."""
_TOLD = 6
"""Words that an explanation has at least where its term is asked for without options."""
_TALK = values("leaning", "talk")
_POINTING = values("leaning", "pointing")
_LEANING = _TALK | _POINTING | values("leaning", "joining")
_VERBS = frozenset(row["verb"] for row in rows("verbs"))
_PRONOUNS = frozenset({"he", "him", "his", "she", "her", "hers", "i", "it", "its", "they", "them", "their", "theirs"})
_OWN = frozenset({"his", "her", "its", "their"})
"""These may stand behind a name."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_BEHIND = frozenset({"at", "between", "for", "from", "in", "of", "on", "to", "who", "with"})
"""What may follow "the" and its noun, and say which one is meant."""


_EMPTY, _WEIGHING = values("asking", "empty"), values("asking", "weighing")
_SPOKEN = frozenset({"it's", "it’s", "this", "these"})
_LABELS = frozenset({"word", "term", "phrase"})
"""An explanation with one of these early on, or with an empty noun, is of the word, or of anything."""
_CUT = frozenset({"against", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"})
"""No explanation ends with these, and a verb with one of these behind it tells a deed."""
_OBJECTS = frozenset({"a", "all", "an", "any", "both", "each", "many", "not", "some", "that", "up"})
_FEWEST, _WORD_LENGTH = 3, 5
"""Words of so many letters that the effect has at least which only says how something is: "J is irrelevant"."""
_BEING = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_UNDER = frozenset({"when", "while", "if", "although", "though", "where", "whereas", "after", "before", "once"})
_MIGHT = frozenset({"can", "could", "may", "might", "should", "would", "must", "sometimes", "things", "example"})
"""An effect with one of these says what may be so, or of nothing in particular."""


class Side(Struct, frozen=True, kw_only=True):
    wording: Wording
    claims: tuple[str, ...]
    """What it is traced to."""
    fixed: tuple[str, ...] = ()
    """Fixed words that are no part of the claim's own wording."""

    @property
    def plain(self) -> str:
        return printed(self.wording)

    @property
    def text(self) -> str:
        """As it is printed, with a capital where it begins, and where what is asked about begins."""
        first = self.wording[0] if self.wording else None
        if self.fixed and isinstance(first, Fixed) and FIXED[first.key].endswith("?"):
            return f"{FIXED[first.key]} {_capital(printed(self.wording[1:]))}"
        return _capital(self.plain)


class Card(Struct, frozen=True, kw_only=True):
    claim: Asked
    front: Side
    back: Side
    line: Line
    """The source's words, printed on the back alone."""
    source: str
    section: str | None
    key: str
    """The lasting id that the card would get in a first build."""

    @property
    def gap(self) -> tuple[str, str] | None:
        """The front before its gap and behind it; None where it has none."""
        at = next((at for at, part in enumerate(self.front.wording) if part == Fixed(key="blank")), None)
        if at is None:
            return None
        before, _, after = self.front.text.partition(FIXED["blank"])
        return before, after

    @property
    def answer(self) -> str:
        """The back's text; of a gap as it stands in its sentence."""
        return self.back.text if self.gap is None else self.back.plain


def cards_of(pack: Pack) -> tuple[Card, ...]:
    """Give the cards in the order of the lines that they are about, no two that ask the same."""
    chosen: list[Card] = []
    known: list[_Told] = []
    for card in _Maker(pack).all():
        told = _told(card)
        if all(card.key != each.key for each in chosen) and not any(_is_like(told, other) for other in known):
            known.append(told)
            chosen.append(card)
    return tuple(sorted(chosen, key=lambda each: place_of(each.claim.evidence[0])))


class _Told(Struct, frozen=True, kw_only=True):
    """The words of a card, but for fixed ones."""

    answer: str
    front: frozenset[str]
    all: frozenset[str]


def _told(card: Card) -> _Told:
    front, back = (frozenset(_own_words(side)) for side in (card.front, card.back))
    return _Told(answer=card.answer.casefold(), front=front, all=front | back)


def _own_words(side: Side) -> list[str]:
    return words(printed(tuple(part for part in side.wording if not isinstance(part, Fixed))))


def _is_like(one: _Told, other: _Told) -> bool:
    """Tell whether two cards ask the same, or one tells what the other asks."""
    shared = _share(one.front, other.front)
    return shared >= (_ALIKE if one.answer == other.answer else _EQUAL) or _share(one.all, other.all) >= _TURNED


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


class _Maker:
    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._lasting = Lasting(pack)
        self._tellers = Tellers(pack)
        self._spots: dict[str, list[tuple[int, int, str | None]]] = {source.id: [] for source in pack.sources}
        self._mentions = [span for entity in pack.entities for span in entity.mentions]
        self._names = {name for entity in pack.entities for name in (entity.name, *entity.aliases)}
        self._asked = {ident for each in pack.questions if each.kind in _KINDS for ident in each.claims}
        self._disputed = {ident for each in pack.comparisons if each.verdict == "differ" for ident in each.statements}
        for each in sorted(pack.sentences, key=lambda one: one.start):
            self._spots[each.source].append((each.start, each.end, each.section))

    def all(self) -> Iterator[Card]:
        """Yield the best first: of two that ask the same the later one is left out."""
        yield from self._of_questions()
        yield from self._of_terms()
        yield from self._of_reasons()
        yield from self._of_moments()

    def _of_questions(self) -> Iterator[Card]:
        for question in self._pack.questions:
            if question.kind in _KINDS and question.answer and not self._needs_options(question):
                front = Side(wording=question.prompt_wording, claims=(f"{question.id}/prompt",))
                back = Side(wording=question.answer_wording, claims=(f"{question.id}/answer",))
                yield self._card(question, front, back)

    def _needs_options(self, question: Question) -> bool:
        """Tell whether others fit as well without the options: a common noun in a gap, or one told in few words."""
        if question.kind != "choice" or question.asks != "term" or question.answer in self._names:
            return False
        is_gap = Fixed(key="blank") in question.prompt_wording
        said = sum(len(words(part.span.quote)) for part in question.prompt_wording if isinstance(part, Quoted))
        return is_gap or said < _TOLD

    def _of_terms(self) -> Iterator[Card]:
        """Ask what a term means, where its explanation says so and not what became of it."""
        for gloss in glossary(self._pack):
            term = gloss.term
            if gloss.mark is not None or term.confidence < _SURE or term.id in self._asked:
                continue
            if _is_command(term.name) or not self._explains(term):
                continue
            named = Quoted(span=term.evidence[0])
            asking = (Fixed(key="ask.meaning"), named, Fixed(key="question_mark"))
            front = Side(wording=asking, claims=(f"{term.id}/name",), fixed=("ask.meaning", "question_mark"))
            yield self._card(term, front, Side(wording=term.wording, claims=(f"{term.id}/text",)))

    def _explains(self, term: Term) -> bool:
        own, said = words(term.name), words(term.text)
        if printed((Quoted(span=term.evidence[0]),)) != term.name or not _SHORT <= len(said) <= _LONG:
            return False
        if f" {' '.join(own)} " in f" {' '.join(said)} " or _is_pointing(said[0]) or _TALK & set(said):
            return False
        is_of_two = own[-1] in said and ", and " in term.text
        if not _is_telling(said) or is_of_two or term.text.rstrip().endswith(":"):
            return False
        teller = self._tellers.find(quotes_of(term.wording))
        return teller is None or teller.verb is None or words(teller.subject or "") in ([], own)

    def _of_moments(self) -> Iterator[Card]:
        """Ask for the date of what is told as a fact, with a subject of its own and its date neatly out of it."""
        for moment in chronicle(self._pack):
            if moment.mark is None and not moment.doubts and self._is_clear(moment):
                event = moment.event
                asking = (Fixed(key="ask.when"), *moment.wording)
                front = Side(wording=asking, claims=(f"{event.id}/undated",), fixed=("ask.when",))
                yield self._card(event, front, Side(wording=moment.when, claims=(f"{event.id}/when",)))

    def _is_clear(self, moment: Moment) -> bool:
        date, said = words(printed(moment.when)), words(printed(moment.wording))
        statement = moment.statement
        has_year = any(len(word) >= 4 and word[:4].isdigit() for word in date)
        if not has_year or date != words(moment.event.when.text) or set(date) & _LEANING or statement is None:
            return False
        is_out = not any(word[:4].isdigit() and len(word) >= 4 for word in said)
        is_sure = statement.id not in self._asked and statement.id not in self._disputed and bool(statement.subject)
        is_closed = printed(moment.wording).count("(") == printed(moment.wording).count(")")
        is_whole = is_closed and len(said) <= _LONG and _stands(moment.wording)
        return is_out and is_sure and is_whole and self._is_named(moment.wording)

    def _is_named(self, wording: Wording) -> bool:
        """Tell whether the words name anything: a date is asked for of somebody or something known."""
        return any(is_within(mention, quotes_of(wording)) for mention in self._mentions)

    def _of_reasons(self) -> Iterator[Card]:
        """Ask for the cause of an effect that stands first, as a whole clause."""
        for reason in reasons(self._pack, "cause"):
            if reason.is_turned and reason.mark is None and self._is_asked(reason):
                link = reason.link
                front = Side(
                    wording=(Fixed(key="ask.why"), *reason.first, Fixed(key="full_stop")),
                    claims=(f"{link.id}/effect",),
                    fixed=("ask.why", "full_stop"),
                )
                yield self._card(link, front, Side(wording=reason.second, claims=(f"{link.id}/cause",)))

    def _is_asked(self, reason: Reason) -> bool:
        link = reason.link
        if not _is_worth_asking(words(printed(reason.first)), words(printed(reason.second))):
            return False
        is_quoted = all(isinstance(part, Quoted) for part in (*reason.first, *reason.second))
        return is_quoted and bool(link.cause and link.effect) and _stands(reason.first)

    def _card(self, claim: Asked, front: Side, back: Side) -> Card:
        return Card(
            claim=claim,
            front=front,
            back=back,
            line=self._line(claim),
            source=claim.evidence[0].source,
            section=self._section(claim),
            key=self._lasting.of(claim),
        )

    def _line(self, claim: Asked) -> Line:
        """Quote the sentence; of a term the one that explains it, of an event the heading that dates it as well."""
        evidence, texts = claim.evidence, self._pack.texts
        if isinstance(claim, Event):
            order = sorted(range(len(evidence)), key=lambda at: place_of(evidence[at]))
            return quoted_spans(claim.id, evidence, order, texts)
        is_of_term = isinstance(claim, Term) or (isinstance(claim, Question) and claim.asks in ("meaning", "term"))
        if is_of_term and len(evidence) > 1:
            name, told = evidence[:2]
            if not (name.source == told.source and name.end <= told.start < self._end(name)):
                order = [at for at in range(1, len(evidence)) if self._end(evidence[at]) == self._end(told)]
                return quoted_spans(claim.id, evidence, order, texts)
        answer = claim.answer if isinstance(claim, Question) else ""
        return quoted_line(claim.id, evidence, answer, end=self._end(evidence[0]), texts=texts)

    def _spot(self, span: Span) -> tuple[int, int, str | None] | None:
        spots = self._spots[span.source]
        at = bisect_right(spots, span.start, key=lambda each: each[0]) - 1
        return spots[at] if at >= 0 and span.start < spots[at][1] else None

    def _end(self, span: Span) -> int:
        spot = self._spot(span)
        return spot[1] if spot is not None else span.end

    def _section(self, claim: Asked) -> str | None:
        if isinstance(claim, Question) and claim.section is not None:
            return claim.section
        spot = self._spot(claim.evidence[0])
        return spot[2] if spot is not None else None


def _stands(wording: Wording) -> bool:
    """Tell whether a reader who sees these words alone knows of what they speak."""
    said = _WORD.findall(printed(wording))
    folded = [word.casefold().replace("’", "'") for word in said]
    if not said or _LEANING & set(folded):
        return False
    for at, word in enumerate(folded):
        if word in _PRONOUNS and not (word in _OWN and any(each[:1].isupper() for each in said[:at])):
            return False
    return folded[0] != "the" or said[1:2] == [] or said[1][:1].isupper() or bool(_BEHIND & set(folded[2:3]))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _is_command(name: str) -> bool:
    """Tell whether a bullet's lead says what to do, "Seek robust policies", and names nothing."""
    first, *rest = name.split()
    return bool(rest) and first.casefold() in _VERBS and rest[-1].endswith("s") and all(each.islower() for each in rest)


def _is_telling(said: list[str]) -> bool:
    """Tell whether an explanation says what a thing is: no deed, no "more common form", and none that is cut short."""
    is_verb = said[0] in _VERBS or said[0].removesuffix("s") in _VERBS
    is_deed = said[0].endswith("ed") or (is_verb and said[1] in _CUT | _OBJECTS)
    is_spoken = not _SPOKEN.isdisjoint(said) or not _WEIGHING.isdisjoint(said[:2])
    return not (is_deed or is_spoken or "more" in said[:3] or (_EMPTY | _LABELS) & set(said[:4]) or said[-1] in _CUT)


def _is_worth_asking(effect: list[str], cause: list[str]) -> bool:
    """Tell whether a reason can be asked for: a whole effect that came about, by a reason that is no other's."""
    is_state = not _BEING.isdisjoint(effect)
    telling = [word for word in effect if len(word) >= _WORD_LENGTH] if is_state else effect
    has_words = len(telling) >= _FEWEST
    return has_words and effect[0] not in _UNDER and not _MIGHT & set(effect) and cause[0] not in _OWN


def _is_pointing(word: str) -> bool:
    return word in _PRONOUNS or word in _POINTING
