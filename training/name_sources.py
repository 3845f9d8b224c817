"""Read texts with names: the teacher's silver, and the gold of GUM, the history articles and UNER."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import spacy
from conllu import Sentence, groups, read
from name_rules import ONTONOTES, STATES, Named, laid_over, trimmed
from open_texts import encyclopedia, is_reading, novels, single_sentences
from spacy.language import Language
from spacy.tokens import Doc, DocBin

GUM_KINDS = {"person": "PERSON", "place": "GPE", "organization": "ORG", "event": "EVENT"}
# The 27 classes of the history articles; None: no name of ours; a class that is left out: not known.
ENAMEX = {
    "PERSON": "PERSON", "LOCATION": "GPE", "INSTALLATION": "PLACE", "INSTITUTION": "ORG", "ORGANISATION": "ORG",
    "BUSINESS": "ORG", "MEDIA": "ORG", "SPORT_TEAM": "ORG", "NATIONAL": "GROUP", "PERSON_TYPE": "GROUP",
    "EVENT": "EVENT", "PERIOD": "DATE", "LEGAL": "WORK", "CREATION": "WORK", "MEASURE": None, "TITLE": None,
    "SUBSTANCE": None, "PLANT": None, "ANIMAL": None, "ACRONYM": None,
}  # fmt: skip


TITLES = frozenset(
    "President Senator Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. Professor Prof. Prime Minister First Deputy Sir Lord Lady General "
    "Gen. Major-General Colonel Col. Captain Chief Justice Director Secretary Speaker Madam Governor Mayor Republican "
    "Democratic Vice Chancellor Commander Scottish British Conservative Labour MP Rev. Reverend Judge Congressman "
    "Congresswoman Ambassador Chairman commandant editor interviewee researcher host former Foreign of State Home King "
    "Queen Emperor".split()
)
_LOWER_ENDS = re.compile(
    r"(?:referendum|elections?|trials?|uprising|crisis|massacres?|conference|pogroms?|campaign|revolution|war|split)$",
    re.IGNORECASE,
)
_LINKS = frozenset("of the and de la von van du for in on at ' 's ’s - & . del da al bin".split())


def tidy(words: tuple[str, ...] | list[str], span: tuple[int, int, str]) -> tuple[int, int, str] | None:
    """Cut a mention to its name: no lower-case lead, no title, nothing after a comma; None where it is no name."""
    first, last, kind = span
    if kind == "DATE":
        return span
    for i in range(first + 1, last):
        if words[i] in {"(", ",", ":", ";", "–", '"', "“", "["}:
            last = i
            break
    while first < last and not (words[first][0].isupper() or words[first][0].isdigit()):
        first += 1
    if kind == "PERSON":
        titled = [i for i in range(first, last) if words[i] in TITLES]
        first = titled[-1] + 1 if titled else first
    if first >= last:
        return None
    inner = words[first:last]
    ends_well = (
        inner[-1][0].isupper() or inner[-1][0].isdigit() or (kind == "EVENT" and bool(_LOWER_ENDS.search(inner[-1])))
    )
    small = [w for w in inner[:-1] if not w[0].isupper() and not w[0].isdigit() and w not in _LINKS and w[0].isalpha()]
    if not ends_well or (small and kind != "WORK") or (kind == "GROUP" and len(inner) > 3) or len(inner) > 8:
        return None
    if kind == "PERSON" and ("of" in inner or "and" in inner):
        return None
    return first, last, kind


def _apart(words: tuple[str, ...] | list[str], spans: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Cut "France and Belgium" in two."""
    for first, last, kind in spans:
        if kind == "GPE" and "and" in words[first:last] and " ".join(words[first:last]) not in STATES:
            middle = words[first:last].index("and") + first
            yield first, middle, kind
            yield middle + 1, last, kind
        else:
            yield first, last, kind


def _split(
    words: tuple[str, ...] | list[str], spans: list[tuple[int, int, str]]
) -> tuple[list[tuple[int, int, str]], set[int]]:
    """The names, and the words of mentions that gave none or more than their name."""
    names, loose = [], set()
    for span in _apart(words, spans):
        name = tidy(words, span)
        if name is None:
            loose |= {i for i in range(span[0], span[1]) if words[i][0].isupper()}
        else:
            names.append(name)
    return names, loose


