"""quiz.h5p: the questions as an H5P Question Set, for a site that has this content type; it holds no program."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from coursepack.model.pack import Pack
from coursepack.model.trace import Output
from coursepack.model.wording import FIXED
from coursepack.writers._quiz import Asked, Form, Line, Paper, Quiz, quiz_of
from coursepack.writers._quiz_xml import attribute, packed, paragraphs, xml

FILES = ("quiz.h5p",)
SUMMARY = (
    "the questions as an H5P Question Set, for a site that has this content type, with their cited lines as feedback"
)
PROGRAM = "Lumi's H5P server"
TAKES = ()

# Question Set 1.20 takes its questions in these versions alone (its semantics.json). H5P's validator (h5p.classes.php,
# isValidPackage) wants them installed, or a later Question Set, which brings the content up to date.
_SET = ("H5P.QuestionSet", 1, 20)
_KINDS: Mapping[Form, tuple[str, int, int]] = {
    "choice": ("H5P.MultiChoice", 1, 16),
    "typed": ("H5P.Blanks", 1, 14),
    "open": ("H5P.Essay", 1, 5),
    "truth": ("H5P.TrueFalse", 1, 8),
    "order": ("H5P.DragText", 1, 10),
    "match": ("H5P.DragText", 1, 10),
}
_LONGEST_TITLE = 255
"""Bytes in h5p.json (h5p.classes.php, h5pRequired), signs in a question's own title (its metadata)."""
_LONGEST_FEEDBACK = 2048
"""Of H5P.TrueFalse alone (semantics.json, feedbackOnCorrect)."""
_GAP, _ELLIPSIS = FIXED["blank"], FIXED["ellipsis"]
# What parts an answer from the next or from its tip in H5P.Blanks (blanks.js, parseSolution), and a word that is
# dragged from its tip or its feedback in H5P.DragText; neither can say the sign itself. Asterisks enclose both.
_PARTS_ANSWERS = re.compile(r"[*/:]")
_PARTS_DRAGGED = re.compile(r"[*:]|\\[+-]")
_STAR = "*"
_BUTTONS = {"enableRetry": True, "enableSolutionsButton": True}

Params = dict[str, Any]


def write(pack: Pack) -> Output:
    """Write the questions in the pack's order, less those that the format would read otherwise than they are meant."""
    quiz = quiz_of(pack)
    paper = Paper(FILES[0])
    asked = [each for each in quiz.asked if _fits(each)]
    used = sorted({_SET, *(_KINDS[each.form] for each in asked)})
    head = {
        "title": _title(quiz, paper),
        "language": pack.sources[0].language,
        "mainLibrary": _SET[0],
        "embedTypes": ["iframe"],
        "license": "U",
        "preloadedDependencies": [
            {"machineName": name, "majorVersion": major, "minorVersion": minor} for name, major, minor in used
        ],
    }
    content = {
        "introPage": {"showIntroPage": False},
        "progressType": "dots",
        "passPercentage": 50,
        "questions": [_question(each, f"question {number}", paper) for number, each in enumerate(asked, start=1)],
        "disableBackwardsNavigation": False,
        "randomQuestions": False,
        "endGame": {"showResultPage": True, "showSolutionButton": True, "showRetryButton": True, "overallFeedback": []},
        "override": {"checkButton": True},
    }
    files = {"h5p.json": _json(head), "content/content.json": _json(content)}
    return Output(files={FILES[0]: packed(files)}, trace=tuple(paper.trace))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _title(quiz: Quiz, paper: Paper) -> str:
    if 0 < len(quiz.title.text.encode()) <= _LONGEST_TITLE:
        return paper.put("title", quiz.title)
    key = "handout.questions"
    return paper.put("title", Line(text=FIXED[key], fixed=(key,)))


def _fits(asked: Asked) -> bool:
    """Tell whether the format's own signs leave the words as they are."""
    if asked.form == "typed":
        inside = [each for each in asked.paragraphs if _GAP in each]
        return not any(_STAR in each for each in inside) and not _any(_PARTS_ANSWERS, asked.accepted)
    if asked.form == "truth":
        return len(_feedback(each.text for each in asked.feedback)) <= _LONGEST_FEEDBACK
    if asked.form == "order":
        return not any(_STAR in each.text for each in asked.series)
    if asked.form == "match":
        starred = any(_STAR in each.text for each in (*asked.items, *asked.partners))
        return not starred and bool(_dragged(asked))
    return True


def _any(signs: re.Pattern[str], lines: Iterable[Line]) -> bool:
    return any(signs.search(each.text) for each in lines)


def _dragged(asked: Asked) -> Sequence[Line]:
    """Give the side that is dragged, the shorter one: a word in its place is cut after 17 signs."""
    sides = sorted((asked.partners, asked.items), key=lambda side: max(len(each.text) for each in side))
    return next((side for side in sides if not _any(_PARTS_DRAGGED, side)), ())


