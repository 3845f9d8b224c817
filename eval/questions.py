"""Measures what a machine can see of a question: whether it stands alone, keeps its answer back, and is fair.

    python eval/questions.py [--json] [--errors]

Of each question with an answer: it stands alone where none of its words speaks to a class or points to what was said
before, and it begins with no pronoun ("alone"). It keeps its answer back where no word of the answer of four letters or
more stands in it ("kept"). A wrong answer is fair where no sentence of the text has it beside three in five of the
prompt's own words ("fair"). "number" is how many are asked for a hundred sentences. All of it is needed, and none of it
is enough: whether a question is worth asking, only a reader can tell.

The peer leaves out the first name of each of the sentences that LexRank puts first, as many as there are questions.
Every twelfth section of the book that nothing was trained on, and our own texts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from measured import COPIES, ROOT, SHARED, Measured, report, there
from msgspec import Struct
from notes import lexrank, words

from coursepack.model.pack import Pack
from coursepack.model.wording import Fixed, plain, printed
from coursepack.notices import Log
from coursepack.pipeline import analyse, read

BOOK, EVERY = "us-history", 12
FILES = {"us_history": ("eval/openstax/sections.jsonl",), "own": ("eval/texts",)}
LEAST = {"us_history": 300, "own": 0}
"""Words of a text that is read."""
_TALK = frozenset(
    [
        "i",
        "me",
        "my",
        "we",
        "us",
        "our",
        "you",
        "your",
        "this",
        "these",
        "here",
        "now",
        "today",
        "then",
        "however",
        "therefore",
        "also",
        "moreover",
        "thus",
        "hence",
    ]
)
_PRONOUNS = frozenset(["he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "that", "those", "such"])
_SHORTEST, _SAID = 4, 0.6


class Asked(Struct, frozen=True, kw_only=True):
    prompt: str
    answer: str
    wrong: tuple[str, ...] = ()


class Judged(Struct, frozen=True, kw_only=True):
    sentences: int
    ours: tuple[Asked, ...]
    peer: tuple[Asked, ...]
    text: tuple[str, ...]
    """Its sentences."""


def texts(name: str) -> Iterator[str]:
    if name == "own":
        for path in sorted((ROOT / FILES[name][0]).glob("*.txt")):
            yield path.read_text("utf-8")
        return
    with (SHARED / FILES[name][0]).open(encoding="utf-8") as lines:
        sections = [each for each in map(json.loads, lines) if each["book"] == BOOK]
    for section in sections[::EVERY]:
        yield "\n\n".join(" ".join(text.split()) for _, text in section["paras"] if text.strip())


def judged(name: str, copy: str) -> Iterator[Judged]:
    for text in texts(name):
        if len(text.split()) < LEAST[name]:
            continue
        with TemporaryDirectory() as folder:
            path = Path(folder) / "text.txt"
            path.write_text(COPIES[copy](text), "utf-8")
            pack = analyse(read([path], Log()), Log())
        ours = tuple(
            Asked(
                prompt=printed(tuple(part for part in each.prompt_wording if not isinstance(part, Fixed))),
                answer=each.answer,
                wrong=each.distractors,
            )
            for each in pack.questions
            if each.answer and each.kind != "true_false"
        )
        spans = [pack.texts["S1"].text[each.start : each.end] for each in pack.sentences]
        yield Judged(sentences=len(spans), ours=ours, peer=peer(pack, spans, len(ours)), text=tuple(spans))


def peer(pack: Pack, sentences: Sequence[str], count: int) -> tuple[Asked, ...]:
    """Leave out the first name of the sentences that LexRank ranks highest."""
    ranks = lexrank([words(each) for each in sentences])
    out: list[Asked] = []
    for at in sorted(range(len(sentences)), key=lambda at: (-ranks[at], at)):
        sentence = pack.sentences[at]
        first = min(
            (
                span
                for entity in pack.entities
                for span in entity.mentions
                if sentence.start <= span.start and span.end <= sentence.end
            ),
            default=None,
        )
        if first is not None and len(out) < count:
            text = pack.texts["S1"].text
            prompt = text[sentence.start : first.start] + text[first.end : sentence.end]
            out.append(Asked(prompt=plain(prompt), answer=plain(first.quote)))
    return tuple(out)


def is_alone(asked: Asked) -> bool:
    found = re.findall(r"[^\W_]+", asked.prompt.casefold())
    return not _TALK & set(found) and bool(found) and found[0] not in _PRONOUNS


def is_kept(asked: Asked) -> bool:
    said = set(words(asked.prompt))
    return not any(word in said for word in words(asked.answer) if len(word) >= _SHORTEST)


def is_fair(asked: Asked, sentences: Sequence[str]) -> bool:
    own = {word for word in words(asked.prompt) if len(word) > _SHORTEST}
    for sentence in sentences:
        said = set(words(sentence))
        if own and len(own & said) >= _SAID * len(own) and not set(words(asked.answer)) <= said:
            has_wrong = any(set(words(each)) <= said for each in asked.wrong)
            if has_wrong:
                return False
    return True


def measure() -> list[Measured]:
    """Give the shares of questions that pass each test, and their number, on both copies."""
    there(*FILES["us_history"])
    found = []
    for name, files in FILES.items():
        for copy in COPIES:
            texts_of = list(judged(name, copy))
            ours = [(each, text.text) for text in texts_of for each in text.ours]
            peers = [each for text in texts_of for each in text.peer]
            rows = {
                "alone": ("questions that stand alone", [is_alone(each) for each, _ in ours], [*map(is_alone, peers)]),
                "kept": (
                    "questions that keep their answer back",
                    [is_kept(each) for each, _ in ours],
                    [*map(is_kept, peers)],
                ),
                "fair": (
                    "questions whose wrong answers no sentence makes right",
                    [is_fair(*each) for each in ours],
                    [],
                ),
            }
            for key, (what, own, other) in rows.items():
                value = {"gap in LexRank's sentences": share(other)} if other else None
                found.append(
                    Measured(
                        name=f"questions/{name}/{copy}/{key}", files=files, measure=what, value=share(own), peer=value
                    )
                )
            asked = round(100 * len(ours) / max(1, sum(each.sentences for each in texts_of)), 2)
            what = f"questions for a hundred sentences, {len(texts_of)} texts"
            found.append(Measured(name=f"questions/{name}/{copy}/number", files=files, measure=what, value=asked))
    return found


def share(found: Sequence[bool]) -> float:
    return round(100 * sum(found) / max(1, len(found)), 2)


def errors() -> Iterator[str]:
    """Yield the questions of our own texts that fail a test."""
    for text in judged("own", "plain"):
        for each in text.ours:
            if not (is_alone(each) and is_kept(each) and is_fair(each, text.text)):
                yield f"{each.prompt} => {each.answer}"


if __name__ == "__main__":
    report(measure, __doc__, errors)
