"""Trains what a sentence is worth telling: `src/coursepack/language/en_worth/`, from textbooks and their own summaries.

    python worth.py --shared ../shared --cache FOLDER

A sentence is worth the pairs of words and the words that it has in common with its section's summary, by its length,
and by the mean of its section, so that none counts more because its summary quotes it. Each section is seen three
times: as it is, without its headings, and without paragraphs and title as well, as speech comes. The weights are held
near nothing (ridge regression, in closed form).
"""

from __future__ import annotations

import argparse
import json
import pickle
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from openstax import HELD_BACK, refuse_held_back

from coursepack.language.worth import FOLDER, candidates
from coursepack.language.worth_features import FEATURES, Array, Candidate, Rarity, features, stem
from coursepack.model.pack import Pack
from coursepack.notices import Log
from coursepack.pipeline import read
from coursepack.plugins import ordered_passes

FIRMNESS = 30.0
"""How firmly the weights are held near nothing, in sentences of mean weight."""
SMOOTHING = 3
"""Words that each sentence is taken to have more, or the shortest would be worth most."""
FEWEST = 3
"""Sections that a stem stands in; rarer ones are not kept."""
SHARES = (1.0, 0.5, 0.3)
"""What counts: pairs of words, pairs with a word of meaning, words of meaning."""
NEEDED = ("sentences", "dates", "entities")
"""The passes whose results the features read."""
GRAMMAR = frozenset(
    "the a an of to in and or that is was were are for on with as by it its at from this be has have had not but their"
    " they his he her she which who these those than more also can may into such other some".split()
)


class Section(Struct, frozen=True, kw_only=True):
    book: str
    module: str
    title: str
    paras: tuple[tuple[str, str], ...]
    summary: str = ""

    @property
    def markdown(self) -> str:
        """Give it as a document: its title, its headings, its paragraphs."""
        out, last = [f"# {self.title}"], ""
        for heading, text in self.paras:
            if heading and heading != last:
                out.append(f"## {heading.rpartition(' > ')[2]}")
            last = heading
            out.append(" ".join(text.split()))
        return "\n\n".join(out)


def main() -> None:
    """Read the books, fit, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True, help="folder for the sections as analysed")
    args = parser.parse_args()
    books = list(sections(args.shared))
    counts = stems(books)
    told = ((each, analysed(each, args.cache)) for each in books if each.summary)
    table = fit(told, Rarity(counts, len(books)))
    FOLDER.mkdir(exist_ok=True)
    rows = [f"{name}\t{mean:.6g}\t{scale:.6g}\t{weight:.6g}" for name, (mean, scale, weight) in table.items()]
    (FOLDER / "weights.tsv").write_text("\n".join(["feature\tmean\tscale\tweight", *rows, ""]), "utf-8")
    lines = [f"{word}\t{count}" for word, count in sorted(counts.items())]
    (FOLDER / "rarity.tsv").write_text("\n".join([f"sections\t{len(books)}", *lines, ""]), "utf-8")


def sections(shared: Path) -> Iterator[Section]:
    """Yield the sections of every book that may be trained on, with their summaries where they have one."""
    folder = shared / "eval" / "openstax"
    with (folder / "summary.jsonl").open(encoding="utf-8") as lines:
        summaries = {(each["book"], each["module"]): each["summary"] for each in map(json.loads, lines)}
    with (folder / "sections.jsonl").open(encoding="utf-8") as lines:
        for each in map(json.loads, lines):
            if each["book"] in HELD_BACK:
                continue
            book, module = refuse_held_back(each["book"]), each["module"]
            paras = tuple((heading, text) for heading, text in each["paras"] if text.strip())
            summary = summaries.get((book, module), "")
            yield Section(book=book, module=module, title=each["title"], paras=paras, summary=summary)


def stems(books: Sequence[Section]) -> dict[str, int]:
    """Count in how many sections each stem stands."""
    counts: Counter[str] = Counter()
    for each in books:
        found = {word for _, text in each.paras for word in re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", text)}
        counts.update({stem(part) for word in found for part in (word, *word.split("-"))})
    return {word: count for word, count in counts.items() if count >= FEWEST}


def analysed(section: Section, cache: Path) -> Pack:
    """Read a section as a build does, once: it takes seconds."""
    kept = cache / f"{section.book}.{section.module}.pickle"
    if not kept.exists():
        cache.mkdir(parents=True, exist_ok=True)
        text = cache / f"{section.book}.{section.module}.md"
        text.write_text(section.markdown, "utf-8")
        pack = read([text], Log())
        for each in ordered_passes():
            if each.__name__.rpartition(".")[2] in NEEDED:
                pack = each.run(pack, Log())
        kept.write_bytes(pickle.dumps(pack))
    pack = pickle.loads(kept.read_bytes())  # noqa: S301  (our own)
    assert isinstance(pack, Pack)
    return pack


def fit(told: Iterator[tuple[Section, Pack]], rarity: Rarity) -> dict[str, tuple[float, float, float]]:
    """Give each feature's mean, its scale, and its weight."""
    rows: list[Array] = []
    worth: list[Array] = []
    shares: list[Array] = []
    for section, pack in told:
        found = candidates(pack, pack.sources[0].id)
        gold = worth_of(found, section.summary)
        for copy in copies(found):
            rows.append(features(copy, rarity))
            worth.append(gold)
            shares.append(np.full(len(found), 1 / np.sqrt(max(len(found), 1))))
    table, share = np.vstack(rows), np.concatenate(shares)
    means, scales = table.mean(axis=0), table.std(axis=0) + 1e-6
    scaled = np.hstack([(table - means) / scales, np.ones((len(table), 1))])
    weighed = scaled * share[:, None]
    held = FIRMNESS * share.mean() * np.eye(scaled.shape[1])
    weights = np.linalg.solve(weighed.T @ scaled + held, weighed.T @ np.concatenate(worth))
    return {name: (float(means[at]), float(scales[at]), float(weights[at])) for at, name in enumerate(FEATURES)}


def copies(found: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """Yield the section as it is, without headings, and as speech."""
    yield list(found)
    yield [replace(each, section=-1, heading=()) for each in found]
    yield [replace(each, section=-1, heading=(), paragraph=-1, title=()) for each in found]


def worth_of(found: Sequence[Candidate], summary: str) -> Array:
    """Give what each sentence has in common with the summary, the mean of all being about 1."""
    wanted = _words(summary)
    pairs, meanings = Counter(pairwise(wanted)), set(wanted) - GRAMMAR
    out = []
    for each in found:
        words = _words(" ".join(token.text for token in each.tree.tokens))
        mine = set(words) - GRAMMAR
        shared = Counter(pairwise(words)) & pairs
        told = sum(count for pair, count in shared.items() if not GRAMMAR.issuperset(pair))
        counted = (
            shared.total() / (len(words) + SMOOTHING),
            told / (len(words) + SMOOTHING),
            len(mine & meanings) / (len(mine) + SMOOTHING),
        )
        out.append(sum(share * value for share, value in zip(SHARES, counted, strict=True)))
    values = np.array(out, dtype=np.float64)
    return values / (values.mean() + 0.02)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.casefold())


if __name__ == "__main__":
    main()
