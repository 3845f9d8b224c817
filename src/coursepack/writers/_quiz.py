"""The questions of a pack as a quiz: each printed part with its trace, in one order; formats differ only in mark-up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from coursepack.model.anchors import Span, is_within
from coursepack.model.claims import Question
from coursepack.model.pack import Claim, Pack, claims_by_id
from coursepack.model.quiz import shown
from coursepack.model.reference import Places
from coursepack.model.trace import TraceLine
from coursepack.model.wording import FIXED, Fixed, Wording, plain, printed, words

__all__ = ["Asked", "Form", "Line", "Option", "Paper", "Quiz", "quiz_of"]

Form = Literal["choice", "typed", "open", "truth", "order", "match"]
"""How a question is answered: `typed` is marked by a program, word by word, `open` is read by a person."""

_FORMS: dict[str, Form] = {
    "choice": "choice",
    "discussion": "open",
    "true_false": "truth",
    "order": "order",
    "match": "match",
}
_IN_OTHER_WORDS = ("cause", "list", "meaning", "position")
"""What is asked for can be said in other words, so no program should mark it."""
_MARKDOWN = (".md", ".markdown", ".ipynb")
_TAGGED = (".vtt", ".srt", ".sbv", ".ttml", ".dfxp", ".xml", *_MARKDOWN)
_TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]*>", re.DOTALL)
_LINK = re.compile(r"!\[[^\[\]]*\](?:\([^()]*\))?|(?<!\\)\[([^\[\]]*)\]\([^()]*\)")
_WORD = re.compile(r"[^\W_]")
_LETTERS = re.compile(r"[^\W\d_]+(?![^\W_])")
_EMPHASIS = re.compile(r"[*`~]+|(?<![^\W_])_+|_+(?![^\W_])")


class Line(Struct, frozen=True, kw_only=True):
    """Words that are printed together, and whose they are."""

    text: str
    claims: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()


class Option(Struct, frozen=True, kw_only=True):
    line: Line
    is_right: bool


class Asked(Struct, frozen=True, kw_only=True):
    """One question; of what its form does not have, nothing."""

    question: Question
    form: Form
    key: str
    """From the content: the same wherever the question is written, and no other's."""
    prompt: Line
    paragraphs: tuple[str, ...]
    """The prompt's text, set apart where what is asked and what it is asked of are two things."""
    options: tuple[Option, ...] = ()
    """Of a choice, in the order in which they are shown; of `truth`, true first."""
    accepted: tuple[Line, ...] = ()
    """Of `typed`: the answer, then others that are right too."""
    series: tuple[Line, ...] = ()
    """Of `order`, in the right order."""
    items: tuple[Line, ...] = ()
    """Of `match`, beside their partners."""
    partners: tuple[Line, ...] = ()
    mixed: tuple[int, ...] = ()
    """In which order the series or the partners are shown, by their index."""
    feedback: tuple[Line, ...] = ()
    """The lines that hold the answer, cited; what is read by a person begins with the answer."""


class Quiz(Struct, frozen=True, kw_only=True):
    title: Line
    key: str
    asked: tuple[Asked, ...]


class Paper:
    """Collects the trace of one file while its lines are printed."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.trace: list[TraceLine] = []

    def put(self, at: str, line: Line) -> str:
        self.trace.append(TraceLine(file=self._file, at=at, claims=line.claims, fixed=line.fixed))
        return line.text


def quiz_of(pack: Pack) -> Quiz:
    """Give the questions in the pack's order, under the first source's title, less those that tell another's answer."""
    maker = _Maker(pack)
    first = pack.sources[0]
    return Quiz(
        title=Line(text=first.title, claims=(first.id,)),
        key=maker.key("quiz"),
        asked=tuple(maker.asked(question) for question in _fair(pack.questions)),
    )


