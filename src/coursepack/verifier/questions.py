"""Checks what a question claims: its answer stands in its evidence, is not given away, and is the right one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coursepack.language.dates.bounds import bounds
from coursepack.model.anchors import Span
from coursepack.model.claims import Event, Question, Statement
from coursepack.model.wording import FIXED, Fixed, Inserted, Quoted, Wording, printed
from coursepack.verifier.anchors import difference
from coursepack.verifier.lookup import Lookup, follows, overlap, runs, within
from coursepack.verifier.report import Code, excerpt

__all__ = ["question_faults"]

Faults = Iterator[tuple[Code, str, str]]
"""Code, field, and what is wrong."""

_TRUTH = {"answer.true": True, "answer.false": False}
_SERIES = ("order", "match")
_FEWEST = {"choice": 2, "order": 3, "match": 3}
_YEAR = re.compile(r"\d{4}")


def question_faults(question: Question, look: Lookup) -> Faults:
    yield from _printed(question)
    yield from _quoted(question, look)
    yield from _form(question)
    yield from _given_away(question, look)
    yield from _gap(question, look)
    yield from _distractors(question, look)
    yield from _told(question, look)
    if question.kind == "order":
        yield from _order(question, look)
    if question.kind == "match":
        yield from _pairs(question, look)
    if question.kind == "true_false":
        yield from _truth(question, look)
    if question.asks == "list":
        yield from _list(question, look)


def _list(question: Question, look: Lookup) -> Faults:
    """The answer is all of one list: each bullet of its level below the line that is asked, to the list's end."""
    said = [part.span for part in question.answer_wording if isinstance(part, Quoted)]
    leads = [part.span for part in question.prompt_wording if isinstance(part, Quoted)]
    found = [look.passage_at(each.source, each.start) for each in said]
    lead = look.passage_at(leads[-1].source, leads[-1].start) if leads else None
    first = found[0] if found else None
    if lead is None or first is None:
        yield "form", "answer", "asks for a list where its evidence has none"
        return
    own = [each for each in look.pack.passages if each.source == lead.source and each.start > lead.start]
    ends = (each.start for each in own if each.role != "bullet" or each.level < first.level)
    end = next(ends, own[-1].end if own else 0)
    want = [each.id for each in own if each.start < end and each.level == first.level]
    if [each.id for each in found if each is not None] != want:
        yield "question", "answer", f"gives '{excerpt(question.answer)}' as the list below '{excerpt(leads[-1].quote)}'"


def _printed(question: Question) -> Faults:
    """Each text is its wording, printed, of fixed words that the catalogue has."""
    others = (*question.alternatives, *question.items, *question.partners)
    texts: list[tuple[str, str | None, Wording]] = [
        ("prompt", question.prompt, question.prompt_wording),
        ("answer", question.answer, question.answer_wording),
        *(("items", None, wording) for wording in others),
    ]
    if len(question.distractors) != len(question.distractor_wordings):
        yield "wording", "distractors", "has not as many distractors as wordings of them"
    for said, wording in zip(question.distractors, question.distractor_wordings, strict=False):
        texts.append(("distractors", said, wording))
    for field, text, wording in texts:
        unknown = [part.key for part in wording if isinstance(part, Fixed) and part.key not in FIXED]
        if unknown:
            yield "wording", field, f"prints the fixed words '{unknown[0]}', which the catalogue does not have"
        elif text is not None and (want := printed(wording)) != text:
            _, told, quoted = difference(text, want)
            yield "wording", field, f"the {field} says '{told}', its wording '{quoted}'"


def _quoted(question: Question, look: Lookup) -> Faults:
    """What is printed but for distractors stands in the evidence; an insertion says what its span says."""
    wordings = (
        question.prompt_wording,
        question.answer_wording,
        *question.alternatives,
        *question.items,
        *question.partners,
    )
    for wording in (*wordings, *question.distractor_wordings):
        for part in wording:
            if isinstance(part, Inserted) and follows(runs(part.text), runs(part.span.quote)) is not None:
                wrong = f"inserts '[{excerpt(part.text)}]', but its source says '{excerpt(part.span.quote)}'"
                yield "insertion", "prompt_wording", wrong
            elif isinstance(part, Quoted) and not look.is_inside_passage(part.span):
                wrong = f"quotes '{excerpt(part.span.quote)}', which is not the text of one passage"
                yield "wording", "prompt_wording", wrong
    for wording in wordings:
        for part in wording:
            if not isinstance(part, Fixed) and not within(part.span, question.evidence):
                yield "wording", "evidence", f"prints '{excerpt(part.span.quote)}', which lies outside its evidence"


