"""Stance: whether a statement is the source's own assertion, or reported, promised, hedged, denied, or a question.

Free indirect speech keeps its frame: after "He explained that …", sentences with "would" are still his, until the text
returns to its own voice.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from coursepack.language.frames import framing, is_ahead
from coursepack.language.grammar import CLAUSES, Ground, Grove, Grown
from coursepack.language.names import untitled
from coursepack.language.naming import Naming
from coursepack.language.speech import Quotes, goes_on_after_plan, is_before, is_inside, parenthesis, plan_of
from coursepack.model.anchors import Span, is_within
from coursepack.model.claims import Stance, Statement
from coursepack.model.pack import Pack
from coursepack.model.wording import plain
from coursepack.notices import Log

SUMMARY = "who says so: asserted, reported, promised, hedged, denied or a question"
NEEDS = ("references", "statements", "trees")
MAKES = ("stances",)

_BESIDE = CLAUSES | {"case", "punct", "cc", "appos"}
_LONGEST = 8
"""Words of a speaker who is no entity."""
RUN_OF_PROMISES = 3
"""Sentences with "would" in a row: fewer are a narrator's own way of telling what came later."""
_FUTURE = frozenset({"would", "will", "'ll", "’ll", "'d", "’d", "shall"})
_SOME = frozenset(
    {"others", "another", "some", "many", "most", "few", "several", "both", "all", "everybody", "everyone"}
)
"""Pronouns that name a speaker as well as a text does."""


class _Frame(Struct, frozen=True, kw_only=True):
    """What a sentence of reported speech hands on to the next ones."""

    stance: Stance
    speaker: str | None
    named: tuple[Span, ...] = ()
    """Where the words for the speaker stand."""


def run(pack: Pack, log: Log) -> Pack:  # noqa: ARG001  (each pass has this signature)
    """A speaker is an entity's id where the words name one, else the words of the frame's subject."""
    speakers, grove = _Speakers(pack), Grove(pack)
    ahead, quoted = _runs_ahead(grove), _quoted(pack, grove)
    out: list[Statement] = []
    voice = _Voice()
    last = -1
    for statement in pack.statements:
        at = grove.place(statement.wording)
        grown, indexes = grove.find(statement.wording)
        # A bullet or another source is another voice.
        if at > last + 1 or grown.tree.lead is not None or grown.tree.source != grove.grown[last].tree.source:
            voice = _Voice()
        is_asked = statement.stance == "question"
        found = _framed(grown, indexes, speakers)
        if found is None and not is_asked:
            found = _goes_on(voice, grown, indexes, is_inside(grown, indexes, quoted[at]))
        if found is None and (verb := parenthesis(grown, indexes)) is not None:
            speaker, named = speakers.find(grown, grown.subject(verb) or verb - 1)
            found = _Frame(stance="reported", speaker=speaker, named=named)
        if found is None and at in ahead and is_ahead(grown, indexes):
            found = _Frame(stance="promised", speaker=None)
        # A question to the hearers interrupts nobody's speech.
        if (at != last or found is not None) and not (is_asked and found is None):
            voice = _next(voice, grown, indexes, found, speakers)
        last = at
        if is_asked or found is None:
            out.append(statement)
        else:
            evidence = (
                *statement.evidence,
                *(span for span in found.named if not is_within(span, statement.evidence)),
            )
            out.append(replace(statement, stance=found.stance, speaker=found.speaker, evidence=evidence))
    return replace(pack, statements=tuple(out))


class _Voice(Struct, frozen=True):
    """Whose speech the next sentence may go on with: of a frame that looks ahead, a plan, and a quotation."""

    speech: _Frame | None = None
    plan: _Frame | None = None
    quotation: _Frame | None = None


def _goes_on(voice: _Voice, grown: Grown, indexes: Sequence[int], is_quoted: bool) -> _Frame | None:  # noqa: FBT001
    if is_quoted and voice.quotation is not None:
        return voice.quotation
    is_said = parenthesis(grown, indexes) is not None
    if voice.speech is not None and (is_ahead(grown, indexes) or is_said):
        if any(grown.tokens[index].text.casefold() in _FUTURE for index in indexes):
            return replace(voice.speech, stance="promised")
        # "What was needed, they underlined, was hard work" goes on with their words, and promises nothing.
        return voice.speech if not is_said or is_ahead(grown, indexes) else replace(voice.speech, stance="reported")
    if voice.plan is None or not goes_on_after_plan(grown, indexes):
        return None
    is_would = any(grown.tokens[index].text.casefold() == "would" for index in indexes)
    return voice.plan if is_would else replace(voice.plan, stance="reported")


