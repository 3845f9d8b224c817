"""Puts a deck's slides into a presentation: by our own layouts, or by those of the user's that fit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from coursepack.errors import UsageError
from coursepack.model.wording import FIXED
from coursepack.writers._deck import Line, Slide, text_of
from coursepack.writers._deck_fit import (
    BODY,
    CELL,
    COLUMN,
    SCALES,
    SIZES,
    callout_size,
    columns_of,
    dates_of,
    lines_of,
    rows_of,
    scale_of,
    title_size,
)
from coursepack.writers._pptx_look import CALLOUT_AT, CELLS_AT, LAYOUTS, NUMBER_AT, NUMBER_BOX, emu

__all__ = ["Own", "Theirs"]

_POINTS, _EMU = 72.0, 914400
_LEADING = 1.2
_TITLES = ("TITLE", "CENTER_TITLE")
_BODIES = ("BODY", "OBJECT", "VERTICAL_BODY", "VERTICAL_OBJECT")
_COUNTED = ("DATE", "FOOTER", "SLIDE_NUMBER")
_SMALLEST, _LARGEST = 12, 24
"""Points that text of a user's template may have."""


class Own:
    """Our own layouts, whose places are those that text was measured for."""

    def __init__(self, presentation: Any) -> None:
        self._presentation = presentation
        self._layouts = dict(zip(LAYOUTS, presentation.slide_layouts, strict=True))

    def arranged(self, slide: Slide) -> Slide:
        """Give the slide with its lines in the order of the file."""
        return slide

    def add(self, slide: Slide) -> Any:
        shown = self._presentation.slides.add_slide(self._layouts[slide.layout])
        held = {each.placeholder_format.idx: each for each in shown.placeholders}
        _fill(held[0].text_frame, [slide.title])
        if slide.layout != "title":
            _resize(held[0].text_frame, title_size(text_of(slide.title)))
        if slide.layout == "pairs":
            _place_pairs(held, slide.lines, scale_of(slide))
        elif 1 in held:
            _fill(held[1].text_frame, slide.lines)
            if slide.layout == "timeline":
                _tabulate(held[1].text_frame, slide)
            if slide.layout == "overview" and (height := columns_of(slide.lines)):
                _part(held[1], height)
            _grow(held[1].text_frame, slide)
        if CALLOUT_AT in held and slide.callout is not None:
            _fill(held[CALLOUT_AT].text_frame, [slide.callout])
            _resize(held[CALLOUT_AT].text_frame, callout_size(text_of(slide.callout)))
        for each in held.values():
            if not each.text_frame.text:
                _remove(each)
        if slide.layout != "title":
            _number(shown)
        return shown


def _tabulate(frame: Any, slide: Slide) -> None:
    """Set the dates in a column of their own; one that is too long for it stands above its event."""
    column, tabbed = dates_of(slide.lines, SIZES["timeline"][0] * scale_of(slide))
    for paragraph, is_tabbed in zip(frame.paragraphs, tabbed, strict=True):
        _set_tab(paragraph, column)
        event = paragraph.runs[1].text.removeprefix(FIXED["colon"]).lstrip()
        paragraph.runs[1].text = f"\t{event}" if is_tabbed else event
        if not is_tabbed:
            _break_after(paragraph.runs[0])


def _break_after(run: Any) -> None:
    from pptx.oxml import parse_xml  # noqa: PLC0415  (a library of its own is imported where it is used)

    run._r.addnext(parse_xml(_BREAK))  # noqa: SLF001  (the library breaks lines at a paragraph's end alone)


_BREAK = '<a:br xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>'


def _part(placeholder: Any, height: float) -> None:
    """Set topics in two columns, as tall as the longer one, so that programs fill both."""
    placeholder.left, placeholder.top = emu(BODY.left), emu(BODY.top)
    placeholder.width, placeholder.height = emu(BODY.width), emu(height)
    properties = placeholder.text_frame._txBody.bodyPr  # noqa: SLF001  (the library has no call for columns)
    properties.set("numCol", "2")
    properties.set("spcCol", str(emu(COLUMN)))


