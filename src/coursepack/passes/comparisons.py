"""Comparisons: what sources agree on, what they differ on (a time, number, name, denial), what one says alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from coursepack.language.aligning import Aligned, aligned
from coursepack.language.conflicts import Difference, Judge, are_dates_apart, are_dates_known, is_covered, is_named
from coursepack.language.grammar import Ground, lemmas
from coursepack.language.lexicons import rows
from coursepack.language.likeness import Likeness
from coursepack.language.meanings import meanings
from coursepack.language.sayings import Dated, Saying, Word, sayings
from coursepack.model.anchors import Span, is_within, place_of
from coursepack.model.claims import Comparison, Statement
from coursepack.model.outline import TOLD
from coursepack.model.pack import Pack
from coursepack.model.wording import Quoted, plain
from coursepack.notices import Log

SUMMARY = "what the sources agree on, differ on, or say alone"
NEEDS = ("entities", "events", "references", "salience", "stances", "statements", "times", "trees", "wordings")
MAKES = ("comparisons",)

SURE = 0.5
"""The likelihood from which two statements are taken to tell the same."""
LEAST_ALIKE = 0.05
"""And what their own words must say for it: of such pairs 96 % tell the same in the texts that this was set on."""
SHARED = 0.1
"""The share of the one's words that the other must say itself where they differ in something: two numbers in statements
that mean something alike are mostly of two things."""
HALF_SAID = 0.3
"""The share of the shorter one's words that the other should say as well, weighed."""
_DOUBT = 0.7
"""What is left of the confidence where it does not."""
ALONE = 0.2
"""The likelihood below which a statement is taken to have no counterpart."""
_ASIDE = 0.1
_NEAR = 0.3
"""How alike two words must be, names apart, where two statements differ in their date."""
ONE_DEED = 0.2
"""Or what their own words as a whole must say for it; those of one name alone, that are right, have 0.21 and more."""
_DEEDS = {(row["kind"], row["verb"]): row["deed"] or row["verb"] for row in rows("deeds")}
_DONE_TO = {"campaign": ("once",), "person": ("own", "done"), "organisation": ("made",), "work": ("made",)}
"""By kind of entity, the kinds of deeds that are done to it, or that it does, once."""
_MOST = 0.95


class _Pair(Struct, frozen=True, kw_only=True):
    pair: Aligned
    difference: Difference | None


def run(pack: Pack, log: Log) -> Pack:  # noqa: ARG001  (each pass has this signature)
    """Differences come first, then agreements, then what is said alone, each in text order; one source makes none."""
    if len(pack.sources) < 2:
        return pack
    dated = [each for each in sayings(pack) if each.statement.salience > _ASIDE]
    # What only names what follows ("First Crisis (1954):") says nothing to agree with.
    told = [each for each in dated if not each.statement.text.endswith(":")]
    homes = {entity.id: entity.of for entity in pack.entities if entity.of is not None}
    likeness = Likeness(told, homes, meanings())
    pairs, met = aligned(told, likeness)
    found = list(_judged(pack, pairs, likeness.weights))
    teller = _Teller(pack)
    differing = (teller.difference(each.pair, each.difference) for each in found if each.difference is not None)
    out = [each for each in differing if each is not None]
    out += teller.dated_otherwise(dated, out)
    out += [teller.agreement(each) for each in _grouped([each.pair for each in found if each.difference is None])]
    named = {ident for each in out for ident in each.statements}
    out += [
        teller.alone(each)
        for each in told
        if each.statement.id not in named
        and met.get(each.statement.id, 0.0) < ALONE
        and each.statement.salience >= TOLD
    ]
    return replace(pack, comparisons=tuple(replace(each, id=f"c{at}") for at, each in enumerate(out, start=1)))


def _judged(pack: Pack, pairs: Sequence[Aligned], weights: Mapping[str, float]) -> Iterator[_Pair]:
    """Yield the pairs that agree, or differ in one thing, in the order of the first statement.

    What is promised or denied by somebody is in no conflict with what happened, nor does it agree with it.
    """
    known = {
        source.id: frozenset(
            entity.id for entity in pack.entities if any(span.source == source.id for span in entity.mentions)
        )
        for source in pack.sources
    }
    spoken = frozenset(source.id for source in pack.sources if source.kind == "transcript")
    judge = Judge({entity.id: entity for entity in pack.entities}, known, weights)
    for pair in sorted(pairs, key=lambda each: place_of(each.one.statement.evidence[0])):
        if min(pair.likelihood / SURE, pair.alike / LEAST_ALIKE) < 1 or not _is_one_stance(
            pair.one.statement, pair.other.statement
        ):
            continue
        clashes = judge.clashes(pair.one, pair.other, pair.match)
        if not clashes:
            yield _Pair(pair=pair, difference=None)
        elif len(clashes) == 1 and clashes[0].is_sure and not _is_loose(pair, clashes[0], spoken):
            yield _Pair(pair=pair, difference=clashes[0])


