"""Checks quiz.h5p: reads each question as its H5P content type does, and knows no settings but those written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from coursepack.model.trace import TraceLine
from coursepack.model.wording import FIXED
from coursepack.verifier.anchors import Case
from coursepack.verifier.formats._json import read_json
from coursepack.verifier.formats._packed import unpacked
from coursepack.verifier.formats._quiz import Read, check_quiz, shown_by_html
from coursepack.verifier.report import excerpt
from coursepack.verifier.units import Unit

__all__ = ["FILES", "check"]

FILES = ("quiz.h5p",)

_PARTS = ("h5p.json", "content/content.json")
_WORDS = ".*"
_SET = "H5P.QuestionSet 1.20"
_CHOICE, _TRUTH, _TYPED = "H5P.MultiChoice 1.16", "H5P.TrueFalse 1.8", "H5P.Blanks 1.14"
_DRAGGED, _OPEN = "H5P.DragText 1.10", "H5P.Essay 1.5"
_UUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_GAP, _ELLIPSIS = FIXED["blank"], FIXED["ellipsis"]

Allowed = str | bool | int | type[bool]
"""A pattern of text, a value, or either of `bool`."""

_HEAD_RULES: Mapping[str, Allowed] = {
    "title": _WORDS,
    "language": r"[-a-zA-Z]{1,10}",
    "mainLibrary": r"H5P\.QuestionSet",
    "embedTypes[]": "iframe",
    "license": "U",
}
_CONTENT_RULES: Mapping[str, Allowed] = {
    "introPage/showIntroPage": False,
    "progressType": "dots",
    "passPercentage": 50,
    "disableBackwardsNavigation": False,
    "randomQuestions": False,
    "endGame/showResultPage": True,
    "endGame/showSolutionButton": True,
    "endGame/showRetryButton": True,
    "override/checkButton": True,
}
_SHOWN: Mapping[str, Allowed] = {
    "overallFeedback[]/from": 0,
    "overallFeedback[]/to": 100,
    "overallFeedback[]/feedback": _WORDS,
    "behaviour/enableRetry": True,
    "behaviour/enableSolutionsButton": True,
}
_PARAMS: Mapping[str, Mapping[str, Allowed]] = {
    _CHOICE: {
        **_SHOWN,
        "question": _WORDS,
        "answers[]/text": _WORDS,
        "answers[]/correct": bool,
        "behaviour/type": "single",
        "behaviour/singlePoint": True,
        "behaviour/randomAnswers": False,
        "behaviour/showSolutionsRequiresInput": True,
    },
    _TRUTH: {
        "question": _WORDS,
        "correct": "true|false",
        "behaviour/enableRetry": True,
        "behaviour/enableSolutionsButton": True,
        "behaviour/feedbackOnCorrect": _WORDS,
        "behaviour/feedbackOnWrong": _WORDS,
    },
    _TYPED: {
        **_SHOWN,
        "text": _WORDS,
        "questions[]": _WORDS,
        "behaviour/caseSensitive": False,
        "behaviour/showSolutionsRequiresInput": True,
        "behaviour/autoCheck": False,
    },
    _DRAGGED: {
        **_SHOWN,
        "taskDescription": _WORDS,
        "textField": _WORDS,
        "distractors": "",
        "behaviour/instantFeedback": False,
    },
    _OPEN: {
        "taskDescription": _WORDS,
        "solution/introduction": "",
        "solution/sample": _WORDS,
        "keywords[]/keyword": re.escape(_ELLIPSIS),
        "keywords[]/options/points": 1,
        "keywords[]/options/occurrences": 1,
        "keywords[]/options/caseSensitive": False,
        "keywords[]/options/forgiveMistakes": False,
        "behaviour/enableRetry": True,
        "behaviour/inputFieldSize": "10",
        "behaviour/ignoreScoring": True,
    },
}
_KEY = re.compile(r"\w+")
_PLACE = re.compile(r"\[\d+\]")
_BLANK = re.compile(r"\*([^*]+)\*")
_HIDDEN = re.compile(r":|\\[+-]")
_NUMBERED = re.compile(r"\*(\d+)\* ([^*]+)")
_PAIR = re.compile(r"([^*]+) – \*([^*]+)\*|\*([^*]+)\* – ([^*]+)")

Leaves = Mapping[str, Any]
"""Each value of a question by its path: "params/answers[0]/text"."""


def check(case: Case, file: str, data: bytes, traced: Sequence[TraceLine]) -> None:
    parts = unpacked(data, partial(case.found.add, file, None), _PARTS)
    if parts is None:
        return
    head, content = (read_json(case, file, parts.get(name, b"")) for name in _PARTS)
    if not isinstance(head, dict) or not isinstance(content, dict):
        case.found.add(file, None, "unreadable", "lacks its settings or its content")
        return
    wanted, questions = head.pop("preloadedDependencies", None), content.pop("questions", None)
    every = [dict(_leaves(each)) for each in questions] if isinstance(questions, list) else []
    if wanted != _dependencies({_SET, *(str(each.get("library")) for each in every)}):
        case.found.add(file, None, "question", "does not ask for the content types of its questions, each once")
    _allow(case, file, "the head", dict(_leaves(head)), _HEAD_RULES)
    _allow(case, file, "the set", dict(_leaves(content)), _CONTENT_RULES)
    reads = []
    for number, leaves in enumerate(every, start=1):
        reads.append(Read(at=f"question {number}"))
        _allow(case, file, reads[-1].at, leaves, _rules(leaves))
        _question(reads[-1], leaves)
    frame = [Unit(at="title", text=str(head.get("title", "")))]
    check_quiz(case, file, reads, frame, traced)


def _dependencies(libraries: set[str]) -> list[dict[str, object]]:
    parts = sorted(
        (name, *map(int, version.split("."))) for name, _, version in (each.partition(" ") for each in libraries)
    )
    return [{"machineName": name, "majorVersion": major, "minorVersion": minor} for name, major, minor in parts]


def _rules(leaves: Leaves) -> Mapping[str, Allowed]:
    library = leaves.get("library")
    return {
        "library": "|".join(map(re.escape, _PARAMS)),
        "metadata/license": "U",
        "metadata/title": _WORDS,
        "subContentId": _UUID,
        **{f"params/{path}": rule for path, rule in _PARAMS.get(str(library), {}).items()},
    }


def _leaves(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Yield each value that holds no others, with its path; a key that could be mistaken for a path is one of these."""
    if isinstance(value, dict) and all(map(_KEY.fullmatch, value)):
        for key, each in value.items():
            yield from _leaves(each, f"{path}/{key}" if path else key)
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _leaves(each, f"{path}[{number}]")
    else:
        yield path, value


