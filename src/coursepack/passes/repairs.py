"""Repairs: names that were misheard in speech, as another source writes them; without such evidence there is none."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from coursepack.language.grammar import Ground
from coursepack.language.mishearing import LONGEST, ODD, Book, Guess, Written, chance, guesses
from coursepack.language.names import KINDS
from coursepack.language.stems import stems
from coursepack.language.vocabulary import rare
from coursepack.model.anchors import Span
from coursepack.model.claims import Repair
from coursepack.model.pack import Pack
from coursepack.model.trees import Token, Tree
from coursepack.model.wording import Quoted, plain, words
from coursepack.notices import Log

SUMMARY = "names that were misheard, as another source writes them"
NEEDS = ("alignments", "passages", "sentences", "trees")
MAKES = ("repairs",)

SURE = 0.94
"""The chance from which a name is told in place of what was heard."""
LIKELY = 0.5
"""The chance from which it is told where the same was sure elsewhere."""
RARE, RARE_NAME = 6.0, 5.0
"""How rare a capitalised word alone is that counts as a name, and one that the model tags as one."""
_JOINTS = frozenset({"of", "the", "de", "da", "del", "della", "di", "du", "la", "le", "van", "von", "der", "den", "al"})
"""Small words inside a name."""
_SHORTENED = re.compile(r"(?:['’](?:s|t|d|m|ll|re|ve)|s['’])$")
"""What a word that is several ends in, where it was left whole."""
_CAPITAL = r"[^\W\d_a-z][^\W\d_A-Z]+(?:-[^\W\d_]+)*"
_RUN = re.compile(rf"(?<!\w){_CAPITAL}(?: {_CAPITAL})*(?!\w)")


class Heard(Struct, frozen=True, kw_only=True):
    """A guess in its place."""

    tree: Tree
    guess: Guess
    span: Span
    """Of the name, where it is written."""
    chance: float
    traits: tuple[float, ...]


class _Page(Struct, frozen=True, kw_only=True):
    """Where a name is written: how far down its source, in slides, and what else stands there."""

    span: Span
    slide: tuple[str, int]
    stems: frozenset[str]


def run(pack: Pack, log: Log) -> Pack:  # noqa: ARG001  (each pass has this signature)
    """Only speech is misheard; a repair is in the place of its words, and no two share a word."""
    ground = Ground(pack)
    repairs = [
        _repair(ground, each, f"rp{number}") for number, each in enumerate(told(list(candidates(pack)), SURE), start=1)
    ]
    return replace(pack, repairs=tuple(repairs))


def _repair(ground: Ground, heard: Heard, key: str) -> Repair:
    spans = ground.cover(heard.tree, range(heard.guess.first, heard.guess.last + 1))
    return Repair(
        id=key,
        heard=plain(" ".join(span.quote for span in spans)),
        name=heard.guess.name.text,
        evidence=(*spans, heard.span),
        made_by="repairs",
        confidence=round(heard.chance, 2),
    )


def candidates(pack: Pack) -> Iterator[Heard]:
    """Yield all that may be misheard in the talks, in text order, likely or not."""
    spoken = [source.id for source in pack.sources if source.kind == "transcript"]
    written = [source.id for source in pack.sources if source.kind != "transcript"]
    if not spoken or not written:
        return
    pages = _pages(pack, written)
    book = _book(pack, pages, written)
    shown = _shown(pack)
    trees = [tree for tree in pack.trees if tree.source in spoken]
    said = [frozenset(stems(" ".join(token.text for token in tree.tokens))) for tree in trees]
    for order, tree in enumerate(trees):
        near = frozenset().union(*said[max(0, order - 1) : order + 2])
        for guess in guesses([_word(token) for token in tree.tokens], book):
            page = max(
                pages[guess.name.place],
                key=lambda each: (*_fit(each, shown.get(tree.sentence), near), len(each.stems & near)),
            )
            traits = (*guess.weighed.traits, *_fit(page, shown.get(tree.sentence), near), *_said(tree.tokens, guess))
            yield Heard(tree=tree, guess=guess, span=page.span, chance=chance(traits), traits=traits)


def _said(tokens: Sequence[Token], guess: Guess) -> tuple[float, float]:
    """Tell whether the model takes a word for part of a name, and whether there is an article before them."""
    is_named = any(token.name for token in tokens[guess.first : guess.last + 1])
    return float(is_named), float(guess.first > 0 and tokens[guess.first - 1].pos == "DET")


def _fit(page: _Page, shown: tuple[str, int] | None, near: frozenset[str]) -> tuple[float, float]:
    """Tell whether the page was shown then, or the one beside it, and whether other words of it are said."""
    is_shown = shown is not None and shown[0] == page.slide[0] and abs(shown[1] - page.slide[1]) <= 1
    return float(is_shown), float(not page.stems.isdisjoint(near))


def told(found: Sequence[Heard], least: float) -> list[Heard]:
    """Keep those that are as likely, or likely and told elsewhere, and of those that share a word the likeliest."""
    sure = [each for each in found if each.chance >= least]
    heard = {_difference(each) for each in sure}
    # Who hears a name as something hears it as this again.
    sure += [each for each in found if LIKELY <= each.chance < least and _difference(each) in heard]
    taken: set[tuple[str, int]] = set()
    out = []
    for each in sorted(sure, key=lambda each: -each.chance):
        own = {(each.tree.sentence, at) for at in _range(each)}
        if taken.isdisjoint(own) and not any(_swallows(each, other) for other in sure):
            taken |= own
            out.append(each)
    return sorted(out, key=lambda each: (each.tree.source, each.tree.tokens[each.guess.first].start))


def _difference(heard: Heard) -> tuple[str, str]:
    return heard.guess.weighed.heard, heard.guess.weighed.said


def _range(heard: Heard) -> range:
    return range(heard.guess.first, heard.guess.last + 1)


def _swallows(outer: Heard, inner: Heard) -> bool:
    """Tell whether a usual word beside the other, which explains the rest, is heard as something else."""
    if outer.tree is not inner.tree or outer is inner or not set(_range(inner)) < set(_range(outer)):
        return False
    rest = (_word(outer.tree.tokens[at]) for at in _range(outer) if at not in _range(inner))
    return any(rare(word) < ODD and word not in outer.guess.weighed.words for word in rest)


def _word(token: Token) -> str:
    """Give the word in small letters; "" for what can be no part of a name."""
    text = token.text.casefold()
    is_word = (
        text[:1].isalpha()
        and text.replace("-", "").replace("'", "").replace("’", "").isalpha()
        and (len(text) > 1 or text in ("a", "i"))
        and not _SHORTENED.search(text)
    )
    return text if is_word else ""


def _book(pack: Pack, pages: Mapping[int, Sequence[_Page]], written: Sequence[str]) -> Book:
    known = {word for source in written for word in words(pack.texts[source].text)}
    return Book((Written(text=plain(found[0].span.quote), place=at) for at, found in pages.items()), known)


def _pages(pack: Pack, written: Sequence[str]) -> dict[int, list[_Page]]:
    """Gather the places of each name: by its order among all names."""
    ground = Ground(pack)
    slides = _slides(pack)
    texts: dict[tuple[str, int], list[str]] = {}
    for passage in pack.passages:
        texts.setdefault(slides[passage.id], []).append(pack.texts[passage.source].text[passage.start : passage.end])
    about = {slide: frozenset(stems(" ".join(found))) for slide, found in texts.items()}
    common = _common(pack, written)
    found: dict[str, list[_Page]] = {}
    for tree in pack.trees:
        if tree.source not in written:
            continue
        for parts in _named(pack, ground, tree, common):
            if len(parts) != 1 or "\n" in parts[0].span.quote:
                continue
            span = parts[0].span
            slide = slides[ground.passage(tree.source, span.start).id]
            own = frozenset(stems(span.quote))
            found.setdefault(plain(span.quote), []).append(_Page(span=span, slide=slide, stems=about[slide] - own))
    return dict(enumerate(each for name, each in found.items() if not _is_of_another(name, found)))


def _is_of_another(name: str, names: Collection[str]) -> bool:
    """Tell whether a usual word stands before what is a name of several words elsewhere: "Example Turing Machine"."""
    first, _, rest = name.partition(" ")
    return " " in rest and rest in names and rare(first.casefold()) < RARE_NAME


def _common(pack: Pack, written: Sequence[str]) -> frozenset[str]:
    """List what is written without a capital somewhere: as one word, no name."""
    trees = (tree for tree in pack.trees if tree.source in written)
    return frozenset(token.text for tree in trees for token in tree.tokens if token.text.islower())


def _named(pack: Pack, ground: Ground, tree: Tree, common: frozenset[str]) -> Iterator[tuple[Quoted, ...]]:
    """Yield the names of a sentence and of the lead before it, which is in no tree, as they are quoted."""
    for first, last in _names(tree.tokens, common):
        yield ground.quotes(tree, range(first, last + 1))
    if tree.lead is not None:
        start, end = tree.lead
        for hit in _RUN.finditer(pack.texts[tree.source].text, start, end):
            own = hit.group().split()
            if len(own) <= LONGEST and (len(own) > 1 or rare(own[0].casefold()) >= RARE):
                yield ground.quote(tree.source, *hit.span())
            if len(own) > 1 and rare(own[-1].casefold()) >= RARE:
                yield ground.quote(tree.source, hit.end() - len(own[-1]), hit.end())


def _names(tokens: Sequence[Token], common: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield the runs of capitalised words that may be a name, the words of each, and what the model labels."""
    found: dict[tuple[int, int], None] = {}
    at = 0
    while at < len(tokens):
        if not _is_capital(tokens[at]):
            at += 1
            continue
        last = at
        while last + 1 < len(tokens) and (_is_capital(tokens[last + 1]) or _is_joint(tokens, last + 1)):
            last += 1
        found.update(dict.fromkeys(_within(tokens, at, last)))
        at = last + 1
    for first, last in found:
        if _is_name(tokens[first : last + 1], common):
            yield first, last


