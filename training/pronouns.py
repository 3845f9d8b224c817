"""Learn the weights that choose a pronoun's antecedent: a log-linear model over the candidates of each pronoun.

    python training/pronouns.py --shared ../shared --cache work/pronouns.msgpack

Persons are learned from GAP's development part and GUM, things and groups from GUM, always over the trees and names of
the shipped model, so that the weights know its errors: learn them again when the model changes. GUM's share-alike
texts (bio, voyage) are left out. Held-out folds of GAP tell what the weights are worth.
"""

from __future__ import annotations

import argparse
import csv
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np
from antecedent_model import Example, chances_of, learn
from msgspec import Struct
from msgspec.structs import replace

from coursepack.language import lexicons
from coursepack.language.antecedents import Option, Pronoun, chances, weights
from coursepack.model.anchors import Passage, Source, Text
from coursepack.model.pack import Pack, Sentence
from coursepack.model.trees import Tree
from coursepack.notices import Log
from coursepack.passes import coreference, entities, sentences

GAP = "training/coref/gap-development.tsv"
GUM = "training/coref/gum"
SHARE_ALIKE = ("_bio_", "_voyage_")
KINDS = {"m": "person", "f": "person", "n": "thing", "p": "several"}
FOLDS = 5
FIRMNESS = 4.0
"""How strongly weights are held near nothing."""
TABLE = Path(lexicons.__file__).parent / "en" / "antecedents.tsv"
HEAD = (
    "# Weights of a log-linear model of a pronoun's antecedent, made by training/pronouns.py.\n"
    "# Learned from GAP (Apache-2.0) and GUM (annotations CC BY 4.0; texts CC BY 4.0 or public domain).\n"
    "feature\tkind\tweight\n"
)


class Parsed(Struct):
    """What the model saw of a text, kept between runs."""

    sentences: tuple[Sentence, ...]
    trees: tuple[Tree, ...]


def pack_of(text: str, starts: Sequence[int] = (0,)) -> Pack:
    """Make a pack of one document whose paragraphs begin at `starts`."""
    whole = Text("S1", text)
    ends = [*starts[1:], len(text)]
    spans = (whole.trimmed(start, end) for start, end in zip(starts, ends, strict=True))
    passages = tuple(
        Passage(
            id=f"S1.p{at}",
            source="S1",
            start=span.start,
            end=span.end,
            line=span.line,
            role="paragraph",
            level=0,
            place=None,
        )
        for at, span in enumerate((span for span in spans if span is not None), start=1)
    )
    source = Source(id="S1", path="", kind="document", title="", sha256="", language="en")
    return Pack(generator="", sources=(source,), passages=passages, texts={"S1": whole})


def parsed(pack: Pack, key: str, cache: dict[str, Parsed]) -> Pack:
    if key not in cache:
        found = sentences.run(pack, Log())
        cache[key] = Parsed(found.sentences, found.trees)
    return entities.run(replace(pack, sentences=cache[key].sentences, trees=cache[key].trees), Log())


def gap_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def is_at(pack: Pack, entity: str | None, row: dict[str, str], which: str) -> bool:
    """Tell whether an entity has a mention that overlaps a row's name "A" or "B"."""
    start = int(row[f"{which}-offset"])
    end = start + len(row[which])
    mentions = next((each.mentions for each in pack.entities if each.id == entity), ())
    return any(span.start < end and span.end > start for span in mentions)


def gap_examples(row: dict[str, str], pack: Pack) -> Iterator[Example]:
    """Yield the row's pronoun; where neither name is meant, all that is not one of them may be."""
    true = [which for which in "AB" if row[f"{which}-coref"].upper() == "TRUE"]

    def is_right(pronoun: Pronoun, option: Option) -> bool:
        if true:
            return is_at(pack, option.entity, row, true[0])
        return not any(is_at(pack, option.entity, row, which) for which in "AB")

    for pronoun, example in _examples(pack, is_right, key=row["ID"], may_be_none=not true):
        if pronoun.grown.tokens[pronoun.index].start == int(row["Pronoun-offset"]):
            yield example


def _examples(
    pack: Pack, is_right: Callable[[Pronoun, Option], bool], *, key: str, may_be_none: bool
) -> Iterator[tuple[Pronoun, Example]]:
    found: list[tuple[Pronoun, Example]] = []

    def judge(pronoun: Pronoun, options: Sequence[Option]) -> Sequence[float]:
        right = [is_right(pronoun, option) for option in options]
        found.append(
            (
                pronoun,
                Example(
                    key=key,
                    kind=KINDS[pronoun.gender],
                    features=[option.features for option in options],
                    right=right,
                    named=[option.entity is not None for option in options],
                    is_none=not any(right) or (may_be_none and all(right)),
                ),
            )
        )
        return chances(options, weights(KINDS[pronoun.gender]))

    coreference.resolve(pack, judge)
    yield from found


Mention = tuple[str, int, int]
"""A chain's key, and where its head begins and ends."""


