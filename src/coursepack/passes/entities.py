"""People, states, groups, organisations, places, campaigns and works: one entity a real thing, from its names.

Two names become one entity only where their words say so; where they might be two things, they stay two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from coursepack.language.grammar import Ground, Grown
from coursepack.language.lexicons import values
from coursepack.language.names import (
    KINDS,
    bare,
    campaign_like,
    is_same_person,
    is_state,
    polity_of,
    title_words,
    untitled,
    whole_event,
)
from coursepack.language.offices import Named, holders, state_of_body
from coursepack.language.placing import is_placed, unnamed_places
from coursepack.model.anchors import Span, place_of
from coursepack.model.claims import Entity, EntityKind
from coursepack.model.pack import Pack
from coursepack.model.trees import Token, Tree
from coursepack.model.wording import plain
from coursepack.notices import Log

SUMMARY = "people, states, groups, organisations, places, campaigns and works, with their aliases"
NEEDS = ("sentences", "trees")
MAKES = ("entities",)

_LONGEST_NAME = 8
_GIVEN = values("given_names", "m") | values("given_names", "f")
_WHERE = frozenset({"in", "at", "from", "near", "to", "into", "outside", "across", "through"})
_PERSONS_ROLES = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl:agent", "nmod:poss", "conj"})
_CAPITAL = re.compile(r"[A-Z0-9“\"]")


class _Mention(Struct, frozen=True, kw_only=True):
    spans: tuple[Span, ...]
    """One a passage that the name runs through."""
    kind: EntityKind
    name: str
    """As printed, without article or possessive."""
    is_adjective: bool = False
    is_where: bool = False
    """Whether the text says that something is in, at, from or near it."""

    @property
    def span(self) -> Span:
        return self.spans[0]


class _Cluster:
    """Mentions of one thing; its kind and names are told again only when a mention came to it."""

    def __init__(self, mention: _Mention) -> None:
        self.mentions = [mention]
        self._told: tuple[int, EntityKind, tuple[str, ...]] | None = None

    @property
    def kind(self) -> EntityKind:
        return self._tell()[1]

    @property
    def names(self) -> tuple[str, ...]:
        """Distinct names, the most frequent first, then the longest, then the first."""
        return self._tell()[2]

    @property
    def longest(self) -> str:
        return max(self.names, key=len)

    def _tell(self) -> tuple[int, EntityKind, tuple[str, ...]]:
        if self._told is None or self._told[0] != len(self.mentions):
            counts = Counter(mention.name for mention in self.mentions)
            order = {mention.name: at for at, mention in reversed(list(enumerate(self.mentions)))}
            names = sorted(counts, key=lambda name: (-counts[name], -len(name), order[name]))
            self._told = (len(self.mentions), self._voted(), tuple(names))
        return self._told

    def _voted(self) -> EntityKind:
        if any(mention.kind == "polity" and is_state(mention.name) for mention in self.mentions):
            return "polity"
        if any(mention.name.split()[0] in _GIVEN and " " in mention.name for mention in self.mentions):
            return "person"
        return Counter(mention.kind for mention in self.mentions).most_common(1)[0][0]


def run(pack: Pack, log: Log) -> Pack:  # noqa: ARG001  (each pass has this signature)
    """Entities are in the order of their first mention; a mention is a name, never a pronoun."""
    mentions = sorted(_mentions(pack), key=lambda each: (each.span.source, each.span.start))
    clusters = _merged(_by_name(mentions))
    clusters.sort(key=lambda each: min(place_of(mention.span) for mention in each.mentions))
    entities = [_entity(f"e{number}", cluster) for number, cluster in enumerate(clusters, start=1)]
    return replace(pack, entities=tuple(_of_states(pack, entities)))


def _mentions(pack: Pack) -> Iterator[_Mention]:
    """Yield what the model labels, but for common words and headings, then the same names where it passed them over."""
    ground = Ground(pack)
    common = {
        token.text for tree in pack.trees for token in tree.tokens if token.pos != "PROPN" and token.text.islower()
    }
    found: list[_Mention] = []
    titled: list[_Mention] = []
    for tree in pack.trees:
        is_heading = ground.passage(tree.source, tree.tokens[0].start).role == "heading"
        for first, labelled, label in _named_runs(tree):
            last = whole_event(tree, first, labelled) if label == "EVENT" else labelled
            placed = label == "ORG" and first == last and is_placed(tree, first)
            mention = _mention(ground, tree, first, last, "PLACE" if placed else label)
            # A sentence's first word, or one of a heading, has a capital that says nothing.
            if mention is None or (first == last and mention.name.casefold() in common and label != "PERSON"):
                continue
            (titled if is_heading else found).append(mention)
        if not is_heading:
            found += _unlabelled(ground, tree, common)
            found += filter(None, (_mention(ground, tree, at, at, "PLACE") for at in unnamed_places(tree)))
    known = {mention.name for mention in found}
    found += [mention for mention in titled if mention.name in known]
    yield from found
    yield from _passed_over(pack, ground, found)


def _unlabelled(ground: Ground, tree: Tree, common: set[str]) -> Iterator[_Mention]:
    """Yield people whose given name says what they are, where the model labels nothing: "Rosemary makes her peace"."""
    tokens = tree.tokens
    end = -1
    for index, token in enumerate(tokens):
        if index <= end or token.pos != "PROPN" or token.name or token.text not in _GIVEN:
            continue
        if token.text.casefold() in common or polity_of(token.text):
            continue
        end = index
        while end + 1 < len(tokens) and tokens[end + 1].pos == "PROPN" and not tokens[end + 1].name:
            end += 1
        is_after_name = index > 0 and tokens[index - 1].pos == "PROPN"
        is_before_name = end + 1 < len(tokens) and bool(tokens[end + 1].name)
        head = next((at for at in range(index, end + 1) if not index <= tokens[at].head <= end), index)
        if is_after_name or is_before_name or end - index > 2 or tokens[head].dep not in _PERSONS_ROLES:
            continue
        mention = _mention(ground, tree, index, end, "PERSON")
        if mention is not None:
            yield mention


def _passed_over(pack: Pack, ground: Ground, found: list[_Mention]) -> Iterator[_Mention]:
    """Find names again by their letters: in bullets' leads, which are not parsed, and where the model saw none."""
    telling = {mention.name: mention.kind for mention in found if _is_telling(mention)}
    # Somebody whose full name was told is often called by the last part of it.
    surnames = {untitled(name)[-1] for name, kind in telling.items() if kind == "person" and len(untitled(name)) > 1}
    surnames = {
        name.split()[-1] for name in telling if bare(name).split()[-1] in surnames and len(name.split()[-1]) > 3
    }
    names = sorted({*telling, *surnames}, key=lambda name: (-len(name), name))
    if not names:
        return
    pattern = re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, names)) + r")(?![\w-])")
    taken = {
        (span.source, position)
        for mention in found
        for span in mention.spans
        for position in range(span.start, span.end)
    }
    for tree in pack.trees:
        text = pack.texts[tree.source]
        lead = (tree.lead,) if tree.lead else ()
        for start, end in (*lead, *((span.start, span.end) for span in ground.cover(tree, range(len(tree.tokens))))):
            for hit in pattern.finditer(text.text, start, end):
                if (tree.source, hit.start()) not in taken and (tree.source, hit.end() - 1) not in taken:
                    # The kind is voted by the mentions elsewhere: this one only adds a place.
                    kind: EntityKind = "person" if hit.group() in surnames - telling.keys() else "concept"
                    yield _Mention(spans=(text.span(*hit.span()),), kind=kind, name=hit.group())


