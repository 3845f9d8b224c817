"""The line that a claim cites, quoted as its source has it, without mark-up and with "…" where words are left out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from coursepack.model.anchors import Span, Text
from coursepack.model.wording import FIXED, plain, words

__all__ = ["Line", "quoted_line", "quoted_spans"]

_MARKS = re.compile(
    r"<!--.*?-->|<[^<>]*>|!\[[^\[\]]*\](?:\([^()]*\))?|\]\((?:[^()]|\([^()]*\))*\)|\]\[[^\[\]]*\]", re.DOTALL
)
_EMPHASIS = re.compile(r"[*_`~]+|\\(?=[^\w\s])")
_IS_MARKED = re.compile(r"<!--|</?[A-Za-z][^<>]*>|\]\(|\*\*|__|`|(?<![\w*])\*\w|\w\*(?![\w*])|(?<!\w)_\w|\w_(?!\w)")
_TIGHT = re.compile(r"[,.;:!?%)\]”»…]")


class Line(Struct, frozen=True, kw_only=True):
    text: str
    claims: tuple[str, ...]
    cited: tuple[Span, ...]
    """What a reference beside it must cite."""


def quoted_line(ident: str, evidence: Sequence[Span], answer: str, *, end: int, texts: Mapping[str, Text]) -> Line:
    """Quote the evidence as far as it runs on to `end`.

    The rest is where names stand: it is cited as well where the line does not have the answer's own words.
    """
    shown: list[Span] = []
    for span in evidence:
        if shown and (span.source != shown[-1].source or not shown[-1].end <= span.start < end):
            break
        shown.append(span)
    line = quoted_spans(ident, evidence, range(len(shown)), texts)
    if len(shown) == len(evidence) or not set(words(answer)) <= set(words(line.text)):
        return Line(text=line.text, claims=(f"{ident}/quote",), cited=tuple(evidence))
    return line


def quoted_spans(ident: str, evidence: Sequence[Span], order: Sequence[int], texts: Mapping[str, Text]) -> Line:
    """Quote the spans of these indexes."""
    shown = tuple(evidence[at] for at in order)
    return Line(text=_joined(shown, texts), claims=tuple(f"{ident}/quote/{at + 1}" for at in order), cited=shown)


def _joined(spans: Sequence[Span], texts: Mapping[str, Text]) -> str:
    is_marked = any(_IS_MARKED.search(span.quote) for span in spans)
    out = ""
    for before, span in zip((None, *spans), spans, strict=False):
        between = texts[span.source].text[before.end : span.start] if before is not None else ""
        piece = _bare(span.quote) if is_marked else plain(span.quote)
        if words(between) and "\n" not in between:
            # Between two captions stands a timing line; what is left out of a line is words.
            out += f" {FIXED['ellipsis']} {piece}"
        elif ":" in between and "\n" not in between:
            out += f": {piece}"
        else:
            out += piece if not out or (not between.strip(" \n\t*_") and _TIGHT.match(piece)) else f" {piece}"
    return out


def _bare(quote: str) -> str:
    return plain(_EMPHASIS.sub("", _MARKS.sub("", quote)))
