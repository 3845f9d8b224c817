"""Capitals of bare captions: a name that was written down in small letters is shown as `[Mao]`, source the word itself.

Stored text is never altered, so a capital is an insertion like any other. It comes last: all that is found is found in
the words as they stand.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from coursepack.model.anchors import Span, Text
from coursepack.model.claims import Entity, Event, Statement, Term
from coursepack.model.pack import Pack
from coursepack.model.trees import Token
from coursepack.model.wording import Inserted, Part, Quoted, Wording, plain, printed
from coursepack.notices import Log

SUMMARY = "names of bare captions with their capitals, as [insertions]"
NEEDS = (
    "comparisons",
    "entities",
    "events",
    "links",
    "questions",
    "relations",
    "salience",
    "statements",
    "stances",
    "terms",
    "trees",
    "wordings",
)
MAKES = ("capitals",)

Worded = TypeVar("Worded", Statement, Event, Term)

_UNNAMED = ("concept",)
"""Kinds of entities that are no names."""


class _Name(Struct, frozen=True):
    """Characters of a source that are shown with capitals, and how."""

    start: int
    end: int
    text: str


def run(pack: Pack, log: Log) -> Pack:  # noqa: ARG001  (each pass has this signature)
    """Words that entities are named by get the capitals that they mostly would have; all others stay as they are."""
    if not any(tree.capitals for tree in pack.trees):
        return pack
    bare = {tree.source for tree in pack.trees if tree.capitals}
    forms = _forms(pack)
    names = {source: _names(pack, source, forms) for source in bare}
    texts = pack.texts
    return replace(
        pack,
        entities=tuple(_entity(each, bare, forms) for each in pack.entities),
        statements=tuple(_shown(each, names, forms, texts=texts) for each in pack.statements),
        events=tuple(_shown(each, names, forms, texts=texts) for each in pack.events),
        terms=tuple(_shown(each, names, forms, texts=texts) for each in pack.terms),
    )


def _named(pack: Pack, source: str) -> Iterator[tuple[Span, list[Token]]]:
    """Yield each mention of a named entity in a source, with its tokens."""
    tokens = sorted(
        (token for tree in pack.trees if tree.source == source for token in tree.tokens), key=lambda each: each.start
    )
    starts = [token.start for token in tokens]
    for entity in pack.entities:
        for span in entity.mentions if entity.kind not in _UNNAMED else ():
            if span.source == source:
                yield span, tokens[bisect_left(starts, span.start) : bisect_left(starts, span.end)]


def _forms(pack: Pack) -> dict[str, str]:
    """Tell how each word of names is mostly written: where there are capitals, and where there would be some."""
    likely = {(tree.source, tree.tokens[index].start): text for tree in pack.trees for index, text in tree.capitals}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for source in pack.sources:
        for _, tokens in _named(pack, source.id):
            for token in tokens:
                counts[token.text.casefold()][likely.get((source.id, token.start), token.text)] += 1
    found = {}
    for word, count in counts.items():
        text, times = max(count.items(), key=lambda each: (each[1], each[0]))
        if text != word and times * 2 > count.total() and len(text) == len(word):
            found[word] = text
    return found


def _names(pack: Pack, source: str, forms: Mapping[str, str]) -> list[_Name]:
    """List what is shown with capitals, in order and apart; a name goes on over small words ("League of Nations")."""
    text = pack.texts[source].text
    found: list[_Name] = []
    for _, tokens in _named(pack, source):
        run: list[Token] = []
        for token in tokens:
            if token.text.casefold() in forms and token.text == token.text.lower():
                if run and "\n" in text[run[-1].end : token.start]:
                    found.append(_name(run, text, forms))
                    run = []
                run.append(token)
            elif run and token.pos not in ("ADP", "DET", "CCONJ", "PUNCT"):
                found.append(_name(run, text, forms))
                run = []
        if run:
            found.append(_name(run, text, forms))
    apart: list[_Name] = []
    for each in sorted(found, key=lambda each: (each.start, -each.end)):
        if not apart or each.start >= apart[-1].end:
            apart.append(each)
    return apart


def _name(run: Sequence[Token], text: str, forms: Mapping[str, str]) -> _Name:
    out, at = "", run[0].start
    for token in run:
        word = text[token.start : token.end]
        out += text[at : token.start] + forms.get(word.casefold(), word)
        at = token.end
    return _Name(run[0].start, run[-1].end, plain(out))


def _shown(
    claim: Worded, names: Mapping[str, Sequence[_Name]], forms: Mapping[str, str], *, texts: Mapping[str, Text]
) -> Worded:
    wording: Wording = tuple(part for each in claim.wording for part in _parts(each, names, forms, texts=texts))
    return claim if wording == claim.wording else replace(claim, wording=wording, text=printed(wording))


def _parts(
    part: Part, names: Mapping[str, Sequence[_Name]], forms: Mapping[str, str], *, texts: Mapping[str, Text]
) -> Iterator[Part]:
    if isinstance(part, Inserted) and part.span.source in names:
        yield Inserted(text=_cased(part.text, forms), span=part.span)
        return
    if not isinstance(part, Quoted) or part.span.source not in names:
        yield part
        return
    text, at = texts[part.span.source], part.span.start
    own = names[part.span.source]
    for name in own[bisect_left(own, at, key=lambda each: each.start) :]:
        if name.end > part.span.end:
            break
        if at < name.start and (before := text.trimmed(at, name.start)) is not None:
            yield Quoted(span=before)
        yield Inserted(text=name.text, span=text.span(name.start, name.end))
        at = name.end
    if at < part.span.end and (rest := text.trimmed(at, part.span.end)) is not None:
        yield Quoted(span=rest)


def _cased(words: str, forms: Mapping[str, str]) -> str:
    """Write words with the capitals that they have as names; "'s" stays behind them."""
    return " ".join(_word(word, forms) for word in words.split(" "))


def _word(word: str, forms: Mapping[str, str]) -> str:
    head, sign, tail = word.partition("'")
    return forms.get(head, head) + sign + tail


def _entity(entity: Entity, bare: set[str], forms: Mapping[str, str]) -> Entity:
    if entity.kind in _UNNAMED or any(span.source not in bare for span in entity.evidence):
        return entity
    cased = _cased(entity.name, forms)
    return replace(entity, cased=cased) if cased != entity.name else entity
