"""Questions of links and comparisons: why something was so, what speaks for a position, what sources differ on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from coursepack.language.grammar import head_of, is_finite
from coursepack.language.standing import is_whole, without_joint
from coursepack.language.views import is_view
from coursepack.model.anchors import Span, is_within
from coursepack.model.claims import Comparison, Link
from coursepack.model.wording import Fixed, Quoted, Wording, plain, printed
from coursepack.passes._draft import Draft, is_sound, trimmed
from coursepack.passes._explained import EMPTY
from coursepack.passes._lines import Line, Lines, Slot
from coursepack.passes._trifles import says_nothing
from coursepack.passes._values import Values

__all__ = ["argued", "causes"]

_ENOUGH = 4
"""Words with a meaning of their own that a question must have."""
_BECAUSE = frozenset({"because", "due", "owing", "thanks", "since"})
_ANY = frozenset({"variety", "range", "array", "number", "type", "kind", "form", "sort"})
"""An effect that is "a variety of" things has many causes."""
_DASHES = frozenset({"–", "—"})
"""What stands beside one of these is an afterthought, and no effect; what "would" or "can" be is none yet."""
_TELLING = 3
"""The same of an effect whose cause is asked for."""
_WHOLE = 0.8
_FACTS = frozenset(
    {
        "when",
        "where",
        "who",
        "how many",
        "how much",
        "how often",
        "how old",
        "how long",
        "how far",
        "how are",
        "how is",
        "how was",
        "how were",
    }
)
"""What opens a question that there is nothing to discuss about."""


def causes(lines: Lines, table: Values) -> Iterator[Draft]:
    """Ask for the cause of an effect that stands alone: "What led to …?", or "Why?" before a whole clause."""
    statements = {each.id: each for each in lines.pack.statements}
    by_statement = {line.statement.id: line for line in lines.told}
    for link in lines.pack.links:
        line = by_statement.get(link.from_)
        if link.kind != "cause" or link.confidence < 0.8 or link.from_ != link.to or line is None:
            continue
        if statements[link.from_].stance != "asserted" or not link.cause or not link.effect:
            continue
        sides = _sides(line, link)
        if sides is None or _is_story(lines, table, line):
            continue
        cause, effect, cue = sides
        yield from _caused(lines, line, link, cause, effect, cue)


def _is_story(lines: Lines, table: Values, line: Line) -> bool:
    """Tell whether a line is of people whom nobody knows: "How did Kim know that Lee was wrong?"."""
    people = (each for each in line.names if lines.entities[each.entity].kind == "person")
    return any(each.entity not in table.entities for each in people)


def _sides(line: Line, link: Link) -> tuple[list[int], list[int], list[int]] | None:
    """Give the tokens of cause, effect and cue; None where they lie in another tree."""

    def inside(spans: Sequence[Span]) -> list[int]:
        return [
            index
            for index, token in enumerate(line.grown.tokens)
            if any(span.start <= token.start < span.end and span.source == line.grown.tree.source for span in spans)
        ]

    cause, effect, cue = inside(link.cause), inside(link.effect), inside((link.cue,))
    return (cause, effect, cue) if cause and effect and cue else None


def _caused(
    lines: Lines, line: Line, link: Link, cause: list[int], effect: list[int], cue: list[int]
) -> Iterator[Draft]:
    tokens = line.grown.tokens
    effect = without_joint(line.grown, effect)
    cause, effect = trimmed(line, cause), trimmed(line, effect)  # type: ignore[assignment]
    if cause and (tokens[cause[0]].pos == "ADP" or tokens[cause[0]].tag in ("WRB", "WP", "WP$", "WDT")):
        return  # "about how they lived" is no cause
    if len(_content(line, effect)) < 2 or len(cause) < 2 or len(cause) > 30 or len(effect) > 30:
        return
    if says_nothing(tokens, cause):
        return
    is_verb = tokens[cue[0]].tag in ("VBD", "VBZ") and cause[-1] < cue[0] < effect[0]
    if any(tokens[each].text in _DASHES or tokens[each].tag == "MD" for each in effect):
        return
    if is_verb:
        if tokens[cue[0]].lemma.casefold() == "mean":
            return
        rest = [index for index in line.indexes if index > effect[-1]]
        if tokens[effect[-1]].tag == "POS" or (rest and tokens[rest[0]].pos != "PUNCT"):
            return
        subject = line.grown.subject(cue[0])
        objects = [each for each in effect if tokens[each].lemma.casefold() in _ANY]
        if subject is None or tokens[subject].lemma.casefold() in EMPTY or objects:
            return
        if effect[0] - cue[-1] > 2 or line.grown.subject(cue[0]) not in cause or tokens[cause[0]].pos == "ADP":
            return
        asked: list[Slot] = [Fixed(key="ask.what"), *range(cue[0], effect[-1] + 1), Fixed(key="question_mark")]
        answer: list[Slot] = [*cause]
        if not lines.is_clear(line, asked) or not lines.is_clear(line, answer):
            return
        # "What led to fear?" has many answers.
        is_named = any(each.first in effect for each in line.names)
        # "New trends", "a culture": which, nobody can know.
        if not is_named and len(_content(line, cause)) < _TELLING:
            return
        is_general = not is_named and tokens[cue[0]].tag == "VBZ"
        if len(_content(line, effect)) < _TELLING - is_named + is_general:
            return
    else:
        head = head_of(line.grown, effect)
        if tokens[effect[-1]].pos in ("ADV", "SCONJ", "ADP", "CCONJ"):
            return
        if tokens[cue[0]].text.casefold() not in _BECAUSE or tokens[head].head != head:
            return
        if not is_whole(line.grown, effect, head):
            return
        if any(effect[at + 1] - effect[at] > 1 for at in range(len(effect) - 1)):
            return
        if len(_content(line, effect)) < _TELLING:
            return
        if len(effect) + len(cause) + len(cue) < _WHOLE * len(line.indexes):
            return
        asked = [Fixed(key="ask.why"), *effect, Fixed(key="full_stop")]
        is_before = cue[0] < cause[0] and cause[0] - cue[-1] == 1
        answer = [*(cue if is_before else ()), *cause]
        here = {each.entity for each in line.names if each.first in effect}
        known = [index for index in cause if lines.reference(line, index) in here]
        if not lines.is_clear(line, asked) or not lines.is_clear(line, answer, known=known):
            return
    if set(_content(line, cause)) & set(_content(line, effect)) and len(cause) < 5:
        return
    prompt, said = lines.wording(line, asked), lines.wording(line, answer)
    yield Draft(
        asks="cause",
        prompt=prompt,
        answer=said,
        evidence=lines.evidence(line, prompt, said),
        claims=(link.id, line.statement.id),
        section=line.section,
        salience=line.statement.salience,
        worth=line.statement.salience * (1.1 if is_verb or tokens[effect[0]].text[:1].isupper() else 0.8),
        kind="short_answer",
        keys=frozenset(_content(line, effect)),
        answer_key=link.id,
    )


def _content(line: Line, indexes: Sequence[int]) -> list[str]:
    return [
        line.grown.tokens[index].lemma.casefold()
        for index in indexes
        if line.grown.tokens[index].pos in ("NOUN", "VERB", "ADJ", "PROPN")
    ]


def argued(lines: Lines, table: Values) -> Iterator[Draft]:
    """Ask what sources differ on, what two positions have for themselves, and what a source asks itself."""
    told = {line.statement.id: line for line in lines.told}
    yield from _differences(lines, told)
    yield from _positions(lines, table, told)
    yield from _own_questions(lines, table)


def _differences(lines: Lines, told: Mapping[str, Line]) -> Iterator[Draft]:
    for each in lines.pack.comparisons:
        if each.verdict != "differ" or len(each.statements) != 2:
            continue
        first, second = (told.get(ident) for ident in each.statements)
        if first is None or second is None:
            continue
        prompt: Wording = (
            Fixed(key="ask.differ"),
            *first.statement.wording,
            Fixed(key="versus"),
            *second.statement.wording,
        )
        if not all(line.indexes and lines.is_clear(line, line.slots) for line in (first, second)):
            named = _named(lines, each)
            if named is None or each.field != "time" or len(each.readings) != 2:
                continue
            one, other = (Quoted(span=span) for span in each.readings)
            prompt = (Fixed(key="ask.differ"), Quoted(span=named), Fixed(key="colon"), one, Fixed(key="versus"), other)
        yield Draft(
            asks="position",
            prompt=prompt,
            answer=(),
            evidence=tuple(dict.fromkeys((*first.statement.evidence, *second.statement.evidence, *each.evidence))),
            claims=(first.statement.id, second.statement.id, each.id),
            section=first.section,
            salience=max(first.statement.salience, second.statement.salience),
            worth=0.9,
            kind="discussion",
            keys=first.keys | second.keys,
        )


def _named(lines: Lines, comparison: Comparison) -> Span | None:
    """Give where the evidence names what is compared."""
    return next(
        (
            mention
            for entity in lines.entities.values()
            if entity.kind == "campaign"
            for mention in entity.mentions
            if plain(mention.quote) == comparison.about and is_within(mention, comparison.evidence)
        ),
        None,
    )


def _positions(lines: Lines, table: Values, told: Mapping[str, Line]) -> Iterator[Draft]:
    for link in lines.pack.links:
        line = told.get(link.from_)
        if link.kind != "contrast" or not link.holders or None in link.holders or line is None or link.to != link.from_:
            continue
        if _is_story(lines, table, line):
            continue
        sides = _sides(line, link)
        if sides is None:
            continue
        first, second, _ = sides
        slots: list[Slot] = [Fixed(key="ask.positions"), *first, Fixed(key="versus"), *second]
        slots = trimmed(line, slots)
        if not all(is_sound(printed(lines.wording(line, each))) for each in (first, second)):
            continue
        if len(first) < 3 or len(second) < 3 or not lines.is_clear(line, slots):
            continue
        if not any(_is_view(line, side) for side in (first, second)):
            continue
        prompt = lines.wording(line, slots)
        yield Draft(
            asks="position",
            prompt=prompt,
            answer=(),
            evidence=lines.evidence(line, prompt),
            claims=(link.id, line.statement.id),
            section=line.section,
            salience=line.statement.salience,
            worth=line.statement.salience,
            kind="discussion",
            keys=line.keys,
        )


def _is_view(line: Line, side: Sequence[Slot]) -> bool:
    """Tell whether a side says what somebody thinks or wants."""
    return any(isinstance(slot, int) and is_view(line.grown.tokens[slot]) for slot in side)


def _own_questions(lines: Lines, table: Values) -> Iterator[Draft]:
    """Take the questions that slides and documents put to their readers, where they stand alone."""
    asked = {each.id for each in lines.pack.passages if each.role == "question"}
    for line in lines.every:
        if line.statement.stance != "question" or not asked & set(line.grown.tree.passages):
            continue
        slots = [slot for slot in line.slots if isinstance(slot, int)]
        if (
            ":" in line.statement.text
            or len(slots) < 5
            or not lines.is_clear(line, slots)
            or not line.statement.text.endswith("?")
        ):
            continue
        if _is_story(lines, table, line):
            continue
        if not _asks(line) or _asks_a_fact(line) or len(_content(line, slots)) < _ENOUGH:
            continue
        prompt: Wording = (Fixed(key="ask.discuss"), *lines.wording(line, slots))
        yield Draft(
            asks="position",
            prompt=prompt,
            answer=(),
            evidence=lines.evidence(line, prompt),
            claims=(line.statement.id,),
            section=line.section,
            salience=line.statement.salience,
            worth=0.8,
            kind="discussion",
            keys=line.keys,
        )


def _asks_a_fact(line: Line) -> bool:
    """Tell whether a question has one answer that is only to be known: "how many", "when", "who", or of the reader."""
    texts = [line.grown.tokens[index].text.casefold() for index in line.indexes]
    opens = [*texts[:1], " ".join(texts[:2])]
    return not _FACTS.isdisjoint(opens)


def _asks(line: Line) -> bool:
    """Tell whether a question is a whole one: a question word or a helper before its subject, and a finite verb."""
    tokens, subject = line.grown.tokens, line.grown.subject(line.head)
    before = [index for index in line.indexes if subject is None or index <= subject]
    opens = any(
        tokens[index].tag in ("WRB", "WP", "WDT", "WP$", "MD") or tokens[index].pos == "AUX" for index in before
    )
    return opens and is_finite(line.grown, line.head)
