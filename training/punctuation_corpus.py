"""Read what the model of sentence ends learns from: words as captions have them, the mark after each, its capitals."""

import csv
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from conllu import Sentence, read
from openstax import paragraphs

NONE, COMMA, PERIOD, QUESTION = range(4)
LOWER, TITLE, UPPER, UNKNOWN = 0, 1, 2, -1
SPOKEN = ("court", "interview", "speech", "vlog")
_BOOK_LIST = re.compile(
    r"https?:|doi\b|Retrieved|\bn\.d\.|\bpp?\. ?\d|Press\.|\bJournal of|\bvol\. ?\d|\bno\. ?\d|“[^”]{10,}[.?!]” [A-Z]"
)
_ASIDE = re.compile(r" ?[(\[](?:[^()\[\]]*\d{4}[^()\[\]]*|(?:Figure|Table|see|See)\b[^()\[\]]*)[)\]]")
_ABBREVIATION = re.compile(
    r"(?:^|[^\w])(?:[A-Z]|[A-Za-z](?:\.[A-Za-z])+|Mrs?|Ms|Drs?|St|Jr|Sr|Prof|Gen|Lt|Col|Sgt|Capt|Sen|Rep|Gov|Rev|Hon|"
    r"No|vs|etc|al|cf|ca|i\.e|e\.g|approx|Fig|Inc|Ltd|Co|Corp|Mt|Ft)\.$"
)
_OPENING = "\"'“‘([{«`*_"
_CLOSING = "\"'”’)]}»*_"


@dataclass(frozen=True, slots=True)
class Said:
    """One word between blanks: as written, without the marks around it, and the mark that follows it."""

    word: str
    mark: int
    cased: int


@dataclass(frozen=True, slots=True)
class Text:
    """Sentences in order, of one kind of text."""

    kind: str
    sentences: tuple[tuple[Said, ...], ...]


def _split(token: str) -> tuple[str, str]:
    """Cut a word between blanks into the word and what ends it; marks that open are dropped."""
    token = token.lstrip(_OPENING)
    core = token.rstrip(_CLOSING + ".,;:?!…–—-")
    tail = token[len(core) :]
    if core and re.match(r"[’']", tail) and core[-1] in "sS" and len(tail) == 1:
        return core, ""
    return core, tail


def _mark(tail: str) -> int:
    if "?" in tail:
        return QUESTION
    if re.search(r"[.!…]", tail):
        return PERIOD
    return COMMA if re.search(r"[,;:–—-]", tail) else NONE


def _case(word: str) -> int:
    letters = [each for each in word if each.isalpha()]
    if not letters:
        return UNKNOWN
    core = re.sub(r"['’]\w{1,2}$", "", word)
    letters = [each for each in core if each.isalpha()] or letters
    if all(each.islower() for each in letters):
        return LOWER
    if all(each.isupper() for each in letters) and (len(letters) > 1 or "." in word):
        return UPPER
    return TITLE


def said(tokens: Iterable[str], *, is_whole: bool) -> tuple[Said, ...]:
    """Read a sentence's words; its last ends it, where it is a whole sentence, and no other does."""
    out: list[Said] = []
    for token in tokens:
        for piece in re.split(r"(?<=\w)(?:--+|—|…|\.\.\.)(?=\w)", token):
            joined = piece is not token and not token.endswith(piece)
            word, tail = _split(piece)
            mark = COMMA if joined else _mark(tail)
            if word:
                out.append(Said(word, mark, _case(word)))
            elif out and mark and not out[-1].mark:
                out[-1] = Said(out[-1].word, mark, out[-1].cased)
    if not is_whole or not out:
        return tuple(out)
    inner = [Said(each.word, min(each.mark, COMMA), each.cased) for each in out[:-1]]
    last = out[-1]
    return (*inner, Said(last.word, last.mark if last.mark in (PERIOD, QUESTION) else PERIOD, last.cased))


def treebank(path: Path, genres: dict[str, str]) -> Iterator[Text]:
    """Read a treebank's documents, with its own sentences."""
    documents: dict[str, list[tuple[Said, ...]]] = defaultdict(list)
    for sentence in read(path):
        words = said(_surface(sentence), is_whole=True)
        if words:
            documents[sentence.doc_id].append(words)
    for name, sentences in documents.items():
        yield Text(genres.get(name, "web"), tuple(sentences))


def _surface(sentence: Sentence) -> list[str]:
    return "".join(w.form + (" " if w.space_after else "") for w in sentence.words).split()


def prose(kind: str, text: str) -> Text | None:
    """Cut a paragraph into sentences at its full stops; None where it is a list of literature."""
    text = _ASIDE.sub("", text)
    tokens = text.split()
    if len(tokens) < 8 or _BOOK_LIST.search(text) or not re.search(r"[.?!][”\")]*$", text):
        return None
    if sum(each[0].isupper() for each in tokens) > 0.45 * len(tokens):
        return None
    sentences: list[tuple[Said, ...]] = []
    run: list[str] = []
    for at, token in enumerate(tokens):
        run.append(token)
        follower = tokens[at + 1].lstrip(_OPENING) if at + 1 < len(tokens) else "A"
        ends = re.search(r"[.?!…][”\")’\]]*$", token) and not _ABBREVIATION.search(token)
        if at + 1 == len(tokens) or (ends and follower and (follower[0].isupper() or follower[0].isdigit())):
            sentence = said(run, is_whole=True)
            if sentence:
                sentences.append(sentence)
            run = []
    return Text(kind, tuple(sentences))


