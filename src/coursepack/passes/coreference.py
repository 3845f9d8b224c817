"""Who "he", "she", "it" and "they" are, and what "the Chairman" and "the treaty" name: references to known entities.

Plain nouns compete with names, so that a pronoun for something without a name refers to nothing; how candidates are
weighed is `antecedents`' business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from msgspec.structs import replace

from coursepack.language.antecedents import (
    PRONOUNS,
    Known,
    Option,
    Pronoun,
    Spot,
    Trail,
    chances,
    weights,
)
from coursepack.language.genders import gender_of_name, gender_of_noun, noun_genders
from coursepack.language.grammar import Grown
from coursepack.language.lexicons import rows, values
from coursepack.language.names import bare
from coursepack.language.roles import AGENTS, role_of, traits_of
from coursepack.model.anchors import Span, place_of
from coursepack.model.claims import Entity
from coursepack.model.pack import Pack
from coursepack.model.trees import Reference, Tree
from coursepack.notices import Log

SUMMARY = "third-person pronouns, and descriptions that name a known entity"
NEEDS = ("entities", "trees")
MAKES = ("references",)

LEAST = {"person": 0.1, "thing": 0.5, "several": 0.5}
"""Chances below which a pronoun is not referred to anything at all."""
TEACHES = 0.8
"""The chance from which on a pronoun tells the gender of a name that did not tell it."""
SURE_ALONE = 0.5
NO_RIVAL = 0.15
"""The texts that the chances were learned from always have two people near; where only one is, less is sure enough."""
SURE_FROM = 0.75
"""The chance from which on five of six are right on texts held out; it is told as a confidence of 0.6."""
UNLIKELY = 0.45
"""Confidence, at most, in "she" for something that is not known to be a person."""
DESCRIBED = 0.75
"""Confidence in a description whose words fit one entity only."""

_DETERMINERS = frozenset({"the", "this", "that", "these", "those"})
_KINDS = {"m": "person", "f": "person", "n": "thing", "p": "several"}
# "It" without an antecedent: weather, clefts and that-clauses.
_PLEONASTIC = frozenset({"seem", "appear", "happen", "turn", "mean", "take", "rain", "snow", "matter", "follow"})
# A name and the noun that says what it is: "his wife Mary", "Mary, an actress".
_TIES = frozenset({"appos", "flat", "compound", "nmod:desc"})

Judge = Callable[[Pronoun, Sequence[Option]], Sequence[float]]
"""Gives each option's chance."""


