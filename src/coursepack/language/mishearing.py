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
from msgspec.structs import replace

from coursepack.language.letters import Costs, apart_by_ear, shipped, spelled
from coursepack.language.lexicons import rows, values
from coursepack.language.names import polity_of
from coursepack.language.sounds import Sounds, apart, keys, sounds, syllables, without_marks
from coursepack.language.stems import stem
from coursepack.language.vocabulary import UNKNOWN, is_known, rare

__all__ = [
    "BY_LETTERS",
    "LONGEST",
    "ODD",
    "Book",
    "Guess",
    "Weighed",
    "Written",
    "by_letters",
    "chance",
    "differing",
    "guesses",
    "spelled_apart",
]

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
_DERIVED = re.compile(r"(?<=[^\W\d_]{3})(?:ing|ed|ics?|ical|isms?|ists?|i?ans?|ites?|ity|al|ese)$")
"""What verbs, doctrines, followers and peoples end in."""
_INSIDE = frozenset({"a", "an", "the", "of", "and"})
"""Small words that may stand inside a name, or that its sounds are heard as: "mouse a dung"."""
_PLAIN = values("function_words", "plain") | {row["word"] for row in rows("closed_words")}


class Written(Struct, frozen=True, kw_only=True):
    """A name as another source writes it, and where: `place` is the caller's."""

    text: str
    place: int


class Weighed(Struct, frozen=True, kw_only=True):
    """A name that some words may be, and what speaks for it."""

    name: Written
    words: frozenset[str]
    traits: tuple[float, ...]
    heard: str
    said: str
    """The letters of what differs, as `letters.spelled` gives them."""


class Guess(Struct, frozen=True, kw_only=True):
    """Words, from the first to the last, that may be the name."""

    first: int
    last: int
    weighed: Weighed

    @property
    def name(self) -> Written:
        return self.weighed.name


class _Entry(Struct, frozen=True, kw_only=True):
    name: Written
    words: tuple[str, ...]
    sounds: Sounds


class Book:
    """The names that are written, to be looked up by their sound, and all words that are written beside them."""

    def __init__(self, names: Iterable[Written], words: Iterable[str]) -> None:
        self.words = frozenset(words)
        self._by_key: dict[str, list[_Entry]] = {}
        self._found: dict[tuple[str, ...], tuple[Weighed, ...]] = {}
        for name in names:
            heard = sounds(name.text)
            entry = _Entry(name=name, words=_words(name.text), sounds=heard)
            if len(heard) >= FEWEST and len(entry.words) <= LONGEST:
                for key in (*keys(heard, 2), *(f" {word}" for word in entry.words if len(entry.words) > 1)):
                    self._by_key.setdefault(key, []).append(entry)

    def found(self, run: tuple[str, ...]) -> tuple[Weighed, ...]:
        """Give the names that the words may be, with what speaks for each."""
        if run not in self._found:
            parts = tuple(part for word in run for part in word.split("-") if part)
            near = (entry for entry in self._near(parts, sounds(" ".join(run))) if not _is_form(parts, entry.words))
            found = [each for entry in near if (each := _weighed(parts, entry, self)) is not None]
            self._found[run] = tuple(replace(each, traits=(*each.traits, _margin(each, found))) for each in found)
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
            for each in book.found(run):
                if not _is_beside(words, first, last, _words(each.name.text)):
                    yield Guess(first=first, last=last, weighed=each)


def _is_beside(words: Sequence[str], first: int, last: int, name: Sequence[str]) -> bool:
    """Tell whether a word of grammar joins the words to the name itself: "shavante or xavante" are two, heard right."""
    before, after = first - 1, last + 1
    return (
        before > 0 and words[before] in _PLAIN and tuple(words[max(0, before - len(name)) : before]) == tuple(name)
    ) or (
        after < len(words) and words[after] in _PLAIN and tuple(words[after + 1 : after + 1 + len(name)]) == tuple(name)
    )


def _may_be_name(run: tuple[str, ...]) -> bool:
    """Tell whether no word of grammar stands at an end, where it would be swallowed, nor an odd one inside."""
    return run[0] not in _PLAIN and run[-1] not in _PLAIN and all(word in _INSIDE for word in run if word in _PLAIN)


@cache
def _is_rare(word: str) -> bool:
    return bool(word) and word not in _PLAIN and rare(word) >= ODD


def _is_odd(word: str, book: Book) -> bool:
    return _is_rare(word) and word not in book.words


