"""Mentions of names, and which of them name one thing: the same name, or a shorter one that only one fuller fits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from coursepack.language.lexicons import values
from coursepack.language.names import bare, is_same_person, is_state, polity_of, untitled
from coursepack.model.anchors import Span
from coursepack.model.claims import EntityKind

__all__ = ["GIVEN", "Cluster", "Mention", "by_name", "merged"]

GIVEN = values("given_names", "m") | values("given_names", "f")


class Mention(Struct, frozen=True, kw_only=True):
    spans: tuple[Span, ...]
    """One a passage that the name runs through."""
    kind: EntityKind
    name: str
    """As printed, without article or possessive."""
    is_adjective: bool = False
    written: tuple[Span, ...] = ()
    """Of a name that was misheard in the spans: where it is written."""
    is_where: bool = False
    """Whether the text says that something is in, at, from or near it."""

    @property
    def span(self) -> Span:
        return self.spans[0]


class Cluster:
    """Mentions of one thing; its kind and names are told again only when a mention came to it."""

    def __init__(self, mention: Mention) -> None:
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
        if any(mention.name.split()[0] in GIVEN and " " in mention.name for mention in self.mentions):
            return "person"
        return Counter(mention.kind for mention in self.mentions).most_common(1)[0][0]


def by_name(mentions: Iterable[Mention]) -> list[Cluster]:
    """Gather mentions of the same name; a people's name and its state's go together where the name is an adjective."""
    clusters: dict[str, Cluster] = {}
    for mention in mentions:
        state = polity_of(mention.name)
        key = state.casefold() if state and (mention.is_adjective or mention.kind == "polity") else bare(mention.name)
        if mention.kind == "person":
            key = " ".join(untitled(mention.name))
        if key in clusters:
            clusters[key].mentions.append(mention)
        else:
            clusters[key] = Cluster(mention)
    # A lead's find without any other mention is no name that the model knows.
    return [cluster for cluster in clusters.values() if any(mention.kind != "concept" for mention in cluster.mentions)]


def merged(clusters: list[Cluster]) -> list[Cluster]:
    """Join a short name to the one fuller name that it can be short for; two candidates leave it alone."""
    out = list(clusters)
    # A name can be short for another only where they share a word or initials: the test itself is slow.
    words = {id(each): _words_of(each) for each in clusters}
    for short in sorted(clusters, key=lambda each: len(each.names[0].split())):
        near = (each for each in out if each is not short and not words[id(short)].isdisjoint(words[id(each)]))
        longest = _fullest([other for other in near if _is_short_for(short, other)])
        if longest is not None:
            words[id(longest)] |= words[id(short)]
            longest.mentions = sorted(
                [*longest.mentions, *short.mentions], key=lambda each: (each.span.source, each.span.start)
            )
            out.remove(short)
    return out


def _words_of(cluster: Cluster) -> set[str]:
    found: set[str] = set()
    for name in cluster.names:
        own = bare(name).split()
        found.update(*(map(str.casefold, each) for each in (untitled(name), own)))
        found.add(_initials(own).casefold())
        found.add(own[0].replace(".", "").casefold() if own else "")
    return found - {""}


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words if word not in ("of", "the", "and", "for"))


def _fullest(candidates: list[Cluster]) -> Cluster | None:
    """Give the only candidate, or the fullest where all the others are short for it as well."""
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    longest = max(candidates, key=lambda each: len(max(each.names, key=len)))
    others = [each for each in candidates if each is not longest]
    return longest if all(_is_short_for(each, longest) for each in others) else None


def _is_short_for(short: Cluster, full: Cluster) -> bool:
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
        initials = _initials(two)
        return len(one) == 1 and len(initials) > 1 and one[0].replace(".", "") == initials
    return False


def _is_surname(short: Cluster, full: Cluster) -> bool:
    """Tell whether a name is the surname of somebody whose full name was told, taken for another kind of thing."""
    if len(short.names) > 1 or short.kind in ("polity", "concept") or polity_of(short.names[0]):
        return False
    if short.kind == "place" and any(mention.is_where for mention in short.mentions):
        return False
    surname = untitled(full.longest)
    return len(surname) > 1 and untitled(short.names[0]) == surname[-1:]
