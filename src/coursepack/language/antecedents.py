"""Which of the things told so far a pronoun stands for: candidates, what speaks for each, and how likely each one is.

A candidate is an entity, or a noun that names nothing known: a pronoun for something without a name refers to nothing.
What speaks for a candidate is a set of features, whose weights were learned (`antecedents.tsv`); the chances are those
of a log-linear model over all candidates and "none of these".
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from coursepack.language.grammar import CLAUSES, Grown
from coursepack.language.lexicons import rows
from coursepack.language.roles import AGENTS, ancestors, role_of, subjects_above

__all__ = ["PRONOUNS", "Known", "Option", "Pronoun", "Spot", "Trail", "chances", "weights"]

PRONOUNS: dict[str, str] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
    **dict.fromkeys(("it", "its", "itself"), "n"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "p"),
}
"""Third-person pronouns and what they stand for: a man, a woman, a thing, several."""
WINDOW = 5
"""Sentences back in which an antecedent is looked for."""
AHEAD = 1
"""Sentences ahead in which a person is looked for that a text calls "he" before it names him."""
_CORE = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "obj", "iobj"})
_SPEAKING = frozenset({"say", "tell", "write", "explain", "add", "claim", "state", "argue", "recall", "ask", "reply"})


class Spot(Struct, frozen=True, kw_only=True):
    """A place where a candidate stands."""

    entity: str | None
    """None for a noun that names nothing known."""
    sentence: int
    index: int
    """Of its head in the tree."""
    first: int
    last: int
    """Of the first and the last of its tokens."""
    role: str
    traits: tuple[str, ...] = ()
    """Features of its place alone."""
    gender: str = ""
    """What a noun's word says; an entity's gender is kept with the entity."""
    is_pronoun: bool = False


class Known(Struct, kw_only=True):
    """What is known of an entity in one source."""

    gender: str
    """Letters of the pronouns that it can have: "m", "f", "mf" where nobody can tell, "n", "np", "p"."""
    kind: str
    is_told: bool = True
    """Whether its words tell its gender, and not just the pronouns before."""
    spots: list[Spot]
    """So far, pronouns included."""
    is_first: bool = False
    """Whether it is the first person of its source."""
    ending: str = ""


class Option(Struct, frozen=True, kw_only=True):
    """A candidate with what speaks for it and against it."""

    entity: str | None
    spot: Spot
    features: tuple[str, ...]


@cache
def weights(kind: str) -> dict[str, float]:
    """Give the learned weights for "person", "thing" or "several"."""
    return {row["feature"]: float(row["weight"]) for row in rows("antecedents") if row["kind"] == kind}


def chances(options: Sequence[Option], table: dict[str, float]) -> list[float]:
    """Give each option's chance; what they lack to one is the chance of none of them."""
    scores = [sum(table.get(feature, 0.0) for feature in option.features) for option in options]
    top = max([0.0, *scores])
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers) + math.exp(-top)
    return [power / total for power in powers]


class Pronoun:
    """One pronoun in its sentence: what is asked of it once, for all candidates."""

    def __init__(self, grown: Grown, index: int, sentence: int) -> None:
        token = grown.tokens[index]
        self.grown, self.index, self.sentence = grown, index, sentence
        word = token.text.casefold()
        self.gender = PRONOUNS[word]
        self.is_reflexive = word.endswith(("self", "selves"))
        is_owner = token.dep.startswith("nmod:poss") or "Poss=Yes" in token.morph
        role = role_of(grown, index)
        self.role = "owner" if is_owner else "subject" if role == "subject" else "object"
        self.above = ancestors(grown, index)
        self.subjects = [each for each in subjects_above(grown, index) if each != index]
        self.own_subject = token.dep in AGENTS
        quotes = sum(each.text in ('"', "“", "”", "``", "''") for each in grown.tokens[:index])
        self.is_quoted = quotes % 2 == 1