def _margin(own: Weighed, found: Sequence[Weighed]) -> float:
    """Give how much farther the nearest of the other names is that share no word with this one."""
    others = (each.traits[0] for each in found if own.words.isdisjoint(each.words))
    return min((_NO_RIVAL, *others)) - own.traits[0]


def _weighed(run: tuple[str, ...], entry: _Entry, book: Book) -> Weighed | None:
    """Weigh what differs: words that both begin or end with are no part of the mishearing, and speak for the name."""
    if len(run) == len(entry.words) and any(
        word in entry.words and entry.words[at] != word for at, word in enumerate(run)
    ):
        # The name's own words stand one further on: what is at the end of the run is none of it.
        return None
    mine, yours, same = _parted(run, entry.words)
    if not mine or not yours or not any(_is_odd(word, book) for word in mine):
        return None
    heard, said = (sounds(" ".join(each)) for each in (mine, yours))
    size = max(len(heard), len(said))
    cost = apart(heard, said, _FAR * size)
    if cost > _FAR * size:
        return None
    letters, letters_2 = spelled(mine), spelled(yours)
    return Weighed(
        name=entry.name,
        words=frozenset(entry.words),
        traits=(
            cost / size,
            float(min(size, _MOST_SOUNDS)),
            *_rarities(mine, yours, is_same=cost <= _SAME),
            min(_MOST_SHARED, sum(map(rare, same))),
            float(len(yours)),
            float(abs(syllables(heard) - syllables(said))),
            *by_letters(letters, letters_2, shipped()),
        ),
        heard=letters,
        said=letters_2,
    )


def _rarities(mine: Sequence[str], yours: Sequence[str], *, is_same: bool) -> tuple[float, float, float, float]:
    """Give how rare the words are, whether one is unknown, else how rare the rarest is, and how rare the name is."""
    known, named = [rare(word) for word in mine], max(map(rare, yours))
    if is_same and max(known) >= max(_MISSPELT, named + _RARER):
        known = [UNKNOWN if each == max(known) else each for each in known]
    is_unknown = max(known) >= UNKNOWN
    return min(_MOST_RARE, sum(known)), float(is_unknown), 0.0 if is_unknown else max(known), named


def by_letters(heard: str, said: str, costs: Costs) -> tuple[float, float, float]:
    """Give what it costs to write the letters for the name's: taken together, by letter, and how many these are."""
    size = max(len(heard), len(said), 1)
    cost = apart_by_ear(heard, said, costs)
    return cost, cost / size, float(size)


def spelled_apart(one: str, other: str) -> float:
    """Give the share of letters that are not the same (Levenshtein 1966)."""
    last = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        row = [at]
        for to, letter_2 in enumerate(other):
            row.append(min(last[to] + (letter != letter_2), last[to + 1] + 1, row[to] + 1))
        last = row
    return last[-1] / max(len(one), len(other))


def differing(heard: str, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the words of both between what they share at their beginning and end."""
    parts = tuple(part for word in heard.split() for part in word.split("-") if part)
    mine, yours, _ = _parted(parts, _words(name))
    return mine, yours


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
    if letters.removesuffix("s") == letters_2.removesuffix("s") or set(name) <= set(run):
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
    if one == other or _DERIVED.sub("", one) == _DERIVED.sub("", other):
        return True
    if not is_known(heard):
        return abs(len(one) - len(other)) <= _ENDING and (one.startswith(other) or other.startswith(one))
    shared = _shared(heard, word)
    is_longer = len(heard) > len(word) and shared >= max(_SHORTEST, len(word) - _ENDING)
    return shared == len(word) or is_longer or shared >= _LONG


BASE = -5.32
WEIGHTS = (-4.4, -0.1, 0.52, 0.96, -0.17, 0.5, 1.15, 0.75, -0.6, -0.08, -1.4, -0.11, 3.89, 0.47, 0.48, 0.4, 0.72)
"""Of the traits: what the sounds cost over all of them, and how many there are; how rare the words are taken together,
whether one is unknown, and else how rare the rarest is; how rare the name is, what is the same in both, and how many of
its words are not; how many syllables more one has; what the letters cost taken together, and by letter, and how many
there are; how much farther the next name is; whether the slide with the name is shown, and other words of it are said;
whether the model takes the words for a name, and whether an article stands before them. A logistic fit
(training/mishearing_fit.py)."""
BY_LETTERS = slice(9, 12)
"""The traits that `by_letters` gives."""


def chance(traits: Sequence[float]) -> float:
    total = BASE + sum(weight * value for weight, value in zip(WEIGHTS, traits, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
