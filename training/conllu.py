"""Read CoNLL-U into sentences whose words and spaces give the raw text back."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Word:
    """One syntactic word; `head` is the index of its head in the sentence, its own where it is the root."""

    form: str
    space_after: bool
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    misc: str = "_"


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """One tree, with the document that it stands in."""

    doc_id: str
    words: tuple[Word, ...]


def _spaces(rows: list[list[str]], ranges: list[tuple[int, int, str, str]]) -> list[bool]:
    """Tell for each row whether a space follows; inside a surface token there is none."""
    spaces = ["SpaceAfter=No" not in row[9] for row in rows]
    for first, last, form, misc in ranges:
        if "".join(row[1] for row in rows[first : last + 1]) != form:
            _respell(rows, first, last, form)
        for index in range(first, last):
            spaces[index] = False
        spaces[last] = "SpaceAfter=No" not in misc
    return spaces


def _respell(rows: list[list[str]], first: int, last: int, form: str) -> None:
    """Cut the surface form where the words' lengths would cut it, so that no letter is lost."""
    at = 0
    for index in range(first, last):
        size = max(1, min(len(rows[index][1]), len(form) - at - (last - index)))
        rows[index][1] = form[at : at + size]
        at += size
    rows[last][1] = form[at:]


def _sentence(doc_id: str, lines: list[str]) -> Sentence | None:
    rows: list[list[str]] = []
    ranges: list[tuple[int, int, str, str]] = []
    for line in lines:
        cells = line.split("\t")
        if "-" in cells[0]:
            first, last = (int(n) - 1 for n in cells[0].split("-"))
            ranges.append((first, last, cells[1], cells[9]))
        elif cells[0].isdigit():
            rows.append(cells)
    if not rows:
        return None
    spaces = _spaces(rows, ranges)
    words = tuple(
        Word(
            form=re.sub(r"\s", "\u00b7", row[1]),
            space_after=space,
            lemma=row[1] if row[2] == "_" and row[1] != "_" else row[2],
            upos=row[3],
            xpos=row[4],
            feats="" if row[5] == "_" else row[5],
            head=int(row[6]) - 1 if row[6] != "0" else index,
            deprel="ROOT" if row[6] == "0" else row[7],
            misc=row[9],
        )
        for index, (row, space) in enumerate(zip(rows, spaces, strict=True))
    )
    return Sentence(doc_id=doc_id, words=words)


def read(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a file in order."""
    doc_id, lines = path.stem, []
    with path.open(encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id"):
                doc_id = line.partition("=")[2].strip()
            elif line.startswith("#"):
                continue
            elif line:
                lines.append(line)
            elif lines:
                sentence = _sentence(doc_id, lines)
                lines = []
                if sentence:
                    yield sentence
    if lines and (sentence := _sentence(doc_id, lines)):
        yield sentence


def groups(sentences: Iterator[Sentence], size: int = 10) -> Iterator[tuple[Sentence, ...]]:
    """Cut each document into runs of at most `size` sentences."""
    run: list[Sentence] = []
    for sentence in sentences:
        if run and (len(run) == size or run[0].doc_id != sentence.doc_id):
            yield tuple(run)
            run = []
        run.append(sentence)
    if run:
        yield tuple(run)
