"""How likely some spoken words are a name that another source writes: misheard, because they sound like it.

A name is taken for what was said only where the words are odd by themselves: the less they are expected, and the more
they sound like the name, the likelier it is. What is a form of the name, or is written elsewhere too, is no mishearing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from msgspec import Struct

from coursepack.language.lexicons import rows, values
from coursepack.language.names import polity_of
from coursepack.language.sounds import Sounds, apart, keys, rough, sounds, without_marks
from coursepack.language.stems import stem
from coursepack.language.vocabulary import is_met, is_ranked, surprise

__all__ = ["LONGEST", "Book", "Guess", "Written", "chance", "guesses"]

LONGEST = 4
"""Words of a name, and of what is heard for it."""
FEWEST = 4
"""Sounds of a name: a shorter one sounds like too much."""
ODD = 9.0
"""The surprise at a word from which it can be misheard: the thousand most frequent words are mostly said."""
_RATIO = 0.6
"""How much shorter the one may be than the other, in sounds."""
_FAR = 0.2
"""What a sound may cost at most, taken over all of them."""
_ENDING, _SHORTEST, _LONG = 2, 3, 6
"""Letters that a name loses before an ending, that it keeps then, and from which on two words are of one stem."""
_LETTERS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_INSIDE = frozenset({"a", "an", "the", "of", "and"})
"""Small words that may stand inside a name, or that its sounds are heard as: "mouse a dung"."""
_PLAIN = values("function_words", "plain") | {row["word"] for row in rows("closed_words")}


class Written(Struct, frozen=True, kw_only=True):
    """A name as another source writes it, and where: `place` is the caller's."""

    text: str
    place: int


class Guess(Struct, frozen=True, kw_only=True):
    """Words, from the first to the last, that may be the name."""

    first: int
    last: int
    name: Written
    traits: tuple[float, ...]


class _Entry(Struct, frozen=True, kw_only=True):
    name: Written
    words: tuple[str, ...]
    sounds: Sounds
    rough: str


class Book:
    """The names that are written, to be looked up by their sound, and all words that are written beside them."""

    def __init__(self, names: Iterable[Written], words: Iterable[str]) -> None:
        self.words = frozenset(words)
        self._by_key: dict[str, list[_Entry]] = {}
        self._found: dict[tuple[str, ...], tuple[tuple[Written, tuple[float, ...]], ...]] = {}
        for name in names:
            heard = sounds(name.text)
            entry = _Entry(name=name, words=_words(name.text), sounds=heard, rough=rough(heard))
            if len(heard) >= FEWEST and len(entry.words) <= LONGEST:
                for key in (*keys(entry.rough, 2), *(f" {word}" for word in entry.words if len(entry.words) > 1)):
                    self._by_key.setdefault(key, []).append(entry)

    def found(self, run: tuple[str, ...]) -> tuple[tuple[Written, tuple[float, ...]], ...]:
        """Give the names that the words may be, with what speaks for each."""
        if run not in self._found:
            near = (entry for entry in self._near(run, sounds(" ".join(run))) if not _is_form(run, entry.words))
            found = ((entry.name, _traits(run, entry, self)) for entry in near)
            self._found[run] = tuple((name, traits) for name, traits in found if traits is not None)
        return self._found[run]

    def _near(self, run: Sequence[str], heard: Sounds) -> Iterator[_Entry]:
        """Yield the names that sound roughly the same, and those that have a word of the run."""
        seen: set[int] = set()
        for key in (*keys(rough(heard), 1), *(f" {word}" for word in run if word not in _PLAIN)):
            for entry in self._by_key.get(key, ()):
                short, long = sorted((len(entry.sounds), len(heard)))
                if id(entry) not in seen and short >= _RATIO * long:
                    seen.add(id(entry))
                    yield entry


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _LETTERS.findall(text))


def guesses(words: Sequence[str], book: Book) -> Iterator[Guess]:
    """Yield which runs of a sentence's words may be which name; a word that is "" is none, and parts the runs."""
    odd = [at for at, word in enumerate(words) if _is_odd(word, book)]
    runs = sorted(
        {
            (first, last)
            for at in odd
            for first in range(max(0, at - LONGEST + 1), at + 1)
            for last in range(at, min(len(words), first + LONGEST))
        }
    )
    for first, last in runs:
        run = tuple(words[first : last + 1])
        if all(run) and _may_be_name(run):
            for name, traits in book.found(run):
                yield Guess(first=first, last=last, name=name, traits=traits)


