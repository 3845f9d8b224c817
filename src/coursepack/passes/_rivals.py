"""Wrong answers: of the same kind and size, near, and by no source true; and whether an answer is the only one."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from difflib import SequenceMatcher

from coursepack.language.dates.bounds import bounds
from coursepack.language.names import polity_of, untitled
from coursepack.model.wording import printed, words
from coursepack.passes._draft import is_sound
from coursepack.passes._lines import Line, Lines
from coursepack.passes._phrases import letters
from coursepack.passes._values import EXPLAINED, Value, Values

__all__ = ["Rivals", "is_given_away"]

_SAME = 0.6
"""The share of a question's words, weighed, that another statement may have before its names can be right too."""
_ALSO = 0.34
"""And before its names are no fair distractors."""
_FEWEST, _MOST = 2, 3
_STOPS = frozenset({"the", "and", "for", "from", "with", "that", "was", "were", "had", "has", "his", "her", "its"})
_ROOT = 4
"""Letters that names of one root share: "Scottish", "Scotland"."""
_KNOWN = 5
"""How much nearer a concept is for being a known one, in words, by its size."""
_ALIKE = 0.75
"""The share of letters from which two terms look like forms of one: "inequality", "inequity"."""
_FAR = 2_000
"""Characters away at which a concept is as unlikely to be mistaken as one with a word more."""
_LEAST, _GREATEST = 1.15, 12
"""How many times as large as the other the larger of two numbers may be."""


class Rivals:
    """Made once for a pack."""

    def __init__(self, lines: Lines, values: Values) -> None:
        self._lines, self._values = lines, values

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
            rivals = {each.key for each in self._values.of(other, value.kind)}
            if rivals and value.key not in rivals and not (rivals <= set(keys)):
                return False
        return True

    def wrong(
        self, line: Line, at: int, asked: tuple[Value, Collection[str]], *, is_gap: bool, is_defined: bool = False
    ) -> tuple[Value, ...]:
        """Choose up to three distractors; none where fewer than two are fair.

        `asked` is the answer and what the prompt speaks of; behind "the", a gap tells which names can't stand there.
        What a sentence says of a concept in general is true of its kin as well, but where it says what it is.
        """
        value, keys = asked
        taken: list[Value] = []
        close = {other for share, other in self.like(at, keys) if share >= _ALSO}
        true = {each.key for other in sorted(close) for each in self._values.of(other, value.kind)}
        true |= line.keys | set(keys) | self._values.held[at]
        for each in sorted(self._values.pool(value, line, at), key=lambda each: self._distance(line, at, value, each)):
            if (
                each.key in true
                or each.line in close
                or each.line == at
                or not self._is_fair(value, each, is_gap=is_gap)
            ):
                continue
            if value.kind == "concept" and not is_defined and self._is_kin(value, each):
                continue
            if all(self._is_other(each, known) for known in (value, *taken)):
                taken.append(each)
            if len(taken) == _MOST:
                break
        return tuple(taken) if len(taken) >= _FEWEST else ()

    def _distance(self, line: Line, at: int, value: Value, other: Value) -> tuple[float, float, str]:
        if value.kind == "time":
            return abs(value.size - other.size), abs(at - other.line), other.key
        if value.kind == "number":
            return round(_ratio(value, other), 3), abs(at - other.line), other.key
        if value.kind == "concept":
            mine, theirs = (letters(printed(each.wording)) for each in (value, other))
            near = self._lines.gap(line, other.wording) / _FAR
            return -float(mine[-1] == theirs[-1]), abs(len(mine) - len(theirs)) + near - _KNOWN * other.size, other.key
        entity = self._lines.entities[other.key]
        near = self._lines.near(line, entity) / (1 + min(len(entity.mentions), 4))
        return -self._values.likeness(value, other), near, other.key

    def _is_fair(self, value: Value, other: Value, *, is_gap: bool) -> bool:
        """Tell whether it is of one form: a year beside years, figures beside figures, "the" before both or neither."""
        if value.kind != other.kind or not is_sound(printed(other.wording)):
            return False
        if value.kind == "number":
            return value.shape == other.shape and _LEAST <= _ratio(value, other) <= _GREATEST
        if value.shape != other.shape and (is_gap or value.kind in ("time", "concept")):
            return False
        if value.kind == "time":
            return _are_apart(value.key, other.key)
        mine, theirs = printed(value.wording), printed(other.wording)
        if value.kind == "concept":
            if self._values.nouns.sort(mine) != self._values.nouns.sort(theirs):
                return False
            # What only recurs is a kind of something, and is set beside other kinds of that alone.
            is_kind = value.key.rpartition(" ")[2] == other.key.rpartition(" ")[2]
            if not is_kind and not (value.size and other.size):
                return False
        if self._values.nouns.is_text(mine) != self._values.nouns.is_text(theirs):
            return False
        is_long = max(len(mine), len(theirs)) > 3 * min(len(mine), len(theirs)) + 4
        return not is_long and self._values.likeness(value, other) > 0

    def _is_kin(self, one: Value, other: Value) -> bool:
        return self._values.are_related(printed(one.wording), printed(other.wording))

    def _is_other(self, one: Value, other: Value) -> bool:
        """Tell whether two values can't be one thing, nor one a part of the other."""
        mine, theirs = (_bald(printed(each.wording).casefold()) for each in (one, other))
        if mine == theirs or one.key == other.key:
            return False
        if one.kind == "number":
            return abs(one.size - other.size) > 0.1 * max(one.size, other.size)
        if one.kind == "time":
            return True
        own, others = set(letters(mine)), set(letters(theirs))
        if one.kind == "concept":
            are_told_apart = one.size == other.size == EXPLAINED
            is_same = not are_told_apart and self._values.are_synonyms(mine, theirs)
            is_same = is_same or SequenceMatcher(None, mine, theirs, autojunk=False).ratio() >= _ALIKE
            return not (own <= others or others <= own or is_same)
        if (own & others) - _STOPS - {"first", "second", "new"} and one.kind in ("person", "polity", "place"):
            return False
        if own <= others or others <= own or _spelled_out(mine) == _spelled_out(theirs):
            return False
        if self._values.nested.are(one.key, other.key):
            return False
        first, second = (self._lines.entities[each.key] for each in (one, other))
        if first.of == second.id or second.of == first.id or (first.of and first.of == second.of):
            return False
        return polity_of(mine) is None or polity_of(mine) != polity_of(theirs)


