"""Noun phrases that may be terms, and the key under which their forms are one: number, case and hyphens aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from coursepack.language.grammar import Grown
from coursepack.language.lexicons import values

__all__ = ["LONGEST", "key_of", "phrases", "run_after", "run_before", "run_of", "trimmed"]

LONGEST = 5
"""Words of a phrase, hyphens and "of the" aside."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_JOINTS = frozenset({"-", "–", "'s", "’s", "/", "&"})
_QUOTES = frozenset({'"', "“", "‘", "'", "``", "”", "’", "''"})
_ARTICLES = frozenset({"the", "a", "an"})
_IRREGULAR = {
    "people": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "criteria": "criterion",
    "phenomena": "phenomenon",
    "media": "medium",
    "data": "datum",
    "bacteria": "bacterium",
    "alleles": "allele",
}
_PLAIN = values("function_words", "plain")


@cache
def _singular(word: str) -> str:
    """Give a word without its plural's ending; the same for every word, so that two forms meet, right or wrong."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending in ("'s", "’s", "'", "’"):
        word = word.removesuffix(ending)
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if len(word) > 4 and word.endswith("ses") and not word.endswith(("uses", "ases", "oses", "ises", "nses", "rses")):
        return word[:-2] + "is"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=65_536)
def key_of(text: str) -> str:
    """Give the words in lower case and the singular, without articles before them or an abbreviation behind them."""
    text = re.sub(r"\s*\([^()]*\)\s*$", "", text)
    words = [_singular(word.replace("’", "'")) for word in _WORD.findall(text.casefold())]
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return " ".join(words)


def _is_noun(grown: Grown, at: int) -> bool:
    return grown.tokens[at].pos in ("NOUN", "PROPN")


def _is_part(grown: Grown, at: int) -> bool:
    """Tell whether the token may stand inside a phrase: a noun, an adjective, a participle before a noun, a joint."""
    token = grown.tokens[at]
    if token.pos in ("NOUN", "PROPN"):
        return True
    if token.pos == "ADJ":
        return token.dep in (
            "amod",
            "compound",
            "flat",
            "conj",
            "nsubj",
            "obj",
            "xcomp",
            "root",
            "nmod",
            "obl",
            "appos",
        )
    if token.pos in ("VERB", "NUM"):
        return token.dep in ("amod", "compound", "flat", "nummod:entity")
    return token.text in _JOINTS


def trimmed(grown: Grown, first: int, last: int) -> tuple[int, int] | None:
    """Take articles, quotation marks and plain words from the ends; None where nothing with letters is left."""
    tokens = grown.tokens
    while first <= last and (
        tokens[first].pos in ("DET", "PUNCT", "PRON", "ADP", "CCONJ", "ADV", "SCONJ")
        or tokens[first].text in _QUOTES
        or tokens[first].text in _JOINTS
    ):
        first += 1
    while first <= last and (tokens[last].pos in ("PUNCT", "ADP", "DET") or tokens[last].text in _QUOTES | _JOINTS):
        last -= 1
    if first > last or not any(character.isalpha() for character in tokens[last].text):
        return None
    return first, last


def run_after(grown: Grown, start: int) -> tuple[int, int] | None:
    """Give the phrase that begins at `start`, past articles; in quotation marks it may be any word."""
    tokens = grown.tokens
    at, is_quoted = start, False
    while at < len(tokens) and (tokens[at].text.casefold() in _ARTICLES or tokens[at].text in _QUOTES):
        is_quoted = is_quoted or tokens[at].text in _QUOTES
        at += 1
    end = at
    if is_quoted:
        close = next((each for each in range(at, min(at + 8, len(tokens))) if tokens[each].text in _QUOTES), None)
        if close is not None and close > at:
            return trimmed(grown, at, close - 1)
    while end < len(tokens) and (_is_part(grown, end) or _joins_names(grown, end)):
        end += 1
    last = end - 1
    while last > at and not _is_noun(grown, last) and tokens[last].pos not in ("ADJ", "VERB"):
        last -= 1
    if (
        last < at
        and at < len(tokens)
        and tokens[at].pos in ("VERB", "ADJ")
        and tokens[at].text.casefold().endswith(("ing", "al", "ed", "ic"))
    ):
        last = at  # "is called intercropping"
    if last < at or last - at > LONGEST + 2:
        return None
    return trimmed(grown, at, last)


def _joins_names(grown: Grown, at: int) -> bool:
    """Tell whether "of", "and" or "the" stands between two names: "Bank of the Sea"."""
    tokens = grown.tokens
    if tokens[at].text.casefold() not in ("of", "and", "the", "for") or not 0 < at < len(tokens) - 1:
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    is_more = after.text.casefold() == "the" and at + 2 < len(tokens) and tokens[at + 2].text[:1].isupper()
    return before.text[:1].isupper() and (after.text[:1].isupper() or is_more) and before.pos == "PROPN"


def run_before(grown: Grown, end: int) -> tuple[int, int] | None:
    """Give the phrase that ends at `end`."""
    tokens = grown.tokens
    last = end
    while last >= 0 and tokens[last].text in _QUOTES:
        last -= 1
    if last < 0 or tokens[last].pos not in ("NOUN", "PROPN", "ADJ"):
        return None
    first = last
    while first > 0 and (_is_part(grown, first - 1) or _joins_names(grown, first - 1)):
        first -= 1
    return trimmed(grown, first, last) if last - first <= LONGEST + 2 else None


def run_of(grown: Grown, head: int) -> tuple[int, int] | None:
    """Give the phrase around its head word: what stands before it without a break, and flat parts behind it."""
    tokens = grown.tokens
    last = head
    while last + 1 < len(tokens) and (
        (tokens[last + 1].dep in ("flat", "compound") and tokens[last + 1].head == head)
        or (
            tokens[last + 1].text in ("-", "–")
            and last + 2 < len(tokens)
            and tokens[last + 2].pos in ("NOUN", "PROPN")
            and not tokens[last + 1].space
            and not tokens[last].space
        )
        or (_joins_names(grown, last + 1))
        or (_is_noun(grown, last + 1) and tokens[last + 1].text[:1].isupper() and tokens[last].text[:1].isupper())
    ):
        last += 1
    first = head
    while first > 0 and (_is_part(grown, first - 1) or _joins_names(grown, first - 1)):
        first -= 1
    return trimmed(grown, first, last) if last - first <= LONGEST + 3 else None


def phrases(grown: Grown) -> Iterator[tuple[int, int, bool]]:
    """Yield the phrases of a sentence as (first, last, whether it is no part of a longer one)."""
    tokens = grown.tokens
    at = 0
    while at < len(tokens):
        if not _is_part(grown, at):
            at += 1
            continue
        end = at
        while end + 1 < len(tokens) and _is_part(grown, end + 1):
            end += 1
        yield from _parts(grown, at, end)
        yield from _with_of(grown, at, end)
        name = _name_from(grown, end)
        if name > end:
            yield at, name, True
        at = end + 1


def _name_from(grown: Grown, end: int) -> int:
    """Give the end of a name that goes on behind "of" or "and": "Bank of the Sea", "Ministry of Ships and Docks"."""
    while end + 2 < len(grown.tokens) and _joins_names(grown, end + 1):
        end += 2 + (grown.tokens[end + 2].text.casefold() == "the")
        while end + 1 < len(grown.tokens) and grown.tokens[end + 1].pos == "PROPN":
            end += 1
    return end


def _parts(grown: Grown, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    whole = trimmed(grown, start, end)
    if whole is None:
        return
    tokens = grown.tokens
    for last in range(whole[0], whole[1] + 1):
        if not _is_noun(grown, last) or (last < whole[1] and tokens[last + 1].text in ("-", "–")):
            continue
        for first in range(last, whole[0] - 1, -1):
            if tokens[first].text in _JOINTS or (
                first > whole[0] and tokens[first - 1].text in _JOINTS and tokens[first - 1].text not in ("'s", "’s")
            ):
                continue
            size = sum(token.text not in _JOINTS for token in tokens[first : last + 1])
            if size > LONGEST:
                break
            yield first, last, (first, last) == whole


def _with_of(grown: Grown, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Yield "balance of power": a phrase of one or two words, "of", and another."""
    tokens = grown.tokens
    whole = trimmed(grown, start, end)
    if whole is None or not _is_noun(grown, whole[1]):
        return
    at = whole[1] + 1
    if at + 1 >= len(tokens) or tokens[at].text.casefold() not in ("of", "in", "for", "to") or at != end + 1:
        return
    after = at + 1
    while after < len(tokens) and tokens[after].text.casefold() in _ARTICLES:
        after += 1
    last = after
    while last + 1 < len(tokens) and _is_part(grown, last + 1) and last - after < 2:
        last += 1
    run = trimmed(grown, after, last) if after < len(tokens) and _is_part(grown, after) else None
    if run is None or run[0] != after or not _is_noun(grown, run[1]):
        return
    for first in dict.fromkeys(whole):
        if whole[1] - first <= 2:
            yield first, run[1], True
