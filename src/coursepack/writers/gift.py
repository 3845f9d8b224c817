"""quiz.gift.txt: the questions in GIFT, plain text that Moodle and many small tools read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from coursepack.model.pack import Pack
from coursepack.model.trace import Output
from coursepack.writers._quiz import Asked, Paper, quiz_of

FILES = ("quiz.gift.txt",)
SUMMARY = "the questions as plain text in GIFT, with their cited lines as feedback"
PROGRAM = "gift-pegjs"
TAKES = ()

# Moodle, "GIFT format": these are mark-up unless a backslash stands before them; and a backslash is, then.
_SPECIAL = re.compile(r"([~=#{}:\\])")
_ARROW = re.compile(r"-(?=>)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
_GAP, _WIDE_GAP = "____", "_____"
"""From five signs on, Moodle puts the field for a short answer into the gap."""


def write(pack: Pack) -> Output:
    """Write a category of the first source's title, then a block for each question, blank lines between them."""
    quiz = quiz_of(pack)
    paper = Paper(FILES[0])
    category = _CONTROL.sub(" ", paper.put("category", quiz.title)).replace("/", "//")
    blocks = [f"$CATEGORY: $course$/top/{category}"]
    for number, asked in enumerate(quiz.asked, start=1):
        blocks.append("\n".join(_question(asked, f"question {number}", paper)))
    return Output(files={FILES[0]: ("\n\n".join(blocks) + "\n").encode()}, trace=tuple(paper.trace))


def _question(asked: Asked, at: str, paper: Paper) -> Iterable[str]:
    paper.put(f"{at}, prompt", asked.prompt)
    prompt = r"\n".join(_escaped(each).replace(_GAP, _WIDE_GAP) for each in asked.paragraphs)
    lines = [paper.put(f"{at}, feedback {order}", line) for order, line in enumerate(asked.feedback, start=1)]
    feedback = r"\n".join(_escaped(line) for line in lines)
    yield f"[plain]{prompt}{{"
    yield from _answers(asked, at, paper)
    yield f"####{feedback}}}"


def _answers(asked: Asked, at: str, paper: Paper) -> Iterable[str]:
    if asked.form == "truth":
        yield "TRUE" if asked.options[0].is_right else "FALSE"
    for order, option in enumerate(asked.options if asked.form == "choice" else (), start=1):
        text = _escaped(paper.put(f"{at}, option {order}", option.line))
        yield f"{'=' if option.is_right else '~'}{text}"
    for order, line in enumerate(asked.accepted, start=1):
        # An asterisk stands for anything in an answer.
        yield f"={_escaped(paper.put(f'{at}, answer {order}', line))}".replace("*", r"\*")
    for order, (item, partner) in enumerate(zip(asked.items, asked.partners, strict=asked.form == "match"), start=1):
        head, tail = paper.put(f"{at}, item {order}", item), paper.put(f"{at}, partner {order}", partner)
        yield f"={_beside(head)} -> {_beside(tail)}"
    # The format knows no series: each line is matched with its number.
    for at_once in asked.mixed if asked.form == "order" else ():
        text = _beside(paper.put(f"{at}, item {at_once + 1}", asked.series[at_once]))
        yield f"={text} -> {at_once + 1}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", _CONTROL.sub(" ", text))


def _beside(text: str) -> str:
    """Take the source's own arrows apart: nothing can be put before one that parts no pair."""
    return _ARROW.sub("- ", _escaped(text))
