"""Checks index.html: every word stands in a traced element and is one of its claims' words, and nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from urllib.parse import unquote

from coursepack.model.trace import TraceLine
from coursepack.verifier import requests
from coursepack.verifier.anchors import Case
from coursepack.verifier.drawn import KEPT, SHAPES, Noted, check_drawn, check_shown, is_label
from coursepack.verifier.lines import Judge, Phrases, Shown, strangers
from coursepack.verifier.report import excerpt
from coursepack.verifier.slides import SLIDE, check_slides
from coursepack.verifier.telling import FIXED_WORDS, MARK, Teller, Telling, tokens

__all__ = ["check_page", "check_text"]

# HTML Living Standard, section 13.1.2: void elements; and elements whose edges part no words.
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "data",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
    ]
)
# A browser takes what is in these for bare text, where this parser sees elements.
_RAW = frozenset(["listing", "noembed", "noframes", "plaintext", "textarea", "xmp"])
_PRINTING = frozenset(
    [
        "abbr",
        "alt",
        "aria-braillelabel",
        "aria-description",
        "aria-label",
        "aria-placeholder",
        "aria-roledescription",
        "aria-valuetext",
        "label",
        "placeholder",
        "summary",
        "title",
    ]
)
_PRESSED = frozenset({"button", "reset", "submit", "text", "search", ""})  # inputs that show their value
_TECHNICAL = frozenset(
    ["color-scheme", "format-detection", "generator", "referrer", "robots", "theme-color", "viewport"]
)


def check_page(case: Case, file: str, data: bytes, traced: Sequence[TraceLine]) -> None:
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        case.found.add(file, data.count(b"\n", 0, error.start) + 1, "unreadable", "is no UTF-8 text")
        return
    check_text(Judge(case, file, Teller(case.look)), case, text, traced, [each.id for each in case.look.pack.sources])


def check_text(judge: Judge, case: Case, text: str, traced: Sequence[TraceLine], titles: Sequence[str]) -> None:
    """Check the page's text; `titles` are the ids whose words the page's own title may say."""
    page = _Page(judge, {line.at: line for line in traced}, titles)
    page.feed(text.replace(MARK, " "))
    page.close()
    labels = {noted.around for noted in page.noted if is_label(noted)}
    for line in traced:
        shown = page.shown.get(line.at)
        if shown is None:
            ids = ", ".join((*line.claims, *line.fixed))
            judge.add(None, "gone", f"the element '{line.at}', traced to {ids}, is not there")
        elif line.at not in labels:
            judge.judge(shown, line, needs_reference=False)
    _check_views(case, judge, page, {line.at: line for line in traced})


def _check_views(case: Case, judge: Judge, page: _Page, traced: Mapping[str, TraceLine]) -> None:
    """Check what the page shows in other ways than by words, and where its links lead."""
    notes = [
        (noted, page.shown.get(noted.around), traced.get(noted.around) if noted.is_own else None)
        for noted in page.noted
    ]
    check_drawn(judge, case.look, notes)
    check_slides(judge, case.look, page.slides, traced)
    drawings = {noted.drawing for noted in page.noted if noted.drawing is not None}
    for number, drawing, text in page.loose:
        if drawing in drawings:
            judge.add(number, "untraced", text)
    groups: dict[str, tuple[int, list[TraceLine]]] = {}
    ticks = {noted.around for noted in page.noted if "data-tick" in noted.attributes}
    for at, outermost in page.outermost.items():
        # A label of an axis tells a date alone.
        if at in ticks:
            continue
        groups.setdefault(outermost, (page.shown[outermost].line, []))[1].append(traced[at])
    check_shown(judge, case.look, groups)
    for number, goal in page.goals:
        if goal not in page.ids:
            judge.add(number, "gone", f"leads to '#{goal}', which is not on the page")


class _Open:
    """An element that is not closed yet."""

    __slots__ = ("is_own", "kind", "noted", "shown", "tag", "texts")

    def __init__(self, tag: str, shown: Shown | None, kind: str, *, is_own: bool) -> None:
        self.tag, self.shown, self.is_own = tag, shown, is_own
        self.kind = kind
        """"ins", "ref", "title", "tip", "script", "style", or "" for text as it stands."""
        self.noted: Noted | None = None
        self.texts: list[str] = []


class _Page(HTMLParser):
    """Gathers what is printed under each traced id, and adds what needs no claim to be wrong."""

    def __init__(self, judge: Judge, traced: Mapping[str, TraceLine], sources: Sequence[str]) -> None:
        super().__init__(convert_charrefs=True)
        self._judge, self._traced = judge, traced
        self._titles = tuple(each for source in sources for each in judge.teller.tellings(source) or ())
        self._phrases = Phrases(FIXED_WORDS.values())
        self._open: list[_Open] = []
        self._svgs = 0
        """Of those open."""
        self._styled: set[str] = set()
        self._waiting: list[tuple[int, str, str]] = []
        """Line, name and value of attributes that a style prints before the next traced element."""
        self.shown: dict[str, Shown] = {}
        self.outermost: dict[str, str] = {}
        """By traced id: that of the outermost traced element around it, or its own."""
        self.noted: list[Noted] = []
        self.ids: set[str] = set()
        self.goals: list[tuple[int, str]] = []
        """Line and goal of every link within the page."""
        self.slides: list[tuple[int, str, str]] = []
        """Line, traced element and goal of every link to a slide."""
        self.loose: list[tuple[int, int, str]] = []
        """Line and drawing of each shape that stands for no claim, or elsewhere than it says, and why."""
        self._drawings: list[float | None] = []
        """For each drawing how far down its line is."""

    @property
    def _line(self) -> int:
        return self.getpos()[0]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        # Outside SVG and MathML the slash means nothing, and the element stays open (HTML, section 13.1.2.1).
        if tag not in _VOID and any(each.tag in {"svg", "math"} for each in self._open):
            self.handle_endtag(tag)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in _RAW:
            self._judge.add(self._line, "untraced", f"<{tag}> prints its content unread, so nobody can check it")
        for found in requests.in_tag(tag, attributes):
            self._judge.add(self._line, "external", found)
        parent = self._open[-1] if self._open else None
        shown, kind = (parent.shown, parent.kind) if parent else (None, "")
        is_own = attributes.get("id", "") in self._traced
        if is_own or tag not in _INLINE:
            self._part()
        if is_own:
            shown, kind = self._begin(attributes["id"], shown), ""
        begins = not kind and (kind := self._kind(tag, attributes)) != ""
        self._check_attributes(tag, attributes, shown, is_own=is_own)
        self._check_styled(attributes, shown)
        opened = _Open(tag, shown, kind, is_own=is_own or begins)
        self._note(attributes, opened, is_traced=is_own)
        if tag not in _VOID:
            self._open.append(opened)
            self._svgs += tag == "svg"

    def _note(self, attributes: Mapping[str, str], opened: _Open, *, is_traced: bool) -> None:
        """Keep what the element shows otherwise than by words: links, marks and their shapes."""
        self.ids.update({attributes["id"]} if "id" in attributes else ())
        if attributes.get("href", "").startswith("#"):
            self.goals.append((self._line, unquote(attributes["href"][1:])))
        if SLIDE in attributes:
            around = opened.shown.at if opened.shown is not None else ""
            self.slides.append((self._line, around, unquote(attributes.get("href", "")[1:])))
        is_shape, is_drawn = opened.tag in SHAPES, self._svgs > 0
        holders = (each.noted for each in reversed(self._open) if each.noted is not None)
        within = next(holders, None) if is_shape else None
        if opened.tag == "svg" and not is_drawn:
            axis = attributes.get("data-axis", "")
            self._drawings.append(float(axis) if axis.isdecimal() else None)
        if KEPT.intersection(attributes):
            around = opened.shown.at if opened.shown is not None else ""
            drawing, axis_at = (len(self._drawings) - 1, self._drawings[-1]) if is_drawn else (None, None)
            opened.noted = Noted(self._line, opened.tag, attributes, drawing, axis_at, around, is_own=is_traced)
            self.noted.append(opened.noted)
        elif within is not None:
            within.shapes.append((opened.tag, attributes))
        elif is_drawn and is_shape:
            self.loose.append((self._line, len(self._drawings) - 1, "draws a mark that no claim stands behind"))
        is_nested = self._svgs > 1 and opened.noted is not None
        if is_drawn and (is_nested or "transform" in attributes):
            self.loose.append((self._line, len(self._drawings) - 1, f"<{opened.tag}> moves what it draws"))

    def _kind(self, tag: str, attributes: Mapping[str, str]) -> str:
        if tag == "title" and self._svgs:
            return "tip"
        return _kind(tag, attributes)

    def _begin(self, at: str, around: Shown | None) -> Shown:
        if at in self.shown:
            self._judge.add(self._line, "trace", f"has the id '{at}', which stands on line {self.shown[at].line} too")
            return self.shown[at]
        within = self._traced[around.at].claims if around is not None else ()
        self.outermost[at] = self.outermost[around.at] if around is not None else at
        self.shown[at] = Shown(at=at, line=self._line, within=within)
        self._settle(self._traced[at].claims)
        return self.shown[at]

    def _settle(self, claims: Sequence[str]) -> None:
        """Hold what a style prints before this element against its claims."""
        for line, name, value in self._waiting:
            if not self._judge.is_label(value, claims):
                self._judge.add(line, "words", f"the style prints {name} '{value}', which is not what its claims say")
        self._waiting.clear()

    def _part(self) -> None:
        """Keep the words before an element's edge apart from those after it."""
        last = self._open[-1] if self._open else None
        if last is not None and last.shown is not None and not last.kind:
            last.shown.pieces.append((self._line, " "))

    def handle_endtag(self, tag: str) -> None:
        if all(each.tag != tag for each in reversed(self._open)):
            return
        while self._open:
            closed = self._open.pop()
            self._svgs -= closed.tag == "svg"
            if closed.is_own and closed.kind:
                self._finish(closed)
            if closed.is_own or closed.tag not in _INLINE:
                self._part()
            if closed.tag == tag:
                return

    def close(self) -> None:
        super().close()
        while self._open:
            self.handle_endtag(self._open[0].tag)
        self._settle(())

    def _finish(self, closed: _Open) -> None:
        """Put what an element of a kind of its own printed where it belongs."""
        text, shown = " ".join("".join(closed.texts).split()), closed.shown
        if closed.kind == "title":
            strange = strangers(text, self._phrases, self._titles)
            if strange is not None:
                self._judge.add(self._line, "words", f"the page's title says '{strange}', which no source's title does")
        elif shown is None:
            if tokens(text):
                self._judge.add(self._line, "untraced", f"prints '{excerpt(text)}', which no claim stands behind")
        elif closed.kind == "ref":
            shown.references.append((self._line, text))
            shown.pieces.append((self._line, " "))
        elif closed.kind == "tip":
            shown.pieces.append((self._line, f" {self._marked(text, shown)} "))
        else:
            shown.insertions.append(text)
            shown.pieces.append((self._line, MARK))

    def _marked(self, text: str, shown: Shown) -> str:
        """Put `MARK` for the insertions of a drawing's title, which can hold no element."""
        claims = self._traced[shown.at].claims
        known = {
            each
            for claim in claims
            for telling in self._judge.teller.tellings(claim) or ()
            for each in telling.insertions
        }
        if not known:
            return text
        pattern = "|".join(re.escape(each) for each in sorted(known, key=lambda each: (-len(each), each)))
        shown.insertions += re.findall(pattern, text)
        return re.sub(pattern, MARK, text)

    def handle_data(self, data: str) -> None:
        last = self._open[-1] if self._open else None
        if last is not None and last.kind in {"script", "style"}:
            self._check_code(last.kind, data)
        elif last is not None and last.kind:
            last_own = next(each for each in reversed(self._open) if each.is_own and each.kind == last.kind)
            last_own.texts.append(data)
        elif last is not None and last.shown is not None:
            last.shown.pieces.append((self._line, data))
        elif tokens(data):
            line = self._line + data[: len(data) - len(data.lstrip())].count("\n")
            self._judge.add(line, "untraced", f"prints '{excerpt(data)}', which no claim stands behind")

    def handle_comment(self, data: str) -> None:
        # A browser ends such a comment earlier than this parser does, and prints the rest.
        if "--!>" in data or data.startswith((">", "->")):
            self._judge.add(self._line, "untraced", f"hides '{excerpt(data)}' in a comment that ends early")

    def unknown_decl(self, data: str) -> None:
        # HTML has no marked sections, so a browser prints what follows the first ">" in one.
        self._judge.add(self._line, "untraced", f"hides '{excerpt(data)}' in a marked section")

    def _check_code(self, kind: str, code: str) -> None:
        for at, text in requests.in_script(code) if kind == "script" else requests.in_style(code):
            self._judge.add(self._line + code.count("\n", 0, at), "external", text)
        self._styled.update(requests.style_attributes(code) if kind == "style" else ())
        for at, printed in requests.style_words(code) if kind == "style" else ():
            strange = strangers(printed, self._phrases, ())
            if strange is not None:
                line = self._line + code.count("\n", 0, at)
                self._judge.add(line, "untraced", f"the style prints '{strange}', which no claim stands behind")

    def _check_attributes(self, tag: str, attributes: Mapping[str, str], shown: Shown | None, *, is_own: bool) -> None:
        for name, value in attributes.items():
            told = self._attribute_tellings(tag, name, attributes, shown)
            if told is None or not value:
                continue
            if shown is not None and is_own:
                shown.labels.append(tokens(value))
            strange = strangers(value, self._phrases, told)
            if strange is not None:
                text = f"<{tag} {name}> says '{strange}', which is neither fixed nor its claims' word"
                self._judge.add(self._line, "words", text)

    def _check_styled(self, attributes: Mapping[str, str], shown: Shown | None) -> None:
        """Hold what a style prints against the element's claims, the passage that it leads to, or what follows it."""
        goal = attributes.get("href", "#")[1:]
        for name in sorted(self._styled.intersection(attributes)):
            if not tokens(attributes[name]) or strangers(attributes[name], self._phrases, ()) is None:
                continue
            self._waiting.append((self._line, name, attributes[name]))
            claims = self._traced[shown.at].claims if shown is not None else ()
            if claims or goal in self._traced:
                self._settle((*claims, goal))

    def _attribute_tellings(
        self, tag: str, name: str, attributes: Mapping[str, str], shown: Shown | None
    ) -> tuple[Telling, ...] | None:
        """Give what the attribute may say; None where it prints nothing."""
        if tag == "meta" and name == "content":
            is_technical = "http-equiv" in attributes or attributes.get("name", "").lower() in _TECHNICAL
            return None if is_technical or "charset" in attributes else self._titles
        is_value = name == "value" and tag == "input" and attributes.get("type", "").lower() in _PRESSED
        if name not in _PRINTING and not is_value:
            return None
        trace = self._traced.get(shown.at) if shown is not None else None
        if trace is None:
            return ()
        told = tuple(each for claim in trace.claims for each in self._judge.teller.tellings(claim) or ())
        inserted = tuple(Telling(tokens(text)) for each in told for text in each.insertions)
        citation = self._judge.citation(trace)
        return (*told, *inserted, *((Telling(tokens(citation)),) if citation else ()))


def _kind(tag: str, attributes: Mapping[str, str]) -> str:
    if tag in {"a", "span"} and "ref" in attributes.get("class", "").split():
        return "ref"
    return tag if tag in {"ins", "script", "style", "title"} else ""
