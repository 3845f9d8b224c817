"""Glyphs to runs: spaces, accents that are drawn beside their letters, shadows, signs."""

from __future__ import annotations

import ctypes
import io

import pypdfium2
import pypdfium2.raw
import pytest

from coursepack.readers import _pdfium
from coursepack.readers._pdfium import _SHIFTED, _Glyph, _Style, glyph_runs, pages_of

STYLE = _Style(10.0, 0.0, is_bold=False, is_symbol=False, is_pictures=False)


def texts(*placed):
    """Give the texts of the runs of glyphs, each with its left and right edge."""
    glyphs = [_Glyph(char, left, right, 100.0, STYLE, is_spaced=False) for char, left, right in placed]
    return [run.text for run, _ in glyph_runs(iter(glyphs), 0.0)]


def test_a_gap_is_a_space():
    """TeX draws none; kerning is narrower."""
    assert texts(("a", 0, 5), ("b", 5.5, 10), ("c", 12.5, 17)) == ["ab c"]


def test_what_is_far_away_is_another_run():
    """A gutter is no space."""
    assert texts(("a", 0, 5), ("b", 40, 45)) == ["a", "b"]


@pytest.mark.parametrize("glyphs", [[("´", 5, 9), ("e", 5, 10)], [("e", 5, 10), ("´", 5, 9)]])
def test_an_accent_over_its_letter_is_one_letter(glyphs):
    """Old TeX fonts draw it before the letter, others behind it."""
    assert texts(("n", 0, 5), *glyphs) == ["né"]


def test_a_letter_drawn_twice_is_one():
    """So it looks bold."""
    assert texts(("a", 0, 5), ("a", 0.3, 5.3), ("b", 5, 10)) == ["ab"]


def test_shifted_signs_are_themselves():
    """A "~" or an arrow that is lost says something else."""
    assert [_SHIFTED[code] for code in (0xF07E, 0xF0DE, 0xF06C, 0xF0B3, 0xF0B1)] == ["~", "⇒", "λ", "≥", "±"]


def test_many_pages_are_counted_before_they_are_read(monkeypatch):
    """A small file can show one page thousands of times; to place each letter would take minutes."""
    document = pypdfium2.PdfDocument.new()
    font = pypdfium2.raw.FPDFText_LoadStandardFont(document.raw, b"Helvetica")
    for _ in range(3):
        page = document.new_page(300, 300)
        words = pypdfium2.raw.FPDFPageObj_CreateTextObj(document.raw, font, 12)
        letters = ctypes.create_string_buffer("Wells and mills".encode("utf-16-le") + b"\0\0")
        pypdfium2.raw.FPDFText_SetText(words, ctypes.cast(letters, ctypes.POINTER(ctypes.c_ushort)))
        pypdfium2.raw.FPDFPage_InsertObject(page.raw, words)
        pypdfium2.raw.FPDFPage_GenerateContent(page.raw)
    out = io.BytesIO()
    document.save(out)
    monkeypatch.setattr(_pdfium, "_MANY_PAGES", 2)
    assert len(pages_of(out.getvalue()).sheets) == 3
    monkeypatch.setattr(_pdfium, "MOST_GLYPHS", 40)
    monkeypatch.setattr(_pdfium, "_sheet", None)
    assert pages_of(out.getvalue()).fault == "much"