def _grow(frame: Any, slide: Slide) -> None:
    """Make letters larger where there is room."""
    from pptx.util import Pt  # noqa: PLC0415  (a library of its own is imported where it is used)

    scale, sizes = scale_of(slide), SIZES[slide.layout]
    for paragraph in frame.paragraphs if scale > 1 else ():
        paragraph.space_before = Pt(SCALES[scale] * (2 if slide.layout == "questions" else 1))
        for run in paragraph.runs:
            run.font.size = Pt(sizes[paragraph.level] * scale)


def _place_pairs(held: dict[int, Any], lines: Sequence[Line], scale: float) -> None:
    """Put each pair side by side, as tall as the longer of the two needs."""
    top = BODY.top
    pairs = list(zip(lines[::2], lines[1::2], strict=True))
    for order, (pair, height) in enumerate(zip(pairs, rows_of(pairs, scale), strict=True)):
        for side, line in enumerate(pair):
            cell = held[CELLS_AT[2 * order + side]]
            _fill(cell.text_frame, [line])
            _resize(cell.text_frame, SIZES["pairs"][0] * scale)
            cell.left, cell.top = emu(BODY.left + side * (BODY.width - CELL)), emu(top)
            cell.width, cell.height = emu(CELL), emu(height - 0.2)
        top += height


def _number(shown: Any) -> None:
    """Show the slide's number, which the program counts itself."""
    box = shown.shapes.add_textbox(*map(emu, (NUMBER_BOX.left, NUMBER_BOX.top, NUMBER_BOX.width, NUMBER_BOX.height)))
    number = len(shown.part.package.presentation_part.presentation.slides)
    from pptx.oxml import parse_xml  # noqa: PLC0415  (a library of its own is imported where it is used)

    shape = box._element  # noqa: SLF001  (the library has no call for a slide's number)
    fresh = parse_xml(_NUMBER.format(ident=box.shape_id, index=NUMBER_AT, number=number))
    shape.getparent().replace(shape, fresh)


_NUMBER = (
    '<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<p:nvSpPr><p:cNvPr id="{ident}" name="Slide Number Placeholder {ident}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
    '</p:cNvSpPr><p:nvPr><p:ph type="sldNum" sz="quarter" idx="{index}"/></p:nvPr></p:nvSpPr><p:spPr/>'
    '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
    '<a:rPr lang="en-GB"/><a:t>{number}</a:t></a:fld><a:endParaRPr lang="en-GB"/></a:p></p:txBody></p:sp>'
)


class Theirs:
    """The user's layouts: one for a title, one with a title and a text, one with two texts where there is one."""

    def __init__(self, presentation: Any) -> None:
        self._presentation = presentation
        layouts = [each for master in presentation.slide_masters for each in master.slide_layouts]
        texts = [each for each in layouts if _title(each) is not None and len(_bodies(each)) == 1]
        if not texts:
            raise UsageError(
                "the template has no layout with a title and one text",
                "add one in the program's slide master, or leave --template out",
            )
        # The first is what a program offers for a new slide; a text as large as a slide is what bullets need.
        self._text = max(
            texts, key=lambda each: (_area(_bodies(each)[0]) >= _area_of_half(presentation), -layouts.index(each))
        )
        self._pair = next((each for each in layouts if _title(each) is not None and _is_pair(each)), None)
        covers = [each for each in layouts if _title(each) is not None and _kind(_title(each)) == "CENTER_TITLE"]
        self._cover = covers[0] if covers else self._text

    def arranged(self, slide: Slide) -> Slide:
        """Give the slide with its lines in the order of the file: the left side first where there are two."""
        if slide.layout != "pairs" or self._pair is None:
            return slide
        return replace(slide, lines=(*slide.lines[::2], *slide.lines[1::2]))

    def add(self, slide: Slide) -> Any:
        layout = self._cover if slide.layout == "title" else self._text
        if slide.layout == "pairs" and self._pair is not None:
            layout = self._pair
        shown = self._presentation.slides.add_slide(layout)
        _anchor(shown, layout)
        _put(_title(shown), [slide.title], bound=36)
        bodies = _bodies(shown)
        callout = [slide.callout] if slide.callout is not None else []
        if slide.layout == "pairs" and len(bodies) == 2:
            half = len(slide.lines) // 2
            _put(bodies[0], slide.lines[:half])
            _put(bodies[1], slide.lines[half:])
        elif bodies and slide.lines:
            _put(bodies[0], [*slide.lines, *callout])
        for each in shown.placeholders:
            if not each.has_text_frame or not each.text_frame.text:
                _remove(each)
        return shown


