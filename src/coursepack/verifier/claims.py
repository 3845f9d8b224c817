"""Checks each claim against its evidence, by a table of one function for each type of claim.

That every number, date and name of a text stands in its evidence follows here: a text is its wording, printed, and a
wording has nothing but quotes from within the evidence, insertions of words that the evidence has, and fixed words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct

from coursepack.language.names import polity_of
from coursepack.model.anchors import Source, Span
from coursepack.model.claims import (
    Comparison,
    Entity,
    Event,
    Link,
    Question,
    Relation,
    Repair,
    Section,
    Statement,
    Term,
    Time,
    When,
)
from coursepack.model.pack import CLAIMS, Pack
from coursepack.model.wording import FIXED, Fixed, Quoted, Wording, plain, printed
from coursepack.verifier.anchors import Case, difference
from coursepack.verifier.comparisons import comparison_faults
from coursepack.verifier.forms import DENIALS, is_denial, is_form, is_helper
from coursepack.verifier.lookup import Lookup, follows, overlap, runs, within
from coursepack.verifier.questions import question_faults
from coursepack.verifier.repairs import insertion_faults, repair_faults
from coursepack.verifier.report import Code, excerpt
from coursepack.verifier.telling import stranger
from coursepack.verifier.told import tokens

__all__ = ["check_claims", "check_event", "disagreement", "refused"]

_NAMES = "january february march april may june july august september october november december"
_MONTHS = {name: number for number, name in enumerate(_NAMES.split(), 1)}
_YEARS = re.compile(r"(?<!\d)(?:(1\d{3}|20\d{2})(?![\ds])|(\d{3})0['’]?s\b)")
"""A year, or the first digits of a decade."""
_DAYS = re.compile(r"(?<![\d,.])(\d{1,2})(?:st|nd|rd|th)?(?![\d,.:]|\s*(?:am|pm|hours))\b")


class Fault(Struct, frozen=True):
    code: Code
    field: str
    text: str


Faults = Iterator[Fault]


def check_claims(case: Case) -> None:
    for source in case.look.pack.sources:
        for fault in _source(source, case.look):
            case.add(source.id, fault.field, fault.code, fault.text)
    for claim, fault in _faults(case.look):
        case.add(claim, fault.field, fault.code, fault.text)


def refused(pack: Pack) -> dict[str, str]:
    """Say by id what is wrong with each claim of a pack that has its texts, in the order of the claims."""
    out: dict[str, str] = {}
    for claim, fault in _faults(Lookup(pack)):
        out.setdefault(claim, fault.text)
    return out


def _faults(look: Lookup) -> Iterator[tuple[str, Fault]]:
    for name in CLAIMS:
        for claim in getattr(look.pack, name):
            check = _CHECKS.get(type(claim))
            for fault in check(claim, look) if check else ():
                yield claim.id, fault


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
    strange = stranger(text, spans)
    if strange is not None:
        wrong = f"the {field} '{excerpt(text)}' has '{strange}', which its evidence does not say there"
        yield Fault("title", field, wrong)


def _entity(entity: Entity, look: Lookup) -> Faults:
    yield from _stands_for(entity, look)
    quotes = {plain(span.quote) for span in (*entity.mentions, *entity.evidence)}
    quotes.add(plain(" ".join(span.quote for span in entity.evidence)))
    # A name that runs over two or three captions is mentioned by as many spans, one after the other.
    quotes.update(
        plain(" ".join(span.quote for span in entity.mentions[at : at + length]))
        for length in (2, 3)
        for at in range(len(entity.mentions) - length + 1)
    )
    # A name that was misheard is that of the repair whose words are a mention.
    begins = {(span.source, span.start) for span in entity.mentions}
    quotes.update(
        each.name for each in look.pack.repairs if (each.evidence[0].source, each.evidence[0].start) in begins
    )
    if entity.cased and entity.cased.casefold() != entity.name.casefold():
        yield Fault("insertion", "cased", f"is shown as '[{entity.cased}]', but its source says '{entity.name}'")
    for field, name in (("name", entity.name), *(("aliases", alias) for alias in entity.aliases)):
        if name not in quotes and not any(_is_broken_name(name, quote) for quote in quotes):
            yield Fault("title", field, f"'{excerpt(name)}' is the quote of none of its mentions")


def _stands_for(entity: Entity, look: Lookup) -> Faults:
    """Whom an entity stands for is a state, which its own evidence or mentions name, or name the people of."""
    if entity.of is None:
        return
    home = look.entities.get(entity.of)
    if home is None or home.kind != "polity":
        yield Fault("name", "of", f"stands for '{entity.of}', which is no polity of the pack")
        return
    spans = (*entity.evidence, *entity.mentions)
    if look.is_mentioned(home.id, spans):
        return
    state = polity_of(home.name) or home.name
    # "U.S. Army" names a state by its words as they stand, "Soviet-backed" by its runs of letters.
    said = [words for span in spans for words in (runs(span.quote), plain(span.quote).split())]
    parts = (words[at : at + size] for words in said for size in (1, 2, 3, 4) for at in range(len(words)))
    if not any(polity_of(" ".join(part)) == state for part in parts):
        yield Fault("name", "of", f"stands for '{home.name}' ({home.id}), which neither its evidence nor mentions name")


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


def check_event(event: Event, look: Lookup) -> Faults:
    yield from _wording(event.text, event.wording, event.evidence, look)
    for participant in event.participants:
        yield from _named("participants", participant.entity, event.evidence, look)
    if event.place is not None:
        yield from _named("place", event.place, event.evidence, look)
    told = look.statements.get(event.statement or "")
    if told is not None and not any(overlap(one, other) for one in told.evidence for other in event.evidence):
        yield Fault("wording", "statement", f"is told by '{told.id}', of which its evidence has no word")
    faults = list(_when(event.when, event.evidence, look))
    yield from faults
    if not faults and not any(_dates(time, event, look) for time in look.times_in(event.evidence)):
        yield Fault("date", "when", f"is dated '{excerpt(event.when.text)}', which neither it nor a heading of it says")


def _dates(time: Time, event: Event, look: Lookup) -> bool:
    """Tell whether the expression gives the event's date in its own sentence, or in a heading or bullet above it."""
    if time.edtf != event.when.edtf or not _is_said(event.when, time):
        return False
    at = time.evidence[0]
    own = [part.span for part in event.wording if isinstance(part, Quoted) and part.span.source == at.source]
    if any(look.is_one_sentence(span, at) for span in own):
        return True
    above = look.passage_at(at.source, at.start)
    heads = (look.is_above(above, look.passage_at(span.source, span.start)) for span in own)
    return above is not None and any(heads)


