"""What the passes find. Each claim has non-empty evidence, the pass that made it, and a confidence from 0 to 1."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from coursepack.model.anchors import Span
from coursepack.model.wording import Wording

__all__ = [
    "Alignment",
    "Asks",
    "Comparison",
    "Confidence",
    "Entity",
    "EntityKind",
    "Event",
    "Evidence",
    "Link",
    "Participant",
    "Question",
    "Relation",
    "Repair",
    "Section",
    "Stance",
    "Statement",
    "Term",
    "Time",
    "When",
]

Evidence = Annotated[tuple[Span, ...], Meta(min_length=1)]
Confidence = Annotated[float, Meta(ge=0.0, le=1.0)]
EntityKind = Literal["person", "polity", "group", "organisation", "place", "campaign", "work", "concept"]
Asks = Literal[
    "cause",
    "list",
    "meaning",
    "name",
    "number",
    "order",
    "pairs",
    "person",
    "place",
    "position",
    "speaker",
    "term",
    "time",
    "truth",
]
Stance = Literal["asserted", "reported", "promised", "hedged", "denied", "question"]


class When(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A date, and the words that say so."""

    edtf: str | None
    """ISO 8601-2:2019 (EDTF, level 2); None where it can't be told."""
    text: str


class Section(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A run of sentences on one topic; its title is words of its evidence."""

    id: str
    title: str
    sentences: tuple[str, ...]
    evidence: Evidence
    made_by: str
    confidence: Confidence


class Entity(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One real thing. `mentions` are names and descriptions of it in text order; `evidence` shows the fullest name."""

    id: str
    kind: EntityKind
    name: str
    aliases: tuple[str, ...]
    mentions: Evidence
    evidence: Evidence
    made_by: str
    confidence: Confidence
    of: str | None = None
    """The polity that a person, people or army stands for, as an entity's id."""
    cased: str = ""
    """The name with its capitals, where the source has none: shown in brackets. Else empty."""


class Statement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One claim in the source's own words. Subject, object and speaker: an entity's id, else words, else None."""

    id: str
    text: str
    """The wording, printed."""
    wording: Wording
    subject: str | None
    verb: str | None
    """The main verb's lemma, with its particle and "not" where it is denied."""
    object: str | None
    when: When | None
    stance: Stance
    speaker: str | None
    salience: Confidence
    evidence: Evidence
    """The whole sentence (one span a passage), then what was inserted from elsewhere."""
    made_by: str
    confidence: Confidence


class Time(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One temporal expression of the text."""

    id: str
    text: str
    edtf: str | None
    evidence: Evidence
    """The expression's own span first, then the span that anchors a relative one."""
    made_by: str
    confidence: Confidence


class Participant(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    role: str
    """"agent", "patient" or "other"."""
    entity: str


class Event(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    text: str
    wording: Wording
    when: When
    participants: tuple[Participant, ...]
    place: str | None
    """An entity's id."""
    evidence: Evidence
    made_by: str
    confidence: Confidence
    statement: str | None = None
    """The statement that says it, whose stance and speaker are the event's; None for a heading."""


class Relation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    actor: str
    target: str | None
    verb: str
    category: str | None
    """PLOVER (Open Event Data Alliance)."""
    polarity: Literal[-1, 0, 1]
    when: When | None
    statement: str | None
    evidence: Evidence
    made_by: str
    confidence: Confidence


class Link(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """Two statements joined by a cue that the source has; both can be one statement, of which the ends are parts."""

    id: str
    kind: Literal["cause", "purpose", "contrast", "sequence"]
    from_: str
    to: str
    cue: Span
    evidence: Evidence
    made_by: str
    confidence: Confidence
    cause: tuple[Span, ...] = ()
    """The words of the end `from`, inside the evidence, as the source has them: the cause, the act, what is said first.
    Empty where it is the whole statement."""
    effect: tuple[Span, ...] = ()
    """The words of the end `to`: the effect, the purpose, what is set against the first."""
    holders: tuple[str | None, ...] = ()
    """Of a contrast: whose position `from` is, then whose `to` is, as entities' ids; empty where neither is known."""


class Term(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A name or technical term with the words that explain it.

    The first evidence span is the term itself; the others hold it and its explanation. `confidence` tells how sure it
    is that somebody would look it up.
    """

    id: str
    name: str
    text: str
    wording: Wording
    evidence: Evidence
    made_by: str
    confidence: Confidence
    is_explained: bool = True
    """Whether the wording says what it is; else it is the sentence that tells most of it."""


class Comparison(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What statements of several sources say alike or otherwise, or what one of them says alone."""

    id: str
    verdict: Literal["agree", "differ", "only"]
    about: str
    """What is compared, in words of the evidence."""
    field: Literal["time", "number", "name", "negation"] | None
    """In what they differ."""
    statements: tuple[str, ...]
    """Ids; one alone where nobody else says it. Of those that agree the first is the one whose dates and numbers the
    others say too; those that differ are in the order of the sources."""
    evidence: Evidence
    made_by: str
    confidence: Confidence
    readings: tuple[Span, ...] = ()
    """Of a difference: the words that differ, inside the evidence, in the order of the statements."""


class Repair(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Spoken words that are a name misheard, and the name as it is written elsewhere."""

    id: str
    heard: str
    """The words as the source has them."""
    name: str
    """What is printed in their place, in brackets."""
    evidence: Evidence
    """The heard words, one span a passage, then the name where it is written."""
    made_by: str
    confidence: Confidence


class Alignment(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which slide a spoken sentence goes with."""

    sentence: str
    passage: str
    confidence: Confidence


class Question(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question with its answer, in words of the sources; each prompt stands without its options and other questions.

    `prompt`, `answer` and `distractors` are the wordings, printed; a writer prints the wordings. In which order options
    and lines are shown says `model.quiz.shown`; feedback is the first of the evidence, cited.
    """

    id: str
    kind: Literal["cloze", "choice", "short_answer", "discussion", "true_false", "order", "match"]
    """`cloze` has a gap to be filled, and no options; `choice` may have a gap too."""
    prompt: str
    answer: str
    """Empty of what has none: order, match, discussion. Of `true_false` it is "True" or "False"."""
    distractors: tuple[str, ...]
    """Of a choice: two or three wrong answers of the same kind, from elsewhere in the pack."""
    evidence: Evidence
    """First the cited line, which holds the answer, then what was put in from elsewhere: a full name, a number."""
    made_by: str
    confidence: Confidence
    asks: Asks = "name"
    prompt_wording: Wording = ()
    """A gap is `Fixed` "blank"."""
    answer_wording: Wording = ()
    distractor_wordings: tuple[Wording, ...] = ()
    """Each has its own span; these are not in the evidence."""
    alternatives: tuple[Wording, ...] = ()
    """Other answers that a short answer or a gap must count as right: shorter names of a person."""
    items: tuple[Wording, ...] = ()
    """Of `order` in the right order; of `match` beside their partners. `claims` has one claim for each."""
    partners: tuple[Wording, ...] = ()
    claims: tuple[str, ...] = ()
    """What it was made from, as ids."""
    section: str | None = None
    difficulty: Confidence = 0.5
    """From 0, easy: by its kind, how prominent the answer is, and how close the distractors are."""
    salience: Confidence = 0.5
