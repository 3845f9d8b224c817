"""Written sentences that name another work and tell nothing: footnotes in the text, and entries of a list of works.

They follow the forms of the common styles (Chicago, APA, MLA, legal reporters): a title in quotation marks before where
and when it appeared, a publisher and a year in brackets, volume and pages, a web address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from coursepack.language.lexicons import rows, values
from coursepack.model.trees import Token, Tree

__all__ = ["citations", "cited_years", "heads_works"]

CAPITALS = 0.7
"""Of the words of what stands beside a citation and belongs to it, the share that have a capital, or join such."""
_YEAR = r"(?:1[5-9]|20)\d\d[a-z]?"
_JOINS = frozenset({"of", "the", "and", "in", "for", "a", "an", "to", "on"})
_BRACKET = 40
"""Tokens of a bracket that names works."""
_CITED_YEAR = re.compile(r"(?:1[5-9]|20)\d\d[a-z]?$")
_PAGE = re.compile(r"\d{1,4}[a-z]\d*(?!\w)|pp?\b|§")
"""A page by itself is not told from a number; "473d" and "p. 4" are."""
_LONE = 5
"""Words, of which a piece beside a citation has at most so many if none has a capital: "no. 2", "10–11."."""


class _Patterns(NamedTuple):
    strong: tuple[re.Pattern[str], ...]
    """Each tells a citation by itself."""
    weak: tuple[re.Pattern[str], ...]
    """Each tells one together with another."""
    appeared: re.Pattern[str]
    """Where and when a title in quotation marks appeared; one of the strong ones."""


@cache
def _months() -> str:
    names = {
        word.partition("=")[0].capitalize()
        for row in rows("dates_words")
        if row["class"] in ("MONTH", "WEAKMONTH", "SHORTMONTH", "SEASON", "WEAKSEASON")
        for word in row["words"].split()
    }
    return "(?:" + "|".join(sorted(names, key=lambda each: (-len(each), each))) + r")\.?"


@cache
def _patterns() -> _Patterns:
    month = _months()
    date = rf"\(?(?:\d{{1,2}} )?(?:{month}(?: \d{{1,2}},)? )?{_YEAR}\)?"

    def words(kind: str) -> str:
        found = sorted(values("publishing", kind), key=lambda each: (-len(each), each))
        return "|".join(map(re.escape, found))

    appeared = rf"[,.!?][”\"],? [A-Z][^.“”\"]{{1,60}}?,? {date}(?:[.,;)]|$)"
    strong = (
        r"https?://|\bdoi(?::|\.org)|\bwww\.\w",
        rf"\((?:[^()]*\b(?:{words('house')})|[^()]{{2,40}}: [^()]{{2,60}}), {_YEAR}\)",
        r"(?:^|[,\d(] ?)(?:[Vv]ols?|[Nn]os?)\. ?\d|\bpp\. ?\d",
        rf"\b\d{{1,3}} ?\((?:{month} )?{_YEAR}\)|\b\d{{1,3}} ?\(\d{{1,2}}(?:[–-]\d{{1,2}})?\) ?[:,]",
        r"\d\)?[:,] ?\d{1,5}[–-]\d{1,5}(?:$|[.,;])",
        appeared,
        rf"\b\d{{1,3}} (?:[A-Z]\. ?)+(?:\d[a-z]+ )?(?:\d+|_+) \({_YEAR}\)",
        r"^[Ii]bid\b",
    )
    weak = (
        r"\bet al\.",
        rf"^(?:{words('opening')}) (?=[A-Z“])",
        rf"\b(?:University|Univ\.) Press\b|\b(?:{words('town')}): [A-Z]",
        rf"\b(?:{words('serial')})\b",
        r"\beds?\.(?:[,) ]|$)|\btrans\.|\b(?:2nd|3rd|\d+th|rev\.) ed\b",
        rf"\b(?:{words('label')})\b",
        r"^[A-Z][\w’'-]+, (?:[A-Z]\.[ -]?)+|^(?:[A-Z]\.[ -]?)+ ?[A-Z]\w+,",
        rf"[,.] {date}[.,]?\)?$|\({_YEAR}(?:, {month}[^()]*)?\)[.,;:]|\b{_YEAR}\.$",
    )
    return _Patterns(
        strong=tuple(map(re.compile, strong)), weak=tuple(map(re.compile, weak)), appeared=re.compile(appeared)
    )


def heads_works(heading: str) -> bool:
    """Tell whether a heading heads a list of works."""
    return heading.strip(" :.").casefold() in values("publishing", "list")


def citations(trees: Sequence[Tree], *, is_listed: bool = False) -> list[bool]:
    """Tell of each sentence of a passage, in order, whether it does nothing but name another work.

    What stands beside such a one and tells nothing either is a piece of it: in "Miller, Jane. 1987. Steel. Oldtown:
    Harbour." each full stop ends a sentence. `is_listed` says that the passage stands in a list of works: where one of
    its sentences names a work, so do the others.
    """
    idle = [not _tells(tree.tokens) for tree in trees]
    found = [_is_citation(tree, is_idle=each, is_listed=is_listed) for tree, each in zip(trees, idle, strict=True)]
    for order in (range(1, len(trees)), range(len(trees) - 2, -1, -1)):
        step = -1 if order.step > 0 else 1
        for at in order:
            if not found[at] and idle[at] and found[at + step] and _is_piece(trees[at].tokens):
                found[at] = True
    return [(is_listed and any(found)) or each for each in found]


def cited_years(tokens: Sequence[Token]) -> frozenset[int]:
    """Give where the years of cited works begin: "(Weber [1904] 1922)", "(1892, 473d)", "9 (May 1999): 18"."""
    out: set[int] = set()
    for first, token in enumerate(tokens):
        if token.text != "(":
            continue
        last = next(
            (at for at in range(first + 1, min(first + _BRACKET, len(tokens))) if tokens[at].text[0] == ")"), first
        )
        if _is_issue(tokens, first, last):
            out.update(range(first + 1, last))
        begin = first + 1
        for at in range(begin, last + 1):
            if tokens[at].text == ";" or at == last:
                out.update(_years_of(tokens, begin, at))
                begin = at + 1
    return frozenset(out)


def _is_issue(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether a number of a periodical stands before a bracket, and pages behind it: "9, no. 2 (1988): 18"."""
    behind = "".join(token.text for token in tokens[last : last + 2])
    return first > 0 and tokens[first - 1].text.isdigit() and re.match(r"\): ?\d", behind) is not None


