"""Makes long lectures: our own examples again and again, each time with other names, years, numbers and things.

Only the times of a build are taken on them. A round differs from the next as two lectures on like subjects would: other
people, states and places, so that a pass which compares every name with every other is caught at ten hours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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

_GIVEN = """Ada Boris Clara Dmitri Elena Felix Greta Hugo Irena Jonas Karin Lev Marta Nils Olga Pavel Rosa Stefan Tilda
Viktor Wanda Yuri Zofia Anton Berta Casimir Dora Emil Frida Gustav Hedda Ivan Jana""".split()
_FAMILY = """Abramov Bergson Castel Dorn Eklund Farkas Gorin Halvorsen Ilves Jansen Kaplan Lindqvist Moravec Nagy Orlov
Petrov Quist Radek Sorensen Tomas Ulmer Vasiliev Wexler Yakubov Zeman Albrecht Brandt Cermak Dragan Engel Fodor Grabski
Hoxha Ionescu Jovanov Kolar Lupu""".split()
_STATES = [
    tuple(row.split("/"))
    for row in """Poland/Polish/Poles/Warsaw Hungary/Hungarian/Hungarians/Budapest Romania/Romanian/Romanians/Bucharest
Sweden/Swedish/Swedes/Stockholm Turkey/Turkish/Turks/Ankara Egypt/Egyptian/Egyptians/Cairo India/Indian/Indians/Delhi
Japan/Japanese/Japanese/Tokyo Mexico/Mexican/Mexicans/Puebla Chile/Chilean/Chileans/Santiago Norway/Norwegian/Norwegians/Oslo
Greece/Greek/Greeks/Athens Finland/Finnish/Finns/Helsinki Peru/Peruvian/Peruvians/Lima Kenya/Kenyan/Kenyans/Nairobi
Cuba/Cuban/Cubans/Havana Spain/Spanish/Spaniards/Madrid""".split()
]
_PLACES = """Aldermoor Brixholm Carrow Dunmere Eastvale Farrow Glenholt Hartwick Inverlock Jorvale Kestrel Lowmark
Marren Northolt Osmere Penhallow Quarrie Redlake Stanmoor Tarrow Umberley Velden Westfold Yarrow Zennor""".split()
_THINGS = [
    tuple(row.split())
    for row in """grain rice wheat barley maize cotton
steel iron copper coal oil timber
tonnes bushels barrels crates sacks bales
letter telegram report speech article pamphlet
harvest crop yield output return supply
peasants farmers villagers miners weavers dockers
engineers advisers doctors teachers surveyors pilots
famine drought flood plague winter siege
furnaces mills kilns workshops foundries presses
island port bridge valley mountain river
million thousand million thousand million hundred
rock stone basalt granite clay chalk
ridge slope range shelf coast basin
ship boat drill camera probe cable
paper book essay lecture talk chapter
small large early late new old
continents islands mountains coasts rivers deserts
forces pressures currents winds tides waves""".split("\n")
]
# What the examples name, by kind; each round puts others in their place.
_PEOPLE = """Mao Zedong|Deng Xiaoping|Peng Dehuai|Lin Biao|Liu Shaoqi|Zhou Enlai|Alexei Kosygin|Richard Nixon
Nikita Khrushchev|Joseph Stalin|Alfred Wegener|Harold Jeffreys|Arthur Holmes|Marie Tharp|Bruce Heezen|Harry Hess
Robert Dietz|Fred Vine|Drummond Matthews|Lawrence Morley|Tuzo Wilson|Dan McKenzie|Jason Morgan""".replace(
    "\n", "|"
).split("|")
_CHINESE_FIRST = frozenset({"Mao", "Deng", "Peng", "Lin", "Liu", "Zhou"})
_COUNTRIES = (
    ("China", "Chinese", "Chinese people", "Beijing"),
    ("Soviet Union", "Soviet", "Soviets", "Moscow"),
    ("Britain", "British", "Britons", "London"),
    ("Taiwan", "Taiwanese", "Taiwanese people", "Taipei"),
    ("Greenland", "German", "Germans", "Frankfurt"),
)
_SPOTS = (
    "Lushan Changchun Beidaihe Henan Anhui Sichuan Hunan Quemoy Zhenbao Ussuri Columbia Princeton Cambridge".split()
)
_YEAR = re.compile(r"\b(1[5-9]\d\d)(?=s?\b)")
_NUMBER = re.compile(r"\b\d{1,3}(?:,\d{3})+\b|\b\d{1,3}\b(?![,.:]\d)")
_WORD = re.compile(r"[A-Za-z]+(?: [A-Z][a-z]+)?")
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
    said = 0
    for voice, words in _captions(told[:wanted]):
        times = f"{_clock(said * SECONDS_A_WORD)} --> {_clock((said + len(words)) * SECONDS_A_WORD)}"
        middle = (len(words) + 1) // 2
        lines = "\n".join(filter(None, (" ".join(words[:middle]), " ".join(words[middle:]))))
        cues.append(f"{times}\n{f'<v {voice}>' if voice else ''}{lines}\n")
        said += len(words)
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
    table = _table(number) if number else {}
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
        text = _WORD.sub(lambda found: _swapped(found[0], table), " ".join(run))
        text = _YEAR.sub(lambda found: str(1500 + (int(found[1]) - 1500 + 37 * number) % 490), text)
        text = _NUMBER.sub(lambda found: _counted(found[0], number), text)
        text = " ".join(_told_once(sentence, seen) for sentence in _BETWEEN.split(text))
        speaker = f"{voice.split()[0]} {_FAMILY[number % len(_FAMILY)]}" if " " in voice else voice
        yield from ((speaker, word) for word in text.split())


def _told_once(sentence: str, seen: dict[str, int]) -> str:
    """Give a sentence that was told already another end: ", as Castel said in 1843."."""
    times = seen[sentence] = seen.get(sentence, -1) + 1
    if not times or len(sentence.split()) < SHORT:
        return sentence
    said = f", as {_FAMILY[(7 * times + len(sentence)) % len(_FAMILY)]} said in {1500 + 13 * times + len(sentence)}"
    return f"{sentence[:-1]}{said}{sentence[-1]}"


def _swapped(found: str, table: dict[str, str]) -> str:
    if found in table:
        return table[found]
    return " ".join(table.get(word, word) for word in found.split())


def _counted(found: str, number: int) -> str:
    value = int(found.replace(",", ""))
    return str((value - 1 + number) % 28 + 1) if value <= 31 else f"{value + 7 * number:,}"


def _table(number: int) -> dict[str, str]:
    table: dict[str, str] = {}
    for order, person in enumerate(_PEOPLE):
        given = _GIVEN[(5 * order + 7 * number) % len(_GIVEN)]
        family = _FAMILY[(order + 11 * number) % len(_FAMILY)]
        one, two = person.split()
        table[person] = f"{given} {family}"
        table[one if one in _CHINESE_FIRST else two] = family
    for order, names in enumerate(_COUNTRIES):
        table.update(zip(names, _STATES[(order + 3 * number) % len(_STATES)], strict=True))
    for order, spot in enumerate(_SPOTS):
        table[spot] = _PLACES[(order + 4 * number) % len(_PLACES)]
    for row in _THINGS:
        for order, word in enumerate(row):
            table[word] = row[(order + number) % len(row)]
    return table


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
