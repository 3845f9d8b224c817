"""What the configs name by register: the corpus that mixes copies, and the tokenizer's English rules."""

import importlib.util
import os
import random
import re
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.util import compile_infix_regex, compile_suffix_regex

_WRITING = Path(__file__).parent.parent / "src" / "coursepack" / "language" / "writing.py"


def register_writing() -> None:
    """Register the component that marks how a text is written, without importing the package."""
    spec = importlib.util.spec_from_file_location("coursepack_writing", _WRITING)
    assert spec is not None
    assert spec.loader is not None
    spec.loader.exec_module(importlib.util.module_from_spec(spec))


register_writing()

# UD keeps a prefix with a hyphen in one token with its word, where spaCy cuts at every hyphen.
PREFIXES = (
    "anti|bi|co|counter|cross|de|e|ex|inter|intra|mid|mini|multi|neo|non|over|post|pre|pro|re|semi|sub|trans|ultra|un|"
    "under"
)
ONE_TOKEN = rf"(?i)^(?:{PREFIXES})-[a-z]+$"
ABBREVIATIONS = ("etc.", "al.", "No.", "Ft.", "vs.", "cf.", "ca.", "Lt.", "Col.", "Gen.", "Sgt.")


def tune_tokenizer(nlp: Language) -> Language:
    """Bring spaCy's English tokenizer nearer to UD's words; all is kept by to_disk."""
    suffixes = [r"[!?]{2,}", *(nlp.Defaults.suffixes or ())]
    infixes = [*(nlp.Defaults.infixes or ()), r"(?<=[0-9])[–—](?=[0-9])"]
    tokenizer = nlp.tokenizer
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    tokenizer.token_match = re.compile(ONE_TOKEN).match
    for word in ABBREVIATIONS:
        tokenizer.add_special_case(word, [{"ORTH": word}])
    return nlp


@spacy.registry.callbacks("coursepack.tune_tokenizer.v1")
def _tune_tokenizer() -> Callable[[Language], Language]:
    return tune_tokenizer


class TimeIsUp(Exception):
    """The minutes that a training was given are over."""


class Clock:
    """How much of the minutes in COURSEPACK_TRAIN_MINUTES has passed since the first step; 0 to 1."""

    def __init__(self) -> None:
        self.minutes = float(os.environ.get("COURSEPACK_TRAIN_MINUTES", "60"))
        self.begin: float | None = None

    def passed(self) -> float:
        if self.begin is None:
            self.begin = time.time()
        return min(1.0, (time.time() - self.begin) / (60 * self.minutes))


CLOCK = Clock()


@spacy.registry.schedules("coursepack.by_clock.v1")
def by_clock(rate: float, warmup_steps: int) -> Iterator[float]:
    """Rise for some steps, then fall in line with the time left, so that any machine anneals to the end."""
    step = 0
    while True:
        step += 1
        yield rate * min(step / warmup_steps, max(0.005, 1.0 - CLOCK.passed()))


@spacy.registry.callbacks("coursepack.stop_after.v1")
def stop_after() -> Callable[[Language, dict[str, object]], None]:
    """End training when the time is over."""

    def check(_: Language, info: dict[str, object]) -> None:
        if CLOCK.passed() >= 1.0:
            raise TimeIsUp

    return check


def _docs(nlp: Language, paths: Iterable[str]) -> list[Doc]:
    read: dict[str, list[Doc]] = {}
    docs: list[Doc] = []
    for path in paths:
        if path not in read:
            read[path] = list(DocBin().from_disk(Path(path)).get_docs(nlp.vocab))
        docs += read[path]
    return docs


@spacy.registry.readers("coursepack.Mixed.v1")
def mixed(
    folder: str, parts: list[str], weights: dict[str, float], shuffle: bool = True, seed: int = 0
) -> Callable[[Language], Iterator[Example]]:
    """Read FOLDER/PART.COPY.spacy; each pass draws each document's copy anew by weight."""
    state = random.Random(seed)
    loaded: dict[str, list[Doc]] = {}

    def read(nlp: Language) -> Iterator[Example]:
        if not loaded:
            for copy in weights:
                loaded[copy] = _docs(nlp, (f"{folder}/{part}.{copy}.spacy" for part in parts))
        names = list(loaded)
        sizes = {len(docs) for docs in loaded.values()}
        order = list(range(max(sizes)))
        if shuffle:
            state.shuffle(order)
        for index in order:
            copy = state.choices(names, [weights[n] for n in names])[0]
            docs = loaded[copy]
            gold = docs[index % len(docs)]
            yield Example(nlp.make_doc(gold.text), gold)

    return read