def _is_telling(mention: _Mention) -> bool:
    """Tell whether a name's letters alone can be trusted to name it again."""
    is_plain = mention.kind in ("person", "polity", "place", "campaign") or " " in mention.name
    return len(mention.name) > 2 and mention.name[0].isupper() and is_plain


def _named_runs(tree: Tree) -> Iterator[tuple[int, int, str]]:
    start: int | None = None
    for index, token in enumerate((*tree.tokens, None)):
        begins = token is None or not token.name.startswith("I-")
        if begins and start is not None:
            yield start, index - 1, tree.tokens[start].name[2:]
            start = None
        if token is not None and token.name.startswith("B-") and token.name[2:] in KINDS:
            start = index


def _mention(ground: Ground, tree: Tree, first: int, last: int, label: str) -> _Mention | None:
    """Trim what is no part of the name, widen it by an honorific, and settle its kind."""
    tokens = tree.tokens
    while first <= last and (
        tokens[first].pos in ("DET", "PUNCT", "ADP", "PRON") or tokens[first].text in ("'s", "’s")
    ):
        first += 1
    while last >= first and (tokens[last].text in ("'s", "’s", "'", "’") or tokens[last].pos == "PUNCT"):
        last -= 1
    if first > last or last - first >= _LONGEST_NAME or tokens[last].pos in ("PRON", "DET"):
        return None
    if (
        label == "PERSON"
        and first > 0
        and tokens[first - 1].text.casefold() in title_words()
        and _is_capital(tokens[first - 1])
    ):
        first -= 1
    parts = ground.quotes(tree, range(first, last + 1))
    name = " ".join(plain(part.span.quote) for part in parts)
    if not any(character.isalpha() for character in name):
        return None
    kind = campaign_like(name) or KINDS[label]
    if is_state(name) or (kind == "polity" and polity_of(name) is None and label == "POLITY"):
        kind = "polity"
    is_adjective = tokens[last].pos == "ADJ" or (
        tokens[last].dep in ("amod", "compound") and kind in ("group", "polity")
    )
    return _Mention(
        spans=tuple(part.span for part in parts),
        kind=kind,
        name=name,
        is_adjective=is_adjective,
        is_where=first > 0 and tokens[first - 1].text.casefold() in _WHERE,
    )


