"""Checks each claim against its evidence, by a table of one function for each type of claim.

That every number, date and name of a text stands in its evidence follows here: a text is its wording, printed, and a
wording has nothing but quotes from within the evidence, insertions of words that the evidence has, and fixed words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from msgspec import Struct

from coursepack.model.anchors import Source, Span
from coursepack.model.claims import Entity, Event, Link, Relation, Section, Statement, Term, Time, When
from coursepack.model.pack import CLAIMS
from coursepack.model.wording import FIXED, Fixed, Inserted, Quoted, Wording, plain, printed
from coursepack.verifier.anchors import Case, difference
from coursepack.verifier.lookup import Lookup, follows, runs
from coursepack.verifier.report import Code, excerpt

__all__ = ["check_claims"]

_MONTHS = dict(
    zip(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        range(1, 13),
        strict=True,
    )
)
_DAY = re.compile(r"(?:the|of|in|on|\d{1,2}(?:st|nd|rd|th)?)$")
_YEAR = re.compile(r"\d{4}$")


_DENIALS = frozenset({"not", "t", "never", "no", "nor", "neither", "nobody", "nothing", "none", "without", "cannot"})
_VOWELS = re.compile(r"[aeiouy]")
_PASTS = {
    "be": ("am", "are", "been", "is", "was", "were"),
    "buy": ("bought",),
    "catch": ("caught",),
    "do": ("did", "done", "does"),
    "go": ("gone", "went"),
    "have": ("had", "has"),
    "lay": ("laid",),
    "leave": ("left",),
    "make": ("made",),
    "pay": ("paid",),
    "say": ("said",),
    "see": ("saw", "seen"),
    "seek": ("sought",),
    "teach": ("taught",),
}


class Fault(Struct, frozen=True):
    code: Code
    field: str
    text: str


Faults = Iterator[Fault]


def check_claims(case: Case) -> None:
    for source in case.look.pack.sources:
        for fault in _source(source, case.look):
            case.add(source.id, fault.field, fault.code, fault.text)
    for name in CLAIMS:
        for claim in getattr(case.look.pack, name):
            check = _CHECKS.get(type(claim))
            for fault in check(claim, case.look) if check else ():
                case.add(claim.id, fault.field, fault.code, fault.text)


def _source(source: Source, look: Lookup) -> Faults:
    """A title is words of the text, or of the file's name."""
    text, title = look.texts.get(source.id), runs(source.title)
    name = re.split(r"[/\\]", source.path)[-1]
    if text is None or plain(source.title) in text.text or title in (runs(name), runs(name.rpartition(".")[0])):
        return
    passages = (text.text[each.start : each.end] for each in look.pack.passages if each.source == source.id)
    # Mark-up may stand between the words of a heading, so they need only follow one another.
    if f" {' '.join(title)} " not in f" {' '.join(runs(text.text))} " and all(
        follows(title, runs(p)) for p in passages
    ):
        yield Fault("title", "title", f"the title '{excerpt(source.title)}' is neither in the text nor the file's name")


def _section(section: Section, look: Lookup) -> Faults:  # noqa: ARG001  (each check has this signature)
    yield from _in_order("title", section.title, section.evidence)


def _in_order(field: str, text: str, spans: Iterable[Span]) -> Faults:
    strange = follows(runs(text), (word for span in spans for word in runs(span.quote)))
    if strange is not None:
        yield Fault(
            "title", field, f"the {field} '{excerpt(text)}' has '{strange}', which its evidence does not say there"
        )


def _entity(entity: Entity, look: Lookup) -> Faults:  # noqa: ARG001
    quotes = {plain(span.quote) for span in (*entity.mentions, *entity.evidence)}
    quotes.add(plain(" ".join(span.quote for span in entity.evidence)))
    # A name that runs over two or three captions is mentioned by as many spans, one after the other.
    quotes.update(
        plain(" ".join(span.quote for span in entity.mentions[at : at + length]))
        for length in (2, 3)
        for at in range(len(entity.mentions) - length + 1)
    )
    for field, name in (("name", entity.name), *(("aliases", alias) for alias in entity.aliases)):
        if name not in quotes and not any(_is_broken_name(name, quote) for quote in quotes):
            yield Fault("title", field, f"'{excerpt(name)}' is the quote of none of its mentions")


