"""Makes a draft of a line with a word left out, or asked for, where it stands alone, says enough and has one answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from coursepack.language.grammar import is_finite
from coursepack.language.lexicons import values
from coursepack.language.numerals import begins_number
from coursepack.model.claims import Asks, Entity
from coursepack.model.trees import Token
from coursepack.model.wording import Fixed, Inserted, Quoted, Wording, plain, printed, words
from coursepack.passes._draft import Draft, is_begun_again
from coursepack.passes._explained import says_what
from coursepack.passes._lines import Line, Lines, Slot, is_full
from coursepack.passes._rivals import Rivals, is_given_away
from coursepack.passes._trifles import is_broken, is_trifle
from coursepack.passes._values import Value, Values

__all__ = ["APART", "SHORTEST", "Drafter", "defines"]

SHORTEST, _LONGEST = 5, 32
"""Tokens of a prompt."""
APART = frozenset({"compound", "amod", "flat", "nummod", "nmod:desc", "nmod:unmarked", "goeswith", "dep"})
"""How a word hangs that is only part of what a noun phrase says."""
_DEFINING = frozenset({"refer", "mean", "denote", "describe", "consist", "designate"})
_VAGUE = values("term_vague", "adjective") | values("term_vague", "noun") | {"number", "group", "exist"}
_DANGLING = frozenset({"ADP", "DET", "CCONJ", "SCONJ"})
_ON_TIME = frozenset({"in", "since", "by", "until", "during", "on", "before", "after", "around", "about"})
_ONE_OF = re.compile(
    r"(?:^One|(?<!that )(?<!which )(?<!who )\b(?:is|was|are|were|been|became|as) one) of (?:the|its|his|her|their) "
    r"(?:most|first|many|\w*est\b)|\b[Ll]ike (?:all|many|most|other|some)\b|^In (?:some|many|most|certain) "
    r"|^One (?:example|reason|result|way)\b"
)
"""What is true of more than one."""
_DASHES = frozenset({"-", "–", "—"})
_SHARES = frozenset({"percent", "%", "percentage"})
_PLENTY, _MANY = 4, 7
"""Telling words of what defines a name without options; and of what is only true of a term, with no name or number."""
_OPENING = 8
"""Tokens in which a piece of a sentence says of what it is one."""
_JOINING = frozenset({"CCONJ", "SCONJ", "ADV", "INTJ", "PUNCT"})
_SUBJECTS = frozenset({"ADJ", "ADP", "DET", "NOUN", "NUM", "PRON", "PROPN", "SCONJ"})
_JOINTS = frozenset("-–/$€£")
_BARE = frozenset({"be", "have", "do", "go", "get", "make", "come", "say", "take"})
_MARKS = frozenset(".,;:!–—-")
_WORTH = {"number": 0.8, "place": 0.85}
_SMALL_LETTER, _NO_OPTIONS = 0.7, 0.85
"""What is left of the worth of a prompt that begins inside a sentence, and of one without wrong answers."""


class Drafter:
    """Made for each line."""

    def __init__(self, lines: Lines, table: Values, line: Line) -> None:
        self.lines, self.values, self.line = lines, table, line
        self.tokens = line.grown.tokens
        self.at = lines.place[line.statement.id]
        self._rivals = Rivals(lines, table)

    def said_here(self, value: Value, own: Wording) -> Value:
        """Give a name as the line says it: "AER" is another answer than what it stands for, and "Wilson" may be a
        namesake. The full name of a person answers where the text has said it before.
        """
        here = own[0]
        if isinstance(here, Fixed) or printed(own).casefold().removeprefix("the ") == printed(value.wording).casefold():
            return value
        entity = self.lines.entities[value.key]
        full = [span for span in entity.mentions if plain(span.quote) == entity.name]
        before = [
            span
            for span in (*full, entity.evidence[0])
            if span.source == here.span.source and span.start <= here.span.start
        ]
        # "John Adams" is another than "John Quincy Adams", where a text has joined the two.
        is_short = len(words(printed(own))) == 1 or not set(words(printed(own))) <= set(words(entity.name))
        is_person = entity.kind == "person"
        return value if before and is_person and is_short else replace(value, wording=own)

    def gapped(self, first: int, last: int) -> list[Slot]:
        out: list[Slot] = []
        for slot in self.line.slots:
            if isinstance(slot, int) and first <= slot <= last:
                if not out or out[-1] != Fixed(key="blank"):
                    out.append(Fixed(key="blank"))
            else:
                out.append(slot)
        return out

    def draft(self, asks: Asks, slots: list[Slot], value: Value, *, is_question: bool = False) -> Iterator[Draft]:
        line = self.line
        while slots and self._is_mark(slots[-1]):
            slots = slots[:-1]
        gap = [slot for slot in line.indexes if slot not in slots]
        if Fixed(key="blank") in slots and gap and (self._is_joined(gap[0], gap[-1]) or self._is_bracketed(slots)):
            return
        size = sum(isinstance(slot, int) for slot in slots)
        if not SHORTEST <= size <= _LONGEST or not self.lines.is_clear(
            line, slots, value.key if self._is_subject_asked(slots, gap) else ""
        ):
            return
        # "Are reflected in" what has been left out.
        if isinstance(slots[-1], int) and self.tokens[slots[-1]].pos in _DANGLING and not is_question:
            return
        is_quoted = isinstance(slots[-1], int) and self.tokens[slots[-1]].text in ('"', "”", "’’", "''")
        if is_quoted and self.tokens[slots[-1] - 1].text in _MARKS:  # type: ignore[operator]
            return
        if line.statement.text.rstrip().endswith(":"):
            return
        is_stopped = isinstance(slots[-1], int) and self.tokens[slots[-1]].text.endswith(".")
        if is_question or not is_stopped:
            slots = [*slots, Fixed(key="question_mark" if is_question else "full_stop")]
        prompt = self.lines.wording(line, slots)
        text = printed(prompt)
        keys = line.keys - {value.key} - set(self._own_keys(value))
        if self._is_poll(asks) or self._is_loose(asks) or (asks not in ("time", "number") and _ONE_OF.search(text)):
            return
        if is_begun_again(line, slots) or self._is_cut_off(slots):
            return
        if is_broken(line, slots) or is_trifle(line, asks, value, slots):
            return
        if self._is_guessed(prompt) or self._is_of_some(asks, slots, gap):
            return
        if not self._says_enough(asks, slots, keys) or is_given_away(self.lines, value, text):
            return
        if not self._rivals.is_only(self.at, value, keys):
            return
        subject = line.grown.subject(line.head)
        is_subject = subject is not None and subject not in slots
        wrong = self._rivals.wrong(
            line, self.at, (value, keys), is_gap=Fixed(key="blank") in slots, is_defined=is_subject and defines(line)
        )
        is_gap = Fixed(key="blank") in slots
        is_told = is_gap and is_subject and defines(line) and self._is_defined(slots, keys)
        if not wrong and is_gap and not self._is_plain(asks, gap) and not is_told:
            return
        entity = self.lines.entities.get(value.key)
        alternatives = _aliases(entity, printed(value.wording)) if entity is not None else ()
        yield Draft(
            asks=asks,
            prompt=prompt,
            answer=value.wording,
            evidence=self.lines.evidence(line, prompt, value.wording, *alternatives),
            claims=(line.statement.id,),
            section=line.section,
            salience=line.statement.salience,
            worth=line.statement.salience * self._quality(asks, slots, has_options=bool(wrong)),
            kind="short_answer"
            if is_question or slots[0] in (Fixed(key="ask.when"), Fixed(key="ask.who_was"))
            else "cloze",
            keys=frozenset(keys),
            answer_key=value.key,
            wrong=tuple(each.wording for each in wrong),
            alternatives=alternatives,
            nearness=0.5,
        )

    def _is_cut_off(self, slots: Sequence[Slot]) -> bool:
        """Tell whether a clause is a piece of its sentence: "of which five …", or what goes on in small letters.

        What stood before it, a joint apart, may say of what and when it is told; where two are named, it does not.
        """
        kept = [slot for slot in slots if isinstance(slot, int)]
        opening = [self.tokens[slot].text.casefold() for slot in kept[:_OPENING]]
        if any(one == "of" and other in ("which", "whom") for one, other in pairwise(opening)):
            return True
        first = kept[0]
        is_small = self.tokens[first].text[:1].islower() and slots[0] == first
        before = self.tokens[:first]
        are_named = len({each.entity for each in self.line.names}) > 1
        if is_small and before and not _can_open(self.tokens[first]):
            return True
        return is_small and not are_named and any(token.pos not in _JOINING for token in before)

    def _is_loose(self, asks: Asks) -> bool:
        """Tell whether a line only says that there is somebody, or is notes: "a law - fewer arrests - 1990"."""
        there = self.line.grown.child(self.line.head, "expl")
        is_row = sum(self.tokens[each].text == ";" for each in self.line.indexes) > 1
        if is_row or (there is not None and asks in ("person", "name", "place")):
            return True
        if self._is_parted() or any(self._runs_on(each) for each in self.line.grown.children[self.line.head]):
            return True
        dashes = [each for each in self.line.indexes if self.tokens[each].text in _DASHES and self.tokens[each].space]
        return sum(each > 0 and self.tokens[each - 1].space for each in dashes) > 1

    def _runs_on(self, index: int) -> bool:
        """Tell whether another sentence follows behind a comma: "Kim held the chair, Lee was the first professor"."""
        grown = self.line.grown
        if self.tokens[index].dep not in ("conj", "parataxis") or grown.child(index, "cc", "mark") is not None:
            return False
        if grown.child(self.line.head, "mark") is not None:
            return False  # "Although it rained, …"
        begins = grown.below(index)[0]
        is_behind = self.line.head < begins and "," in (self.tokens[begins - 1].text, self.tokens[begins].text)
        return is_behind and grown.subject(index) is not None and is_finite(grown, index)

    def _is_parted(self) -> bool:
        """Tell whether one comma parts the subject from its verb, the other having gone: "the makers of it, wanted"."""
        line = self.line
        subject = line.grown.subject(line.head)
        if subject is None:
            return False
        beside = [each for each in line.grown.children[line.head] if self.tokens[each].dep.startswith(("aux", "cop"))]
        verb = min((each for each in (line.head, *beside) if each > subject), default=subject)
        between = [self.tokens[each].text for each in line.indexes if min(line.grown.below(subject)) <= each < verb]
        return between[-1:] == [","] and between.count(",") == 1

    def _is_poll(self, asks: Asks) -> bool:
        """Tell whether a line gives a share of those asked or counted, and not when: "54 percent voted for ____"."""
        if any(is_full(time) for time, _, _ in self.line.times):
            return False
        is_counted = any(
            self.tokens[each].text.casefold() in _SHARES and self.tokens[each].dep.startswith("nsubj")
            for each in self.line.indexes
        )
        kinds = {self.lines.entities[each.entity].kind for each in self.line.names}
        return is_counted and (asks != "number" or kinds == {"person"})

    def _is_guessed(self, prompt: Wording) -> bool:
        """Tell whether a name stands for what only a thing's "it" says: of people alone that is sure enough."""
        names = (key for part in prompt if isinstance(part, Inserted) for key in self.lines.entities_at(part.span))
        return any(self.lines.entities[key].kind != "person" for key in names)

    def _is_of_some(self, asks: Asks, slots: Sequence[Slot], gap: Sequence[int]) -> bool:
        """Tell whether the subject is some that the text spoke of: "the stalemate in …", "males weighed … pounds"."""
        line = self.line
        subject = line.grown.subject(line.head)
        if subject is None or subject not in slots:
            return False
        beside = {self.tokens[each].dep.partition(":")[0]: each for each in line.grown.children[subject]}
        if asks == "time":
            hangs = any(self.tokens[each].head == subject for each in gap)
            return hangs and beside.keys() <= {"det", "nmod"} and "det" in beside
        noun = self.tokens[subject]
        is_bare = noun.pos == "NOUN" and "Number=Plur" in noun.morph and not beside
        return asks == "number" and is_bare and "Tense=Past" in self.tokens[line.head].morph

    def _is_joined(self, first: int, last: int) -> bool:
        """Tell whether what would be left out is joined to other words: "two-spirit people"."""
        begins = first > 0 and not self.tokens[first - 1].space and self.tokens[first - 1].text in _JOINTS
        follows = self.tokens[last + 1].text[:1] if last + 1 < len(self.tokens) else ""
        return begins or (follows in ("-", "/") and not self.tokens[last].space)

    def _is_subject_asked(self, slots: Sequence[Slot], gap: Sequence[int]) -> bool:
        """Tell whether what is asked for is the subject, for which a pronoun behind it can stand."""
        subject = self.line.grown.subject(self.line.head)
        return subject is None or subject in gap or subject not in slots

    def _is_bracketed(self, slots: Sequence[Slot]) -> bool:
        """Tell whether the gap is only an addition: "(often abbreviated …)", "(b. 1946)"."""
        before = slots[: slots.index(Fixed(key="blank"))]
        opened = [self.tokens[slot].text for slot in before if isinstance(slot, int)]
        return opened.count("(") > opened.count(")")

    def _is_mark(self, slot: Slot) -> bool:
        if isinstance(slot, int):
            return self.tokens[slot].text in _MARKS
        return slot == Fixed(key="full_stop") or (isinstance(slot, Quoted) and slot.span.quote in _MARKS)

    def _own_keys(self, value: Value) -> set[str]:
        return set(words(printed(value.wording)))

    def _says_enough(self, asks: Asks, slots: Sequence[Slot], keys: frozenset[str]) -> bool:
        """Tell whether a prompt says enough for one answer: a name, date or number beside two words, or five words.

        Much is true of many a place.
        """
        named = sum(key in self.lines.entities for key in keys)
        kept = {slot for slot in slots if isinstance(slot, int)}
        dated = sum(first in kept for _, first, _ in self.line.times)
        counted = sum(number.last in kept for number in self.line.numbers)
        plain_keys = [
            key for key in keys if key not in self.lines.entities and key not in _BARE and not begins_number(key)
        ]
        pins = named + dated + counted
        if named + dated > 1 and len(plain_keys) >= (1 if asks in ("person", "speaker", "name") else 2):
            return True
        if asks == "place":
            return named + dated >= 1 and len(plain_keys) >= 3
        if asks == "number":
            full = sum(first in kept and is_full(time) for time, first, _ in self.line.times)
            heads = (self.line.head, *self.line.grown.children[self.line.head])
            if not named + full and any(self.tokens[each].tag == "VBD" for each in heads):
                return False  # what is told of the past is of one case
            # A share is one of a year, or of a place.
            is_share = bool(_SHARES & keys)
            return (named + full >= 1 and len(plain_keys) >= 3) or (len(plain_keys) >= 6 and not is_share)
        if asks == "term":
            telling = [key for key in plain_keys if key not in _VAGUE]
            pins = named + counted + sum(first in kept and is_full(time) for time, first, _ in self.line.times)
            return len(telling) + pins >= (3 if defines(self.line) else _PLENTY if pins else _MANY)
        if asks == "time":
            told = [key for key in plain_keys if key not in _VAGUE]
            return (named >= 1 and len(plain_keys) >= 2) or len(told) >= _PLENTY + 1
        is_short = asks in ("person", "speaker") and pins == 1 and self.line.grown.child(self.line.head, "cop") is None
        return (pins >= 1 and len(plain_keys) >= (3 if is_short else 2)) or len(plain_keys) >= 5

    def _is_defined(self, slots: Sequence[Slot], keys: frozenset[str]) -> bool:
        """Tell whether a line says so much of what a thing is that its name is known by it without others beside it."""
        at = slots.index(Fixed(key="blank"))
        after = slots[at + 1] if at + 1 < len(slots) else None
        telling = [key for key in keys if key not in _VAGUE and key not in _BARE]
        is_first = at < 2 and isinstance(after, int) and self.tokens[after].pos in ("AUX", "VERB")
        is_weak = self.line.grown.child(self.line.head, "cop") is not None and not says_what(self.line, self.line.head)
        return is_first and not is_weak and len(telling) >= _PLENTY

    def _is_plain(self, asks: Asks, gap: Sequence[int]) -> bool:
        """Tell whether it is plain without options what a gap asks for: a date or a number.

        Read one by one, a sixth of the gaps without others beside the name could hold another, or were trifles.
        """
        if asks == "time":
            before = self.tokens[gap[0] - 1].text.casefold() if gap[0] else ""
            return before == "the" or before in _ON_TIME
        if asks != "number":
            return False
        if gap[0] and self.tokens[gap[0] - 1].text.casefold() in ("as", "like", "including"):
            return False
        return not any(self.tokens[each].dep == "conj" for each in (*gap, *self.line.grown.children[gap[-1]]))

    def _quality(self, asks: Asks, slots: Sequence[Slot], *, has_options: bool) -> float:
        worth = _WORTH.get(asks, 1.0)
        first = next((slot for slot in slots if not isinstance(slot, Fixed)), None)
        if isinstance(first, int) and slots[0] == first and self.tokens[first].text[:1].islower():
            worth *= _SMALL_LETTER
        return worth * (1.0 if has_options else _NO_OPTIONS)


def _can_open(token: Token) -> bool:
    """Tell whether a clause can open with it, so that nothing is missing before."""
    if token.pos == "VERB":
        return token.tag in ("VBN", "VBG")
    return token.pos in _SUBJECTS and "Degree=Cmp" not in token.morph


def defines(line: Line) -> bool:
    """Tell whether a line says what its subject is: "X is the part of Y that …", "X refers to …"."""
    token = line.grown.tokens[line.head]
    if token.pos == "VERB":
        return token.lemma.casefold() in _DEFINING
    is_noun = line.grown.child(line.head, "cop") is not None and line.grown.child(line.head, "case") is None
    return is_noun and any(
        line.grown.tokens[each].dep in ("acl", "acl:relcl", "nmod") for each in line.grown.children[line.head]
    )


def _aliases(entity: Entity, answer: str) -> tuple[Wording, ...]:
    """Quote the other names of an entity, each where it is first said; of a state they are often its people's."""
    if entity.kind in ("polity", "group"):
        return ()
    found = {plain(span.quote): span for span in reversed(entity.mentions)}
    # Where the text says the short name alone, the full one may be a namesake's.
    others = (each for each in entity.aliases if each in found and each != answer)
    return tuple((Quoted(span=found[each]),) for each in others)