def _is_loose(pair: Aligned, difference: Difference, spoken: frozenset[str]) -> bool:
    """Tell whether two statements share no word, or what speech denies is denied of an "it" that may be anything.

    One name has many dates: those of a storm and of a party in one town are none of one thing.
    """
    if max(pair.match.first, pair.match.second) < SHARED:
        return True
    is_one_deed = any(worth >= _NEAR and not pair.one.words[at].is_name for at, _, worth in pair.match.pairs)
    if difference.field == "time" and not is_one_deed and pair.alike < ONE_DEED:
        return True
    return difference.field == "negation" and any(
        each.source in spoken and not is_named(each) for each in (pair.one, pair.other)
    )


def _is_one_stance(one: Statement, other: Statement) -> bool:
    if one.stance != other.stance:
        return False
    return one.speaker == other.speaker or one.stance in ("asserted", "hedged")


def _grouped(pairs: Sequence[Aligned]) -> list[list[Aligned]]:
    """Put the pairs together that share a statement, which several sources then say."""
    groups: list[list[Aligned]] = []
    home: dict[str, list[Aligned]] = {}
    for pair in pairs:
        ids = (pair.one.statement.id, pair.other.statement.id)
        group = next((home[each] for each in ids if each in home), None)
        if group is None:
            group = []
            groups.append(group)
        group.append(pair)
        for each in ids:
            home.setdefault(each, group)
    return groups


