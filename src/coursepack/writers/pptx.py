"""deck.pptx: a slide deck for PowerPoint and LibreOffice Impress, its text in placeholders, its quotes in the notes."""

from __future__ import annotations

from typing import Any

from coursepack.model.pack import Pack
from coursepack.model.trace import Output, TraceLine
from coursepack.writers._deck import Slide, placed, text_of
from coursepack.writers._deck_plan import deck_of
from coursepack.writers._pptx_look import blank
from coursepack.writers._pptx_package import opened, packed
from coursepack.writers._pptx_slides import Own, Theirs

FILES = ("deck.pptx",)
SUMMARY = "a slide deck: sections, dates, positions, questions, each slide with its quotes in the notes"
PROGRAM = "LibreOffice Impress"
TAKES = ("template",)


def write(pack: Pack, *, template: bytes | None = None) -> Output:
    """Lay the deck out by our own look, or by the layouts of the user's presentation, whose own slides go."""
    deck = deck_of(pack)
    presentation = opened(blank() if template is None else template, is_ours=template is None)
    look: Own | Theirs = Own(presentation) if template is None else Theirs(presentation)
    slides = [look.arranged(slide) for slide in deck.slides]
    for slide in slides:
        shown = look.add(slide)
        _noted(shown, slide)
    title = TraceLine(file=FILES[0], at="title", claims=deck.title.claims)
    data = packed(presentation, text_of(deck.title))
    return Output(files={FILES[0]: data}, trace=(title, *placed(slides, FILES[0])))


def _noted(shown: Any, slide: Slide) -> None:
    if slide.notes:
        shown.notes_slide.notes_text_frame.text = "\n".join(text_of(line) for line in slide.notes)
