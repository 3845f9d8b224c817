"""Stance: whether a statement is the source's own assertion, or reported, promised, hedged, denied, or a question.

Free indirect speech keeps its frame: after "He explained that …", sentences with "would" are still his, until the text
returns to its own voice.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from coursepack.language.grammar import CLAUSES, Ground, Grove, Grown, head_of
from coursepack.language.lexicons import values
from coursepack.language.names import untitled
from coursepack.model.anchors import Span, is_within
from coursepack.model.claims import Stance, Statement
from coursepack.model.pack import Pack
from coursepack.model.trees import Token
from coursepack.model.wording import plain
from coursepack.notices import Log

SUMMARY = "who says so: asserted, reported, promised, hedged, denied or a question"
NEEDS = ("references", "statements", "trees")
MAKES = ("stances",)

_FUTURE = frozenset({"would", "will", "'ll", "’ll", "'d", "’d", "shall"})
_OPEN = frozenset({"could", "should", "must"})
"""In reported speech that has begun these go on with it; alone they promise nothing."""
_HEDGES = frozenset(
    {
        "perhaps",
        "maybe",
        "probably",
        "possibly",
        "presumably",
        "apparently",
        "supposedly",
        "seemingly",
        "likely",
        "arguably",
        "seems",
    }
)
_HEDGING_MODALS = frozenset({"may", "might"})
_SUPPOSED = frozenset({"suppose", "expect", "mean"})
LONGEST_PARENTHESIS = 5
"""Tokens of "…, they said, …", commas included."""
RUN_OF_PROMISES = 3
"""Sentences with "would" in a row: fewer are a narrator's own way of telling what came later."""
_FRAMING = ("conj", "parataxis", "advcl")
"""Where a verb of saying stands that frames a statement, beside its main verb."""
SURE = 0.5
_KINDS = {kind: values("stances", kind) for kind in ("reported", "promised", "denied")}


class _Frame(Struct, frozen=True, kw_only=True):
    """What a sentence of reported speech hands on to the next ones."""

    stance: Stance
    speaker: str | None
    named: tuple[Span, ...] = ()
    """Where the words for the speaker stand."""


def run(pack: Pack, log: Log) -> Pack:  # noqa: ARG001  (each pass has this signature)
    """A speaker is an entity's id where the words name one, else the words of the frame's subject."""
    speakers = _Speakers(pack)
    grove = Grove(pack)
    ahead = _runs_ahead(grove)
    out: list[Statement] = []
    frame: _Frame | None = None
    last = -1
    for statement in pack.statements:
        at = grove.place(statement.wording)
        grown, indexes = grove.find(statement.wording)
        # A bullet or another source is another voice.
        if at > last + 1 or grown.tree.lead is not None or grown.tree.source != grove.grown[last].tree.source:
            frame = None
        found = _framed(grown, indexes, speakers)
        goes_on = _is_ahead(grown, indexes) or _parenthesis(grown, indexes) is not None
        if found is None and frame is not None and statement.stance != "question" and goes_on:
            found = frame
        if found is None and (verb := _parenthesis(grown, indexes)) is not None:
            speaker, named = speakers.find(grown, verb - 1)
            found = _Frame(stance="reported", speaker=speaker, named=named)
        if found is None and at in ahead and _is_ahead(grown, indexes):
            found = _Frame(stance="promised", speaker=None)
        if at != last or found is not None:
            frame = found if found is not None and _opens(grown, indexes, frame, found) else None
        last = at
        if statement.stance == "question" or found is None:
            out.append(statement)
        else:
            evidence = (
                *statement.evidence,
                *(span for span in found.named if not is_within(span, statement.evidence)),
            )
            out.append(replace(statement, stance=found.stance, speaker=found.speaker, evidence=evidence))
    return replace(pack, statements=tuple(out))


