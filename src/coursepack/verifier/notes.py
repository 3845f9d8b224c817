"""Checks notes.md: its mark-up aside, each line prints its claims, their insertions and their reference."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from coursepack.model.claims import Event, Link, Relation, Repair, Statement, Term
from coursepack.model.trace import TraceLine
from coursepack.verifier.anchors import Case
from coursepack.verifier.lines import Judge, Shown
from coursepack.verifier.marks import misplaced, missing
from coursepack.verifier.parts import base_of
from coursepack.verifier.report import excerpt
from coursepack.verifier.telling import MARK, Teller

__all__ = ["check_notes"]

# CommonMark 0.31: a backslash before ASCII punctuation (2.4), block starts (4.2, 5.1, 5.2), emphasis (6.2).
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BLOCK = re.compile(r"^[ \t]*(?:(?:#{1,6}|[-*+]|>)(?:[ \t]+|$))*")
_BRACKETED = re.compile(r"\[([^\[\]]*)\]")
# "L12", and what it becomes when somebody changes its letter or its lines.
_REFERENCE = re.compile(r"[^\W\d_]\d|.*·")
_HIDDEN = 0xE000  # escaped punctuation waits in the private use area until the mark-up around it is gone
_SHOWN = {_HIDDEN + code: chr(code) for code in range(0x21, 0x7F)}
_TOLD = (Statement, Event, Relation, Link, Repair, Term)
"""Claims of which a line cites the evidence."""
_ENOUGH = 8
_LOOKAHEAD = 40  # lines put in or taken out at one place, beyond which every line is reported as changed


def check_notes(
    case: Case, file: str, data: bytes, traced: Sequence[TraceLine], cited: tuple[type, ...] = _TOLD
) -> None:
    """`cited` are the kinds of claims of which a line must cite the evidence."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        case.found.add(file, data.count(b"\n", 0, error.start) + 1, "unreadable", "is no UTF-8 text")
        return
    judge = Judge(case, file, Teller(case.look))
    read = [_read(number, line) for number, line in enumerate(text.split("\n"), 1)]
    lines = [line for line in read if line.words or line.references]
    is_shifted, side = False, ""
    for shown, trace in _pairs(judge, lines, sorted(traced, key=_number)):
        if shown is None or trace is None:
            is_shifted = True
            if shown is not None:
                judge.add(shown.line, "untraced", f"prints '{_whole(shown)}', which no claim stands behind")
            elif trace is not None:
                ids = ", ".join((*trace.claims, *trace.fixed))
                judge.add(_number(trace), "gone", f"the line traced to {ids} is not printed")
        else:
            if trace.at != shown.at and not is_shifted:
                is_shifted = True
                judge.add(shown.line, "moved", f"prints what the trace has on line {trace.at}")
            told = (base_of(each) for each in trace.claims if not each.endswith("/name"))
            needs = any(isinstance(case.look.claims.get(each), cited) for each in told)
            judge.judge(shown, trace, needs_reference=needs)
            for text in missing(trace, case.look):
                judge.add(shown.line, "mark", text)
            side = _side(trace) or side
            for text in misplaced(trace, side, case.look):
                judge.add(shown.line, "mark", text)


def _side(trace: TraceLine) -> str:
    """Give the key of a heading, which says something of all relations under it."""
    return trace.fixed[0] if len(trace.fixed) == 1 and not trace.claims else ""


def _read(number: int, line: str) -> Shown:
    shown = Shown(at=str(number), line=number)
    line = _ESCAPED.sub(lambda escaped: chr(_HIDDEN + ord(escaped[1])), line.replace(MARK, " "))
    line = _BLOCK.sub("", line)
    bracketed = list(_BRACKETED.finditer(line))
    last = next((each for each in reversed(bracketed) if _REFERENCE.match(each[1])), None)
    if last is not None:
        shown.references.append((number, _unescaped(last[0])))
    shown.insertions.extend(_unescaped(each[0]) for each in bracketed if each is not last)
    line = _BRACKETED.sub(lambda each: " " if last and each.start() == last.start() else f"[{MARK}]", line)
    shown.pieces.append((number, _unescaped(line.replace("*", ""))))
    return shown


def _unescaped(text: str) -> str:
    return (html.unescape(text) if "&" in text else text).translate(_SHOWN)


def _whole(shown: Shown) -> str:
    pieces = iter(each.strip("[]") for each in shown.insertions)
    return excerpt(re.sub(MARK, lambda _: next(pieces), shown.text))


def _number(trace: TraceLine) -> int:
    return int(trace.at) if trace.at.isdecimal() else 0


def _pairs(
    judge: Judge, lines: Sequence[Shown], traced: Sequence[TraceLine]
) -> Iterator[tuple[Shown | None, TraceLine | None]]:
    """Pair lines with their traces: by number, or in order where lines were put in or taken out.

    So one line too many is one finding, and not one for each line after it.
    """
    if [line.at for line in lines] == [trace.at for trace in traced]:
        yield from zip(lines, traced, strict=True)
        return
    at, to = 0, 0
    while at < len(lines) or to < len(traced):
        more, gone = _shift(judge, lines[at : at + _LOOKAHEAD], traced[to : to + _LOOKAHEAD])
        for line in lines[at : at + more]:
            yield line, None
        for trace in traced[to : to + gone]:
            yield None, trace
        at, to = at + more, to + gone
        if at < len(lines) and to < len(traced):
            yield lines[at], traced[to]
            at, to = at + 1, to + 1


def _shift(judge: Judge, lines: Sequence[Shown], traced: Sequence[TraceLine]) -> tuple[int, int]:
    """Give how many lines were put in, or traced lines taken out, before the next pair.

    Whatever lets the most lines after it fit; where nothing does better, the line was changed.
    """
    if not lines or not traced:
        return len(lines), len(traced)
    if judge.is_told(lines[0], traced[0]):
        return 0, 0
    best, longest = (0, 0), _run(judge, lines[1:], traced[1:])
    for step in range(1, _LOOKAHEAD):
        for shift in ((step, 0), (0, step)):
            run = _run(judge, lines[shift[0] :], traced[shift[1] :])
            if run > longest:
                best, longest = shift, run
    return best


def _run(judge: Judge, lines: Sequence[Shown], traced: Sequence[TraceLine]) -> int:
    """Count the lines that fit one after another, as far as is needed to tell shifts apart."""
    pairs = zip(lines[:_ENOUGH], traced[:_ENOUGH], strict=False)
    return next(
        (at for at, (line, trace) in enumerate(pairs) if not judge.is_told(line, trace)),
        min(len(lines), len(traced), _ENOUGH),
    )
