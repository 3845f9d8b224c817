"""Relations, causes, purposes and positions as rows of wordings: who → whom, and what led to what.

Everything printed is a quote from the claim's evidence, or a name that another place gives, in brackets.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from coursepack.language.dates.bounds import EARLIEST
from coursepack.language.dates.calendar import Day
from coursepack.language.lexicons import rows
from coursepack.model.anchors import Span, is_within, place_of
from coursepack.model.claims import Entity, Link, Relation, Statement
from coursepack.model.outline import TOLD
from coursepack.model.pack import Pack
from coursepack.model.wording import FIXED, Fixed, Inserted, Part, Quoted, Wording, plain, printed, words
from coursepack.writers._chronicle import days_of, doubts_of
from coursepack.writers._ends import Ground, ground_of, is_clear, is_whole, kind_of, opening, said_of, with_cue, without
from coursepack.writers._stance import Mark, mark_of, quotes_of
from coursepack.writers._verbs import verb_words, words_said

__all__ = ["Against", "Dealing", "Reason", "dealings", "positions", "reasons"]

Side = Literal["relations.conflict", "relations.cooperation", "relations.other"]
_SIDES: dict[int, Side] = {-1: "relations.conflict", 0: "relations.other", 1: "relations.cooperation"}
_DEMONYMS = frozenset(row["name"].casefold() for row in rows("polities") if row["kind"] == "demonym")
TRUSTED = 0.7
"""The confidence from which a relation is printed: a wrong one is worse than a missing one."""
UNDERSTOOD = 0.6
"""The confidence from which a cause or purpose is printed: below it, an end says nothing by itself."""
_WANTED = "to "
"""What the verb of a relation that is only asked for or meant begins with ("pressured them to help")."""


class Dealing(Struct, frozen=True, kw_only=True):
    """One relation: actor → target, with the verb's own words."""

    relation: Relation
    actor: Wording
    target: Wording
    verb: Wording
    side: Side
    category: str
    """Key of its word; empty where it has none."""
    first: Day | None
    last: Day | None
    doubts: tuple[str, ...]
    cited: tuple[Span, ...]
    """The evidence, then where a bracketed name stands."""
    is_wanted: bool
    """Whether the source says only that it was asked for or meant ("pressured them to help")."""
    mark: Mark | None


class Reason(Struct, frozen=True, kw_only=True):
    """One cause or purpose: `first` → `second`, as the sentence says."""

    link: Link
    first: Wording
    """The cause, or the act; the effect where `is_turned`."""
    second: Wording
    """The effect, or the purpose with the cue before it; the cause where `is_turned`."""
    is_turned: bool
    """The effect stands first, because the cause is told with a pronoun for it: "Iron sinks ← it is heavy"."""
    says: str
    """Key: "because the lecture says"."""
    sentence: Wording
    """Empty for a purpose, which is told in its sentence's own order."""
    statements: tuple[str, ...]
    """Ids of the statements whose wording the sentence is; empty where it quotes the link's evidence."""
    cited: tuple[Span, ...]
    """The evidence, then where a bracketed name stands."""
    mark: Mark | None


class Against(Struct, frozen=True, kw_only=True):
    """Two positions, each with its holder."""

    link: Link
    holders: tuple[Wording, Wording]
    positions: tuple[Wording, Wording]
    """Without the holder's name where they begin with it."""
    cited: tuple[Span, ...]
    """The evidence, then where a bracketed name stands."""
    mark: Mark | None


def dealings(pack: Pack) -> tuple[Dealing, ...]:
    """Give the told relations of two parties, the dated first in order of time, then the others in text order.

    Left out: what is not sure (see TRUSTED: mostly a target that no place of the verb's row gave, or one deep in a
    phrase or in another clause, and the present tense of what is so in general), what no told statement tells, a verb
    that the evidence does not show, and positions that clash, which `positions` tells.
    """
    ground = ground_of(pack)
    clashes = {(link.from_, link.cue) for link in pack.links if link.kind == "contrast"}
    found = []
    for relation in pack.relations:
        statement = ground.statements.get(relation.statement or "")
        verb = verb_words(relation, ground.texts)
        said = _said_with(verb, relation, ground)
        actor, target = (
            _party(value, said, relation.evidence, ground=ground) for value in (relation.actor, relation.target or "")
        )
        is_sure = relation.confidence >= TRUSTED
        is_told = is_sure and statement is not None and statement.salience >= TOLD and statement.stance != "question"
        if not (is_told and verb and target and actor) or _clashes(verb, clashes):
            continue
        edtf = relation.when.edtf if relation.when is not None else None
        first, last = days_of(edtf)
        found.append(
            Dealing(
                relation=relation,
                actor=actor,
                target=target,
                verb=verb,
                side=_SIDES[relation.polarity],
                category=_category(relation),
                first=first,
                last=last,
                doubts=doubts_of(edtf) if relation.when is not None else (),
                cited=_cited(relation.evidence, (*actor, *target)),
                is_wanted=relation.verb.removeprefix("not ").startswith(_WANTED),
                mark=mark_of(statement, ground.entities),
            )
        )
    return tuple(sorted(found, key=lambda each: (each.first is None, each.first or EARLIEST)))


