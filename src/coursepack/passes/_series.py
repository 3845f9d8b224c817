"""Questions about several claims at once: put in order, match; and whether a number is the right one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256

from msgspec import Struct
from msgspec.structs import replace

from coursepack.language.dates.bounds import EARLIEST, LATEST, bounds
from coursepack.language.standing import is_whole
from coursepack.model.anchors import is_within
from coursepack.model.claims import Event
from coursepack.model.wording import Fixed, Inserted, Quoted, Wording, printed
from coursepack.passes._draft import Draft, is_begun_again, undated
from coursepack.passes._lines import Line, Lines, Slot

__all__ = ["matched", "ordered", "truth"]

_FEWEST, _MOST = 3, 4
"""Lines of one question."""
_LONGEST = 22
"""Tokens of a line."""
_YEAR = re.compile(r"\d{4}")
_UNSURE = "~?%X.[{/"


class _Dated(Struct, frozen=True, kw_only=True):
    event: Event
    line: Line
    wording: Wording
    first: tuple[int, int, int]
    last: tuple[int, int, int]


def ordered(lines: Lines, disputed: frozenset[str], most: int) -> Iterator[Draft]:
    """Make questions of events with certain dates that don't overlap, each told without its date.

    `disputed` are statements that are left out, such as those on which the sources differ.
    """
    told = (each for each in _dated(lines) if each.line.statement.id not in disputed)
    dated = sorted(told, key=lambda each: -each.line.statement.salience)
    chosen: list[_Dated] = []
    for each in dated:
        if len(chosen) == most * _MOST:
            break
        if all(each.last < other.first or other.last < each.first for other in chosen) and all(
            len(each.line.keys & other.line.keys) < 0.5 * len(each.line.keys) for other in chosen
        ):
            chosen.append(each)
    chosen.sort(key=lambda each: each.first)
    sets = min(most, len(chosen) // _FEWEST)
    for at in range(sets):
        own = chosen[at::sets]
        evidence = tuple(dict.fromkeys(span for each in own for span in each.event.evidence))
        yield Draft(
            asks="order",
            prompt=(Fixed(key="ask.order"),),
            answer=(),
            evidence=evidence,
            claims=tuple(each.event.id for each in own),
            section=None,
            salience=round(sum(each.line.statement.salience for each in own) / len(own), 3),
            worth=1.0,
            kind="order",
            items=tuple(each.wording for each in own),
        )


def _dated(lines: Lines) -> Iterator[_Dated]:
    by_statement = {line.statement.id: line for line in lines.told}
    for event in lines.pack.events:
        line = by_statement.get(event.statement or "")
        edtf = event.when.edtf
        if line is None or line.statement.stance != "asserted" or edtf is None or set(edtf) & set(_UNSURE):
            continue
        if event.wording != line.statement.wording or len(line.times) > 1 or not line.indexes:
            continue
        slots: Sequence[Slot] | None = line.slots
        # A year in brackets says when somebody wrote of it.
        if not line.times and is_within(event.evidence[-1], line.statement.evidence):
            continue
        if line.times:
            slots = undated(line, *line.times[0][1:])
        kept = [slot for slot in slots or () if isinstance(slot, int)]
        if slots is None or not 4 <= len(kept) <= _LONGEST or not lines.is_clear(line, slots):
            continue
        if is_begun_again(line, slots) or not is_whole(line.grown, kept, line.head) or not _begins_well(line, slots):
            continue
        wording = lines.wording(line, slots)
        # A lead is in no tree: "Summer 1960: …".
        if _YEAR.search(printed(wording)):
            continue
        first, last = bounds(edtf)
        if EARLIEST in (first, last) or LATEST in (first, last):
            continue
        yield _Dated(event=event, line=line, wording=wording, first=first, last=last)


def _begins_well(line: Line, slots: Sequence[Slot]) -> bool:
    first = slots[0]
    return not isinstance(first, int) or line.grown.tokens[first].text[:1].isupper()


def matched(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Make one question of terms with what explains them, and one of people with what they did."""
    terms = [each for each in drafts if each.asks == "term"]
    people = [each for each in drafts if each.asks in ("person", "speaker") and each.kind == "short_answer"]
    for found, key in ((terms, "ask.term"), (people, "ask.who")):
        own: list[Draft] = []
        for each in sorted(found, key=lambda each: -each.worth):
            is_first = isinstance(each.prompt[0], Fixed) and each.prompt[0].key == key
            is_other = all(
                each.answer_key != other.answer_key and len(each.keys & other.keys) < 0.3 * len(each.keys)
                for other in own
            )
            is_told = any(printed(other.answer).casefold() in printed(each.prompt).casefold() for other in own)
            is_telling = any(printed(each.answer).casefold() in printed(other.prompt).casefold() for other in own)
            if (
                is_first
                and is_other
                and not is_told
                and not is_telling
                and len(printed(each.prompt).split()) <= _LONGEST
            ):
                own.append(each)
            if len(own) == _MOST:
                break
        if len(own) < _FEWEST:
            continue
        yield Draft(
            asks="pairs",
            prompt=(Fixed(key="ask.match"),),
            answer=(),
            evidence=tuple(dict.fromkeys(span for each in own for span in each.evidence)),
            claims=tuple(each.claims[0] for each in own),
            section=None,
            salience=round(sum(each.salience for each in own) / len(own), 3),
            worth=1.0,
            kind="match",
            items=tuple(each.answer for each in own),
            partners=tuple(tuple(part for part in each.prompt[1:] if not isinstance(part, Fixed)) for each in own),
        )


_RIGHT = {"number": ("ask.number", 3), "time": ("ask.date", 4), "name": ("ask.name", 6), "place": ("ask.name", 6)}
"""What is asked of the words in brackets, and of how many questions one is so asked."""


def truth(draft: Draft) -> Draft | None:
    """Ask whether a number, date or name is right: its own, or another one from elsewhere; both stand in brackets."""
    own, gap = draft.answer, Fixed(key="blank")
    if draft.asks not in _RIGHT or not draft.wrong or len(own) != 1 or len(draft.wrong[0]) != 1:
        return None
    if (draft.asks == "number" and "–" in printed(own)) or any(isinstance(each, Inserted) for each in draft.prompt):
        return None
    key, of = _RIGHT[draft.asks]
    mixed = sha256(printed(draft.prompt).encode()).digest()
    if mixed[0] % of:
        return None
    is_true = bool(mixed[1] % 2)
    part = own[0] if is_true else draft.wrong[0][0]
    if not isinstance(part, Quoted) or gap not in draft.prompt:
        return None
    put = Inserted(text=printed((part,)), span=part.span)
    prompt = tuple(put if each == gap else each for each in draft.prompt)
    return replace(
        draft,
        asks="truth",
        kind="true_false",
        prompt=(Fixed(key=key), *prompt),
        answer=(Fixed(key="answer.true" if is_true else "answer.false"),),
        evidence=draft.evidence if is_true else tuple(dict.fromkeys((*draft.evidence, part.span))),
        wrong=(),
        alternatives=(),
    )