class Trail:
    """What has been told so far in one source, and what will be told next."""

    def __init__(self, known: dict[str, Known], named: Sequence[Sequence[Spot]]) -> None:
        """`named`: the names of each sentence, for looking ahead; the trail begins empty."""
        self.known = known
        self._named = named
        self._nouns: list[Spot] = []
        self._recent: dict[str, None] = {}
        self._persons = 0
        self._told = 0
        """Places of persons so far."""

    def note(self, spot: Spot) -> None:
        """Take in a name, a description or a pronoun that was resolved; a noun without a name where it has none."""
        if spot.entity is None:
            self._nouns.append(spot)
            return
        known = self.known[spot.entity]
        if known.kind == "person" and not known.spots:
            known.is_first = self._persons == 0
            self._persons += 1
        known.spots.append(spot)
        self._told += known.kind == "person"
        # The latest stands last.
        self._recent.pop(spot.entity, None)
        self._recent[spot.entity] = None

    def is_told(self, entity: str) -> bool:
        """Tell whether the entity was named so far."""
        return entity in self._recent

    def options(self, pronoun: Pronoun) -> list[Option]:
        """List the candidates, the nearest first."""
        kind = pronoun.gender if pronoun.gender in "np" else "person"
        found: list[Option] = []
        for rank, entity in enumerate(self._near(pronoun)):
            known = self.known[entity]
            spot = known.spots[-1]
            features = _features(pronoun, spot, "pronoun" if spot.is_pronoun else "name")
            features += _of_entity(pronoun, known, spot, rank)
            features += self._around(pronoun, entity, known)
            found.append(Option(entity=entity, spot=spot, features=tuple(features)))
        found += self._unnamed(pronoun)
        if kind == "person":
            found += self._ahead(pronoun, {option.entity for option in found}, is_first=not found)
        return found

    def _around(self, pronoun: Pronoun, entity: str, known: Known) -> Iterator[str]:
        """What the names around the pronoun say, those after it as well."""
        if any(spot.entity == entity and spot.index > pronoun.index for spot in self._named[pronoun.sentence]):
            yield f"{pronoun.role} named later here"
        after = self._named[pronoun.sentence + 1 : pronoun.sentence + 3]
        if any(spot.entity == entity for spots in after for spot in spots):
            yield "named after"
        if self._told:
            share = len(known.spots) / self._told
            yield f"share {4 if share > 0.6 else 3 if share > 0.4 else 2 if share > 0.25 else 1 if share > 0.1 else 0}"

    def _near(self, pronoun: Pronoun) -> Iterator[str]:
        for entity in reversed(self._recent):
            known = self.known[entity]
            if pronoun.sentence - known.spots[-1].sentence > WINDOW:
                break
            if _may_be(pronoun.gender, known):
                yield entity

    def _unnamed(self, pronoun: Pronoun) -> Iterator[Option]:
        rank = 0
        for spot in reversed(self._nouns):
            if pronoun.sentence - spot.sentence > 2:
                break
            if pronoun.gender in spot.gender:
                features = [*_features(pronoun, spot, "noun"), f"noun {min(rank, 3)}"]
                if pronoun.gender in "mf":
                    features.append("noun told" if spot.gender == pronoun.gender else "noun open")
                yield Option(entity=None, spot=spot, features=tuple(features))
                rank += 1

    def _ahead(self, pronoun: Pronoun, before: set[str | None], *, is_first: bool) -> Iterator[Option]:
        rank = 0
        for sentence in range(pronoun.sentence, min(pronoun.sentence + AHEAD + 1, len(self._named))):
            for spot in self._named[sentence]:
                if spot.entity is None or spot.entity in before:
                    continue
                known = self.known[spot.entity]
                if (sentence == pronoun.sentence and spot.index <= pronoun.index) or not _may_be(pronoun.gender, known):
                    continue
                before.add(spot.entity)
                features = ["ahead", f"ahead {sentence - pronoun.sentence} {spot.role} {pronoun.role}"]
                features += [f"ahead {min(rank, 2)}", f"ahead {_agreement(pronoun.gender, known)}"]
                features += [f"ahead {trait}" for trait in spot.traits]
                if is_first:
                    features.append("ahead first")
                if sentence == pronoun.sentence:
                    features += _structure(pronoun, spot)
                    if spot.index in pronoun.subjects:
                        features.append("ahead of its clause")
                if known.kind != "person":
                    features.append(f"ahead kind {known.kind}")
                rank += 1
                yield Option(entity=spot.entity, spot=spot, features=tuple(features))


def _may_be(gender: str, known: Known) -> bool:
    if gender in "mf":
        return known.kind != "concept"
    return gender in known.gender


def _agreement(gender: str, known: Known) -> str:
    if known.kind != "person":
        return known.kind
    if known.gender == gender:
        return "agrees" if known.is_told else "agrees so far"
    if known.gender in ("m", "f"):
        return "clashes" if known.is_told else "clashes so far"
    return f"open {gender} {known.ending}"


