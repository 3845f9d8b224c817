"""Places that are not where the sources' text has them are found in pack.json."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from coursepack.model.anchors import Place


def line_of(files, line):
    return files["pack.json"].decode().split("\n")[line - 1].strip()


def test_a_quote_changed(lie, files):
    """A quote that is not the source's text names both words, on its line of pack.json."""
    found = lie("pack.json", '"planet must be."', '"planet may be."')
    [(file, line, text)] = [(file, line, text) for file, line, code, text in found if code == "quote"]
    assert (file, line_of(files, line)) == ("pack.json", '"quote": "planet must be."')
    assert text.endswith("but the source says 'must' there")


def test_an_offset_moved_by_one(lie, files):
    """An offset that is one off says where the quote stands, on its line of pack.json."""
    start = files["sources/S1.txt"].decode().index("1846")
    old = f'"start": {start},\n          "end": {start + 4},'
    found = lie("pack.json", old, old.replace(f"{start},", f"{start + 1},").replace(f"{start + 4},", f"{start + 5},"))
    [(line, text)] = [(line, text) for _, line, code, text in found if code == "offset"]
    assert line_of(files, line) == f'"start": {start},'
    assert text.endswith(f"but that stands from {start} to {start + 4}")


def test_a_line_number_changed(claim_lie, pack, files):
    """A span's line follows from its offset."""
    span = replace(pack.times[0].evidence[0], line=6)
    [(_, line, code, text)] = claim_lie("times", 0, evidence=(span,))
    assert (code, line_of(files, line)) == ("line", '"line": 5,')
    assert text == "T1: says line 6 of '1846', which stands on line 5"


def test_a_span_beyond_the_text(claim_lie, pack):
    """A span that leaves the text is told with the text's length."""
    span = replace(pack.times[0].evidence[0], start=900, end=904)
    [text] = [each[3] for each in claim_lie("times", 0, evidence=(span,)) if each[2] == "order"]
    assert text == f"T1: quotes '1846' of S1 from 900 to 904, but the text has {len(pack.texts['S1'].text)} characters"


@pytest.mark.parametrize(
    ("change", "code", "text"),
    [
        (("passages", 2, {"line": 15}), "line", "S1.p3: says line 15, but its first character stands on line 14"),
        (("passages", 2, {"end": 999}), "order", "S1.p3: runs from 239 to 999, in a text of 305 characters"),
        (("passages", 2, {"voice": "Eames"}), "name", "S1.p3: has the voice 'Eames', which its source never names"),
        (
            ("passages", 2, {"place": Place(time=(222.0, 225.25))}),
            "time",
            "S1.p3: begins at 222 s in the pack, but its caption's timing line says 221 s",
        ),
        (("sentences", 2, {"section": "S2.h1"}), "sections", "S1.s3: says section S2.h1, but is listed in S1.h1"),
        (("sections", 1, {"sentences": ("S2.s1",)}), "sections", "S2.s2: says section S2.h1, but is listed in none"),
    ],
)
def test_passages_sentences_and_sections(claim_lie, change, code, text):
    """Ranges, lines, times and sections agree with the text and with one another."""
    table, index, fields = change
    assert (code, text) in [each[2:] for each in claim_lie(table, index, **fields)]


def test_passages_that_overlap(claim_lie, pack):
    """A passage begins where the one before it has ended, or later."""
    second = pack.passages[1]
    text = f"S1.p2: begins at {second.start}, before the one before it ends at {second.start + 2}"
    assert text in [each[3] for each in claim_lie("passages", 0, end=second.start + 2)]