def _allow(case: Case, file: str, at: str, leaves: Leaves, rules: Mapping[str, Allowed]) -> None:
    for path, value in leaves.items():
        rule = rules.get(_PLACE.sub("[]", path))
        if isinstance(rule, str):
            is_allowed = isinstance(value, str) and re.fullmatch(rule, value, re.DOTALL) is not None
        elif rule is bool:
            is_allowed = isinstance(value, bool)
        else:
            is_allowed = type(value) is type(rule) and value == rule
        if not is_allowed:
            text = f"{at}, {path} says '{excerpt(str(value))}', which no claim stands behind"
            case.found.add(file, None, "untraced", text)


def _all(leaves: Leaves, path: str) -> list[str]:
    """Give the texts at a path, of a list all, in order."""
    return [str(value) for each, value in leaves.items() if _PLACE.sub("[]", each) == f"params/{path}"]


def _shown(leaves: Leaves, path: str) -> str:
    return " ".join(piece for each in _all(leaves, path) for piece in shown_by_html(each))


def _question(read: Read, leaves: Leaves) -> None:
    if "metadata/title" in leaves:
        # It is no HTML; where a program took it for some, it would show no other words.
        read.put("title", str(leaves["metadata/title"]))
    reader = _READERS.get(str(leaves.get("library")))
    if reader is None:
        return
    for order, line in enumerate("\n".join(_all(leaves, "overallFeedback[]/feedback")).split("\n"), start=1):
        read.put(f"feedback {order}", " ".join(shown_by_html(line)))
    reader(read, leaves)


