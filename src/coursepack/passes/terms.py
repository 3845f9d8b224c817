"""Terms: names and technical terms that a reader would look up, each with the words of the source that explain it best.

What stands before the colon of a "Term: explanation" bullet is one. Else a trained ranking decides, over all phrases of
the text, which are terms, and which sentence, or part of one, says what it is (`language/term_ranking.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from coursepack.language.abbreviations import abbreviated
from coursepack.language.definitions import Definition
from coursepack.language.explaining import says_what
from coursepack.language.grammar import Ground, Grown, cited
from coursepack.language.lexicons import rows, values
from coursepack.language.term_phrases import key_of
from coursepack.language.term_ranking import (
    Field,
    Place,
    candidates,
    concepts,
    explains,
    explanation_traits,
    field_of,
    term_traits,
    termhood,
)
from coursepack.model.claims import Term
from coursepack.model.pack import Pack
from coursepack.model.trees import Tree
from coursepack.model.wording import printed
from coursepack.notices import Log

SUMMARY = "names and technical terms with the source's words that explain them"
NEEDS = ("entities", "repairs", "sentences", "trees")
MAKES = ("terms",)

LEAST = 0.04
"""What a phrase must be worth to be a term: three times as many as the authors of textbooks list."""
EXPLAINED = 0.2
"""From which a part that a definition's shape cuts out of a sentence is taken to say what the term is."""
EXPLAINED_WHOLE = 0.3
"""The same of a whole sentence that begins with the term."""
EXPLAINED_BESIDE = 0.5
"""The same of a whole sentence that has the term further on: mostly it only uses the term."""
_LEAD = 0.9
_LABEL = 0.3
"""Of a lead that may be a heading of its bullet."""
_USED = 0.15
"""How sure a lead that other sentences use must be to be a term; "Patience" is none."""
_CALLED = 0.6
"""How sure a name is to be a term of which the text says that something is called so."""
_CALLING = frozenset({"called", "named", "termed", "dubbed", "christened"})
_NAMED = frozenset({"campaign", "work", "concept"})
_LONGEST_LEAD = 4
"""Words."""
_SHORTEST = 3
"""Letters of a term."""
_VAGUE = values("term_vague", "noun")
_CLOSED = frozenset(row["word"] for row in rows("closed_words"))
_DATED = re.compile(r"[\W\d]*(?:c\.|s|st|nd|rd|th|bc|bce|ad|ce)?[\W\d]*", re.IGNORECASE)
_OPENING = frozenset({"CCONJ", "ADV", "INTJ", "SCONJ"})


class _Told(Struct, frozen=True, kw_only=True):
    """A term before it has its id: where its explanation stands, for the order."""

    key: str
    source: str
    start: int
    term: Term


def run(pack: Pack, log: Log) -> Pack:  # noqa: ARG001  (each pass has this signature)
    """Terms are in text order, one for each concept; their evidence is the term, then the sentence that explains it."""
    ground = Ground(pack)
    field = _field(pack, ground)
    taken: dict[str, _Told] = {}
    for each in (*_leads(ground, field), *_so_called(pack, ground, field), *_ranked(pack, ground, field)):
        if each.key not in taken or (each.term.is_explained and not taken[each.key].term.is_explained):
            taken[each.key] = each
    order = {source.id: at for at, source in enumerate(pack.sources)}
    told = sorted(taken.values(), key=lambda each: (order[each.source], each.start))
    return replace(pack, terms=tuple(replace(each.term, id=f"tm{at}") for at, each in enumerate(told, start=1)))


def _field(pack: Pack, ground: Ground) -> Field:
    groves = [Grown(tree) for tree in pack.trees]
    headings = frozenset(
        order
        for order, tree in enumerate(pack.trees)
        if ground.passage(tree.source, tree.tokens[0].start).role == "heading"
    )
    kinds = {(span.source, span.start): entity.kind for entity in pack.entities for span in entity.mentions}
    found = concepts(groves, kinds=kinds, headings=headings, marked=_marked(pack))
    return field_of(groves, found, kinds=kinds, headings=headings)


