"""A statement taken apart for comparing: its words with who is named, its dates, its numbers, its predicate."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from coursepack.language.dates.bounds import bounds
from coursepack.language.dates.calendar import Day
from coursepack.language.dating import host_of, is_apart
from coursepack.language.grammar import Grove, Grown, head_of
from coursepack.language.lexicons import values
from coursepack.language.naming import Named, Naming
from coursepack.language.quantities import Quantity, quantities
from coursepack.model.anchors import Span
from coursepack.model.claims import Event, Statement, Time
from coursepack.model.pack import Pack
from coursepack.model.trees import Token
from coursepack.model.wording import Inserted

__all__ = ["Dated", "Match", "Saying", "Word", "sayings"]

_MEANING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"})
_EMPTY = frozenset(
    {
        *(
            "be",
            "have",
            "do",
            "also",
            "then",
            "there",
            "here",
            "so",
            "very",
            "just",
            "even",
            "only",
            "still",
            "more",
            "most",
        ),
        *(
            "now",
            "first",
            "too",
            "really",
            "well",
            "however",
            "such",
            "other",
            "same",
            "own",
            "not",
            "never",
            "who",
            "what",
        ),
        *("which", "when", "where", "how", "why", "this", "that", "soon", "later", "ago", "again", "already", "about"),
        *("around", "over", "almost", "nearly", "roughly", "away", "back", "up", "down", "out", "off", "on"),
    }
)
_LEAD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


class Word(Struct, frozen=True, kw_only=True):
    """What a statement says, once: a name by its entity's id, any other word by its lemma."""

    index: int
    """Its token, a name's head; -1 in a bullet's lead, which is in no tree."""
    key: str
    is_name: bool
    role: str
    """How it hangs from the predicate: "nsubj", "obj", "obl:in"; "" of the predicate itself and deeper down."""


class Dated(Struct, frozen=True, kw_only=True):
    """A date and what it dates."""

    time: Time | None
    """None where a heading or bullet above says it."""
    text: str
    edtf: str
    first: Day
    last: Day
    head: int
    """The token that it dates: the predicate, or a noun; -1 in a lead."""
    is_noun: bool
    key: str
    """The entity or lemma that it dates."""
    spans: tuple[Span, ...]
    is_counted: bool = False
    """The rest is only later or earlier: "after his death in 1925"."""


class Saying(Struct, frozen=True, kw_only=True):
    statement: Statement
    source: str
    grown: Grown
    indexes: tuple[int, ...]
    head: int
    words: tuple[Word, ...]
    dates: tuple[Dated, ...]
    numbers: tuple[Quantity, ...]
    is_denied: bool

    @property
    def predicate(self) -> str:
        return self.grown.tokens[self.head].lemma.casefold()


class Match(Struct, frozen=True, kw_only=True):
    """What the words of one statement find in another."""

    first: float
    """The share of the one's words that the other says, weighed."""
    second: float
    pairs: tuple[tuple[int, int, float], ...]
    """Places in both lists of words, and how alike the words are."""


def sayings(pack: Pack) -> list[Saying]:
    """Take each statement apart, in order; questions and what has no word of its own are left out."""
    reader = _Reader(pack)
    found = (reader.read(statement) for statement in pack.statements if statement.stance != "question")
    return [each for each in found if each is not None]


