"""Checks quiz.gift.txt: reads GIFT as Moodle describes it, and holds words and key against the questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coursepack.model.trace import TraceLine
from coursepack.verifier.anchors import Case
from coursepack.verifier.formats._quiz import Read, check_quiz
from coursepack.verifier.units import Unit

__all__ = ["FILES", "check"]

FILES = ("quiz.gift.txt",)

_HIDDEN = 0xDC00
"""What is escaped waits among the surrogates, which no UTF-8 text has, until the mark-up around it is gone."""
_ESCAPED = re.compile(r"\\([~=#{}:\\n*])")
_SHOWN = {_HIDDEN + ord(sign): sign for sign in "~=#{}:\\*"} | {_HIDDEN + ord("n"): "\n"}
_CATEGORY = re.compile(r"\$CATEGORY: \$course\$/top/(.*)")
_ANSWERS = re.compile(r"\{(.*)\}", re.DOTALL)
_FORMAT = "[plain]"


def check(case: Case, file: str, data: bytes, traced: Sequence[TraceLine]) -> None:
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        case.found.add(file, data.count(b"\n", 0, error.start) + 1, "unreadable", "is no UTF-8 text")
        return
    frame: list[Unit] = []
    reads: list[Read] = []
    for line, block in _blocks(text):
        category = _CATEGORY.fullmatch(block)
        if category is not None:
            name = category[1].replace("//", "/")
            frame.append(Unit(at="category" if not frame else f"category on line {line}", text=name, line=line))
        else:
            read = Read(at=f"question {len(reads) + 1}", line=line)
            reads.append(read)
            _question(read, block)
    check_quiz(case, file, reads, frame, traced)


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield what stands between blank lines, with its first line."""
    line, block = 1, ""
    for number, each in enumerate((*text.split("\n"), ""), start=1):
        if each.strip():
            line = line if block else number
            block += f"\n{each}" if block else each
        elif block:
            yield line, block
            block = ""


def _question(read: Read, block: str) -> None:
    """Read a block; whatever is no part of the form is a unit that nothing is traced to."""
    block = _ESCAPED.sub(lambda found: chr(_HIDDEN + ord(found[1])), block)
    found = _ANSWERS.search(block)
    if found is None:
        read.put("block", _plain(block))
        return
    prompt = block[: found.start()]
    read.put("prompt", _plain(prompt.removeprefix(_FORMAT)))
    read.put("block", _plain(block[found.end() :]))
    answers, _, feedback = found[1].partition("####")
    for order, each in enumerate(feedback.replace(chr(_HIDDEN + ord("n")), "\n").split("\n"), start=1):
        read.put(f"feedback {order}", _plain(each))
    lines = [each for each in answers.split("\n") if each.strip()]
    if not lines:
        read.form = "open"
    elif lines in (["TRUE"], ["FALSE"]):
        read.form, read.truth = "truth", lines == ["TRUE"]
    elif all(each.startswith("=") and " -> " in each for each in lines):
        _pairs(read, [each[1:].split(" -> ", 1) for each in lines])
    elif any(each.startswith("~") for each in lines):
        read.form = "choice"
        _options(read, lines, "option")
    else:
        read.form = "typed"
        _options(read, lines, "answer")


def _options(read: Read, lines: Sequence[str], name: str) -> None:
    for order, each in enumerate(lines, start=1):
        # What stands behind a "#" is a feedback of its own, which is not written: it counts as words of the option.
        text = _plain(each[1:] if each[0] in "=~" else each)
        read.put(f"{name} {order}", text)
        (read.right if each.startswith("=") else read.wrong).append(text)


def _pairs(read: Read, pairs: Sequence[Sequence[str]]) -> None:
    tails = [tail.strip() for _, tail in pairs]
    if sorted(tails) == sorted(str(number) for number in range(1, len(pairs) + 1)):
        read.form = "order"
        series = sorted((int(tail), _plain(head)) for head, tail in pairs)
        read.series = [text for _, text in series]
        for number, text in series:
            read.put(f"item {number}", text)
        return
    read.form = "match"
    for order, (head, tail) in enumerate(pairs, start=1):
        read.put(f"item {order}", _plain(head))
        read.put(f"partner {order}", _plain(tail))
        read.pairs.append((_plain(head), _plain(tail)))


def _plain(text: str) -> str:
    return text.translate(_SHOWN)