def _relation(relation: Relation, look: Lookup) -> Faults:
    """Who, whom, the words of the verb and the date stand in the same evidence."""
    yield from _named("actor", relation.actor, relation.evidence, look)
    if relation.target is not None:
        yield from _named("target", relation.target, relation.evidence, look)
    said = [word for span in relation.evidence for word in runs(span.quote)]
    for word in runs(relation.verb):
        if not (DENIALS.intersection(said) if word == "not" else any(is_form(word, each) for each in said)):
            yield Fault("wording", "verb", f"tells that they '{relation.verb}', but its evidence says no '{word}'")
    yield from _sign(relation)
    if relation.when is not None:
        yield from _when(relation.when, relation.evidence, look)


def _sign(relation: Relation) -> Faults:
    """A denied verb is told as denied, and not doing something is no kindness."""
    wanted = [word.casefold() for word in tokens(relation.verb)]
    if "not" in wanted:
        if relation.polarity > 0:
            yield Fault("wording", "polarity", f"counts '{excerpt(relation.verb)}' as cooperation")
        return
    said = [word for span in relation.evidence for word in tokens(plain(span.quote))]
    places = [at for at, word in enumerate(said) if wanted and is_form(wanted[0], word.casefold())]
    if places and all(_is_denied(said, at) for at in places):
        yield Fault("wording", "verb", f"tells that they '{excerpt(relation.verb)}', which its evidence denies")


def _is_denied(said: Sequence[str], at: int) -> bool:
    """Tell whether a denial stands before the verb, with nothing but its helpers between."""
    while at > 0 and is_helper(said[at - 1]):
        at -= 1
        if is_denial(said[at]):
            return said[at + 1].casefold() not in ("only", "just", "merely")
    return False


def _term(term: Term, look: Lookup) -> Faults:
    yield from _wording(term.text, term.wording, term.evidence, look)
    if plain(term.evidence[0].quote) != term.name:
        yield Fault(
            "title", "name", f"the name '{excerpt(term.name)}' is not the quoted '{excerpt(term.evidence[0].quote)}'"
        )
    for part in term.wording:
        if isinstance(part, Quoted) and not look.is_one_sentence(part.span, term.evidence[0]):
            yield Fault("wording", "wording", f"explains '{excerpt(term.name)}' by words of another sentence")


def _link(link: Link, look: Lookup) -> Faults:
    """The cue stands in the evidence, and so does each end, in its own statement; no word is of two of them."""
    if not within(link.cue, link.evidence):
        yield Fault("wording", "cue", f"the cue '{excerpt(link.cue.quote)}' lies outside its evidence")
    for field, claim, end in (("from", link.from_, link.cause), ("to", link.to, link.effect)):
        own = look.claims[claim].evidence
        if not any(overlap(each, span) for each in own for span in link.evidence):
            yield Fault("wording", field, f"joins '{claim}', of which its evidence has no word")
        for span in end:
            if not within(span, link.evidence) or not any(overlap(each, span) for each in own):
                yield Fault("wording", field, f"the end '{excerpt(span.quote)}' is not of '{claim}' in its evidence")
    yield from _holders(link, look)
    if link.from_ == link.to and not (link.cause and link.effect):
        yield Fault("wording", "to", f"joins '{link.to}' to itself without the words of both ends")
    for span in (*link.cause, link.cue):
        twice = next((each for each in (*link.effect, link.cue) if each is not span and overlap(each, span)), None)
        # A verb of change is the cue and says what is caused: "…, angering the printers".
        if twice is not None and not (span is link.cue and twice.start == link.cue.start):
            yield Fault("wording", "cue", f"has '{excerpt(twice.quote)}' in two of its cue and ends")


