"""What can be an answer: the entities, dates, numbers and concepts of a pack, each quoted where it stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from coursepack.language.grammar import Grown
from coursepack.language.lexicons import rows, values
from coursepack.language.meanings import meanings
from coursepack.language.names import title_words
from coursepack.language.numerals import begins_number, kind_of_word
from coursepack.model.claims import Entity, Term
from coursepack.model.wording import Quoted, Wording, plain, printed, words
from coursepack.passes._kinds import Uses, humans, is_cut, is_short_for_words
from coursepack.passes._lines import Line, Lines, is_full
from coursepack.passes._nested import Nested
from coursepack.passes._nouns import Nouns
from coursepack.passes._phrases import concept_key, head_word, letters, noun_phrase

__all__ = ["EXPLAINED", "Value", "Values"]

_MEASURES = frozenset(row["word"] for row in rows("measures")) | {"tonne", "ton", "lot", "number", "kind"}
_GIVEN = frozenset(row["name"].casefold() for row in rows("given_names"))
_KNOWN_BY_ONE = frozenset(row["name"].casefold() for row in rows("known_by_one"))
_PLACE_HEADS = frozenset(row["word"] for row in rows("place_heads"))
_BODIES = values("asking", "body")
_NAMED = frozenset({"organisation", "campaign", "work"})
"""Kinds of which only like ones can be mistaken for each other: a court for a court, an act for an act."""
_RELATED = 0.3
"""The cosine from which two words are of one matter."""
_SYNONYM = 0.45
"""The cosine from which two words may be meant by each other."""
_ALIKE = 0.3
"""The cosine from which two words for a kind of thing are alike."""
EXPLAINED = 2.0
"""The size of a concept that the sources explain."""
_KNOWN = 0.45
_BOUNDS = frozenset({"near", "below_near", "from", "above", "upto", "below", "vague"})
_NOWHERE = frozenset({"earth", "world", "planet", "north", "south", "east", "west"})
_SCALES = frozenset({"hundred", "thousand", "million", "billion", "trillion", "dozen"})
"""Words that say how many only beside a number: "several million"."""
_VAGUE = values("term_vague", "adjective")
_VAGUE_NOUNS = values("term_vague", "noun") | {"majority", "lot", "part"}
_OFTEN = 2
_KINDS = 3
"""Kinds of a thing that make a question of which it is."""
_NEAREST = 100
"""Dates or numbers before a line, and after it, among which distractors are looked for."""
_ENOUGH = 8
_HALF = 0.5
_HOME = 5
"""Mentions of the place that a text is all about: nobody need know anything to name it."""
_SURE, _LEAD = 0.08, 0.3
"""The confidence from which a term is a concept, and that of what only stands before a colon."""


class Value(Struct, frozen=True, kw_only=True):
    kind: str
    key: str
    wording: Wording
    size: float = 0.0
    """Of a number its value, of a date its year, of a concept how well it is known: 2 where it is explained."""
    shape: str = ""
    """What its words look like: figures or letters, one or many."""
    line: int = -1
    """Of `Lines.every`, where it stands; -1 for what stands in many."""


class Values:
    """Made once for a pack."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self.nested, self.nouns = Nested(lines), Nouns(lines.grove, [source.title for source in lines.pack.sources])
        self._doers = frozenset(
            each
            for statement in lines.pack.statements
            for each in (statement.subject, statement.speaker)
            if each is not None
        )
        self._humans = humans(lines.pack)
        self._uses = Uses(lines.grove, lines.naming)
        self.entities = {
            entity.id: value for entity in lines.entities.values() if (value := self._entity(entity)) is not None
        }
        self.home = self._home()
        """The state or place that most is said of, where one is."""
        self.concepts = self._concepts()
        self._begun = frozenset(key.partition(" ")[0] for key in self.concepts)
        self.held = [self._held(line) for line in lines.every]
        """By line, the concepts that it speaks of."""
        self.dates = list(self._each_date())
        self.numbers = [
            value
            for at, line in enumerate(lines.every)
            if line.statement.salience >= 0.1
            for value in self.numbers_of(line, at)
        ]
        self._shaped: dict[tuple[str, str], list[Value]] = {}
        for each in (*self.dates, *self.numbers):
            self._shaped.setdefault((each.kind, each.shape), []).append(each)
        self._named = self._by_source()
        self._near = self._near_words()
        self._synonyms = self._near_concepts()

    # Entities.

    def _entity(self, entity: Entity) -> Value | None:
        """Give None for a name that is none to ask for: in small letters, shouted, cut off, or hardly a person's."""
        name = entity.name
        parts = name.split()
        if not any(part[:1].isupper() for part in parts) or not name[-1].isalnum() or len(words(name)) > 6:
            return None
        if (name.isupper() and len(name) > 6) or name.casefold() in _NOWHERE:
            return None
        has_article = self._has_article(entity)
        if entity.kind in ("place", "polity") and parts[0].casefold() in title_words():
            return None
        if entity.kind == "person" and (has_article or not self._is_person(entity) or self._uses.is_part(entity.id)):
            return None
        if entity.kind != "polity" and self._uses.is_word(name):
            return None
        if entity.kind == "place" and (name.isupper() or not self._uses.is_where(entity.id)):
            return None
        if "&" in name or is_short_for_words(name, self._lines.pack) or (len(parts) > 1 and parts[-1].islower()):
            return None
        wording: Wording = tuple(Quoted(span=span) for span in entity.evidence)
        if printed(wording) != name:
            found = next((span for span in entity.mentions if plain(span.quote) == name), None)
            if found is None:
                return None
            wording = (Quoted(span=found),)
        return Value(kind=entity.kind, key=entity.id, wording=wording, shape="the" if has_article else "")

    def _home(self) -> str:
        places = [each for each in self._lines.entities.values() if each.kind in ("place", "polity")]
        most = max(places, key=lambda each: len(each.mentions), default=None)
        return most.id if most is not None and len(most.mentions) >= _HOME else ""

    def _has_article(self, entity: Entity) -> bool:
        """Tell whether "the" stands before most mentions, and not only before demonyms: "the United States"."""
        texts = self._lines.pack.texts
        found = {span: texts[span.source].text[max(0, span.start - 5) : span.start] for span in entity.mentions}
        behind = {span for span, text in found.items() if plain(text).casefold().split()[-1:] == ["the"]}
        own = {span for span in found if plain(span.quote) == entity.name}
        if own and len(behind & own) >= _HALF * len(own):
            return True
        return len(behind) >= _HALF * len(found) and (not own or bool(behind & own))

    def _is_person(self, entity: Entity) -> bool:
        """Tell whether a name is a person's for certain: by a given name, a title, initials, or by what it does."""
        parts = entity.name.split()
        first = parts[0].strip(".").casefold()
        has_digit = any(each.isdigit() for each in entity.name)
        if "v." in parts or "vs." in parts or has_digit or is_cut(entity, self._lines.pack):
            return False
        does = entity.id in self._doers
        if self.is_anybody(entity):
            return False
        if len(parts) > 1:
            if parts[-1].casefold() in _PLACE_HEADS or not _BODIES.isdisjoint(entity.name.casefold().split()):
                return False
            is_titled = first in title_words() or " ".join(parts[:2]).casefold() in title_words()
            is_given = first in _GIVEN and first != "al"  # which is an article in Arabic names: "Al Jazeera"
            return is_given or is_titled or (does and (len(entity.mentions) > 1 or len(first) == 1))
        return does and len(entity.mentions) > 1 and (entity.id in self._humans or bool(entity.aliases))

    def is_anybody(self, entity: Entity) -> bool:
        """Tell whether a person is known by one name alone that tells nobody: "Alice and Bob", a story's "Elena"."""
        if entity.kind != "person" or " " in entity.name or entity.aliases or entity.name.casefold() in _KNOWN_BY_ONE:
            return False
        return entity.name.casefold() in _GIVEN or not self._uses.is_spread(entity.id)

    def _near_words(self) -> Mapping[tuple[str, str], float]:
        last = sorted({word for each in self.entities.values() if each.kind in _NAMED for word in _heads(each)})
        out = {}
        for one, other, cosine in meanings().near(last, _ALIKE):
            out[one, other] = out[other, one] = cosine
        return out

    def _near_concepts(self) -> frozenset[tuple[str, str]]:
        """List the words of concepts that mean so nearly the same that one can stand for the other."""
        parts = sorted({word for each in self.concepts.values() for word in letters(printed(each.wording))})
        found = list(meanings().near(parts, _RELATED))
        self._related = frozenset(pair for one, other, _ in found for pair in ((one, other), (other, one)))
        close = [(one, other) for one, other, cosine in found if cosine >= _SYNONYM]
        return frozenset((*close, *((other, one) for one, other in close)))

    def are_related(self, one: str, other: str) -> bool:
        """Tell whether what is true of one concept is likely to be true of the other: they share a word, or nearly."""
        mine, theirs = letters(one), letters(other)
        return any(
            word.removesuffix("s") == each.removesuffix("s") or (word, each) in self._related
            for word in mine
            for each in theirs
        )

    def are_synonyms(self, one: str, other: str) -> bool:
        """Tell whether two names of concepts may be taken for one: all that sets them apart means nearly the same."""
        mine, theirs = letters(one), letters(other)
        apart = [word for word in mine if word not in theirs], [word for word in theirs if word not in mine]
        return (
            not apart[0]
            or not apart[1]
            or all(any((word, each) in self._synonyms for each in apart[1]) for word in apart[0])
        )

    def likeness(self, one: Value, other: Value) -> float:
        """Tell how like two names' nouns are, from 0 to 1; of people and places any two are alike."""
        if one.kind not in _NAMED:
            return 1.0
        (first, last), (second, end) = _heads(one), _heads(other)
        return 1.0 if last == end or first == second else self._near.get((first, second), 0.0)

    # Dates.

    def _each_date(self) -> Iterator[Value]:
        seen: set[str] = set()
        for at, line in enumerate(self._lines.every):
            for time, first, last in line.times:
                if is_full(time) and time.edtf is not None and time.edtf not in seen:
                    seen.add(time.edtf)
                    yield self.date(line, at, (first, last))

    def date(self, line: Line, at: int, found: tuple[int, int]) -> Value:
        time = next(time for time, first, _ in line.times if first == found[0])
        wording = self._lines.ground.quotes(line.grown.tree, range(found[0], found[1] + 1))
        text = printed(wording)
        year = re.search(r"\d{4}", time.edtf or "")
        return Value(
            kind="time",
            key=time.edtf or text,
            wording=wording,
            size=float(year.group()) if year else 0.0,
            shape=re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", lambda hit: f"{len(hit.group())}", text)),
            line=at,
        )

    # Numbers.

    def numbers_of(self, line: Line, at: int) -> Iterator[Value]:
        tokens = line.grown.tokens
        kept = set(line.indexes)
        for number in line.numbers:
            first = number.first
            while first < number.last and not _is_figure(tokens[first].text.casefold()):
                first += 1
            last = number.last
            after = tokens[last + 1].text if last + 1 in kept else ""
            if after == "%":
                last += 1
            indexes = range(first, last + 1)
            # "A three-member group", "the 9/11 attacks"
            is_joined = after[:1] in ("-", "–", "/") and not tokens[last].space
            is_scale = tokens[first].text.casefold() in _SCALES
            if number.unit == "th" or is_joined or is_scale or not kept.issuperset(indexes):
                continue
            wording = self._lines.ground.quotes(line.grown.tree, indexes)
            yield Value(
                kind="number",
                key=f"{first}-{last}",
                wording=wording,
                size=number.value,
                shape=_shape(printed(wording)),
                line=at,
            )

    # Concepts.

    def _concepts(self) -> dict[str, Value]:
        """Take the terms of the pack that are no names, by their lemmas."""
        found: dict[str, Value] = {}
        for term in self._lines.pack.terms:
            parts = words(term.name)
            is_lead = not term.is_explained and term.confidence == _LEAD
            if not parts or is_lead or len(parts) > 4 or any(part[0].isdigit() for part in parts):
                continue
            if not term.is_explained and any(part[:1].isupper() for part in term.name.split()[1:]):
                continue
            if (len(parts) > 1 and parts[0] in ("term", "word", "phrase", "root")) or not self._is_phrase(term):
                # "The term egalitarianism …": the label is none of its own.
                continue
            if len(parts) > 1 and parts[1] == "of" and parts[0].removesuffix("s") in _MEASURES:
                continue
            if (term.confidence < _SURE and len(parts) < 2) or parts[-1].removesuffix("s") in _VAGUE_NOUNS:
                continue
            key = concept_key(parts)
            is_many = self.nouns.is_many(term.evidence[0])
            value = Value(
                kind="concept",
                key=key,
                wording=(Quoted(span=term.evidence[0]),),
                shape="many" if is_many else "one",
                size=EXPLAINED if term.is_explained and term.confidence >= _KNOWN else term.confidence,
            )
            found.setdefault(key, value)
        self._add_recurring(found)
        return found

    def _is_phrase(self, term: Term) -> bool:
        """Tell whether a term's words are a noun with what stands before it, no clause: "thyroid secretes"."""
        grown, indexes = self._lines.grove.find((Quoted(span=term.evidence[0]),))
        found = [grown.tokens[each].pos for each in indexes] or ["NOUN"]
        return {*found} <= {"NOUN", "PROPN", "ADJ"} and found[-1] != "ADJ" and self.nouns.is_noun(term.name)

    def _add_recurring(self, found: dict[str, Value]) -> None:
        """Add kinds of one thing that are said again and again: "authoritarian leaders" beside "expressive leaders"."""
        seen: dict[str, list[tuple[Grown, list[int]]]] = {}
        for grown in self._lines.grove.grown:
            for index, token in enumerate(grown.tokens):
                phrase = noun_phrase(grown, index) if token.pos == "NOUN" else []
                if len(phrase) > 1 and all(grown.tokens[each].text.isalpha() for each in phrase):
                    key = concept_key([grown.tokens[each].text for each in phrase])
                    seen.setdefault(key, []).append((grown, phrase))
        kept = {}
        for key, places in seen.items():
            grown, phrase = places[0]
            first = grown.tokens[phrase[0]]
            is_vague = first.lemma.casefold() in _VAGUE or "Degree=Cmp" in first.morph or "Degree=Sup" in first.morph
            if len(places) >= _OFTEN and key not in found and not is_vague:
                kept[key] = places
        kinds = Counter(key.rpartition(" ")[2] for key in (*found, *kept))
        for key, places in kept.items():
            if kinds[key.rpartition(" ")[2]] < _KINDS:
                continue
            grown, phrase = places[0]
            is_many = any("Number=Plur" in grown.tokens[phrase[-1]].morph for grown, phrase in places[:1])
            found[key] = Value(
                kind="concept",
                key=key,
                wording=self._lines.ground.quotes(grown.tree, phrase),
                shape="many" if is_many else "one",
            )

    def _held(self, line: Line) -> frozenset[str]:
        parts = [line.grown.tokens[index].text.casefold() for index in line.indexes]
        return frozenset(
            key
            for at, part in enumerate(parts)
            if part in self._begun or part.removesuffix("s") in self._begun
            for size in (1, 2, 3, 4)
            if at + size <= len(parts) and (key := concept_key(parts[at : at + size])) in self.concepts
        )

    def of(self, at: int, kind: str) -> Sequence[Value]:
        """List what of a kind a line has."""
        line = self._lines.every[at]
        if kind == "time":
            return [self.date(line, at, (first, last)) for time, first, last in line.times if time.edtf]
        if kind == "number":
            return list(self.numbers_of(line, at))
        if kind == "concept":
            return [self.concepts[key] for key in sorted(self.held[at])]
        keys = sorted(line.keys)
        return [self.entities[key] for key in keys if key in self.entities and self.entities[key].kind == kind]

    def pool(self, value: Value, line: Line, at: int) -> Sequence[Value]:
        """List what can be mistaken for a value: of its kind, and of a long pack what is nearest."""
        if value.kind in ("time", "number"):
            own = self._shaped.get((value.kind, value.shape), [])
            middle = bisect_left(own, at, key=lambda each: each.line)
            return own[max(0, middle - _NEAREST) : middle + _NEAREST]
        if value.kind == "concept":
            return list(self.concepts.values())
        own = self._named.get((line.grown.tree.source, value.kind), [])
        return own if len(own) > _ENOUGH else self._named.get(("", value.kind), [])

    def _by_source(self) -> dict[tuple[str, str], list[Value]]:
        """Group the names by source and kind; with "" for any source."""
        found: dict[tuple[str, str], list[Value]] = {}
        for value in self.entities.values():
            sources = dict.fromkeys(span.source for span in self._lines.entities[value.key].mentions)
            for source in ("", *sources):
                found.setdefault((source, value.kind), []).append(value)
        return found


def _is_figure(word: str) -> bool:
    """Tell whether a word is of the number itself, and none that blurs or bounds it: "about", "over"."""
    return begins_number(word) and word not in ("a", "an") and kind_of_word(word) not in _BOUNDS


def _heads(value: Value) -> tuple[str, str]:
    return head_word(printed(value.wording)), words(printed(value.wording))[-1]


def _shape(text: str) -> str:
    """Tell figures from words, shares from counts, and whether a scale is said: "d%", "w", "d scale"."""
    first = "d" if text[:1].isdigit() else "w" if text[:1].isalpha() else text[:1]
    first += "." if re.search(r"\d\.\d", text) else ""
    first += "–" if re.search(r"\d[–-]\d", text) else ""
    return first + ("%" if text.endswith("%") else "") + (" scale" if " " in text else "")