def _question(asked: Asked, at: str, paper: Paper) -> Params:
    name, major, minor = _KINDS[asked.form]
    title = asked.prompt.text
    metadata = {"license": "U"}
    if len(title) <= _LONGEST_TITLE:
        metadata["title"] = paper.put(f"{at}, title", asked.prompt)
    paper.put(f"{at}, prompt", asked.prompt)
    return {
        "library": f"{name} {major}.{minor}",
        "params": _PARAMS[asked.form](asked, at, paper),
        "metadata": metadata,
        "subContentId": str(uuid.uuid5(uuid.NAMESPACE_OID, asked.key)),
    }


def _lines(asked: Asked, at: str, paper: Paper, again: str = "") -> list[str]:
    return [paper.put(f"{at}, feedback {order}{again}", line) for order, line in enumerate(asked.feedback, start=1)]


def _feedback(lines: Iterable[str]) -> str:
    """Give what is shown as text, escaped, since the programs put it into a page as it is; line ends show as blanks."""
    return "\n".join(map(attribute, lines))


def _whatever(lines: Iterable[str]) -> list[Params]:
    """Show the lines whatever was answered."""
    return [{"from": 0, "to": 100, "feedback": _feedback(lines)}]


def _choice(asked: Asked, at: str, paper: Paper) -> Params:
    answers = [
        {"text": xml(paper.put(f"{at}, option {order}", option.line)), "correct": option.is_right}
        for order, option in enumerate(asked.options, start=1)
    ]
    return {
        "question": paragraphs(asked.paragraphs),
        "answers": answers,
        "overallFeedback": _whatever(_lines(asked, at, paper)),
        "behaviour": {
            **_BUTTONS,
            "type": "single",
            "singlePoint": True,
            "randomAnswers": False,
            "showSolutionsRequiresInput": True,
        },
    }


def _truth(asked: Asked, at: str, paper: Paper) -> Params:
    return {
        "question": paragraphs(asked.paragraphs),
        "correct": "true" if asked.options[0].is_right else "false",
        "behaviour": {
            **_BUTTONS,
            "feedbackOnCorrect": _feedback(_lines(asked, at, paper)),
            "feedbackOnWrong": _feedback(_lines(asked, at, paper, again=", if wrong")),
        },
    }


def _typed(asked: Asked, at: str, paper: Paper) -> Params:
    """Put the field into the prompt's gap, else behind the prompt."""
    answers = [xml(paper.put(f"{at}, answer {order}", line)) for order, line in enumerate(asked.accepted, start=1)]
    field = f"*{'/'.join(answers)}*"
    with_gap = [each for each in asked.paragraphs if _GAP in each][:1]
    before = paragraphs(each for each in asked.paragraphs if each not in with_gap)
    # Where nothing is said before, the site says what is to be done, in its own language.
    return ({"text": before} if before else {}) | {
        "questions": [paragraphs(with_gap or [_GAP]).replace(_GAP, field, 1)],
        "overallFeedback": _whatever(_lines(asked, at, paper)),
        "behaviour": {**_BUTTONS, "caseSensitive": False, "showSolutionsRequiresInput": True, "autoCheck": False},
    }


def _open(asked: Asked, at: str, paper: Paper) -> Params:
    """Ask for a text, which no program marks: the answer and its lines are the sample solution."""
    # One keyword is wanted; what is found adds nothing where scoring is ignored.
    options = {"points": 1, "occurrences": 1, "caseSensitive": False, "forgiveMistakes": False}
    return {
        "taskDescription": paragraphs(asked.paragraphs),
        "solution": {"introduction": "", "sample": paragraphs(_lines(asked, at, paper))},
        "keywords": [{"keyword": _ELLIPSIS, "options": options}],
        "overallFeedback": [],
        "behaviour": {"enableRetry": True, "inputFieldSize": "10", "ignoreScoring": True},
    }


def _order(asked: Asked, at: str, paper: Paper) -> Params:
    """Let each line's number be dragged to it."""
    lines = [(own + 1, paper.put(f"{at}, item {own + 1}", asked.series[own])) for own in asked.mixed]
    return _dragging(asked, at, paper, [f"*{number}* {xml(line)}" for number, line in lines])


def _match(asked: Asked, at: str, paper: Paper) -> Params:
    lines = []
    is_partner = _dragged(asked) == asked.partners
    for order, (one, other) in enumerate(zip(asked.items, asked.partners, strict=True), start=1):
        item, partner = xml(paper.put(f"{at}, item {order}", one)), xml(paper.put(f"{at}, partner {order}", other))
        lines.append(f"{item} – *{partner}*" if is_partner else f"*{item}* – {partner}")
    return _dragging(asked, at, paper, lines)


def _dragging(asked: Asked, at: str, paper: Paper, lines: Iterable[str]) -> Params:
    return {
        "taskDescription": paragraphs(asked.paragraphs),
        "textField": "\n".join(lines),
        "distractors": "",
        "overallFeedback": _whatever(_lines(asked, at, paper)),
        "behaviour": {**_BUTTONS, "instantFeedback": False},
    }


_PARAMS = {
    "choice": _choice,
    "typed": _typed,
    "open": _open,
    "truth": _truth,
    "order": _order,
    "match": _match,
}