def _is_name(tokens: Sequence[Token], common: frozenset[str]) -> bool:
    """Tell whether capitalised words are a name: several are, a usual word alone only where the model says so."""
    if len(tokens) > 1:
        return True
    word = tokens[0].text.casefold()
    return word not in common and (
        tokens[0].name[2:] in KINDS or rare(word) >= (RARE_NAME if tokens[0].pos == "PROPN" else RARE)
    )


def _within(tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the run without an article, its single words, and what the model labels as a name in it."""
    first += tokens[first].pos == "DET" and first < last
    if last - first < LONGEST:
        yield first, last
    for at in range(first, last + 1):
        if _is_capital(tokens[at]):
            yield at, at
        end = at
        while end <= last and tokens[end].name[2:] in KINDS and (end == at or tokens[end].name.startswith("I-")):
            end += 1
        if end > at + 1 and tokens[at].name.startswith("B-") and end - at <= LONGEST:
            yield at, end - 1


def _is_capital(token: Token) -> bool:
    text = token.text
    return len(text) > 1 and text[0].isupper() and not text.isupper() and text.replace("-", "").isalpha()


def _is_joint(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].text in (*_JOINTS, "-") and at + 1 < len(tokens) and _is_capital(tokens[at + 1])


def _slides(pack: Pack) -> dict[str, tuple[str, int]]:
    """Number the slide, page or part under a heading that each passage stands on, by its id."""
    out: dict[str, tuple[str, int]] = {}
    counts: dict[str, int] = {}
    for passage in pack.passages:
        number = (passage.place.slide or passage.place.page) if passage.place else None
        if number is None:
            number = counts[passage.source] = counts.get(passage.source, 0) + (passage.role == "heading")
        out[passage.id] = passage.source, number
    return out


def _shown(pack: Pack) -> dict[str, tuple[str, int]]:
    slides = _slides(pack)
    return {each.sentence: slides[each.passage] for each in pack.alignments}
