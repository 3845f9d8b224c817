"""handout.epub: the hand-out as an e-book (EPUB 3.3), a chapter for each part, with contents that lead to each section.

The parts are written here; the one library for it may not be passed on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from uuid import NAMESPACE_OID, uuid5

from coursepack.model.pack import Pack
from coursepack.model.trace import Output, TraceLine
from coursepack.writers._archive import packed, xml_text
from coursepack.writers._assets import bytes_of, template
from coursepack.writers._handout import Line, Run, handout

FILES = ("handout.epub",)
SUMMARY = "the hand-out as an e-book: a chapter a part, contents that lead to each section"
PROGRAM = "epubcheck, Chromium"
TAKES = ()

_MIMETYPE = "mimetype"
_TYPE = b"application/epub+zip"
_TAGS = {"plain": "{}", "strong": "<b>{}</b>", "mark": '<span class="mark">{}</span>'}
_REFERENCE = '<span class="reference">{}</span>'


class _Chapter:
    """Lines up to the next heading of the first level; the title stands alone in the first."""

    def __init__(self, number: int, lines: Sequence[Line]) -> None:
        self.number, self.lines = number, lines
        self.file = f"chapter-{number}.xhtml"

    @property
    def title(self) -> Line:
        return self.lines[0]

    @property
    def body(self) -> str:
        return "".join(self._blocks())

    def _blocks(self) -> Iterator[str]:
        numbered = list(enumerate(self.lines, start=1))
        for kind, group in groupby(numbered, key=lambda each: _block(each[1])):
            found = list(group)
            if kind == "heading":
                yield from (_heading(number, line) for number, line in found)
            elif kind == "table":
                yield f"<table>{''.join(_row(line) for _, line in found)}</table>\n"
            elif kind == "ol":
                yield f"<ol>{''.join(f'<li>{_runs(line.cells[0])}</li>' for _, line in found)}</ol>\n"
            else:
                yield _bullets([line for _, line in found])


def write(pack: Pack) -> Output:
    """Print each line once in its chapter, and the headings in the contents again."""
    lines = list(handout(pack))
    starts = [at for at, line in enumerate(lines) if line.kind == "title" or (line.kind, line.level) == ("heading", 1)]
    ends = [*starts[1:], len(lines)]
    chapters = [
        _Chapter(order + 1, lines[start:end]) for order, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]
    trace = [TraceLine(file=FILES[0], at="title", claims=lines[0].claims, fixed=lines[0].fixed)]
    page = template("handout/chapter.xhtml.j2")
    parts = [
        (_MIMETYPE, _TYPE),
        ("META-INF/container.xml", bytes_of("handout/container.xml")),
        ("book/content.opf", _package(pack, lines[0].text, chapters)),
        ("book/nav.xhtml", _contents(lines[0].text, chapters)),
        ("book/style.css", bytes_of("handout/book.css")),
    ]
    for chapter in chapters:
        text = page.render(title=xml_text(chapter.title.text), body=chapter.body)
        parts.append((f"book/{chapter.file}", text.encode()))
        trace += _trace(chapter)
    trace.append(TraceLine(file=FILES[0], at="contents, title", claims=lines[0].claims, fixed=lines[0].fixed))
    for number, line in enumerate((line for each in chapters for line in each.lines if _is_listed(line)), start=1):
        trace.append(TraceLine(file=FILES[0], at=f"contents, line {number}", claims=line.claims, fixed=line.fixed))
    return Output(files={FILES[0]: packed(parts, stored=frozenset({_MIMETYPE}))}, trace=tuple(trace))


def _trace(chapter: _Chapter) -> Iterator[TraceLine]:
    here, title = f"chapter {chapter.number}", chapter.title
    yield TraceLine(file=FILES[0], at=f"{here}, title", claims=title.claims, fixed=title.fixed)
    for number, line in enumerate(chapter.lines, start=1):
        yield TraceLine(file=FILES[0], at=f"{here}, line {number}", claims=line.claims, fixed=line.fixed)


def _is_listed(line: Line) -> bool:
    return line.kind in ("title", "heading")


def _package(pack: Pack, title: str, chapters: Sequence[_Chapter]) -> bytes:
    """Name the book by its sources: the same sources are the same book."""
    ident = uuid5(NAMESPACE_OID, " ".join(source.sha256 for source in pack.sources))
    text = template("handout/content.opf.j2").render(
        ident=ident.urn, title=xml_text(title), files=[chapter.file for chapter in chapters]
    )
    return text.encode()


def _contents(title: str, chapters: Sequence[_Chapter]) -> bytes:
    found = []
    for chapter in chapters:
        own = [(number, line) for number, line in enumerate(chapter.lines, start=1) if _is_listed(line)]
        inner = [(f"{chapter.file}#n{number}", xml_text(line.text)) for number, line in own[1:]]
        found.append((chapter.file, xml_text(chapter.title.text), inner))
    return template("handout/nav.xhtml.j2").render(title=xml_text(title), chapters=found).encode()


def _block(line: Line) -> str:
    if line.kind in ("title", "heading"):
        return "heading"
    if line.kind in ("head", "row"):
        return "table"
    return "ol" if line.kind == "question" else "ul"


def _heading(number: int, line: Line) -> str:
    tag = "h1" if line.kind == "title" else f"h{line.level}"
    kind = ' class="title"' if line.kind == "title" else ""
    return f'<{tag} id="n{number}"{kind}>{_runs(line.cells[0])}</{tag}>\n'


def _row(line: Line) -> str:
    tag = "th" if line.kind == "head" else "td"
    return f"<tr>{''.join(f'<{tag}>{_runs(cell)}</{tag}>' for cell in line.cells)}</tr>\n"


def _bullets(lines: Sequence[Line]) -> str:
    """Put what stands under a bullet into a list in it; a first bullet has none above."""
    out, is_inner = "<ul>", False
    for order, line in enumerate(lines):
        if line.level and order and not is_inner:
            out, is_inner = out.removesuffix("</li>\n") + "<ul>", True
        elif not line.level and is_inner:
            out, is_inner = out + "</ul></li>\n", False
        out += f"<li>{_runs(line.cells[0])}</li>\n"
    return out + ("</ul></li>\n" if is_inner else "") + "</ul>\n"


def _runs(runs: Sequence[Run]) -> str:
    return "".join(_TAGS.get(run.look, _REFERENCE).format(xml_text(run.text)) for run in runs)
