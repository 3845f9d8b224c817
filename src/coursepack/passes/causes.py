"""Links: causes, purposes and contrasts that the source states with a cue, between the statements that say them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from coursepack.language.causes import Stated, stated
from coursepack.language.causes_trust import is_understood
from coursepack.language.grammar import Ground, Grove, Grown, head_of
from coursepack.language.naming import Naming
from coursepack.language.relations_rows import is_people_noun
from coursepack.language.views import is_view
from coursepack.model.anchors import Span, is_within, place_of
from coursepack.model.claims import Link, Statement
from coursepack.model.pack import Pack
from coursepack.notices import Log

SUMMARY = "stated causes, purposes and contrasts, each with its cue"
NEEDS = ("entities", "references", "stances", "statements", "trees", "wordings")
MAKES = ("links",)

_SURE = {"mark": 0.9, "noun": 0.9, "reason": 0.9, "case": 0.85, "verb": 0.85, "participle": 0.85, "while": 0.75}
"""By shape; others are 0.8, and what reaches back to the sentence before is 0.7."""
DOUBTED = 0.5
"""Where an end is not understood without what stands around it."""
SURE = 0.6
"""The confidence from which a pronoun's name is told in its place."""
_WHO = frozenset({"person", "polity", "group", "organisation"})
_LONGEST_CUE = 5
"""Tokens from a cue's first to its last word ("led more or less directly to"); a longer one is told by its first."""


class _Said(Struct, frozen=True, kw_only=True):
    """A statement and its tokens in its tree."""

    statement: Statement
    indexes: tuple[int, ...]


def run(pack: Pack, log: Log) -> Pack:  # noqa: ARG001  (each pass has this signature)
    """Links are in text order. Both ends can be one statement: then `cause` and `effect` tell its parts."""
    ground, grove, holders, pronouns = Ground(pack), Grove(pack), _Holders(pack), _Pronouns(pack)
    said: dict[int, list[_Said]] = {}
    for statement in pack.statements:
        _, indexes = grove.find(statement.wording)
        said.setdefault(grove.place(statement.wording), []).append(_Said(statement=statement, indexes=tuple(indexes)))
    links: list[Link] = []
    for at, grown in enumerate(grove.grown):
        here = said.get(at)
        if not here or any(each.statement.stance == "question" for each in here):
            continue
        for found in stated(grown):
            first = _end(here, found.first) if found.first else _before(ground, grove, said, at)
            if first is None:
                continue
            link = _link(ground, grown, found, (first, _end(here, found.second)))
            if (found.first and not link.cause) or not link.effect:
                continue
            if not found.first:
                before = ground.cover(grove.grown[at - 1].tree, first.indexes)
                link = replace(link, evidence=(*before, *link.evidence))
            if found.kind != "contrast":
                resolved = pronouns.resolved(link, grown, found)
                if resolved is None:
                    continue
                is_clear = is_understood(grown, found.kind, found.first, found.second)
                link = resolved if is_clear else replace(resolved, confidence=DOUBTED)
            else:
                sides = (
                    (grown, found.first) if found.first else (grove.grown[at - 1], first.indexes),
                    (grown, found.second),
                )
                # "A's policy clashed with B's belief" says that they are positions; beside other words both sides must.
                told = [_tells_a_view(*side) for side in sides]
                is_said = found.shape == "verb" or all(told) or (_sets_beside(grown, found) and any(told))
                link = holders.told(link, sides) if is_said else link
            links.append(replace(link, id=f"l{len(links) + 1}"))
    return replace(pack, links=tuple(links))


def _sets_beside(grown: Grown, found: Stated) -> bool:
    """Tell whether a cue sets two against each other in one sentence: "while A was radical, B held to elections"."""
    return bool(found.first) and grown.tokens[found.cue[0]].text.casefold() in ("while", "whereas")


def _tells_a_view(grown: Grown, indexes: Sequence[int]) -> bool:
    return any(is_view(grown.tokens[index]) for index in indexes)


