"""Measures relations on PLOVER's gold records and on our own: the right pair among the three told, sign, category.

    python eval/relations.py [--json]

A pair is right where our actor matches one of the record's sources, and our target one of its targets. Two parties
match where they share the head word or a name: the last word before a preposition, and each word with a capital that is
no title; a state's names, people and adjective are one, and so are initials and what they stand for. The sign is
that of the record's category, by PLOVER's four quarters (cooperation +, conflict −; "investigate" counts as conflict).
Sign and category count where the pair is right as well. Shares are of the records that name a source and a target.

The baseline, in the same run over the same trees: for each verb its subject with every noun below the verb, the nouns
nearest to it first, three pairs a sentence; it knows neither sign nor category, so it is given the commonest of each.

"bare" is the same text without capitals and punctuation, a record still a paragraph; what is told of it gets back its
capitals before it is judged, because parties are matched by them.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from measured import COPIES, ROOT, SHARED, Measured, report
from msgspec import Struct
from msgspec.structs import replace

sys.path.insert(0, str(ROOT / "src"))

from coursepack import pipeline
from coursepack.language.grammar import SUBJECTS, Grown
from coursepack.language.names import bare, polity_of, title_words
from coursepack.model.anchors import Text
from coursepack.model.pack import Pack
from coursepack.notices import Log

FILE = "eval/plover/gold_dev.json"
OWN = Path(__file__).parent / "texts" / "relations.tsv"
"""Sentences of our own in the manner of such records, seven a category; a half of them was never looked at either."""
CONFLICT = frozenset(
    [
        "ASSAULT",
        "COERCE",
        "DEMAND",
        "DISAPPROVE",
        "FIGHT",
        "INVESTIGATE",
        "MOBILIZE",
        "PROTEST",
        "REJECT",
        "SANCTION",
        "THREATEN",
    ]
)
A_SENTENCE = 3
MEASURES = {
    "pair": "actor and target right, per cent of records",
    "sign": "actor, target and sign right, per cent of records",
    "category": "actor, target and category right, per cent of records",
}
_PREPOSITION = re.compile(r"\s+(?:of|in|at|from|based|throughout|ordered|for|to|on)\s+")


class Told(Struct, frozen=True, kw_only=True):
    """A relation as words."""

    actor: str
    target: str
    sign: int
    category: str | None
    verb: str = ""


class Hit(Struct, frozen=True, kw_only=True):
    pair: bool
    sign: bool
    category: bool


@cache
def keys(party: str) -> frozenset[str]:
    """Give what a party is compared by."""
    text = party.replace("’", "'").strip("'\" ")
    words = [re.sub(r"'s?$", "", word.strip('.,;()"')) for word in re.split(r"[\s-]+", text)]
    out = {polity_of(text) or ""}
    for size in (1, 2, 3, 4):
        for at in range(len(words) - size + 1):
            phrase = " ".join(words[at : at + size])
            out.add((polity_of(phrase) or "").casefold())
            if size > 1 and all(word[:1].isupper() for word in words[at : at + size]):
                out.add("".join(word[0] for word in words[at : at + size]).casefold())
    out |= {_stem(word) for word in words if word[:1].isupper() and word.casefold() not in title_words()}
    head = _PREPOSITION.split(text)[0].split()
    out.add(_stem(head[-1].strip('.,;()"')) if head else "")
    return frozenset(each.casefold() for each in out if each) - {"the", "a", "prime", "minister"}


def _stem(word: str) -> str:
    return bare(word).replace(".", "").removesuffix("s")


def matches(one: str, two: str) -> bool:
    return not keys(one).isdisjoint(keys(two))


def parties(value: object) -> list[str]:
    """List the words for each party of a record's source or target."""
    return [each["actorText"] for each in value if each.get("actorText")] if isinstance(value, list) else []


def judge(record: dict[str, Any], told: Sequence[Told]) -> Hit:
    sources, targets = parties(record["source"]), parties(record["target"])
    right = [
        each
        for each in told[:A_SENTENCE]
        if any(matches(each.actor, name) for name in sources) and any(matches(each.target, name) for name in targets)
    ]
    sign = -1 if record["event"] in CONFLICT else 1
    return Hit(
        pair=bool(right),
        sign=any(each.sign == sign for each in right),
        category=any(each.category == record["event"] for each in right),
    )