def _choice(read: Read, leaves: Leaves) -> None:
    read.form = "choice"
    read.put("prompt", _shown(leaves, "question"))
    texts = [" ".join(shown_by_html(each)) for each in _all(leaves, "answers[]/text")]
    keys = _all(leaves, "answers[]/correct")
    for order, (text, key) in enumerate(zip(texts, keys, strict=False), start=1):
        read.put(f"option {order}", text)
        (read.right if key == "True" else read.wrong).append(text)
    if len(texts) != len(keys):
        read.form = ""


def _truth(read: Read, leaves: Leaves) -> None:
    read.form = "truth"
    read.put("prompt", _shown(leaves, "question"))
    read.truth = {"true": True, "false": False}.get("; ".join(_all(leaves, "correct")))
    for name, again in (("feedbackOnCorrect", ""), ("feedbackOnWrong", ", if wrong")):
        for order, line in enumerate("\n".join(_all(leaves, f"behaviour/{name}")).split("\n"), start=1):
            read.put(f"feedback {order}{again}", " ".join(shown_by_html(line)))


def _typed(read: Read, leaves: Leaves) -> None:
    """Find the field between asterisks; a slash parts its answers, behind a colon stands a tip."""
    read.form = "typed"
    text = "\n".join(_all(leaves, "questions[]"))
    prompt = (*shown_by_html("".join(_all(leaves, "text"))), *shown_by_html(_BLANK.sub(_GAP, text)))
    read.put("prompt", " ".join(prompt))
    fields = _BLANK.findall(text)
    if len(fields) != 1 or text.count("*") != 2 or _HIDDEN.search(fields[0]):
        read.form = ""
    for order, answer in enumerate((each for field in fields for each in re.split("[/:]", field)), start=1):
        said = " ".join(shown_by_html(answer))
        read.put(f"answer {order}", said)
        read.right.append(said)


def _open(read: Read, leaves: Leaves) -> None:
    read.form = "open"
    read.put("prompt", _shown(leaves, "taskDescription"))
    for order, line in enumerate(shown_by_html("".join(_all(leaves, "solution/sample"))), start=1):
        read.put(f"feedback {order}", line)


def _dragged(read: Read, leaves: Leaves) -> None:
    """Read a line each: with the number that is dragged to it, or as a pair of which one is dragged."""
    read.put("prompt", _shown(leaves, "taskDescription"))
    lines = "\n".join(_all(leaves, "textField")).split("\n")
    numbered = [found for each in lines if (found := _NUMBERED.fullmatch(each))]
    if sorted(int(each[1]) for each in numbered) == list(range(1, len(lines) + 1)):
        series = {int(each[1]): " ".join(shown_by_html(each[2])) for each in numbered}
        read.form, read.series = "order", [series[number] for number in sorted(series)]
        for number, text in series.items():
            read.put(f"item {number}", text)
        return
    read.form = "match"
    for number, line in enumerate(lines, start=1):
        found = _PAIR.fullmatch(line)
        if found is None or any(map(_HIDDEN.search, _BLANK.findall(line))):
            read.form = ""
            read.put(f"line {number}", " ".join(shown_by_html(line)))
            continue
        item, partner = (" ".join(shown_by_html(each)) for each in found.groups() if each is not None)
        read.pairs.append((item, partner))
        read.put(f"item {number}", item)
        read.put(f"partner {number}", partner)


_READERS = {_CHOICE: _choice, _TRUTH: _truth, _TYPED: _typed, _DRAGGED: _dragged, _OPEN: _open}