def _form(question: Question) -> Faults:
    """Each kind has what belongs to it, and nothing else."""
    fewest = _FEWEST.get(question.kind, 0)
    found = len(question.items) if question.kind in _SERIES else len(question.distractors)
    if question.kind in _FEWEST and found < fewest:
        yield "form", "kind", f"is a '{question.kind}' of {found}; want {fewest} or more"
    if question.kind != "choice" and question.distractors:
        yield "form", "distractors", f"is a '{question.kind}' and has distractors"
    if question.kind not in _SERIES and (question.items or question.partners):
        yield "form", "items", f"is a '{question.kind}' and has items"
    if question.kind in _SERIES and len(question.claims) != len(question.items):
        yield "form", "claims", f"has {len(question.items)} items of {len(question.claims)} claims"
    if len(question.partners) != (len(question.items) if question.kind == "match" else 0):
        yield "form", "partners", f"has {len(question.items)} items and {len(question.partners)} partners"
    if (question.kind in (*_SERIES, "discussion")) != (not question.answer):
        yield "form", "answer", f"is a '{question.kind}' with the answer '{excerpt(question.answer)}'"
    if not question.claims:
        yield "form", "claims", "is made from no claim"


def _given_away(question: Question, look: Lookup) -> Faults:
    """The prompt has neither the answer nor another name of it."""
    if question.kind == "true_false" or not question.answer:
        return
    prompt = f" {' '.join(runs(_own(question.prompt_wording)))} "
    names = [question.answer, *(printed(each) for each in question.alternatives)]
    for entity in look.pack.entities:
        if question.answer in (entity.name, *entity.aliases):
            names += [entity.name, *entity.aliases]
    for name in dict.fromkeys(names):
        if runs(name) and f" {' '.join(runs(name))} " in prompt:
            yield "question", "prompt", f"asks for '{excerpt(question.answer)}' and says '{excerpt(name)}'"


def _own(wording: Wording) -> str:
    """Give the words that are no fixed ones."""
    return printed(tuple(part for part in wording if not isinstance(part, Fixed)))


def _gap(question: Question, look: Lookup) -> Faults:
    """What stands in the source where the prompt has its gap is the answer, or a name of it."""
    gaps = [at for at, part in enumerate(question.prompt_wording) if part == Fixed(key="blank")]
    if question.kind == "cloze" and len(gaps) != 1:
        yield "form", "prompt", f"is a 'cloze' with {len(gaps)} gaps"
    for at in gaps:
        hole = _hole(question.prompt_wording, at, question.evidence)
        said = [part.span for part in question.answer_wording if isinstance(part, Quoted)]
        if hole is None or any(overlap(hole, span) for span in said):
            continue
        owners = [each.id for each in look.pack.entities if question.answer in (each.name, *each.aliases)]
        if not any(look.is_mentioned(owner, (hole,)) for owner in owners):
            yield (
                "question",
                "answer",
                f"answers '{excerpt(question.answer)}' where the source says '{excerpt(hole.quote)}'",
            )


def _hole(wording: Wording, at: int, evidence: Sequence[Span]) -> Span | None:
    """Give what the source has between the quotes beside a gap, as far as the evidence goes."""
    before = next((part.span for part in reversed(wording[:at]) if isinstance(part, Quoted)), None)
    after = next((part.span for part in wording[at + 1 :] if isinstance(part, Quoted)), None)
    beside = before or after
    if beside is None:
        return None
    whole = [span for span in evidence if span.source == beside.source]
    home = next((span for span in whole if span.start <= beside.start and beside.end <= span.end), None)
    if home is None:
        return None
    start = before.end if before is not None else home.start
    end = after.start if after is not None and after.source == beside.source else home.end
    if before is not None and after is None:
        end = max(span.end for span in whole if span.start >= home.start)
    return (
        Span(source=beside.source, start=start, end=end, line=beside.line, quote=_between(evidence, start, end))
        if start < end
        else None
    )


def _between(evidence: Sequence[Span], start: int, end: int) -> str:
    return " ".join(
        span.quote[max(0, start - span.start) : max(0, end - span.start)]
        for span in evidence
        if span.start < end and start < span.end
    )


def _distractors(question: Question, look: Lookup) -> Faults:
    """No distractor is the answer, another name of it, a word of the prompt's own, or another distractor."""
    known: dict[tuple[str, ...], str] = {}
    for entity in look.pack.entities:
        if question.answer in (entity.name, *entity.aliases):
            known.update({tuple(runs(each)): "a name of the answer" for each in (entity.name, *entity.aliases)})
    known[tuple(runs(question.answer))] = "the answer"
    prompt = f" {' '.join(runs(_own(question.prompt_wording)))} "
    for text, wording in zip(question.distractors, question.distractor_wordings, strict=False):
        own = tuple(runs(text))
        if own in known:
            yield "question", "distractors", f"offers '{excerpt(text)}', which is {known[own]}"
        if not own or any(not isinstance(part, Quoted) for part in wording):
            yield "question", "distractors", f"offers '{excerpt(text)}', which is quoted from nowhere"
        if question.asks in ("person", "place", "name", "speaker") and f" {' '.join(own)} " in prompt:
            yield "question", "distractors", f"offers '{excerpt(text)}', which the prompt names"
        known[own] = "offered twice"


