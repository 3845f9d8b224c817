"""A PDF's pages by PDFium: every glyph with its place, joined to runs of one style."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from coursepack.readers._pdf_signs import signs_of
from coursepack.readers._pdf_tags import tag_of, tags_of
from coursepack.readers._sheet import UNTAGGED, Book, Run, Sheet, raised

__all__ = ["MOST_GLYPHS", "MOST_PAGES", "glyph_runs", "pages_of"]

MOST_GLYPHS = 7_000_000
"""Of a whole file: a book of 2,400 pages; what has more is more than a build takes."""
MOST_PAGES = 5_000
_MANY_PAGES = 800
_MOST_ROOTS = 3_000_000
"""Elements at the top of a tagged file's tree, looked at once for each page."""
_SPACE = 0.15
"""Of the size: a wider gap is a space. TeX's narrowest are 0.22 wide, kerning moves letters by 0.1 and less."""
_SEEN_SPACE = 0.05
_DIGITS = frozenset("0123456789")
_RAISED, _SMALL = 0.25, 0.5
"""Of the size: figures stand on the line and are 0.65 high and more."""
_APART = 1.2
"""Of the size: what stands farther away is in another column."""
_LEVEL = math.radians(8)
_PICTURES = ("wingdings", "webdings", "dingbats", "marlett")
# The encoding of the font Symbol (ISO 32000-1, annex D.5), which programs shift to U+F000.
_SYMBOL_LOW = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}~"
_SYMBOL_HIGH = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑"
_SHIFTED = {
    **{0xF020 + at: char for at, char in enumerate(_SYMBOL_LOW)},
    **{0xF0A0 + at: char for at, char in enumerate(_SYMBOL_HIGH)},
}
_BOLD = ("bold", "black", "heavy", "semibold", "demi")
_BOLD_WEIGHT = 600
# Accents that old TeX fonts draw beside their letter, with the sign that joins it.
_ACCENTS = {"´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "˜": "\u0303", "ˇ": "\u030c", "¸": "\u0327"}


class _Style(NamedTuple):
    size: float
    angle: float
    is_bold: bool
    is_symbol: bool
    is_pictures: bool
    """Whether its font's signs are pictures, which have no letters: Wingdings."""
    tag: int = UNTAGGED


class _Glyph(NamedTuple):
    char: str
    left: float
    right: float
    base: float
    style: _Style
    is_spaced: bool
    """Whether PDFium sees a space before it, by the letters' outlines."""


def pages_of(data: bytes) -> Book:
    """Read every page; a page that PDFium cannot take apart is an empty one."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        return Book(fault="password" if code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY) else "damaged")
    if len(document) > MOST_PAGES:
        return Book(fault="much")
    if len(document) > _MANY_PAGES and _is_too_much(document):
        return Book(fault="much")
    sheets: list[Sheet] = []
    glyphs = 0
    most_roots = _MOST_ROOTS // len(document) if _is_tagged(document) else 0
    for number in range(len(document)):
        sheet, count = _sheet(document, number, most_roots)
        sheets.append(sheet)
        glyphs += count
        if glyphs > MOST_GLYPHS:
            return Book(fault="much")
    return Book(sheets=tuple(sheets))


def _is_tagged(document: Any) -> bool:
    """Tell a tagged document; on slides, tags follow the order in which boxes were made, and call most of them one."""
    if not len(document) or not pdfium.FPDFCatalog_IsTagged(document):
        return False
    size = pdfium.FS_SIZEF()
    wide = 0
    for number in range(len(document)):
        if pdfium.FPDF_GetPageSizeByIndexF(document.raw, number, size):
            wide += bool(size.width > size.height)
    return wide * 2 <= len(document)


def _is_too_much(document: Any) -> bool:
    """Count the letters before they are placed, which takes twenty times as long."""
    count = 0
    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            continue
        count += text.count_chars()
        text.close()
        page.close()
        if count > MOST_GLYPHS:
            return True
    return False


def _sheet(document: Any, number: int, most_roots: int) -> tuple[Sheet, int]:
    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return Sheet(number=number + 1, width=0.0, height=0.0, runs=()), 0
    width, height = page.get_size()
    turn = page.get_rotation()
    count = text.count_chars()
    told = [0, 0]
    if count > MOST_GLYPHS:
        return Sheet(number=number + 1, width=width, height=height, runs=()), count
    tags, by_id = tags_of(page.raw, most_roots=most_roots) if most_roots else ([], {})
    place = _placer(page.get_bbox(), turn)
    glyphs = _glyphs(text.raw, count, place, (told, by_id))
    inside = (each for each in glyphs if -1 <= each.left <= width + 1 and -1 <= each.base <= height + 1)
    runs = tuple(glyph_runs(inside, math.radians(turn)))
    upright = [run for run, is_level in runs if is_level]
    upright.extend(signs_of(page.raw, place, upright))
    sheet = Sheet(
        number=number + 1,
        width=round(width, 2),
        height=round(height, 2),
        runs=tuple(upright),
        tags=tuple(tags),
        sideways=sum(len(run.text.strip()) for run, is_level in runs if not is_level),
        unknown=told[0],
    )
    text.close()
    page.close()
    return sheet, count


_Placer = Callable[[float, float], tuple[float, float]]


def _placer(box: tuple[float, float, float, float], turn: int) -> _Placer:
    """Give the function from the file's coordinates to those of the page as it is seen, from its top left."""
    left, bottom, right, top = box
    return {
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }.get(turn, lambda x, y: (x - left, top - y))


def _glyphs(text: Any, count: int, place: _Placer, page: tuple[list[int], dict[int, int]]) -> Iterator[_Glyph]:
    told, by_id = page
    x, y = ctypes.c_double(), ctypes.c_double()
    box = pdfium.FS_RECTF()
    styles: dict[int, _Style] = {}
    is_spaced = False
    for at in range(count):
        if pdfium.FPDFText_IsGenerated(text, at) == 1:
            is_spaced = True
            continue
        code = pdfium.FPDFText_GetUnicode(text, at)
        # PDFium gives 0, and U+FFFE for a hyphen at a line's end, where the file has no letter.
        char = "-" if code in (0xFFFE, 2) else chr(code) if 0 < code < 0x110000 else ""
        if not char or 0xD800 <= code < 0xE000 or (unicodedata.category(char) in ("Cc", "Cn") and not char.isspace()):
            told[0] += pdfium.FPDFText_HasUnicodeMapError(text, at) == 1
            continue
        pdfium.FPDFText_GetCharOrigin(text, at, x, y)
        pdfium.FPDFText_GetLooseCharBox(text, at, box)
        drawn = pdfium.FPDFText_GetTextObject(text, at)
        key = ctypes.cast(drawn, ctypes.c_void_p).value or 0
        style = styles.get(key)
        if style is None:
            style = styles[key] = _style(text, at, tag_of(drawn, by_id) if by_id else UNTAGGED)
        if 0xE000 <= code < 0xF900 and not style.is_pictures:
            # Without a font of signs, only the file's maker knows what letter this is.
            char = _SHIFTED.get(code, "") if style.is_symbol else ""
            told[0] += not char
            if not char:
                continue
        if char in _DIGITS and style.angle == 0 and _is_small_figure(text, at, y.value, style.size):
            char = raised(char)
        origin = place(x.value, y.value)
        first, last = place(box.left, box.bottom), place(box.right, box.top)
        left, right = sorted((first[0], last[0]))
        yield _Glyph(char, left, right, origin[1], style, is_spaced)
        is_spaced = False


def _is_small_figure(text: Any, at: int, base: float, size: float) -> bool:
    """Tell a raised figure that its font has beside the large one: its size is the same, its outline is not."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, at, left, right, bottom, top)
    bottom_, top_ = float(bottom.value), float(top.value)
    return bottom_ - base >= _RAISED * size and top_ - bottom_ <= _SMALL * size


def _style(text: Any, at: int, tag: int) -> _Style:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, at, matrix)
    size = pdfium.FPDFText_GetFontSize(text, at) * math.hypot(matrix.b, matrix.d)
    flags = ctypes.c_int()
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(text, at, name, 128, flags)
    font = name.value.decode("latin-1").lower()
    weight = pdfium.FPDFText_GetFontWeight(text, at)
    angle = math.atan2(matrix.b, matrix.a)
    is_bold = any(each in font for each in _BOLD) or weight >= _BOLD_WEIGHT
    is_pictures = any(each in font for each in _PICTURES)
    return _Style(round(size, 2), angle, is_bold, is_pictures or "symbol" in font, is_pictures, tag)


def glyph_runs(glyphs: Iterator[_Glyph], turn: float) -> Iterator[tuple[Run, bool]]:
    """Join neighbours of one style; tell of each run whether it stands upright on the page."""
    run: list[_Glyph] = []
    order = 0
    for glyph in glyphs:
        if run and not _follows(run[-1], glyph):
            yield _run(run, order), _is_level(run[0], turn)
            order += 1
            run = []
        run.append(glyph)
    if run:
        yield _run(run, order), _is_level(run[0], turn)


def _is_level(glyph: _Glyph, turn: float) -> bool:
    # A page that is shown turned clockwise has its text drawn turned the other way.
    return abs(math.remainder(glyph.style.angle - turn, math.tau)) <= _LEVEL


def _follows(last: _Glyph, glyph: _Glyph) -> bool:
    size = max(last.style.size, glyph.style.size, 0.1)
    return (
        glyph.style[1:] == last.style[1:]
        and abs(glyph.style.size - last.style.size) <= 0.05 * size
        and abs(glyph.base - last.base) <= 0.1 * size
        and -0.6 * size <= glyph.left - last.right <= _APART * size
    )


def _run(glyphs: list[_Glyph], order: int) -> Run:
    style = glyphs[0].style
    parts: list[str] = []
    kept: list[_Glyph] = []
    accent = ""
    for at, glyph in enumerate(glyphs):
        if kept and _is_shadow(kept[-1], glyph):
            continue
        least = _SEEN_SPACE if glyph.is_spaced else _SPACE
        if kept and glyph.left - kept[-1].right > least * style.size and not parts[-1].isspace():
            parts.append(" ")
        mark = _ACCENTS.get(glyph.char, "")
        following = glyphs[at + 1] if mark and at + 1 < len(glyphs) else None
        if accent:
            parts.append(unicodedata.normalize("NFC", glyph.char + accent))
            accent = ""
        elif following is not None and following.char.isalpha() and _overlaps(glyph, following):
            accent = mark
        elif mark and kept and parts[-1].isalpha() and _overlaps(glyph, kept[-1]):
            parts[-1] = unicodedata.normalize("NFC", parts[-1] + mark)
        else:
            parts.append(glyph.char)
        kept.append(glyph)
    return Run(
        text="".join(parts),
        left=round(min(each.left for each in kept), 2),
        right=round(max(each.right for each in kept), 2),
        base=round(glyphs[0].base, 2),
        size=style.size,
        is_bold=style.is_bold,
        is_symbol=style.is_symbol,
        order=order,
        tag=style.tag,
    )


def _is_shadow(last: _Glyph, glyph: _Glyph) -> bool:
    """Tell a letter that is drawn twice to look bold or to throw a shadow."""
    return glyph.char == last.char and abs(glyph.left - last.left) < 0.2 * (last.right - last.left)


def _overlaps(accent: _Glyph, letter: _Glyph) -> bool:
    middle = (accent.left + accent.right) / 2
    return letter.left < middle < letter.right
