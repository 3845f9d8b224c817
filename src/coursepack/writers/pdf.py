"""handout.pdf: the hand-out to print, in Cornell's form, set by Typst with the fonts that it brings along."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import dropwhile

from coursepack.errors import SettingMissing
from coursepack.model.pack import Pack
from coursepack.model.trace import Output, TraceLine
from coursepack.model.wording import FIXED
from coursepack.writers._archive import writable
from coursepack.writers._assets import asset
from coursepack.writers._cornell import Part, parts
from coursepack.writers._handout import Line, Run, handout

FILES = ("handout.pdf",)
SUMMARY = "the hand-out to print: cues beside the notes, a summary below each section"
PROGRAM = "pdftoppm (Poppler)"
TAKES = ()

_LOOKS = {"plain": "plain", "strong": "strongly", "mark": "marked", "reference": "placed"}
# A word that holds a hyphen, a dash or the like: it stays on its line, so that it is read as one.
_JOINED = re.compile(r"\S*[^\W_][^\w\s][^\W_]\S*")
_LONGEST = 40
"""Letters of a word that stays on its line whatever it holds."""
# What PDF/UA-1 says of a letter without a shape, whose text no program could find.
_CODE = re.compile(r"\\u\{([0-9a-f]+)\}")
_SIGNS = 40
"""Signs without a shape that are left out, such as a deck's own bullets; a letter has a box in its place."""
_BOX = "□"
_SHAPED = frozenset({"CYRILLIC", "DIGIT", "GREEK", "LATIN"})
"""Scripts, as Unicode names their letters, that the fonts of Typst have."""
_ALONE = (True, False)
"""First the fonts that Typst brings along, so that the bytes are the same everywhere; then those of the system too."""
_SHAPELESS = re.compile(r'the text `?"(.+?)"`? could not be displayed')


def write(pack: Pack) -> Output:
    """Print notes with their cues and summaries, then what each hand-out has; SettingMissing without Typst."""
    page = _Page(pack)
    text = f"{asset('handout/cornell.typ')}\n{page.body()}"
    data, is_boxed = _set(text)
    if is_boxed:
        data, _ = _set(f"{text}{page.told_of_boxes()}\n")
    return Output(files={FILES[0]: data}, trace=tuple(page.trace))


def _set(text: str) -> tuple[bytes, bool]:
    """Set what Typst reads; tell whether letters that no font has were set as boxes."""
    try:
        import typst  # noqa: PLC0415  (an extra, which few have; every build loads every writer)
    except ImportError as error:
        raise SettingMissing("Typst, which sets it, is not installed", "pip install 'coursepack[pdf]'") from error
    alone = iter(_ALONE)
    is_alone, is_boxed = next(alone), False
    for _ in range(_SIGNS):
        try:
            made: bytes = typst.compile(
                text.encode(), format="pdf", ignore_system_fonts=is_alone, pdf_standards=["ua-1"], timestamp=0
            )
        except typst.TypstError as error:
            found = _SHAPELESS.search(str(error))
            if found is None:
                raise
            letter = _CODE.sub(lambda code: chr(int(code[1], 16)), found[1])
        else:
            return made, is_boxed
        if letter not in text:
            break
        if not any(map(str.isalnum, letter)):
            text = text.replace(letter, " ")
        elif (further := next(alone, None)) is not None:
            is_alone = further
        else:
            scripts = {_script(each) for each in letter if each.isalnum()}
            if scripts & _SHAPED:
                break
            text = "".join(_BOX if each.isalnum() and _script(each) in scripts else each for each in text)
            is_boxed = True
    raise SettingMissing(f"the fonts that it is set in have no '{letter}'", "write docx or epub")


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


class _Page:
    """Collects what Typst reads, and the trace in the order in which it prints."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._headings = 0
        self.trace: list[TraceLine] = []

    def body(self) -> str:
        lines = list(handout(self._pack))
        title = lines[0]
        self._traced("title", title)
        out = [f"#set document(title: {_string(title.text)}, date: none)", f"#titled({self._said(title)})"]
        for part in parts(self._pack):
            out += self._part(part)
        rest = dropwhile(lambda line: line.fixed != ("timeline",) and line.fixed[:1] not in _AFTER, lines[1:])
        out += [self._line(line) for line in rest if line.kind != "head"]
        return "\n".join(out) + "\n"

    def told_of_boxes(self) -> str:
        """Say at the end what a box is."""
        key = "handout.shapeless"
        return self._line(Line(kind="bullet", cells=((Run(text=FIXED[key], look="mark"),),), fixed=(key,)))

    def _part(self, part: Part) -> Iterator[str]:
        yield from (self._line(line) for line in part.headings)
        for each in part.notes:
            cue = self._said(each.cue) if each.cue is not None else "[]"
            yield f"#beside({cue}, {self._said(each.note)}, {each.note.level})"
        if part.summary:
            label, *told = part.summary
            said = [f"line(strong({self._said(label)}))", *(f"line({self._said(line)})" for line in told)]
            yield f"#summed({{ {'; '.join(said)} }})"

    def _line(self, line: Line) -> str:
        if line.kind == "heading":
            self._headings += 1
            said = self._said(line)
            self._traced(f"bookmark {self._headings}", line)
            return f"#heading(level: {line.level}, {said})"
        if line.kind == "row":
            self._traced(self._next(), line)
            return f"#dated({', '.join(map(_runs, line.cells))})"
        return f"#line({self._said(line)})"

    def _next(self) -> str:
        return f"unit {sum(trace.at.startswith('unit ') for trace in self.trace) + 1}"

    def _said(self, line: Line) -> str:
        self._traced(self._next(), line)
        return _runs(line.cells[0])

    def _traced(self, at: str, line: Line) -> None:
        self.trace.append(TraceLine(file=FILES[0], at=at, claims=line.claims, fixed=line.fixed))


_AFTER = (("timeline",), ("terms",), ("handout.questions",), ("sources",))


def _runs(runs: Sequence[Run]) -> str:
    return "(" + " + ".join(piece for run in runs for piece in _pieces(run)) + ")"


def _pieces(run: Run) -> Iterator[str]:
    """Part a run at words that stay on their line; brackets around it keep their blanks."""
    look, end = _LOOKS[run.look], 0
    for found in _JOINED.finditer(run.text):
        if len(found[0]) > _LONGEST:
            continue
        if found.start() > end:
            yield f"{look}({_string(run.text[end : found.start()])})"
        yield f"box({look}({_string(found[0])}))"
        end = found.end()
    if end < len(run.text) or not run.text:
        yield f"{look}({_string(run.text[end:])})"


def _string(text: str) -> str:
    escaped = writable(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
