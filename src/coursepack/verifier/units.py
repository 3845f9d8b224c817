"""Judges the printed units of a file in plain text: a slide's line, a card's side, a row, a question's option.

Notes and page have checks of their own, which know their mark-up; whoever reads another format gives its units here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from coursepack.model.trace import TraceLine
from coursepack.verifier.anchors import Case
from coursepack.verifier.lines import Judge, Shown
from coursepack.verifier.marks import missing
from coursepack.verifier.report import Code, excerpt
from coursepack.verifier.telling import FIXED_WORDS, MARK, Teller, tokens

__all__ = ["Fitting", "Unit", "check_units", "cites_nothing"]

_BRACKETED = re.compile(r"\[([^\[\]]*)\]")
_REFERENCE = re.compile(r"(?:S\d+ )?L\d")


class Unit(Struct, frozen=True, kw_only=True):
    at: str
    """The place in the file that the trace names it by: "slide 3, line 2". Each stands once."""
    text: str
    """As it is printed, without the format's mark-up; references in brackets, as in notes."""
    line: int | None = None
    """The line of the file, where it has any."""


class _Placed(Judge):
    """Says where in the file a fault is, where no line does."""

    at = ""

    def add(self, line: int | None, code: Code, text: str) -> None:
        if not self.at:
            super().add(line, code, text)
        else:
            super().add(None, code, text if text.startswith(self.at) else f"{self.at}: {text}")


def cites_nothing(_: TraceLine) -> bool:
    """Say that no unit need have a reference of its own."""
    return False


def check_units(
    case: Case,
    file: str,
    units: Iterable[Unit],
    traced: Sequence[TraceLine],
    needs_reference: Callable[[TraceLine], bool] = cites_nothing,
) -> None:
    """Hold each unit against the trace of its place: its words, insertions, marks, and reference where it has one.

    Units without a word are none. `needs_reference` says of which traces the unit itself must cite the evidence.
    """
    judge = _Placed(case, file, Teller(case.look))
    traces = {trace.at: trace for trace in traced}
    seen: set[str] = set()
    for unit in units:
        trace = traces.get(unit.at)
        judge.at = "" if unit.line is not None else unit.at
        shown = _read(unit, trace, judge)
        if not shown.words and not shown.references:
            continue
        if unit.at in seen:
            judge.add(unit.line, "untraced", f"{unit.at} is printed twice")
        seen.add(unit.at)
        if trace is None:
            judge.add(unit.line, "untraced", f"{unit.at} prints '{excerpt(unit.text)}', which no claim stands behind")
            continue
        judge.judge(shown, trace, needs_reference=needs_reference(trace))
        for text in missing(trace, case.look, unit.text):
            judge.add(unit.line, "mark", f"{unit.at} {text}")
    judge.at = ""
    for trace in traced:
        if trace.at not in seen and not _is_wordless(trace, judge.teller):
            ids = ", ".join((*trace.claims, *trace.fixed))
            judge.add(None, "gone", f"{trace.at}, traced to {ids}, is not printed")


def _is_wordless(trace: TraceLine, teller: Teller) -> bool:
    """Tell whether a line may print nothing that is a word: a formula's signs, a row of dots."""
    told = [teller.tellings(each) or () for each in trace.claims]
    return (
        bool(told)
        and all(any(not one.words for one in each) for each in told)
        and not any(map(FIXED_WORDS.get, trace.fixed))
    )


class Fitting:
    """Tells how much of a text one line of the trace prints; made once for a file."""

    def __init__(self, case: Case, file: str) -> None:
        self._judge = _Placed(case, file, Teller(case.look))
        self._known: dict[str, tuple[int, int]] = {}

    def bounds(self, trace: TraceLine) -> tuple[int, int]:
        """Give how few and how many words the line may have, its reference aside."""
        if trace.at not in self._known:
            least = most = sum(len(FIXED_WORDS.get(key, ())) for key in trace.fixed)
            for each in trace.claims:
                tellings = self._judge.teller.tellings(each) or ()
                own = [(len(one.words), sum(len(tokens(text)) for text in one.insertions)) for one in tellings]
                least += min((said for said, _ in own), default=0)
                most += max((said + inserted for said, inserted in own), default=0)
            self._known[trace.at] = (least, most)
        return self._known[trace.at]

    def fits(self, text: str, trace: TraceLine) -> bool:
        unit = Unit(at=trace.at, text=text)
        return self._judge.is_told(_read(unit, trace, self._judge), trace)


def _read(unit: Unit, trace: TraceLine | None, judge: Judge) -> Shown:
    """Part the text as it fits the trace: what looks like a reference may be words of a source that says "[L2]"."""
    usual = _shown(unit, trace, judge.teller)
    if trace is None or not usual.references or judge.is_told(usual, trace):
        return usual
    ways = (_shown(unit, trace, judge.teller, real) for real in reversed(range(-1, len(usual.references))))
    return next((each for each in ways if judge.is_told(each, trace)), usual)


def _shown(unit: Unit, trace: TraceLine | None, teller: Teller, real: int | None = None) -> Shown:
    """Part the text into words, insertions and references; other brackets are the source's own.

    Where `real` is given, it is the order of the only one that is a reference, of those that look so; -1 for none.
    """
    shown = Shown(at=unit.at, line=unit.line or 1)
    claims = trace.claims if trace is not None else ()
    known = {each for ident in claims for telling in teller.tellings(ident) or () for each in telling.insertions}
    out, end, count = "", 0, -1
    for found in _BRACKETED.finditer(unit.text):
        out += unit.text[end : found.start()]
        end = found.end()
        if found[0] in known:
            shown.insertions.append(found[0])
            out += f"[{MARK}]"
            continue
        is_like = _REFERENCE.match(found[1]) is not None
        count += is_like
        if is_like and real in (None, count):
            shown.references.append((unit.line or 1, found[0]))
        else:
            out += found[0]
    shown.pieces.append((unit.line or 1, out + unit.text[end:]))
    return shown