def _category(relation: Relation) -> str:
    key = f"category.{(relation.category or '').casefold()}"
    return key if key in FIXED else ""


def _clashes(verb: Wording, clashes: set[tuple[str, Span]]) -> bool:
    """Tell whether the verb is the cue of a contrast: "A's policy clashed with B's belief" is no fight."""
    return any(is_within(span, (cue,)) for span in quotes_of(verb) for _, cue in clashes)


def _said_with(verb: Wording, relation: Relation, ground: Ground) -> tuple[Span, ...]:
    """Give the evidence of the verb's own sentence, without the names that other places give."""
    if not verb:
        return ()
    at = quotes_of(verb)[0]
    found = ground.sentences.get(at.source, ())
    order = bisect_right(found, at.start, key=lambda each: each[0]) - 1
    if order < 0 or found[order][1] <= at.start:
        return relation.evidence
    start, end = found[order]
    return tuple(span for span in relation.evidence if span.source == at.source and start <= span.start < end)


def _party(value: str, said: Sequence[Span], evidence: Sequence[Span], *, ground: Ground) -> Wording:
    """Name an entity as its sentence does, in brackets where it does not; () where words can't be quoted or told."""
    entity = ground.entities.get(value)
    if entity is None:
        is_clear = bool(words(value)) and not kind_of(words(value)[0])
        return words_said(value, said, ground.texts) if is_clear else ()
    named = [span for span in entity.mentions if is_within(span, said) and not ground.misheard.over(span)]
    # "Soviet" alone is no name of a state.
    named = [span for span in named if entity.kind != "polity" or span.quote.casefold() not in _DEMONYMS]
    if named:
        return (_said_as(entity, named[0]),)
    if entity.cased:
        named = [span for span in entity.mentions if is_within(span, evidence) and not ground.misheard.over(span)]
        named = [span for span in named if plain(span.quote) == entity.name]
        if named:
            return (_said_as(entity, named[0]),)
    source = next((span for span in (*entity.evidence, *entity.mentions) if plain(span.quote) == entity.name), None)
    return (Inserted(text=entity.cased or entity.name, span=source),) if source is not None else ()


def _said_as(entity: Entity, span: Span) -> Part:
    """Show a mention as it stands, or in brackets with the capitals that the source has not."""
    is_name = bool(entity.cased) and plain(span.quote) == entity.name
    return Inserted(text=entity.cased, span=span) if is_name else Quoted(span=span)


def reasons(pack: Pack, kind: Literal["cause", "purpose"]) -> tuple[Reason, ...]:
    """Give the causes or the purposes that a reader understands, in text order, none twice."""
    ground = ground_of(pack)
    seen: set[tuple[str, str]] = set()
    out = []
    for link in pack.links:
        if link.kind != kind or link.confidence < UNDERSTOOD or not _is_told(link, ground):
            continue
        reason = _reason(link, ground)
        if reason is None:
            continue
        key = (printed(reason.first).casefold(), printed(reason.second).casefold())
        if key not in seen:
            seen.add(key)
            out.append(reason)
    return tuple(out)


def _cited(evidence: Sequence[Span], parts: Wording) -> tuple[Span, ...]:
    given = [part.span for part in parts if isinstance(part, Inserted) and not is_within(part.span, evidence)]
    return (*evidence, *given)


def _is_told(link: Link, ground: Ground) -> bool:
    ends = (ground.statements[link.from_], ground.statements[link.to])
    return all(each.salience >= TOLD and each.stance != "question" for each in ends)


