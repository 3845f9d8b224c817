"""handout.docx: the hand-out for Word and LibreOffice, with real styles, in WordprocessingML (ECMA-376, part 1).

The parts are written here: a library would bring its own template, whose author, dates and thumbnail nobody asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from coursepack.model.pack import Pack
from coursepack.model.trace import Output, TraceLine
from coursepack.writers._archive import packed, xml_text
from coursepack.writers._assets import bytes_of
from coursepack.writers._handout import Line, Run, handout

FILES = ("handout.docx",)
SUMMARY = "a hand-out for Word: notes, timeline, terms, questions with answers"
PROGRAM = "LibreOffice Writer"
TAKES = ()

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_LOOKS = {"plain": "", "strong": "Strong", "mark": "Emphasis", "reference": "SubtleReference"}
_WIDTHS = (2268, 5386, 1984)
"""Of the timeline's columns; together they are what the margins leave of A4, in twentieths of a point."""
_PAGE = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>'
    "</w:sectPr>"
)
"""A4 with margins of two centimetres."""
_FIXED = {
    "[Content_Types].xml": "types.xml",
    "_rels/.rels": "package.rels.xml",
    "word/_rels/document.xml.rels": "document.rels.xml",
    "word/styles.xml": "styles.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/footer1.xml": "footer.xml",
}
"""Parts that are the same in each hand-out, and the files that they are kept in."""


def write(pack: Pack) -> Output:
    """Print each line as a paragraph of its style; of the timeline, a row of a table."""
    lines = list(handout(pack))
    body: list[str] = []
    trace: list[TraceLine] = []
    paragraphs = rows = lists = 0
    for is_table, group in groupby(lines, key=lambda line: line.kind in ("head", "row")):
        found = list(group)
        if is_table:
            body.append(_table(found))
        for line in found:
            if is_table:
                rows += 1
                at = f"row {rows}"
            else:
                paragraphs += 1
                at = f"line {paragraphs}"
                # The questions are one list, and their answers another, which begins with 1 again.
                lists += line.kind == "heading" and line.fixed[:1] in (("handout.questions",), ("handout.answers",))
                body.append(_paragraph(line, number=lists + 1))
            trace.append(TraceLine(file=FILES[0], at=at, claims=line.claims, fixed=line.fixed))
    trace.append(TraceLine(file=FILES[0], at="title", claims=lines[0].claims, fixed=lines[0].fixed))
    document = f"{_HEAD}<w:document {_W} {_R}><w:body>{''.join(body)}{_PAGE}</w:body></w:document>"
    parts = {name: bytes_of(f"handout/{kept}") for name, kept in _FIXED.items()}
    parts["word/document.xml"] = document.encode()
    parts["docProps/core.xml"] = _properties(lines[0].text)
    return Output(files={FILES[0]: packed(parts.items())}, trace=tuple(trace))


def _properties(title: str) -> bytes:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{xml_text(title)}</dc:title></cp:coreProperties>'
    ).encode()


def _paragraph(line: Line, number: int) -> str:
    if line.kind == "title":
        style = "Title"
    elif line.kind == "heading":
        style = f"Heading{line.level}"
    elif line.kind == "question":
        style = "ListNumber"
    else:
        style = "ListBullet2" if line.level else "ListBullet"
    counted = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if line.kind == "question" else ""
    return _styled(f'<w:pStyle w:val="{style}"/>{counted}', line.cells[0])


def _styled(style: str, runs: Iterable[Run]) -> str:
    return f"<w:p><w:pPr>{style}</w:pPr>{''.join(map(_run, runs))}</w:p>"


def _run(run: Run) -> str:
    look = _LOOKS[run.look]
    style = f'<w:rPr><w:rStyle w:val="{look}"/></w:rPr>' if look else ""
    return f'<w:r>{style}<w:t xml:space="preserve">{xml_text(run.text)}</w:t></w:r>'


def _table(rows: Sequence[Line]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    head = (
        '<w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
    )
    return f"<w:tbl>{head}<w:tblGrid>{grid}</w:tblGrid>{''.join(map(_row, rows))}</w:tbl>"


def _row(line: Line) -> str:
    is_head = line.kind == "head"
    kept = "<w:cantSplit/>" + ("<w:tblHeader/>" if is_head else "")
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="DEE6F0"/>' if is_head else ""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{_styled("", runs)}</w:tc>'
        for width, runs in zip(_WIDTHS, line.cells, strict=True)
    )
    return f"<w:tr><w:trPr>{kept}</w:trPr>{cells}</w:tr>"