class _Reader:
    """What is looked up by position; made once for a pack."""

    def __init__(self, pack: Pack) -> None:
        self._grove, self._naming = Grove(pack), Naming(pack)
        self._entities = {entity.id: entity for entity in pack.entities}
        self._times: dict[str, list[Time]] = {}
        for time in pack.times:
            self._times.setdefault(time.evidence[0].source, []).append(time)
        for each in self._times.values():
            each.sort(key=lambda time: time.evidence[0].start)
        self._starts = {source: [time.evidence[0].start for time in each] for source, each in self._times.items()}
        self._events: dict[str, list[Event]] = {}
        for event in pack.events:
            if event.statement is not None:
                self._events.setdefault(event.statement, []).append(event)
        self._mentions: dict[str, list[tuple[int, int, str]]] = {}
        for entity in pack.entities:
            for span in entity.mentions:
                self._mentions.setdefault(span.source, []).append((span.start, span.end, entity.id))
        for mentions in self._mentions.values():
            mentions.sort()

    def read(self, statement: Statement) -> Saying | None:
        grown, indexes = self._grove.find(statement.wording)
        if not indexes:
            return None
        head = head_of(grown, indexes)
        names = {each.first: each for each in self._naming.named(grown)}
        dates = list(self._dates(statement, grown, indexes, head, names))
        dated = {
            index
            for each in self._near(grown, indexes)
            for index in indexes
            if each.edtf is not None
            and any(span.start <= grown.tokens[index].start < span.end for span in _own_spans(each))
        }
        numbers = quantities(grown, indexes, dated)
        counted = {index for each in numbers for index in range(each.first, each.last + 1)}
        words = (
            *self._lead_words(statement, grown),
            *self._inserted(statement),
            *self._words(grown, indexes, head, names, dated | counted),
        )
        if not words:
            return None
        return Saying(
            statement=statement,
            source=grown.tree.source,
            grown=grown,
            indexes=tuple(indexes),
            head=head,
            words=words,
            dates=tuple(dates),
            numbers=numbers,
            is_denied=grown.is_negated(head),
        )

    def _near(self, grown: Grown, indexes: Sequence[int]) -> Iterator[Time]:
        source = grown.tree.source
        times, starts = self._times.get(source, []), self._starts.get(source, [])
        first = grown.tree.lead[0] if grown.tree.lead and indexes[0] == 0 else grown.tokens[indexes[0]].start
        for time in times[bisect_left(starts, first) :]:
            if time.evidence[0].start >= grown.tokens[indexes[-1]].end:
                return
            yield time

    def _dates(
        self, statement: Statement, grown: Grown, indexes: Sequence[int], head: int, names: Mapping[int, Named]
    ) -> Iterator[Dated]:
        tokens = grown.tokens
        campaigns = {
            each.last: (each.first, each.head)
            for each in names.values()
            if self._entities[each.entity].kind == "campaign"
        }
        by_head = {each.head: each.entity for each in names.values()}
        told: set[str | None] = set()
        for time in self._near(grown, indexes):
            limits = _limits(time.edtf)
            if limits is None or time.edtf is None:
                continue
            span = time.evidence[0]
            mine = [index for index in range(len(tokens)) if span.start <= tokens[index].start < span.end]
            if mine and mine[0] not in indexes:
                continue
            told.add(time.edtf)
            at, is_noun, key = -1, False, ""
            if mine:
                host = host_of(grown, (mine[0], mine[-1]), campaigns)
                at, is_noun = host.head, host.is_noun
                key = by_head.get(at, tokens[at].lemma.casefold())
            yield Dated(
                time=time,
                text=time.text,
                edtf=time.edtf,
                first=limits[0],
                last=limits[1],
                head=at,
                is_noun=is_noun,
                key=key,
                spans=_own_spans(time),
                is_counted=bool(mine) and is_apart(grown, mine[0]),
            )
        for event in self._events.get(statement.id, ()):
            limits = _limits(event.when.edtf)
            if limits is None or event.when.edtf in told or set(event.evidence).issubset(statement.evidence):
                continue
            yield Dated(
                time=None,
                text=event.when.text,
                edtf=event.when.edtf or "",
                first=limits[0],
                last=limits[1],
                head=head,
                is_noun=False,
                key=tokens[head].lemma.casefold(),
                spans=self._said_in(event),
            )

    def _said_in(self, event: Event) -> tuple[Span, ...]:
        """Find where the evidence of an event says its date."""
        for span in event.evidence:
            times, starts = self._times.get(span.source, []), self._starts.get(span.source, [])
            for time in times[bisect_left(starts, span.start) : bisect_left(starts, span.end)]:
                if time.edtf == event.when.edtf:
                    return _own_spans(time)
        return ()

    def _words(
        self, grown: Grown, indexes: Sequence[int], head: int, names: Mapping[int, Named], without: set[int]
    ) -> Iterator[Word]:
        reached = -1
        for index in indexes:
            if index <= reached or index in without:
                continue
            named = names.get(index)
            token = grown.tokens[index]
            if named is not None:
                reached = named.last
                yield Word(index=named.head, key=named.entity, is_name=True, role=role_of(grown, named.head, head))
            elif _tells(token):
                yield Word(index=index, key=token.lemma.casefold(), is_name=False, role=role_of(grown, index, head))

    def _lead_words(self, statement: Statement, grown: Grown) -> Iterator[Word]:
        lead = grown.tree.lead
        if lead is None or statement.evidence[0].start != lead[0]:
            return
        source, text = grown.tree.source, statement.text
        quote = text[: text.find(":")] if ":" in text else ""
        mentions = self._mentions.get(source, [])
        at = bisect_left(mentions, (lead[0], 0, ""))
        named = []
        while at < len(mentions) and mentions[at][0] < lead[1]:
            named.append(mentions[at])
            at += 1
        for _, _, entity in named:
            yield Word(index=-1, key=entity, is_name=True, role="")
        taken = {
            word
            for _, _, entity in named
            for name in (self._entities[entity].name, *self._entities[entity].aliases)
            for word in _LEAD.findall(name)
        }
        for word in _LEAD.findall(quote):
            if word not in taken and len(word) > 2 and not word[0].isdigit():
                key = word.casefold().removesuffix("'s").removesuffix("’s")
                if key not in _EMPTY and key not in _SMALL:
                    yield Word(index=-1, key=key, is_name=False, role="")

    def _inserted(self, statement: Statement) -> Iterator[Word]:
        """A name in brackets stands in a pronoun's place, or for a subject that the part does not say."""
        for part in statement.wording:
            if isinstance(part, Inserted):
                found = self._mentions.get(part.span.source, [])
                at = bisect_left(found, (part.span.start, 0, ""))
                if at < len(found) and found[at][0] == part.span.start:
                    entity = found[at][2]
                    yield Word(index=-1, key=entity, is_name=True, role="nsubj" if entity == statement.subject else "")


