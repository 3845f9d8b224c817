"""Whether two aligned statements agree, or in what one thing they differ: a time, a number, a name, a denial.

A difference is told only where all else is the same: subject, predicate, unit, period and scope. Whatever leaves room
for both (an approximation, a range around the other, a coarser date) is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from itertools import product
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from coursepack.language.dates.calendar import Day
from coursepack.language.quantities import Quantity, are_apart, count_alike, is_within
from coursepack.language.sayings import Dated, Match, Saying, Word
from coursepack.model.claims import Entity
from coursepack.model.wording import Inserted

__all__ = ["Difference", "Judge", "are_dates_apart", "are_dates_known", "is_covered", "is_named"]

Field = Literal["time", "number", "name", "negation"]

_YEAR = re.compile(r"\d{4}|\bcentur|\b\d{2,3}0['’]?s\b", re.IGNORECASE)
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_ALIKE = 0.6
"""How alike two words must be for one to deny the other."""
_DENIALS = frozenset({"not", "n't", "n’t", "never", "no", "nor", "neither", "none", "nobody", "without", "nothing"})
_HALF_DENIALS = frozenset(
    {
        *(
            "hardly",
            "barely",
            "scarcely",
            "few",
            "little",
            "only",
            "instead",
            "rather",
            "fail",
            "refuse",
            "reject",
            "lack",
        ),
        *(
            "deny",
            "decline",
            "avoid",
            "prevent",
            "stop",
            "end",
            "cease",
            "against",
            "cannot",
            "last",
            "un",
            "except",
            "but",
        ),
    }
)
"""Words after which a statement without a denial can say the same as one with it."""
_TOLD = ("person", "place", "polity")
"""Kinds of names of which a difference is told; an organisation stands beside others too often."""
_FRAME = 0.35
"""The share of what is said, weighed, that two statements must have in common besides two names in one role."""
_WHOLE = 0.6
"""And where the names stand in different ones, as in an active and a nominal sentence."""
_COUNTED = frozenset({"nsubj", "nsubj:pass", "obj", "root", "conj", "appos", "parataxis", "xcomp", "ccomp"})
"""How a number hangs that stands for what it counts: "six were infected", not "in the winter of seventy-eight"."""
_HEARD = 0.8
"""The share of letters from which two names may be one that a transcript got wrong."""
_ENDS = frozenset({"more", "longer", "only", "other", "doubt", "else", "but", "less", "fewer"})
"""What takes back a denial before it: "no more", "not only", "no doubt"."""


_CLOSE = 0.3
"""What two statements must share of their words, weighed, where one does not name of what it speaks."""
_BARE = frozenset(
    {"he", "i", "it", "one", "she", "that", "these", "they", "this", "those", "we", "which", "who", "you"}
)


class Difference(Struct, frozen=True, kw_only=True):
    """What differs, with its tokens in both; a date of a heading above has none."""

    field: Field
    first: tuple[int, ...]
    second: tuple[int, ...]
    dates: tuple[Dated, Dated] | None = None
    is_sure: bool = True
    """False where it only forbids to say that they agree."""


def are_dates_known(one: Dated, other: Dated) -> bool:
    """Tell whether both can be held against each other: each says a year, or both a month."""
    return all(_has_year(each) for each in (one, other)) or all(_has_month(each) for each in (one, other))


def are_dates_apart(one: Dated, other: Dated) -> bool:
    """Tell whether no day is allowed by both; an approximate date allows some more.

    A year that only the text around a date gives can be wrong, so where one date does not say its year, months and days
    alone are compared.
    """
    mine, theirs = _loosened(one), _loosened(other)
    if not (_has_year(one) and _has_year(other)):
        if any(last[0] != first[0] for first, last in (mine, theirs)):
            return False
        mine, theirs = (((0, *first[1:]), (0, *last[1:])) for first, last in (mine, theirs))
    return mine[1] < theirs[0] or theirs[1] < mine[0]


def _has_year(date: Dated) -> bool:
    return _YEAR.search(date.text) is not None


def _has_month(date: Dated) -> bool:
    return _MONTH.search(date.text) is not None and (date.first[1] == date.last[1] or _has_year(date))


def _loosened(date: Dated) -> tuple[Day, Day]:
    first, last = date.first, date.last
    if not any(mark in date.edtf for mark in "~?%"):
        return first, last
    if date.first[:2] == date.last[:2] or "-" in date.edtf.strip("."):
        return (first[0], max(1, first[1] - 1), 1), (last[0], min(12, last[1] + 1), 31)
    return (first[0] - 2, *first[1:]), (last[0] + 2, *last[1:])


def is_named(saying: Saying) -> bool:
    """Tell whether a statement says of what it speaks: a bare "it" or "you" may be anything."""
    subject = saying.grown.subject(saying.head)
    is_bare = subject is not None and saying.grown.tokens[subject].text.casefold() in _BARE
    return not is_bare or any(isinstance(part, Inserted) for part in saying.statement.wording)


class Judge:
    """Made once for a pack. `known` gives for each source the entities that it names."""

    def __init__(
        self, entities: Mapping[str, Entity], known: Mapping[str, frozenset[str]], weights: Mapping[str, float]
    ) -> None:
        self._entities, self._known, self._weights = entities, known, weights

    def clashes(self, one: Saying, other: Saying, match: Match) -> list[Difference]:
        """List what is not the same in both; empty where nothing speaks against it that they agree."""
        found = [
            self._times(one, other),
            self._numbers(one, other),
            self._names(one, other, match),
            self._denials(one, other, match),
        ]
        is_known = is_named(one) and is_named(other)
        is_known = is_known or min(match.first, match.second) >= _CLOSE
        return [replace(each, is_sure=each.is_sure and is_known) for each in found if each is not None]

    def _times(self, one: Saying, other: Saying) -> Difference | None:
        """No date of the one allows a day of any date of the other."""
        pairs = [pair for pair in product(one.dates, other.dates) if are_dates_known(*pair)]
        if not pairs or any(not are_dates_apart(*pair) for pair in pairs):
            return None
        if any(date.is_counted for pair in pairs for date in pair):
            return Difference(field="time", first=(), second=(), is_sure=False)
        first, second = next(
            ((date, against) for date, against in pairs if _is_main(one, date) and _is_main(other, against)), pairs[0]
        )
        return Difference(field="time", first=_tokens(one, first), second=_tokens(other, second), dates=(first, second))

    def _numbers(self, one: Saying, other: Saying) -> Difference | None:
        pairs = [pair for pair in product(one.numbers, other.numbers) if _is_comparable(*pair, one, other)]
        for mine, theirs in pairs:
            own = [b for a, b in pairs if a is mine]
            others = [a for a, b in pairs if b is theirs]
            if all(are_apart(mine, each) for each in own) and all(are_apart(each, theirs) for each in others):
                return Difference(
                    field="number",
                    first=tuple(range(mine.first, mine.last + 1)),
                    second=tuple(range(theirs.first, theirs.last + 1)),
                    # Of several that count the same, nobody knows which is meant by which.
                    is_sure=len(own) == len(others) == 1,
                )
        return None

    def _names(self, one: Saying, other: Saying, match: Match) -> Difference | None:
        matched, known = {at for at, _, _ in match.pairs}, {to for _, to, _ in match.pairs}
        mine = [word for at, word in enumerate(one.words) if word.is_name and at not in matched and word.index >= 0]
        theirs = [word for at, word in enumerate(other.words) if word.is_name and at not in known and word.index >= 0]
        mine = [word for word in mine if word.key not in {each.key for each in other.words}]
        theirs = [word for word in theirs if word.key not in {each.key for each in one.words}]
        mine, theirs = (
            list({word.key: word for word in mine}.values()),
            list({word.key: word for word in theirs}.values()),
        )
        rivals = [pair for pair in product(mine, theirs) if self._are_rivals(pair, (one, other))]
        if rivals:
            is_sure = len(rivals) == 1 and self._is_one_place(rivals[0], (one, other), match)
            return Difference(field="name", first=(rivals[0][0].index,), second=(rivals[0][1].index,), is_sure=is_sure)
        # Two that do something are not the same for doing it in like words.
        doers = [pair for pair in product(mine, theirs) if pair[0].role == pair[1].role == "nsubj"]
        if not doers:
            return None
        return Difference(field="name", first=(doers[0][0].index,), second=(doers[0][1].index,), is_sure=False)

    def _is_one_place(self, pair: tuple[Word, Word], told: tuple[Saying, Saying], match: Match) -> bool:
        """Tell whether two names stand in one place of one deed: most of what else is said is said by both."""
        if any(saying.grown.tokens[word.index].pos == "PRON" for word, saying in zip(pair, told, strict=True)):
            return False
        shares = [
            share / max(1e-9, 1 - self._weights[word.key] / sum(self._weights[each.key] for each in saying.words))
            for share, word, saying in zip((match.first, match.second), pair, told, strict=True)
        ]
        if self._entities[pair[0].key].kind not in _TOLD:
            return False
        roles = [word.role for word in pair]
        if roles[0] and roles[0] == roles[1]:
            return min(shares) >= _FRAME
        return min(shares) >= _WHOLE

    def _are_rivals(self, pair: tuple[Word, Word], told: tuple[Saying, Saying]) -> bool:
        """Tell whether two names are of one kind and new to the other source; in one role one of them may be known."""
        one, other = (self._entities[word.key] for word in pair)
        if one.kind != other.kind or one.kind not in (*_TOLD, "organisation"):
            return False
        if any(each.name.isupper() for each in (one, other)):
            return False  # "COP" may be short for anything
        names, others = set(one.name.casefold().split()), set(other.name.casefold().split())
        if names <= others or others <= names or _is_one_spelling(one.name, other.name):
            return False
        is_new = pair[0].key not in self._known[told[1].source], pair[1].key not in self._known[told[0].source]
        return all(is_new) or (any(is_new) and pair[0].role == pair[1].role != "")

    def _denials(self, one: Saying, other: Saying, match: Match) -> Difference | None:
        """One says no to a word that the other says plainly, and the other has no denial of any kind."""
        for saying, against, is_turned in ((one, other, False), (other, one, True)):
            signs = denials(saying)
            if len(signs) != 1 or denials(against) or _has_half(against) or _has_half(saying):
                continue
            if saying.statement.verb is None or against.statement.verb is None:
                continue  # "not as a team" denies no deed
            under = denied(saying, signs[0])
            for at, to, worth in match.pairs:
                first, second = one.words[at].index, other.words[to].index
                mine, theirs = (second, first) if is_turned else (first, second)
                if worth >= _ALIKE and mine in under and theirs >= 0:
                    own = tuple(sorted({signs[0], mine}))
                    return Difference(
                        field="negation",
                        first=(first,) if is_turned else own,
                        second=own if is_turned else (second,),
                    )
        return None


def is_covered(one: Saying, other: Saying) -> bool:
    """Tell whether the other says every date and number of the one, as exactly or more so."""
    for date in one.dates:
        mine = _loosened(date)
        if not any(
            _is_inside(against, mine) or (not are_dates_apart(date, against) and not _has_year(date))
            for against in other.dates
        ):
            return False
    return all(
        any(
            (count_alike(number, against) or not (number.unit and against.unit)) and is_within(against, number)
            for against in other.numbers
        )
        for number in one.numbers
    )


def _is_inside(date: Dated, limits: tuple[Day, Day]) -> bool:
    return limits[0] <= date.first and date.last <= limits[1]


def denials(saying: Saying) -> list[int]:
    tokens = saying.grown.tokens
    return [
        index
        for index in saying.indexes
        if tokens[index].text.casefold() in _DENIALS
        and not (index + 1 < len(tokens) and tokens[index + 1].text.casefold() in _ENDS)
        and not (index and tokens[index - 1].text.casefold() == "or")
    ]


def _has_half(saying: Saying) -> bool:
    tokens = saying.grown.tokens
    return any(
        tokens[index].lemma.casefold() in _HALF_DENIALS
        or (
            tokens[index].text.casefold() in ("no", "not", "n't")
            and index + 1 < len(tokens)
            and tokens[index + 1].text.casefold() in _ENDS
        )
        for index in saying.indexes
    )


def denied(saying: Saying, sign: int) -> frozenset[int]:
    """List the tokens that a denial is of: the verb with its object, or the noun."""
    grown = saying.grown
    tokens = grown.tokens
    above = tokens[sign].head
    is_verb = tokens[above].pos in ("VERB", "AUX", "ADJ") or grown.child(above, "cop") is not None
    if not is_verb and tokens[sign].dep not in ("det", "case", "nsubj"):
        return frozenset()  # "not as a team"
    out = {above}
    if tokens[above].pos in ("VERB", "AUX", "ADJ"):
        out.update(child for child in grown.children[above] if tokens[child].dep in ("obj", "xcomp"))
    out.update(child for child in grown.children[sign] if tokens[child].dep == "nmod")
    return frozenset(out)


def _is_main(saying: Saying, date: Dated) -> bool:
    return date.head == saying.head or date.head < 0


def _tokens(saying: Saying, date: Dated) -> tuple[int, ...]:
    tokens = saying.grown.tokens
    return tuple(
        index for index in saying.indexes if any(span.start <= tokens[index].start < span.end for span in date.spans)
    )


def _is_comparable(one: Quantity, other: Quantity, first: Saying, second: Saying) -> bool:
    """Tell whether two numbers count the same: by their unit, or by standing alone in both."""
    if one.unit and other.unit:
        return count_alike(one, other)
    if len(first.numbers) != 1 or len(second.numbers) != 1 or "th" in (one.unit, other.unit):
        return False
    return all(
        number.unit or saying.grown.tokens[number.head].dep in _COUNTED
        for number, saying in ((one, first), (other, second))
    )


def _is_one_spelling(one: str, other: str) -> bool:
    """Tell whether two names differ as one heard and written twice does: "Killing", "Kelling"."""
    pairs = ((one, other), (one.rsplit(maxsplit=1)[-1], other.rsplit(maxsplit=1)[-1]))
    return any(_HEARD <= SequenceMatcher(None, *pair, autojunk=False).ratio() < 1 for pair in pairs)