def silver(doc: Doc) -> Named:
    """What the teacher found in a Doc."""
    return Named(
        tuple(t.text for t in doc),
        tuple(bool(t.whitespace_) for t in doc),
        tuple((e.start, e.end, ONTONOTES[e.label_]) for e in doc.ents if e.label_ in ONTONOTES),
    )


def textbooks(path: Path) -> Iterator[Named]:
    """The labelled paragraphs, lists of literature left out."""
    for doc in DocBin().from_disk(path).get_docs(spacy.blank("en").vocab):
        if is_reading(doc.text):
            yield silver(doc)


def _plain(run: tuple[Sentence, ...]) -> tuple[list[str], list[bool]]:
    words, spaces = [], []
    for sentence in run:
        for i, word in enumerate(sentence.words):
            words.append(word.form)
            spaces.append(word.space_after or i == len(sentence.words) - 1)
    return words, spaces


def _by_teacher(nlp: Language, runs: list[tuple[list[str], list[bool]]]) -> Iterator[Named]:
    docs = (Doc(nlp.vocab, words=w, spaces=s) for w, s in runs)
    yield from map(silver, nlp.pipe(docs))


def treebank_silver(nlp: Language, path: Path) -> Iterator[Named]:
    """A treebank's words with the teacher's names."""
    yield from _by_teacher(nlp, [_plain(run) for run in groups(read(path))])


def open_silver(nlp: Language, base: Path) -> Iterator[Named]:
    """Encyclopedia snippets, news sentences and novels with the teacher's names."""
    runs = [
        *encyclopedia(nlp, base / "coref" / "gap-development.tsv"),
        *(run for run in single_sentences(nlp, base / "causes") if run),
        *list(novels(base / "coref" / "litbank"))[::2],
    ]
    flat = []
    for run in runs:
        pairs = [pair for sentence in run for pair in [*sentence[:-1], (sentence[-1][0], True)]]
        flat.append(([w for w, _ in pairs], [s for _, s in pairs]))
    yield from _by_teacher(nlp, flat)


def _gum_mentions(run: tuple[Sentence, ...]) -> Iterator[tuple[int, int, str, bool, str]]:
    """First word, last + 1, kind, whether a title names it, and which of its words carry the head."""
    at = 0
    open_: dict[str, list[tuple[int, list[str]]]] = {}
    for sentence in run:
        for word in sentence.words:
            entity = next((c[7:] for c in word.misc.split("|") if c.startswith("Entity=")), "")
            for opening, single, closing in re.findall(r"\(([^()]+?)(?=\(|$|\))(\))?|([^()]+)\)", entity):
                if opening:
                    cells = opening.split("-")
                    if single:
                        yield at, at + 1, cells[1], len(cells) > 7, "1"
                    else:
                        open_.setdefault(cells[0], []).append((at, cells))
                elif closing and open_.get(closing):
                    first, cells = open_[closing].pop()
                    yield first, at + 1, cells[1], len(cells) > 7, cells[5] if len(cells) > 5 else ""
            at += 1


def gum(nlp: Language, path: Path) -> Iterator[Named]:
    """GUM's names: what a mention's least span holds of proper nouns; peoples, works, dates are the teacher's."""
    runs = list(groups(read(path)))
    taught = _by_teacher(nlp, [_plain(run) for run in runs])
    for run, text in zip(runs, taught, strict=True):
        tags = [w.upos for s in run for w in s.words]
        xpos = [w.xpos for s in run for w in s.words]
        names, times, loose = [], set(), set()
        for first, last, kind, named, least in _gum_mentions(run):
            if kind == "time":
                times |= set(range(first, last))
            places = [first + int(n) - 1 for n in least.split(",") if n.isdigit()] or [last - 1]
            begin, end = min(places), max(places) + 1
            while begin > first and tags[begin - 1] == "PROPN":
                begin -= 1
            while end < last and tags[end] == "PROPN":
                end += 1
            if end > last or tags[places[0]] != "PROPN":
                continue
            if kind in GUM_KINDS and (named or kind == "person" or tags[end - 1] == "PROPN"):
                plural = kind == "person" and text.words[end - 1].endswith("s") and xpos[end - 1] == "NNPS"
                names.append((begin, end, "GROUP" if plural else GUM_KINDS[kind]))
            elif kind != "time":
                loose |= set(range(begin, end))
        names, more = _split(text.words, names)
        loose |= more
        names = [s for s in (trimmed(text, s) for s in names) if s]
        kept = []
        for span in text.spans:
            inside = range(span[0], span[1])
            if span[2] in ("GROUP", "WORK", "EVENT") or (span[2] == "DATE" and times & set(inside)):
                kept.append(span)
            elif span[2] != "DATE":
                loose |= set(inside)
        spans = laid_over(kept, names)
        taken = {i for s in spans for i in range(s[0], s[1])}
        yield Named(text.words, text.spaces, spans, frozenset(loose - taken))


