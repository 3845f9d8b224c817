"""Questions that ask for one thing that a statement says: who, which, when, how many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from coursepack.language.grammar import is_finite
from coursepack.language.standing import is_whole
from coursepack.model.anchors import Span
from coursepack.model.claims import Entity
from coursepack.model.wording import Fixed, Inserted, Quoted, Wording, plain, printed, words
from coursepack.passes._lines import Line, Lines, Slot, is_full
from coursepack.passes._rivals import Rivals, Value, is_given_away

__all__ = ["Asks", "Draft", "asked_of"]

Asks = Literal[
    "cause",
    "meaning",
    "name",
    "number",
    "order",
    "pairs",
    "person",
    "place",
    "position",
    "speaker",
    "term",
    "time",
    "truth",
]
_ASKS: dict[str, Asks] = {"person": "person", "place": "place", "polity": "place", "time": "time", "number": "number"}
SURE = 0.85
"""The confidence from which a pronoun's name can be the answer."""
SHORTEST, LONGEST = 5, 32
"""Tokens of a prompt."""
_SMALL = 3
"""Numbers below this are hardly worth asking for."""
_BARE = frozenset({"be", "have", "do", "go", "get", "make", "come", "say", "take"})
_APART = frozenset({"compound", "amod", "flat", "nummod", "nmod:desc", "nmod:unmarked", "goeswith", "dep"})
_MARKS = frozenset(".,;:!–—-")
_ON_TIME = frozenset({"obl", "obl:tmod", "obl:unmarked", "nmod:tmod", "obl:npmod", "advmod"})


class Draft(Struct, frozen=True, kw_only=True):
    """A question before it is known whether it is the best one about its line."""

    asks: Asks
    prompt: Wording
    answer: Wording
    evidence: tuple[Span, ...]
    claims: tuple[str, ...]
    section: str | None
    salience: float
    worth: float
    """By which questions are chosen: the salience of the line, less what makes a question poor."""
    kind: str
    """Without options."""
    keys: frozenset[str] = frozenset()
    """What the prompt speaks of."""
    answer_key: str = ""
    wrong: tuple[Wording, ...] = ()
    alternatives: tuple[Wording, ...] = ()
    items: tuple[Wording, ...] = ()
    partners: tuple[Wording, ...] = ()
    nearness: float = 0.0
    """How close the distractors are, from 0 to 1."""


def asked_of(lines: Lines, rivals: Rivals, line: Line, disputed: frozenset[str]) -> Iterator[Draft]:
    """Yield what can be asked of one told statement; `disputed` are those on which sources differ."""
    asker = _Asker(lines, rivals, line)
    statement = line.statement
    if statement.id in disputed or not line.indexes or any(line.grown.tokens[i].text == "?" for i in line.indexes):
        return
    if statement.stance == "asserted":
        if not (is_whole(line.grown, line.indexes, line.head) or asker.has_subject_inserted() or _has_lead(line)):
            return
        yield from asker.who("person")
        yield from asker.gaps()
        yield from asker.when()
        yield from asker.numbers()
    elif statement.stance in ("reported", "promised", "denied") and statement.speaker == statement.subject:
        yield from asker.who("speaker")


def _has_lead(line: Line) -> bool:
    return bool(line.slots) and not isinstance(line.slots[0], int) and not isinstance(line.slots[0], Inserted)