class _Named:
    """The entities by the tokens that they stand on."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self.entities = {entity.id: entity for entity in entities}
        self.by_span: dict[tuple[str, int], tuple[int, Entity]] = {}
        self.by_last: dict[str, list[Entity]] = {}
        """Entities by the last word of their names of several words."""
        for entity in entities:
            for mention in entity.mentions:
                self.by_span[mention.source, mention.start] = (mention.end, entity)
            words = {tuple(bare(name).split()) for name in (entity.name, *entity.aliases)}
            for last in {each[-1] for each in words if len(each) > 1}:
                self.by_last.setdefault(last, []).append(entity)


class _Source:
    """One source while it is read: its trees, the names in them, the trail, and who holds which office."""

    def __init__(self, trees: Sequence[Tree], named: _Named) -> None:
        self.named = named
        self.grown = [Grown(tree) for tree in trees]
        self.spots = [list(_names(grown, named, number)) for number, grown in enumerate(self.grown)]
        here = {spot.entity for spots in self.spots for spot in spots if spot.entity}
        known = {key: _known(named.entities[key]) for key in sorted(here)}
        _learn_genders(self.grown, self.spots, known)
        self.trail = Trail(known, self.spots)
        self.offices: dict[str, set[str]] = {}


def run(pack: Pack, log: Log) -> Pack:  # noqa: ARG001  (each pass has this signature)
    """Descriptions become mentions of their entity as well; pronouns become references alone."""
    return resolve(pack, lambda pronoun, options: chances(options, weights(_KINDS[pronoun.gender])))


def resolve(pack: Pack, judge: Judge) -> Pack:
    """Like `run`, with another judge of the candidates."""
    named = _Named(pack.entities)
    references: list[Reference] = []
    trees: dict[str, list[Tree]] = {}
    for tree in pack.trees:
        trees.setdefault(tree.source, []).append(tree)
    described: dict[str, list[Span]] = {}
    for key, found in trees.items():
        source = _Source(found, named)
        for reference, is_name in _read(source, judge):
            references.append(reference)
            if is_name:
                span = pack.texts[key].span(reference.start, reference.end)
                described.setdefault(reference.entity, []).append(span)
    return replace(pack, references=tuple(references), entities=tuple(_with(pack.entities, described)))


def _read(source: _Source, judge: Judge) -> Iterator[tuple[Reference, bool]]:
    """Go through the sentences; yield each reference, and whether it is a description and not a pronoun."""
    trail = source.trail
    for number, grown in enumerate(source.grown):
        _learn_offices(grown, source)
        names = {spot.index: spot for spot in source.spots[number]}
        inside = {at for spot in source.spots[number] for at in range(spot.first, spot.last + 1)}
        for index, token in enumerate(grown.tokens):
            if index in names:
                trail.note(names[index])
            elif index in inside:
                continue
            elif token.pos in ("PRON", "DET") and token.text.casefold() in PRONOUNS:
                reference = _pronoun(source, number, index, judge)
                if reference is not None:
                    yield reference, False
            elif token.pos == "NOUN" and token.dep not in ("compound", "fixed", "flat"):
                entity = _described(source, grown, index)
                if entity is None:
                    if not _is_said_of_name(grown, index, names):
                        trail.note(_noun(grown, number, index))
                    continue
                first = grown.child(index, "det")
                trail.note(_spot(grown, number, index, entity))
                start = grown.tokens[index if first is None else first].start
                yield _reference(grown.tree, (start, token.end), entity, DESCRIBED), True


def _pronoun(source: _Source, number: int, index: int, judge: Judge) -> Reference | None:
    grown, trail = source.grown[number], source.trail
    pronoun = Pronoun(grown, index, number)
    if pronoun.gender == "n" and _is_pleonastic(grown, index):
        return None
    options = trail.options(pronoun)
    found = list(zip(judge(pronoun, options), options, strict=True))
    told = [each for each in found if each[1].entity is not None]
    if not told:
        return None
    chance, best = max(told, key=lambda each: each[0])
    entity = best.entity
    if entity is None or chance < LEAST[_KINDS[pronoun.gender]]:
        return None
    known = trail.known[entity]
    if pronoun.gender in "mf" and chance >= TEACHES and known.gender == "mf":
        known.gender, known.is_told = pronoun.gender, False
    trail.note(_spot(grown, number, index, entity, is_pronoun=True))
    token = grown.tokens[index]
    rivals = sum(each for each, option in told if option.entity != entity)
    confidence = _confidence(chance, SURE_ALONE if rivals <= NO_RIVAL else SURE_FROM)
    if pronoun.gender in "mf" and known.kind != "person":
        confidence = min(confidence, UNLIKELY)
    return _reference(grown.tree, (token.start, token.end), entity, confidence)


def _confidence(chance: float, sure_from: float) -> float:
    """Stretch the chances, so that what is sure enough to print lies at 0.6 and above."""
    if chance < sure_from:
        return 0.6 * chance / sure_from
    return 0.6 + 0.4 * (chance - sure_from) / (1 - sure_from)


def _reference(tree: Tree, place: tuple[int, int], entity: str, confidence: float) -> Reference:
    start, end = place
    return Reference(source=tree.source, start=start, end=end, entity=entity, confidence=round(confidence, 2))


def _with(entities: Sequence[Entity], described: dict[str, list[Span]]) -> Iterator[Entity]:
    for entity in entities:
        new = described.get(entity.id)
        if not new:
            yield entity
            continue
        mentions = sorted({*entity.mentions, *new}, key=place_of)
        yield replace(entity, mentions=tuple(mentions))


def _known(entity: Entity) -> Known:
    if entity.kind == "person":
        gender = gender_of_name((entity.name, *entity.aliases))
    else:
        gender = "np" if entity.kind in ("organisation", "polity") else "p" if entity.kind == "group" else "n"
    first = bare(entity.name).split()[0][-1:]
    ending = first if first in tuple("aeiou") and entity.kind == "person" and " " in entity.name else "-"
    return Known(gender=gender, kind=entity.kind, spots=[], ending=ending)


def _names(grown: Grown, named: _Named, number: int) -> Iterator[Spot]:
    tokens, source = grown.tokens, grown.tree.source
    end = -1
    for index, token in enumerate(tokens):
        if token.start < end:
            continue
        hit = named.by_span.get((source, token.start))
        if hit is None:
            continue
        end, entity = hit
        last = index
        while last + 1 < len(tokens) and tokens[last + 1].end <= end:
            last += 1
        yield _spot(grown, number, last, entity.id, first=index)


def _spot(
    grown: Grown, number: int, last: int, entity: str, *, first: int | None = None, is_pronoun: bool = False
) -> Spot:
    first = last if first is None else first
    # A name's head is the one of its tokens that hangs outside it.
    head = next((at for at in range(first, last + 1) if not first <= grown.tokens[at].head <= last), last)
    return Spot(
        entity=entity,
        sentence=number,
        index=head,
        first=first,
        last=last,
        role=role_of(grown, head),
        traits=() if is_pronoun else traits_of(grown, first, last, head),
        is_pronoun=is_pronoun,
    )


def _noun(grown: Grown, number: int, index: int) -> Spot:
    token = grown.tokens[index]
    told = noun_genders(token.lemma.casefold())
    gender = "p" if "Number=Plur" in token.morph else told or "n"
    det = grown.child(index, "det", "nmod:poss")
    word = "bare" if det is None else "owned" if grown.tokens[det].dep != "det" else grown.tokens[det].text.casefold()
    return Spot(
        entity=None,
        sentence=number,
        index=index,
        first=index,
        last=index,
        role=role_of(grown, index),
        traits=(*traits_of(grown, index, index, index), f"with {word}"),
        gender=gender,
    )


def _is_said_of_name(grown: Grown, index: int, names: dict[int, Spot]) -> bool:
    """Tell whether a noun only says what a name beside it is: "his wife Mary", "Mary was an actress"."""
    tokens = grown.tokens
    if tokens[index].head in names and tokens[index].dep in _TIES:
        return True
    return any(
        child in names and (tokens[child].dep in _TIES or _is_predicate(grown, index, child))
        for child in grown.children[index]
    )


def _is_predicate(grown: Grown, index: int, subject: int) -> bool:
    return grown.tokens[subject].dep in AGENTS and grown.child(index, "cop") is not None


def _learn_genders(grown: Sequence[Grown], spots: Sequence[Sequence[Spot]], known: dict[str, Known]) -> None:
    """Learn from what is said beside a name whose own words don't tell: "the actress Vivian Leigh"."""
    for tree, names in zip(grown, spots, strict=True):
        for spot in names:
            entity = known[spot.entity or ""]
            if entity.gender != "mf" or entity.kind != "person":
                continue
            head = tree.tokens[spot.index].head
            beside = [child for child in tree.children[spot.index] if tree.tokens[child].dep in _TIES]
            if tree.tokens[spot.index].dep in _TIES or _is_predicate(tree, head, spot.index):
                beside.append(head)
            told = {gender_of_noun(tree.tokens[each].lemma.casefold()) for each in beside} - {""}
            if len(told) == 1:
                entity.gender = told.pop()


