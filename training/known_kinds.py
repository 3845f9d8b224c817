"""Write the names that only ever name one kind of thing: those of WordNet 3.0, less states, common words and namesakes.

    python known_kinds.py FOLDER_OF_WORDNET OUT

A name that WordNet knows as two kinds ("Washington") says nothing, nor does one that is a word of English ("Bishop").
A language is told as the people that speak it are: both are groups. A last line has the words of WordNet that are
written small, of those that are among the 60,000 most frequent of English.
"""

import argparse
import lzma
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LANGUAGE = Path(__file__).parent.parent / "src" / "coursepack" / "language"
POLITIES = LANGUAGE / "lexicons" / "en" / "polities.tsv"
FREQUENT = LANGUAGE / "en_terms" / "background.txt.xz"
PARTS = ("noun", "verb", "adj", "adv")
# Numbers of WordNet's files of nouns (lexnames(5WN)).
ACT, COGNITION, COMMUNICATION, HAPPENING, GROUP, LOCATION, OBJECT, PERSON = 4, 9, 10, 11, 14, 15, 17, 18
PEOPLES = frozenset(
    {
        "inhabitant",
        "native",
        "American Indian",
        "religious person",
        "European",
        "African",
        "Asian",
        "American",
        "Semite",
        "adherent",
        "follower",
        "philosopher",
        "disciple",
        "ethnic group",
        "people",
        "tribe",
        "religion",
        "sect",
        "theological system",
        "civilization",
    }
)
EVENTS = frozenset(
    {"war", "battle", "military action", "siege", "rebellion", "revolution", "crusade", "massacre", "military campaign"}
)
TREATIES = frozenset({"treaty", "agreement"})
WORKS = frozenset({"writing", "book", "sacred text", "document", "legal document", "novel", "poem", "law"})


@dataclass(frozen=True)
class Synset:
    """Some words of one sense."""

    lexicon: int
    words: tuple[str, ...]
    above: tuple[str, ...]
    is_instance: bool


def read(folder: Path) -> tuple[dict[str, Synset], frozenset[str]]:
    """Give the senses of nouns by their place, and every word that is written small."""
    nouns: dict[str, Synset] = {}
    small: set[str] = set()
    for part in PARTS:
        for line in (folder / f"data.{part}").read_text(encoding="utf-8").split("\n"):
            if not line or line.startswith("  "):
                continue
            cells = line.partition(" | ")[0].split()
            count = int(cells[3], 16)
            words = tuple(
                re.sub(r"\((?:a|p|ip)\)$", "", each).replace("_", " ") for each in cells[4 : 4 + 2 * count : 2]
            )
            small |= {word for word in words if word[0].islower()}
            if part == "noun":
                at = 4 + 2 * count
                links = [cells[at + 1 + 4 * each : at + 4 + 4 * each] for each in range(int(cells[at]))]
                nouns[cells[0]] = Synset(
                    lexicon=int(cells[1]),
                    words=words,
                    above=tuple(to for sign, to, kind in links if sign in ("@", "@i") and kind == "n"),
                    is_instance=any(sign == "@i" for sign, _, _ in links),
                )
    return nouns, frozenset(small)


def over(nouns: dict[str, Synset], key: str) -> frozenset[str]:
    """Give the words of all senses above one."""
    found: set[str] = set()
    waiting = list(nouns[key].above)
    while waiting:
        above = waiting.pop()
        if above not in found:
            found.add(above)
            waiting += nouns[above].above
    return frozenset(word for above in found for word in nouns[above].words)


def kind_of(nouns: dict[str, Synset], key: str) -> str:
    """Give the pack's kind of a sense, or "other"."""
    sense, above = nouns[key], over(nouns, key)
    if sense.lexicon == PERSON and sense.is_instance:
        return "person"
    if sense.lexicon in (PERSON, GROUP, COGNITION) and not sense.is_instance and above & PEOPLES:
        return "group"
    if sense.lexicon == COMMUNICATION and "language" in above:
        return "group"
    if not sense.is_instance:
        return "other"
    if sense.lexicon in (LOCATION, OBJECT):
        return "place"
    if (sense.lexicon in (ACT, HAPPENING) and above & EVENTS) or (sense.lexicon == COMMUNICATION and above & TREATIES):
        return "campaign"
    return "work" if sense.lexicon == COMMUNICATION and above & WORKS else "other"


def told(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield each name with its kind."""
    nouns, small = read(folder)
    states = {line.split("\t")[0].casefold() for line in POLITIES.read_text(encoding="utf-8").splitlines()}
    kinds: dict[str, set[str]] = defaultdict(set)
    for key, sense in nouns.items():
        for word in sense.words:
            if word[0].isupper():
                kinds[word].add(kind_of(nouns, key))
    for name, found in sorted(kinds.items()):
        if len(found) > 1 or found == {"other"} or name.casefold() in states or len(name) < 3:
            continue
        is_single = " " not in name
        (kind,) = found
        if (is_single and name.casefold() in small) or not name[-1].isalpha():
            continue
        yield kind, name


def main() -> None:
    """Write OUT: a kind, a tab, and its names, parted by tabs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wordnet", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    by_kind: dict[str, list[str]] = defaultdict(list)
    for kind, name in told(args.wordnet):
        by_kind[kind].append(name)
    lines = lzma.decompress(FREQUENT.read_bytes()).decode().split("\n")
    frequent = {word for line in lines for word in line.split(" ")[1:]}
    by_kind["word"] = sorted(word for word in read(args.wordnet)[1] & frequent if word.isalpha() and len(word) > 2)
    lines = "\n".join("\t".join((kind, *names)) for kind, names in sorted(by_kind.items()))
    args.out.write_bytes(lzma.compress(lines.encode(), preset=9 | lzma.PRESET_EXTREME))
    print({kind: len(names) for kind, names in by_kind.items()}, args.out.stat().st_size)


if __name__ == "__main__":
    main()
