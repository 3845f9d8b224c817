"""Which characters of a Markdown paragraph are words and which are mark-up.

markdown-it gives no positions inside a line, but its rules move `state.pos` over the text they take: each rule is
wrapped so that it also notes what it let through as words. What nobody noted is mark-up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt, rules_block, rules_inline
from markdown_it.rules_inline import StateInline
from msgspec import Struct

from coursepack.readers._marks import Range, joined, without

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

__all__ = ["MARKDOWN", "Words", "words_of"]

Rule = Callable[[StateInline, bool], bool]

_TRACE = "coursepack"
_FOOTNOTE = re.compile(r"\[\^[^\]\s\[]{1,80}\]")
# What Obsidian adds to Markdown.
_WIKI = re.compile(
    r"(?P<embeds>!)?\[\[(?P<page>[^\[\]|#\n\\]{1,200})(?:#[^\[\]|\n\\]{0,200})?(?:\\?\|(?P<words>[^\[\]\n]{1,200}))?\]\]"
)
_COMMENT = re.compile(r"%%[^%]{1,10000}%%")
_BOX = re.compile(r"</?(?:aside|center|details|div|section|summary)\b[^<>\n]*>", re.IGNORECASE)
_OTHER = re.compile(
    r"<(?:!|\?|/?(?:audio|button|canvas|embed|form|h[1-6]|iframe|li|object|ol|pre|script|select|style|svg|table|t[dhr]|"
    r"textarea|ul|video)\b)",
    re.IGNORECASE,
)
_LONGEST = 500
_HIGHLIGHT = re.compile(r"==(?=[^\s=])[^=\n]{0,500}?(?<=[^\s=])==(?!=)")
_HIGHLIGHTED = re.compile(r"==(?=[^\s=])[^=\n]{0,500}(?<=[^\s=])==$")
_ANCHOR = re.compile(r"\^[A-Za-z0-9-]{1,40}(?=\s*\Z)")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_MOST_STEPS = 3_000_000
"""Brackets times length: each open bracket may be followed to the paragraph's end. Beyond, mark-up is kept as words."""
_LONGEST_REFERENCE = 34
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


class Words(Struct, frozen=True, kw_only=True):
    ranges: tuple[Range, ...]
    """Where the words stand, in order; white space between them included."""
    breaks: tuple[int, ...] = ()
    """Where a "<br>" stands."""
    images: int = 0
    is_whole: bool = True
    """False where the paragraph was too tangled, so that its mark-up is among the words."""


class _Trace:
    """What the rules noted while one paragraph was parsed."""

    def __init__(self) -> None:
        self.ranges: list[Range] = []
        self.literal: list[Range] = []
        self.markers: list[tuple[Token, int, int]] = []
        self.breaks: list[int] = []
        self.images = 0


def words_of(content: str, env: Mapping[str, Any]) -> Words:
    """Find the words of a paragraph; `env` holds the link definitions that the block parser found."""
    if content.count("[") * len(content) > _MOST_STEPS or content.count("<") * len(content) > 100 * _MOST_STEPS:
        return Words(ranges=((0, len(content)),), is_whole=False)
    trace = _Trace()
    MARKDOWN.inline.parse(content, MARKDOWN, {**env, _TRACE: trace}, [])
    for token, begin, end in trace.markers:
        if token.type == "text" and token.content:
            trace.ranges.append((begin, end))
    ranges = joined(trace.ranges)
    ranges = without(ranges, _literal_references(content, trace.literal))
    return Words(ranges=tuple(ranges), breaks=tuple(trace.breaks), images=trace.images)