def _is_broken_name(name: str, quote: str) -> bool:
    """Tell whether the quote is the name with mark-up or a caption's timing line between its words."""
    found, said = runs(name), runs(quote)
    has_mark = any(mark in quote for mark in ("-->", "<", "*", "_"))
    return bool(has_mark and found and said[0] == found[0] and said[-1] == found[-1] and follows(found, said) is None)


def _statement(statement: Statement, look: Lookup) -> Faults:
    yield from _wording(statement.text, statement.wording, statement.evidence, look)
    for field in ("subject", "object", "speaker"):
        value: str | None = getattr(statement, field)
        if value is not None:
            yield from _named(field, value, statement.evidence, look)
    if statement.when is not None:
        yield from _when(statement.when, statement.evidence, look)


def _event(event: Event, look: Lookup) -> Faults:
    yield from _wording(event.text, event.wording, event.evidence, look)
    for participant in event.participants:
        yield from _named("participants", participant.entity, event.evidence, look)
    if event.place is not None:
        yield from _named("place", event.place, event.evidence, look)
    yield from _when(event.when, event.evidence, look)


def _relation(relation: Relation, look: Lookup) -> Faults:
    """Who, whom, the words of the verb and the date stand in the same evidence."""
    yield from _named("actor", relation.actor, relation.evidence, look)
    if relation.target is not None:
        yield from _named("target", relation.target, relation.evidence, look)
    said = [word for span in relation.evidence for word in runs(span.quote)]
    for word in runs(relation.verb):
        if not (_DENIALS.intersection(said) if word == "not" else any(_is_form(word, each) for each in said)):
            yield Fault("wording", "verb", f"tells that they '{relation.verb}', but its evidence says no '{word}'")
    if relation.when is not None:
        yield from _when(relation.when, relation.evidence, look)


def _is_form(lemma: str, word: str) -> bool:
    """Tell whether a word can be a form of the lemma: both begin alike, but for vowels, or it is an old past."""
    short = max(1, min(len(lemma) - 1, len(word), 3))
    if lemma[:short] == word[:short] or word in _PASTS.get(lemma, ()):
        return True
    one, two = _VOWELS.sub("", lemma), _VOWELS.sub("", word)
    return lemma[:1] == word[:1] and len(one) > 1 and one[:2] == two[:2]


def _term(term: Term, look: Lookup) -> Faults:
    yield from _wording(term.text, term.wording, term.evidence, look)
    yield from _in_order("name", term.name, term.evidence[:1])


def _link(link: Link, look: Lookup) -> Faults:
    """The cue stands in the evidence, and so does each end, in its own statement; no word is of two of them."""
    if not _is_within(link.cue, link.evidence):
        yield Fault("wording", "cue", f"the cue '{excerpt(link.cue.quote)}' lies outside its evidence")
    for field, claim, end in (("from", link.from_, link.cause), ("to", link.to, link.effect)):
        own = look.claims[claim].evidence
        if not any(_overlap(each, span) for each in own for span in link.evidence):
            yield Fault("wording", field, f"joins '{claim}', of which its evidence has no word")
        for span in end:
            if not _is_within(span, link.evidence) or not any(_overlap(each, span) for each in own):
                yield Fault("wording", field, f"the end '{excerpt(span.quote)}' is not of '{claim}' in its evidence")
    if link.from_ == link.to and not (link.cause and link.effect):
        yield Fault("wording", "to", f"joins '{link.to}' to itself without the words of both ends")
    for span in (*link.cause, link.cue):
        twice = next((each for each in (*link.effect, link.cue) if each is not span and _overlap(each, span)), None)
        if twice is not None:
            yield Fault("wording", "cue", f"has '{excerpt(twice.quote)}' in two of its cue and ends")


def _overlap(one: Span, other: Span) -> bool:
    return one.source == other.source and one.start < other.end and other.start < one.end


def _time(time: Time, look: Lookup) -> Faults:  # noqa: ARG001
    """The words are those of the first evidence spans; a year and month that they name are in the EDTF."""
    said: list[str] = []
    wanted = runs(time.text)
    for span in time.evidence:
        said += runs(span.quote)
        if said == wanted:
            break
    else:
        yield Fault("date", "text", f"says '{excerpt(time.text)}', its evidence '{excerpt(time.evidence[0].quote)}'")
    rest = [word for word in wanted if word not in _MONTHS and not _DAY.match(word)]
    if time.edtf is None or len(rest) != 1 or not _YEAR.match(rest[0]):
        return
    months = [f"{_MONTHS[word]:02}" for word in wanted if word in _MONTHS]
    if rest[0] not in time.edtf or any(f"-{month}" not in time.edtf for month in months):
        yield Fault("date", "edtf", f"gives '{time.edtf}' for '{excerpt(time.text)}'")