class _Pronouns:
    """An end that is a bare pronoun says nothing alone: it gives way to the name that it stands for."""

    def __init__(self, pack: Pack) -> None:
        self._ground, self._naming = Ground(pack), Naming(pack)
        self._references = {
            (each.source, each.start): each.entity for each in pack.references if each.confidence >= SURE
        }
        self._order = tuple(sorted(pack.statements, key=lambda each: place_of(each.evidence[0])))

    def resolved(self, link: Link, grown: Grown, found: Stated) -> Link | None:
        """Give the link with names for its pronouns; None where nobody knows what one stands for."""
        for field, end in (("cause", found.first), ("effect", found.second)):
            if len(end) != 1 or grown.tokens[end[0]].pos not in ("PRON", "DET"):
                continue
            token = grown.tokens[end[0]]
            entity = self._references.get((grown.tree.source, token.start))
            if entity is None:
                return None
            name = self._naming.nearest(entity, grown.tree.source, token.start)
            said = self._saying(name)
            if said is None or name.start > token.start:
                return None
            evidence = link.evidence
            if not is_within(name, evidence):
                # The whole statement that has the name: with a lone name before it, the sentence reads wrong.
                first, last = said.evidence[0], evidence[-1]
                is_same = grown.tree.tokens[0].start <= first.start and first.source == last.source
                own = [span for span in said.evidence if not is_within(span, evidence)]
                apart = tuple(sorted((*own, *evidence), key=place_of))
                evidence = self._ground.evidence(first.source, first.start, last.end) if is_same else apart
            if field == "cause":
                link = replace(link, from_=said.id, cause=(name,), evidence=evidence)
            else:
                link = replace(link, to=said.id, effect=(name,), evidence=evidence)
        return link

    def _saying(self, name: Span) -> Statement | None:
        return next((each for each in self._order if is_within(name, each.evidence)), None)


class _Holders:
    """Whose positions are set against each other: "A's policy clashed with B's belief". Made once for a pack."""

    def __init__(self, pack: Pack) -> None:
        self._naming = Naming(pack)
        self._kinds = {entity.id: entity.kind for entity in pack.entities}

    def told(self, link: Link, sides: Sequence[tuple[Grown, Sequence[int]]]) -> Link:
        """Add both holders, and where they are named if the evidence has a pronoun; none where either is not known."""
        held = [self._holder(grown, indexes) for grown, indexes in sides]
        if None in held or held[0] == held[1]:
            return link
        evidence = link.evidence
        for holder in (each for each in held if each is not None):
            if not self._naming.is_mentioned(holder, evidence):
                first = evidence[0]
                evidence = (*evidence, self._naming.nearest(holder, first.source, first.start))
        return replace(link, holders=tuple(held), evidence=evidence)

    def _holder(self, grown: Grown, indexes: Sequence[int]) -> str | None:
        """Find who a side's subject is, or whose its noun is."""
        top = head_of(grown, indexes)
        subject = grown.subject(top)
        noun = top if subject is None else subject
        token = grown.tokens[noun]
        is_person = is_people_noun(token.lemma, token.text, is_common=token.pos == "NOUN")
        # "Plato's pupil" holds his own view.
        owner = None if is_person else grown.child(noun, "nmod:poss")
        by_head = {each.head: each.entity for each in self._naming.named(grown)}
        found = next((by_head[each] for each in (noun, owner) if each in by_head), None)
        return found if self._kinds.get(found or "") in _WHO else None


def _end(here: Sequence[_Said], indexes: Sequence[int]) -> _Said:
    """Find the statement that says most of an end's words."""
    wanted = set(indexes)
    return max(here, key=lambda each: len(wanted.intersection(each.indexes)))


def _before(ground: Ground, grove: Grove, said: dict[int, list[_Said]], at: int) -> _Said | None:
    """Give the last statement of the sentence before, where that is the same voice's in the same piece of text."""
    here, before = grove.grown[at].tree, grove.grown[at - 1].tree
    if not at or here.source != before.source or here.lead is not None or not said.get(at - 1):
        return None
    mine = ground.passage(here.source, here.tokens[0].start)
    last = ground.passage(before.source, before.tokens[-1].start)
    is_talk = mine.role == last.role == "speech" and mine.voice == last.voice
    return said[at - 1][-1] if is_talk or mine.id == last.id else None


def _link(ground: Ground, grown: Grown, found: Stated, ends: tuple[_Said, _Said]) -> Link:
    first, second = ends
    tree = grown.tree
    indexes = sorted({*found.cue, *found.first, *found.second})
    sure = _SURE.get(found.shape, 0.8) if found.first else 0.7
    return Link(
        id="",
        kind=found.kind,
        from_=first.statement.id,
        to=second.statement.id,
        cue=_cue(ground, grown, found.cue),
        evidence=ground.cover(tree, indexes),
        made_by="causes",
        confidence=sure,
        cause=_spans(ground, grown, found.first, first),
        effect=_spans(ground, grown, found.second, second),
    )


def _cue(ground: Ground, grown: Grown, cue: Sequence[int]) -> Span:
    if cue[-1] - cue[0] < _LONGEST_CUE:
        whole = ground.quotes(grown.tree, range(cue[0], cue[-1] + 1))
        if len(whole) == 1:
            return whole[0].span
    return ground.quotes(grown.tree, cue[:1])[0].span


def _spans(ground: Ground, grown: Grown, indexes: Sequence[int], said: _Said) -> tuple[Span, ...]:
    """Quote an end, without signs that its statement has left out ("...not that …")."""
    quoted = (part.span for part in ground.quotes(grown.tree, indexes))
    return tuple(
        span
        for span in quoted
        if any(span.start < each.end and each.start < span.end for each in said.statement.evidence)
    )
