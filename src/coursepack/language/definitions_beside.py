"""Definitions beside a term: in apposition, in brackets or dashes, behind "or", in a relative clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coursepack.language.definitions_words import (
    DETERMINERS,
    LEAST,
    LEAST_CUED,
    PARTING,
    Definition,
    clipped,
    cue_at,
    spread,
    tells_enough,
)
from coursepack.language.grammar import Grown
from coursepack.language.term_phrases import run_after, run_before, run_of

__all__ = ["appositions", "opened", "relatives"]

_CLOSING = {"(": ")", "—": "—", "–": "–"}


def appositions(grown: Grown) -> Iterator[Definition]:
    """Find "the sough, a ditch that …," and the other way round: "the longest ditch, the Great Sough,"."""
    tokens = grown.tokens
    for at, token in enumerate(tokens):
        if token.dep != "appos" or token.head >= at:
            continue
        here, there = spread(grown, at), token.head
        if _is_fronted(grown, there):
            continue
        run, back = run_of(grown, there), run_of(grown, at)
        first = next((each for each in here if tokens[each].pos != "PUNCT"), at)
        is_told = tokens[first].text.casefold() in DETERMINERS
        words = clipped(grown, _until_closed(grown, here))
        if is_told and run is not None and tells_enough(grown, words) and run[1] < here[0]:
            yield Definition(first=run[0], last=run[1], shape="apposition", words=words)
        head = spread(grown, there)
        before = clipped(grown, [each for each in head if each < here[0] and tokens[each].text not in PARTING])
        opens = tokens[before[0]].text.casefold() if before else ""
        is_name = not is_told or tokens[first].text.casefold() == "the"
        is_whole = back is not None and back[1] >= here[-1] - 1
        if back is not None and is_whole and is_name and opens in DETERMINERS and tells_enough(grown, before):
            yield Definition(first=back[0], last=back[1], shape="back", words=before)


def _is_fronted(grown: Grown, index: int) -> bool:
    """Tell whether what follows an opening phrase is the subject: "During the strike, the belief was …"."""
    case = grown.child(index, "case")
    top = grown.tokens[index].head
    return case == 0 and top != index and grown.tokens[top].pos == "VERB" and grown.subject(top) is None


def _until_closed(grown: Grown, words: Sequence[int]) -> list[int]:
    """Cut at the bracket or dash that closes what the one before the words opened."""
    tokens = grown.tokens
    start = words[0]
    if tokens[start].text in _CLOSING:
        start += 1
    opener = tokens[start - 1].text if start else ""
    closer = _CLOSING.get(opener, "")
    kept: list[int] = []
    for at in words:
        if at < start:
            continue
        if closer and tokens[at].text == closer:
            break
        kept.append(at)
    return kept


def opened(grown: Grown) -> Iterator[Definition]:
    """Find what a comma, dash or bracket and a cue open behind a phrase, where the tree may hang it anywhere."""
    tokens = grown.tokens
    for at in range(1, len(tokens) - 2):
        mark = tokens[at].text
        if mark not in PARTING or (mark == "-" and tokens[at - 1].space is False):
            continue
        found = cue_at(grown, at + 1, "opens")
        cue = found[0] if found else None
        start = at + 1 + len(cue) if cue else at + 1
        if cue is None and not (mark in ("—", "–", "(", ":") and tokens[at + 1].text.casefold() in DETERMINERS):
            continue
        run = run_before(grown, at - 1)
        if run is None:
            continue
        if cue == ("or",):
            yield from _or(grown, run, start)
            continue
        while start < len(tokens) and tokens[start].text in (",", ":"):
            start += 1
        words = clipped(grown, _to_close(grown, (at, start), mark))
        if tells_enough(grown, words, LEAST_CUED if cue else LEAST):
            yield Definition(first=run[0], last=run[1], shape="opens" if cue else "brackets", words=words)


def _to_close(grown: Grown, begins: tuple[int, int], mark: str) -> list[int]:
    """Give the tokens up to the closing mark; after a comma, up to the next that ends what hangs together.

    `begins` is where the mark stands, and where behind it and its cue the explanation begins.
    """
    tokens = grown.tokens
    least, start = begins
    closer = _CLOSING.get(mark, "")
    if start >= len(tokens):
        return []
    top = start
    seen = {top}
    while tokens[top].head not in seen and min(grown.below(tokens[top].head)) >= least:
        top = tokens[top].head
        seen.add(top)
    below = set(grown.below(top))
    out: list[int] = []
    for at in range(start, len(tokens)):
        text = tokens[at].text
        if closer and text == closer:
            return out
        if not closer and (text in (";", "—", "–") or (at not in below and (text in (",", ".") or not out))):
            break
        if not closer and at not in below:
            break
        out.append(at)
    return out


def _or(grown: Grown, run: tuple[int, int], start: int) -> Iterator[Definition]:
    """Explain both of "the hinge, or pintle,"; without the second comma it may be a choice."""
    after = run_after(grown, start)
    if (
        after is None
        or after[1] + 1 >= len(grown.tokens)
        or grown.tokens[after[1] + 1].text not in (",", ")", ".", "—")
    ):
        return
    for one in (run, after):
        yield Definition(first=one[0], last=one[1], shape="opens")


def relatives(grown: Grown) -> Iterator[Definition]:
    """Find "the sough, which drains …"; told without "which" where that is the subject."""
    tokens = grown.tokens
    for verb, token in enumerate(tokens):
        if token.dep != "acl:relcl" or token.head >= verb:
            continue
        whole = spread(grown, verb)
        if whole[0] < 2 or (tokens[whole[0] - 1].text != "," and tokens[whole[0]].text != ","):
            continue
        run = run_of(grown, token.head)
        words = clipped(grown, whole)
        if run is None or not words or tokens[words[0]].text.casefold() not in ("which", "who") or run[1] >= words[0]:
            continue
        if any(tokens[at].pos != "PUNCT" for at in range(run[1] + 1, words[0])):
            continue
        if tokens[words[0]].dep in ("nsubj", "nsubj:pass"):
            words = words[1:]
        if tells_enough(grown, words):
            yield Definition(first=run[0], last=run[1], shape="relative", words=words)
