"""Events: what a clause, a noun with a date, or the dated heading above it, puts at a date."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from coursepack.language.dating import Host, host_of
from coursepack.language.grammar import SUBJECTS, Ground, Grove, Grown, cited, head_of
from coursepack.language.naming import Named, Naming
from coursepack.model.anchors import Passage, Span, is_within
from coursepack.model.claims import Event, Participant, Statement, Time, When
from coursepack.model.pack import Pack
from coursepack.model.wording import Wording, printed
from coursepack.notices import Log

SUMMARY = "what happened when, with those who took part"
NEEDS = ("entities", "references", "repairs", "stances", "statements", "times", "trees", "wordings", "salience")
MAKES = ("events",)

_AT = frozenset({"in", "at", "near", "on", "off", "outside", "across", "throughout"})
"""Prepositions that put something at a place."""
_ALIKE = frozenset({"appos", "conj", "flat", "nmod:desc"})
"""Beside another noun, a name does what that one does."""
_WHO = frozenset({"person", "polity", "group", "organisation"})
_ACTIVE = frozenset({"nsubj", "obl:agent"})
_PASSIVE = frozenset({"nsubj:pass", "obj", "iobj"})
_ABOUT = frozenset({".", "about", "c", "c.", "ca", "ca.", "circa"})
"""What may stand between a bracket and the years of a life."""
_Dated = tuple[When, tuple[Span, ...]]
"""A date with the span of the heading that says it."""


class _Found(Struct, frozen=True, kw_only=True):
    time: Time
    host: Host


class _Known(Struct, frozen=True):
    """What is made once for a pack."""

    ground: Ground
    grove: Grove
    naming: Naming
    times: dict[str, list[Time]]
    kinds: dict[str, str]
    headings: dict[tuple[str, int], _Dated]


def run(pack: Pack, log: Log) -> Pack:  # noqa: ARG001  (each pass has this signature)
    """An event has its statement's words, or the dated noun's alone; what is denied or asked is none.

    What is promised or reported has its statement's stance, which a writer must show.
    """
    times = _by_source(pack)
    known = _Known(
        Ground(pack),
        Grove(pack),
        Naming(pack),
        times,
        {entity.id: entity.kind for entity in pack.entities},
        _dated_above(pack, times),
    )
    events = [
        event
        for statement in pack.statements
        if statement.stance not in ("denied", "question")
        for event in _events(known, statement)
    ]
    return replace(pack, events=tuple(replace(event, id=f"ev{at}") for at, event in enumerate(events, start=1)))


def _events(known: _Known, statement: Statement) -> Iterator[Event]:
    grown, indexes = known.grove.find(statement.wording)
    names = [each for each in known.naming.named(grown) if each.first in indexes]
    found = list(_dates(known, grown, indexes, names))
    nouns = [each for each in found if each.host.is_noun]
    own = next((each for each in found if not each.host.is_noun and _is(each.time, statement.when)), None)
    whole: When | None = statement.when
    cited: tuple[Span, ...] = ()
    if whole is None:
        whole, cited = known.headings.get((statement.evidence[0].source, statement.evidence[0].start), (None, ()))
    elif own is not None and _is_life(grown, own.time):
        whole = None
    elif own is not None:
        cited = own.time.evidence
    elif noun := next((each for each in nouns if _is(each.time, statement.when)), None):
        # A sentence about a dated thing tells more than the thing; one that only mentions it is not dated by it.
        tells = _is_subject(grown, noun.host.head)
        whole, cited = (whole, noun.time.evidence) if tells else (None, ())
        nouns = [each for each in nouns if each is not noun] if tells else nouns
    if whole is not None:
        yield _event(known, statement, (grown, indexes, names), (whole, cited))
    for each in nouns:
        wording = known.ground.told(grown.tree, each.host.indexes)
        when = When(edtf=each.time.edtf, text=each.time.text)
        yield _event(known, statement, (grown, list(each.host.indexes), names), (when, each.time.evidence), wording)


def _event(
    known: _Known,
    statement: Statement,
    said: tuple[Grown, list[int], list[Named]],
    dated: _Dated,
    wording: Wording | None = None,
) -> Event:
    """Make the event of a statement, or of the part of it that is quoted."""
    grown, indexes, names = said
    when, said_by = dated
    # A date in the statement's own words is cited with them; one counted from elsewhere, or above them, apart.
    beside = tuple(span for span in said_by if not is_within(span, statement.evidence))
    evidence = cited((*statement.evidence, *beside), wording or ())
    own = [each for each in names if each.first in indexes and known.naming.is_mentioned(each.entity, evidence)]
    place = next((each for each in own if _is_place(known, grown, each)), None)
    # A pronoun that gave way to an insertion is no token of the statement; who it stood for is its subject.
    subject = statement.subject if known.kinds.get(statement.subject or "") in _WHO and wording is None else None
    is_passive = grown.child(head_of(grown, indexes), "nsubj:pass", "aux:pass") is not None
    roles: dict[str, str] = {}
    if subject is not None and known.naming.is_mentioned(subject, evidence):
        roles[subject] = "patient" if is_passive else "agent"
    for each in own:
        if known.kinds[each.entity] in _WHO and each is not place:
            role = _role(grown, each, head_of(grown, indexes))
            if roles.get(each.entity, "other") == "other":
                roles[each.entity] = role
    return Event(
        id="",
        text=printed(wording or statement.wording),
        wording=wording or statement.wording,
        when=when,
        participants=tuple(Participant(role=role, entity=entity) for entity, role in roles.items()),
        place=place.entity if place else None,
        evidence=evidence,
        made_by="events",
        confidence=0.7 if beside else 0.8,
        statement=statement.id,
    )


def _is(time: Time, when: When | None) -> bool:
    return when is not None and (time.edtf, time.text) == (when.edtf, when.text)


def _is_subject(grown: Grown, index: int) -> bool:
    token = grown.tokens[index]
    governor = grown.tokens[token.head]
    return token.head == index or (token.dep in SUBJECTS and governor.head == token.head)


def _is_place(known: _Known, grown: Grown, named: Named) -> bool:
    """Tell whether a name says where: a place or state after "in" or "at", in no other phrase."""
    case = grown.child(named.head, "case")
    return (
        known.kinds[named.entity] in ("place", "polity")
        and case is not None
        and grown.tokens[case].text.casefold() in _AT
        and grown.tokens[named.head].dep in ("obl", "nmod")
        and not grown.tokens[named.last].text.casefold().endswith(("'s", "’s"))
    )


def _role(grown: Grown, named: Named, top: int) -> str:
    """Tell what a name does in the clause of `top`: only who acts or is acted on there is more than "other"."""
    tokens = grown.tokens
    at = named.head
    while tokens[at].dep in _ALIKE and tokens[at].head != at:
        at = tokens[at].head
    verb = tokens[at].head
    if verb != top and not (tokens[verb].dep == "conj" and tokens[verb].head == top):
        return "other"
    if tokens[at].dep in _ACTIVE:
        return "agent"
    return "patient" if tokens[at].dep in _PASSIVE else "other"


def _dates(known: _Known, grown: Grown, indexes: Sequence[int], names: Sequence[Named]) -> Iterator[_Found]:
    """Find the dates among a statement's tokens and what each dates; no two of one host."""
    source, tokens = grown.tree.source, grown.tokens
    campaigns = {each.last: (each.first, each.head) for each in names if known.kinds[each.entity] == "campaign"}
    own = known.times.get(source, [])
    kept = {tokens[index].start: index for index in indexes}
    seen: set[tuple[int, bool]] = set()
    low = bisect_left(own, tokens[indexes[0]].start, key=_start)
    for time in own[low : bisect_left(own, tokens[indexes[-1]].end, key=_start)]:
        first = kept.get(time.evidence[0].start)
        if first is None or time.edtf is None or time.evidence[0].end > tokens[indexes[-1]].end:
            continue
        last = max(index for index in indexes if tokens[index].start < time.evidence[0].end)
        host = host_of(grown, (first, last), campaigns)
        if host.is_noun and not set(host.indexes).issubset(indexes):
            continue
        if (host.head, host.is_noun) not in seen:
            seen.add((host.head, host.is_noun))
            yield _Found(time=time, host=host)


