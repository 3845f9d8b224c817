"""Salience: how much a sentence matters, 0 to 1. Asides, organisation and repetitions sink, each for a reason.

What is left is weighed by a model that was trained on textbooks and their own summaries, with what is on the slides;
the best are told, as many as fit a text of the length, and none twice. What can't stand alone is told behind the
sentence that it points at, or not at all.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from coursepack.language.grammar import Ground, Grove, Grown, head_of
from coursepack.language.worth import candidates, rarity, worths
from coursepack.language.worth_features import words_of
from coursepack.language.worth_form import cue_pattern
from coursepack.model.anchors import Source
from coursepack.model.claims import Statement
from coursepack.model.outline import TOLD, WHOLE
from coursepack.model.pack import Because, Pack, Sentence
from coursepack.model.trees import Tree
from coursepack.notices import Log
from coursepack.passes._choosing import WHOLE as WHOLE_TEXT
from coursepack.passes._choosing import Choice, choose
from coursepack.passes._clear import Heard, heard
from coursepack.passes._sinking import Named, Sunk, addresses, content_of, has_number, is_unclear, sunk

SUMMARY = "how much each sentence matters; asides, organisation and repetitions sink"
NEEDS = ("entities", "references", "sections", "sentences", "statements", "stances", "trees", "wordings")
MAKES = ("salience",)

ASIDE = 0.1
"""The salience of what is not about the subject."""
HEADING = 0.5
QUESTION = 0.4
"""Of a slide's or a document's question, which is told, but below what answers."""


_AHEAD = frozenset({"will", "'ll", "’ll"})


class _Judged(Struct, frozen=True, kw_only=True):
    salience: float
    because: Because | None = None
    like: str | None = None
    is_behind: bool = False
    """Whether it is told behind the sentence that it leans on."""


def run(pack: Pack, log: Log) -> Pack:  # noqa: ARG001  (each pass has this signature)
    """A statement has its sentence's salience, and less where its own words stand for nothing known."""
    ground = Ground(pack)
    named = frozenset((span.source, span.start) for entity in pack.entities for span in entity.mentions) | frozenset(
        (reference.source, reference.start) for reference in pack.references
    )
    grove = Grove(pack)
    tellable = frozenset(each.id for each in pack.statements if _is_tellable(each, ground, grove, named))
    clear = heard(pack, grove, tellable)
    judged: dict[str, _Judged] = {}
    for source in pack.sources:
        judged |= _judged(pack, ground, source, named, clear)
    statements = []
    told: set[str] = set()
    asked: set[str] = set()
    for statement in pack.statements:
        sentence = grove.find(statement.wording)[0].tree.sentence
        value = judged[sentence].salience
        said = clear.get(sentence)
        if statement.id not in tellable or (
            said is not None
            and (
                statement.id in said.broken
                or (statement.id in said.leaning and sentence not in told and not judged[sentence].is_behind)
            )
        ):
            value = min(value, ASIDE)
        if value >= TOLD:
            told.add(sentence)
        if statement.stance == "question":
            asked.add(sentence)
        statements.append(replace(statement, salience=value))
    sentences = tuple(_with(each, judged[each.id], told, asked, ground) for each in pack.sentences)
    return replace(pack, sentences=sentences, statements=tuple(statements))


def _is_tellable(statement: Statement, ground: Ground, grove: Grove, named: Named) -> bool:
    """Tell whether a statement may be told: of speech no question, and no clause about the lecture, without a name."""
    if statement.confidence < WHOLE:
        return False  # a piece of a spoken sentence says little by itself
    grown, indexes = grove.find(statement.wording)
    if ground.passage(grown.tree.source, grown.tokens[0].start).role != "speech":
        return True
    # A lecturer's question is told by its answer, and a clause about the lecture by nothing.
    head = head_of(grown, indexes)
    if _announces(grown, head) and statement.stance == "asserted":
        return False
    has_name = any((grown.tree.source, grown.tokens[index].start) in named for index in indexes)
    return statement.stance != "question" and (has_name or not addresses(grown, head))