def _may_be_name(run: tuple[str, ...]) -> bool:
    """Tell whether no word of grammar stands at an end, where it would be swallowed, nor an odd one inside."""
    return run[0] not in _PLAIN and run[-1] not in _PLAIN and all(word in _INSIDE for word in run if word in _PLAIN)


@cache
def _is_rare(word: str) -> bool:
    return bool(word) and word not in _PLAIN and surprise(word) >= ODD


def _is_odd(word: str, book: Book) -> bool:
    return _is_rare(word) and word not in book.words


def _traits(run: tuple[str, ...], entry: _Entry, book: Book) -> tuple[float, ...] | None:
    """Weigh what differs: words that both begin or end with are no part of the mishearing, and speak for the name."""
    if len(run) == len(entry.words) and any(
        word in entry.words and entry.words[at] != word for at, word in enumerate(run)
    ):
        # The name's own words stand one further on: what is at the end of the run is none of it.
        return None
    is_as_long = 1 < len(run) == len(entry.words)
    if is_as_long and run[0] != entry.words[0] and is_ranked(run[0]) and is_ranked(entry.words[0]):
        # "A simple Goussi automaton" is no "Example Büchi Automaton", for all that they sound alike.
        return None
    mine, yours, same = _parted(run, entry.words)
    if not mine or not yours or not any(_is_odd(word, book) for word in mine):
        return None
    heard, written = (sounds(" ".join(each)) for each in (mine, yours))
    size = max(len(heard), len(written))
    cost = apart(heard, written, _FAR * size)
    if cost > _FAR * size:
        return None
    return (
        cost,
        cost / size,
        sum(map(surprise, mine)),
        float(size),
        float(all(map(is_ranked, mine))),
        float(all(map(is_met, mine))),
        min(2.0, sum(map(surprise, same)) / ODD),
    )


def _parted(run: tuple[str, ...], name: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Give the words of both between what they share at their beginning and end, and what they share."""
    first = _shared(run, name)
    rest, rest_2 = run[first:], name[first:]
    last = _shared(rest[::-1], rest_2[::-1])
    same = (*run[:first], *rest[len(rest) - last :])
    return rest[: len(rest) - last], rest_2[: len(rest_2) - last], same


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """Count the values that both begin with."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (mine, yours) in enumerate(pairs) if mine != yours), min(len(one), len(other)))


def _is_form(run: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Tell whether the words are the name, spelled otherwise or in another form, or are derived from it."""
    one, other = "".join(run), "".join(name)
    letters, letters_2 = (re.sub(r"[^\w]", "", without_marks(each)) for each in (one, other))
    if letters == letters_2 or set(name) <= set(run):
        return True
    if len(run) > len(name):
        return any(_is_form(part, name) for part in (run[1:], run[:-1]))
    return len(run) == len(name) and all(
        mine == yours or _is_derived(mine, yours) for mine, yours in zip(run, name, strict=True)
    )


def _is_derived(heard: str, word: str) -> bool:
    """Tell whether a word is a form of a name's, or what the language makes of it: "Iraqis", "Canadian", "Marxist"."""
    one, other = stem(heard), stem(word)
    if one == other or (polity_of(word.title()) or word) == polity_of(heard.title()):
        return True
    if not is_ranked(heard):
        return abs(len(one) - len(other)) <= _ENDING and (one.startswith(other) or other.startswith(one))
    shared = _shared(heard, word)
    is_longer = len(heard) > len(word) and shared >= max(_SHORTEST, len(word) - _ENDING)
    return shared == len(word) or is_longer or shared >= _LONG


BASE = 0.37
WEIGHTS = (-0.37, -20.81, 0.11, 0.03, 0.03, -3.21, 2.95, 0.44, 0.43)
"""Of the traits: what the sounds cost, taken together and over all; how little the words are expected; how many
sounds; whether all words have a rank, and whether all were met; the surprise at what is the same in both; whether the
slide with the name is shown, and how many other words of it are said. A logistic fit (training/mishearing_fit.py)."""


def chance(traits: Sequence[float]) -> float:
    total = BASE + sum(weight * value for weight, value in zip(WEIGHTS, traits, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