def _is_capital(token: Token) -> bool:
    return bool(_CAPITAL.match(token.text))


def _by_name(mentions: Iterable[_Mention]) -> list[_Cluster]:
    """Gather mentions of the same name; a people's name and its state's go together where the name is an adjective."""
    clusters: dict[str, _Cluster] = {}
    for mention in mentions:
        state = polity_of(mention.name)
        key = state.casefold() if state and (mention.is_adjective or mention.kind == "polity") else bare(mention.name)
        if mention.kind == "person":
            key = " ".join(untitled(mention.name))
        if key in clusters:
            clusters[key].mentions.append(mention)
        else:
            clusters[key] = _Cluster(mention)
    # A lead's find without any other mention is no name that the model knows.
    return [cluster for cluster in clusters.values() if any(mention.kind != "concept" for mention in cluster.mentions)]


def _merged(clusters: list[_Cluster]) -> list[_Cluster]:
    """Join a short name to the one fuller name that it can be short for; two candidates leave it alone."""
    out = list(clusters)
    for short in sorted(clusters, key=lambda each: len(each.names[0].split())):
        full = [other for other in out if other is not short and _is_short_for(short, other)]
        longest = _fullest(full)
        if longest is not None:
            longest.mentions = sorted(
                [*longest.mentions, *short.mentions], key=lambda each: (each.span.source, each.span.start)
            )
            out.remove(short)
    return out


def _fullest(candidates: list[_Cluster]) -> _Cluster | None:
    """Give the only candidate, or the fullest where all the others are short for it as well."""
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    longest = max(candidates, key=lambda each: len(max(each.names, key=len)))
    others = [each for each in candidates if each is not longest]
    return longest if all(_is_short_for(each, longest) for each in others) else None


def _is_short_for(short: _Cluster, full: _Cluster) -> bool:
    if full.kind == "person" and short.kind != "person":
        return _is_surname(short, full)
    if short.kind == "person" and full.kind == "person":
        return any(is_same_person(untitled(one), untitled(two)) for one in short.names for two in full.names) and len(
            untitled(short.longest)
        ) <= len(untitled(full.longest))
    if full.kind in ("campaign", "organisation", "work") and short.kind == full.kind:
        one, two = bare(short.longest).split(), bare(full.longest).split()
        if len(one) < len(two) and (one == two[-len(one) :] or one == two[: len(one)]):
            # "the Leap" for "Great Leap Forward" is capitalised; "the campaign" is for coreference.
            return True
        initials = "".join(word[0] for word in two if word not in ("of", "the", "and", "for"))
        return len(one) == 1 and len(initials) > 1 and one[0].replace(".", "") == initials
    return False