def history_articles(nlp: Language, folder: Path) -> Iterator[Named]:
    """The articles on the Holocaust and Brexit, a paragraph a text; words that the classes leave open are unknown."""
    for path in sorted(folder.glob("*.xml")):
        for paragraph in ET.parse(path).getroot().iter():
            if paragraph.tag in ("p", "paragraph"):
                raw, marks = _marked(paragraph)
                if raw.strip():
                    yield _annotated(nlp, raw, marks)


def _marked(paragraph: ET.Element) -> tuple[str, list[tuple[int, int, str]]]:
    raw, marks = "", []
    for sentence in paragraph.iter("sentence"):
        raw += (" " if raw and not raw.endswith(" ") else "") + (sentence.text or "").lstrip()
        for mark in sentence:
            if raw and raw[-1].isalnum():
                raw += " "
            begin = len(raw)
            raw += "".join(mark.itertext())
            marks.append((begin, len(raw), mark.get("type", "")))
            tail = mark.tail or ""
            raw += (" " if tail[:1].isalpha() and raw[-1:].isalnum() else "") + tail
    return raw, marks


def _annotated(nlp: Language, raw: str, marks: list[tuple[int, int, str]]) -> Named:
    doc = nlp(raw)
    own = silver(doc)
    names, unknown, free = [], set(), set()
    for begin, end, label in marks:
        span = doc.char_span(begin, end, alignment_mode="expand")
        if span is None:
            continue
        kind = ENAMEX.get(label, "?")
        inside = set(range(span.start, span.end))
        capital = any(t.text[0].isupper() for t in span)
        if kind == "?" and capital:
            unknown |= inside
        elif kind is None:
            free |= inside
        elif kind == "DATE":
            first = span.start
            while first < span.end - 1 and doc[first].lower_ in {"from", "since", "in", "by", "until", "between"}:
                first += 1
            names.append((first, span.end, kind))
        elif kind != "?" and capital:
            found, more = _split(own.words, [(span.start, span.end, kind)])
            names += found
            unknown |= more
    names = [s for s in (trimmed(own, s) for s in names) if s]
    taken = {i for s in names for i in range(s[0], s[1])} | unknown | free
    extra = [s for s in own.spans if not taken & set(range(s[0], s[1])) and s[2] in ("GROUP", "DATE", "WORK")]
    spans = laid_over(extra, names)
    covered = {i for s in spans for i in range(s[0], s[1])}
    return Named(own.words, own.spaces, spans, frozenset(unknown - covered))


def uner(nlp: Language, path: Path, text_path: Path) -> Iterator[Named]:
    """UNER's persons, places and organisations; the teacher's other kinds where they touch none."""
    tags: dict[tuple[str, ...], list[str]] = {}
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        if rows:
            tags[tuple(r[1] for r in rows)] = [r[2] for r in rows]
    runs, spans_of, missed = list(groups(read(text_path))), [], 0
    for run in runs:
        labels: list[str] = []
        for sentence in run:
            row = tags.get(tuple(w.form for w in sentence.words))
            missed += row is None
            labels += row or ["O"] * len(sentence.words)
        spans_of.append(_iob_spans(labels))
    print("uner: sentences without labels", missed)
    for text, spans in zip(_by_teacher(nlp, [_plain(r) for r in runs]), spans_of, strict=True):
        gold = [(a, b, {"PER": "PERSON", "LOC": "GPE", "ORG": "ORG"}[k]) for a, b, k in spans if k != "OTH"]
        others = [s for s in text.spans if s[2] in ("GROUP", "DATE", "EVENT", "WORK")]
        yield Named(text.words, text.spaces, laid_over(others, gold))


def _iob_spans(labels: list[str]) -> list[tuple[int, int, str]]:
    spans, first = [], None
    for i, label in enumerate([*labels, "O"]):
        if first is not None and not label.startswith("I-"):
            spans.append((first, i, labels[first][2:]))
            first = None
        if label.startswith("B-") or (label.startswith("I-") and first is None):
            first = i
    return spans


__all__ = ["gum", "history_articles", "open_silver", "silver", "textbooks", "treebank_silver", "uner"]