def _told(question: Question, look: Lookup) -> Faults:
    """Nothing is asked as a fact that is only reported, promised, doubted or denied; who said so may be asked."""
    if question.kind == "discussion":
        return
    for ident in question.claims:
        statement = look.claims.get(ident)
        if isinstance(statement, Event):
            statement = look.claims.get(statement.statement or "")
        if not isinstance(statement, Statement) or statement.stance == "asserted":
            continue
        speaker = look.entities.get(statement.speaker or "")
        is_whose = question.asks in ("speaker", "pairs") and speaker is not None
        answers = {question.answer, *(printed(each) for each in question.items)}
        if not (is_whose and speaker is not None and answers & {speaker.name, *speaker.aliases}):
            yield "question", "claims", f"asks as a fact what '{ident}' tells as {statement.stance}"


def _order(question: Question, look: Lookup) -> Faults:
    """The items are quotes of events, each later than the one before, and say no year."""
    last: tuple[str, tuple[int, int, int]] | None = None
    for ident, wording in zip(question.claims, question.items, strict=False):
        event = look.claims.get(ident)
        if not isinstance(event, Event) or event.when.edtf is None:
            yield "question", "claims", f"puts '{ident}' in order, which is no event with a date"
            continue
        first, end = bounds(event.when.edtf)
        if last is not None and first <= last[1]:
            yield "question", "items", f"puts '{last[0]}' before '{ident}', which is not later"
        last = (ident, end)
        spans = [part.span for part in wording if isinstance(part, Quoted)]
        if any(not within(span, event.evidence) for span in spans):
            yield "wording", "items", f"has words that are not those of '{ident}'"
        if any(_YEAR.search(time.text) for time in look.times_in(spans)):
            yield "question", "items", f"says the date of '{ident}' itself"


def _pairs(question: Question, look: Lookup) -> Faults:
    """Items and partners are all different, and each pair stands in the evidence of its claim."""
    for field, wordings in (("items", question.items), ("partners", question.partners)):
        if len({tuple(runs(printed(each))) for each in wordings}) < len(wordings):
            yield "form", field, f"has two {field} that are the same"
    for ident, item, partner in zip(question.claims, question.items, question.partners, strict=False):
        claim = look.claims.get(ident)
        if claim is None or isinstance(claim, Question):
            yield "form", "claims", f"makes a pair of '{ident}', which is no claim to ask about"
            continue
        spans = [part.span for part in partner if isinstance(part, Quoted)]
        names = [each for each in look.pack.entities if printed(item) in (each.name, *each.aliases)]
        is_named = any(look.is_mentioned(each.id, claim.evidence) for each in names) or all(
            within(part.span, claim.evidence) for part in item if isinstance(part, Quoted)
        )
        if not is_named or any(not within(span, claim.evidence) for span in spans):
            yield (
                "question",
                "partners",
                f"pairs '{excerpt(printed(item))}' with words that '{ident}' does not say of it",
            )


def _truth(question: Question, look: Lookup) -> Faults:  # noqa: ARG001  (each check has this signature)
    """The one number in brackets is the source's own there where the answer says so, and another where not."""
    key = (
        question.answer_wording[0].key
        if question.answer_wording and isinstance(question.answer_wording[0], Fixed)
        else ""
    )
    places = [at for at, part in enumerate(question.prompt_wording) if isinstance(part, Inserted) and _counts(part)]
    if key not in _TRUTH or not places:
        yield "form", "answer", f"is true or false, with the answer '{excerpt(question.answer)}'"
        return
    part = question.prompt_wording[places[-1]]
    hole = _hole(question.prompt_wording, places[-1], question.evidence[:1]) or _hole(
        question.prompt_wording, places[-1], question.evidence
    )
    if hole is None or not isinstance(part, Inserted):
        yield "form", "prompt", "puts a number where its evidence has none"
        return
    is_own = overlap(hole, part.span) or runs(part.text) == runs(hole.quote)
    if is_own != _TRUTH[key]:
        yield (
            "question",
            "answer",
            f"calls '{excerpt(part.text)}' {question.answer.casefold()} where the source says '{excerpt(hole.quote)}'",
        )


def _counts(part: Inserted) -> bool:
    return bool(runs(part.text))
