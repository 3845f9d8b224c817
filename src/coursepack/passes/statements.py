"""Statements: one claim each, in the source's own words, with who, verb, what and when.

A sentence is split where a coordinated clause has a subject of its own and so stands alone; a conjunct that shares its
subject stays, because cut off it would need words that the source does not say there. What a relative clause adds to
a name after a comma stands alone with that name, in brackets.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from coursepack.language.dating import is_apart
from coursepack.language.grammar import CLAUSES, Ground, Grown, asks, cited, tag_at
from coursepack.language.parts import name_end, parts
from coursepack.language.wholes import is_whole
from coursepack.model.anchors import Span
from coursepack.model.claims import Statement, When
from coursepack.model.pack import Pack
from coursepack.model.wording import Fixed, Inserted, Part, Quoted, plain, printed, words
from coursepack.notices import Log

SUMMARY = "one claim each: who, verb, what and when, in the source's own words"
NEEDS = ("entities", "references", "sentences", "repairs", "times", "trees")
MAKES = ("statements",)

FRAGMENT = 0.3
"""The confidence of what was begun or ended in the middle."""
_LONGEST_PHRASE = 14
"""Words; a subject or object that is longer is told by its head's entity or not at all."""


class _Known(Struct, frozen=True, kw_only=True):
    """Where entities, references and times begin, by source and position."""

    entities: dict[tuple[str, int], tuple[int, str]]
    names: dict[tuple[str, int], tuple[int, str]]
    """Where each name begins and whose it is, by source and end."""
    times: dict[str, list[tuple[int, int, When]]]


def run(pack: Pack, log: Log) -> Pack:  # noqa: ARG001  (each pass has this signature)
    """Statements are in text order; headings make none."""
    ground = Ground(pack)
    known = _known(pack)
    statements: list[Statement] = []
    for tree in pack.trees:
        role = ground.passage(tree.source, tree.tokens[0].start).role
        if role in ("heading", "note"):
            continue
        grown = Grown(tree)
        named = frozenset(index for index, token in enumerate(tree.tokens) if (tree.source, token.end) in known.names)
        for order, (head, indexes) in enumerate(parts(grown, named)):
            statement = _statement(pack, ground, known, grown, (order, head, indexes))
            if not words(statement.text):
                continue  # a lone dash or quotation mark states nothing
            statements.append(replace(statement, id=f"st{len(statements) + 1}"))
    return replace(pack, statements=tuple(statements))


def _statement(pack: Pack, ground: Ground, known: _Known, grown: Grown, part: tuple[int, int, list[int]]) -> Statement:
    order, head, indexes = part
    tree = grown.tree
    tag = tag_at(tree)
    indexes = [index for index in indexes if tag is None or index < tag] or indexes
    wording: list[Part] = []
    start = tree.tokens[indexes[0]].start
    if tree.lead is not None and order == 0:
        wording.extend(ground.quote(tree.source, *tree.lead))
        colon = pack.texts[tree.source].text[tree.lead[1] : start].find(":")
        at = tree.lead[1] + colon
        wording.append(Quoted(span=pack.texts[tree.source].span(at, at + 1)) if colon >= 0 else Fixed(key="colon"))
        start = tree.lead[0]
    added = _added_to(pack, known, grown, head)
    if added is not None:
        wording.append(Inserted(text=plain(added[0].quote), span=added[0]))
        start = min(start, added[0].start)
    wording.extend(ground.told(tree, indexes))
    is_ended = tree.tokens[-1].text == "." or tag is not None
    if is_ended and tree.tokens[indexes[-1]].pos != "PUNCT" and not tree.tokens[indexes[-1]].text.endswith("."):
        wording.append(Fixed(key="full_stop"))
    evidence = cited(ground.evidence(tree.source, start, tree.tokens[indexes[-1]].end), tuple(wording))
    is_clause = grown.tokens[head].pos in ("VERB", "AUX") or grown.child(head, "cop") is not None
    text = printed(tuple(wording))
    return Statement(
        id="",
        text=text,
        wording=tuple(wording),
        subject=added[1] if added else _filler(known, grown, grown.subject(head), indexes),
        verb=_verb(grown, head) if is_clause else None,
        object=_filler(known, grown, _object(grown, head), indexes) if is_clause else None,
        when=_when(known, grown, head, indexes, start),
        stance="question" if _is_question(grown, text, indexes) or _is_asked(grown, head) else "asserted",
        speaker=None,
        salience=0.5,
        evidence=evidence,
        made_by="statements",
        confidence=_confidence(ground, grown, (order, head, indexes), is_clause=is_clause, is_named=added is not None),
    )