def _next(voice: _Voice, grown: Grown, indexes: Sequence[int], found: _Frame | None, speakers: _Speakers) -> _Voice:
    """Tell what the statement hands on."""
    if found is None and (voice.speech or voice.plan) and is_before(grown, indexes):
        return voice
    if found is None:
        plan = plan_of(grown, indexes)
        if plan is None:
            return _Voice(quotation=voice.quotation)
        speaker, named = speakers.find(grown, plan.speaker)
        return _Voice(plan=_Frame(stance="promised", speaker=speaker, named=named), quotation=voice.quotation)
    if found.stance not in ("promised", "reported"):
        return _Voice()
    if _opens(grown, indexes, voice.speech, found):
        # What is only said between two promises does not end them.
        is_said_between = voice.speech is not None and found == replace(voice.speech, stance="reported")
        speech = voice.speech if is_said_between else found
        return _Voice(speech=speech, plan=speech, quotation=found)
    # After a past report, "would" is still the speaker's.
    return _Voice(plan=replace(found, stance="promised"), quotation=found)


def _quoted(pack: Pack, grove: Grove) -> list[frozenset[int]]:
    """Give, for each tree, the tokens in quotation marks, which can open in an earlier sentence of its passages."""
    quotes = Quotes()
    out = []
    before: tuple[str, ...] = ()
    speech = {passage.id for passage in pack.passages if passage.role == "speech"}
    for grown in grove.grown:
        own = grown.tree.passages
        is_next = before[-1:] == own[:1] or (bool(before) and before[-1] in speech and own[0] in speech)
        out.append(quotes.read(grown.tree, is_new=not is_next))
        before = own
    return out


class _Speakers:
    """Who the tokens of a subject name, and where the name stands. Made once for a pack."""

    def __init__(self, pack: Pack) -> None:
        self._ground, self._naming = Ground(pack), Naming(pack)
        self._people = frozenset(entity.id for entity in pack.entities if entity.kind == "person")
        self._proper: dict[str, tuple[Span, ...]] = {}
        for entity in pack.entities:
            named = {untitled(name) for name in (entity.name, *entity.aliases)}
            self._proper[entity.id] = tuple(span for span in entity.mentions if untitled(plain(span.quote)) in named)
        self._leads = {
            (mention.source, mention.start): entity.id for entity in pack.entities for mention in entity.mentions
        }

    def find(self, grown: Grown, subject: int | None) -> tuple[str | None, tuple[Span, ...]]:
        """Give an entity's id, else the words of the subject, else None, with the spans that say so."""
        tokens, tree = grown.tokens, grown.tree
        if subject is None:
            # "Hess: argued that …": the lead says who.
            named = self._leads.get((tree.source, tree.lead[0])) if tree.lead else None
            return (named, self._shown(named, tree.source, tree.lead[0])) if named and tree.lead else (None, ())
        token = tokens[subject]
        if token.dep == "expl" or token.text.casefold() in ("it", "there"):
            return None, ()
        below = grown.below(
            subject, frozenset(child for child in grown.children[subject] if tokens[child].dep in _BESIDE)
        )
        near = set(below) | {each for child in grown.children[subject] for each in (child, *grown.children[child])}
        hits = [each for each in self._naming.named(grown) if each.head in near]
        # The name is the head of the phrase, or a person beside it: "the geologist Hess", but no "Stalin's army".
        for each in sorted(hits, key=lambda each: each.entity not in self._people):
            is_beside = each.entity in self._people and tokens[each.head].dep in ("appos", "flat", "nmod:desc")
            if each.first <= subject <= each.last or is_beside:
                shown = self._shown(each.entity, tree.source, tokens[each.first].start)
                if shown:
                    return each.entity, shown
        if token.pos in ("PRON", "DET") and token.text.casefold() not in _SOME:
            return None, ()
        if len(below) > _LONGEST or below != list(range(below[0], below[-1] + 1)):
            return None, ()
        spans = tuple(part.span for part in self._ground.quotes(tree, below))
        return " ".join(plain(span.quote) for span in spans), spans

    def _shown(self, entity: str, source: str, start: int) -> tuple[Span, ...]:
        """Give the place that names the entity by name: here, else the last before, else the first after."""
        own = [span for span in self._proper[entity] if span.source == source]
        before = [span for span in own if span.start <= start]
        return (before[-1],) if before else tuple(own[:1])


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
    looks_ahead = any(grown.tokens[index].text.casefold() in _FUTURE | {"must", "should"} for index in indexes)
    is_same = before is not None and found.speaker == before.speaker and found.named == before.named
    return is_same or looks_ahead or found.stance == "promised"


def _framed(grown: Grown, indexes: Sequence[int], speakers: _Speakers) -> _Frame | None:
    found = framing(grown, indexes)
    if found is None:
        return None
    speaker, named = speakers.find(grown, found.speaker)
    return _Frame(stance=found.stance, speaker=speaker, named=named)