def _spelled_out(name: str) -> list[str]:
    """Give a name's words, those of a state by its name: "US Constitution" is the "United States Constitution"."""
    parts = name.split()
    out: list[str] = []
    while parts:
        pair = polity_of(" ".join(parts[:2])) if len(parts) > 1 else None
        out.append(pair or polity_of(parts[0]) or parts[0])
        parts = parts[2 if pair else 1 :]
    return out


def _are_apart(one: str, other: str) -> bool:
    """Tell whether no day is in both dates: "early 1802" may be February 1802."""
    try:
        first, second = bounds(one), bounds(other)
    except ValueError:
        return False
    return first[1] < second[0] or second[1] < first[0]


def _ratio(one: Value, other: Value) -> float:
    return max(one.size, other.size) / max(min(one.size, other.size), 1e-9)


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
    parts = (text.replace("-", " ").split() for text in (*names[:1], prompt))
    capitals = [[word for word in each if word[:1].isupper()] for each in parts]
    if entity is not None and any(
        one[:_ROOT].casefold() == other[:_ROOT].casefold() and len(one) > _ROOT and other not in names
        for one in capitals[0]
        for other in capitals[1]
    ):
        return True
    asked = {word for name in names for word in (untitled(name) if entity else words(name))} - _STOPS
    return any(_is_of(each, word) for word in asked for each in said)


def _bald(word: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFD", word) if not unicodedata.combining(each))


def _is_of(said: str, word: str) -> bool:
    """Tell whether a word is the other, begins with it, or has its root: "Maoism" of "Mao", "México" of "Mexico"."""
    said, word = _bald(said), _bald(word)
    return said == word or (len(word) >= 3 and said.startswith(word)) or (len(word) >= 6 and said.startswith(word[:6]))
