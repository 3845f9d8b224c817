"""People, states, groups, organisations, places, campaigns and works: one entity a real thing, from its names.

Two names become one entity only where their words say so; where they might be two things, they stay two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from coursepack.language.abbreviations import abbreviated, is_short_form
from coursepack.language.clusters import GIVEN, Cluster, Mention, by_name, merged
from coursepack.language.grammar import Ground, Grown, Misheard
from coursepack.language.known_names import is_word, known_kind
from coursepack.language.lexicons import rows
from coursepack.language.name_shapes import Run, is_title_case, quoted_titles, shaped
from coursepack.language.names import (
    KINDS,
    bare,
    campaign_like,
    is_state,
    kind_of_name,
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
NEEDS = ("repairs", "sentences", "trees")
MAKES = ("entities",)

_LONGEST_NAME = 8
_WHERE = frozenset({"in", "at", "from", "near", "to", "into", "outside", "across", "through"})
_PERSONS_ROLES = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl:agent", "nmod:poss", "conj"})
_PEOPLE = frozenset(row["noun"] for row in rows("people_nouns"))
_CAPITAL = re.compile(r"[A-Z0-9“\"]")


def run(pack: Pack, log: Log) -> Pack:  # noqa: ARG001  (each pass has this signature)
    """Entities are in the order of their first mention; a mention is a name, never a pronoun."""
    mentions = sorted(_mended(pack, list(_mentions(pack))), key=lambda each: (each.span.source, each.span.start))
    clusters = merged(by_name(mentions, _short_names(pack, mentions)))
    clusters.sort(key=lambda each: min(place_of(mention.span) for mention in each.mentions))
    entities = [_entity(f"e{number}", cluster) for number, cluster in enumerate(clusters, start=1)]
    return replace(pack, entities=tuple(_of_states(pack, entities)))


def _short_names(pack: Pack, mentions: list[Mention]) -> dict[str, str]:
    """Give for each abbreviation that stands in brackets behind a name that name."""
    ends = {(mention.span.source, mention.spans[-1].end): mention.name for mention in mentions}
    found = (
        (ends.get((source, end), ""), short)
        for source, text in pack.texts.items()
        for end, short in abbreviated(text.text)
    )
    return {short: name for name, short in found if is_short_form(short, name)}


def _mended(pack: Pack, found: list[Mention]) -> Iterator[Mention]:
    """Take what was misheard as a mention of the name that it is, and that for one where it is written, too."""
    misheard = Misheard(pack)
    heard: dict[str, EntityKind] = {}
    kinds: dict[tuple[str, int], EntityKind] = {}
    for mention in found:
        repair = misheard.over(mention.span)
        if repair is not None:
            heard[repair.id] = mention.kind
            continue
        kinds |= {(span.source, at): mention.kind for span in mention.spans for at in range(span.start, span.end)}
        yield mention
    for repair in pack.repairs:
        *spans, name = repair.evidence
        at = (name.source, name.start)
        is_told = at in kinds
        kind = kinds.setdefault(at, heard.get(repair.id, "concept"))
        yield Mention(spans=tuple(spans), kind=kind, name=repair.name, written=(name,))
        if not is_told:
            yield Mention(spans=(name,), kind=kind, name=repair.name)


def _mentions(pack: Pack) -> Iterator[Mention]:
    """Yield what the model labels, but for common words and titles, then the same names where it passed them over."""
    ground = Ground(pack)
    common = {
        token.text for tree in pack.trees for token in tree.tokens if token.pos != "PROPN" and token.text.islower()
    }
    in_capitals = [is_title_case(tree) for tree in pack.trees]
    inside = {
        token.text
        for tree, is_title in zip(pack.trees, in_capitals, strict=True)
        for token in tree.tokens[1 if not is_title else len(tree.tokens) :]
    }
    found: list[Mention] = []
    titled: list[Mention] = []
    for tree, is_title in zip(pack.trees, in_capitals, strict=True):
        is_heading = ground.passage(tree.source, tree.tokens[0].start).role == "heading"
        in_title = set(range(len(tree.tokens))) if is_title else _in_titles(tree)
        for run in shaped(tree, list(_named_runs(tree))):
            mention = _labelled(ground, tree, run)
            if mention is None or _is_only_word(tree, run, mention, (common, inside)):
                continue
            is_titled = run.first in in_title and not _is_sure(mention)
            (titled if is_heading or is_titled else found).append(mention)
        if not is_heading:
            found += _unlabelled(ground, tree, common)
            found += filter(None, (_mention(ground, tree, at, at, "PLACE") for at in unnamed_places(tree)))
    known = {mention.name for mention in found}
    found += [mention for mention in titled if mention.name in known]
    yield from found
    unread = [mention for mention in titled if mention.name not in known]
    yield from _passed_over(pack, ground, found, unread)


def _labelled(ground: Ground, tree: Tree, run: Run) -> Mention | None:
    last = whole_event(tree, run.first, run.last) if run.label == "EVENT" else run.last
    placed = run.label == "ORG" and run.first == last and is_placed(tree, run.first)
    return _mention(ground, tree, run.first, last, "PLACE" if placed else run.label)


def _in_titles(tree: Tree) -> set[int]:
    """Give the tokens of titles in quotation marks, but for those that are a name's as a whole."""
    found: set[int] = set()
    for title in quoted_titles(tree):
        labels = {tree.tokens[at].name[2:] for at in title if tree.tokens[at].pos != "PUNCT"}
        if labels != {"WORK"}:
            found.update(title)
    return found


