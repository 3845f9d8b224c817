"""Checks obsidian/: each page's words as in notes.md, its name, its aliases, and where its links lead."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from coursepack.model.claims import Event, Link, Relation, Statement, Term
from coursepack.model.trace import TraceLine
from coursepack.model.wording import FIXED
from coursepack.verifier.anchors import Case
from coursepack.verifier.notes import check_notes
from coursepack.verifier.report import Code, excerpt
from coursepack.verifier.telling import Teller, letters
from coursepack.verifier.told import tokens

__all__ = ["FILES", "check"]

FILES = ("obsidian/*.md",)
_SECTIONS, _NAMES = FIXED["sections"], FIXED["people_and_terms"]
_PATH = re.compile(rf"obsidian/(?:({_SECTIONS}|{_NAMES})/)?([^/]+)\.md")
_LINK = re.compile(r"(?<!!)\[\[([^\[\]|#]+)(?:#\^([A-Za-z0-9-]+))?\|([^\[\]]+)\]\]")
_BLOCK = re.compile(r" \^([A-Za-z0-9-]+)$")
_SAID = re.compile(r'  - (".*")')
_CUT = 60
"""Letters from which a name may be cut."""
_ESCAPE = re.compile(r"([\\`*_\[\]<>#|~])")
_TOLD = (Event, Link, Relation, Statement, Term)


def check(case: Case, file: str, data: bytes, traced: Sequence[TraceLine]) -> None:
    """Read a page as Obsidian shows it, and hold that against the trace, line by line."""
    try:
        lines = data.decode().split("\n")
    except UnicodeDecodeError:
        case.found.add(file, None, "unreadable", "is no UTF-8 text")
        return
    page = _Page(case, file, {trace.at: trace for trace in traced})
    page.check_name(traced)
    head = lines.index("---", 1) if lines[0] == "---" and "---" in lines[1:] else -1
    shown = [
        page.property(line) if number <= head + 1 else page.shown(line, number)
        for number, line in enumerate(lines, start=1)
    ]
    check_notes(case, file, "\n".join(shown).encode(), traced, cited=_TOLD)


class _Page:
    def __init__(self, case: Case, file: str, traces: dict[str, TraceLine]) -> None:
        self._case, self._file, self._traces = case, file, traces
        self._teller = Teller(case.look)
        self._ids = {re.sub(r"[^A-Za-z0-9-]", "-", each): each for each in case.look.statements}

    def _add(self, line: int | None, code: Code, text: str) -> None:
        self._case.found.add(self._file, line, code, text)

    def check_name(self, traced: Sequence[TraceLine]) -> None:
        """See that the file is called what its page is of: a program shows it as the title."""
        found = _PATH.fullmatch(self._file)
        heading = next((trace for trace in traced if self._is_heading(trace)), None)
        if found is None or heading is None or not self._is_called(found[2], heading.claims[:1]):
            self._add(None, "title", "is called what no heading of it says")

    def _is_heading(self, trace: TraceLine) -> bool:
        look, ident = self._case.look, trace.claims[0].partition("/")[0] if trace.claims else ""
        return ident in look.sources or (ident in look.claims and ident not in look.statements)

    def _is_called(self, name: str, idents: Sequence[str]) -> bool:
        """Tell whether a page's name has the letters of one of the ids' names; the same one again has more."""
        bare = letters(re.sub(r" (?:S?\d+|-)$", "", name)).casefold()
        whole = letters(name).casefold()
        for ident in idents:
            for telling in self._teller.tellings(ident) or ():
                said = letters("".join(telling.words)).casefold()
                if said in (bare, whole) or (len(bare) >= _CUT and said.startswith((bare, whole))):
                    return True
        return False

    def property(self, line: str) -> str:
        """Give the words of a line of the properties; aliases alone may stand there."""
        if line in ("---", "aliases:"):
            return ""
        if found := _SAID.fullmatch(line):
            try:
                return "- " + _ESCAPE.sub(r"\\\1", json.loads(found[1]))
            except ValueError:
                pass
        return line

    def shown(self, line: str, number: int) -> str:
        """Give the line with its links as they are shown, and without the id that a link finds it by."""
        trace = self._traces.get(str(number))
        claims = trace.claims if trace is not None else ()
        if found := _BLOCK.search(line):
            if self._ids.get(found[1]) not in claims:
                self._add(number, "trace", f"is found by '{found[1]}', which is no statement of the line")
            line = line[: found.start()]
        return _LINK.sub(lambda link: self._linked(link, number, claims), line)

    def _linked(self, link: re.Match[str], number: int, claims: Sequence[str]) -> str:
        path, block, said = link[1], link[2], link[3]
        folder, _, name = path.rpartition("/")
        if block:
            home = self._home(self._ids.get(block, ""))
            if self._ids.get(block) not in claims or folder != _SECTIONS or not self._is_called(name, home):
                self._add(number, "trace", f"leads to '{excerpt(path)}' at '{block}', where the line does not stand")
            return f"[{said}]"
        if not self._leads(folder, name, re.sub(r"\\(.)", r"\1", said)):
            self._add(number, "trace", f"leads from '{excerpt(said)}' to '{excerpt(path)}', which is something else")
        return said

    def _home(self, statement: str) -> tuple[str, ...]:
        """Give the section of the sentence that a statement begins in."""
        claim = self._case.look.statements.get(statement)
        if claim is None:
            return ()
        span = claim.evidence[0]
        return tuple(
            each.section
            for each in self._case.look.pack.sentences
            if each.source == span.source and each.start <= span.start < each.end and each.section
        )

    def _leads(self, folder: str, name: str, said: str) -> bool:
        """Tell whether the page's name and the words of the link are of one section, name or term."""
        pack, words = self._case.look.pack, tokens(said)
        if folder == _SECTIONS:
            idents = [each.id for each in pack.sections]
        else:
            idents = [each.id for each in pack.entities] + [f"{each.id}/name" for each in pack.terms]
        return folder in (_SECTIONS, _NAMES) and any(
            self._is_said(words, ident) and self._is_called(name, (ident,)) for ident in idents
        )

    def _is_said(self, words: Sequence[str], ident: str) -> bool:
        """Tell whether the words are one way to print it, but for a capital at their beginning."""
        told = [each.words for each in self._teller.tellings(ident) or ()]
        return any(
            words[0].casefold() == each[0].casefold() and tuple(words[1:]) == each[1:]
            for each in told
            if words and each
        )
