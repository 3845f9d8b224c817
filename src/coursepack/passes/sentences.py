"""Sentences, with the tree of each: everything after this pass reads trees and never the parser."""

from __future__ import annotations

from msgspec.structs import replace

from coursepack.language.english import parse
from coursepack.language.running import blocks
from coursepack.model.pack import Pack, Sentence
from coursepack.model.trees import Tree
from coursepack.notices import Log

SUMMARY = "sentence boundaries, words, trees and names, by the trained English model"
NEEDS = ("passages",)
MAKES = ("sentences", "trees")


def run(pack: Pack, log: Log) -> Pack:  # noqa: ARG001  (each pass has this signature)
    """Sentences run across captions of one voice, and never across any other passage's end."""
    sentences: list[Sentence] = []
    trees: list[Tree] = []
    counts: dict[str, int] = {}
    for block, found in parse(blocks(pack)):
        text = pack.texts[block.source]
        for tree in found:
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
            )
            sentences.append(sentence)
            trees.append(replace(tree, sentence=sentence.id))
    return replace(pack, sentences=tuple(sentences), trees=tuple(trees))