def _is_sure(mention: Mention) -> bool:
    """Tell whether a name is one wherever it stands."""
    first, *rest = mention.name.split()
    is_somebody = mention.kind == "person" and first in GIVEN and bool(rest)
    return is_somebody or polity_of(mention.name) is not None or known_kind(mention.name) is not None


def _is_only_word(tree: Tree, run: Run, mention: Mention, words: tuple[set[str], set[str]]) -> bool:
    """Tell whether a name of one word is a common one: a sentence's first word, or one of a heading, has a capital
    that says nothing. `words` are those written small, and those that stand inside a sentence.
    """
    common, inside = words
    name = mention.name
    small = name.casefold()
    if run.first != run.last or known_kind(name) or (polity_of(name) and name != small):
        return False
    if small in common and (mention.kind != "person" or (is_word(small) and name not in GIVEN)):
        return not (mention.kind == "person" and name != small and name in inside)
    # Many a family is called by a word ("Weber"), and may stand first as well.
    is_first = mention.kind != "person" and all(token.pos == "PUNCT" for token in tree.tokens[: run.first])
    return is_first and is_word(small) and name not in inside


def _unlabelled(ground: Ground, tree: Tree, common: set[str]) -> Iterator[Mention]:
    """Yield people whose given name says what they are, or a noun before it, where the model labels nothing: "Rosemary
    makes her peace", "the politician Lind", and names that are known.
    """
    tokens = tree.tokens
    end = -1
    for index, token in enumerate(tokens):
        if index <= end or token.pos != "PROPN" or token.name:
            continue
        is_name = len(token.text) > 4 and token.text[0].isupper() and not is_word(token.text.casefold())
        known = known_kind(token.text) if is_name else None
        is_somebody = (
            index > 0 and tokens[index - 1].tag == "NN" and tokens[index - 1].text in _PEOPLE and len(token.text) > 2
        )
        if (
            token.text.casefold() in common
            or polity_of(token.text)
            or not (token.text in GIVEN or known or is_somebody)
        ):
            continue
        end = index
        while end + 1 < len(tokens) and tokens[end + 1].pos == "PROPN" and not tokens[end + 1].name:
            end += 1
        is_after_name = index > 0 and tokens[index - 1].pos == "PROPN"
        is_before_name = end + 1 < len(tokens) and bool(tokens[end + 1].name)
        head = next((at for at in range(index, end + 1) if not index <= tokens[at].head <= end), index)
        if is_after_name or is_before_name or end - index > 2:
            continue
        if (tokens[head].dep in _PERSONS_ROLES and token.text in GIVEN) or is_somebody:
            label = "PERSON"
        elif index == end and known in ("person", "group"):
            label = "PERSON" if known == "person" else "GROUP"
        else:
            continue
        mention = _mention(ground, tree, index, end, label)
        if mention is not None:
            yield mention


def _passed_over(pack: Pack, ground: Ground, found: list[Mention], unread: list[Mention]) -> Iterator[Mention]:
    """Find names again by their letters: in bullets' leads, which are not parsed, and where the model saw none.

    What is `unread` are longer names that are not told: a part of those is nobody.
    """
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
        for mention in (*found, *unread)
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
                    yield Mention(spans=(text.span(*hit.span()),), kind=kind, name=hit.group())


def _is_telling(mention: Mention) -> bool:
    """Tell whether a name's letters alone can be trusted to name it again."""
    is_plain = mention.kind in ("person", "polity", "place", "campaign") or " " in mention.name
    return len(mention.name) > 2 and mention.name[0].isupper() and is_plain


def _named_runs(tree: Tree) -> Iterator[Run]:
    start: int | None = None
    for index, token in enumerate((*tree.tokens, None)):
        begins = token is None or not token.name.startswith("I-")
        if begins and start is not None:
            yield Run(first=start, last=index - 1, label=tree.tokens[start].name[2:])
            start = None
        if token is not None and token.name.startswith("B-") and token.name[2:] in KINDS:
            start = index


def _mention(ground: Ground, tree: Tree, first: int, last: int, label: str) -> Mention | None:
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
    is_where = first > 0 and tokens[first - 1].text.casefold() in _WHERE
    kind = kind_of_name(name, KINDS[label], is_where=is_where)
    if is_state(name) or (kind == "polity" and polity_of(name) is None and label == "POLITY"):
        kind = "polity"
    is_adjective = tokens[last].pos == "ADJ" or (
        tokens[last].dep in ("amod", "compound") and kind in ("group", "polity")
    )
    return Mention(
        spans=tuple(part.span for part in parts),
        kind=kind,
        name=name,
        is_adjective=is_adjective,
        is_where=is_where,
    )


def _is_capital(token: Token) -> bool:
    return bool(_CAPITAL.match(token.text))


def _entity(key: str, cluster: Cluster) -> Entity:
    kind = cluster.kind
    if kind == "concept":
        kind = next(mention.kind for mention in cluster.mentions if mention.kind != "concept")
    nouns = [mention for mention in cluster.mentions if not mention.is_adjective] or cluster.mentions
    counts = Counter(mention.name for mention in nouns)
    if kind == "person":
        name = max(counts, key=lambda each: (len(untitled(each)), -len(each), counts[each], each))
    elif kind == "polity":
        states = [each for each in counts if is_state(each)]
        name = max(states or counts, key=lambda each: (each == polity_of(each), counts[each], len(each), each))
    else:
        name = max(counts, key=lambda each: (len(each.split()), counts[each], each))
    ordered = sorted(cluster.mentions, key=lambda mention: place_of(mention.span))
    # A name that one span quotes whole is better evidence than one that runs over two captions.
    evidence = min((mention.written or mention.spans for mention in ordered if mention.name == name), key=len)
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