def _is_life(grown: Grown, time: Time) -> bool:
    """Tell whether a span of years in brackets says when somebody lived: "Freud (1856–1939) held that …"."""
    before = [token for token in grown.tokens if token.start < time.evidence[0].start]
    while before and before[-1].text.casefold() in _ABOUT:
        before.pop()
    is_behind = len(before) > 1 and before[-1].text in ("(", "[") and before[-2].name.endswith("PERSON")
    return is_behind and "/" in (time.edtf or "")


def _start(time: Time) -> int:
    return time.evidence[0].start


def _by_source(pack: Pack) -> dict[str, list[Time]]:
    times: dict[str, list[Time]] = {}
    for time in sorted(pack.times, key=_start):
        times.setdefault(time.evidence[0].source, []).append(time)
    return times


def _dated_above(pack: Pack, times: Mapping[str, Sequence[Time]]) -> dict[tuple[str, int], _Dated]:
    """Map each bullet under a dated heading or bullet, by source and start, to that date and the span that says it.

    The first heading of a source says when it was given or written, if it says a day.
    """
    out: dict[tuple[str, int], _Dated] = {}
    above: dict[int, _Dated] = {}
    begun: set[str] = set()
    for passage in pack.passages:
        is_first = passage.source not in begun
        begun.add(passage.source)
        if passage.role not in ("bullet", "heading"):
            above.clear()
            continue
        level = passage.level if passage.role == "bullet" else 0
        above = {each: found for each, found in above.items() if each < level}
        if above:
            out[passage.source, passage.start] = above[max(above)]
        dated = _dated(pack, passage, times)
        if dated is not None and not (
            is_first and passage.role == "heading" and len(dated[0].edtf or "") > len("1958")
        ):
            above[level] = dated
    return out


def _dated(pack: Pack, passage: Passage, times: Mapping[str, Sequence[Time]]) -> _Dated | None:
    """Give the one date of a passage; None where it has none or several."""
    own = times.get(passage.source, ())
    near = own[bisect_left(own, passage.start, key=_start) : bisect_left(own, passage.end, key=_start)]
    found = [time for time in near if time.evidence[0].end <= passage.end and time.edtf]
    if len(found) != 1:
        return None
    when = When(edtf=found[0].edtf, text=found[0].text)
    return when, (pack.texts[passage.source].span(passage.start, passage.end),)
