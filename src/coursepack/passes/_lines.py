"""The lines that questions are made of: told statements, as tokens and insertions that can be left out or replaced."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from coursepack.language.grammar import Ground, Grove, Grown, head_of
from coursepack.language.naming import SURE, Named, Naming
from coursepack.language.quantities import Quantity, quantities
from coursepack.language.standing import leaning, without_citations, without_joint
from coursepack.model.anchors import Span
from coursepack.model.claims import Entity, Statement, Time
from coursepack.model.outline import TOLD, WHOLE
from coursepack.model.pack import Pack
from coursepack.model.trees import Token
from coursepack.model.wording import Fixed, Inserted, Part, Quoted, Wording, words
from coursepack.passes._phrases import noun_phrase

__all__ = ["Line", "Lines", "Slot"]

Slot = int | Part
"""A token of the line's tree, or a part that is none: an insertion, the lead of a bullet, fixed words."""
_RECENT = 8
"""Sentences back in which a noun was "just" spoken of."""
_TECHNICAL = 0.1
"""The confidence of a term from which "the mantle" needs no word before it."""
_COUNTED = frozenset({"last", "next", "this", "recent", "nowadays", "currently", "today", "tonight", "now"})
_MEANING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})


class Line(Struct, frozen=True, kw_only=True):
    statement: Statement
    grown: Grown
    order: int
    """Of its tree among all."""
    slots: tuple[Slot, ...]
    head: int
    section: str | None
    names: tuple[Named, ...]
    times: tuple[tuple[Time, int, int], ...]
    """With the first and last token of the expression itself."""
    numbers: tuple[Quantity, ...]
    keys: frozenset[str]
    """Entities' ids and lemmas: what it speaks of."""

    @property
    def indexes(self) -> list[int]:
        return [slot for slot in self.slots if isinstance(slot, int)]


