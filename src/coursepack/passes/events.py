"""Events: what a statement's own words, or the dated bullet above it, put at a date."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from coursepack.model.anchors import Span
from coursepack.model.claims import Event, Participant, Statement, Time, When
from coursepack.model.pack import Pack
from coursepack.notices import Log

SUMMARY = "what happened when, with those who took part"
NEEDS = ("entities", "stances", "statements", "times", "wordings", "salience")
MAKES = ("events",)

_Dated = tuple[When, tuple[Span, ...]]
"""A date with the span of the bullet that says it."""


def run(pack: Pack, log: Log) -> Pack:  # noqa: ARG001  (each pass has this signature)
    """An event has the wording of its statement; what is promised, denied or asked is none."""
    kinds = {entity.id: entity.kind for entity in pack.entities}
    times = _by_source(pack)
    headings = _dated_bullets(pack, times)
    events: list[Event] = []
    for statement in pack.statements:
        if statement.stance in ("promised", "denied", "question"):
            continue
        when: When | None = statement.when
        cited: tuple[Span, ...] = ()
        if when is None:
            when, cited = headings.get((statement.evidence[0].source, statement.evidence[0].start), (None, ()))
        if when is None:
            continue
        participants = [
            Participant(role=role, entity=entity)
            for role, entity in (("agent", statement.subject), ("patient", statement.object))
            if entity is not None and kinds.get(entity) not in (None, "place", "work")
        ]
        place = next(
            (each for each in (statement.subject, statement.object) if each and kinds.get(each) == "place"), None
        )
        events.append(
            Event(
                id=f"ev{len(events) + 1}",
                text=statement.text,
                wording=statement.wording,
                when=when,
                participants=tuple(participants),
                place=place,
                evidence=tuple(dict.fromkeys((*statement.evidence, *cited, *_anchors(times, when, statement)))),
                made_by="events",
                confidence=0.8 if not cited else 0.7,
            )
        )
    return replace(pack, events=tuple(events))


def _anchors(times: Mapping[str, Sequence[Time]], when: When, statement: Statement) -> tuple[Span, ...]:
    """Cite the date's own spans where they are not within the statement: a relative date needs what it counts from."""
    for span in statement.evidence:
        own = times.get(span.source, ())
        for time in own[bisect_left(own, span.start, key=_start) : bisect_left(own, span.end, key=_start)]:
            if time.edtf == when.edtf and time.text == when.text and time.evidence[0].end <= span.end:
                return time.evidence
    return ()


def _start(time: Time) -> int:
    return time.evidence[0].start


def _by_source(pack: Pack) -> dict[str, list[Time]]:
    times: dict[str, list[Time]] = {}
    for time in sorted(pack.times, key=_start):
        times.setdefault(time.evidence[0].source, []).append(time)
    return times


def _dated_bullets(
    pack: Pack, times: Mapping[str, Sequence[Time]]
) -> dict[tuple[str, int], tuple[When, tuple[Span, ...]]]:
    """Map each bullet under a dated bullet, by source and start, to that date and the span that says it."""
    out: dict[tuple[str, int], _Dated] = {}
    above: dict[int, _Dated] = {}
    for passage in pack.passages:
        if passage.role != "bullet":
            above.clear()
            continue
        above = {level: found for level, found in above.items() if level < passage.level}
        if above:
            out[passage.source, passage.start] = above[max(above)]
        own = times.get(passage.source, ())
        near = own[bisect_left(own, passage.start, key=_start) : bisect_left(own, passage.end, key=_start)]
        found = [time for time in near if time.evidence[0].end <= passage.end and time.edtf]
        if len(found) == 1:
            text = pack.texts[passage.source]
            heading = text.span(passage.start, passage.end)
            when = When(edtf=found[0].edtf, text=found[0].text)
            above[passage.level] = (when, (heading,))
    return out