def _confidence(
    ground: Ground, grown: Grown, part: tuple[int, int, list[int]], *, is_clause: bool, is_named: bool
) -> float:
    """Speech that is no whole sentence states little that could be relied on, so that it is not told."""
    _, head, indexes = part
    is_spoken = ground.passage(grown.tree.source, grown.tokens[indexes[0]].start).role == "speech"
    if is_spoken and not is_whole(grown, head, indexes, is_named=is_named):
        return FRAGMENT
    return 0.8 if is_clause else 0.6


def _is_question(grown: Grown, text: str, indexes: list[int]) -> bool:
    """Tell whether a part ends with its sentence's question mark, or where one would stand."""
    return text.endswith("?") or (grown.tree.asked and indexes[-1] == len(grown.tokens) - 1)


def _is_asked(grown: Grown, head: int) -> bool:
    """Tell whether a part of a longer question is one: "Was he lucky, or had he been ill?"."""
    subject = grown.subject(head)
    if subject is None or not asks(grown.tree):
        return False
    verbs = (child for child in grown.children[head] if grown.tokens[child].dep in ("aux", "aux:pass", "cop"))
    return any(verb < subject for verb in verbs)


def _added_to(pack: Pack, known: _Known, grown: Grown, head: int) -> tuple[Span, str] | None:
    """Give the name that a part without a subject of its own is about, and its entity; None for any other part."""
    tokens, source = grown.tokens, grown.tree.source
    subject = grown.subject(head)
    if tokens[head].dep == "conj" and subject is None:
        above = grown.subject(tokens[head].head)
        end = None if above is None else tokens[name_end(grown, above)].end
    elif tokens[head].dep == "acl:relcl" and tokens[head].head != head and subject is not None:
        end = tokens[subject - 2].end
    else:
        return None
    found = known.names.get((source, end)) if end is not None else None
    return (pack.texts[source].span(found[0], end), found[1]) if found and end is not None else None


def _verb(grown: Grown, head: int) -> str:
    if grown.child(head, "cop") is not None:
        verb = "be"
    else:
        particle = grown.child(head, "compound:prt")
        verb = grown.tokens[head].lemma + (f" {grown.tokens[particle].text}" if particle is not None else "")
    return f"not {verb}" if grown.is_negated(head) else verb


def _object(grown: Grown, head: int) -> int | None:
    """Find what the verb is about beside its subject: the object, the agent, a clause, or what "in" or "to" adds."""
    if grown.child(head, "cop") is not None:
        return head
    for dep in ("obj", "obl:agent", "ccomp", "xcomp", "obl"):
        for child in grown.children[head]:
            token = grown.tokens[child]
            if token.dep == dep and not (dep == "obl" and (token.name.endswith("DATE") or token.text[:1].isdigit())):
                return child
    return None