class Lines:
    """Made once for a pack. `told` are the lines to ask about, `every` all that is said, asked or not."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.ground, self.grove, self.naming = Ground(pack), Grove(pack), Naming(pack)
        self.entities: Mapping[str, Entity] = {entity.id: entity for entity in pack.entities}
        self._mentions = sorted(
            (span.source, span.start, entity.id) for entity in pack.entities for span in entity.mentions
        )
        self._references = {(each.source, each.start): each for each in pack.references if each.entity in self.entities}
        self._times: dict[str, list[Time]] = {}
        for time in sorted(pack.times, key=lambda each: each.evidence[0].start):
            self._times.setdefault(time.evidence[0].source, []).append(time)
        self._sections = {sentence.id: sentence.section for sentence in pack.sentences}
        self.every = [self._line(statement) for statement in pack.statements]
        self.place = {line.statement.id: at for at, line in enumerate(self.every)}
        """By statement, its line's place among all."""
        self.told = [
            line
            for line in self.every
            if line.statement.salience >= TOLD and line.statement.confidence >= WHOLE and line.slots
        ]
        counts = Counter(key for line in self.every for key in sorted(line.keys))
        most = len(self.every) + 1
        self.weights = {key: math.log(most / count) for key, count in counts.items()}
        self.by_key: dict[str, list[int]] = {}
        for at, line in enumerate(self.every):
            for key in sorted(line.keys):
                self.by_key.setdefault(key, []).append(at)
        self._technical = frozenset(
            term.name.casefold() for term in pack.terms if term.is_explained or term.confidence >= _TECHNICAL
        )
        self._nouns: dict[tuple[str, str], list[int]] = {}
        for order, grown in enumerate(self.grove.grown):
            for token in grown.tokens:
                if token.pos == "NOUN":
                    self._nouns.setdefault((grown.tree.source, token.lemma.casefold()), []).append(order)

    def _line(self, statement: Statement) -> Line:
        grown, indexes = self.grove.find(statement.wording)
        order = self.grove.place(statement.wording)
        slots = self._slots(statement, grown)
        kept = without_citations(grown, indexes)
        first = next((at for at, slot in enumerate(slots) if isinstance(slot, int)), 0)
        if first == 0:
            kept = without_joint(grown, kept)
        inside = set(kept)
        names = _joined(
            each
            for each in self.naming.named(grown)
            if each.first in inside and each.last in inside and not self._is_pronoun(grown, each)
        )
        times = tuple(self._dates(grown, kept))
        dated = {index for _, begin, end in times for index in range(begin, end + 1)}
        return Line(
            statement=statement,
            grown=grown,
            order=order,
            slots=tuple(slot for slot in slots if not isinstance(slot, int) or slot in set(kept)),
            head=head_of(grown, kept or indexes) if indexes else 0,
            section=self._sections.get(grown.tree.sentence),
            names=names,
            times=times,
            numbers=quantities(grown, kept, dated) if kept else (),
            keys=frozenset(self._keys(grown, kept, self.naming.named(grown))) | self._inserted(statement),
        )

    def _is_pronoun(self, grown: Grown, named: Named) -> bool:
        """Tell whether a name is only read into a pronoun or a description."""
        return (grown.tree.source, grown.tokens[named.first].start) in self._references

    def _slots(self, statement: Statement, grown: Grown) -> list[Slot]:
        slots: list[Slot] = []
        begin = grown.tokens[0].start
        for part in statement.wording:
            if not isinstance(part, Quoted) or part.span.end <= begin:
                slots.append(part)
            else:
                slots += [
                    index
                    for index, token in enumerate(grown.tokens)
                    if part.span.start <= token.start < part.span.end and part.span.source == grown.tree.source
                ]
        return slots

    def _keys(self, grown: Grown, indexes: Sequence[int], names: Iterator[Named]) -> Iterator[str]:
        inside = set(indexes)
        named: set[int] = set()
        for each in names:
            if each.first in inside:
                named |= set(range(each.first, each.last + 1))
                yield each.entity
        for index in indexes:
            token = grown.tokens[index]
            if index not in named and token.pos in _MEANING and token.dep not in ("aux", "cop", "aux:pass"):
                yield token.lemma.casefold()

    def _inserted(self, statement: Statement) -> frozenset[str]:
        return frozenset(
            entity for part in statement.wording if isinstance(part, Inserted) for entity in self.entities_at(part.span)
        )

    def entities_at(self, span: Span) -> list[str]:
        at = bisect_left(self._mentions, (span.source, span.start, ""))
        out = []
        while at < len(self._mentions) and self._mentions[at][:2] == (span.source, span.start):
            out.append(self._mentions[at][2])
            at += 1
        return out

    def _dates(self, grown: Grown, kept: Sequence[int]) -> Iterator[tuple[Time, int, int]]:
        if not kept:
            return
        times = self._times.get(grown.tree.source, [])
        tokens, inside = grown.tokens, set(kept)
        low = bisect_left(times, tokens[kept[0]].start, key=lambda each: each.evidence[0].start)
        for time in times[low:]:
            span = time.evidence[0]
            if span.start >= tokens[kept[-1]].end:
                return
            length = len("".join(time.text.split()))
            own: list[int] = []
            for index in range(len(tokens)):
                if tokens[index].start >= span.start and sum(len(tokens[each].text) for each in own) < length:
                    own.append(index)
            while own and tokens[own[0]].pos in ("ADP", "SCONJ", "DET", "ADV"):
                own = own[1:]
            if own and inside.issuperset(own):
                yield time, own[0], own[-1]

    def is_new(self, line: Line, token: Token, *, is_subject: bool) -> bool:
        """Tell whether a noun needs no word before it: a technical one, or one not spoken of just before."""
        if token.lemma.casefold() in self._technical or self._is_technical(line, token):
            return True
        # What tells of the past speaks of one treaty, one compound.
        if is_subject or _is_past(line):
            return False
        orders = self._nouns.get((line.grown.tree.source, token.lemma.casefold()), [])
        at = bisect_left(orders, line.order)
        return at == 0 or orders[at - 1] < line.order - _RECENT

    def _is_technical(self, line: Line, token: Token) -> bool:
        """Tell whether a noun and the words before it are a term: "the family life cycle"."""
        at = line.grown.tokens.index(token)
        phrase = " ".join(line.grown.tokens[each].text for each in noun_phrase(line.grown, at)).casefold()
        return " " in phrase and phrase in self._technical

    def reference(self, line: Line, index: int) -> str | None:
        """Give the entity that a pronoun stands for."""
        found = self._references.get((line.grown.tree.source, line.grown.tokens[index].start))
        return found.entity if found is not None else None

    def _reads(self, line: Line, index: int, here: Collection[str]) -> bool:
        """Tell whether a pronoun surely stands for one of these."""
        found = self.sure_reference(line, index)
        return found is not None and found >= SURE and self.reference(line, index) in here

    def sure_reference(self, line: Line, index: int) -> float | None:
        """Give how sure it is for whom a pronoun stands."""
        found = self._references.get((line.grown.tree.source, line.grown.tokens[index].start))
        return found.confidence if found is not None else None

    def loose(self, wording: Wording) -> Line | None:
        """Give words that are no statement as a line: a term's explanation."""
        grown, indexes = self.grove.find(wording)
        told = next((each for each in self.every if each.grown is grown), None)
        if told is None or not indexes:
            return None
        names = tuple(
            each for each in self.naming.named(grown) if each.first in indexes and not self._is_pronoun(grown, each)
        )
        kept = set(without_citations(grown, indexes))
        return replace(
            told,
            slots=tuple(index for index in indexes if index in kept),
            head=head_of(grown, indexes),
            names=names,
            times=tuple(self._dates(grown, indexes)),
            numbers=(),
            keys=frozenset(self._keys(grown, indexes, iter(names))),
        )

    def is_clear(self, line: Line, slots: Sequence[Slot], asked: str = "", known: Collection[int] = ()) -> bool:
        """Tell whether the words stand alone, where `asked` is the entity that the answer names, and `known` are
        pronouns whose name stands before them.
        """
        kept = [slot for slot in slots if isinstance(slot, int)]
        here = {each.entity for each in line.names if each.first in kept}
        put_in = {entity for slot in slots if isinstance(slot, Inserted) for entity in self.entities_at(slot.span)}
        # "Taking [Lind's] time, Lind wrote" is another's time, or says it twice.
        if put_in & here:
            return False
        here |= put_in | {asked}
        # What is asked for stands there for whoever knows it: "the aftermath of ____".
        gone = [slot for slot in line.indexes if slot not in kept] if asked or Fixed(key="blank") in slots else []
        resolved = {*known, *(index for index in kept if self._reads(line, index, here))}
        if (
            leaning(
                line.grown,
                kept,
                resolved,
                lambda token, is_subject: self.is_new(line, token, is_subject=is_subject),
                gone,
            )
            is not None
        ):
            return False
        head = line.grown.tokens[line.head]
        if head.lemma.casefold() == "follow" and line.grown.child(line.head, "obj") is None:
            return False
        # A date that is counted from another one says nothing alone.
        return not any(_is_counted(time) for time, first, _ in line.times if first in kept)

    def wording(self, line: Line, slots: Sequence[Slot]) -> Wording:
        out: list[Part] = []
        run: list[int] = []
        for slot in slots:
            if isinstance(slot, int):
                run.append(slot)
                continue
            out += self.ground.quotes(line.grown.tree, run)
            run = []
            out.append(slot)
        return (*out, *self.ground.quotes(line.grown.tree, run))

    def evidence(self, line: Line, *wordings: Wording) -> tuple[Span, ...]:
        """Give the statement's evidence, and the spans of these wordings that lie outside it."""
        found = list(line.statement.evidence)
        for wording in wordings:
            for part in wording:
                if not isinstance(part, Fixed) and not any(
                    each.source == part.span.source and each.start <= part.span.start and part.span.end <= each.end
                    for each in found
                ):
                    found.append(part.span)
        return tuple(dict.fromkeys(found))

    def gap(self, line: Line, wording: Wording) -> int:
        """Count the characters between a line and where something is quoted from."""
        span = next(part.span for part in wording if isinstance(part, Quoted))
        is_here = span.source == line.grown.tree.source
        return abs(span.start - line.grown.tokens[0].start) if is_here else 10**4

    def near(self, line: Line, entity: Entity) -> int:
        """Count the characters to the entity's nearest mention in the line's source."""
        source, start = line.grown.tree.source, line.grown.tokens[0].start
        starts = [span.start for span in entity.mentions if span.source == source]
        at = bisect_right(starts, start)
        return min((abs(each - start) for each in starts[max(at - 1, 0) : at + 1]), default=10**9)


def _joined(names: Iterable[Named]) -> tuple[Named, ...]:
    """Join the parts of a name that stands on two lines."""
    out: list[Named] = []
    for each in names:
        if out and out[-1].entity == each.entity and out[-1].last + 1 == each.first:
            out[-1] = Named(first=out[-1].first, last=each.last, head=out[-1].head, entity=each.entity)
        else:
            out.append(each)
    return tuple(out)


def _is_past(line: Line) -> bool:
    found = (line.head, *line.grown.children[line.head])
    return any(line.grown.tokens[each].tag == "VBD" for each in found)


def _is_counted(time: Time) -> bool:
    """Tell whether a date needs another to be counted from: "the next year", "in May" of a year that is not said."""
    if time.edtf is None:
        return time.text.casefold().split()[0] in _COUNTED
    return not is_full(time)


def is_full(time: Time) -> bool:
    """Tell whether a temporal expression says its year itself."""
    return time.edtf is not None and any(
        (len(word) >= 4 and word[:4].isdigit()) or word == "century" for word in words(time.text.replace("–", " "))
    )
