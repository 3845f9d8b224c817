"""HTML to lines with roles: what web pages, books and other wrappers of HTML share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from coursepack.errors import BadFile
from coursepack.model.anchors import Place
from coursepack.readers._bullets import bullet_of
from coursepack.readers._html_notes import is_back, is_byline, is_comment, is_note, is_reference, is_title, list_depth
from coursepack.readers._html_slides import deck_of, is_spoken
from coursepack.readers._html_styles import Look, Looks
from coursepack.readers._lines import Line, has_words
from coursepack.readers._mathml import formula_of
from coursepack.readers._office import Said, divided, has_head, row
from coursepack.readers._wrapping import is_question, sentences_in

__all__ = ["Page", "lines_of", "parse_html"]

_MOST_SIGNS = 2_000_000
"""Of "<": each may take two hundred bytes."""
_UNREAD = frozenset(
    """script style noscript template svg head button select textarea input iframe object embed canvas
    audio video map dialog datalist meter progress rt rp""".split()  # noqa: SIM905 - a list reads as words
)
_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main ol p pre section summary table tbody td tfoot th thead
    tr ul""".split()  # noqa: SIM905
)
_HEADINGS = MappingProxyType({f"h{level}": level for level in range(1, 7)})
_NOTES = frozenset(("figcaption", "caption", "legend"))
_FRAME_ROLES = frozenset(
    ("navigation", "banner", "contentinfo", "search", "complementary", "dialog", "menu", "toolbar")
)
_FRAME_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|navbox|menu|sidebar|breadcrumbs?|cookies?|share|sharing|social|related|"
    r"advert\w*|ads?|promo|newsletter|subscribe|skip-link|skip|pagination|pager|toolbar|masthead|footer|"
    r"comments?|editsection|mw-editsection|toc|printfooter|catlinks)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_RAISED = MappingProxyType(str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻"))
_LEAST = 4
"""An article has at least a fourth of its page's words."""
_CALLOUT = 2
_TYPED = ("dot", "ring", "arrow")
# KaTeX sets each formula twice, the second time for the eye alone.
_SET_TWICE = frozenset(("katex-html", "MathJax_Preview"))


class Page(Struct, frozen=True, kw_only=True):
    """A page's lines; `heading` is what its head names it."""

    said: tuple[Said, ...]
    heading: str
    left_out: tuple[tuple[str, int], ...]
    """What is not read, and how often it was met."""
    frame: int
    """Words of menus, heads and feet that are not read."""
    is_slides: bool = False
    looks: tuple[Look | None, ...] = ()
    """How each line is set, where styles were given."""


def parse_html(text: str, *, source: str) -> Any:
    """Parse a page, however broken; BadFile where it is nested deeper, or has more elements, than is safe to read."""
    if text.count("<") > _MOST_SIGNS:
        raise BadFile(source, "has more elements than is safe to read", "divide it into several files")
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, recover=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if any("depth" in entry.message for entry in parser.error_log):
        raise BadFile(source, "is nested too deep", "no author writes that; find out what made it")
    return root


def lines_of(root: Any, *, is_article: bool, styles: Looks | None = None) -> Page:
    """Read a page from its root; with `is_article` its menus, heads and feet are its frame, and left out."""
    title = root.find(".//title") if root is not None else None
    heading = " ".join("".join(title.itertext()).split()) if title is not None else ""
    if root is None:
        return Page(said=(), heading="", left_out=(), frame=0)
    body = root.find("body") if root.find("body") is not None else root
    if not is_article:
        page = _Reader(by_names=None, styles=styles).read(body)
        left_out = tuple(page.left_out.items())
        return Page(said=tuple(page.said), heading=heading, left_out=left_out, frame=0, looks=tuple(page.looks))
    whole = _Reader(by_names=None).read(body)
    deck, slides = deck_of(body)
    if deck is not None:
        page = _Reader(by_names=None, slides=slides).read(deck)
        frame = max(0, whole.count - page.count)
        left_out = tuple(page.left_out.items())
        return Page(said=tuple(page.said), heading=heading, left_out=left_out, frame=frame, is_slides=True)
    page = _Reader(by_names=True).read(_article(body))
    # Names lie: where they would take most of the text, only what the page's own elements say counts.
    for other in (False, None):
        if page.count * _LEAST < whole.count:
            page = _Reader(by_names=other).read(body)
    frame = max(0, whole.count - page.count)
    return Page(said=tuple(page.said), heading=heading, left_out=tuple(page.left_out.items()), frame=frame)