def _fair(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Leave out one of two that ask about one claim where a prompt says what the other asks for: a choice stays."""
    kept: list[Question] = []
    for question in questions:
        at = next((at for at, other in enumerate(kept) if _tells(question, other) or _tells(other, question)), None)
        if at is None:
            kept.append(question)
        elif question.kind == "choice" != kept[at].kind:
            kept[at] = question
    return tuple(kept)


def _tells(one: Question, other: Question) -> bool:
    if not other.answer or other.kind == "true_false" or not set(one.claims) & set(other.claims):
        return False
    return f" {' '.join(words(other.answer))} " in f" {' '.join(words(one.prompt))} "


class _Maker:
    def __init__(self, pack: Pack) -> None:
        self._claims = claims_by_id(pack)
        self._sources = {source.id: source for source in pack.sources}
        self._places = Places(pack)
        self._texts = pack.texts
        self._order = {passage.id: at for at, passage in enumerate(pack.passages)}
        self._hashes = " ".join(source.sha256 for source in pack.sources)

    def key(self, said: str) -> str:
        return sha256(f"{self._hashes}\n{said}".encode()).hexdigest()[:16]

    def asked(self, question: Question) -> Asked:
        form = form_of(question)
        prompt = Line(text=_capital(question.prompt), claims=(f"{question.id}/prompt",))
        first, *others = _paragraphs(question.prompt_wording) or (question.prompt,)
        items = _evenly(_lines(question, "item", question.items))
        parts = [question.id, question.prompt, question.answer, *map(printed, (*question.items, *question.partners))]
        return Asked(
            question=question,
            form=form,
            key=self.key("\n".join(parts)),
            prompt=prompt,
            # A quote that begins in the middle of its sentence keeps its small letter: the verifier wants it so.
            paragraphs=(_capital(first), *others),
            options=_options(question),
            accepted=_accepted(question) if form == "typed" else (),
            series=items if form == "order" else (),
            items=items if form == "match" else (),
            partners=_evenly(_lines(question, "partner", question.partners)),
            mixed=_mixed(question),
            feedback=tuple(self._feedback(question, form)),
        )

    def _feedback(self, question: Question, form: Form) -> Iterable[Line]:
        if form == "open" and question.answer:
            yield Line(text=question.answer, claims=(f"{question.id}/answer",))
        for group in self._groups(question):
            spans = [question.evidence[at] for at in group]
            sources = [self._sources[each] for each in dict.fromkeys(span.source for span in spans)]
            quote = f"{FIXED['quote.open']}{self._joined(spans)}{FIXED['quote.close']}"
            titles = "; ".join(source.title for source in sources)
            yield Line(
                text=f"{quote} {titles} {self._places.cite(spans)}",
                claims=(*(f"{question.id}/quote/{at + 1}" for at in group), *(source.id for source in sources)),
            )

    def _groups(self, question: Question) -> list[list[int]]:
        """Part the evidence into lines to be cited, by index: of a series a line for each claim, else as it stands."""
        spans = question.evidence
        if question.kind in ("order", "match"):
            return _by_claim(spans, [self._claims[each] for each in question.claims if each in self._claims])
        groups = [[0]]
        for at in range(1, len(spans)):
            if self._follows(spans[at - 1], spans[at]):
                groups[-1].append(at)
            else:
                groups.append([at])
        # What was put in from elsewhere is a name or a number, and no line of its own.
        return groups if question.kind == "discussion" else groups[:1]

    def _joined(self, spans: Sequence[Span]) -> str:
        """Join quotes as the source has them, with what stands between them where that is no word."""
        out = self._quote(spans[0])
        for one, other in pairwise(spans):
            between = self._between(one, other)
            out += between if between is not None else f"{FIXED['quote.close']} {FIXED['quote.open']}"
            out += self._quote(other)
        return plain(out)

    def _quote(self, span: Span) -> str:
        return _bare(span.quote, self._sources[span.source].path)

    def _between(self, one: Span, other: Span) -> str | None:
        """Give what is printed between two spans of one line; None where the second stands elsewhere."""
        here, there = self._places.passage_at(one), self._places.passage_at(other)
        if here is None or there is None or not self._follows(one, other):
            return None
        text = self._texts[one.source].text
        gap = text[one.end : other.start]
        if here is not there:
            gap = f"{text[one.end : here.end]} {text[there.start : other.start]}"
        if _WORD.search(gap):
            return f" {FIXED['ellipsis']} "
        return _bare(f"x{gap}x", self._sources[one.source].path)[1:-1]

    def _follows(self, one: Span, other: Span) -> bool:
        """Tell whether a span goes on where another ends: in its passage or the next."""
        here, there = self._places.passage_at(one), self._places.passage_at(other)
        if here is None or there is None or one.source != other.source or other.start < one.end:
            return False
        return self._order[there.id] - self._order[here.id] in (0, 1)


def form_of(question: Question) -> Form:
    found = _FORMS.get(question.kind)
    if found is not None:
        return found
    return "open" if question.asks in _IN_OTHER_WORDS else "typed"


def _paragraphs(wording: Wording) -> tuple[str, ...]:
    """Set apart what is asked, as "What is this called?", from what it is asked of, and two things from each other."""
    pieces: list[list[object]] = [[]]
    for at, part in enumerate(wording):
        key = part.key if isinstance(part, Fixed) else ""
        if key == "versus":
            pieces += [[part], []]
            continue
        pieces[-1].append(part)
        if at == 0 and key.startswith("ask.") and FIXED[key].endswith((".", "?", ":")):
            pieces.append([])
    return tuple(printed(tuple(each)) for each in pieces if each)  # type: ignore[arg-type]


def _capital(text: str) -> str:
    """Begin with a capital, where the first word is no name that has none: "pH", "p53"."""
    said = _LETTERS.match(text)
    return text[:1].upper() + text[1:] if said is not None and said[0].islower() else text


def _options(question: Question) -> tuple[Option, ...]:
    if question.kind == "true_false":
        right = [part.key for part in question.answer_wording if isinstance(part, Fixed)]
        return tuple(
            Option(line=Line(text=FIXED[key], fixed=(key,)), is_right=key in right)
            for key in ("answer.true", "answer.false")
        )
    if question.kind != "choice":
        return ()
    known = [
        Option(line=Line(text=question.answer, claims=(f"{question.id}/answer",)), is_right=True),
        *(Option(line=line, is_right=False) for line in _lines(question, "distractor", question.distractor_wordings)),
    ]
    by_text = {each.line.text: each for each in known}
    options = [by_text[printed(wording)] for wording in shown(question)]
    lines = _evenly([each.line for each in options])
    return tuple(replace(option, line=line) for option, line in zip(options, lines, strict=True))


def _evenly(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Begin all with a capital where some do: one that began its sentence would stand out."""
    if not any(each.text[:1].isupper() for each in lines):
        return tuple(lines)
    return tuple(replace(each, text=_capital(each.text)) for each in lines)


def _accepted(question: Question) -> tuple[Line, ...]:
    answer = Line(text=question.answer, claims=(f"{question.id}/answer",))
    found: dict[str, Line] = {}
    for line in (answer, *_lines(question, "alternative", question.alternatives)):
        found.setdefault(line.text.casefold(), line)
    return tuple(found.values())


def _lines(question: Question, part: str, wordings: Sequence[Wording]) -> tuple[Line, ...]:
    return tuple(
        Line(text=printed(wording), claims=(f"{question.id}/{part}/{at}",))
        for at, wording in enumerate(wordings, start=1)
    )


def _mixed(question: Question) -> tuple[int, ...]:
    if question.kind not in ("order", "match"):
        return ()
    own = list(question.partners or question.items)
    return tuple(own.index(each) for each in shown(question))


def _by_claim(spans: Sequence[Span], claims: Sequence[Claim]) -> list[list[int]]:
    groups: list[list[int]] = [[] for _ in claims]
    home = 0
    for at, span in enumerate(spans):
        owners = [one for one, claim in enumerate(claims) if is_within(span, claim.evidence)]
        # The evidence goes from claim to claim: what two share, a name or a date, stays with the line before it.
        home = home if home in owners or not owners else owners[0]
        groups[home].append(at)
    return [each for each in groups if each]


def _bare(quote: str, path: str) -> str:
    """Give a quote without the mark-up that its format would not show."""
    path = path.casefold()
    if path.endswith(_TAGGED):
        quote = _TAG.sub("", quote)
    if path.endswith(_MARKDOWN):
        quote = _EMPHASIS.sub("", _LINK.sub(r"\1", quote))
    return plain(quote)
