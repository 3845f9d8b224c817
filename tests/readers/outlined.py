"""Makes real office files from outlines, with the libraries that write them, so that a case is text that one can read.

`# ` opens with a title and `> ` is what stands below it; `## ` begins a slide or a section, `- ` is a bullet, indented
by two for each level, `| ` a table's row, `note: ` a speaker's note, `@2,5 ` a text box at so many inches from left and
top; `(hidden)` at the end of a slide's title hides it. All else is a paragraph.
"""

from __future__ import annotations

import io
import re

import docx
import pptx
from odf import draw, presentation, style, table, text
from odf.namespaces import PRESENTATIONNS
from odf.opendocument import OpenDocumentPresentation, OpenDocumentText
from pptx.util import Inches

__all__ = ["written"]

_BOX = re.compile(r"@(\d+),(\d+) (.*)")


def written(outline: str, name: str) -> bytes:
    """Give the bytes of a file whose kind the name tells."""
    return _MAKERS[name.rpartition(".")[2]](outline.strip("\n").split("\n"))


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def bullet(line: str) -> tuple[int, str]:
    """Give a bullet's level, from 1, and its words."""
    return (len(line) - len(line.lstrip())) // 2 + 1, line.strip().removeprefix("- ")


def cells(line: str) -> list[str]:
    return [each.strip() for each in line.strip("| ").split("|")]


def deck(lines: list[str]) -> bytes:
    show = pptx.Presentation()
    slide = body = None
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        if rows and not line.startswith("|"):
            grid = slide.shapes.add_table(len(rows), len(rows[0]), 0, Inches(3), Inches(8), Inches(2)).table
            for y, row in enumerate(rows):
                for x, words in enumerate(row):
                    grid.cell(y, x).text = words
            rows = []
        if line.startswith("#"):
            title = line.lstrip("# ")
            slide = show.slides.add_slide(show.slide_layouts[0 if line.startswith("# ") else 1])
            slide.shapes.title.text = title.removesuffix(" (hidden)")
            if title.endswith(" (hidden)"):
                slide._element.set("show", "0")
            body = slide.placeholders[1].text_frame
        elif line.startswith("> "):
            _add(body, line[2:])
        elif line.lstrip().startswith("- "):
            level, words = bullet(line)
            _add(body, words).level = level - 1
        elif line.startswith("|"):
            rows.append(cells(line))
        elif line.startswith("note: "):
            _add(slide.notes_slide.notes_text_frame, line[6:])
        elif found := _BOX.fullmatch(line):
            box = slide.shapes.add_textbox(Inches(int(found[1])), Inches(int(found[2])), Inches(2), Inches(0.5))
            box.text_frame.text = found[3]
    return saved(show)


def _add(frame, words):
    paragraph = frame.add_paragraph() if frame.text else frame.paragraphs[0]
    paragraph.text = words
    return paragraph


def document(lines: list[str]) -> bytes:
    out = docx.Document()
    grid = None
    for line in lines:
        if line.startswith("|"):
            row = cells(line)
            grid = grid or out.add_table(0, len(row), style="Light Grid Accent 1")
            for cell, words in zip(grid.add_row().cells, row, strict=True):
                cell.text = words
            continue
        grid = None
        if line.startswith("# "):
            out.add_paragraph(line[2:], style="Title")
        elif line.startswith("#"):
            out.add_heading(line.lstrip("# "), len(line.split()[0]) - 1)
        elif line.startswith("> "):
            out.add_paragraph(line[2:], style="Subtitle")
        elif line.lstrip().startswith("- "):
            level, words = bullet(line)
            out.add_paragraph(words, style="List Bullet" if level == 1 else f"List Bullet {level}")
        elif line:
            out.add_paragraph(line)
    return saved(out)


def open_text(lines: list[str]) -> bytes:
    out = OpenDocumentText()
    for name in ("Title", "Subtitle"):
        out.styles.addElement(style.Style(name=name, family="paragraph"))
    grid = None
    for line in lines:
        if line.startswith("|"):
            if grid is None:
                grid = table.Table()
                out.text.addElement(grid)
            grid.addElement(_row(line))
            continue
        grid = None
        if line.startswith("## "):
            out.text.addElement(text.H(outlinelevel=1, text=line[3:]))
        elif line.startswith(("# ", "> ")):
            out.text.addElement(text.P(stylename="Title" if line[0] == "#" else "Subtitle", text=line[2:]))
        elif line.lstrip().startswith("- "):
            out.text.addElement(_list(line))
        elif line:
            out.text.addElement(text.P(text=line))
    return saved(out)


def open_deck(lines: list[str]) -> bytes:
    show = OpenDocumentPresentation()
    plain = style.PageLayout(name="plain")
    show.automaticstyles.addElement(plain)
    show.masterstyles.addElement(style.MasterPage(name="plain", pagelayoutname=plain))
    hidden = style.Style(name="hidden", family="drawing-page")
    hidden.addElement(style.DrawingPageProperties(visibility="hidden"))
    show.automaticstyles.addElement(hidden)
    page = body = None
    for line in lines:
        if line.startswith("#"):
            title = line.lstrip("# ")
            is_hidden = {"stylename": "hidden"} if title.endswith(" (hidden)") else {}
            page = draw.Page(masterpagename="plain", **is_hidden)
            show.presentation.addElement(page)
            _frame(page, "title", 2, 1).addElement(text.P(text=title.removesuffix(" (hidden)")))
            body = None
        elif line.startswith("> "):
            _frame(page, "subtitle", 2, 6).addElement(text.P(text=line[2:]))
        elif line.lstrip().startswith("- "):
            if body is None:
                body = _frame(page, "outline", 2, 4)
            body.addElement(_list(line))
        elif line.startswith("note: "):
            notes = presentation.Notes()
            page.addElement(notes)
            _frame(notes, "notes", 2, 12).addElement(text.P(text=line[6:]))
        elif found := _BOX.fullmatch(line):
            _frame(page, None, int(found[1]), int(found[2])).addElement(text.P(text=found[3]))
    return saved(show)


def _frame(page, kind, left: int, top: int):
    frame = draw.Frame(x=f"{left}in", y=f"{top}in", width="2in", height="0.5in")
    if kind:
        frame.setAttrNS(PRESENTATIONNS, "class", kind)
    page.addElement(frame)
    box = draw.TextBox()
    frame.addElement(box)
    return box


def _list(line: str):
    level, words = bullet(line)
    inner = text.P(text=words)
    for _ in range(level):
        item, outer = text.ListItem(), text.List()
        item.addElement(inner)
        outer.addElement(item)
        inner = outer
    return inner


def _row(line: str):
    row = table.TableRow()
    for words in cells(line):
        cell = table.TableCell()
        cell.addElement(text.P(text=words))
        row.addElement(cell)
    return row


_MAKERS = {"pptx": deck, "docx": document, "odt": open_text, "odp": open_deck}