def _leads(ground: Ground, field: Field) -> Iterator[_Told]:
    """Yield the leads of bullets. Many are only labels ("Results", "A turning point"): those explain no term.

    A term's bullet says what it is without a verb of its own, or other sentences use the term too.
    """
    for grown in field.groves:
        tree = grown.tree
        name = ground.quote(tree.source, *tree.lead) if tree.lead is not None else ()
        key = key_of(printed(name))
        if tree.lead is None or len(name) != 1 or len(key) < _SHORTEST or _DATED.fullmatch(printed(name)):
            continue
        wording = ground.quotes(tree, range(len(tree.tokens)))
        concept = field.concepts.get(key)
        is_used = concept is not None and termhood(term_traits(concept, field, EXPLAINED)) >= _USED
        is_person = field.kinds.get((tree.source, tree.lead[0])) == "person"
        is_told = is_used or all(_is_phrase(grown, top) for top in grown.roots())
        is_amount = tree.tokens[0].pos == "NUM"
        is_label = is_person or not is_told or not _is_short(printed(name)) or key in _VAGUE or is_amount
        term = Term(
            id="",
            name=printed(name),
            text=printed(wording),
            wording=wording,
            evidence=(*(part.span for part in name), *ground.cover(tree, range(len(tree.tokens)))),
            made_by="terms",
            confidence=_LABEL if is_label else _LEAD,
            is_explained=not is_label,
        )
        yield _Told(key=key, source=tree.source, start=tree.lead[0], term=term)


def _is_short(name: str) -> bool:
    """Tell whether a lead can be a term by its look: "Principle (between countries)", "Exp 1", "Also lost" are none."""
    words = name.split()
    is_open = words[0].casefold() in _CLOSED
    return len(words) <= _LONGEST_LEAD and not is_open and not any(each.isdigit() or each in "()[]" for each in name)


def _is_phrase(grown: Grown, top: int) -> bool:
    """Tell whether an explanation has no subject: "the right to gather wood", "giving up the struggle"."""
    token = grown.tokens[top]
    is_named = token.pos in ("NOUN", "PROPN") or token.tag in ("VBG", "VBN")
    return is_named and grown.subject(top) is None and grown.child(top, "cop") is None


def _so_called(pack: Pack, ground: Ground, field: Field) -> Iterator[_Told]:
    """Yield events, works and ideas of which the text says that they are called so.

    A sentence that begins with the name says most of it; else it is the one that gives the name.
    """
    places = {
        (grown.tree.source, token.start): (order, index)
        for order, grown in enumerate(field.groves)
        if order not in field.headings
        for index, token in enumerate(grown.tokens)
    }
    for entity in pack.entities:
        found = [
            (*places[mention.source, mention.start], mention)
            for mention in entity.mentions
            if entity.kind in _NAMED and (mention.source, mention.start) in places
        ]
        naming = [each for each in found if _is_naming(field.groves[each[0]], each[1])]
        opening = [each for each in found if each[1] <= 1 and field.groves[each[0]].tree.lead is None]
        # Who reads that an article is called so knows no more of it; a sentence about it may tell.
        is_quoted = naming and _is_quoted(field.groves[naming[0][0]], naming[0][1])
        if not naming or (is_quoted and entity.kind == "work" and not opening):
            continue
        order, first, mention = (*opening, *naming)[0]
        tokens = field.groves[order].tokens
        last = max(index for index, token in enumerate(tokens) if token.end <= mention.end)
        place = Place(tree=order, first=first, last=last)
        if _is_one_quote(ground, field.groves[order], place):
            yield _told(ground, field.groves[order].tree, (key_of(mention.quote), place, None), (_CALLED, True))


def _is_quoted(grown: Grown, first: int) -> bool:
    return first > 0 and grown.tokens[first - 1].text in ("“", '"', "‘", "``")


def _is_naming(grown: Grown, first: int) -> bool:
    """Tell whether "called" or "known as" stands before a name."""
    at = first - 1
    while at > 0 and (grown.tokens[at].pos in ("DET", "PUNCT")):
        at -= 1
    if at > 0 and grown.tokens[at].text.casefold() == "as":
        return grown.tokens[at - 1].lemma in ("know", "refer")
    return at >= 0 and grown.tokens[at].text.casefold() in _CALLING