class _Asker:
    def __init__(self, lines: Lines, rivals: Rivals, line: Line) -> None:
        self._lines, self._rivals, self._line = lines, rivals, line
        self._tokens = line.grown.tokens
        self._at = next(at for at, each in enumerate(lines.every) if each is line)

    def has_subject_inserted(self) -> bool:
        return self._subject_slot() is not None

    def _subject_slot(self) -> int | None:
        """Find the insertion that stands for the subject, where its name is sure."""
        line = self._line
        for at, slot in enumerate(line.slots):
            if isinstance(slot, Inserted) and line.statement.subject in self._lines.entities_at(slot.span):
                subject = line.grown.subject(line.head)
                return at if subject is not None and self._is_sure(subject) else None
        return None

    def _is_sure(self, index: int) -> bool:
        found = self._lines.sure_reference(self._line, index)
        return found is not None and found >= SURE

    # Who …?

    def who(self, asks: Asks) -> Iterator[Draft]:
        line = self._line
        entity = self._lines.entities.get(line.statement.subject or "")
        if entity is None or entity.kind not in ("person", "polity"):
            return
        value = self._rivals.entity(entity)
        subject = line.grown.subject(line.head)
        if value is None or subject is None or self._tokens[subject].dep not in ("nsubj", "nsubj:pass"):
            return
        at = self._subject_slot()
        if at is not None:
            before, after = list(line.slots[:at]), list(line.slots[at + 1 :])
        else:
            named = next((each for each in line.names if each.head == subject and each.entity == entity.id), None)
            below = set(line.grown.below(subject))
            if named is None or any(self._tokens[each].dep == "conj" for each in line.grown.children[subject]):
                return
            if self._is_within_more(subject, named.first, named.last):
                return
            places = [at for at, slot in enumerate(line.slots) if slot in below]
            if places != list(range(places[0], places[-1] + 1)):
                return
            before, after = list(line.slots[: places[0]]), list(line.slots[places[-1] + 1 :])
            while after and isinstance(after[0], int) and self._tokens[after[0]].text == ",":
                after = after[1:]
        if not after or len(before) > 10 or not is_finite(line.grown, line.head) or self._is_plural():
            return
        if any(isinstance(slot, int) and self._tokens[slot].pos in ("VERB", "AUX") for slot in before):
            return
        key = "ask.who" if entity.kind == "person" else "ask.which_state"
        asking: list[Slot] = [*before, Fixed(key=f"{key}_inside" if before else key), *after]
        yield from self._draft(asks, asking, value, is_question=True)

    def _is_plural(self) -> bool:
        found = [self._line.head, *self._line.grown.children[self._line.head]]
        return any(
            "Number=Plur" in self._tokens[each].morph or self._tokens[each].text.casefold() in ("are", "were", "have")
            for each in found
            if self._tokens[each].pos in ("AUX", "VERB")
            and (each == found[0] or self._tokens[each].dep.startswith(("aux", "cop")))
        )

    def _is_within_more(self, head: int, first: int, last: int) -> bool:
        """Tell whether a name is only part of what its noun phrase says: "Mao posters", "the Soviet patrol"."""
        tokens = self._tokens
        if tokens[head].dep in _APART or tokens[head].pos not in ("PROPN", "NOUN"):
            return True
        return any(
            tokens[child].dep in _APART and not first <= child <= last for child in self._line.grown.children[head]
        )

    # ____

    def gaps(self) -> Iterator[Draft]:
        line = self._line
        for named in line.names:
            entity = self._lines.entities[named.entity]
            value = self._rivals.entity(entity)
            if value is None or self._tokens[named.head].pos == "PRON" or entity.kind in ("concept", "group"):
                continue
            if self._is_within_more(named.head, named.first, named.last):
                continue
            if sum(each.entity == named.entity for each in line.names) > 1 or self._is_subject_of_who(
                named.head, entity.kind
            ):
                continue
            first = named.first
            asks = _ASKS.get(entity.kind, "name")
            yield from self._draft(asks, self._gapped(first, named.last), value)

    def _is_subject_of_who(self, head: int, kind: str) -> bool:
        return head == self._line.grown.subject(self._line.head) and kind in ("person", "polity")

    def _gapped(self, first: int, last: int) -> list[Slot]:
        out: list[Slot] = []
        for slot in self._line.slots:
            if isinstance(slot, int) and first <= slot <= last:
                if not out or out[-1] != Fixed(key="blank"):
                    out.append(Fixed(key="blank"))
            else:
                out.append(slot)
        return out

    # When?

    def when(self) -> Iterator[Draft]:
        line = self._line
        full = [each for each in line.times if is_full(each[0])]
        if len(line.times) != 1 or not full:
            return
        _, first, last = full[0]
        value = self._rivals.date(line, self._at, (first, last))
        shorter = self._undated(first, last)
        if shorter is not None:
            yield from self._draft("time", [Fixed(key="ask.when"), *shorter], value)
        else:
            yield from self._draft("time", self._gapped(first, last), value)

    def _undated(self, first: int, last: int) -> list[Slot] | None:
        return undated(self._line, first, last)

    # How many?

    def numbers(self) -> Iterator[Draft]:
        if len(self._line.numbers) > 3:
            return
        for value in self._rivals.numbers(self._line, self._at):
            if value.size < _SMALL and "scale" not in value.shape and "%" not in value.shape:
                continue
            first, _, last = value.key.partition("-")
            yield from self._draft("number", self._gapped(int(first), int(last)), value)

    def _draft(self, asks: Asks, slots: list[Slot], value: Value, *, is_question: bool = False) -> Iterator[Draft]:
        line = self._line
        while slots and self._is_mark(slots[-1]):
            slots = slots[:-1]
        size = sum(isinstance(slot, int) for slot in slots)
        if not SHORTEST <= size <= LONGEST or not self._lines.is_clear(line, slots, value.key):
            return
        slots = [*slots, Fixed(key="question_mark" if is_question else "full_stop")]
        prompt = self._lines.wording(line, slots)
        text = printed(prompt)
        keys = line.keys - {value.key} - set(self._own_keys(value))
        if not self._says_enough(slots, keys) or is_given_away(self._lines, value, text):
            return
        if not self._rivals.is_only(self._at, value, keys):
            return
        wrong = self._rivals.wrong(line, self._at, value, keys)
        entity = self._lines.entities.get(value.key)
        alternatives = _aliases(entity) if entity is not None else ()
        yield Draft(
            asks=asks,
            prompt=prompt,
            answer=value.wording,
            evidence=self._lines.evidence(line, prompt, value.wording, *alternatives),
            claims=(line.statement.id,),
            section=line.section,
            salience=line.statement.salience,
            worth=line.statement.salience * self._quality(asks, slots, has_options=bool(wrong)),
            kind="short_answer" if is_question or slots[0] == Fixed(key="ask.when") else "cloze",
            keys=frozenset(keys),
            answer_key=value.key,
            wrong=tuple(each.wording for each in wrong),
            alternatives=alternatives,
            nearness=0.5,
        )

    def _is_mark(self, slot: Slot) -> bool:
        if isinstance(slot, int):
            return self._tokens[slot].text in _MARKS
        return slot == Fixed(key="full_stop") or (isinstance(slot, Quoted) and slot.span.quote in _MARKS)

    def _own_keys(self, value: Value) -> set[str]:
        return set(words(printed(value.wording)))

    def _says_enough(self, slots: Sequence[Slot], keys: frozenset[str]) -> bool:
        """Tell whether a prompt says enough for one answer: a name, date or number beside two words, or five words."""
        named = sum(key in self._lines.entities for key in keys)
        kept = {slot for slot in slots if isinstance(slot, int)}
        dated = sum(first in kept for _, first, _ in self._line.times)
        counted = sum(number.last in kept for number in self._line.numbers)
        plain_keys = [key for key in keys if key not in self._lines.entities and key not in _BARE]
        return (named + dated + counted >= 1 and len(plain_keys) >= 2) or len(plain_keys) >= 5

    def _quality(self, asks: Asks, slots: Sequence[Slot], *, has_options: bool) -> float:
        worth = {"number": 0.8, "place": 0.85}.get(asks, 1.0)
        first = next((slot for slot in slots if not isinstance(slot, Fixed)), None)
        if isinstance(first, int) and slots[0] == first and self._tokens[first].text[:1].islower():
            worth *= 0.7
        return worth * (1.0 if has_options else 0.85)


