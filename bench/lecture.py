"""Makes long lectures: our own examples again and again, each time with other names, years, numbers and things.

Only the times of a build are taken on them. A round differs from the next as two lectures on like subjects would: other
people, states and places, so that a pass which compares every name with every other is caught at ten hours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import cycle
from pathlib import Path

__all__ = ["WORDS_AN_HOUR", "lecture"]

WORDS_AN_HOUR = 9_000
SECONDS_A_WORD = 0.4
"""150 words a minute, a usual pace of lecturing."""
CAPTION_WORDS = 11
SHORT = 5
"""Words; a shorter sentence ("Good.") may come again."""
EXAMPLES = Path(__file__).parent.parent / "examples"

SWAPS = Path(__file__).parent / "swaps.tsv"
"""What the examples name ("person", "country", "spot"), what takes its place, and things that take each other's."""

_CHINESE_FIRST = frozenset({"Mao", "Deng", "Peng", "Lin", "Liu", "Zhou"})
_YEAR = re.compile(r"\b(1[5-9]\d\ds?)\b")
_NUMBER = re.compile(r"\b\d{1,3}(?:,\d{3})+\b|\b\d{1,3}\b(?![,.:]\d)")
_BETWEEN = re.compile(r"(?<=[.?!]) ")
_TAG = re.compile(r"<(?:v(?:\.\w+)* ([^>]*)|[^>]*)>")


def lecture(hours: int) -> str:
    """Give WebVTT of so many hours at 9,000 words each; the same hours give the same text."""
    wanted = hours * WORDS_AN_HOUR
    told: list[tuple[str, str]] = []
    seen: dict[str, int] = {}
    for number, example in enumerate(cycle(_examples())):
        told += _varied(example, number // 2, seen)
        if len(told) >= wanted:
            break
    cues = ["WEBVTT - A lecture made for timing\n"]
    said, last = 0, ""
    for voice, words in _captions(told[:wanted]):
        times = f"{_clock(said * SECONDS_A_WORD)} --> {_clock((said + len(words)) * SECONDS_A_WORD)}"
        middle = (len(words) + 1) // 2
        lines = "\n".join(filter(None, (" ".join(words[:middle]), " ".join(words[middle:]))))
        cues.append(f"{times}\n{f'<v {voice}>' if voice and voice != last else ''}{lines}\n")
        said, last = said + len(words), voice
    return "\n".join(cues)


def _examples() -> list[list[tuple[str, str]]]:
    """Read the words of the two examples, each with its speaker."""
    return [
        _spoken((EXAMPLES / name).read_text("utf-8"))
        for name in ("sino-soviet-split/lecture.vtt", "plate-tectonics/lecture.srt")
    ]


def _spoken(captions: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    voice = ""
    for block in captions.split("\n\n"):
        head, arrow, rest = block.partition("-->")
        if not arrow or head.startswith("NOTE"):
            continue
        payload = " ".join(rest.split("\n")[1:])
        tag = _TAG.search(payload)
        voice = tag[1] if tag and tag[1] else voice
        found += [(voice, word) for word in _TAG.sub(" ", payload).split()]
    return found


def _varied(example: list[tuple[str, str]], number: int, seen: dict[str, int]) -> Iterator[tuple[str, str]]:
    """Swap what a round swaps; the first round (0) is the example as it is. Words keep their speakers."""
    table = _table(number)
    # The longer name first: "Mao Zedong" before "Mao".
    named = re.compile(rf"\b(?:{'|'.join(sorted(table, key=lambda name: (-len(name), name)))})\b")
    runs: list[tuple[str, list[str]]] = []
    for voice, word in example:
        if not runs or runs[-1][0] != voice:
            runs.append((voice, []))
        runs[-1][1].append(word)
    for voice, run in runs:
        if not number:
            seen.update(dict.fromkeys(_BETWEEN.split(" ".join(run)), 0))
            yield from ((voice, word) for word in run)
            continue
        text = named.sub(lambda found: table[found[0]], " ".join(run))
        text = _YEAR.sub(lambda found: _year(found[1], number), text)
        text = _NUMBER.sub(lambda found: _counted(found[0], number), text)
        text = " ".join(_told_once(sentence, seen) for sentence in _BETWEEN.split(text))
        speaker = f"{voice.split()[0]} {_surname(number)}" if " " in voice else voice
        yield from ((speaker, word) for word in text.split())


def _told_once(sentence: str, seen: dict[str, int]) -> str:
    """Give a sentence that was told already another end: ", as Castel said in 1843."."""
    times = seen[sentence] = seen.get(sentence, -1) + 1
    if not times or len(sentence.split()) < SHORT:
        return sentence
    said = f", as {_surname(7 * times + len(sentence))} said in {1500 + 13 * times + len(sentence)}"
    return f"{sentence[:-1]}{said}{sentence[-1]}"


def _year(found: str, number: int) -> str:
    year = 1500 + (int(found[:4]) - 1500 + 37 * number) % 490
    return f"{year // 10 * 10}s" if found.endswith("s") else str(year)


def _counted(found: str, number: int) -> str:
    value = int(found.replace(",", ""))
    return str((value - 1 + number) % 28 + 1) if value <= 31 else f"{value + 7 * number:,}"


@cache
def _swaps() -> dict[str, list[str]]:
    rows: dict[str, list[str]] = {}
    for row in SWAPS.read_text("utf-8").split("\n")[1:-1]:
        kind, words = row.split("\t")
        rows.setdefault(kind, []).append(words)
    return rows


def _table(number: int) -> dict[str, str]:
    """Say what each name and thing of the examples is called in this round."""
    swaps = _swaps()
    given, family, place, spots = (swaps[kind][0].split() for kind in ("given", "family", "place", "spot"))
    table: dict[str, str] = {}
    for order, person in enumerate(swaps["person"]):
        one, two = person.split()
        surname = family[(order + 11 * number) % len(family)]
        table[person] = f"{given[(5 * order + 7 * number) % len(given)]} {surname}"
        table[one if one in _CHINESE_FIRST else two] = surname
    for order, names in enumerate(swaps["country"]):
        other = swaps["state"][(order + 3 * number) % len(swaps["state"])]
        table.update(zip(names.split("|"), other.split("|"), strict=True))
    for order, spot in enumerate(spots):
        table[spot] = place[(order + 4 * number) % len(place)]
    for row in swaps["thing"]:
        words = row.split()
        table.update({word: words[(order + number) % len(words)] for order, word in enumerate(words)})
    return table


def _surname(number: int) -> str:
    families = _swaps()["family"][0].split()
    return families[number % len(families)]


def _captions(told: list[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """Cut words into captions, at a new speaker too."""
    words: list[str] = []
    last = ""
    for voice, word in told:
        if words and (voice != last or len(words) == CAPTION_WORDS):
            yield last, words
            words = []
        words.append(word)
        last = voice
    if words:
        yield last, words


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds * 1000), 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"