class _Teller:
    """Makes the claims; made once for a pack."""

    def __init__(self, pack: Pack) -> None:
        self._pack, self._ground = pack, Ground(pack)
        self._entities = {entity.id: entity for entity in pack.entities}

    def difference(self, pair: Aligned, difference: Difference) -> Comparison | None:
        """Give None where the words that differ stand in one source alone."""
        both = (pair.one, pair.other)
        if difference.dates is not None:
            readings = [span for date in difference.dates for span in date.spans]
        else:
            readings = [
                part.span
                for saying, indexes in zip(both, (difference.first, difference.second), strict=True)
                for part in self._ground.quotes(saying.grown.tree, self._named(saying, indexes))
            ]
        if len({span.source for span in readings}) < 2:
            return None
        return self._comparison("differ", both, self._shared(pair), pair.likelihood, (difference.field, readings))

    def _named(self, saying: Saying, indexes: Sequence[int]) -> list[int]:
        """Widen a name's head to the whole mention."""
        tokens = saying.grown.tokens
        out = set(indexes)
        for word in saying.words:
            if word.is_name and word.index in out:
                for span in self._entities[word.key].mentions:
                    if span.source == saying.source and span.start <= tokens[word.index].start < span.end:
                        out |= {at for at in saying.indexes if span.start <= tokens[at].start < span.end}
        return sorted(out)

    def agreement(self, group: Sequence[Aligned]) -> Comparison:
        """Put first what the others say all of: a finer date or number is one source's alone."""
        told = {each.statement.id: each for pair in group for each in (pair.one, pair.other)}
        own = sorted(told.values(), key=lambda each: place_of(each.statement.evidence[0]))
        is_common = [all(is_covered(each, other) for other in own if other is not each) for each in own]
        best = sorted(range(len(own)), key=lambda at: (not is_common[at], len(own[at].statement.text), at))
        is_sure = any(is_common) and all(max(pair.match.first, pair.match.second) >= HALF_SAID for pair in group)
        likelihood = min(pair.likelihood for pair in group) * (1.0 if is_sure else _DOUBT)
        return self._comparison("agree", [own[at] for at in best], self._shared(group[0]), likelihood)

    def alone(self, saying: Saying) -> Comparison:
        about = self._about(saying, saying.words)
        return self._comparison("only", (saying,), about, 0.7)

    def _shared(self, pair: Aligned) -> str:
        """Name what both are about: who or what both name, else the words that they share."""
        words = [pair.one.words[at] for at, _, worth in pair.match.pairs if worth == 1.0]
        return self._about(pair.one, words or pair.one.words)

    def _about(self, saying: Saying, words: Sequence[Word]) -> str:
        inside = [word for word in words if word.index >= 0]
        best = sorted(inside, key=lambda word: (not word.is_name, word.role != "nsubj", word.index))
        for word in best:
            indexes = self._named(saying, (word.index,)) if word.is_name else [word.index]
            token = saying.grown.tokens[word.index]
            if token.pos == "PRON" or token.tag in ("PRP", "PRP$"):
                continue
            quotes = self._ground.quotes(saying.grown.tree, indexes)
            return plain(" ".join(part.span.quote for part in quotes))
        return plain(next(part.span.quote for part in saying.statement.wording if isinstance(part, Quoted)))

    def _comparison(
        self,
        verdict: str,
        told: Sequence[Saying],
        about: str,
        likelihood: float,
        differs: tuple[str, Sequence[Span]] = ("", ()),
    ) -> Comparison:
        evidence = [span for each in told for span in each.statement.evidence]
        evidence += [span for span in differs[1] if not is_within(span, evidence)]
        return Comparison(
            id="",
            verdict=verdict,  # type: ignore[arg-type]
            about=about,
            field=differs[0] or None,  # type: ignore[arg-type]
            statements=tuple(each.statement.id for each in told),
            evidence=tuple(dict.fromkeys(evidence)),
            made_by="comparisons",
            confidence=round(min(_MOST, likelihood), 2),
            readings=tuple(differs[1]),
        )

    def dated_otherwise(self, told: Sequence[Saying], known: Sequence[Comparison]) -> list[Comparison]:
        """Tell where sources date one campaign otherwise, or one deed of it, whatever else their sentences say."""
        dated: dict[tuple[str, str], dict[str, list[tuple[Saying, Dated]]]] = {}
        for saying in told:
            if saying.statement.stance != "asserted":
                continue
            for date in saying.dates:
                for key in self._dated_by(saying, date) if date.spans else ():
                    dated.setdefault(key, {}).setdefault(saying.source, []).append((saying, date))
        taken = {ident for each in known for ident in each.statements}
        out = []
        for (campaign, _), sources in dated.items():
            found = next(_apart(list(sources.values())), None)
            if found is None or {found[0][0].statement.id, found[1][0].statement.id} & taken:
                continue
            readings = [span for _, date in found for span in date.spans]
            first = found[0][0]
            words = [word for word in first.words if word.key == campaign]
            about = self._about(first, words or first.words)
            out.append(self._comparison("differ", [saying for saying, _ in found], about, 0.9, ("time", readings)))
            taken |= set(out[-1].statements)
        return out

    def _dated_by(self, saying: Saying, date: Dated) -> Iterator[tuple[str, str]]:
        """Yield the campaign that a date stands beside, or who or what something is done to once, and that."""
        entity = self._entities.get(date.key)
        if entity is not None and entity.kind == "campaign" and date.is_noun:
            yield entity.id, ""
        if date.is_noun or date.head < 0 or saying.grown.tokens[date.head].pos != "VERB":
            return
        deeds = dict.fromkeys(
            (word.key, deed) for word in saying.words for deed in self._deeds(saying, word, date.head)
        )
        if len(deeds) == 1:
            yield from deeds

    def _deeds(self, saying: Saying, word: Word, verb: int) -> Iterator[str]:
        """Yield what a verb says of a name that is only done once."""
        if not word.is_name:
            return
        for kind in _DONE_TO.get(self._entities[word.key].kind, ()):
            deed = next(
                (_DEEDS[kind, each] for each in lemmas(saying.grown.tokens[verb]) if (kind, each) in _DEEDS), ""
            )
            is_told = _is_acted_on(saying, word.index, verb, kind) if word.index >= 0 else kind == "once"
            if deed and is_told:
                yield deed


_ROLES = {
    "once": ("nsubj", "nsubj:pass", "obj"),
    "own": ("nsubj",),
    "done": ("nsubj:pass", "obj"),
    "made": ("nsubj:pass", "obj"),
}


def _is_acted_on(saying: Saying, index: int, verb: int, kind: str) -> bool:
    """Tell whether a name stands to a verb as its deed asks, or is what a participle describes."""
    token = saying.grown.tokens[index]
    if token.head == verb:
        return token.dep in _ROLES[kind]
    return saying.grown.tokens[verb].head == index and saying.grown.tokens[verb].dep in ("acl", "acl:relcl")


def _apart(
    sources: Sequence[Sequence[tuple[Saying, Dated]]],
) -> Iterator[tuple[tuple[Saying, Dated], tuple[Saying, Dated]]]:
    """Yield a date of each two sources of which none of the one allows any of the other."""
    for order, first in enumerate(sources):
        for second in sources[order + 1 :]:
            pairs = [(one, other) for one in first for other in second if are_dates_known(one[1], other[1])]
            if pairs and all(are_dates_apart(one[1], other[1]) for one, other in pairs):
                yield pairs[0]