class _Speakers:
    """Who the tokens of a subject name, and where the name stands. Made once for a pack."""

    def __init__(self, pack: Pack) -> None:
        self._ground = Ground(pack)
        self._names: dict[tuple[str, int], tuple[str, Span]] = {}
        for entity in pack.entities:
            named = {untitled(name) for name in (entity.name, *entity.aliases)}
            proper = [span for span in entity.mentions if untitled(plain(span.quote)) in named]
            for mention in entity.mentions:
                nearest = mention if mention in proper else _nearest(mention.source, mention.start, proper)
                if nearest is not None:
                    self._names[mention.source, mention.start] = (entity.id, nearest)
        mentions = {entity.id: entity.mentions for entity in pack.entities}
        for reference in pack.references:
            nearest = _nearest(reference.source, reference.start, mentions[reference.entity])
            if reference.confidence >= SURE and nearest is not None:
                self._names.setdefault((reference.source, reference.start), (reference.entity, nearest))

    def find(self, grown: Grown, subject: int | None) -> tuple[str | None, tuple[Span, ...]]:
        """Give an entity's id, else the words of the subject, else None, with the spans that say so."""
        if subject is None:
            return None, ()
        token = grown.tokens[subject]
        if token.dep == "expl" or token.text.casefold() in ("it", "there"):
            return None, ()
        below = grown.below(
            subject, frozenset(child for child in grown.children[subject] if grown.tokens[child].dep in CLAUSES)
        )
        for index in below:
            hit = self._names.get((grown.tree.source, grown.tokens[index].start))
            if hit is not None and grown.tokens[index].start <= token.start:
                return hit[0], (hit[1],)
        if token.pos == "PRON" or len(below) > 6 or below != list(range(below[0], below[-1] + 1)):
            return None, ()
        spans = tuple(part.span for part in self._ground.quotes(grown.tree, below))
        return " ".join(plain(span.quote) for span in spans), spans


def _nearest(source: str, start: int, spans: Sequence[Span]) -> Span | None:
    """Give the last of the spans that begins at or before the place, else the first after it, in the same source."""
    own = [span for span in spans if span.source == source]
    before = [span for span in own if span.start <= start]
    return before[-1] if before else own[0] if own else None


def _runs_ahead(grove: Grove) -> frozenset[int]:
    """Find runs of three and more sentences that all say what would be: somebody's plans, told in their own manner."""
    found: set[int] = set()
    run: list[int] = []
    for at, grown in enumerate((*grove.grown, None)):
        goes_on = grown is not None and run and grown.tree.source == grove.grown[run[-1]].tree.source
        if grown is not None and (goes_on or not run) and grown.tree.lead is None and _would(grown):
            run.append(at)
            continue
        if len(run) >= RUN_OF_PROMISES:
            found.update(run)
        run = []
    return frozenset(found)


def _would(grown: Grown) -> bool:
    """Tell whether a main clause has "would" and no condition."""
    return any(
        grown.tokens[child].text.casefold() == "would" and grown.child(root, "advcl") is None
        for top in grown.roots()
        for root in (top, *grown.children[top])
        if root == top or grown.tokens[root].dep in ("conj", "parataxis")
        for child in grown.children[root]
    )


def _opens(grown: Grown, indexes: Sequence[int], before: _Frame | None, found: _Frame) -> bool:
    """Tell whether the sentence's speech can go on in the next one: it looks ahead ("would"), or it goes on already."""
    if found.stance not in ("promised", "reported"):
        return False
    looks_ahead = any(grown.tokens[index].text.casefold() in _FUTURE for index in indexes)
    return found is before or looks_ahead or found.stance == "promised"


def _framed(grown: Grown, indexes: Sequence[int], speakers: _Speakers) -> _Frame | None:
    """Find the frame that a statement's own words set: its main verb, or a parenthesis ("they underlined")."""
    tokens = grown.tokens
    kept = set(indexes)
    head = head_of(grown, indexes)
    verbs = _framing(grown, head, kept)
    for verb in verbs:
        lemma = tokens[verb].lemma.casefold()
        kind = "reported" if _has_it(grown, verb) else _kind(tokens[verb])
        if kind is None:
            continue
        if grown.child(verb, "aux:pass") is not None and not _is_impersonal(grown, verb):
            continue  # "the guest had not been told" reports nothing
        said = _said(grown, verb)
        if said is None and kind != "promised" and lemma != "have":
            continue
        if "Mood=Imp" in tokens[verb].morph:
            continue
        # "Others built on it, arguing that …": a participle's subject is the main verb's.
        subject = grown.subject(verb) if tokens[verb].dep != "advcl" else grown.subject(verb) or grown.subject(head)
        if tokens[verb].dep == "advcl" and grown.child(verb, "mark") is not None:
            continue
        if subject is not None and tokens[subject].text.casefold() in ("i", "we", "you"):
            return _Frame(stance="hedged", speaker=None) if lemma in ("think", "believe", "suppose", "guess") else None
        speaker, named = speakers.find(grown, subject)
        if kind == "denied":
            return _Frame(stance="denied", speaker=speaker, named=named)
        ahead = said is not None and _looks_ahead(grown, said)
        stance: Stance = "promised" if kind == "promised" or ahead else "reported"
        return _Frame(stance=stance, speaker=speaker, named=named)
    if any(tokens[index].text.casefold() in _HEDGES for index in indexes) or _is_hedged(grown, head):
        return _Frame(stance="hedged", speaker=None)
    if tokens[head].lemma.casefold() in _SUPPOSED and grown.child(head, "aux:pass") is not None:
        return _Frame(stance="promised", speaker=None)
    return None


