"""Who "he", "she", "it" and "they" are, and what "the Chairman" and "the treaty" name: references to known entities.

Candidates before the pronoun are weighed by agreement, distance and role (the factors of Lappin & Leass 1994, with
parallel roles); plain nouns compete with names, so that a pronoun for something without a name refers to nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from coursepack.language.grammar import CLAUSES, Grown
from coursepack.language.lexicons import values
from coursepack.language.names import bare, title_words
from coursepack.model.anchors import Span
from coursepack.model.claims import Entity
from coursepack.model.pack import Pack
from coursepack.model.trees import Reference, Token, Tree
from coursepack.notices import Log

SUMMARY = "third-person pronouns, and descriptions that name a known entity"
NEEDS = ("entities", "trees")
MAKES = ("references",)

CATAPHORA = 0.9
BACK = 0.75
"""What a sentence's distance costs a candidate, in units of the roles' weights."""
WINDOW = 4
"""Sentences back in which an antecedent is looked for."""

_PRONOUNS: dict[str, str] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
    **dict.fromkeys(("it", "its", "itself"), "n"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "p"),
}
_ROLE = {
    "nsubj": 1.0,
    "nsubj:pass": 0.9,
    "nsubj:outer": 0.9,
    "obj": 0.45,
    "iobj": 0.4,
    "obl:agent": 0.4,
    "appos": 0.2,
    "nmod:poss": 0.35,
}
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
_DETERMINERS = frozenset({"the", "this", "that", "these", "those"})
# "It" without an antecedent: weather, clefts and that-clauses.
_PLEONASTIC = frozenset({"seem", "appear", "happen", "turn", "mean", "take", "rain", "snow", "matter", "follow"})


class _Candidate(Struct, frozen=True, kw_only=True):
    entity: str | None
    """None for a noun that names nothing known."""
    sentence: int
    index: int
    start: int
    dep: str
    clause: int
    gender: str
    """Any of "m", "f", "n", "p" that a pronoun for it can have."""


class _Named:
    """The entities by the tokens that they stand on, and what is known of their gender."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self.by_span: dict[tuple[str, int], tuple[int, Entity]] = {}
        self.gender: dict[str, str] = {}
        for entity in entities:
            self.gender[entity.id] = _gender(entity)
            for mention in entity.mentions:
                self.by_span[mention.source, mention.start] = (mention.end, entity)


def _gender(entity: Entity) -> str:
    if entity.kind == "person":
        for name in (entity.name, *entity.aliases):
            for word in name.split():
                if word in values("given_names", "m") or word in (
                    "Mr.",
                    "Mr",
                    "King",
                    "Lord",
                    "Sir",
                    "Prince",
                    "Emperor",
                ):
                    return "m"
                if word in values("given_names", "f") or word in (
                    "Mrs.",
                    "Ms.",
                    "Miss",
                    "Queen",
                    "Lady",
                    "Princess",
                    "Empress",
                ):
                    return "f"
        return "mf"
    return "np" if entity.kind in ("organisation", "polity") else "p" if entity.kind == "group" else "n"


def run(pack: Pack, log: Log) -> Pack:  # noqa: ARG001  (each pass has this signature)
    """Descriptions become mentions of their entity as well; pronouns become references alone."""
    named = _Named(pack.entities)
    references: list[Reference] = []
    described: dict[str, list[Span]] = {}
    recent: deque[_Candidate] = deque(maxlen=80)
    offices: dict[str, str] = {}
    source = ""
    for number, tree in enumerate(pack.trees):
        if tree.source != source:
            recent.clear()
            offices.clear()
            source = tree.source
        grown = Grown(tree)
        _learn_offices(grown, named, offices)
        spots = sorted([*_nouns(grown, named, number), *_pronouns(grown)], key=lambda spot: spot[0])
        for index, found in spots:
            token = tree.tokens[index]
            if found is not None:
                entity = found.entity or _described(grown, index, named, recent, offices)
                if entity and not found.entity:
                    start = tree.tokens[grown.child(index, "det") or index].start
                    references.append(_reference(tree, start, token.end, entity, 0.75))
                    described.setdefault(entity, []).append(pack.texts[source].span(start, token.end))
                    recent.append(replace(found, entity=entity, gender=named.gender[entity]))
                else:
                    recent.append(found)
                continue
            entity, confidence = _antecedent(grown, index, number, recent, named)
            if entity is not None:
                references.append(_reference(tree, token.start, token.end, entity, confidence))
                gender = _PRONOUNS[token.text.casefold()]
                if gender in named.gender[entity] and confidence >= 0.7:
                    named.gender[entity] = gender if gender in "mf" else named.gender[entity]
                recent.append(_candidate(grown, index, number, entity, named.gender[entity]))
    return replace(pack, references=tuple(references), entities=tuple(_with(pack.entities, described)))


