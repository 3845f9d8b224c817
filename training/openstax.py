"""Read the open textbooks' paragraphs, the held-back book left out."""

import json
from collections.abc import Iterator
from pathlib import Path

# The test book of the whole project: nothing that is trained may see it.
HELD_BACK = frozenset({"us-history"})


class HeldBackBookError(ValueError):
    """A text of a held-back book reached the training side."""


def refuse_held_back(book: str) -> str:
    """Give the book's name back, or raise where no model may see it."""
    if book in HELD_BACK:
        raise HeldBackBookError(f"book {book!r} is held back for tests and may not be trained on")
    return book


def paragraphs(shared: Path) -> Iterator[tuple[str, str]]:
    """Yield (book, paragraph) of every book that may be trained on, white space made single."""
    path = shared / "eval" / "openstax" / "sections.jsonl"
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            section = json.loads(line)
            if section["book"] in HELD_BACK:
                continue
            book = refuse_held_back(section["book"])
            for _, text in section["paras"]:
                text = " ".join(text.split())
                if text:
                    yield book, text