def _is_pleonastic(grown: Grown, index: int) -> bool:
    token = grown.tokens[index]
    if token.dep == "expl":
        return True
    governor = token.head
    verb = grown.tokens[governor]
    if token.dep not in AGENTS:
        return False
    if verb.lemma.casefold() in _PLEONASTIC:
        return True
    if verb.pos == "ADJ" and any(
        grown.tokens[each].text.casefold() in ("to", "that") for each in grown.below(governor) if each > governor
    ):
        return True  # "it was necessary for them to leave"
    return any(grown.tokens[child].dep in ("csubj", "csubj:pass", "ccomp") for child in grown.children[governor]) and (
        verb.pos in ("ADJ", "NOUN") or grown.child(governor, "aux:pass") is not None
    )


def _learn_offices(grown: Grown, source: _Source) -> None:
    """Note who holds an office: "Chairman Mao", "Mao, the chairman", "the chairman, Mao"."""
    tokens, named = grown.tokens, source.named
    key = grown.tree.source
    offices = _offices()
    for index, token in enumerate(tokens):
        word = token.text.casefold()
        if word not in offices:
            continue
        inside = named.by_span.get((key, token.start))
        if inside and inside[1].kind == "person":
            source.offices.setdefault(word, set()).add(inside[1].id)
            continue
        for other in (token.head, *grown.children[index]):
            hit = named.by_span.get((key, tokens[other].start))
            tied = tokens[other].dep in _TIES or token.dep in _TIES
            if hit and hit[1].kind == "person" and tied:
                source.offices.setdefault(word, set()).add(hit[1].id)


@cache
def _offices() -> frozenset[str]:
    return values("titles", "office") | values("titles", "rank") | values("titles", "role")


def _described(source: _Source, grown: Grown, index: int) -> str | None:
    """Resolve a definite description: an office that one person holds, or the kind word of the one name it ends."""
    token = grown.tokens[index]
    if index == 0 or grown.tokens[index - 1].head != index:
        return None
    word = token.text.casefold()
    before = grown.tokens[index - 1].text.casefold()
    if before not in _DETERMINERS:
        return None
    # "the president of the club" is another one.
    if grown.child(index, "nmod", "nmod:poss", "acl:relcl", "appos", "compound", "amod") is not None:
        return None
    holders = source.offices.get(word, ())
    if holders:
        return next(iter(holders)) if len(holders) == 1 else None
    if word not in _kind_words():
        return None
    told = [entity for entity in source.named.by_last.get(word, ()) if source.trail.is_told(entity.id)]
    return told[0].id if len(told) == 1 else None


@cache
def _kind_words() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("kind_words"))
