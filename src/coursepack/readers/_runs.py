"""Words of Word's paragraphs (WordprocessingML, ISO/IEC 29500 part 1, section 17): runs, fields, changes, breaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from coursepack.readers._formula import formula
from coursepack.readers._xml import Element, attribute, first, named

__all__ = ["Taken", "Words", "alternative", "is_on"]

_SIGNS = {"w:tab": " ", "w:ptab": " ", "w:cr": "\n", "w:noBreakHyphen": "-", "w:sym": " "}
_THROUGH = frozenset(
    (
        *("w:hyperlink", "w:ins", "w:moveTo", "w:smartTag", "w:sdt", "w:sdtContent", "w:customXml", "w:dir", "w:bdo"),
        *("w:ruby", "w:rubyBase"),
    )
)
# Fields (17.16.5) that the program fills in: they say where in the document one is, and when it was printed.
_RUNNING = frozenset(
    "PAGE NUMPAGES SECTIONPAGES SECTION DATE TIME PRINTDATE SAVEDATE CREATEDATE FILENAME TOC INDEX".split()  # noqa: SIM905
)
_INSTRUCTION = 100
"""Characters of a field's instruction; its name is at the beginning."""
_DEEPEST = 20
_BROKEN_OFF = ("page", "column")


class Taken(NamedTuple):
    words: str
    """Line breaks inside it as "\n"."""
    boxes: tuple[Element, ...]
    drawings: tuple[Element, ...]
    """Charts and diagrams."""
    notes: tuple[tuple[str, str], ...]
    """Kind ("footnote", "endnote") and id of each note that is referred to."""
    is_bold: bool
    """Whether all of its words are."""


class Words:
    """Gathers a paragraph's words run by run; made once for a text, as a table of contents is one field in many."""

    __slots__ = ("_boxes", "_drawings", "_fields", "_is_bold", "_left_out", "_notes", "_out")

    def __init__(self, left_out: Counter[str]) -> None:
        self._left_out = left_out
        self._fields: list[tuple[str, bool]] = []
        self.begin()

    def begin(self) -> None:
        """Forget the last paragraph, and its fields but for those that go on over several."""
        self._fields = [each for each in self._fields if each[1] and _goes_on(each[0])]
        self._out: list[str] = []
        self._notes: list[tuple[str, str]] = []
        self._boxes: list[Element] = []
        self._drawings: list[Element] = []
        self._is_bold: list[bool] = []

    def taken(self) -> Taken:
        """Give what was gathered since `begin`."""
        return Taken(
            words="".join(self._out),
            boxes=tuple(self._boxes),
            drawings=tuple(self._drawings),
            notes=tuple(self._notes),
            is_bold=bool(self._is_bold) and all(self._is_bold),
        )

    @property
    def is_contents(self) -> bool:
        """Whether what is read now is the result of a table of contents or an index."""
        return any(_goes_on(instruction) for instruction, _ in self._fields)

    def end_contents(self) -> None:
        """Forget a table of contents that was never ended."""
        self._fields = []

    def read(self, element: Element) -> None:
        """Take in a paragraph, or what stands in one."""
        for each in element:
            name = named(each)
            if name == "w:r":
                self._run(each)
            elif name in _THROUGH:
                self.read(each)
            elif name == "w:fldSimple":
                if not _is_running(attribute(each, "w:instr")):
                    self.read(each)
            elif name in ("w:del", "w:moveFrom"):
                self._left_out["deletion"] += name == "w:del"
            elif name in ("m:oMath", "m:oMathPara"):
                self._out.append(formula(each))
            elif name == "mc:AlternateContent":
                self.read(alternative(each))

    def _run(self, run: Element) -> None:
        properties = first(run, "w:rPr")
        is_hidden = is_on(first(properties, "w:vanish"))
        for each in run if not is_hidden else _fields_of(run):
            name = named(each)
            if name in ("w:fldChar", "w:instrText"):
                self._field(each)
            elif any(_is_running(instruction) or not is_result for instruction, is_result in self._fields):
                continue
            elif name == "w:t":
                self._out.append(each.text or "")
                if each.text and not each.text.isspace():
                    self._is_bold.append(is_on(first(properties, "w:b")))
            elif name == "w:br":
                self._out.append("" if attribute(each, "w:type") in _BROKEN_OFF else "\n")
            elif name in _SIGNS:
                self._out.append(_SIGNS[name])
            elif name in ("w:footnoteReference", "w:endnoteReference"):
                self._notes.append((name.removeprefix("w:").removesuffix("Reference"), attribute(each, "w:id")))
            elif name == "w:ruby":
                self.read(each)
            elif name in ("w:drawing", "w:pict", "w:object", "mc:AlternateContent"):
                self._drawing(each)
        if is_hidden:
            self._left_out["stretch of hidden text"] += 1

    def _field(self, element: Element) -> None:
        """Follow fields of several runs (17.16.18): begin, instruction, separate, result, end."""
        if named(element) == "w:instrText":
            if self._fields and not self._fields[-1][1]:
                self._fields[-1] = ((self._fields[-1][0] + (element.text or ""))[:_INSTRUCTION], False)
            return
        kind = attribute(element, "w:fldCharType")
        if kind == "begin" and len(self._fields) < _DEEPEST:
            self._fields.append(("", False))
        elif kind == "separate" and self._fields:
            self._fields[-1] = (self._fields[-1][0], True)
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _drawing(self, element: Element) -> None:
        """Sort what is drawn into text boxes, diagrams and charts, and what is only told."""
        waiting = [element]
        while waiting:
            each = waiting.pop()
            name = named(each)
            if name == "mc:AlternateContent":
                waiting += reversed(list(alternative(each)))
            elif name == "w:txbxContent":
                self._boxes.append(each)
            elif name in ("c:chart", "dgm:relIds"):
                self._drawings.append(each)
            elif name in ("a:blip", "v:imagedata"):
                self._left_out["picture"] += 1
            else:
                waiting += reversed(list(each))


def alternative(element: Element) -> Element:
    """Choose among alternatives (part 3, 7.5) the first, as the newer programs do, and the last resort without one."""
    chosen = first(element, "mc:Choice")
    chosen = first(element, "mc:Fallback") if chosen is None else chosen
    return element if chosen is None else chosen


def is_on(toggle: Element | None) -> bool:
    """Read a property that is on by being there (17.17.4)."""
    return toggle is not None and attribute(toggle, "w:val", "1") not in ("0", "false", "off")


def _fields_of(run: Element) -> Iterator[Element]:
    return (each for each in run if named(each) in ("w:fldChar", "w:instrText"))


def _goes_on(instruction: str) -> bool:
    return instruction.split()[:1] in (["TOC"], ["INDEX"], ["BIBLIOGRAPHY"])


def _is_running(instruction: str) -> bool:
    return not _RUNNING.isdisjoint(part.upper() for part in instruction.split()[:1])
