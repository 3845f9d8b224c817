"""What a verification says: findings, each with its file, its line, and what was found where what was expected."""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import Struct

__all__ = ["Code", "Finding", "Findings", "Report", "excerpt", "to_json"]

Code = Literal[
    # the folder
    "missing",  # the trace lists a file that is not there
    "unlisted",  # something lies in the folder that the trace does not list
    "link",  # a symbolic link, which may lead anywhere
    "unreadable",  # the system refuses the file, or it is no UTF-8 text
    "bytes",  # the bytes are not those of the trace, and nothing more exact is known
    "unchecked",  # no check is known for files of this name
    "form",  # pack.json or trace.json does not have the form of its schema
    # pack.json against the sources
    "quote",  # a quote is not the source's text
    "offset",  # a quote is the source's text, but not at its offsets
    "line",  # a line number is not that of its characters
    "time",  # a caption's time is not that of its timing line
    "order",  # ranges leave the text, overlap or run backwards
    "sections",  # sentences and sections name each other differently
    "alignment",  # a sentence of no talk, a passage of no slide, or two slides for one sentence
    "wording",  # a text is not its wording, or a wording has words that the evidence does not have there
    "title",  # a title or a name is not in its evidence
    "name",  # an entity or words that the claim's evidence does not name
    "date",  # a date that the claim's evidence does not give
    "coverage",  # a sentence that is told and said to be left out, or the reverse, or for a reason that is not so
    "comparison",  # sources held against each other that do not agree or differ so
    "question",  # a question that gives its answer away, has another one, or asks as fact what is none
    "repair",  # words said to be a misheard name that are not, or not written so where it is said
    # what is printed
    "untraced",  # words that no claim stands behind
    "gone",  # a traced line that is not printed
    "moved",  # a traced line that stands elsewhere
    "trace",  # the trace names what is not there, or twice
    "words",  # the words printed are not those of the claims
    "insertion",  # a bracketed insertion that the claim does not make
    "mark",  # a stance or kind printed that is not the claim's
    "reference",  # lines, times or pages cited that are not the evidence's
    "external",  # something outside the folder is asked for
]


class Finding(Struct, frozen=True, kw_only=True, order=True):
    file: str
    """Its path in the pack's folder."""
    line: int | None
    """From 1; None where the finding is about the whole file."""
    code: Code
    text: str
    """What was found, and what was expected."""

    def __str__(self) -> str:
        return f"{self.file}{'' if self.line is None else f':{self.line}'}: {self.text}"


class Report(Struct, frozen=True, kw_only=True):
    files: int
    """Files that were read."""
    lines: int
    """Printed lines that were held against their claims."""
    quotes: int
    """Spans that were held against their source's text."""
    findings: tuple[Finding, ...]
    """By file and line; empty where the pack is proven."""


class Findings:
    """Collects findings, each once."""

    __slots__ = ("_files", "_found")

    def __init__(self) -> None:
        self._found: dict[Finding, None] = {}
        self._files: set[str] = set()

    def add(self, file: str, line: int | None, code: Code, text: str) -> None:
        self._found[Finding(file=file, line=line, code=code, text=text)] = None
        self._files.add(file)

    def has(self, file: str) -> bool:
        return file in self._files

    def sorted(self) -> tuple[Finding, ...]:
        return tuple(sorted(self._found, key=lambda each: (each.file, each.line or 0, each.code, each.text)))


def excerpt(text: str, length: int = 60) -> str:
    """Give the text on one line, shortened at a blank."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    cut = line.rfind(" ", length // 2, length)
    return f"{line[: cut if cut > 0 else length]} …"


def to_json(report: Report) -> bytes:
    return msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n"