def read(records: Sequence[dict[str, Any]]) -> Pack:
    """Lay the sentences out, a paragraph each."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "records.txt"
        path.write_text("\n\n".join(" ".join(each["text"].strip("{}").split()) for each in records), "utf-8")
        return pipeline.read([path], Log())


def analyse(laid: Pack, change: Callable[[str], str]) -> Pack:
    """Run all passes over a copy; the paragraphs are those of the plain text."""
    texts = {source: Text(source, change(text.text)) for source, text in laid.texts.items()}
    return pipeline.analyse(replace(laid, texts=texts), Log())


def cased(told: Sequence[Told], pack: Pack, laid: Pack) -> list[Told]:
    """Give each party as the plain text writes it."""
    ((_, copy),), ((_, plain),) = pack.texts.items(), laid.texts.items()

    def written(words: str) -> str:
        at = copy.text.find(words)
        return plain.text[at : at + len(words)] if at >= 0 else words

    return [replace(each, actor=written(each.actor), target=written(each.target)) for each in told]


def ours(pack: Pack) -> Iterator[list[Told]]:
    """Yield what is told of each record."""
    names = {entity.id: entity.name for entity in pack.entities}
    by_line: dict[int, list[Told]] = {}
    for relation in pack.relations:
        told = Told(
            actor=names.get(relation.actor, relation.actor),
            target=names.get(relation.target or "", relation.target or ""),
            sign=relation.polarity,
            category=relation.category,
            verb=relation.verb,
        )
        by_line.setdefault(relation.evidence[0].line, []).append(told)
    for passage in pack.passages:
        yield by_line.get(passage.line, [])


def walked(pack: Pack, commonest: str) -> Iterator[list[Told]]:
    """Yield the baseline's pairs of each record: some subject, some noun below the verb."""
    found: dict[str, list[Told]] = {}
    sign = -1 if commonest in CONFLICT else 1
    for tree in pack.trees:
        grown = Grown(tree)
        for verb, token in enumerate(grown.tokens):
            subjects = [child for child in grown.children[verb] if grown.tokens[child].dep in SUBJECTS]
            if token.pos != "VERB" or not subjects:
                continue
            taken = {each for subject in subjects for each in grown.below(subject)}
            nouns = [each for each in grown.below(verb) if each not in taken]
            nouns = [each for each in nouns if grown.tokens[each].pos in ("NOUN", "PROPN")]
            nouns.sort(key=lambda each: (_steps(grown, each, verb), each))
            found.setdefault(tree.passages[0], []).extend(
                Told(actor=_words(grown, subjects[0]), target=_words(grown, each), sign=sign, category=commonest)
                for each in nouns
            )
    for passage in pack.passages:
        yield found.get(passage.id, [])


def _steps(grown: Grown, index: int, top: int) -> int:
    steps = 0
    while index != top:
        index = grown.tokens[index].head
        steps += 1
    return steps


def _words(grown: Grown, index: int) -> str:
    near = [
        each for each in grown.children[index] if grown.tokens[each].dep in ("amod", "compound", "flat", "nmod:poss")
    ]
    return grown.words(sorted((index, *near)))


def measure() -> list[Measured]:
    """Measure PLOVER's records where they lie, and ours; of each all, and both halves: rules were made on odd ones."""
    sets = {"own": (f"eval/texts/{OWN.name}", own())}
    if (SHARED / FILE).exists():
        sets["plover"] = (FILE, json.loads((SHARED / FILE).read_text("utf-8")))
    else:
        print(f"no {FILE} in {SHARED.name}/: only our own sentences are measured", file=sys.stderr)
    found = []
    for name, (file, records) in sets.items():
        laid = read(records)
        for copy, change in COPIES.items():
            found += _halves(f"relations/{name}/{copy}", file, records, (laid, analyse(laid, change)))
    return found


def own() -> list[dict[str, Any]]:
    """Read our own sentences as records of the same form."""
    lines = OWN.read_text("utf-8").split("\n")
    head = lines[0].split("\t")
    table = [dict(zip(head, line.split("\t"), strict=True)) for line in lines[1:] if line]
    return [
        {
            "event": row["category"],
            "text": row["text"],
            "source": [{"actorText": row["actor"]}],
            "target": [{"actorText": row["target"]}],
        }
        for row in table
    ]


def _halves(name: str, file: str, records: Sequence[dict[str, Any]], packs: tuple[Pack, Pack]) -> list[Measured]:
    laid, pack = packs
    commonest = Counter(each["event"] for each in records).most_common(1)[0][0]
    told, walks = ([cased(each, pack, laid) for each in found] for found in (ours(pack), walked(pack, commonest)))
    found = []
    for half, start, step in (("all", 0, 1), ("odd", 0, 2), ("even", 1, 2)):
        kept = [at for at in range(start, len(records), step) if _is_whole(records[at])]
        mine = [judge(records[at], told[at]) for at in kept]
        theirs = [judge(records[at], walks[at]) for at in kept]
        found += [
            Measured(
                name=f"{name}/{half}/{key}",
                files=(file,),
                measure=measure,
                value=_share(mine, key),
                peer={"bare walk": _share(theirs, key)},
            )
            for key, measure in MEASURES.items()
        ]
    return found


def _is_whole(record: dict[str, Any]) -> bool:
    return bool(parties(record["source"]) and parties(record["target"]))


def _share(hits: Sequence[Hit], key: str) -> float:
    return round(100 * sum(bool(getattr(each, key)) for each in hits) / max(1, len(hits)), 2)


if __name__ == "__main__":
    report(measure, __doc__)
