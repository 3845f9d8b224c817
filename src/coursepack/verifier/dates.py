"""The words that a line may print for an event: its text with its date before it, or without the date inside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from coursepack.model.claims import Event
from coursepack.model.wording import plain
from coursepack.verifier.lookup import Lookup, runs, within
from coursepack.verifier.told import MARK, Telling, joined, tokens

__all__ = ["event_tellings", "undated"]

_YEAR = re.compile(r"\d{4}|\d0s")
_AHEAD = frozenset({"and", "but", "so", "then", "in", "on"})


def event_tellings(event: Event, text: Telling, look: Lookup) -> tuple[Telling, ...]:
    """Tell the whole event, alone or beside its date; where the date stands before it, it need not say it again."""
    when = Telling(tokens(event.when.text))
    dates = (when, *(joined(when, anchor) for anchor in _anchors(event, look)))
    # What stands after the date may be a line of its own, so a capital may begin it.
    texts = [way for each in (text, *undated(text, when.words)) for way in dict.fromkeys((each, _capital(each)))]
    beside = (joined(date, each) for date in dates for each in texts)
    return tuple(dict.fromkeys((text, *beside, joined(text, when), when)))


def _capital(text: Telling) -> Telling:
    first = text.words[:1]
    return replace(text, words=(*(word[:1].upper() + word[1:] for word in first), *text.words[1:]))


def _anchors(event: Event, look: Lookup) -> Iterator[Telling]:
    """Name in brackets what a relative date counts from, as its temporal expression cites it."""
    for time in look.times_in(event.evidence):
        if (time.text, time.edtf) != (event.when.text, event.when.edtf):
            continue
        said: list[str] = []
        anchors = []
        for span in time.evidence:
            if said == runs(time.text):
                anchors.append(span)
            else:
                said += runs(span.quote)
        named = [span for span in anchors if _YEAR.search(span.quote) and within(span, event.evidence)]
        if named:
            yield Telling((MARK,), (f"[{plain(named[-1].quote).removeprefix('of ')}]",))


def undated(text: Telling, when: tuple[str, ...]) -> Iterator[Telling]:
    """Leave the date out where it begins the text or what follows a lead, or ends it; nothing else goes with it."""
    words, size = text.words, len(when)
    folded, date = [word.casefold() for word in words], [word.casefold() for word in when]
    for at in range(len(words) - size):
        if folded[at : at + size] != date or any(word == MARK for word in words[at : at + size]):
            continue
        begin = at
        yield Telling(words[:at] + words[at + size :], text.insertions)
        while begin > 0 and folded[begin - 1] in _AHEAD:
            begin -= 1
            yield Telling(words[:begin] + words[at + size :], text.insertions)
    if folded[-size:] == date:
        yield Telling(words[:-size], text.insertions)
        if folded[-size - 1 : -size] and folded[-size - 1] in ("in", "on"):
            yield Telling(words[: -size - 1], text.insertions)