def _traced(name: str, rule: Rule) -> Rule:
    note = _NOTES[name]

    def run(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the signature of markdown-it's rules
        trace = state.env.get(_TRACE)
        if silent or trace is None:
            return rule(state, silent)
        begin = state.pos
        if name == "image":
            # The text in place of an image is parsed by a parser of its own, whose positions are others.
            state.env[_TRACE] = None
        try:
            took = rule(state, False)  # noqa: FBT003
        finally:
            state.env[_TRACE] = trace
        if took:
            note(trace, state, begin)
        return took

    return run


def _note_words(trace: _Trace, state: StateInline, begin: int) -> None:
    trace.ranges.append((begin, state.pos))


def _note_nothing(_trace: _Trace, _state: StateInline, _begin: int) -> None:
    """Leave links to the rules inside them, which see their words."""


def _note_escape(trace: _Trace, state: StateInline, begin: int) -> None:
    token = state.tokens[-1]
    is_escape = token.type == "hardbreak" or len(token.content) < state.pos - begin
    trace.ranges.append((begin + is_escape, state.pos))
    if is_escape:
        trace.literal.append((begin + 1, state.pos))


def _note_code(trace: _Trace, state: StateInline, begin: int) -> None:
    ticks = 0
    if (
        state.src[state.pos - 1] == "`"
        and state.tokens
        and state.tokens[-1].type == "code_inline"
        and not state.pending
    ):
        ticks = len(state.tokens[-1].markup)
        trace.literal.append((begin + ticks, state.pos - ticks))
    trace.ranges.append((begin + ticks, state.pos - ticks))


def _note_markers(trace: _Trace, state: StateInline, begin: int) -> None:
    """Keep the tokens of "*", "_" and "~~": only when all is parsed do they tell whether they are mark-up."""
    end = state.pos
    for token in reversed(state.tokens):
        if end <= begin:
            break
        trace.markers.append((token, end - len(token.content), end))
        end -= len(token.content)


def _note_image(trace: _Trace, _state: StateInline, _begin: int) -> None:
    trace.images += 1


def _note_address(trace: _Trace, state: StateInline, begin: int) -> None:
    trace.ranges.append((begin + 1, state.pos - 1))
    trace.literal.append((begin + 1, state.pos - 1))


def _note_html(trace: _Trace, state: StateInline, begin: int) -> None:
    if _BREAK.fullmatch(state.src, begin, state.pos):
        trace.breaks.append(begin)


def _other(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Note a character that no rule takes, and leave it to the parser, which takes it as a word's."""
    trace = state.env.get(_TRACE)
    if not silent and trace is not None:
        trace.ranges.append((state.pos, state.pos + 1))
    return False


def _footnote(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    found = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("footnote_ref", "", 0)
    state.pos = found.end()
    return True


def _wiki(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Read "[[a page#part|words]]", as wikis and Obsidian write links: its words, else the page's name."""
    found = _WIKI.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    trace = state.env.get(_TRACE)
    if not silent and trace is not None:
        if found["embeds"]:
            trace.images += 1
        else:
            trace.ranges.append(found.span("words" if found["words"] else "page"))
    state.pos = found.end()
    return True


def _comment(state: StateInline, silent: bool) -> bool:  # noqa: FBT001, ARG001
    found = _COMMENT.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    state.pos = found.end()
    return True


def _highlight(state: StateInline, silent: bool) -> bool:  # noqa: FBT001, ARG001
    """Pass over the signs of "==words=="; those at the end are such where some at the beginning are."""
    found = _HIGHLIGHT.match(state.src, state.pos, state.posMax) or (
        state.src.startswith("==", state.pos)
        and _HIGHLIGHTED.search(state.src, max(0, state.pos - _LONGEST), state.pos + 2)
    )
    if not found:
        return False
    state.pos += 2
    return True


def _anchor(state: StateInline, silent: bool) -> bool:  # noqa: FBT001, ARG001
    found = _ANCHOR.match(state.src, state.pos, state.posMax)
    if found is None or (state.pos and not state.src[state.pos - 1].isspace()):
        return False
    state.pos = found.end()
    return True


_NOTES: Mapping[str, Callable[[_Trace, StateInline, int], None]] = MappingProxyType(
    {
        "text": _note_words,
        "newline": _note_words,
        "escape": _note_escape,
        "backticks": _note_code,
        "strikethrough": _note_markers,
        "emphasis": _note_markers,
        "footnote": _note_nothing,
        "link": _note_nothing,
        "image": _note_image,
        "autolink": _note_address,
        "html_inline": _note_html,
        "entity": _note_words,
    }
)
_RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "text": rules_inline.text,
        "newline": rules_inline.newline,
        "escape": rules_inline.escape,
        "backticks": rules_inline.backtick,
        "strikethrough": rules_inline.strikethrough.tokenize,
        "emphasis": rules_inline.emphasis.tokenize,
        "link": rules_inline.link,
        "image": rules_inline.image,
        "autolink": rules_inline.autolink,
        "html_inline": rules_inline.html_inline,
        "entity": rules_inline.entity,
    }
)


def _reference(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001
    """Define links, but leave footnotes, which CommonMark does not know, to be read as paragraphs."""
    at = state.bMarks[start_line] + state.tShift[start_line]
    return not state.src.startswith("[^", at) and rules_block.reference(state, start_line, end_line, silent)


def _html_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001
    """Leave boxes with words in them to be read as paragraphs, whose tags are mark-up: Notion writes such."""
    at = state.bMarks[start_line] + state.tShift[start_line]
    if _BOX.match(state.src, at):
        line = start_line
        while line < end_line and not state.isEmpty(line):
            line += 1
        if not _OTHER.search(state.src, at, state.eMarks[line - 1]):
            return False
    return rules_block.html_block(state, start_line, end_line, silent)


def _parser() -> MarkdownIt:
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    markdown.block.ruler.at("reference", _reference)
    # Like a block of HTML, the tag of a box may stand right below a paragraph.
    markdown.block.ruler.at("html_block", _html_block, {"alt": ["paragraph", "reference", "blockquote"]})
    ruler = markdown.inline.ruler
    for name, rule in _RULES.items():
        ruler.at(name, _traced(name, rule))
    ruler.before("link", "footnote", _traced("footnote", _footnote))
    for name, rule in (("wiki", _wiki), ("comment", _comment), ("highlight", _highlight), ("anchor", _anchor)):
        ruler.before("link", name, rule)
    ruler.push("other", _other)
    # It would join the tokens of "*" and "_" that turned out to be words with the text around them.
    markdown.inline.ruler2.disable("fragments_join")
    return markdown


MARKDOWN = _parser()


def _literal_references(content: str, literal: list[Range]) -> list[Range]:
    """List each "&" of what looks like a character reference where Markdown reads none: in code, or escaped.

    Counted as mark-up, because callers resolve references: "`&lt;`" must not be printed as "<".
    """
    found = [
        (each.start(), each.start() + 1)
        for begin, end in literal
        for each in _REFERENCE.finditer(content, begin, end + _LONGEST_REFERENCE)
        if each.start() < end
    ]
    return joined(found)