def _features(pronoun: Pronoun, spot: Spot, kind: str) -> list[str]:
    """What the place of a candidate says."""
    back = min(pronoun.sentence - spot.sentence, 3)
    found = [
        kind,
        f"{kind} back {back}",
        f"{pronoun.role} back {back}",
        f"{kind} {spot.role} {min(2, back)}",
        f"{pronoun.role} after {spot.role} {'here' if not back else 'before'}",
        *(f"{kind} {trait}" for trait in spot.traits),
    ]
    if pronoun.sentence == spot.sentence:
        found += _structure(pronoun, spot)
    return found


def _structure(pronoun: Pronoun, spot: Spot) -> list[str]:
    """What the tree that both stand in says."""
    grown, index = pronoun.grown, pronoun.index
    tokens, role = grown.tokens, pronoun.role
    found: list[str] = []
    if spot.index in pronoun.subjects:
        at = pronoun.subjects.index(spot.index)
        is_own = at == 0 and not pronoun.own_subject
        found.append(f"{role} of its clause" if is_own else f"{role} under {min(at, 2)}")
        if not is_own:
            found.append(f"{role} through {_edge(pronoun, spot)}")
        if pronoun.is_reflexive and is_own:
            found.append("reflexive")
    head = tokens[spot.index].head
    if role != "owner" and head == tokens[index].head and head != spot.index:
        is_core = tokens[spot.index].dep in _CORE and tokens[index].dep in _CORE
        found.append("beside, core" if is_core else "beside")
    if role == "owner":
        thing = tokens[index].head
        chain = [spot.index, *ancestors(grown, spot.index)]
        if thing in chain and spot.index > index:
            found.append("owned")
        elif tokens[thing].dep == "conj" and tokens[thing].head in chain[:3]:
            found.append("listed with its own")
    if spot.index in pronoun.above:
        through = any(
            tokens[each].dep.startswith("acl") for each, far in pronoun.above.items() if far < pronoun.above[spot.index]
        ) or tokens[index].dep.startswith("acl")
        found.append(f"{role} within clause" if through else f"{role} within")
    if pronoun.is_quoted and spot.index in pronoun.subjects:
        verb = tokens[spot.index].head
        if tokens[verb].lemma.casefold() in _SPEAKING:
            found.append("speaker")
    between = sum(1 for each in tokens[spot.index : index] if each.pos in ("NOUN", "PROPN"))
    found += [f"near {min(between, 4)}", f"{role} near {min(between, 2)}"]
    return found


def _edge(pronoun: Pronoun, spot: Spot) -> str:
    """Name the uppermost relation between the pronoun's clause and the one whose subject the candidate is."""
    tokens = pronoun.grown.tokens
    verb = tokens[spot.index].head
    edge = ""
    for each in (pronoun.index, *pronoun.above):
        if each == verb:
            break
        dep = tokens[each].dep
        if dep in CLAUSES or dep == "conj":
            edge = dep
    return edge or "nothing"


def _of_entity(pronoun: Pronoun, known: Known, spot: Spot, rank: int) -> list[str]:
    """What the whole trail of an entity says."""
    names = [each for each in known.spots if not each.is_pronoun]
    found = [
        f"rank {min(rank, 3)}",
        f"{pronoun.role} rank {min(rank, 2)}",
        _agreement(pronoun.gender, known),
        f"told {min(len(names), 4)}",
        f"called {min(len(known.spots) - len(names), 3)}",
    ]
    if known.is_first:
        found += ["first", f"first {pronoun.role}"]
    name = names[-1] if names else spot
    form = f"{'short' if 'short' in name.traits else 'full'} {'again' if len(names) > 1 else 'once'}"
    found.append(f"last name {form}")
    if spot.is_pronoun:
        # The name behind the last pronoun counts as well.
        far = min(pronoun.sentence - names[-1].sentence, 4) if names else 5
        found.append(f"named {far}")
    if any(
        each.sentence == pronoun.sentence and each.index in pronoun.subjects[:1] and each is not spot
        for each in known.spots[-4:]
    ):
        found.append(f"{pronoun.role} again" if pronoun.own_subject else f"{pronoun.role} of its clause, earlier")
    if any(each.role == "subject" and pronoun.sentence - each.sentence == 1 for each in known.spots[-5:]):
        found.append("subject before")
    if any(each.role == "subject" and pronoun.sentence == each.sentence for each in known.spots[-5:]):
        found.append("subject here")
    return found
