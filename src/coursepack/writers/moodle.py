"""quiz.moodle.xml: the questions for Moodle's question bank, each with the line that holds its answer as feedback."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coursepack.model.pack import Pack
from coursepack.model.trace import Output
from coursepack.model.wording import words
from coursepack.writers._quiz import Asked, Line, Paper, quiz_of
from coursepack.writers._quiz_xml import inner_html, xml

FILES = ("quiz.moodle.xml",)
SUMMARY = "the questions for Moodle's question bank (Moodle XML), with their cited lines as feedback"
PROGRAM = "moodle-xml-parser"
TAKES = ()

_TYPES = {
    "choice": "multichoice",
    "typed": "shortanswer",
    "open": "essay",
    "truth": "truefalse",
    "order": "ordering",
    "match": "matching",
}
_GAP, _WIDE_GAP = "____", "_____"
"""From five signs on, Moodle puts the field for a short answer into the gap."""


def write(pack: Pack) -> Output:
    """Write a category of the first source's title, and a question each, in the pack's order."""
    quiz = quiz_of(pack)
    paper = Paper(FILES[0])
    category = paper.put("category", quiz.title).replace("/", "//")
    out = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<quiz>",
        '<question type="category">',
        f"<category><text>$course$/top/{xml(category)}</text></category>",
        "</question>",
    ]
    for number, asked in enumerate(quiz.asked, start=1):
        out += _question(asked, f"question {number}", paper)
    return Output(files={FILES[0]: "\n".join((*out, "</quiz>", "")).encode()}, trace=tuple(paper.trace))


def _question(asked: Asked, at: str, paper: Paper) -> Iterator[str]:
    yield f'<question type="{_TYPES[asked.form]}">'
    yield f"<name><text>{xml(paper.put(f'{at}, name', asked.prompt))}</text></name>"
    paper.put(f"{at}, prompt", asked.prompt)
    yield _text("questiontext", [each.replace(_GAP, _WIDE_GAP) for each in asked.paragraphs])
    feedback = [paper.put(f"{at}, feedback {order}", line) for order, line in enumerate(asked.feedback, start=1)]
    yield _text("generalfeedback", feedback)
    yield "<defaultgrade>1</defaultgrade>"
    yield from _ANSWERS[asked.form](asked, at, paper)
    yield "</question>"


def _text(element: str, lines: Iterable[str], more: str = "") -> str:
    return f'<{element}{more} format="html"><text>{inner_html(lines)}</text></{element}>'


def _choice(asked: Asked, at: str, paper: Paper) -> Iterator[str]:
    yield "<single>true</single><shuffleanswers>true</shuffleanswers><answernumbering>none</answernumbering>"
    for order, option in enumerate(asked.options, start=1):
        text = paper.put(f"{at}, option {order}", option.line)
        yield _text("answer", [text], f' fraction="{100 if option.is_right else 0}"')


def _typed(asked: Asked, at: str, paper: Paper) -> Iterator[str]:
    yield "<usecase>0</usecase>"
    for order, line in enumerate(asked.accepted, start=1):
        # An asterisk stands for anything in an answer: who is asked for a person may say more of the name.
        text = xml(paper.put(f"{at}, answer {order}", line).replace("*", r"\*"))
        if asked.question.asks in ("person", "speaker") and len(words(text)) == 1:
            text = f"*{text}*"
        yield f'<answer fraction="100" format="plain_text"><text>{text}</text></answer>'


def _open(_: Asked, __: str, ___: Paper) -> Iterator[str]:
    yield "<responseformat>editor</responseformat><responserequired>1</responserequired>"
    yield "<responsefieldlines>10</responsefieldlines><attachments>0</attachments>"


def _truth(asked: Asked, _: str, __: Paper) -> Iterator[str]:
    for name, option in zip(("true", "false"), asked.options, strict=True):
        fraction = 100 if option.is_right else 0
        yield f'<answer fraction="{fraction}" format="plain_text"><text>{name}</text></answer>'


def _order(asked: Asked, at: str, paper: Paper) -> Iterator[str]:
    yield "<layouttype>VERTICAL</layouttype><selecttype>ALL</selecttype><selectcount>0</selectcount>"
    yield "<gradingtype>ABSOLUTE_POSITION</gradingtype><showgrading>SHOW</showgrading>"
    yield "<numberingstyle>none</numberingstyle>"
    yield from _items(asked.series, at, paper)


def _items(lines: Iterable[Line], at: str, paper: Paper) -> Iterator[str]:
    for order, line in enumerate(lines, start=1):
        yield _text("answer", [paper.put(f"{at}, item {order}", line)], f' fraction="{order}"')


def _match(asked: Asked, at: str, paper: Paper) -> Iterator[str]:
    yield "<shuffleanswers>true</shuffleanswers>"
    for order, (item, partner) in enumerate(zip(asked.items, asked.partners, strict=True), start=1):
        head = inner_html([paper.put(f"{at}, item {order}", item)])
        tail = xml(paper.put(f"{at}, partner {order}", partner))
        yield f'<subquestion format="html"><text>{head}</text><answer><text>{tail}</text></answer></subquestion>'


_ANSWERS = {
    "choice": _choice,
    "typed": _typed,
    "open": _open,
    "truth": _truth,
    "order": _order,
    "match": _match,
}
