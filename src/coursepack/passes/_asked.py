"""Questions that ask for one thing that a statement says: who, which, when, how many."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursepack.language.grammar import is_finite
from coursepack.language.lexicons import values
from coursepack.language.standing import is_whole
from coursepack.model.claims import Asks
from coursepack.model.wording import Fixed, Inserted, Quoted, Wording, plain
from coursepack.passes._draft import Draft, undated
from coursepack.passes._drafter import APART, SHORTEST, Drafter
from coursepack.passes._explained import says_what
from coursepack.passes._gaps import concepts, names
from coursepack.passes._lines import Line, Lines, Slot, is_full
from coursepack.passes._values import Values

__all__ = ["asked_of"]

_SURE = 0.93
"""The confidence from which a pronoun's name can be the answer."""
_SMALL, _FEW = 3, 10
"""Numbers below the one are hardly worth asking for; below the other only of what has a name or a date."""
_PERHAPS = frozenset({"may", "might"})
_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_YEARS = re.compile(r"\d{3,4}[–-]\d{2,4}")
_PREDICATES = frozenset({"VERB", "AUX", "ADV", "PART"})
_SAYS_WHICH = frozenset({"nmod", "acl", "acl:relcl"})
_COUNTED_OUT = values("term_vague", "noun") - {"day", "hour", "people", "person", "time", "week", "year", "party"}
_BY_YEAR = frozenset({"War", "Panic", "Crisis", "Revolution", "Generation", "Class", "Spirit"})
_DOES = frozenset({"nsubj", "nsubj:pass"})


def asked_of(lines: Lines, table: Values, line: Line, disputed: frozenset[str]) -> Iterator[Draft]:
    """Yield what can be asked of one told statement; `disputed` are those on which sources differ."""
    drafter = Drafter(lines, table, line)
    asker = _Asker(drafter)
    statement = line.statement
    if statement.id in disputed or not line.indexes or any(line.grown.tokens[i].text == "?" for i in line.indexes):
        return
    if any(_is_perhaps(line, each) for each in line.grown.children[line.head]):
        return
    if any(table.is_anybody(lines.entities[each.entity]) for each in line.names):
        return
    if statement.stance == "asserted":
        if not (is_whole(line.grown, line.indexes, line.head) or asker.has_subject_inserted() or _has_lead(line)):
            return
        yield from asker.who("person")
        yield from asker.led("person")
        yield from names(drafter)
        yield from concepts(drafter)
        yield from asker.when()
        yield from asker.numbers()
    elif statement.stance in ("reported", "promised", "denied") and statement.speaker is not None:
        if statement.speaker == statement.subject:
            yield from asker.who("speaker")
        yield from (each for each in asker.led("speaker") if each.answer_key == statement.speaker)


def _is_perhaps(line: Line, index: int) -> bool:
    return line.grown.tokens[index].dep.startswith("aux") and line.grown.tokens[index].text.casefold() in _PERHAPS


def _has_lead(line: Line) -> bool:
    return bool(line.slots) and not isinstance(line.slots[0], int) and not isinstance(line.slots[0], Inserted)