def _when(when: When, evidence: tuple[Span, ...], look: Lookup) -> Faults:
    """Some temporal expression in the evidence has these words and this date, both."""
    wanted = runs(when.text)
    strange = follows(wanted, (word for span in evidence for word in runs(span.quote)))
    if strange is not None:
        yield Fault("date", "when", f"is dated '{excerpt(when.text)}', but its evidence does not say '{strange}'")
        return
    dates = []
    for time in look.times_in(evidence):
        said = runs(time.text)
        if follows(wanted, said) is None or follows(said, wanted) is None:
            dates.append(time.edtf)
    if when.edtf not in dates:
        known = ", ".join(f"'{date}'" for date in dict.fromkeys(dates)) or "no date"
        yield Fault("date", "when", f"is dated '{when.edtf}' by the words '{excerpt(when.text)}', which give {known}")


def _named(field: str, value: str, evidence: tuple[Span, ...], look: Lookup) -> Faults:
    """An entity is mentioned in the evidence; other words stand in it, or are the voice that speaks it."""
    entity = look.entities.get(value)
    if entity is not None:
        if not look.is_mentioned(value, evidence):
            yield Fault("name", field, f"the {field} '{entity.name}' ({value}) is not mentioned in its evidence")
        return
    strange = follows(runs(value), (word for span in evidence for word in runs(span.quote)))
    if strange is None:
        return
    voices = (look.passage_at(span.source, span.start) for span in evidence)
    if not any(passage is not None and passage.voice == value for passage in voices):
        yield Fault(
            "name", field, f"the {field} '{excerpt(value)}' has '{strange}', which its evidence does not say there"
        )


def _wording(text: str, wording: Wording, evidence: tuple[Span, ...], look: Lookup) -> Faults:
    unknown = [part.key for part in wording if isinstance(part, Fixed) and part.key not in FIXED]
    for key in unknown:
        yield Fault("wording", "wording", f"prints the fixed words '{key}', which the catalogue does not have")
    if not unknown and (want := printed(wording)) != text:
        _, said, quoted = difference(text, want)
        yield Fault("wording", "text", f"the text says '{said}', its wording '{quoted}'")
    ends: dict[str, int] = {}
    for part in wording:
        if isinstance(part, Quoted):
            yield from _quoted(part.span, evidence, look)
            if part.span.start < ends.get(part.span.source, 0):
                yield Fault("wording", "wording", f"quotes '{excerpt(part.span.quote)}' out of the source's order")
            ends[part.span.source] = part.span.end
        elif isinstance(part, Inserted):
            yield from _inserted(part, evidence)


def _quoted(span: Span, evidence: tuple[Span, ...], look: Lookup) -> Faults:
    if not _is_within(span, evidence):
        yield Fault("wording", "wording", f"quotes '{excerpt(span.quote)}', which lies outside its evidence")
    elif not look.is_inside_passage(span):
        yield Fault("wording", "wording", f"quotes '{excerpt(span.quote)}', which is not the text of one passage")


def _inserted(part: Inserted, evidence: tuple[Span, ...]) -> Faults:
    strange = follows(runs(part.text), runs(part.span.quote))
    if strange is not None or not runs(part.text):
        wrong = f"inserts '[{excerpt(part.text)}]', but its source says '{excerpt(part.span.quote)}'"
        yield Fault("insertion", "wording", wrong)
    if not _is_within(part.span, evidence):
        yield Fault("insertion", "wording", f"inserts '[{excerpt(part.text)}]', whose source is not in its evidence")


def _is_within(span: Span, evidence: Iterable[Span]) -> bool:
    return any(each.source == span.source and each.start <= span.start and span.end <= each.end for each in evidence)


# Comparisons and questions print nothing yet: their spans and ids are checked with everyone's.
_CHECKS: dict[type[Struct], Callable[[Any, Lookup], Faults]] = {
    Section: _section,
    Entity: _entity,
    Statement: _statement,
    Time: _time,
    Event: _event,
    Link: _link,
    Relation: _relation,
    Term: _term,
}
