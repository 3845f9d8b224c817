"""Numbers in a sentence: what values they allow, what they count, and which words say so.

A number is an interval: "about 150", "more than 25 million", "15 to 55 million" and a rounded figure allow more than
one value, so two of them differ only where no value is allowed by both.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import inf

from msgspec import Struct
from msgspec.structs import replace

from coursepack.language.grammar import Grown
from coursepack.language.lexicons import rows
from coursepack.language.numerals import MONEY, begins_number, kind_of_word, numeral

__all__ = ["Quantity", "are_apart", "count_alike", "is_within", "kind_of_unit", "quantities"]

NEAR = 0.2
"""How far from its figure, as a share of it, "about" can be."""
ROUNDED = 0.05
"""How far a round figure can be from an exact one, at most, as a share of it."""
CONVERTED = 0.1
"""How far measures of two systems can be apart, because one of them was rounded in its own."""
_AROUND = 3
"""Words before a number that can blur or bound it."""
_LONGEST = 8
"""Words of a number."""
_WAYS: Mapping[str, tuple[float, float]] = {
    "near": (1 - NEAR, 1 + NEAR),
    "below_near": (1 - NEAR, 1.0),
    "from": (1.0, inf),
    "above": (1.0, inf),
    "upto": (-inf, 1.0),
    "below": (-inf, 1.0),
}
"""What a word before a number makes of its least and its greatest value."""
_BOUNDS = tuple(
    (tuple(row["word"].split()), row["kind"])
    for row in sorted(rows("quantities"), key=lambda row: -len(row["word"].split()))
    if row["kind"] in _WAYS
)
_AFTER = {"or so": "near", "or thereabouts": "near", "approximately": "near", "or more": "from", "or over": "from"}
_MEASURES: Mapping[str, tuple[float, str]] = {row["word"]: (float(row["value"]), row["of"]) for row in rows("measures")}
_PER_CENT = frozenset({"%", "percent", "percentage"})
_SPANS = frozenset({"to", "and", "-", "–", "—", "through"})
_POWERS = frozenset({"square", "cubic"})
_ARTICLES = frozenset({"a", "an", "the"})
_PEOPLE = frozenset({"people", "person", "man", "soul", "human", "individual", "men", "persons"})
_PERSONS = frozenset(row["noun"] for row in rows("people_nouns")) | {row["name"] for row in rows("person_nouns")}
_CLOCK = frozenset({"o'clock", "o’clock", "am", "pm", "a.m.", "p.m."})


class Quantity(Struct, frozen=True, kw_only=True):
    """A number with what it counts; `low` and `high` are the least and the greatest value that its words allow."""

    first: int
    last: int
    """Tokens of the number itself, with the words that bound it."""
    head: int
    """The token that it hangs from, or its own last where it stands for what it counts."""
    low: float
    high: float
    value: float
    unit: str
    """Lemma of what is counted; "" where that is not said beside it, "%" of a share, "th" of a rank."""
    step: float = 0.0
    """What the last figure of a rounded number counts: 100 of 1,400."""
    is_bound: bool = False
    """Whether words make its figure a bound ("more than 25"), which then is no rounded one."""
    is_strict: bool = False
    """Whether the bound itself is left out ("more than", not "at least")."""
    beside: frozenset[str] = frozenset()
    """Nouns before what is counted, which say what of: "BTU" of "300 BTU totals"."""


def kind_of_unit(unit: str) -> str:
    """Give what a unit measures by the least unit of its kind: "metre" of miles; another unit is its own kind."""
    return _MEASURES.get(unit, (1.0, unit))[1]


def count_alike(one: Quantity, other: Quantity) -> bool:
    """Tell whether two numbers can count the same thing, by the words beside them."""
    if one.beside - other.beside and other.beside - one.beside:
        return False
    units = {kind_of_unit(one.unit), kind_of_unit(other.unit)}
    return len(units) == 1 or ("person" in units and units - {"person"} <= _PERSONS)


def are_apart(one: Quantity, other: Quantity) -> bool:
    """Tell whether no value is allowed by both, rounding included: the rounder of the two is taken as rounded.

    Measures of one kind are brought to one unit; where only one says a unit, the figures are held against each other.
    """
    slack = 0.0
    if _are_of_two_systems(one, other):
        one, other = _measured(one), _measured(other)
        slack = CONVERTED * max(abs(one.value), abs(other.value))
    elif "th" not in (one.unit, other.unit) and one.step != other.step:
        rounder = one if one.step >= other.step else other
        slack = 0.0 if rounder.is_bound else min(rounder.step / 2, ROUNDED * abs(rounder.value))
    if _is_cut(one, other) or _is_cut(other, one):
        return False
    is_apart = one.high < other.low - slack or other.high < one.low - slack
    return is_apart or _is_left_out(one, other) or _is_left_out(other, one)


def _is_cut(one: Quantity, other: Quantity) -> bool:
    """Tell whether one is the other without what stands behind its point: 7 of 7.89."""
    return one.step == 1 and other.step < 1 and one.value == int(other.value) > 0


def _is_left_out(one: Quantity, other: Quantity) -> bool:
    """Tell whether an exact number is the very one that a bound leaves out: "more than 73" is not 73.

    A round bound is not meant so exactly: of 20,000 one says "more than 20,000" as well.
    """
    return one.is_strict and one.step <= 1 and other.low == other.high == one.value


def is_within(one: Quantity, other: Quantity) -> bool:
    """Tell whether whatever the one allows is allowed by the other, rounding included."""
    slack = ROUNDED * abs(other.value) if one.step < other.step and not other.is_bound else 0.0
    if _is_left_out(other, one):
        return False
    if _are_of_two_systems(one, other):
        one, other = _measured(one), _measured(other)
        slack = CONVERTED * abs(other.value)
    return other.low - slack <= one.low and one.high <= other.high + slack


def _are_of_two_systems(one: Quantity, other: Quantity) -> bool:
    return one.unit != other.unit and one.unit in _MEASURES and other.unit in _MEASURES


def _measured(number: Quantity) -> Quantity:
    """Bring a measure to the least unit of its kind, so that miles can be held against kilometres."""
    size, unit = _MEASURES[number.unit]
    return replace(number, low=number.low * size, high=number.high * size, value=number.value * size, unit=unit)


def quantities(grown: Grown, indexes: Sequence[int], dates: Collection[int] = ()) -> tuple[Quantity, ...]:
    """Find the numbers among the tokens, in order; what is part of a date is none, nor is a vague one ("hundreds")."""
    texts = [token.text.casefold() for token in grown.tokens]
    kept = set(indexes) - set(dates)
    found: list[Quantity] = []
    at = 0
    while at < len(texts):
        end = at
        while begins_number(texts[at]) and end < len(texts) and end in kept and end - at < _LONGEST:
            end += 1
        read = numeral(texts[at:end]) if end > at and begins_number(texts[at]) else None
        if read is None:
            at += 1
            continue
        last = at + read.count - 1
        unit, head = _unit(grown, at, last, read.sign)
        is_clock = "".join(texts[last + 1 : last + 2]) in _CLOCK
        if not is_clock and not _is_in_name(grown, at, last, unit):
            found.append(
                Quantity(
                    first=at,
                    last=last,
                    head=head,
                    low=read.low,
                    high=read.high,
                    value=read.low,
                    unit=unit,
                    step=read.step,
                    beside=_beside(grown, last, head),
                )
            )
        at = last + 1
    return tuple(_bounded(texts, each, kept) for each in _ranged(texts, found))


def _unit(grown: Grown, first: int, last: int, sign: str) -> tuple[str, int]:
    """Find what is counted: the noun that the number stands before, or hangs from."""
    tokens = grown.tokens
    after = [token.text.casefold() for token in tokens[last + 1 : last + 3]]
    head = last
    while tokens[head].head != head and first <= tokens[head].head <= last:
        head = tokens[head].head
    if sign in ("%", "th"):
        return sign, head
    if after[:1] and after[0] in MONEY:
        return MONEY[after[0]], head
    if after[:1] and (after[0] in _PER_CENT or after == ["per", "cent"]):
        return "%", last + 1
    above = tokens[head].head
    is_before = tokens[head].dep in ("nummod", "amod", "compound", "advmod", "det") and above > last
    if is_before and tokens[above].pos == "NOUN":
        return sign or _counted(grown, above), above
    of = next((child for child in grown.children[head] if tokens[child].dep == "nmod" and child > last), None)
    if of is not None and tokens[of].pos == "NOUN":
        return sign or _counted(grown, of), head
    return sign, head


def _counted(grown: Grown, noun: int) -> str:
    lemma = grown.tokens[noun].lemma.casefold()
    words = [grown.tokens[child].text.casefold() for child in grown.children[noun]]
    power = next((word for word in words if word in _POWERS), "")
    return "person" if lemma in _PEOPLE else f"{power} {lemma}".strip()


def _is_in_name(grown: Grown, first: int, last: int, unit: str) -> bool:
    """Tell whether it ends a name, or is the title of something: "Apollo 11"."""
    tokens = grown.tokens
    is_after = first > 0 and tokens[first - 1].pos == "PROPN" and tokens[first - 1].name[2:] not in ("", "DATE")
    return not unit and is_after and tokens[last].head <= first


def _beside(grown: Grown, last: int, head: int) -> frozenset[str]:
    return frozenset(
        grown.tokens[child].lemma.casefold()
        for child in (grown.children[head] if head > last else ())
        if child > last and grown.tokens[child].dep == "compound"
    )


def _ranged(texts: Sequence[str], found: Sequence[Quantity]) -> list[Quantity]:
    """Join the ends of a range: "from 15 to 55 million", "between two and three hundred"."""
    out: list[Quantity] = []
    for each in found:
        last = out[-1] if out else None
        if last is None or not _is_range(texts, last, each):
            out.append(each)
            continue
        low = last.value
        # "15 to 55 million": the scale is said once.
        if low < each.value and each.step >= 100 and low < 1000 and last.step < 100 and last.unit in ("", each.unit):
            low *= next((size for size in (1e12, 1e9, 1e6, 1e3, 1e2) if each.value >= size), 1.0)
        if low < each.high:
            out[-1] = replace(each, first=last.first, low=low, unit=each.unit or last.unit)
        else:
            out.append(each)
    return out


def _is_range(texts: Sequence[str], last: Quantity, each: Quantity) -> bool:
    between = texts[last.last + 1 : each.first]
    joints = [word for word in between if word in _SPANS]
    rest = [word for word in between if word not in _SPANS]
    if len(joints) != 1 or any(not kind_of_word(word) and word not in MONEY for word in rest):
        return False
    return joints[0] != "and" or texts[last.first - 1 : last.first] == ["between"]


def _bounded(texts: Sequence[str], number: Quantity, kept: Collection[int]) -> Quantity:
    """Widen a number by the words before it: "about", "more than", "up to"; by "or so" and "or more" after it."""
    first = number.first
    kinds: list[str] = []
    for _ in range(2):
        begin = first
        while begin - 1 in kept and (texts[begin - 1] in _ARTICLES or texts[begin - 1] in MONEY):
            begin -= 1
        before = [texts[index] if index in kept else "" for index in range(max(0, begin - _AROUND), begin)]
        hit = next((each for each in _BOUNDS if tuple(before[-len(each[0]) :]) == each[0]), None)
        if hit is None:
            break
        kinds.append(hit[1])
        first = begin - len(hit[0])
    after = " ".join(texts[number.last + 1 : number.last + 3])
    kinds += [kind for words, kind in _AFTER.items() if after.startswith(words)]
    low, high = number.low, number.high
    for kind in kinds:
        down, up = _WAYS[kind]
        low, high = (-inf if down == -inf else low * down), high * up
    is_strict = any(kind in ("above", "below") for kind in kinds)
    is_bound = is_strict or any(kind in ("from", "upto") for kind in kinds)
    return replace(number, low=low, high=high, first=first, is_bound=is_bound, is_strict=is_strict)