class _Asker:
    def __init__(self, drafter: Drafter) -> None:
        self._drafter = drafter
        self._lines, self._values, self._line = drafter.lines, drafter.values, drafter.line
        self._tokens = drafter.tokens

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
        return found is not None and found >= _SURE

    def who(self, asks: Asks) -> Iterator[Draft]:
        line = self._line
        entity = self._lines.entities.get(line.statement.subject or "")
        if entity is None or entity.kind not in ("person", "polity"):
            return
        value = self._values.entities.get(entity.id)
        subject = line.grown.subject(line.head)
        if value is None or subject is None or self._tokens[subject].dep not in ("nsubj", "nsubj:pass"):
            return
        helpers = (self._tokens[each] for each in line.grown.children[line.head])
        if any(each.dep == "aux" and each.lemma == "do" for each in helpers) and not line.grown.is_negated(line.head):
            return  # "Who did believe …?" sets it against what was said before
        at = self._subject_slot()
        said: Wording = ()
        if at is not None:
            slot = line.slots[at]
            said = (Quoted(span=slot.span),) if isinstance(slot, Inserted) else ()
            before, after = list(line.slots[:at]), list(line.slots[at + 1 :])
        else:
            named = next((each for each in line.names if each.head == subject and each.entity == entity.id), None)
            below = set(line.grown.below(subject))
            if named is None or any(self._tokens[each].dep == "conj" for each in line.grown.children[subject]):
                return
            if self._tokens[subject].pos != "PROPN":
                return
            if entity.kind == "polity" and any(
                self._tokens[each].dep in APART and not named.first <= each <= named.last for each in below
            ):
                return  # "the southern United States"
            said = self._lines.ground.quotes(line.grown.tree, range(named.first, named.last + 1))
            places = [at for at, slot in enumerate(line.slots) if slot in below]
            # None are left where another name stands in the words' place.
            if not places or places != list(range(places[0], places[-1] + 1)):
                return
            before, after = list(line.slots[: places[0]]), list(line.slots[places[-1] + 1 :])
            while after and isinstance(after[0], int) and self._tokens[after[0]].text == ",":
                after = after[1:]
        # What stands beside a name goes with it: "Eisenhower, the general who led the army, won".
        if not after or (isinstance(after[0], int) and not self._is_said_of(after[0])):
            return
        if len(after) > 1 and all(isinstance(each, int) for each in after[:2]):
            first, second = (self._tokens[each] for each in after[:2] if isinstance(each, int))
            if first.pos == "ADV" and second.pos == "ADP":
                return  # "Kim, formerly of the council, wrote"
        last = before[-1] if before else None
        has_marks = any(token.pos == "PUNCT" for token in self._tokens)
        if has_marks and isinstance(last, int) and self._tokens[last].pos not in ("PUNCT", "NUM"):
            # "Democratic candidate Howard Dean led": what stands before is part of the subject.
            return
        if len(before) > 10 or not is_finite(line.grown, line.head) or self._is_plural():
            return
        if any(isinstance(slot, int) and self._tokens[slot].pos in ("VERB", "AUX") for slot in before):
            return
        if len(after) > 1 and isinstance(after[1], int) and self._tokens[after[1]].text == ",":
            return  # "Kim argues, the Senate …"
        is_person = entity.kind == "person"
        if line.grown.child(line.head, "cop") is not None:
            noun = self._tokens[line.head]
            is_thing = is_person and noun.pos == "NOUN" and not self._values.nouns.sort(noun.text)[0]
            if is_thing or self._is_one_of_many() or not says_what(line, line.head) or line.grown.is_negated(line.head):
                return  # "Kim is a useful source"
        key = "ask.who" if is_person else "ask.which_state"
        value = self._drafter.said_here(value, said)
        asking: list[Slot] = [*before, Fixed(key=f"{key}_inside" if before else key), *after]
        yield from self._drafter.draft(
            asks if is_person or asks == "speaker" else "place", asking, value, is_question=True
        )

    def _is_one_of_many(self) -> bool:
        """Tell whether a line says only of what kind somebody is: "a German philosopher and economist"."""
        tokens, line = self._tokens, self._line
        article = line.grown.child(line.head, "det")
        says_which = any(tokens[each].dep in ("acl", "acl:relcl", "nmod") for each in line.grown.children[line.head])
        return article is not None and tokens[article].text.casefold() in ("a", "an") and not says_which

    def _is_said_of(self, index: int) -> bool:
        """Tell whether a token opens what is said of a subject: a finite verb, or an adverb before it."""
        token = self._tokens[index]
        return token.pos in _PREDICATES and token.tag not in ("VBN", "VBG", "TO") and token.tag[:2] != "IN"

    def led(self, asks: Asks) -> Iterator[Draft]:
        """Ask for the person whose name stands before the colon, where what is told of them has no subject."""
        line = self._line
        lead = line.slots[0] if line.slots else None
        if not isinstance(lead, Quoted) or len(line.slots) < SHORTEST or line.grown.subject(line.head) is not None:
            return
        for key in self._lines.entities_at(lead.span):
            value = self._values.entities.get(key)
            if value is None or value.kind != "person" or plain(lead.span.quote).rstrip(":") not in self._names(key):
                continue
            rest = [slot for slot in line.slots[1:] if isinstance(slot, int)]
            if rest and self._tokens[rest[0]].tag in ("VBD", "VBN", "VBZ") and rest[0] == line.head:
                yield from self._drafter.draft(asks, [Fixed(key="ask.who_was"), *rest], value)

    def _names(self, key: str) -> tuple[str, ...]:
        entity = self._lines.entities[key]
        return (entity.name, *entity.aliases)

    def _is_plural(self) -> bool:
        found = [self._line.head, *self._line.grown.children[self._line.head]]
        return any(
            "Number=Plur" in self._tokens[each].morph or self._tokens[each].text.casefold() in ("are", "were", "have")
            for each in found
            if self._tokens[each].pos in ("AUX", "VERB")
            and (each == found[0] or self._tokens[each].dep.startswith(("aux", "cop")))
        )

    def when(self) -> Iterator[Draft]:
        line = self._line
        full = [each for each in line.times if is_full(each[0])]
        if len(line.times) != 1 or not full:
            return
        _, first, last = full[0]
        if self._tokens[first].text == "course":
            return  # "over the course of the century"
        top = self._top(first, last)
        if self._tokens[top].dep in APART and self._tokens[top].head > last:
            return
        if self._is_of_name(first):
            return
        # "Kohlberg (1958)" says when he wrote, or lived.
        if first and self._tokens[first - 1].text == "(":
            return
        value = self._values.date(line, self._drafter.at, (first, last))
        shorter = undated(self._line, first, last)
        if shorter is not None and self._tokens[line.head].tag in ("VBZ", "VBP"):
            return  # what is so has no date: "the trial has parallels with the abuse of 2003"
        if shorter is not None:
            yield from self._drafter.draft("time", [Fixed(key="ask.when"), *shorter], value)
        else:
            yield from self._drafter.draft("time", self._drafter.gapped(first, last), value)

    def _is_of_name(self, first: int) -> bool:
        """Tell whether a year is part of a name that is none without it: "the War of 1812"."""
        before = self._tokens[max(0, first - 2) : first]
        return len(before) > 1 and before[1].text == "of" and before[0].text in _BY_YEAR

    def _top(self, first: int, last: int) -> int:
        top = first
        while self._tokens[top].head != top and first <= self._tokens[top].head <= last:
            top = self._tokens[top].head
        return top

    def numbers(self) -> Iterator[Draft]:
        if len(self._line.numbers) > 3 or self._line.grown.is_negated(self._line.head):
            return
        for value in self._values.numbers_of(self._line, self._drafter.at):
            if value.size < _SMALL and "scale" not in value.shape and "%" not in value.shape:
                continue
            if value.size < _FEW and value.shape == "w" and not (self._line.names or self._line.times):
                continue
            first, last = (int(each) for each in value.key.split("-"))
            if not self._is_part_of_more(first, last) and not self._is_counted_out(last):
                yield from self._drafter.draft("number", self._drafter.gapped(first, last), value)

    def _is_counted_out(self, last: int) -> bool:
        """Tell whether what is counted is listed as well: "four seas: …", "three mills include …"."""
        after = [self._tokens[index] for index in self._line.indexes if index > last]
        lists = [at for at, token in enumerate(after) if token.text == ":" or token.lemma in ("include", "comprise")]
        is_told = sum(token.text == "," for token in after) > 1 and any(token.text == "and" for token in after)
        if is_told and any(token.lemma == "be" for token in after):
            return True
        return bool(lists) and any(token.text in (",", "and", "or") for token in after[lists[0] :])

    def _is_part_of_more(self, first: int, last: int) -> bool:
        """Tell whether a number is half of one, a time of day, or counts what was told before: "all three"."""
        tokens = self._tokens
        after = [token.text.casefold() for token in tokens[last + 1 : last + 4]]
        before = tokens[first - 1].text.casefold() if first else ""
        if after[:2] in (["and", "a"], ["and", "one"]) or {"past", "o'clock", "o’clock", "a.m.", "p.m."} & set(
            after[:2]
        ):
            return True
        noun = max(last, tokens[last].head)
        has_more = any(child > noun and tokens[child].dep in _SAYS_WHICH for child in self._line.grown.children[noun])
        if last + 1 < len(tokens) and tokens[last + 1].text[:1].isupper() and tokens[last].text[:1].isupper():
            return True  # "the Fourteen Points"
        if first and tokens[first - 1].text[:1].isupper() and tokens[first - 1].pos in ("NOUN", "PROPN"):
            return True  # "Executive Order 9066", "Article 40"
        if tokens[noun].lemma.casefold() in _COUNTED_OUT and tokens[first].text.isalpha():
            return True  # "three main questions" are the text's own count
        if first == last and _YEAR.fullmatch(tokens[last].text) and not has_more and noun == last:
            return True
        near = [tokens[each] for each in (first - 2, last + 2) if 0 <= each < len(tokens)]
        joints = [tokens[each].text for each in (first - 1, last + 1) if 0 <= each < len(tokens)]
        if before in ("aged", "ages", "age") or any(
            each.pos == "NUM" and joint == "," for each, joint in zip(near, joints, strict=False)
        ):
            return True  # "2, 4, 8"
        if before in ("all", "(", "c", "c.", "ca", "ca.") or _YEARS.fullmatch(tokens[last].text):
            return True
        is_share = "percent" in after[:1] or tokens[last].text == "%" or after[:2] == ["per", "cent"]
        return not has_more and (before in ("the", "these", "those") or (is_share and tokens[noun].dep in _DOES))
