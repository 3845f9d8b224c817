"""Markdown of one house style: notes, summary and glossary print their lines and their trace by it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from coursepack.model.anchors import Span
from coursepack.model.pack import Pack
from coursepack.model.reference import Places
from coursepack.model.trace import Output, TraceLine
from coursepack.model.wording import FIXED, Inserted, Quoted, Wording, printed
from coursepack.writers._stance import Mark, shown_marks

__all__ = ["Page", "capital", "escaped", "marked", "told"]

# What Markdown (CommonMark 0.31, section 2.4) would read as mark-up inside a line, and brackets, which mean insertions.
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


class Page:
    """Collects lines, and for each that prints a word its trace: so notes and trace cannot differ."""

    def __init__(self, pack: Pack, file: str) -> None:
        self.file = file
        self.lines: list[str] = []
        self.trace: list[TraceLine] = []
        self.places = Places(pack)

    def put(self, line: str, claims: Sequence[str] = (), fixed: Iterable[str] = ()) -> None:
        self.lines.append(line)
        at = str(len(self.lines))
        self.trace.append(TraceLine(file=self.file, at=at, claims=tuple(claims), fixed=tuple(fixed)))

    def heading(self, text: str, claims: Sequence[str] = (), fixed: Iterable[str] = ()) -> None:
        """Print a heading with a blank line around it."""
        if self.lines and self.lines[-1]:
            self.lines.append("")
        self.put(text, claims, fixed)
        self.lines.append("")

    def fixed(self, level: int, key: str) -> None:
        self.heading(f"{'#' * level} {FIXED[key]}", fixed=(key,))

    def bullet(
        self,
        body: str,
        claims: Sequence[str],
        *,
        cited: Sequence[Span],
        marks: Sequence[str | Mark | None] = (),
        fixed: Sequence[str] = (),
        indent: str = "",
    ) -> None:
        self.line(f"{indent}- {body}", claims, cited=cited, marks=marks, fixed=fixed)

    def line(
        self,
        body: str,
        claims: Sequence[str],
        *,
        cited: Sequence[Span],
        marks: Sequence[str | Mark | None] = (),
        fixed: Sequence[str] = (),
    ) -> None:
        """Print a line with its marks behind it, "*(promised, Mao)*", and its place at the end."""
        shown, keys, speakers = shown_marks(marks)
        text = f" *({escaped(shown)})*" if shown else ""
        self.put(f"{body}{text} {self.places.cite(cited)}", (*claims, *speakers), (*fixed, *keys))

    def output(self) -> Output:
        text = "\n".join(self.lines).rstrip("\n") + "\n"
        return Output(files={self.file: text.encode()}, trace=tuple(self.trace))


def told(wording: Wording, *, has_lead: bool) -> str:
    if not has_lead:
        return capital(marked(wording))
    lead = next(at for at, part in enumerate(wording) if _is_colon(part))
    return f"**{marked(wording[:lead])}**{marked(wording[lead:])}"


def _is_colon(part: object) -> bool:
    return not isinstance(part, Quoted) or part.span.quote == ":"


def marked(wording: Wording) -> str:
    """Print as `printed` does, with the sources' own special characters escaped and the insertions' brackets bare."""
    text = printed(wording)
    inserted = [f"[{part.text}]" for part in wording if isinstance(part, Inserted)]
    out, at = "", 0
    for piece in inserted:
        found = text.index(piece, at)
        out += escaped(text[at:found]) + "[" + escaped(piece[1:-1]) + "]"
        at = found + len(piece)
    return out + escaped(text[at:])


def escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
