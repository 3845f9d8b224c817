"""Gold for names, three kinds and events: what a model is measured on and never trained on."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from name_rules import Named, trimmed
from names_corpus import caseless, unpunctuated
from spacy.language import Language
from spacy.tokens import Doc

SETS: dict[str, tuple[str, dict[str, str]]] = {
    "uner_ewt_test": ("uner_ewt_test.iob2", {"PER": "PER", "LOC": "LOC", "ORG": "ORG"}),
    "wikigold": ("wikigold.conllu", {"PER": "PER", "LOC": "LOC", "ORG": "ORG"}),
    "crossner_politics_dev": (
        "crossner_politics/dev.txt",
        {
            "person": "PER", "politician": "PER", "country": "LOC", "location": "LOC", "organisation": "ORG",
            "politicalparty": "ORG", "event": "EVENT", "election": "EVENT",
        },
    ),
}  # fmt: skip
# Ours and OntoNotes' kinds, brought to the gold's.
COARSE = {
    "PERSON": "PER", "POLITY": "LOC", "PLACE": "LOC", "ORG": "ORG", "EVENT": "EVENT",
    "GPE": "LOC", "LOC": "LOC", "FAC": "LOC",
}  # fmt: skip
COPIES: dict[str, Callable[[Named], Named]] = {
    "plain": lambda t: t,
    "bare": lambda t: caseless(unpunctuated(t)),
}


def _rows(path: Path) -> Iterator[list[tuple[str, str]]]:
    rows: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        cells = line.split("\t") if "\t" in line else line.split(" ")
        if line.startswith("# ") or not line.strip():
            if rows and not line.strip():
                yield rows
                rows = []
        elif cells[0].isdigit() and len(cells) > 2:
            rows.append((cells[1], cells[2]))
        else:
            rows.append((cells[0], cells[1]))


def read_gold(path: Path, kinds: dict[str, str]) -> list[Named]:
    """Sentences joined by tens; the words stand apart as the gold has them."""
    texts, words, spans = [], [], []
    for n, rows in enumerate(_rows(path), start=1):
        first: int | None = None
        labels = [label for _, label in rows] + ["O"]
        base = len(words)
        for i, label in enumerate(labels):
            if first is not None and not (label.startswith("I-") and label[2:] == labels[first][2:]):
                if labels[first][2:] in kinds:
                    spans.append((base + first, base + i, kinds[labels[first][2:]]))
                first = None
            if first is None and label[:2] in ("B-", "I-"):
                first = i
        words += [w for w, _ in rows]
        if n % 10 == 0:
            texts.append(Named(tuple(words), (True,) * len(words), tuple(spans)))
            words, spans = [], []
    if words:
        texts.append(Named(tuple(words), (True,) * len(words), tuple(spans)))
    return texts


def scores(nlp: Language, texts: list[Named], kinds: set[str]) -> dict[str, float]:
    """Exact-span precision, recall and F1 in percent, F1 by kind; articles at a name's start are not counted."""
    right: Counter[str] = Counter()
    given: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    docs = (Doc(nlp.vocab, words=list(t.words), spaces=list(t.spaces)) for t in texts)
    for text, doc in zip(texts, nlp.pipe(docs), strict=True):
        guesses = [(e.start, e.end, COARSE[e.label_]) for e in doc.ents if e.label_ in COARSE]
        found = {s for s in (trimmed(text, s) for s in guesses) if s and s[2] in kinds}
        want = {s for s in (trimmed(text, s) for s in text.spans) if s}
        for counter, spans in ((right, found & want), (given, found), (gold, want)):
            counter.update(k for _, _, k in spans)
    result = _f(sum(right.values()), sum(given.values()), sum(gold.values()))
    return result | {k: _f(right[k], given[k], gold[k])["f"] for k in sorted(kinds)}


def _f(right: int, given: int, gold: int) -> dict[str, float]:
    p, r = 100 * right / max(1, given), 100 * right / max(1, gold)
    return {"p": round(p, 1), "r": round(r, 1), "f": round(2 * p * r / max(1e-9, p + r), 1)}


def measure(nlp: Language, folder: Path) -> dict[str, dict[str, float]]:
    """SET.COPY to its scores; the three kinds count, events stand beside them where the gold has them."""
    out = {}
    for name, (file, kinds) in SETS.items():
        if not (folder / file).exists():
            print(f"{folder / file} is absent: {name} is left out")
            continue
        texts = read_gold(folder / file, kinds)
        for copy, change in COPIES.items():
            changed = [change(t) for t in texts]
            three = [Named(t.words, t.spaces, tuple(s for s in t.spans if s[2] != "EVENT")) for t in changed]
            row = scores(nlp, three, {"PER", "LOC", "ORG"})
            if "EVENT" in kinds.values():
                events = [Named(t.words, t.spaces, tuple(s for s in t.spans if s[2] == "EVENT")) for t in changed]
                row["EVENT"] = scores(nlp, events, {"EVENT"})["f"]
            out[f"{name}.{copy}"] = row
    return out
