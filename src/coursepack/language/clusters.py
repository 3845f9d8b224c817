"""Mentions of names, and which of them name one thing: the same name, or a shorter one that only one fuller fits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from coursepack.language.known_names import known_kind
from coursepack.language.lexicons import values
from coursepack.language.names import bare, campaign_like, is_same_person, is_state, polity_of, untitled
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
        said = next((kind for mention in self.mentions if (kind := campaign_like(mention.name)) is not None), None)
        if said is not None:
            return said
        if any(mention.name.split()[0] in GIVEN and " " in mention.name for mention in self.mentions):
            return "person"
        # What was only found by its letters has no kind of its own.
        kinds = Counter(mention.kind for mention in self.mentions if mention.kind != "concept")
        return kinds.most_common(1)[0][0] if kinds else "concept"


def by_name(mentions: Iterable[Mention], short: Mapping[str, str] | None = None) -> list[Cluster]:
    """Gather mentions of the same name; a people's name and its state's go together where the name is an adjective.

    `short` gives for an abbreviation the name that it stands for.
    """
    clusters: dict[str, Cluster] = {}
    for mention in mentions:
        full = (short or {}).get(mention.name)
        key = _key(mention) if full is None or polity_of(mention.name) else _key_of_full(mention, full)
        if key in clusters:
            clusters[key].mentions.append(mention)
        else:
            clusters[key] = Cluster(mention)
    for key, cluster in list(clusters.items()):
        # Adjectives of a state that is not named are the people's: "the British" and "British ships" are one.
        people = bare(cluster.names[0])
        if key != people and people in clusters and not any(map(is_state, cluster.names)) and polity_of(people):
            clusters[people].mentions = sorted([*clusters[people].mentions, *cluster.mentions], key=_place)
            del clusters[key]
    # A lead's find without any other mention is no name that the model knows.
    return [cluster for cluster in clusters.values() if any(mention.kind != "concept" for mention in cluster.mentions)]


def _key_of_full(mention: Mention, full: str) -> str:
    state = polity_of(full)
    return state.casefold() if state else _key(replace(mention, name=full))


def _key(mention: Mention) -> str:
    if mention.kind == "person":
        return " ".join(untitled(mention.name))
    state = polity_of(mention.name)
    return state.casefold() if state and (mention.is_adjective or mention.kind == "polity") else bare(mention.name)


def _place(mention: Mention) -> tuple[str, int]:
    return mention.span.source, mention.span.start


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
            longest.mentions = sorted([*longest.mentions, *short.mentions], key=_place)
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
    longest = max(candidates, key=_fullness)
    others = [each for each in candidates if each is not longest]
    return longest if all(_is_short_for(each, longest) for each in others) else None


def _fullness(cluster: Cluster) -> int:
    """Count the letters of the longest name, honorifics aside."""
    return max(len(" ".join(untitled(name))) for name in cluster.names)


def _is_short_for(short: Cluster, full: Cluster) -> bool:
    if full.kind == "person" and short.kind != "person":
        return _is_surname(short, full)
    if short.kind == "person" and full.kind == "person":
        return any(is_same_person(untitled(one), untitled(two)) for one in short.names for two in full.names) and len(
            untitled(short.longest)
        ) <= len(untitled(full.longest))
    if full.kind in _SHORTENED and short.kind in _SHORTENED:
        one, two = bare(short.longest).split(), bare(full.longest).split()
        if short.kind == full.kind and _is_end(one, two) and _comes_first(full, short):
            # "the Leap" for "Great Leap Forward" is capitalised; "the campaign" is for coreference.
            return True
        initials = _initials(two)
        is_initials = len(one) == 1 and len(initials) > 1 and one[0].replace(".", "") == initials
        if not (short.kind == full.kind or len(one) > 1 or "-" in one[0]) or not _is_beginning(one, two):
            return is_initials
        is_said = two[len(one)] in _OF or campaign_like(" ".join(("a", two[-1]))) is not None
        return is_initials or is_said or _comes_first(full, short)
    return False


_SHORTENED = ("campaign", "organisation", "work")
_OF = frozenset({"of", "for", "on", "against", "to", "v.", "vs."})
_OTHER_HEADS = frozenset({"house", "court", "street"})
"""Heads of names that are not those of the same word alone: the House is not the White House."""


def _is_end(short: Sequence[str], full: Sequence[str]) -> bool:
    """Tell whether a shorter name leaves out what stands before it, but for the town of a party."""
    gone = full[: len(full) - len(short)]
    is_house = len(short) == 1 and short[0] in _OTHER_HEADS
    return bool(gone) and full[len(gone) :] == short and not is_house and known_kind(" ".join(gone)) != "place"


def _is_beginning(short: Sequence[str], full: Sequence[str]) -> bool:
    """Tell whether a shorter name leaves out "of …" or the one word that says what sort of thing it is.

    A university is not its press.
    """
    gone = full[len(short) :]
    if not gone or full[: len(short)] != short:
        return False
    is_whole = campaign_like(" ".join(("a", *short))) == "organisation" or short[-1] in _OTHER_HEADS
    return gone[0] in _OF or (len(gone) == 1 and not is_whole)


def _comes_first(full: Cluster, short: Cluster) -> bool:
    """Tell whether the full name is told before it is shortened; one with only a state's name more can come later."""
    one, two = full.mentions[0].span, short.mentions[0].span
    gone = bare(full.longest).removesuffix(bare(short.longest)).strip()
    return one.source != two.source or one.start <= two.start or polity_of(gone) is not None


def _is_surname(short: Cluster, full: Cluster) -> bool:
    """Tell whether a name is the surname of somebody whose full name was told, taken for another kind of thing."""
    if len(short.names) > 1 or short.kind in ("polity", "concept") or polity_of(short.names[0]):
        return False
    if short.kind == "place" and any(mention.is_where for mention in short.mentions):
        return False
    surname = untitled(full.longest)
    return len(surname) > 1 and untitled(short.names[0]) == surname[-1:]