def _filler(known: _Known, grown: Grown, index: int | None, indexes: Sequence[int]) -> str | None:
    """Name the entity that the phrase is, else give its words, else None."""
    if index is None:
        return None
    source, kept = grown.tree.source, set(indexes)
    token = grown.tokens[index]
    below = [
        each
        for each in grown.below(index, _clauses_under(grown, index))
        if each in kept and (each == index or grown.tokens[each].dep not in ("punct", "cop", "nsubj", "mark", "aux"))
    ]
    for each in below:
        hit = known.entities.get((source, grown.tokens[each].start))
        # The name must be the head of the phrase: "Stalin's death" is not Stalin.
        if hit is not None and grown.tokens[each].start <= token.start < hit[0]:
            return hit[1]
    mine = set(below)
    first, last = index, index
    while first - 1 in mine or (first - 2 in mine and grown.tokens[first - 1].dep == "punct"):
        first -= 1
    while last + 1 in mine or (last + 2 in mine and grown.tokens[last + 1].dep == "punct"):
        last += 1
    while 0 < first < index and not grown.tokens[first - 1].space:
        first += 1  # "n't" is no word without its verb
    phrase = range(first, last + 1)
    # A phrase that is glued to its neighbour ("do" of "don't") is no word by itself.
    if (first and not grown.tokens[first - 1].space) or _is_glued(grown, last):
        return None
    return plain(grown.words(phrase)) if len(phrase) <= _LONGEST_PHRASE else None


def _is_glued(grown: Grown, last: int) -> bool:
    follows = grown.tokens[last + 1].text[0] if last + 1 < len(grown.tokens) else " "
    return not grown.tokens[last].space and (follows.isalnum() or follows in "'’")


def _clauses_under(grown: Grown, index: int) -> frozenset[int]:
    out = CLAUSES | {"conj", "appos", "nsubj", "cop", "advmod", "case"}
    return frozenset(child for child in grown.children[index] if grown.tokens[child].dep in out)


def _known(pack: Pack) -> _Known:
    entities: dict[tuple[str, int], tuple[int, str]] = {}
    names: dict[tuple[str, int], tuple[int, str]] = {}
    for entity in pack.entities:
        for mention in entity.mentions:
            entities[mention.source, mention.start] = (mention.end, entity.id)
            if plain(mention.quote) in (entity.name, *entity.aliases):
                names[mention.source, mention.end] = (mention.start, entity.id)
    for reference in pack.references:
        if reference.confidence >= 0.5:
            entities.setdefault((reference.source, reference.start), (reference.end, reference.entity))
    times: dict[str, list[tuple[int, int, When]]] = {}
    for time in pack.times:
        first = time.evidence[0]
        times.setdefault(first.source, []).append((first.start, first.end, When(edtf=time.edtf, text=time.text)))
    for found in times.values():
        found.sort(key=lambda each: each[0])
    return _Known(entities=entities, names=names, times=times)


def _when(known: _Known, grown: Grown, head: int, indexes: Sequence[int], start: int) -> When | None:
    """Give the date that the statement's own clause says: the one nearest below its predicate, or the lead's."""
    tokens = grown.tokens
    times = known.times.get(grown.tree.source, [])
    low = bisect_left(times, start, key=lambda each: each[0])
    best: tuple[int, int, When] | None = None
    mine = {tokens[index].start: index for index in indexes}
    for begin, end, when in times[low:]:
        if begin > tokens[indexes[-1]].end:
            break
        if end > tokens[indexes[-1]].end:
            continue  # the date's words go on behind the statement's
        at = mine.get(begin)
        in_lead = begin < tokens[indexes[0]].start
        depth = 3 if in_lead else _depth(grown, at, head) if at is not None else None
        if depth is not None and when.edtf is not None and (best is None or (depth, begin) < best[:2]):
            best = (depth, begin, when)
    return best[2] if best else None


def _depth(grown: Grown, index: int, head: int) -> int | None:
    """Count the steps up to the predicate; None where another clause, or what it is counted from, stands between."""
    if is_apart(grown, index):
        return None
    steps = 0
    # "From April to June" begins with a preposition, "in April" after it.
    at = grown.tokens[index].head if grown.tokens[index].dep == "case" else index
    while at != head:
        token = grown.tokens[at]
        if token.head == at or (token.dep in CLAUSES and token.dep != "xcomp"):
            return None
        at = token.head
        steps += 1
    return steps
