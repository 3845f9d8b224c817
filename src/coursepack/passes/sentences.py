"""Sentences, with the tree of each: everything after this pass reads trees and never the parser."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from coursepack.language.citing import citations, heads_works
from coursepack.language.english import parse
from coursepack.language.running import Block, blocks
from coursepack.model.pack import Pack, Sentence
from coursepack.model.trees import Tree
from coursepack.notices import Log

SUMMARY = "sentence boundaries, words, trees and names, by the trained English model"
NEEDS = ("passages",)
MAKES = ("sentences", "trees")


def run(pack: Pack, log: Log) -> Pack:  # noqa: ARG001  (each pass has this signature)
    """Sentences run across captions of one voice, and never across any other passage's end.

    A written one that does nothing but name another work has no tree: no later pass reads it.
    """
    sentences: list[Sentence] = []
    trees: list[Tree] = []
    counts: dict[str, int] = {}
    listed = _listed(pack)
    for block, found in parse(blocks(pack)):
        text = pack.texts[block.source]
        for tree, is_citation in zip(found, _cites(block, found, listed), strict=True):
            counts[block.source] = counts.get(block.source, 0) + 1
            start = tree.lead[0] if tree.lead else tree.tokens[0].start
            sentence = Sentence(
                id=f"{block.source}.s{counts[block.source]}",
                source=block.source,
                start=start,
                end=tree.tokens[-1].end,
                line=text.line(start),
                section=None,
                salience=0.5,
                because="citation" if is_citation else None,
            )
            sentences.append(sentence)
            if not is_citation:
                trees.append(replace(tree, sentence=sentence.id))
    return replace(pack, sentences=tuple(sentences), trees=tuple(trees))


def _cites(block: Block, found: Sequence[Tree], listed: frozenset[str]) -> list[bool]:
    passage = block.passages[0]
    if passage.role in ("speech", "heading", "question") or block.lead:
        return [False] * len(found)
    return citations(found, is_listed=passage.id in listed)


def _listed(pack: Pack) -> frozenset[str]:
    """Give the passages under a heading that heads a list of works, up to the next heading of its level or above."""
    out: set[str] = set()
    level: int | None = None
    source = ""
    for passage in pack.passages:
        if passage.source != source:
            source, level = passage.source, None
        if passage.role == "heading":
            if level is None or passage.level <= level:
                text = pack.texts[source].text[passage.start : passage.end]
                level = passage.level if heads_works(text) else None
        elif level is not None:
            out.add(passage.id)
    return frozenset(out)
