"""Wrong answers: of the same kind and size, near, and by no source true; and whether an answer is the only one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from coursepack.language.names import polity_of, untitled
from coursepack.language.numerals import begins_number
from coursepack.model.claims import Entity
from coursepack.model.wording import Quoted, Wording, plain, printed, words
from coursepack.passes._lines import Line, Lines, is_full

__all__ = ["Rivals", "Value", "is_given_away"]

_SAME = 0.6
"""The share of a question's words, weighed, that another statement may have before its names can be right too."""
_ALSO = 0.34
"""And before its names are no fair distractors."""
_FEWEST, _MOST = 2, 3
_STOPS = frozenset({"the", "and", "for", "from", "with", "that", "was", "were", "had", "has", "his", "her", "its"})


class Value(Struct, frozen=True, kw_only=True):
    """What can be an answer: an entity, a date, a number."""

    kind: str
    key: str
    wording: Wording
    size: float = 0.0
    """Of a number its value, of a date its year."""
    shape: str = ""
    line: int = -1
    """Of `Lines.every`, where it stands; -1 for an entity."""


class Rivals:
    """Made once for a pack."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._entities = [value for entity in lines.entities.values() if (value := self.entity(entity)) is not None]
        self._dates = list(self._each_date())
        self._numbers = list(self._each_number())

    def entity(self, entity: Entity) -> Value | None:
        """Give None for a name that is none to ask for: of small letters, or a person named by one common word."""
        name = entity.name
        if not any(part[:1].isupper() for part in name.split()) or not name[-1].isalnum():
            return None
        wording = tuple(Quoted(span=span) for span in entity.evidence)
        if printed(wording) != name:
            found = next((span for span in entity.mentions if plain(span.quote) == name), None)
            if found is None:
                return None
            wording = (Quoted(span=found),)
        return Value(kind=entity.kind, key=entity.id, wording=wording)

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

    def _each_number(self) -> Iterator[Value]:
        for at, line in enumerate(self._lines.every):
            if line.statement.salience >= 0.1:
                yield from self.numbers(line, at)

    def numbers(self, line: Line, at: int) -> Iterator[Value]:
        for number in line.numbers:
            tokens = line.grown.tokens
            first = number.first
            while first < number.last and (
                not begins_number(tokens[first].text.casefold()) or tokens[first].text.casefold() in ("a", "an")
            ):
                first += 1
            indexes = range(first, number.last + 1)
            if number.unit == "th" or not set(indexes) <= set(line.indexes):
                continue
            wording = self._lines.ground.quotes(line.grown.tree, indexes)
            text = printed(wording)
            yield Value(
                kind="number",
                key=f"{first}-{number.last}",
                wording=wording,
                size=number.value,
                shape=("d" if text[:1].isdigit() else text[:1] if not text[:1].isalpha() else "w")
                + ("%" if text.endswith("%") else "")
                + (" scale" if " " in text else ""),
                line=at,
            )

    def like(self, at: int, keys: Collection[str]) -> list[tuple[float, int]]:
        """List the other statements that share words with the question, with the share, by place."""
        weights = self._lines.weights
        whole = sum(weights[key] for key in sorted(keys)) or 1.0
        shares: dict[int, float] = {}
        for key in sorted(keys):
            for other in self._lines.by_key.get(key, ()):
                if other != at:
                    shares[other] = shares.get(other, 0.0) + weights[key] / whole
        return sorted(((share, other) for other, share in shares.items()), reverse=True)

    def is_only(self, at: int, value: Value, keys: Collection[str]) -> bool:
        """Tell whether no other statement that says nearly the same has another answer of the kind."""
        for share, other in self.like(at, keys):
            if share < _SAME:
                break
            rivals = {each.key for each in self._values(other, value)}
            if rivals and value.key not in rivals and not (rivals <= set(keys)):
                return False
        return True

    def _values(self, at: int, value: Value) -> list[Value]:
        line = self._lines.every[at]
        if value.kind == "time":
            return [self.date(line, at, (first, last)) for time, first, last in line.times if time.edtf]
        if value.kind == "number":
            return list(self.numbers(line, at))
        return [each for each in self._entities if each.key in line.keys and each.kind == value.kind]

    def wrong(self, line: Line, at: int, value: Value, keys: Collection[str]) -> tuple[Value, ...]:
        """Choose up to three distractors; none where fewer than two are fair."""
        taken: list[Value] = []
        close = {other for share, other in self.like(at, keys) if share >= _ALSO}
        near_by = {each.key for other in sorted(close) for each in self._values(other, value)}
        for each in sorted(self._pool(value), key=lambda each: self._distance(line, at, value, each)):
            if (
                each.key in near_by
                or each.key in line.keys
                or each.key in keys
                or each.line in close
                or each.line == at
            ):
                continue
            if self._is_fair(value, each) and all(self._is_other(each, known) for known in (value, *taken)):
                taken.append(each)
            if len(taken) == _MOST:
                break
        return tuple(taken) if len(taken) >= _FEWEST else ()

    def _pool(self, value: Value) -> Sequence[Value]:
        if value.kind == "time":
            return self._dates
        return self._numbers if value.kind == "number" else self._entities

    def _distance(self, line: Line, at: int, value: Value, other: Value) -> tuple[float, int, str]:
        if value.kind == "time":
            return abs(value.size - other.size), abs(at - other.line), other.key
        if value.kind == "number":
            ratio = max(value.size, other.size) / max(min(value.size, other.size), 1e-9)
            return round(ratio, 3), abs(at - other.line), other.key
        entity = self._lines.entities[other.key]
        return self._lines.near(line, entity) / (1 + min(len(entity.mentions), 4)), 0, other.key

    def _is_fair(self, value: Value, other: Value) -> bool:
        """Tell whether it is of one form: a year beside years, figures beside figures."""
        mine, theirs = printed(value.wording), printed(other.wording)
        if value.kind == "time":
            return value.shape == other.shape and (
                value.size != other.size or (len(value.key) > 4 and value.key != other.key)
            )
        if value.kind == "number":
            ratio = max(value.size, other.size) / max(min(value.size, other.size), 1e-9)
            return value.shape == other.shape and 1.15 <= ratio <= 12
        if value.kind != other.kind:
            return False
        return max(len(mine), len(theirs)) <= 3 * min(len(mine), len(theirs)) + 4

    def _is_other(self, one: Value, other: Value) -> bool:
        mine, theirs = printed(one.wording).casefold(), printed(other.wording).casefold()
        if mine == theirs or one.key == other.key:
            return False
        if one.kind == "number":
            return abs(one.size - other.size) > 0.1 * max(one.size, other.size)
        if one.kind == "time":
            return True
        shared = (set(words(mine)) & set(words(theirs))) - _STOPS
        if any(word not in ("first", "second", "new") for word in shared):
            return False
        first, second = (self._lines.entities[each.key] for each in (one, other))
        if first.of == second.id or second.of == first.id or (first.of and first.of == second.of):
            return False
        return polity_of(mine) is None or polity_of(mine) != polity_of(theirs)


def is_given_away(lines: Lines, value: Value, prompt: str) -> bool:
    """Tell whether the prompt has a word of the answer, of another name of it, or one that is made of it."""
    said = words(prompt)
    names = [printed(value.wording)]
    entity = lines.entities.get(value.key)
    if entity is not None:
        names += entity.aliases
        if entity.of is not None:
            names.append(lines.entities[entity.of].name)
        state = polity_of(entity.name)
        if state and any(polity_of(word) == state for word in said):
            return True
    asked = {word for name in names for word in (untitled(name) if entity else words(name))} - _STOPS
    for word in asked:
        stem = word[:6]
        if any(
            each == word or (len(word) >= 3 and (each.startswith(word) or (len(word) >= 6 and each.startswith(stem))))
            for each in said
        ):
            return True
    return False
