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
from coursepack.language.sounds import Sounds, apart, keys, sounds, without_marks
from coursepack.language.stems import stem
from coursepack.language.vocabulary import UNKNOWN, is_known, rare

__all__ = ["LONGEST", "Book", "Guess", "Written", "chance", "guesses", "spelled_apart"]

LONGEST = 4
"""Words of a name, and of what is heard for it."""
FEWEST = 4
"""Sounds of a name: a shorter one sounds like too much."""
ODD = 4.0
"""The rarity of a word from which it can be misheard: the thousand most frequent words are mostly said."""
_RATIO = 0.6
"""How much shorter the one may be than the other, in sounds."""
_FAR = 0.3
"""What a sound may cost at most, taken over all of them."""
_SAME = 0.15
"""What sounds may cost that are the same by ear."""
_MISSPELT, _RARER = 7.0, 1.5
"""How rare a word is, and how much rarer than a name of the same sound, that is only a wrong spelling of it."""
_NO_RIVAL = 0.4
"""How far, by the sound, a name counts as where there is no other."""
_MOST_SOUNDS, _MOST_RARE, _MOST_SHARED = 14, 14.0, 6.0
"""From where on more sounds, rarer words and rarer words in common say no more."""
_ENDING, _SHORTEST, _LONG = 2, 3, 6
"""Letters that a name loses before an ending, that it keeps then, and from which on two words are of one stem."""
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
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


class Book:
    """The names that are written, to be looked up by their sound, and all words that are written beside them."""

    def __init__(self, names: Iterable[Written], words: Iterable[str]) -> None:
        self.words = frozenset(words)
        self._by_key: dict[str, list[_Entry]] = {}
        self._found: dict[tuple[str, ...], tuple[tuple[Written, tuple[float, ...]], ...]] = {}
        for name in names:
            heard = sounds(name.text)
            entry = _Entry(name=name, words=_words(name.text), sounds=heard)
            if len(heard) >= FEWEST and len(entry.words) <= LONGEST:
                for key in (*keys(heard, 2), *(f" {word}" for word in entry.words if len(entry.words) > 1)):
                    self._by_key.setdefault(key, []).append(entry)

    def found(self, run: tuple[str, ...]) -> tuple[tuple[Written, tuple[float, ...]], ...]:
        """Give the names that the words may be, with what speaks for each."""
        if run not in self._found:
            parts = tuple(part for word in run for part in word.split("-") if part)
            near = (entry for entry in self._near(parts, sounds(" ".join(run))) if not _is_form(parts, entry.words))
            found = [(entry, traits) for entry in near if (traits := _traits(parts, entry, self)) is not None]
            self._found[run] = tuple(
                (entry.name, (*traits, _next(entry, found) - traits[0])) for entry, traits in found
            )
        return self._found[run]

    def _near(self, run: Sequence[str], heard: Sounds) -> Iterator[_Entry]:
        """Yield the names that sound roughly the same, and those that have a word of the run."""
        seen: set[int] = set()
        for key in (*keys(heard, 1), *(f" {word}" for word in run if word not in _PLAIN)):
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
    return bool(word) and word not in _PLAIN and rare(word) >= ODD


def _is_odd(word: str, book: Book) -> bool:
    return _is_rare(word) and word not in book.words


def _next(own: _Entry, found: Sequence[tuple[_Entry, tuple[float, ...]]]) -> float:
    """Give how far the nearest of the other names is that share no word with this one."""
    others = (traits[0] for entry, traits in found if set(own.words).isdisjoint(entry.words))
    return min((_NO_RIVAL, *others))


def _traits(run: tuple[str, ...], entry: _Entry, book: Book) -> tuple[float, ...] | None:
    """Weigh what differs: words that both begin or end with are no part of the mishearing, and speak for the name."""
    is_as_long = len(run) == len(entry.words)
    if is_as_long and any(word in entry.words and entry.words[at] != word for at, word in enumerate(run)):
        # The name's own words stand one further on: what is at the end of the run is none of it.
        return None
    mine, yours, same = _parted(run, entry.words)
    if not mine or not yours or not any(_is_odd(word, book) for word in mine):
        return None
    heard, written = (sounds(" ".join(each)) for each in (mine, yours))
    size = max(len(heard), len(written))
    cost = apart(heard, written, _FAR * size)
    if cost > _FAR * size:
        return None
    known, named = [rare(word) for word in mine], max(map(rare, yours))
    if cost <= _SAME and max(known) >= max(_MISSPELT, named + _RARER):
        known = [UNKNOWN if each == max(known) else each for each in known]
    return (
        cost / size,
        (cost / size) ** 2,
        cost,
        spelled_apart("".join(mine), "".join(yours)),
        float(min(size, _MOST_SOUNDS)),
        min(_MOST_RARE, sum(known)),
        float(any(each >= UNKNOWN for each in known)),
        0.0 if max(known) >= UNKNOWN else max(known),
        named,
        min(_MOST_SHARED, sum(map(rare, same))),
        _share(sounds(run[0]), sounds(entry.words[0])) if is_as_long and len(run) > 1 else 0.0,
    )


def _share(one: Sounds, other: Sounds) -> float:
    return apart(one, other, math.inf) / max(len(one), len(other), 1)


def spelled_apart(one: str, other: str) -> float:
    """Give the share of letters that are not the same (Levenshtein 1966)."""
    last = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        row = [at]
        for to, letter_2 in enumerate(other):
            row.append(min(last[to] + (letter != letter_2), last[to + 1] + 1, row[to] + 1))
        last = row
    return last[-1] / max(len(one), len(other))


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
    if (polity_of(word.title()) or word) == polity_of(heard.title()):
        return True
    if apart(sounds(heard), sounds(word), _SAME) <= _SAME:
        # "Hoffman" is "Hoffmann", and no form of it.
        return False
    one, other = (stem(each).removesuffix("e") for each in (heard, word))
    if one == other:
        return True
    if not is_known(heard):
        return abs(len(one) - len(other)) <= _ENDING and (one.startswith(other) or other.startswith(one))
    shared = _shared(heard, word)
    is_longer = len(heard) > len(word) and shared >= max(_SHORTEST, len(word) - _ENDING)
    return shared == len(word) or is_longer or shared >= _LONG


BASE = -4.35
WEIGHTS = (-4.73, -20.42, -0.6, -4.06, -0.17, 0.25, 1.72, -0.2, 0.58, 0.74, 5.01, 3.29, 0.6, 0.51, 0.7, 0.95)
"""Of the traits: what the sounds cost over all of them, its square, and taken together; the share of other letters; how
many sounds; how rare the words are, whether one is unknown, and else how rare the rarest is; how rare the name is, and
what is the same in both; how far the first words are apart, and how much farther the next name is; whether the slide
with the name is shown, and other words of it are said; whether the model takes the words for a name, and whether an
article stands before them. A logistic fit (training/mishearing_fit.py)."""


def chance(traits: Sequence[float]) -> float:
    total = BASE + sum(weight * value for weight, value in zip(WEIGHTS, traits, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