def _announces(grown: Grown, head: int) -> bool:
    """Tell whether the speaker says what he is about to do: "I will tell you of Kent", but not "I worked for Kent"."""
    tokens, subject = grown.tokens, grown.subject(head)
    helpers = (tokens[child].text.casefold() for child in grown.children[head] if tokens[child].dep == "aux")
    return subject is not None and tokens[subject].text == "I" and not _AHEAD.isdisjoint(helpers)


def _with(sentence: Sentence, judged: _Judged, told: set[str], asked: set[str], ground: Ground) -> Sentence:
    """A sentence of which no statement is told has a reason, whatever it weighs."""
    because = judged.because
    is_text = ground.passage(sentence.source, sentence.start).role not in ("heading", "note")
    if because is None and sentence.id not in told and is_text:
        because = "question" if sentence.id in asked else "aside"
    return replace(sentence, salience=judged.salience, because=because, like=judged.like)


def _judged(pack: Pack, ground: Ground, source: Source, named: Named, clear: Mapping[str, Heard]) -> dict[str, _Judged]:
    """Judge a source's sentences, by id."""
    found = candidates(pack, source.id)
    trees = [each.tree for each in found]
    roles = [ground.passage(source.id, tree.tokens[0].start).role for tree in trees]
    contents = [content_of(tree) for tree in trees]
    is_spoken = [role == "speech" or (role == "paragraph" and source.kind == "transcript") for role in roles]
    sunken = [sunk(tree, named, contents, at) if is_spoken[at] else None for at, tree in enumerate(trees)]
    values = worths(found)
    if source.kind == "transcript":
        values = _heard(pack, trees, values, named)
        values = [value - _loss(clear, tree) for value, tree in zip(values, trees, strict=True)]
        sunken = [
            each or (_muddled(clear, tree, is_long=len(trees) > WHOLE_TEXT) if role == "speech" else None)
            for each, tree, role in zip(sunken, trees, roles, strict=True)
        ]
    ranks = _ranked([value if each is None else None for value, each in zip(values, sunken, strict=True)])
    if source.kind == "slides":
        chosen = [Choice(is_told=True)] * len(trees)
    else:
        unclear = [
            clear[tree.sentence].is_leaning if tree.sentence in clear else is_unclear(tree, named) for tree in trees
        ]
        chosen = choose(
            [rank if each is None else None for rank, each in zip(ranks, sunken, strict=True)],
            contents,
            unclear,
            is_spoken=source.kind == "transcript",
            groups=_sections(pack, trees) if source.kind == "transcript" else (),
            stretches=_stretches(trees) if source.kind == "transcript" else (),
        )
    out = {tree.sentence: _judgement(trees, sunken[at], ranks[at], chosen[at]) for at, tree in enumerate(trees)}
    for at, role in enumerate(roles):
        if role == "question" and out[trees[at].sentence].because is None:
            out[trees[at].sentence] = _Judged(salience=QUESTION)
    for sentence in pack.sentences:
        if sentence.source == source.id:
            untold = _Judged(salience=ASIDE, because="citation")
            out.setdefault(sentence.id, untold if sentence.because == "citation" else _Judged(salience=HEADING))
    return out


def _sections(pack: Pack, trees: Sequence[Tree]) -> list[str | None]:
    home = {each.id: each.section for each in pack.sentences}
    return [home[tree.sentence] for tree in trees]


STRETCH = 375
"""Words of a stretch: two and a half minutes of speech."""