def _reference(tree: Tree, start: int, end: int, entity: str, confidence: float) -> Reference:
    return Reference(source=tree.source, start=start, end=end, entity=entity, confidence=round(confidence, 2))


def _with(entities: Sequence[Entity], described: dict[str, list[Span]]) -> Iterator[Entity]:
    for entity in entities:
        new = described.get(entity.id)
        if not new:
            yield entity
            continue
        mentions = sorted(
            {*entity.mentions, *new}, key=lambda span: (int(span.source.lstrip("S") or 0), span.start, span.end)
        )
        yield replace(entity, mentions=tuple(mentions))


def _nouns(grown: Grown, named: _Named, number: int) -> Iterator[tuple[int, _Candidate | None]]:
    tokens, source = grown.tokens, grown.tree.source
    end = -1
    for index, token in enumerate(tokens):
        if token.start < end:
            continue
        hit = named.by_span.get((source, token.start))
        if hit is not None:
            end, entity = hit
            head = index
            while head + 1 < len(tokens) and tokens[head + 1].end <= end:
                head += 1
            yield head, _candidate(grown, head, number, entity.id, named.gender[entity.id])
        elif token.pos == "NOUN" and token.dep not in ("compound", "fixed", "flat"):
            plural = "Number=Plur" in token.morph
            person = token.lemma.casefold() in title_words()
            yield index, _candidate(grown, index, number, None, "p" if plural else "mfn" if person else "n")


def _pronouns(grown: Grown) -> Iterator[tuple[int, _Candidate | None]]:
    for index, token in enumerate(grown.tokens):
        if token.pos in ("PRON", "DET") and token.text.casefold() in _PRONOUNS:
            yield index, None


def _candidate(grown: Grown, index: int, number: int, entity: str | None, gender: str) -> _Candidate:
    dep = grown.tokens[index].dep
    head = index
    # The head word of a name may not be its syntactic head; what governs the name from outside tells its role.
    while dep in ("flat", "compound", "appos", "conj") and grown.tokens[head].head != head:
        head = grown.tokens[head].head
        dep = grown.tokens[head].dep
    return _Candidate(
        entity=entity,
        sentence=number,
        index=index,
        start=grown.tokens[index].start,
        dep=dep,
        clause=_clause(grown, index),
        gender=gender,
    )


def _clause(grown: Grown, index: int) -> int:
    """Find the predicate that governs the token."""
    tokens = grown.tokens
    at = tokens[index].head
    steps = 0
    while tokens[at].head != at and tokens[at].dep not in CLAUSES and tokens[at].dep != "conj" and steps < len(tokens):
        at = tokens[at].head
        steps += 1
    return at


def _antecedent(
    grown: Grown, index: int, number: int, recent: deque[_Candidate], named: _Named
) -> tuple[str | None, float]:
    token = grown.tokens[index]
    gender = _PRONOUNS[token.text.casefold()]
    if gender == "n" and _is_pleonastic(grown, index):
        return None, 0.0
    clause = _clause(grown, index)
    is_possessive = token.dep.startswith("nmod:poss") or "Poss=Yes" in token.morph
    is_reflexive = token.text.casefold().endswith(("self", "selves"))
    scores: dict[str | None, float] = {}
    for candidate in recent:
        back = number - candidate.sentence
        if back > WINDOW or gender not in candidate.gender or (back == 0 and candidate.index >= index):
            continue
        if back == 0 and candidate.clause == clause and not is_possessive and not is_reflexive:
            continue  # what "him" names is not what acts on it in the same clause
        score = _ROLE.get(candidate.dep, 0.15) - BACK * back
        if candidate.gender == gender:
            score += 0.3
        if is_possessive and back == 0:
            # "Martin's affection for his friends", "He sold his farm": the owner nearby is the usual one.
            score += 0.5 * (candidate.clause == clause and candidate.dep in _SUBJECTS)
            score += 0.6 * (candidate.dep == "nmod:poss" and clause == candidate.clause)
        if candidate.dep in _SUBJECTS and token.dep in _SUBJECTS:
            score += 0.35
        if is_reflexive and candidate.clause == clause and candidate.dep in _SUBJECTS:
            score += 2.0
        if gender in "np" and back > 1:
            score -= 1.0
        # A thing without a name competes as itself, one of its kind a place.
        key = candidate.entity or f"noun {candidate.sentence} {candidate.index}"
        scores[key] = max(scores.get(key, -9.0), score) + (0.15 if key in scores else 0.0)
    if gender in "mf":
        ahead = _ahead(grown, index, named, gender)
        if ahead is not None and ahead not in scores:
            scores[ahead] = CATAPHORA
    if not scores:
        return None, 0.0
    best = max(scores, key=lambda key: (scores[key], str(key)))
    if best is None or best.startswith("noun "):
        return None, 0.0
    second = max((score for key, score in scores.items() if key != best), default=-2.0)
    margin = scores[best] - second
    if gender == "f" and named.gender[best] == "mf":
        return best, 0.5  # a name that nothing tells to be a woman's: not sure enough to print
    confidence = min(0.95, 0.5 + 0.4 * margin) if gender in "mf" else min(0.85, 0.35 + 0.4 * margin)
    return best, max(0.3, confidence)


