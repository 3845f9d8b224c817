"""A date as it stands before its event: the source's words, what they count from, and the event without them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from coursepack.model.anchors import Span, Text, is_within
from coursepack.model.claims import Event, Time
from coursepack.model.pack import Pack
from coursepack.model.wording import Fixed, Inserted, Part, Quoted, Wording, plain, words
from coursepack.writers._stance import quotes_of

__all__ = ["Dating", "undated"]

_YEAR = re.compile(r"\d{4}|\d0s")
_WORD = re.compile(r"[^\W_]+(?:[.,'’\-–][^\W_]+)*%?")
_BEFORE = frozenset({"in", "on"})
"""What may be cut with a date: "since 1949" would lose its meaning without its first word."""
_JOINTS = frozenset({"and", "but", "so", "then"})
_SMALL = frozenset({"a", "an", "of", "the"})
"""Words of a name that have no capital."""
_GOES_ON = frozenset({"and", "or", "to", "until", "when", "that", "which", "where"})
"""Words after a date that would be left hanging without it."""
_FEWEST = 2
"""Words that must be left."""


class Dating:
    """Finds the temporal expression that dates an event; made once for a pack."""

    def __init__(self, pack: Pack) -> None:
        self._times: dict[tuple[str, str | None], list[Time]] = {}
        for time in pack.times:
            self._times.setdefault((time.text, time.edtf), []).append(time)

    def words_of(self, event: Event) -> Wording:
        """Quote the date, then in brackets what it counts from, where it names no year itself.

        Nothing where no temporal expression of its evidence says it.
        """
        for time in self._times.get((event.when.text, event.when.edtf), ()):
            own = _own(time)
            if own and all(is_within(span, event.evidence) for span in own):
                wording = tuple(Quoted(span=span) for span in own)
                anchors = [span for span in time.evidence[len(own) :] if is_within(span, event.evidence)]
                named = [span for span in anchors if _YEAR.search(span.quote)]
                if _YEAR.search(event.when.text) or not named:
                    return wording
                return (*wording, Inserted(text=plain(named[-1].quote).removeprefix("of "), span=named[-1]))
        return ()


def _own(time: Time) -> tuple[Span, ...]:
    """Give the spans that are the expression itself; those after them anchor it."""
    wanted = words(time.text)
    for count in range(1, len(time.evidence) + 1):
        if words(" ".join(plain(span.quote) for span in time.evidence[:count])) == wanted:
            return time.evidence[:count]
    return ()


class _Word(Struct, frozen=True):
    part: int
    start: int
    end: int
    text: str
    is_capital: bool


def undated(event: Event, texts: Mapping[str, Text]) -> Wording:
    """Cut the date from the beginning or the end, with its "in", and a heading's colon; never from the middle."""
    wording = _open_ended(event.wording, texts)
    said, date = _said(wording), [found.group().casefold() for found in _WORD.finditer(event.when.text)]
    if not date:
        return wording
    lead = next((at for at, part in enumerate(wording) if _is_colon(part)), -1)
    first = next((at for at, word in enumerate(said) if word.part > lead), 0)
    if first and [word.text for word in said[:first]] == date:
        return wording[lead + 1 :]
    begin = first
    while begin < len(said) and said[begin].text in _JOINTS | _BEFORE:
        begin += 1
    end = begin + len(date)
    is_in_one = end <= len(said) and end > begin and _touch(wording[said[first].part : said[end - 1].part + 1])
    if is_in_one and [word.text for word in said[begin:end]] == date and len(said) - end >= _FEWEST:
        return wording if said[end].text in _GOES_ON else _without_first(wording, (said[first], said[end]), texts)
    end = len(said) - len(date)
    if [word.text for word in said[end:]] != date or end <= first:
        return wording
    if _is_bracketed(said[end], wording, texts):
        return _without_last(wording, said[end - 1], texts)
    if said[end - 1].text in _BEFORE and end - first > _FEWEST:
        return _without_last(wording, said[end - 2], texts)
    is_name = all(word.is_capital or word.text in _SMALL for word in said[first:end])
    is_name = is_name and said[end - 1].is_capital and said[end - 1].text not in _BEFORE
    return _without_last(wording, said[end - 1], texts) if is_name else wording


def _touch(parts: Wording) -> bool:
    """Tell whether nothing but quotes stands there: a name inserted among the words of a date must stay."""
    return all(isinstance(part, Quoted) for part in parts)


def _is_colon(part: object) -> bool:
    return (isinstance(part, Fixed) and part.key == "colon") or (isinstance(part, Quoted) and part.span.quote == ":")


def _open_ended(wording: Wording, texts: Mapping[str, Text]) -> Wording:
    """Cut the colon that ends a heading."""
    last = wording[-1] if wording else None
    if _is_colon(last) and len(wording) > 1:
        return wording[:-1]
    if not isinstance(last, Quoted) or not (quote := last.span.quote.rstrip()).endswith(":"):
        return wording
    return (*wording[:-1], Quoted(span=texts[last.span.source].span(last.span.start, last.span.start + len(quote) - 1)))


def _said(wording: Wording) -> list[_Word]:
    return [
        _Word(
            order,
            part.span.start + found.start(),
            part.span.start + found.end(),
            found.group().casefold(),
            found.group()[:1].isupper(),
        )
        for order, part in enumerate(wording)
        if isinstance(part, Quoted)
        for found in _WORD.finditer(part.span.quote)
    ]


def _is_bracketed(word: _Word, wording: Wording, texts: Mapping[str, Text]) -> bool:
    span = quotes_of(wording[word.part : word.part + 1])[0]
    return texts[span.source].text[word.start - 1 : word.start] == "("


def _without_first(wording: Wording, between: tuple[_Word, _Word], texts: Mapping[str, Text]) -> Wording:
    """Leave out what stands from the first word up to the second."""
    cut, kept = between
    out: list[Part] = [*wording[: cut.part]]
    for order, part in enumerate(wording[cut.part :], start=cut.part):
        if order == kept.part and isinstance(part, Quoted):
            out.append(Quoted(span=texts[part.span.source].span(kept.start, part.span.end)))
        elif order > kept.part or not isinstance(part, Quoted):
            out.append(part)
    return tuple(out)


def _without_last(wording: Wording, kept: _Word, texts: Mapping[str, Text]) -> Wording:
    """Leave out what stands behind the word, but for a full stop."""
    part = quotes_of(wording[kept.part : kept.part + 1])[0]
    last = wording[-1]
    is_closed = isinstance(last, Fixed) or (isinstance(last, Quoted) and last.span.quote.endswith("."))
    end = (Fixed(key="full_stop"),) if is_closed else ()
    # A name in brackets that stands between the last quoted word and the date stays.
    names = [order for order, each in enumerate(wording) if order > kept.part and isinstance(each, Inserted)]
    if names:
        return (*wording[: names[-1] + 1], *end)
    return (*wording[: kept.part], Quoted(span=texts[part.source].span(part.start, kept.end)), *end)