def read_gum(path: Path) -> tuple[str, list[int], list[Mention]]:
    """Give a document's text, where its paragraphs begin, and the heads of its mentions."""
    text, starts, mentions = "", [0], []
    for block in path.read_text("utf-8").split("\n\n"):
        lines = block.split("\n")
        if any(line.startswith("# newpar") for line in lines) and text:
            text = text.rstrip() + "\n\n"
            starts.append(len(text))
        places: dict[int, tuple[int, int]] = {}
        rows = [line.split("\t") for line in lines if line and line[0] != "#" and "." not in line.split("\t")[0]]
        glued = {
            each
            for row in rows
            if "-" in row[0]
            for each in range(*(int(end) for end in row[0].split("-")))  # all but the last
        }
        glued |= {int(row[0].split("-")[1]) for row in rows if "-" in row[0] and "SpaceAfter=No" in row[9]}
        words = [row for row in rows if "-" not in row[0]]
        for row in words:
            places[int(row[0])] = (len(text), len(text) + len(row[1]))
            text += row[1] + ("" if "SpaceAfter=No" in row[9] or int(row[0]) in glued else " ")
        mentions += _mentions(words, places)
        text = text if text.endswith((" ", "\n")) or not text else text + " "
    return text, starts, mentions


def _mentions(words: list[list[str]], places: dict[int, tuple[int, int]]) -> Iterator[Mention]:
    heads = {int(row[0]): int(row[6]) for row in words}
    begun: dict[str, list[int]] = {}
    for row in words:
        told = re.search(r"Entity=([^|]*)", row[9])
        at = int(row[0])
        for one, opens, closes in re.findall(r"\((\d+)\)|\((\d+)|(\d+)\)", told[1] if told else ""):
            if opens:
                begun.setdefault(opens, []).append(at)
                continue
            low = at if one else begun[closes].pop()
            head = next((each for each in range(low, at + 1) if not low <= heads[each] <= at), at)
            yield one or closes, *places[head]


def gum_examples(key: str, pack: Pack, mentions: Sequence[Mention]) -> Iterator[Example]:
    """Yield every third-person pronoun; one without a chain refers to nothing."""
    chain_at = {start: chain for chain, start, _ in mentions}
    heads: dict[str, list[int]] = {}
    for chain, start, _ in mentions:
        heads.setdefault(chain, []).append(start)
    spans = {each.id: each.mentions for each in pack.entities}

    def is_right(pronoun: Pronoun, option: Option) -> bool:
        chain = chain_at.get(pronoun.grown.tokens[pronoun.index].start)
        if chain is None:
            return False
        if option.entity is None:
            return chain_at.get(pack.trees[option.spot.sentence].tokens[option.spot.index].start) == chain
        return any(span.start <= head < span.end for span in spans[option.entity] for head in heads[chain])

    for _, example in _examples(pack, is_right, key=key, may_be_none=False):
        yield example


def held_out(examples: Sequence[Example]) -> list[tuple[float, bool]]:
    """Give the chance of each pronoun's best name, by weights of the other folds, and whether it is right."""
    found = []
    for fold in range(FOLDS):
        table = learn([each for each in examples if zlib.crc32(each.key.encode()) % FOLDS != fold], FIRMNESS)
        for example in examples:
            if zlib.crc32(example.key.encode()) % FOLDS == fold and not example.is_none:
                told = [
                    (chance, right)
                    for chance, right, named in zip(
                        chances_of(example, table), example.right, example.named, strict=True
                    )
                    if named
                ]
                found.append(max(told, default=(0.0, False)))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True, help="parsed texts; delete it when the model changes")
    args = parser.parse_args()
    cache: dict[str, Parsed] = {}
    if args.cache.exists():
        cache = msgspec.msgpack.decode(args.cache.read_bytes(), type=dict[str, Parsed])
    gap = [
        example
        for row in gap_rows(args.shared / GAP)
        for example in gap_examples(row, parsed(pack_of(row["Text"]), row["ID"], cache))
    ]
    gum = []
    for path in sorted((args.shared / GUM).glob("train_*.conllu")):
        if not any(part in path.name for part in SHARE_ALIKE):
            text, starts, mentions = read_gum(path)
            gum += gum_examples(path.name, parsed(pack_of(text, starts), path.name, cache), mentions)
    args.cache.write_bytes(msgspec.msgpack.encode(cache))
    judged = held_out(gap)
    for least in (0.0, 0.5, 0.6, 0.7, 0.8, 0.84, 0.9):
        kept = [right for chance, right in judged if chance >= least]
        print(f"chance >= {least}: {len(kept)} of {len(judged)}, right {np.mean(kept):.3f}")
    lines = []
    for kind in ("person", "several", "thing"):
        chosen = [each for each in (*gap, *gum) if each.kind == kind]
        lines += [
            f"{feature}\t{kind}\t{weight:.2f}\n"
            for feature, weight in sorted(learn(chosen, FIRMNESS).items())
            if abs(weight) >= 0.02
        ]
    TABLE.write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
