"""Write the corpora for names: silver and gold corrected, names swapped, templates filled, four copies of each."""

import argparse
import random
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import spacy
from fast_gemm import use_fast_gemm
from name_rules import HERE, KNOWN, PEOPLES, SURE_STATES, Named, NameTable, corrected
from name_sources import gum, history_articles, open_silver, textbooks, treebank_silver, uner
from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

MONTHS = "January February March April May June July August September October November December".split()
WITH_THE = re.compile(
    r"^(?:United|Soviet Union|USSR|U\.S|US$|UK$|EU$|Netherlands|Philippines|Bahamas|Holy|Third Reich|GDR|PRC)"
    r"|Empire|Republic|Kingdom|Union|States|Dynasty"
)


def slot_names() -> dict[str, list[str]]:
    """Kind to the names that may stand in a slot."""
    names = {k: list(v) for k, v in KNOWN.items()}
    names["POLITY"] = sorted(SURE_STATES)
    names["GROUP"] = sorted(set(names["GROUP"]) | PEOPLES)
    return names


def a_date(rng: random.Random) -> str:
    """A date as lectures say it."""
    year = rng.choice([rng.randint(1500, 2000), rng.randint(1900, 1995)])
    month, decade = rng.choice(MONTHS), year // 10 * 10
    return rng.choice(
        [f"{year}"] * 6
        + [f"{month} {year}", f"{month} of {year}", f"{month} {rng.randint(1, 28)}, {year}", f"the {decade}s"]
        + [f"the late {decade}s", f"the early {decade}s", "the following year", "ten years", f"the spring of {year}"]
        + [f"the {year // 100 + 1}th century", f"{rng.randint(1, 28)} {month} {year}"]
        + ["the next three years", f"the summer of {year}"]
    )  # fmt: skip


def filled(rng: random.Random, template: str, names: dict[str, list[str]], vocab: Vocab) -> Named:
    """A template with names in its slots; a state keeps the article it needs."""
    raw, marks = "", []
    for part in re.split(r"(\{[A-Z]+\})", template):
        if not part.startswith("{"):
            raw += part
            continue
        kind = part[1:-1]
        name = a_date(rng) if kind == "DATE" else rng.choice(names[kind])
        if kind == "POLITY" and WITH_THE.search(name) and not raw.endswith("the "):
            raw += "the " if raw and not raw.endswith(". ") else "The "
        marks.append((len(raw), len(raw) + len(name), kind))
        raw += name
    doc = spacy.blank("en").tokenizer(raw) if vocab is None else TOKENIZE(raw)
    spans = []
    for begin, end, kind in marks:
        span = doc.char_span(begin, end, alignment_mode="expand")
        if span is not None:
            spans.append((span.start, span.end, kind))
    return Named(tuple(t.text for t in doc), tuple(bool(t.whitespace_) for t in doc), tuple(spans))


TOKENIZE = spacy.blank("en").tokenizer


def with_other_names(rng: random.Random, text: Named, names: dict[str, list[str]], share: float = 0.5) -> Named:
    """Put another name of its kind in the place of some; a person or state keeps one new name through the text."""
    words: list[str] = []
    spaces: list[bool] = []
    spans, at, swaps = [], 0, {}
    moved = {}
    for first, last, kind in sorted(text.spans):
        for i in range(at, first):
            moved[i] = len(words)
            words.append(text.words[i])
            spaces.append(text.spaces[i])
        old = text.words[first:last]
        new: tuple[str, ...] = old
        if kind in names and rng.random() < share and not (kind == "GROUP" and len(old) > 1):
            key = (kind, old[-1])
            if key not in swaps:
                swaps[key] = tuple(t.text for t in TOKENIZE(_alike(rng, names, kind, old[-1])))
            new = swaps[key]
        spans.append((len(words), len(words) + len(new), kind))
        glue = text.spaces[first:last] if new == old else tuple(_glue(new, text.spaces[last - 1]))
        words += new
        spaces += glue
        at = last
    for i in range(at, len(text.words)):
        moved[i] = len(words)
        words.append(text.words[i])
        spaces.append(text.spaces[i])
    unknown = frozenset(moved[i] for i in text.unknown if i in moved)
    return Named(tuple(words), tuple(spaces), tuple(spans), unknown)


def _alike(rng: random.Random, names: dict[str, list[str]], kind: str, old: str) -> str:
    """A name of the kind; for peoples, one of the same number."""
    for _ in range(20):
        name = rng.choice(names[kind])
        if kind != "GROUP" or name.endswith("s") == old.endswith("s"):
            break
    return name


def _glue(new: tuple[str, ...], final: bool) -> list[bool]:
    spaces = [True] * len(new)
    for i, word in enumerate(new):
        if i + 1 < len(new) and (new[i + 1] in {"-", "'s", "’s", ".", ",", "?", "'"} or word == "-"):
            spaces[i] = False
    spaces[-1] = final
    return spaces


def caseless(text: Named) -> Named:
    """All in lower case."""
    return replace(text, words=tuple(w.lower() for w in text.words))