def _has_it(grown: Grown, verb: int) -> bool:
    """Tell whether a verb is that of "rumour has it" or "one slogan had it"."""
    found = grown.child(verb, "obj")
    return grown.tokens[verb].lemma == "have" and found == verb + 1 and grown.tokens[found].text.casefold() == "it"


def _is_impersonal(grown: Grown, verb: int) -> bool:
    """Tell whether a passive has "it", or the clause that it reports, for a subject: "it was said that"."""
    subject = grown.subject(verb)
    return subject is not None and (
        grown.tokens[subject].text.casefold() == "it" or grown.tokens[subject].dep in ("expl", "csubj", "csubj:pass")
    )


def _kind(token: Token) -> str | None:
    """Tell what a verb frames; lemmas that the model has cut too short or too long are tried too."""
    lemma = token.lemma.casefold()
    tried = (lemma, f"{lemma}e", lemma.removesuffix("d"), lemma.removesuffix("ed"))
    return next((kind for kind, lemmas in _KINDS.items() if token.pos == "VERB" and lemmas.intersection(tried)), None)


def _framing(grown: Grown, head: int, kept: set[int]) -> list[int]:
    """List the verbs that can frame a statement: its main verb, and those beside it, two steps down at most."""
    near = [child for child in grown.children[head] if child in kept and grown.tokens[child].dep in _FRAMING]
    far = [
        child for each in near for child in grown.children[each] if child in kept and grown.tokens[child].dep == "advcl"
    ]
    return [head, *near, *far]


def _parenthesis(grown: Grown, indexes: Sequence[int]) -> int | None:
    """Find the verb of "…, they underlined, …": two commas, a subject of one word, a verb of saying."""
    tokens = grown.tokens
    kept = set(indexes)
    for index in indexes:
        if index < 2 or index + 1 >= len(tokens) or index + 1 not in kept:
            continue
        commas = tokens[index - 2].text == "," and tokens[index + 1].text == ","
        subject = tokens[index - 1]
        is_third = subject.pos in ("PRON", "PROPN", "NOUN") and subject.text not in ("I", "we", "you")
        if commas and is_third and _kind(tokens[index]) in ("reported", "promised"):
            return index
    return None


def _said(grown: Grown, verb: int) -> int | None:
    """Find the clause that a verb of saying reports: its complement, or what a parenthesis interrupts."""
    if grown.tokens[verb].dep == "parataxis" and len(grown.below(verb)) <= LONGEST_PARENTHESIS:
        return grown.tokens[verb].head
    return grown.child(verb, "ccomp", "csubj:pass", "csubj")


def _is_hedged(grown: Grown, head: int) -> bool:
    return any(
        grown.tokens[child].dep == "aux" and grown.tokens[child].text.casefold() in _HEDGING_MODALS
        for child in grown.children[head]
    )


def _is_ahead(grown: Grown, indexes: Sequence[int]) -> bool:
    """Tell whether a main verb looks ahead, or says what should be done: the manner of free indirect speech."""
    return _looks_ahead(grown, head_of(grown, indexes), _FUTURE | _OPEN) or any(
        # "Workers were to sleep at their machines."
        grown.tokens[index].lemma == "be"
        and [token.tag for token in grown.tokens[index + 1 : index + 3]] == ["TO", "VB"]
        for index in indexes
    )


def _looks_ahead(grown: Grown, verb: int, modals: frozenset[str] = _FUTURE) -> bool:
    verbs = (verb, *(child for child in grown.children[verb] if grown.tokens[child].dep == "conj"))
    return any(
        grown.tokens[child].dep.startswith("aux") and grown.tokens[child].text.casefold() in modals
        for each in verbs
        for child in grown.children[each]
    )
