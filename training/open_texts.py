"""Open texts for the teacher to parse, as sentences of words and spaces."""

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, DocBin

Words = list[tuple[str, bool]]
_BOOK_LIST = re.compile(
    r"https?:|doi\b|Retrieved|\bn\.d\.|\bpp?\. ?\d|Press\.|\bJournal of|\bvol\. ?\d|\bno\. ?\d|“[^”]{10,}[.?!]” [A-Z]"
)
_NO_SPACE_BEFORE = re.compile(r"^(?:[.,;:!?)\]%”’…]+|['’](?:s|S|re|ve|ll|d|m)?|n['’]t|N['’]T)$")
_NO_SPACE_AFTER = re.compile(r"^[(\[“$£‘]+$")


def spaced(words: list[str]) -> Words:
    """Words that came apart, with the spaces that a printer would set."""
    out: list[tuple[str, bool]] = []
    quoted = False
    for i, word in enumerate(words):
        following = words[i + 1] if i + 1 < len(words) else ""
        space = not _NO_SPACE_BEFORE.match(following) and not _NO_SPACE_AFTER.match(word)
        if word == '"':
            quoted = not quoted
            space = space and not quoted
        if following == '"' and quoted:
            space = False
        out.append((word, space))
    return out


def is_reading(text: str) -> bool:
    """Tell running text from lists of literature and rows of titles."""
    words = [w for w in text.split() if w[0].isalpha()]
    if len(words) < 6 or _BOOK_LIST.search(text):
        return False
    return sum(w[0].isupper() for w in words) <= 0.45 * len(words)


def _sentences(doc: Doc) -> Iterator[Words]:
    for sent in doc.sents:
        words = [(t.text, bool(t.whitespace_)) for t in sent if not t.is_space]
        if words:
            yield words


def textbooks(vocab: object, labelled: Path) -> Iterator[list[Words]]:
    """Every second paragraph, cut into sentences by the splitter, lists of literature left out."""
    for n, doc in enumerate(DocBin().from_disk(labelled).get_docs(vocab)):
        if n % 2 and is_reading(doc.text):
            yield list(_sentences(doc))


def novels(folder: Path) -> Iterator[list[Words]]:
    """The openings of public-domain novels, ten sentences a run."""
    for path in sorted(folder.glob("*.conll")):
        run: list[Words] = []
        words: list[str] = []
        for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
            cells = line.split("\t")
            if len(cells) > 3:
                words.append(cells[3])
            elif words:
                run.append(spaced(words))
                words = []
            if len(run) == 10:
                yield run
                run = []
        if run:
            yield run


def encyclopedia(nlp: Language, path: Path) -> Iterator[list[Words]]:
    """The texts of GAP's development part."""
    with path.open(encoding="utf-8") as file:
        texts = [row["Text"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    for doc in nlp.pipe(texts):
        yield list(_sentences(doc))


def single_sentences(nlp: Language, causes: Path) -> Iterator[list[Words]]:
    """News and web sentences that stand alone, eight a run."""
    with (causes / "train_subtask1.csv").open(encoding="utf-8-sig") as file:
        news = [spaced(row["text"].split()) for row in csv.DictReader(file)]
    web = []
    for line in (causes / "semeval2010_8" / "TRAIN_FILE.TXT").read_text(encoding="utf-8").splitlines():
        found = re.match(r'\d+\t"(.*)"$', line)
        if found:
            text = re.sub(r"</?e\d>", "", found.group(1))
            web.append([(t.text, bool(t.whitespace_)) for t in nlp.tokenizer(text) if not t.is_space])
    for sentences in (news, web):
        for at in range(0, len(sentences), 8):
            yield [s for s in sentences[at : at + 8] if s]


def all_texts(nlp: Language, labelled: Path, shared: Path) -> Iterable[list[Words]]:
    """Every run of every source."""
    base = shared / "training"
    yield from textbooks(nlp.vocab, labelled)
    yield from novels(base / "coref" / "litbank")
    yield from encyclopedia(nlp, base / "coref" / "gap-development.tsv")
    yield from single_sentences(nlp, base / "causes")