def unpunctuated(text: Named) -> Named:
    """Without punctuation but hyphens between words; a name keeps what is left of it."""
    n = len(text.words)
    keep = [
        any(c.isalnum() for c in w)
        or w in {"$", "%", "&"}
        or (w in {"-", "–"} and 0 < i < n - 1 and not text.spaces[i - 1] and not text.spaces[i])
        for i, w in enumerate(text.words)
    ]
    place, words, spaces = [], [], []
    for i, word in enumerate(text.words):
        place.append(len(words))
        if keep[i]:
            words.append(word[:-1] if word.endswith(".") and len(word) > 2 and word[:-1].isalpha() else word)
            spaces.append(text.spaces[i])
        elif spaces and not (i + 1 < n and text.words[i + 1] in {"'s", "’s"}):
            spaces[-1] = True
    place.append(len(words))
    spans = [(place[a], place[b], k) for a, b, k in text.spans]
    unknown = frozenset(place[i] for i in text.unknown if keep[i])
    return Named(tuple(words), tuple(spaces), tuple(s for s in spans if s[0] < s[1]), unknown)


COPIES = {
    "plain": lambda t: t,
    "nocase": caseless,
    "nopunct": unpunctuated,
    "bare": lambda t: caseless(unpunctuated(t)),
}


def to_doc(vocab: Vocab, text: Named) -> Doc:
    """A Doc with the names set and the unknown words left open."""
    doc = Doc(vocab, words=list(text.words), spaces=list(text.spaces))
    spans = [Span(doc, a, b, label=k) for a, b, k in text.spans]
    covered = {i for a, b, _ in text.spans for i in range(a, b)}
    missing = [doc[i : i + 1] for i in sorted(text.unknown - covered) if i < len(doc)]
    doc.set_ents(spans, missing=missing, default="outside")
    return doc


def write(texts: Iterable[Named], out: Path, vocab: Vocab) -> None:
    """OUT.COPY.spacy for each copy; texts stand at the same place in all."""
    texts = list(texts)
    for copy, change in COPIES.items():
        bin_ = DocBin(attrs=["ENT_IOB", "ENT_TYPE"])
        for text in texts:
            changed = change(text)
            bin_.add(to_doc(vocab, changed if changed.words else text))
        bin_.to_disk(out.with_name(f"{out.name}.{copy}.spacy"))
    print(
        out.name,
        len(texts),
        "texts",
        sum(len(t.words) for t in texts),
        "words",
        sum(len(t.spans) for t in texts),
        "names",
    )


def main() -> None:
    """Write names_gold, names_silver, names_slots and names_dev."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("teacher", type=Path, help="folder of the teacher pipeline")
    parser.add_argument("silver", type=Path, help="DocBin of label_silver.py")
    parser.add_argument("out", type=Path)
    parser.add_argument("--shared", type=Path, required=True)
    args = parser.parse_args()
    use_fast_gemm()
    base, rng, names = args.shared / "training", random.Random(5), slot_names()
    nlp = spacy.load(args.teacher)
    args.out.mkdir(parents=True, exist_ok=True)
    books = [corrected(t) for t in textbooks(args.silver)]
    table = NameTable(books)
    books = [table.settle(t) for t in books]
    web = [corrected(t) for t in treebank_silver(nlp, base / "ud_ewt/train.conllu")]
    articles = [corrected(t) for t in history_articles(nlp, base / "names")]
    ours = [corrected(t) for t in gum(nlp, base / "gum/train.conllu")]
    reviews = [corrected(t) for t in uner(nlp, base / "names/uner_ewt_dev.iob2", base / "ud_ewt/dev.conllu")]
    other = [corrected(t) for t in open_silver(nlp, base)]
    held = articles[::12]
    articles = [t for i, t in enumerate(articles) if i % 12]
    swapped = [with_other_names(rng, t, names) for t in books if len(t.spans) > 1 and rng.random() < 0.3]
    swapped += [with_other_names(rng, t, names) for t in articles + ours]
    templates = [t for t in (HERE / "name_templates.txt").read_text(encoding="utf-8").splitlines() if t and t[0] != "#"]
    talk: list[Named] = []
    for _ in range(40):
        rng.shuffle(templates)
        lines = [filled(rng, t, names, nlp.vocab) for t in templates]
        talk += [_joined(lines[i : i + 3]) for i in range(0, len(lines), 3)]
    write(articles + ours + reviews, args.out / "names_gold", nlp.vocab)
    write(books, args.out / "names_books", nlp.vocab)
    write(web, args.out / "names_web", nlp.vocab)
    write(other, args.out / "names_other", nlp.vocab)
    write(swapped, args.out / "names_swapped", nlp.vocab)
    write(talk, args.out / "names_talk", nlp.vocab)
    dev = held + [corrected(t) for t in gum(nlp, base / "gum/dev.conllu")]
    write(dev, args.out / "names_dev", nlp.vocab)


def _joined(texts: list[Named]) -> Named:
    words, spaces, spans = [], [], []
    for text in texts:
        spans += [(a + len(words), b + len(words), k) for a, b, k in text.spans]
        words += text.words
        spaces += [*text.spaces[:-1], True]
    return Named(tuple(words), tuple(spaces), tuple(spans))


if __name__ == "__main__":
    main()