def _reason(link: Link, ground: Ground) -> Reason | None:
    first, second = (
        said_of(link.from_, with_cue(link, link.cause), ground),
        said_of(link.to, with_cue(link, link.effect), ground),
    )
    is_turned = False
    ends = (ground.statements[link.from_], ground.statements[link.to])
    kinds = (opening(first, ends[0]), opening(second, ends[1]))
    if link.kind == "cause" and kinds[0] and not kinds[1] and _is_before(second, first):
        first, second, is_turned, kinds = second, first, True, (kinds[1], kinds[0])
    if kinds[0] or kinds[1] == "pointing" or not first or not is_clear(second, first, ground):
        return None
    if not is_whole(first) or not is_whole(second):
        return None
    if link.kind == "purpose" and all(isinstance(part, Quoted) for part in second):
        second = tuple(sorted({Quoted(span=link.cue): None, **dict.fromkeys(second)}, key=_place))
    # A purpose is told in its sentence's own order, so the sentence need not follow.
    sentence, statements = _sentence(link, ends, ground) if link.kind == "cause" else ((), ())
    how = "because" if link.kind == "cause" else "told"
    return Reason(
        link=link,
        first=first,
        second=second,
        is_turned=is_turned,
        says=f"{how}.{ground.kinds[link.evidence[0].source]}",
        sentence=sentence,
        statements=statements,
        cited=_cited(
            (*link.evidence, *(span for each in statements for span in ground.statements[each].evidence)),
            (*first, *second),
        ),
        mark=_link_mark(ends, ground),
    )


def _link_mark(ends: Sequence[Statement], ground: Ground) -> Mark | None:
    return next((mark for each in ends if (mark := mark_of(each, ground.entities)) is not None), None)


def _sentence(link: Link, ends: Sequence[Statement], ground: Ground) -> tuple[Wording, tuple[str, ...]]:
    """Give the statements where they say the cue as well, else the evidence, with "…" where words are left out."""
    own = {each.id: each for each in sorted(ends, key=lambda each: place_of(each.evidence[0]))}
    is_one = len(own) > 1 and len(link.evidence) == 1  # two clauses of one sentence read best as it has them
    if not is_one and any(is_within(link.cue, quotes_of(each.wording)) for each in own.values()):
        return tuple(part for each in own.values() for part in each.wording), tuple(own)
    out: list[Part] = []
    for before, span in zip((None, *link.evidence), link.evidence, strict=False):
        if before is not None and before.source == span.source:
            between = ground.texts[span.source].text[before.end : span.start]
            # Between two captions stands a timing line; what is left out of a line is words.
            out += [Fixed(key="ellipsis")] if words(between) and "\n" not in between else []
        out.append(Quoted(span=span))
    return tuple(out), ()


def _place(part: Part) -> tuple[str, int]:
    return (part.span.source, part.span.start) if isinstance(part, Quoted) else ("", 0)


def _is_before(one: Wording, other: Wording) -> bool:
    ours, theirs = quotes_of(one), quotes_of(other)
    return bool(ours and theirs) and (ours[0].source, ours[0].start) < (theirs[0].source, theirs[0].start)


def positions(pack: Pack) -> tuple[Against, ...]:
    """Give the contrasts of two known and different holders."""
    ground = ground_of(pack)
    out = []
    for link in pack.links:
        holders = link.holders
        if link.kind != "contrast" or len(holders) != 2 or not _is_told(link, ground) or holders[0] == holders[1]:
            continue
        ends = (said_of(link.from_, link.cause, ground), said_of(link.to, link.effect, ground))
        names = tuple(_holder(each, end, link, ground=ground) for each, end in zip(holders, ends, strict=True))
        if not all(names) or any(opening(end) for end in ends):
            continue
        cut = tuple(without(end, name, ground) for end, name in zip(ends, names, strict=True))
        if all(cut):
            statements = (ground.statements[link.from_], ground.statements[link.to])
            out.append(
                Against(
                    link=link,
                    holders=(names[0], names[1]),
                    positions=(cut[0], cut[1]),
                    cited=_cited(link.evidence, (*ends[0], *ends[1])),
                    mark=_link_mark(statements, ground),
                )
            )
    return tuple(out)


def _holder(value: str | None, end: Wording, link: Link, *, ground: Ground) -> Wording:
    """Name the holder as the position does, else as its sentence does."""
    entity = ground.entities.get(value or "")
    if entity is None:
        return ()
    shown = tuple(part.span for part in end if not isinstance(part, Fixed))
    for spans in (shown, link.evidence):
        said = [span for span in entity.mentions if is_within(span, spans) and not ground.misheard.over(span)]
        if said:
            return (_said_as(entity, said[0]),)
    return ()
