"""The comparison of the sources as lines of notes.md."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from coursepack.model.anchors import Span, Text
from coursepack.model.wording import Wording
from coursepack.writers._comparison import Compared, Reading
from coursepack.writers._site_lines import parts_of, with_cue
from coursepack.writers._stance import Mark

__all__ = ["Page", "comparison"]

# As in notes.py: what Markdown (CommonMark 0.31, section 2.4) would read as mark-up inside a line.
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


class Page(Protocol):
    """What notes.py collects its lines in."""

    def heading(self, text: str, claims: Sequence[str] = (), fixed: Iterable[str] = ()) -> None: ...

    def fixed(self, level: int, key: str) -> None: ...

    def bullet(
        self,
        body: str,
        claims: Sequence[str],
        *,
        cited: Sequence[Span],
        marks: Sequence[str | Mark | None] = (),
        fixed: Sequence[str] = (),
        indent: str = "",
    ) -> None: ...


def comparison(page: Page, found: Compared, texts: Mapping[str, Text]) -> None:
    """Print the differences with both readings, then what is agreed, then what each source says alone."""
    if not found.is_told:
        return
    page.fixed(1, "comparison")
    if found.differing:
        page.fixed(2, "comparison.differ")
    for row in found.differing:
        claim = row.comparison
        page.bullet(f"**{_escaped(claim.about)}**", (claim.id,), cited=claim.evidence, marks=(row.key,))
        for reading in row.readings:
            _reading(page, reading, (texts, found.titles))
    if found.agreed:
        page.fixed(2, "comparison.agree")
    for each in found.agreed:
        body = _marked(each.statement.wording, ())
        page.bullet(body, (each.statement.id, each.comparison.id), cited=each.cited, marks=(each.mark,))
    if found.alone:
        page.fixed(2, "comparison.only")
    for own in found.alone:
        page.heading(f"### {_escaped(own.source.title)}", (own.source.id,))
        for claim, statement, mark in own.statements:
            page.bullet(
                _marked(statement.wording, ()), (statement.id, claim.id), cited=statement.evidence, marks=(mark,)
            )


def _reading(page: Page, reading: Reading, known: tuple[Mapping[str, Text], Mapping[str, str]]) -> None:
    """Print a reading behind the title of its source."""
    texts, titles = known
    moment, source = reading.moment, reading.statement.evidence[0].source
    title = f"*{_escaped(titles[source])}*: "
    if moment is None:
        wording = reading.statement.wording
        for span in reading.words:
            wording = with_cue(wording, span, texts[span.source])
        page.bullet(
            title + _marked(wording, reading.words),
            (source, reading.statement.id),
            cited=reading.statement.evidence,
            marks=(reading.mark,),
            indent="  ",
        )
        return
    page.bullet(
        f"{title}**{_marked(moment.when, ())}** – {_marked(moment.wording, ())}",
        (source, moment.event.id),
        cited=moment.event.evidence,
        marks=(*moment.doubts, moment.mark),
        indent="  ",
    )


def _marked(wording: Wording, words: Sequence[Span]) -> str:
    out = ""
    for part in parts_of(wording, marked=words):
        if part.look == "inserted":
            text = f"[{_escaped(part.text[1:-1])}]"
        else:
            text = f"**{_escaped(part.text)}**" if part.look == "differs" else _escaped(part.text)
        out += part.gap + text
    return out


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