def _is_surname(short: _Cluster, full: _Cluster) -> bool:
    """Tell whether a name is the surname of somebody whose full name was told, taken for another kind of thing."""
    if len(short.names) > 1 or short.kind in ("polity", "concept") or polity_of(short.names[0]):
        return False
    if short.kind == "place" and any(mention.is_where for mention in short.mentions):
        return False
    surname = untitled(full.longest)
    return len(surname) > 1 and untitled(short.names[0]) == surname[-1:]


def _entity(key: str, cluster: _Cluster) -> Entity:
    kind = cluster.kind
    if kind == "concept":
        kind = next(mention.kind for mention in cluster.mentions if mention.kind != "concept")
    nouns = [mention for mention in cluster.mentions if not mention.is_adjective] or cluster.mentions
    counts = Counter(mention.name for mention in nouns)
    if kind == "person":
        name = max(counts, key=lambda each: (len(untitled(each)), -len(each), counts[each], each))
    elif kind == "polity":
        states = [each for each in counts if is_state(each)]
        name = max(states or counts, key=lambda each: (counts[each], len(each), each))
    else:
        name = max(counts, key=lambda each: (len(each.split()), counts[each], each))
    ordered = sorted(cluster.mentions, key=lambda mention: place_of(mention.span))
    # A name that one span quotes whole is better evidence than one that runs over two captions.
    evidence = min((mention.spans for mention in ordered if mention.name == name), key=len)
    aliases = sorted({mention.name for mention in cluster.mentions} - {name})
    return Entity(
        id=key,
        kind=kind,
        name=name,
        aliases=tuple(aliases),
        mentions=tuple(dict.fromkeys(span for mention in ordered for span in mention.spans)),
        evidence=evidence,
        made_by="entities",
        confidence=0.9 if len(ordered) > 1 else 0.7,
    )


def _of_states(pack: Pack, entities: list[Entity]) -> Iterator[Entity]:
    """Tie a people, an army or a leader to the state that the text says they stand for, where the pack names it."""
    states = {polity_of(entity.name) or entity.name: entity.id for entity in entities if entity.kind == "polity"}
    held = _held(pack, entities, states)
    for entity in entities:
        said = held.get(entity.id, {})
        if entity.kind == "person" and len(said) == 1 and campaign_like(entity.name) is None:
            ((home, spans),) = said.items()
            yield replace(entity, of=home, evidence=(*entity.evidence, *spans))
            continue
        state = polity_of(entity.name) if entity.kind == "group" else None
        if entity.kind in ("group", "organisation"):
            state = state or state_of_body(entity.name)
        home = states.get(state, "") if state else ""
        yield replace(entity, of=home) if home else entity


def _held(pack: Pack, entities: list[Entity], states: Mapping[str, str]) -> dict[str, dict[str, tuple[Span, ...]]]:
    """Gather for each person the states that the text gives them, each with the spans that first say so."""
    ground = Ground(pack)
    kinds = {entity.id: entity.kind for entity in entities}
    at = {
        (span.source, position): entity.id
        for entity in entities
        for span in entity.mentions
        for position in range(span.start, span.end)
    }
    found: dict[str, dict[str, tuple[Span, ...]]] = {}
    for tree in pack.trees:
        who = [at.get((tree.source, token.start)) for token in tree.tokens]
        homes: dict[int, str] = {}
        for index, (token, entity) in enumerate(zip(tree.tokens, who, strict=True)):
            home = entity if entity and kinds[entity] == "polity" else states.get(polity_of(token.text) or "")
            if home is not None and token.text[0].isupper():
                homes[index] = home
        persons = [
            Named(first=first, last=last, entity=entity)
            for first, last, entity in _stretches(who)
            if kinds[entity] == "person"
        ]
        for holder in holders(Grown(tree), persons, homes) if persons and homes else ():
            spans = ground.cover(tree, range(holder.first, holder.last + 1))
            found.setdefault(holder.person, {}).setdefault(holder.state, spans)
    return found


def _stretches(who: list[str | None]) -> Iterator[tuple[int, int, str]]:
    """Yield runs of tokens of one entity, from the first to the last."""
    start = 0
    for index in range(1, len(who) + 1):
        if index == len(who) or who[index] != who[start]:
            entity = who[start] if start < len(who) else None
            if entity is not None:
                yield start, index - 1, entity
            start = index
