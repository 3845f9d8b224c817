"""What each check of a quiz asks: that the words are traced, and that the key is the question's own.

A format's check reads its file into `Read`s. Which option is right, what belongs together and what comes first are
data of the file, so they are held against the claim itself, whatever the trace says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from coursepack.model.claims import Question
from coursepack.model.trace import TraceLine
from coursepack.model.wording import Fixed, printed
from coursepack.verifier.anchors import Case
from coursepack.verifier.parts import base_of, spans_of_part
from coursepack.verifier.report import excerpt
from coursepack.verifier.telling import tokens
from coursepack.verifier.units import Unit, check_units

__all__ = ["Read", "check_quiz", "shown_by_html"]

_FORMS = {
    "choice": ("choice",),
    "cloze": ("typed", "open"),
    "discussion": ("open",),
    "match": ("match",),
    "order": ("order",),
    "short_answer": ("typed", "open"),
    "true_false": ("truth",),
}


@dataclass(slots=True)
class Read:
    """A question as the file has it."""

    at: str
    """"question 3": what the trace's places of its units begin with."""
    form: str = ""
    line: int | None = None
    units: list[Unit] = field(default_factory=list)
    right: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    series: list[str] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    truth: bool | None = None
    wide: list[str] = field(default_factory=list)
    """Of the right ones, those that count with any words around them."""

    def put(self, name: str, text: str, line: int | None = None) -> None:
        self.units.append(Unit(at=f"{self.at}, {name}", text=text, line=line or self.line))


def check_quiz(
    case: Case, file: str, reads: Sequence[Read], frame: Sequence[Unit], traced: Sequence[TraceLine]
) -> None:
    """Check a quiz; `frame` are the units that belong to no question."""
    units = [*frame, *(unit for read in reads for unit in read.units)]
    # A feedback is a cited line; of what a person marks, the first is the answer.
    check_units(case, file, units, traced, lambda trace: any("/quote/" in each for each in trace.claims))
    claims = {trace.at: trace.claims for trace in traced}
    for read in reads:
        asked = case.look.claims.get(base_of((*claims.get(f"{read.at}, prompt", ()), "")[0]))
        if not isinstance(asked, Question):
            case.found.add(file, read.line, "untraced", f"{read.at} is none of the pack's questions")
            continue
        for text in _faults(read, asked, claims, case):
            case.found.add(file, read.line, "question", f"{read.at}, {asked.id}: {text}")


def _faults(read: Read, asked: Question, claims: dict[str, tuple[str, ...]], case: Case) -> Iterator[str]:
    if read.form not in _FORMS[asked.kind]:
        yield f"is asked as '{read.form}', its claim is '{asked.kind}'"
        return
    own = [(at, each) for at, every in claims.items() if at.startswith(f"{read.at}, ") for each in every]
    for at, each in own:
        if base_of(each) != asked.id and each not in case.look.sources:
            yield f"prints words of '{each}' as {at.partition(', ')[2]}"
    if not any(each == f"{asked.id}/quote/1" for _, each in own):
        yield "does not give the line that holds its answer"
    for at in dict.fromkeys(at for at, each in own if "/quote/" in each):
        cited = [each for each in claims[at] if each in case.look.sources]
        spans = [span for each in claims[at] for span in spans_of_part(asked, each.partition("/")[2]) if "/" in each]
        if cited != list(dict.fromkeys(span.source for span in spans)):
            yield f"does not name the source of {at.partition(', ')[2]}"
    yield from _key_faults(read, asked)


def _key_faults(read: Read, asked: Question) -> Iterator[str]:
    """Compare words, so that a format's blanks and marks are of no account."""
    if read.form in ("choice", "typed"):
        others = [printed(each) for each in asked.alternatives] if read.form == "typed" else []
        yield from _unlike("calls right", read.right, [asked.answer, *others], is_set=read.form == "typed")
        yield from _unlike("calls wrong", read.wrong, asked.distractors)
        for each in read.wide:
            if asked.asks not in ("person", "speaker") or len(tokens(each)) != 1:
                yield f"calls whatever has '{excerpt(each)}' in it right"
    elif read.form == "truth":
        is_true = Fixed(key="answer.true") in asked.answer_wording
        if read.truth is not is_true:
            yield f"is called {_said(read.truth)}, its answer is {_said(is_true)}"
    elif read.form == "order":
        items = [printed(each) for each in asked.items]
        if [_key(each) for each in read.series] != [_key(each) for each in items]:
            yield f"has the order '{_list(read.series)}', its claim '{_list(items)}'"
    elif read.form == "match":
        pairs = [(printed(one), printed(other)) for one, other in zip(asked.items, asked.partners, strict=True)]
        found = [f"{one} → {other}" for one, other in read.pairs]
        yield from _unlike("pairs", found, [f"{one} → {other}" for one, other in pairs])
    elif read.right or read.wrong or read.series or read.pairs:
        yield "is for a person to mark, and has a key"


def _said(truth: bool | None) -> str:  # noqa: FBT001  (a value, not a switch)
    return {True: "true", False: "false", None: "neither true nor false"}[truth]


def _list(texts: Sequence[str]) -> str:
    return "; ".join(excerpt(each, 30) for each in texts)


def _unlike(verb: str, found: Sequence[str], wanted: Sequence[str], *, is_set: bool = False) -> Iterator[str]:
    """Yield the first that is too much, else the first that lacks."""
    left = [_key(each) for each in wanted]
    for each in found:
        if _key(each) not in left:
            yield f"{verb} '{excerpt(each)}', which its claim does not"
            return
        if not is_set:
            left.remove(_key(each))
    known = {_key(each) for each in found}
    lacking = [each for each in wanted if _key(each) in left and (not is_set or _key(each) not in known)]
    if lacking:
        yield f"lacks '{excerpt(lacking[0])}', which its claim {verb}"


def _key(text: str) -> tuple[str, ...]:
    return tokens(text.casefold())


class _Html(HTMLParser):
    """Keeps what is shown, and what could be: comments, the values of attributes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # Nothing but paragraphs is written; whatever else stands there counts as words.
        if tag not in ("p", "br"):
            self.said.append(f" {tag} ")
        self.said.append(" ".join(("", *(f"{name} {value or ''}" for name, value in attrs), "")))

    def handle_endtag(self, tag: str) -> None:
        self.said.append(" " if tag in ("p", "br") else f" {tag} ")

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    def handle_comment(self, data: str) -> None:
        self.said.append(f" {data} ")

    def handle_decl(self, decl: str) -> None:
        self.handle_comment(decl)

    def handle_pi(self, data: str) -> None:
        self.handle_comment(data)

    def unknown_decl(self, data: str) -> None:
        self.handle_comment(data)


def shown_by_html(text: str) -> tuple[str, ...]:
    """Give the text of each paragraph, with all that is hidden there."""
    return tuple(piece for part in text.split("</p>") if (piece := _read(part)))


def _read(text: str) -> str:
    parser = _Html()
    parser.feed(text)
    parser.close()
    return " ".join("".join(parser.said).split())
