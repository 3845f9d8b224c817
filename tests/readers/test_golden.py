"""Each reader's golden cases: a file in, its pieces out."""

from __future__ import annotations

import pytest

from coursepack.model.anchors import Text
from coursepack.notices import Log
from coursepack.plugins import reader_for
from coursepack.readers._marks import visible
from golden import cases, check


def shown(data: bytes, source: str) -> str:
    """Print a reading: its kind and title, its notices, and a line for each piece, without its marks."""
    log = Log()
    reading = reader_for(source).read(data, source=source, log=log)
    text = Text(source, reading.text)
    out = [f"kind {reading.kind}", f"title {reading.title}".rstrip()]
    out += [f"notice {each.kind} {each.place.line or '-'} | {each.text}" for each in log.notices]
    for piece in reading.pieces:
        head = [piece.role, str(piece.level), str(text.line(piece.start))]
        if piece.place and piece.place.time:
            head.append("[{:g} {:g}]".format(*piece.place.time))
        if piece.voice:
            head.append(piece.voice)
        marks = [each for each in reading.marks if piece.start <= each[0] < piece.end]
        out.append(f"{' '.join(head)} | {visible(reading.text, piece.start, piece.end, marks)}")
    return "\n".join(out)


@pytest.mark.parametrize("case", cases("readers"), ids=lambda case: case.path.stem)
def test_a_file_gives_the_pieces_that_its_case_expects(case):
    """A reader gives the kind, title, notices and pieces that the case shows."""
    check(case, shown(case.input.encode(), case.name))
