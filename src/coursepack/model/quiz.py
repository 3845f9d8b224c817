"""In which order a question's options and lines are shown: the same in every file, without a clue to the right one."""

from __future__ import annotations

from hashlib import sha256

from coursepack.model.claims import Question
from coursepack.model.wording import Wording, printed

__all__ = ["shown"]


def shown(question: Question) -> tuple[Wording, ...]:
    """Give a choice's options, answer included, or the lines of `order` or the partners of `match`, as they are shown.

    Their order follows from a hash of the words, so the right one stands in every place.
    """
    if question.kind == "choice":
        options = (question.answer_wording, *question.distractor_wordings)
    else:
        options = question.partners or question.items
    mixed = tuple(sorted(options, key=lambda each: sha256(f"{question.prompt}\n{printed(each)}".encode()).digest()))
    # By chance they can stand as they should: then the first goes last.
    return (*mixed[1:], mixed[0]) if question.kind != "choice" and mixed == options else mixed