def _article(body: Any) -> Any:
    """Find the element that the page says is its content, where that is one."""
    for path in (".//main", ".//*[@role='main']", ".//article", ".//*[@itemprop='articleBody']"):
        found = body.findall(path)
        if len(found) == 1:
            return found[0]
    return body


class _Reader:
    """Walks a tree once, without recursion, and says a line at each block's end."""

    def __init__(
        self, *, by_names: bool | None, styles: Looks | None = None, slides: Mapping[Any, int] = MappingProxyType({})
    ) -> None:
        """Leave out frames by elements and roles; with `by_names` by classes too; None reads them."""
        self._slides = slides
        self._slide = self._spoken = 0
        self.said: list[Said] = []
        self.looks: list[Look | None] = []
        self._styles = styles
        self._look: Look | None = None
        self.left_out: Counter[str] = Counter()
        self._by_names = by_names
        self._words: list[str] = []
        self._lists = self._quotes = self._notes = 0
        self._is_item = False
        self._bylines = 0
        self._heading = 0
        self._cells: list[str] | None = None
        self._is_header = False
        self._tables: list[list[tuple[int, list[str]]]] = []

    @property
    def count(self) -> int:
        """Count the words that are read."""
        return sum(len(said.words.split()) for said in self.said)

    def read(self, top: Any) -> _Reader:
        walk = etree.iterwalk(top, events=("start", "end"))
        for event, element in walk:
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                if self._is_left_out(element, tag):
                    walk.skip_subtree()
                elif tag == "math":
                    self._words.append(formula_of(element))
                    walk.skip_subtree()
                else:
                    self._open(element, tag)
            else:
                if tag != "math" and not self._is_left_out(element, tag, is_counted=False):
                    self._close(element, tag)
                if element is not top and element.tail:
                    self._words.append(element.tail)
        self._flush()
        return self

    def _is_left_out(self, element: Any, tag: str, *, is_counted: bool = True) -> bool:
        what = ""
        if tag in ("textarea", "script") and "data-template" in element.attrib:
            what = "slide in Markdown"
        elif tag in _UNREAD or (self._slides and tag == "section" and element.get("data-visibility") == "hidden"):
            what = "unread"
        elif tag == "pre":
            what = "block of code"
        elif tag == "img":
            what = "image"
        elif tag in ("sup", "a") and is_reference(element, tag):
            what = "reference mark"
        elif tag == "p" and is_comment(element):
            what = "comment"
        elif (
            (tag == "a" and is_back(element))
            or self._is_hidden(element)
            or (self._by_names is not None and self._is_frame(element, tag))
        ):
            what = "unread"
        if what and what != "unread" and is_counted:
            self.left_out[what] += 1
        return bool(what)

    @staticmethod
    def _is_hidden(element: Any) -> bool:
        if "hidden" in element.attrib or not _SET_TWICE.isdisjoint(element.get("class", "").split()):
            return True
        return _HIDDEN.search(element.get("style", "")) is not None

    def _is_frame(self, element: Any, tag: str) -> bool:
        if tag in ("body", "html", "main", "article"):
            return False
        if element.get("role", "") in _FRAME_ROLES or tag in ("footer", "aside", "nav", "menu"):
            return True
        if tag == "header" and element.find("h1") is None and element.find("*/h1") is None:
            return True
        named = f"{element.get('class', '')} {element.get('id', '')}"
        return bool(self._by_names) and tag in _BLOCKS and _FRAME_NAMES.search(named) is not None

    def _open(self, element: Any, tag: str) -> None:
        if tag in _BLOCKS:
            self._flush()
            self._look = self._styles.of(element) if self._styles is not None else None
            self._slide = self._slides.get(element, self._slide)
            self._spoken += is_spoken(element, tag)
        if tag in ("ul", "ol", "dl"):
            self._lists += 1 + list_depth(element)
        elif tag == "blockquote":
            self._quotes += 1
        elif tag in ("li", "dt", "dd"):
            self._is_item = True
        elif tag in _HEADINGS or is_title(element):
            self._heading = _HEADINGS.get(tag, 1)
        elif tag == "table":
            self._tables.append([])
        elif tag == "tr":
            self._cells = [] if not _has_blocks(element) else None
            self._is_header = element.find("td") is None
        elif tag == "br":
            self._words.append("\n")
        if tag in _NOTES or (tag in _BLOCKS and is_note(element)):
            self._notes += 1
        self._bylines += tag in _BLOCKS and is_byline(element)
        # A list of terms puts what explains one below it.
        self._lists += tag == "dd"
        text = element.text or ""
        if tag == "sup" and len(element) == 0 and text.strip("+-−").isdecimal():
            text = text.translate(_RAISED)
        if text:
            self._words.append(text)

    def _close(self, element: Any, tag: str) -> None:
        if tag in ("td", "th") and self._cells is not None:
            self._cells.append(" ".join("".join(self._words).split()))
            self._words = []
        elif tag in _BLOCKS:
            self._flush()
            self._spoken -= is_spoken(element, tag)
        if tag in ("ul", "ol", "dl"):
            self._lists -= 1 + list_depth(element)
        elif tag == "blockquote":
            self._quotes -= 1
        elif tag in ("li", "dt", "dd"):
            self._is_item = False
        elif tag in _HEADINGS or is_title(element):
            self._heading = 0
        elif tag == "tr":
            self._row()
        elif tag == "table":
            self._head()
        if tag in _NOTES or (tag in _BLOCKS and is_note(element)):
            self._notes -= 1
        self._bylines -= tag in _BLOCKS and is_byline(element)
        self._lists -= tag == "dd"

    def _row(self) -> None:
        cells = self._cells or []
        self._cells = None
        if any(map(has_words, cells)):
            if self._tables:
                self._tables[-1].append((len(self.said), cells))
            self._say(row(cells, is_head=self._is_header))

    def _head(self) -> None:
        """Find the head of a table where nobody marked it."""
        rows = self._tables.pop() if self._tables else []
        if rows and has_head([cells for _, cells in rows]):
            at, cells = rows[0]
            self.said[at] = row(cells, is_head=True)

    def _say(self, said: Said) -> None:
        self.said.append(replace(said, place=Place(slide=self._slide)) if self._slide else said)
        self.looks.append(self._look)

    def _flush(self) -> None:
        # The white space of the file is none of the text's; what "<br>" made is.
        parts = [part if part == "\n" else " ".join(part.split("\n")) for part in self._words]
        words, self._words = "".join(parts), []
        if self._cells is not None and words.strip():
            self._cells.append(" ".join(words.split()))
            return
        for line in divided(words):
            if has_words(line):
                self._say(self._line(line))
                self._is_item = False

    def _line(self, words: str) -> Said:
        if self._spoken and self._slide:
            return Said(words=words, role="speech")
        if self._bylines:
            return Said(words=words, role="note")
        if self._heading:
            return Said(words=words, role="heading", level=self._heading)
        if self._notes:
            return Said(words=words, role="note")
        if is_question(words) and sentences_in(words) <= _CALLOUT:
            return Said(words=words, role="question", level=self._lists if self._is_item else 0)
        if self._is_item and self._lists:
            return Said(words=words, role="bullet", level=self._lists)
        typed = bullet_of(Line(start=0, end=len(words), number=1, indent=0, text=words))
        # A dash may open what somebody says; below a bullet it is one.
        follows = self.said and self.said[-1].role == "bullet"
        if typed and (typed.sign in _TYPED or (typed.sign == "dash" and follows)) and not words.startswith("o"):
            return Said(words=words, role="bullet", level=1, skip=typed.start)
        is_callout = self._quotes or (self._slide and sentences_in(words) <= _CALLOUT)
        return Said(words=words, role="callout" if is_callout else "paragraph")


def _has_blocks(row: Any) -> bool:
    """Tell a row that lays out a page: its cells hold lists, headings or several paragraphs."""
    blocks: Iterator[Any] = row.iterdescendants("ul", "ol", "table", "tr", "h1", "h2", "h3", "h4", "blockquote")
    return next(blocks, None) is not None or any(len(cell.findall("p")) > 1 for cell in row.findall("td"))