_SMALL = frozenset({"the", "and", "of", "for", "with", "from", "into", "its", "his", "her", "their"})
_PLAIN = values("function_words", "negation")


def _tells(token: Token) -> bool:
    lemma = token.lemma.casefold()
    return (
        token.pos in _MEANING
        and len(token.text) > 1
        and lemma not in _EMPTY
        and lemma not in _PLAIN
        and token.text.casefold() not in _EMPTY
        and token.dep not in ("aux", "cop", "aux:pass")
    )


def role_of(grown: Grown, index: int, head: int) -> str:
    """Tell how a token hangs from the predicate; a passive's subject is what the active's object is."""
    at = index
    path: list[str] = []
    while at != head and len(path) < 3:
        token = grown.tokens[at]
        if token.head == at:
            return ""
        dep = token.dep
        if dep in ("conj", "appos", "flat", "compound"):
            at = token.head
            continue
        if dep in ("obl", "nmod"):
            case = grown.child(at, "case")
            dep += f":{grown.tokens[case].text.casefold()}" if case is not None else ""
        path.append(
            {
                "nsubj:pass": "obj",
                "obl:agent": "nsubj",
                "obl:by": "nsubj" if grown.child(head, "aux:pass") is not None else "obl:by",
            }.get(dep, dep)
        )
        at = token.head
    return ">".join(reversed(path)) if at == head else ""


def _limits(edtf: str | None) -> tuple[Day, Day] | None:
    try:
        return bounds(edtf) if edtf else None
    except ValueError:
        return None


def _own_spans(time: Time) -> tuple[Span, ...]:
    """Give the spans of the expression itself, without the date that anchors it."""
    length = 0
    out = []
    wanted = len("".join(time.text.split()))
    for span in time.evidence:
        if length >= wanted:
            break
        out.append(span)
        length += len("".join(span.quote.split()))
    return tuple(out)