def _aliases(entity: Entity) -> tuple[Wording, ...]:
    """Quote the other names of an entity, each where it is first said; of a state they are often its people's."""
    if entity.kind in ("polity", "group"):
        return ()
    found = {plain(span.quote): span for span in reversed(entity.mentions)}
    return tuple((Quoted(span=found[alias]),) for alias in entity.aliases if alias in found)


def undated(line: Line, first: int, last: int) -> list[Slot] | None:
    """Give the line without the phrase that says its date; None where that can't be taken out neatly."""
    tokens = line.grown.tokens
    top = first
    while tokens[top].head != top and first <= tokens[top].head <= last:
        top = tokens[top].head
    below = set(line.grown.below(top)) & set(line.indexes)
    extra = [index for index in below if not first <= index <= last]
    if tokens[top].dep not in _ON_TIME or tokens[top].head != line.head:
        return None
    if any(
        tokens[index].dep not in ("case", "det", "punct")
        or tokens[index].text.casefold() in ("since", "until", "before", "after", "by")
        for index in extra
    ):
        return None
    gone = set(below) | set(range(first, last + 1))
    slots = list(line.slots)
    places = [at for at, slot in enumerate(slots) if slot in gone]
    begin, end = places[0], places[-1] + 1
    if any(slot not in gone for slot in slots[begin:end]):
        return None
    is_comma = [isinstance(slot, int) and tokens[slot].text == "," for slot in slots]
    if end < len(slots) and is_comma[end]:
        end += 1
    elif begin and is_comma[begin - 1] and end >= len(slots) - 1:
        begin -= 1
    left = slots[:begin] + slots[end:]
    opening = next((slot for slot in left if isinstance(slot, int)), None)
    if not left or opening is None:
        return None
    if isinstance(left[0], int) and not tokens[opening].text[:1].isupper():
        return None
    return left
