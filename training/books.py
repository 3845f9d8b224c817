"""The open textbooks as parsed modules with their headings, kept between runs; the held-back book is left out.

    python training/books.py --shared ../shared --cache work/books.msgpack

Everything that learns about sections and titles reads them from here.
"""

import argparse
import json
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct
from openstax import HELD_BACK, refuse_held_back

from coursepack.language.topics import Unit, unit_of
from coursepack.model.anchors import Passage, Source, Text
from coursepack.model.pack import Pack, Sentence
from coursepack.model.trees import Tree
from coursepack.notices import Log
from coursepack.passes import sentences

SKIPPED = frozenset({"Preface", "Introduction"})


class Module(Struct):
    """One module of a book: its text without headings, where each paragraph begins and under which headings."""

    book: str
    title: str
    text: str
    starts: list[int]
    headings: list[str]
    """Of each paragraph, from the highest down, joined by " > "."""
    sentences: tuple[Sentence, ...] = ()
    trees: tuple[Tree, ...] = ()


def modules(shared: Path) -> Iterator[Module]:
    """Yield the modules of the books that may be trained on, in the books' order."""
    with (shared / "eval" / "openstax" / "sections.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            section = json.loads(line)
            if section["book"] in HELD_BACK or section["title"] in SKIPPED:
                continue
            yield module_of(refuse_held_back(section["book"]), section["title"], section["paras"])


def module_of(book: str, title: str, paragraphs: list[tuple[str, str]]) -> Module:
    text, starts, headings = "", [], []
    for heading, paragraph in paragraphs:
        words = " ".join(paragraph.split())
        if words:
            starts.append(len(text))
            headings.append(heading)
            text += f"{words}\n\n"
    return Module(book, title, text, starts, headings)


def pack_of(module: Module) -> Pack:
    """Make a document of a module's paragraphs."""
    whole = Text("S1", module.text)
    ends = [*module.starts[1:], len(module.text)]
    spans = (whole.trimmed(start, end) for start, end in zip(module.starts, ends, strict=True))
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
    return Pack(
        generator="",
        sources=(source,),
        passages=passages,
        texts={"S1": whole},
        sentences=module.sentences,
        trees=module.trees,
    )


def read(module: Module) -> Module:
    """Parse a module by the shipped model."""
    pack = sentences.run(pack_of(module), Log())
    module.sentences, module.trees = pack.sentences, pack.trees
    return module


def parsed(shared: Path, cache: Path) -> list[Module]:
    """Give all modules, parsed; some ten minutes of one core where the cache is not there."""
    if cache.exists():
        return msgspec.msgpack.decode(cache.read_bytes(), type=list[Module])
    found = [read(module) for module in modules(shared)]
    cache.parent.mkdir(parents=True, exist_ok=True)
    cache.write_bytes(msgspec.msgpack.encode(found))
    return found


def sections(module: Module, level: int | None = None) -> list[tuple[str, list[Unit]]]:
    """Give the runs of sentences under one heading, with it; `level` 1 tells the highest headings apart alone."""
    out: list[tuple[str, list[Unit]]] = []
    for sentence, tree in zip(module.sentences, module.trees, strict=True):
        heading = module.headings[bisect_right(module.starts, tree.tokens[0].start) - 1]
        if level is not None:
            heading = " > ".join(heading.split(" > ")[:level])
        if not out or out[-1][0] != heading:
            out.append((heading, []))
        out[-1][1].append(unit_of(sentence, tree))
    return out


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    args = parser.parse_args()
    print(len(parsed(args.shared, args.cache)), "modules")