def _stretches(trees: Sequence[Tree]) -> list[int]:
    """Number the stretches of speech that the sentences begin in."""
    begun = accumulate((len(tree.tokens) for tree in trees), initial=0)
    return [words // STRETCH for words, _ in zip(begun, trees, strict=False)]


def _judgement(trees: Sequence[Tree], sunken: Sunk | None, rank: float, choice: Choice) -> _Judged:
    if sunken is not None:
        like = trees[sunken.like].sentence if sunken.like >= 0 else None
        return _Judged(salience=ASIDE, because=sunken.because, like=like)
    if choice.is_told:
        return _Judged(salience=round(TOLD + 0.1 + (0.9 - TOLD) * rank, 3), is_behind=choice.is_behind)
    like = trees[choice.like].sentence if choice.like >= 0 else None
    return _Judged(salience=round(ASIDE + (TOLD - ASIDE) * 0.99 * rank, 3), because=choice.because, like=like)


SHOWN, NAMED, COUNTED, LINKED, MEANT, FULL = 1.0, 0.5, 0.5, 0.3, 0.5, 2.0
"""What is added to a spoken sentence, in standard deviations of its text's: for its words that are on the slides, for a
name, a number, a cause or contrast, the meaning of a word, and for words enough to stand alone."""
ENOUGH = 8
"""Different words of meaning that are enough."""
CARRIED = 1.0
"""The same, for a standard deviation of what its words carry of the lecture."""


def _heard(pack: Pack, trees: Sequence[Tree], values: Sequence[float], named: Named) -> list[float]:
    """Add to what textbooks' summaries prefer what notes of a lecture need as well."""
    slides = _slides(pack)
    carried = _standard(_carried(trees))
    out = []
    for tree, worth, own in zip(trees, _standard(values), carried, strict=True):
        words = words_of(tree)
        text = " ".join(words.all)
        mass = {stem: rarity().weight(stem) for stem in words.stems}
        shown = sum(weight for stem, weight in mass.items() if stem in slides) / (sum(mass.values()) or 1.0)
        has_name = any((tree.source, token.start) in named for token in tree.tokens)
        is_linked = any(cue_pattern(kind).search(text) for kind in ("cause", "contrast"))
        added = SHOWN * shown + NAMED * has_name + COUNTED * has_number(tree) + LINKED * is_linked
        added += MEANT * (cue_pattern("meaning").search(text) is not None)
        added += FULL * min(len(mass), ENOUGH) / ENOUGH
        added += CARRIED * own
        out.append(worth + added)
    return out


def _loss(clear: Mapping[str, Heard], tree: Tree) -> float:
    return clear[tree.sentence].loss if tree.sentence in clear else 0.0


POOR = 3.0
"""The loss from which a sentence of a long text is not told, though there were room."""


def _muddled(clear: Mapping[str, Heard], tree: Tree, *, is_long: bool) -> Sunk | None:
    said = clear.get(tree.sentence)
    if said is None:
        return Sunk(because="aside")
    return Sunk(because="unclear") if said.is_broken or (is_long and said.loss >= POOR) else None


def _carried(trees: Sequence[Tree]) -> list[float]:
    """Weigh sentences by the words that recur in their text (Luhn 1958, with logarithmic counts and rarity)."""
    stems = [tuple(dict.fromkeys(words_of(tree).stems)) for tree in trees]
    counts = Counter(stem for each in stems for stem in each)
    weights = {stem: math.log(count) * rarity().weight(stem) for stem, count in counts.items()}
    return [sum(weights[stem] for stem in each) / math.sqrt(len(each) + 3) for each in stems]


def _standard(values: Sequence[float]) -> list[float]:
    mean = sum(values) / max(len(values), 1)
    spread = math.sqrt(sum((value - mean) ** 2 for value in values) / max(len(values), 1)) or 1.0
    return [(value - mean) / spread for value in values]


def _slides(pack: Pack) -> frozenset[str]:
    """Collect the stems of the words on all slides."""
    slides = {source.id for source in pack.sources if source.kind == "slides"}
    return frozenset(stem for tree in pack.trees if tree.source in slides for stem in words_of(tree).stems)


def _ranked(values: Sequence[float | None]) -> list[float]:
    """Give each value's place among all, up to 1 for the highest; equal values share a place."""
    ordered = sorted(value for value in values if value is not None)
    return [bisect_right(ordered, value) / len(ordered) if value is not None else 0.0 for value in values]
