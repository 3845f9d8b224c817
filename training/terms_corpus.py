"""Read the textbooks' sections with their key terms, the held-back book left out, and keep their trees."""

import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec.structs import replace
from openstax import HELD_BACK, refuse_held_back

from coursepack import pipeline
from coursepack.model.anchors import Text
from coursepack.model.pack import Pack
from coursepack.notices import Log
from coursepack.passes import entities, sentences

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def bare(text: str) -> str:
    """Drop case and punctuation, as captions that a machine made."""
    lowered = "".join(each.lower() if len(each.lower()) == 1 else each for each in text)
    return re.sub(r"[^\w\s'’–-]", " ", lowered)


def books(shared: Path) -> dict[str, list[tuple[str, str, dict[str, str]]]]:
    """Give each book's sections that have key terms: module, text, and the terms with their meanings."""
    folder = shared / "eval" / "openstax"
    terms: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    with (folder / "glossary.jsonl").open(encoding="utf-8") as lines:
        for entry in map(json.loads, lines):
            if entry["book"] not in HELD_BACK:
                terms[entry["book"], entry["module"]][entry["term"]] = entry["meaning"]
    found: dict[str, list[tuple[str, str, dict[str, str]]]] = defaultdict(list)
    with (folder / "sections.jsonl").open(encoding="utf-8") as lines:
        for section in map(json.loads, lines):
            known = terms.get((section["book"], section["module"]))
            if known:
                paragraphs = (" ".join(text.split()) for _, text in section["paras"])
                text = "\n\n".join(each for each in paragraphs if each)
                found[refuse_held_back(section["book"])].append((section["module"], text, known))
    return found


def packs(book: str, copy: str, sections: list, cache: Path) -> Iterator[tuple[Pack, dict[str, str]]]:
    """Read and parse the sections of a book, or take them from the cache."""
    path = cache / f"{copy}-{book}.msgpack"
    if not path.exists():
        records = []
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "source.txt"
            for module, text, terms in sections:
                source.write_text(bare(text) if copy == "bare" else text, encoding="utf-8")
                log = Log()
                pack = entities.run(sentences.run(pipeline.read([source], log), log), log)
                kept = msgspec.to_builtins(replace(pack, texts={}))
                records.append(
                    {"module": module, "terms": list(terms.items()), "text": pack.texts["S1"].text, "pack": kept}
                )
        path.write_bytes(msgspec.msgpack.encode(records))
    for record in msgspec.msgpack.decode(path.read_bytes()):
        record["pack"].pop("texts", None)
        pack = msgspec.convert(record["pack"], Pack, strict=False)
        yield replace(pack, texts={"S1": Text("S1", record["text"])}), dict(record["terms"])


def rouge_l(told: str, wanted: str) -> float:
    """Give the F measure of the longest common subsequence of words."""
    ours, theirs = (WORD.findall(text.casefold()) for text in (told, wanted))
    lengths = [0] * (len(theirs) + 1)
    for word in ours:
        before, lengths = lengths, [0]
        for at, other in enumerate(theirs):
            lengths.append(before[at] + 1 if word == other else max(before[at + 1], lengths[-1]))
    return 2 * lengths[-1] / max(len(ours) + len(theirs), 1)