def novel(path: Path) -> Text:
    """Read one opening of LitBank, whose words stand one a line."""
    sentences: list[tuple[Said, ...]] = []
    words: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        cells = line.split("\t")
        if len(cells) > 3:
            words.append(cells[3])
        elif words:
            sentence = said(_glued(words), is_whole=True)
            if sentence:
                sentences.append(sentence)
            words = []
    return Text("novel", tuple(sentences))


def _glued(words: list[str]) -> list[str]:
    """Put marks and clitics back to the word before them."""
    out: list[str] = []
    for word in words:
        if out and re.match(r"^(?:[.,;:?!…]+|['’](?:s|S|re|ve|ll|d|m)|n['’]t)$", word):
            out[-1] += word
        else:
            out.append(word)
    return out


def texts(shared: Path, part: str) -> Iterator[Text]:
    """Give all texts of a part, "train" or "dev"; the dev part is of the treebanks alone."""
    base = shared / "training"
    with (base / "gum" / "documents.tsv").open(encoding="utf-8") as file:
        genres = {row["document"]: row["genre"] for row in csv.DictReader(file, delimiter="\t")}
    yield from treebank(base / "ud_ewt" / f"{part}.conllu", {})
    yield from treebank(base / "gum" / f"{part}.conllu", genres)
    if part != "train":
        return
    for path in sorted((base / "coref" / "litbank").glob("*.conll")):
        yield novel(path)
    for _, paragraph in paragraphs(shared):
        if text := prose("textbook_open", paragraph):
            yield text
    with (base / "coref" / "gap-development.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if text := prose("wiki", row["Text"]):
                yield text


def settle(found: list[Text]) -> list[Text]:
    """Decide the case of sentences' first words by how the word is written elsewhere."""
    seen: dict[str, Counter[int]] = defaultdict(Counter)
    for sentence in (each for text in found for each in text.sentences):
        if sum(each.cased == UPPER for each in sentence) <= 0.5 * len(sentence):
            for each in sentence[1:]:
                seen[each.word.lower()][each.cased] += 1
    return [Text(text.kind, tuple(_settled(each, seen) for each in text.sentences)) for text in found]


def _settled(sentence: tuple[Said, ...], seen: dict[str, Counter[int]]) -> tuple[Said, ...]:
    if sum(each.cased in (UPPER, TITLE) for each in sentence) > 0.6 * max(3, len(sentence)):
        return tuple(Said(each.word, each.mark, UNKNOWN) for each in sentence)
    first, rest = sentence[0], sentence[1:]
    if first.cased == TITLE:
        counts = seen[first.word.lower()]
        kind, times = counts.most_common(1)[0] if counts else (UNKNOWN, 0)
        sure = times >= 2 and times >= 0.9 * counts.total()
        first = Said(first.word, first.mark, kind if sure else UNKNOWN)
    return (first, *rest)


WEIGHTS = {
    **dict.fromkeys(SPOKEN, 3.0),
    "web": 1.5, "novel": 1.2, "textbook_open": 0.5, "wiki": 0.5,
}  # fmt: skip
OTHER = 2.0
"""How often a text of a kind is seen in one pass, on average; GUM's other genres are OTHER."""
OPENERS = (
    "and", "so", "but", "now", "well", "okay", "right", "then", "and so", "and then", "but then", "so now", "you know",
    "i mean", "i think", "of course", "and of course", "so basically", "and now", "and also", "actually", "anyway",
)  # fmt: skip
FILLERS = ("uh", "um", "er", "like", "you know", "i mean")


def passes(found: list[Text], chance: random.Random) -> list[tuple[Said, ...]]:
    """Draw one pass over the texts in random order, roughened as speech is."""
    drawn: list[Text] = []
    for text in found:
        weight = WEIGHTS.get(text.kind, OTHER)
        drawn += [text] * (int(weight) + (chance.random() < weight % 1))
    chance.shuffle(drawn)
    return [tuple(_roughened(text, chance)) for text in drawn]


def _roughened(text: Text, chance: random.Random) -> Iterator[Said]:
    is_written = text.kind not in SPOKEN
    filled, opened = chance.random() < 0.25, chance.random() < 0.5 and is_written
    for sentence in text.sentences:
        if opened and chance.random() < 0.25:
            words = chance.choice(OPENERS).split()
            yield from (Said(word, NONE, TITLE if word == "i" else LOWER) for word in words)
        for each in sentence:
            if filled and chance.random() < 0.02:
                yield from (
                    Said(word, NONE, TITLE if word == "i" else LOWER) for word in chance.choice(FILLERS).split()
                )
            if filled and chance.random() < 0.01:
                yield Said(each.word, NONE, each.cased)
            yield from _apart(each, chance)


def _apart(each: Said, chance: random.Random) -> Iterator[Said]:
    """Cut some compounds and abbreviations, as recognisers do: "self awareness", "u s"."""
    if "-" in each.word and chance.random() < 0.3:
        parts = [part for part in each.word.split("-") if part]
    elif re.fullmatch(r"(?:[A-Z]\.)+[A-Z]?", each.word + ".") and "." in each.word and chance.random() < 0.3:
        parts = [part for part in each.word.split(".") if part]
    else:
        yield each
        return
    for part in parts[:-1]:
        yield Said(part, NONE, UPPER if len(part) == 1 and each.cased == UPPER else _case(part))
    if parts:
        last = parts[-1]
        yield Said(last, each.mark, UPPER if len(last) == 1 and each.cased == UPPER else _case(last))