def _holders(link: Link, look: Lookup) -> Faults:
    """Whose positions are set against each other is mentioned there."""
    if link.holders and (link.kind != "contrast" or len(link.holders) != 2):
        yield Fault("form", "holders", f"has {len(link.holders)} holders of a {link.kind}; want two of a contrast")
    for holder in link.holders:
        if holder is not None:
            yield from _named("holders", holder, link.evidence, look)


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
    if time.edtf is not None and (strange := disagreement(time.text, time.edtf)):
        yield Fault("date", "edtf", f"gives '{time.edtf}' for '{excerpt(time.text)}', which says '{strange}'")


def disagreement(text: str, edtf: str) -> str:
    """Give the first year, decade, month or day that the words name and the date has not; "" where it has all."""
    folded = text.casefold()
    for found in _YEARS.finditer(folded):
        if found[1] is not None and not (found[1] in edtf or f"{found[1][:3]}X" in edtf):
            return found.group()
        # "By the 1900s" ends with the last year of the century.
        is_century = found[2] is not None and found[2].endswith("0") and found[2][:2] in edtf
        if found[2] is not None and found[2] not in edtf and not is_century:
            return found.group()
    said = runs(folded)
    days = re.findall(r"\d{4}-\d{2}-(\d{2})", edtf)
    for month in (word for word in said if word in _MONTHS and (word != "may" or "May" in text)):
        if re.search(r"\d{4}-\d{2}", edtf) and f"-{_MONTHS[month]:02}" not in edtf:
            return month.title()
    if days and any(word in _MONTHS for word in said):
        return next((number for number in _DAYS.findall(folded) if f"{int(number):02}" not in days), "")
    return ""


def _when(when: When, evidence: tuple[Span, ...], look: Lookup) -> Faults:
    """Some temporal expression in the evidence has these words and this date, both."""
    wanted = runs(when.text)
    strange = follows(wanted, (word for span in evidence for word in runs(span.quote)))
    if strange is not None:
        yield Fault("date", "when", f"is dated '{excerpt(when.text)}', but its evidence does not say '{strange}'")
        return
    dates = [time.edtf for time in look.times_in(evidence) if _is_said(when, time)]
    if when.edtf not in dates:
        known = ", ".join(f"'{date}'" for date in dict.fromkeys(dates)) or "no date"
        yield Fault("date", "when", f"is dated '{when.edtf}' by the words '{excerpt(when.text)}', which give {known}")


def _is_said(when: When, time: Time) -> bool:
    """Tell whether the words of the date are the expression's, or some of them, or more of them."""
    wanted, said = runs(when.text), runs(time.text)
    return follows(wanted, said) is None or follows(said, wanted) is None


def _named(field: str, value: str, evidence: tuple[Span, ...], look: Lookup) -> Faults:
    """An entity is mentioned in the evidence; other words stand in it, or are the voice that speaks it."""
    entity = look.entities.get(value)
    if entity is not None:
        if not look.is_mentioned(value, evidence):
            yield Fault("name", field, f"the {field} '{entity.name}' ({value}) is not mentioned in its evidence")
        return
    strange = stranger(value, evidence)
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
    for wrong in insertion_faults(wording, evidence, look):
        yield Fault("insertion", "wording", wrong)


def _quoted(span: Span, evidence: tuple[Span, ...], look: Lookup) -> Faults:
    if not within(span, evidence):
        yield Fault("wording", "wording", f"quotes '{excerpt(span.quote)}', which lies outside its evidence")
    elif not look.is_inside_passage(span):
        yield Fault("wording", "wording", f"quotes '{excerpt(span.quote)}', which is not the text of one passage")


def _comparison(comparison: Comparison, look: Lookup) -> Faults:
    for field, text in comparison_faults(comparison, look):
        yield Fault("comparison", field, text)


def _question(question: Question, look: Lookup) -> Faults:
    for code, field, text in question_faults(question, look):
        yield Fault(code, field, text)


def _repair(repair: Repair, look: Lookup) -> Faults:
    for field, text in repair_faults(repair, look):
        yield Fault("repair", field, text)


_CHECKS: dict[type[Struct], Callable[[Any, Lookup], Faults]] = {
    Comparison: _comparison,
    Section: _section,
    Entity: _entity,
    Statement: _statement,
    Time: _time,
    Event: check_event,
    Link: _link,
    Question: _question,
    Relation: _relation,
    Repair: _repair,
    Term: _term,
}
