"""How English spelling sounds, and how far two spellings are apart by ear.

Letters become sounds by rows (`spelled_sounds.tsv`), in the manner of Elovitz et al. (1976, "Automatic translation of
English text to phonetics by means of letter-to-sound rules"), but where a spelling leaves the sound open, as those of
foreign names do, all readings are kept and the nearest counts. The distance is an edit distance whose costs come from
place, manner and voice of the sounds (`sounds.tsv`), so that what is often misheard costs little.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from coursepack.language.lexicons import rows

__all__ = ["Sounds", "apart", "keys", "rough", "sounds", "syllables", "without_marks"]

Sounds = tuple[tuple[str, ...], ...]
"""What may be heard, one after the other: at each place the readings, the usual first; "-" is nothing."""

SILENT = "-"
_FRONT = frozenset("eiyéèêëíî")
_VOWELS = frozenset("aeiouy")
_LETTER = re.compile(r"[^\W\d_]+")
_GONE: dict[str, float] = {
    "vowel": 0.4,
    "breath": 0.3,
    "glide": 0.4,
    "liquid": 0.6,
    "nasal": 0.7,
    "fricative": 0.8,
    "affricate": 0.9,
    "stop": 0.7,
}
"""What it costs to hear nothing where there is such a sound, or the sound where there is nothing."""
_MANNERS: dict[frozenset[str], float] = {
    frozenset({"stop", "affricate"}): 0.3,
    frozenset({"fricative", "affricate"}): 0.2,
    frozenset({"stop", "fricative"}): 0.5,
    frozenset({"breath", "fricative"}): 0.5,
    frozenset({"breath", "stop"}): 0.6,
    frozenset({"liquid", "glide"}): 0.3,
    frozenset({"liquid", "nasal"}): 0.5,
    frozenset({"nasal", "stop"}): 0.6,
    frozenset({"vowel", "glide"}): 0.5,
}
"""What another manner costs; between all others it is another sound."""
_PLACE, _VOICE, _TONGUE = 0.15, 0.2, 0.12
_MOST = 1.0
_UNUSUAL = 0.1
"""What it costs to read letters otherwise than they mostly are."""
_GONE_FROM = (3, 6)
"""Rough sounds of which one may be gone, and two."""
_ROUGH = {
    **dict.fromkeys("pb", "p"),
    **dict.fromkeys("td", "t"),
    **dict.fromkeys("kg", "k"),
    **dict.fromkeys("fv", "f"),
    **dict.fromkeys("CJSZsz", "s"),
    "T": "t",
    **dict.fromkeys("mnN", "n"),
    **dict.fromkeys("lr", "l"),
}
_PLACED = {**_ROUGH, **dict.fromkeys("pbfvm", "p"), **dict.fromkeys("tdTn", "t"), "N": "k"}
_KINDS = {row["sound"]: (row["kind"], int(row["place"]), int(row["trait"])) for row in rows("sounds")}
_SPELLED: dict[str, dict[str, Sounds]] = {}
for _row in rows("spelled_sounds"):
    _SPELLED.setdefault(_row["letters"], {})[_row["kind"]] = tuple(
        tuple(place.split("/")) for place in _row["sounds"].split()
    )
_LONGEST = max(map(len, _SPELLED))


def sounds(words: str) -> Sounds:
    """Read some words aloud, as one: where one ends can't be heard."""
    out: list[tuple[str, ...]] = []
    for word in words.split():
        found = _aloud(word)
        # A sound said twice over a word's end is heard once.
        out += found[1:] if out and found and found[0] == out[-1] else found
    return tuple(out)


@cache
def _aloud(word: str) -> Sounds:
    out: list[tuple[str, ...]] = []
    for part in _LETTER.findall(without_marks(word)):
        at = 0
        while at < len(part):
            size, found = _read(part, at)
            out += found
            at += size
    return tuple(out)


def without_marks(words: str) -> str:
    """Take the marks off the letters: "é" is read as "e"."""
    parted = unicodedata.normalize("NFD", words.casefold().replace("’", "'").replace("'", ""))
    return "".join(each for each in parted if not unicodedata.combining(each))