def _ahead(grown: Grown, index: int, named: _Named, gender: str) -> str | None:
    """Find the subject that a pronoun in a phrase before it looks ahead to: "In his list, Christgau named"."""
    tokens = grown.tokens
    for root in grown.roots():
        subject = grown.subject(root)
        if subject is None or subject <= index or tokens[index].head == root:
            continue
        for each in grown.below(subject):
            hit = named.by_span.get((grown.tree.source, tokens[each].start))
            if hit is not None and tokens[each].start <= tokens[subject].start and gender in named.gender[hit[1].id]:
                return hit[1].id if each > index else None
    return None


def _is_pleonastic(grown: Grown, index: int) -> bool:
    token = grown.tokens[index]
    if token.dep == "expl":
        return True
    governor = token.head
    verb = grown.tokens[governor]
    if token.dep not in _SUBJECTS:
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


def _learn_offices(grown: Grown, named: _Named, offices: dict[str, str]) -> None:
    """Note who holds an office: "Chairman Mao", "Mao, the chairman", "the chairman, Mao"."""
    tokens, source = grown.tokens, grown.tree.source
    for index, token in enumerate(tokens):
        word = token.text.casefold()
        if word not in title_words():
            continue
        inside = named.by_span.get((source, token.start))
        if inside and inside[1].kind == "person":
            offices[word] = inside[1].id
            continue
        for other in (token.head, *grown.children[index]):
            hit = named.by_span.get((source, tokens[other].start))
            tied = tokens[other].dep in ("appos", "flat", "compound") or token.dep in ("appos", "compound", "flat")
            if hit and hit[1].kind == "person" and tied:
                offices[word] = hit[1].id


def _described(
    grown: Grown, index: int, named: _Named, recent: deque[_Candidate], offices: dict[str, str]
) -> str | None:
    """Resolve a definite description: an office whose holder was told, or the kind word of a name told before."""
    token = grown.tokens[index]
    determiner = grown.child(index, "det")
    if determiner is None or grown.tokens[determiner].text.casefold() not in _DETERMINERS or determiner != index - 1:
        return None
    word = token.text.casefold()
    if word in offices:
        return offices[word]
    entities = {entity.id: entity for _, entity in named.by_span.values()} if _may_be_kind_word(token) else {}
    for candidate in reversed(recent):
        entity = entities.get(candidate.entity or "")
        if entity is None:
            continue
        names = (bare(entity.name).split(), *(bare(alias).split() for alias in entity.aliases))
        if any(len(name) > 1 and name[-1] == word for name in names):
            return entity.id
    return None


_KIND_WORDS = frozenset(
    [
        "campaign",
        "conference",
        "congress",
        "crisis",
        "island",
        "islands",
        "movement",
        "party",
        "plan",
        "revolution",
        "river",
        "strait",
        "treaty",
        "war",
        "alliance",
        "agreement",
        "pact",
        "battle",
        "speech",
        "report",
        "act",
        "commune",
        "committee",
        "university",
        "institute",
        "theory",
        "law",
    ]
)


def _may_be_kind_word(token: Token) -> bool:
    return token.text.casefold() in _KIND_WORDS