def _years_of(tokens: Sequence[Token], begin: int, end: int) -> list[int]:
    """Give the years behind authors where nothing else stands before them, or a year with nothing but pages."""
    years = [at for at in range(begin, end) if _CITED_YEAR.match(tokens[at].text)]
    if not years:
        return []
    first, last = years[0], years[-1]
    before = [tokens[at].text for at in range(begin, last) if at not in years]
    behind = [token.text for token in tokens[last + 1 : end]]
    if last == begin:
        # "(1892, 473d–e)" behind what is quoted, no second date.
        return years if behind[:1] == [","] and len(behind) > 1 and _PAGE.match(behind[1]) else []
    if last == end - 1 and before[-1] == "," and ":" in before:
        return [last]  # "(Oldtown: Harbour Press, 1995)"
    is_authors = (
        first > begin and all(_is_author(text) for text in before) and any(text[:1].isupper() for text in before)
    )
    return years if is_authors and (behind or [","])[0] in (",", ":", "[", "/") else []


def _is_author(text: str) -> bool:
    word = text.casefold().strip(".")
    if text[:1].isupper() and text[:1].isalpha():
        return not re.fullmatch(_months(), text)
    return word in ("", "and", "&", "et", "al", ",", "see", "e.g", "cf", "van", "von", "de", "-", "[", "]")


def _is_citation(tree: Tree, *, is_idle: bool, is_listed: bool) -> bool:
    text = _text(tree.tokens)
    strong, weak = _patterns().strong, _patterns().weak
    if is_idle:
        least = 0 if is_listed else 2
        return any(each.search(text) for each in strong) or sum(bool(each.search(text)) for each in weak) >= least
    # A footnote's mark was lost where it is glued to what tells something; it is a citation where most of it is.
    signs = [each for each in (pattern.search(text) for pattern in strong) if each]
    return len(signs) > 1 and min(each.start() for each in signs) < len(text) / 2 and not _opens_telling(tree.tokens)


def _opens_telling(tokens: Sequence[Token]) -> bool:
    """Tell whether a verb stands before the first mark of quotation or bracket."""
    for token in tokens:
        if token.text in ("“", '"', "(", "”"):
            return False
        if _is_verb(token):
            return True
    return False


def _is_verb(token: Token) -> bool:
    """Tell whether a token is a verb of a clause; one with a capital is a title's."""
    return token.pos in ("VERB", "AUX") and token.text.islower() and token.dep not in ("amod", "acl", "compound")


def _is_piece(tokens: Sequence[Token]) -> bool:
    words = [token.text for token in tokens if token.text[0].isalpha()]
    if not words:
        return True
    capitals = sum(word[0].isupper() for word in words)
    joined = sum(word in _JOINS for word in words)
    return (capitals + joined) / len(words) >= CAPITALS and (capitals > 0 or len(words) < _LONE)


def _tells(tokens: Sequence[Token]) -> bool:
    """Tell whether a verb stands outside quotation marks: a title has a capital, or stands in them."""
    labels = values("publishing", "label")
    doers = {token.head for token in tokens if token.dep.startswith("nsubj")}
    return any(_is_verb(tokens[at]) and (tokens[at].text not in labels or at in doers) for at in _unquoted(tokens))


def _unquoted(tokens: Sequence[Token]) -> Iterator[int]:
    """Yield what is not quoted; what stands before a lone closing mark is, if where it appeared follows it."""
    closing = next((at for at, token in enumerate(tokens) if token.text == "”"), -1)
    opening = next((at for at, token in enumerate(tokens) if token.text == "“"), len(tokens))
    is_title = 0 <= closing < opening and _patterns().appeared.search(_text(tokens)) is not None
    is_quoted = False
    for at in range(closing + 1 if is_title else 0, len(tokens)):
        mark = tokens[at].text
        if mark in ("“", "”", '"'):
            is_quoted = mark == "“" or (mark == '"' and not is_quoted)
        elif not is_quoted:
            yield at


def _text(tokens: Sequence[Token]) -> str:
    out = ""
    end = tokens[0].start
    for token in tokens:
        out += (" " if token.start > end else "") + token.text
        end = token.end
    return out
