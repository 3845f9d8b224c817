"""Checks quiz.moodle.xml: what Moodle reads there is words that are traced, a key that is right, or a known setting."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from coursepack.model.trace import TraceLine
from coursepack.verifier.anchors import Case
from coursepack.verifier.formats._quiz import Read, check_quiz, shown_by_html
from coursepack.verifier.formats._xml import WORDS, Element, Rule, parsed, strays
from coursepack.verifier.report import excerpt
from coursepack.verifier.units import Unit

__all__ = ["FILES", "check"]

FILES = ("quiz.moodle.xml",)

_FORMS = {
    "category": "",
    "essay": "open",
    "matching": "match",
    "multichoice": "choice",
    "ordering": "order",
    "shortanswer": "typed",
    "truefalse": "truth",
}
_STARS = re.compile(r"(?<!\\)\*")
_HTML = {"format": "html"}
_SETTINGS = {
    "answernumbering": "none",
    "attachments": "0",
    "defaultgrade": "1",
    "gradingtype": "ABSOLUTE_POSITION",
    "layouttype": "VERTICAL",
    "numberingstyle": "none",
    "responsefieldlines": "10",
    "responseformat": "editor",
    "responserequired": "1",
    "selectcount": "0",
    "selecttype": "ALL",
    "showgrading": "SHOW",
    "shuffleanswers": "true",
    "single": "true",
    "usecase": "0",
}
_RULES: Mapping[str, Rule] = {
    "quiz": Rule(),
    "quiz/question": Rule(attributes={"type": "|".join(filter(None, _FORMS))}),
    "quiz/question/category": Rule(),
    "quiz/question/category/text": Rule(text=r"\$course\$/top/.*"),
    "quiz/question/name": Rule(),
    "quiz/question/name/text": Rule(text=WORDS),
    "quiz/question/questiontext": Rule(attributes=_HTML),
    "quiz/question/questiontext/text": Rule(text=WORDS),
    "quiz/question/generalfeedback": Rule(attributes=_HTML),
    "quiz/question/generalfeedback/text": Rule(text=WORDS),
    "quiz/question/answer": Rule(attributes={"format": "html|plain_text", "fraction": r"\d+"}),
    "quiz/question/answer/text": Rule(text=WORDS),
    "quiz/question/subquestion": Rule(attributes=_HTML),
    "quiz/question/subquestion/text": Rule(text=WORDS),
    "quiz/question/subquestion/answer": Rule(),
    "quiz/question/subquestion/answer/text": Rule(text=WORDS),
    **{f"quiz/question/{name}": Rule(text=value) for name, value in _SETTINGS.items()},
}


def check(case: Case, file: str, data: bytes, traced: Sequence[TraceLine]) -> None:
    try:
        top = parsed(data)
    except ValueError as error:
        case.found.add(file, None, "unreadable", f"is no XML that can be read ({error})")
        return
    for line, place, text in strays(top, _RULES):
        case.found.add(file, line, "untraced", f"{place} says '{excerpt(text)}', which no claim stands behind")
    frame: list[Unit] = []
    reads: list[Read] = []
    for element in top.at("quiz/question"):
        kind = element.attributes.get("type", "")
        frame += [_category(each) for each in element.at("category/text")]
        if kind != "category":
            read = Read(at=f"question {len(reads) + 1}", form=_FORMS.get(kind, kind), line=element.line)
            reads.append(read)
            _question(read, element)
    check_quiz(case, file, reads, frame, traced)


def _category(element: Element) -> Unit:
    name = element.text.removeprefix("$course$/top/").replace("//", "/")
    return Unit(at="category", text=name, line=element.line)


def _question(read: Read, element: Element) -> None:
    for each in element.at("name/text"):
        read.put("name", each.text, each.line)
    for each in element.at("questiontext/text"):
        read.put("prompt", " ".join(shown_by_html(each.text)), each.line)
    for each in element.at("generalfeedback/text"):
        for order, line in enumerate(shown_by_html(each.text), start=1):
            read.put(f"feedback {order}", line, each.line)
    for order, answer in enumerate(element.named("answer"), start=1):
        _answer(read, order, answer)
    for order, each in enumerate(element.named("subquestion"), start=1):
        head = " ".join(shown_by_html(_text(each)))
        tail = " ".join(_text(answer) for answer in each.named("answer"))
        read.put(f"item {order}", head, each.line)
        read.put(f"partner {order}", tail, each.line)
        read.pairs.append((head, tail))


def _text(element: Element) -> str:
    return " ".join(each.text for each in element.named("text"))


def _answer(read: Read, order: int, answer: Element) -> None:
    text, fraction = _text(answer), answer.attributes.get("fraction", "")
    if read.form == "truth":
        # Moodle shows both in the reader's language.
        if fraction == "100":
            read.truth = {"true": True, "false": False}.get(text) if read.truth is None else None
        if text not in ("true", "false"):
            read.put(f"option {order}", text, answer.line)
        return
    if answer.attributes.get("format") == "html":
        text = " ".join(shown_by_html(text))
    name = {"order": "item", "typed": "answer"}.get(read.form, "option")
    if read.form == "typed" and _STARS.search(text):
        text = _STARS.sub("", text)
        read.wide.append(text)
    read.put(f"{name} {order}", text.replace(r"\*", "*"), answer.line)
    if read.form == "order":
        read.series.append(text)
    elif fraction == "100":
        read.right.append(text)
    else:
        read.wrong.append(text)