def _anchor(shown: Any, layout: Any) -> None:
    """Put each place where the layout has it, where places share an index, by which they would find it themselves.

    LibreOffice writes such layouts.
    """
    places = [held for held in layout.placeholders if _kind(held) not in _COUNTED]
    if len({held.placeholder_format.idx for held in places}) == len(places):
        return
    for held, place in zip(shown.placeholders, places, strict=False):
        held.left, held.top, held.width, held.height = place.left, place.top, place.width, place.height


def _kind(placeholder: Any) -> str:
    return placeholder.placeholder_format.type.name if placeholder is not None else ""


def _title(each: Any) -> Any:
    return next((held for held in each.placeholders if _kind(held) in _TITLES), None)


def _bodies(each: Any) -> list[Any]:
    """Give the places for text, from left to right."""
    return sorted(
        (held for held in each.placeholders if _kind(held) in _BODIES), key=lambda held: (held.left or 0, held.top or 0)
    )


def _area(held: Any) -> int:
    return int((held.width or 0) * (held.height or 0))


def _area_of_half(presentation: Any) -> int:
    return int(presentation.slide_width * presentation.slide_height * 0.3)


def _is_pair(layout: Any) -> bool:
    bodies = _bodies(layout)
    return len(bodies) == 2 and min(map(_area, bodies)) > 0.7 * max(map(_area, bodies))


def _put(placeholder: Any, lines: Sequence[Line], bound: int = _LARGEST) -> None:
    """Fill a place of the user's, in the largest letters that it holds."""
    _fill(placeholder.text_frame, lines)
    width, height = (placeholder.width or _EMU) / _EMU - 0.5, (placeholder.height or _EMU) / _EMU - 0.1
    for size in range(bound, _SMALLEST - 1, -2):
        needs = sum(lines_of(text_of(line), size, width - 0.4 * line.level) * _LEADING + 0.6 for line in lines) * size
        if needs <= height * _POINTS:
            break
    _resize(placeholder.text_frame, size)


def _fill(frame: Any, lines: Sequence[Line]) -> None:
    """Write a paragraph a line."""
    from pptx.enum.dml import MSO_THEME_COLOR  # noqa: PLC0415  (a library of its own is imported where it is used)

    for order, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if order == 0 else frame.add_paragraph()
        paragraph.level = line.level
        for part in line.runs:
            run = paragraph.add_run()
            run.text = part.text
            if part.kind == "lead":
                run.font.bold = True
            elif part.kind == "mark":
                run.font.italic = True
                run.font.color.theme_color = MSO_THEME_COLOR.TEXT_2


def _set_tab(paragraph: Any, tab: float) -> None:
    from pptx.oxml import parse_xml  # noqa: PLC0415  (a library of its own is imported where it is used)

    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001  (the library has no call for tabs)
    properties.set("marL", str(emu(tab)))
    properties.set("indent", str(emu(-tab)))
    properties.append(parse_xml(_TABS.format(position=emu(tab))))


_TABS = (
    '<a:tabLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:tab pos="{position}" algn="l"/></a:tabLst>'
)


def _resize(frame: Any, size: float) -> None:
    from pptx.util import Pt  # noqa: PLC0415  (a library of its own is imported where it is used)

    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run.font.size = Pt(size)


def _remove(placeholder: Any) -> None:
    element = placeholder._element  # noqa: SLF001  (the library has no call to take a shape out)
    element.getparent().remove(element)