def _read(word: str, at: int) -> tuple[int, Sounds]:
    """Give how many letters are read here, the longest row that fits, and their sounds."""
    for size in range(min(_LONGEST, len(word) - at), 0, -1):
        kinds = _SPELLED.get(word[at : at + size])
        for kind in ("start", "end", "soft", "before vowel", "any") if kinds else ():
            if kinds and kind in kinds and _fits(kind, word, at, at + size):
                return size, kinds[kind]
    return 1, ()


def _fits(kind: str, word: str, start: int, end: int) -> bool:
    after = word[end : end + 1]
    if kind == "start":
        return start == 0
    if kind == "end":
        return end == len(word) and start > 0
    if kind == "soft":
        return after in _FRONT and bool(after)
    return kind == "any" or (after in _VOWELS and bool(after))


def apart(one: Sounds, other: Sounds, most: float) -> float:
    """Give what it costs to hear the one as the other: 0 for the same, about 1 for each sound that is another.

    What costs more than `most` may cost any more.
    """
    last = [0.0]
    for place in other:
        last.append(last[-1] + _gone(place))
    for mine in one:
        row = [last[0] + _gone(mine)]
        for at, place in enumerate(other):
            row.append(min(last[at] + _instead(mine, place), last[at + 1] + _gone(mine), row[at] + _gone(place)))
        if min(row) > most:
            return most + _MOST
        last = row
    return last[-1]


@cache
def _gone(place: tuple[str, ...]) -> float:
    return min(
        _UNUSUAL * bool(order) + (_GONE[_KINDS[each][0]] if each != SILENT else 0.0) for order, each in enumerate(place)
    )


@cache
def _instead(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    return (
        min(
            _UNUSUAL * (bool(at) + bool(to)) + _swap(here, there)
            for at, here in enumerate(one)
            for to, there in enumerate(other)
            if SILENT not in (here, there)
        )
        if one != (SILENT,) != other
        else _MOST
    )


def _swap(one: str, other: str) -> float:
    if one == other:
        return 0.0
    (kind, place, trait), (kind_2, place_2, trait_2) = _KINDS[one], _KINDS[other]
    if kind == kind_2 == "vowel":
        return _TONGUE * (1 + abs(place - place_2) / 2 + abs(trait - trait_2) / 2)
    manner = 0.0 if kind == kind_2 else _MANNERS.get(frozenset({kind, kind_2}), _MOST)
    if "vowel" in (kind, kind_2):
        return min(_MOST, manner)
    # "l" and "r" share place and voice, and are two sounds.
    far = _PLACE * (abs(place - place_2) or kind == kind_2 == "liquid")
    return min(_MOST, manner + far + _VOICE * (trait != trait_2))


def syllables(heard: Sounds) -> int:
    return sum(_KINDS[place[0]][0] == "vowel" for place in heard if place[0] != SILENT)


def rough(heard: Sounds) -> str:
    """Give what is left of the sounds without vowels and all that is often misheard: the key to look them up by."""
    return _left(heard, _ROUGH)


def _left(heard: Sounds, classes: dict[str, str]) -> str:
    out = last = ""
    for place in heard:
        each = classes.get(place[0])
        if each and each != last:
            out += each
            last = each
    return out


def keys(heard: Sounds, most: int) -> tuple[str, ...]:
    """List rough sounds, and what they become with one of them gone, of many two: what shares a key may be misheard.

    So what differs by one sound more, less or other meets (after Mor and Fraenkel 1982, "A hash code method for
    detecting and correcting spelling errors"). No more than `most` are gone. By where the lips and tongue are, one
    sound is another than by what they do there: both count.
    """
    out: dict[str, None] = {}
    for mark, classes in (("", _ROUGH), (".", _PLACED)):
        whole = _left(heard, classes)
        found = {whole: None}
        for _ in range(min(most, sum(len(whole) >= least for least in _GONE_FROM))):
            found |= dict.fromkeys([each[:at] + each[at + 1 :] for each in tuple(found) for at in range(len(each))])
        out |= dict.fromkeys(mark + each for each in found)
    return tuple(out)