def _ranked(pack: Pack, ground: Ground, field: Field) -> Iterator[_Told]:
    """Yield the phrases that are terms, each with its best explanation."""
    short = _short_forms(pack)
    named = {key_of(name) for entity in pack.entities for name in (entity.name, *entity.aliases)}
    for concept in field.concepts.values():
        if concept.key in short or concept.kind == "person" or termhood(term_traits(concept, field, 1.0)) < LEAST:
            continue
        weighed = [
            (explains(explanation_traits(concept, field, place, definition)), place, definition)
            for place, definition in candidates(concept)
            if place.tree not in field.headings and _is_one_quote(ground, field.groves[place.tree], place)
        ]
        if not weighed:
            continue
        best = max(weighed, key=lambda each: each[0])
        worth = termhood(term_traits(concept, field, best[0]))
        telling = [each for each in weighed if _is_told_by(field, concept.key, each)]
        # What explains nothing is still the sentence that tells most of it.
        _, place, definition = max(telling, key=lambda each: each[0]) if telling else best
        # A name is found among the entities already; here it would have nothing to say.
        if worth >= LEAST and (telling or concept.key not in named):
            tree = field.groves[place.tree].tree
            yield _told(ground, tree, (concept.key, place, definition), (worth, bool(telling)))


def _is_told_by(field: Field, key: str, weighed: tuple[float, Place, Definition | None]) -> bool:
    """Tell whether a sentence, or the part that a definition has of it, explains a term well enough to be shown."""
    sure, place, definition = weighed
    grown = field.groves[place.tree]
    part = definition.words if definition is not None else ()
    least = EXPLAINED if part else EXPLAINED_WHOLE if place.first <= 1 else EXPLAINED_BESIDE
    # Such a part was cut wrongly: "adaptation: the default mode of adaptation", "the model: about something".
    is_cut = bool(part) and (
        grown.tokens[part[0]].pos in ("ADP", "SCONJ") or any(key_of(grown.tokens[at].text) == key for at in part)
    )
    return sure >= least and not is_cut and says_what(grown, place, definition)


def _is_one_quote(ground: Ground, grown: Grown, place: Place) -> bool:
    """Tell whether the term can be named by its own words: not those that run over passages, or were misheard."""
    own = range(place.first, place.last + 1)
    is_heard = not any(ground.is_misheard(grown.tree, index) for index in own)
    return is_heard and len(ground.quotes(grown.tree, own)) == 1


def _told(ground: Ground, tree: Tree, found: tuple[str, Place, Definition | None], sure: tuple[float, bool]) -> _Told:
    key, place, definition = found
    words: Sequence[int] = definition.words if definition is not None else ()
    wording = ground.told(tree, words or _sentence(tree))
    name = ground.quotes(tree, range(place.first, place.last + 1))
    term = Term(
        id="",
        name=printed(name),
        text=printed(wording),
        wording=wording,
        evidence=cited((*(part.span for part in name), *ground.cover(tree, range(len(tree.tokens)))), wording),
        made_by="terms",
        confidence=round(sure[0], 3),
        is_explained=sure[1],
    )
    return _Told(key=key, source=tree.source, start=tree.tokens[place.first].start, term=term)


def _sentence(tree: Tree) -> range:
    """Give the sentence without the "And so" that it opens with."""
    tokens = tree.tokens
    first = 0
    while (
        first < len(tokens) - 1
        and tokens[first].pos in ("CCONJ", "INTJ", "PUNCT")
        and tokens[first].text not in ("“", '"', "(")
    ):
        first += 1
    return range(first, len(tokens))


def _marked(pack: Pack) -> frozenset[tuple[str, int]]:
    """Give where words begin that mark-up of emphasis stands before."""
    return frozenset(
        (source, end)
        for source, marks in pack.marks.items()
        for start, end in marks
        if pack.texts[source].text[start:end].strip() in ("*", "**", "_", "__", "<b>", "<i>", "<em>", "<strong>")
    )


def _short_forms(pack: Pack) -> frozenset[str]:
    """Give the keys of abbreviations that the text puts in brackets behind what they stand for."""
    return frozenset(key_of(short) for text in pack.texts.values() for _, short in abbreviated(text.text))
