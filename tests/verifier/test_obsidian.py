"""Each lie in obsidian/ is found: in lines, aliases, names of pages, and where links lead."""

from __future__ import annotations

import pytest

from coursepack.verifier import verify
from lights import export, lie, lights

INDEX, TOWER = "obsidian/The Eddystone lights.md", "obsidian/Sections/Winstanley's tower.md"
MAN, TERM = "obsidian/People and terms/Henry Winstanley.md", "obsidian/People and terms/Dovetail.md"


@pytest.fixture
def folder(tmp_path):
    """A folder for Obsidian, proven."""
    return export(lights(), tmp_path, "obsidian")


@pytest.mark.parametrize(
    ("page", "old", "new", "code"),
    [
        (TOWER, "In 1696", "In 1697", "words"),
        (TOWER, "|Winstanley]] in 1697", "|Smeaton]] in 1697", "words"),
        (TOWER, "|Winstanley]] in 1697", "|Smeaton]] in 1697", "trace"),
        (TOWER, "/Henry Winstanley|Winstanley]] in", "/John Smeaton|Winstanley]] in", "trace"),
        (TOWER, "[[People and terms/Henry Winstanley|W", "[[Lies/Henry Winstanley|W", "trace"),
        (TOWER, "*(promised, Winstanley)* ", "", "words"),
        (TOWER, "[L5] ^st2", "[L9] ^st2", "reference"),
        (TOWER, "[L5] ^st2", "^st2", "reference"),
        (TOWER, "^st2", "^st3", "trace"),
        (TOWER, "^st2", "^st2-lies", "trace"),
        (TOWER, "# Winstanley's tower", "# Smeaton's tower", "words"),
        (TOWER, "^st6", "^st6\n\n%%Winstanley lied%%", "untraced"),
        (TOWER, "^st6", "^st6\n\n![[Lies]]", "untraced"),
        (TOWER, "# W", "---\nauthor: Winstanley\n---\n# W", "untraced"),
        (MAN, '"Winstanley"', '"The liar"', "words"),
        (MAN, '  - "Winstanley"', '  - "Winstanley"\n  - "The liar"', "untraced"),
        (MAN, "aliases:", "tags: [liar]\naliases:", "untraced"),
        (MAN, "# Henry Winstanley", "# John Smeaton", "words"),
        (MAN, "tower#^st2|L5", "tower#^st2|L9", "reference"),
        (MAN, "tower#^st2|L5", "tower#^st3|L5", "trace"),
        (MAN, "Winstanley's tower#^st2|L5", "Smeaton's tower#^st2|L5", "trace"),
        (TERM, "no pull", "any pull", "words"),
        (TERM, " [S2 L6]", "", "reference"),
        (INDEX, "|Dovetail]]", "|Hydraulic lime]]", "words"),
        (INDEX, "[[Sections/Dates|", "[[Sections/Materials|", "trace"),
        (INDEX, "- [[Sections/Dates|Dates]]\n", "", "gone"),
    ],
)
def test_a_lie_in_a_page_is_found(folder, page, old, new, code):
    """Words, marks, places, aliases and other properties, comments, embedded pages, links to something else."""
    found = lie(folder, page, lambda data: data.replace(old.encode(), new.encode(), 1))
    assert code in [each for each, _ in found]


def test_a_page_that_is_called_something_else_is_found(folder):
    """A program shows the file's name as the title."""
    (folder / MAN).rename(folder / "obsidian/People and terms/The liar.md")
    codes = [(each.file, each.code) for each in verify(folder).findings]
    assert ("obsidian/People and terms/The liar.md", "title") in codes
    assert (MAN, "missing") in codes
