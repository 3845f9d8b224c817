"""obsidian/: pages, their names on every system, links, block references, aliases."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from coursepack.writers._vault import Names
from coursepack.writers.obsidian import write
from lights import lights

LINK = re.compile(r"\[\[([^\]|#]+)(?:#\^([\w-]+))?\|[^\]]+\]\]")


@pytest.fixture(scope="module")
def pages():
    """The pages of the small pack, by path."""
    return {name.removeprefix("obsidian/"): data.decode() for name, data in write(lights()).files.items()}


def test_each_section_and_each_name_has_a_page(pages):
    """And one, called like the first source, leads to all."""
    assert pages["The Eddystone lights.md"].count("[[") == len(pages) - 1
    assert "Sections/Smeaton's tower.md" in pages
    assert "People and terms/Hydraulic lime.md" in pages


def test_names_in_statements_lead_to_their_pages(pages):
    """By the words that the source has for them, once a line."""
    line = "- A French privateer seized [[People and terms/Henry Winstanley|Winstanley]] in 1697. [L5] ^st2"
    assert line in pages["Sections/Winstanley's tower.md"].split("\n")


def test_a_page_of_a_name_has_its_aliases_and_what_is_said(pages):
    """Each place leads to the line in its section; the page does not lead to itself."""
    assert pages["People and terms/Henry Winstanley.md"].split("\n")[:8] == [
        "---",
        "aliases:",
        '  - "Winstanley"',
        "---",
        "",
        "# Henry Winstanley",
        "",
        (
            "- In 1696 Henry Winstanley began to build a wooden lighthouse on the "
            "[[People and terms/Eddystone|Eddystone]], a reef off Plymouth. [[Sections/Winstanley's tower#^st1|L5]]"
        ),
    ]


def test_every_link_leads_to_a_page_and_a_line_that_are_there(pages):
    """A dead link makes an empty page in Obsidian."""
    links = [found for text in pages.values() for found in LINK.findall(text)]
    assert len(links) > 20
    for path, block in links:
        assert not block or f" ^{block}\n" in pages[f"{path}.md"]
        assert f"{path}.md" in pages


@pytest.mark.parametrize(
    ("title", "path"),
    [
        ("What now? A/B: [x] #1", "What now A B x 1"),
        ("CON", "CON -"),
        ("nul.txt", "nul.txt -"),
        (" Ends with a dot. ", "Ends with a dot"),
        ("...", ""),
        ("大躍進", "大躍進"),
        ("long " * 40, ("long " * 16).strip()),
    ],
)
def test_a_name_is_one_that_every_system_takes(title, path):
    """Windows, macOS, Android and Obsidian's links each refuse something else."""
    assert Names().path("", title) == path


def test_names_that_differ_in_case_alone_are_numbered():
    """They are one file on many systems."""
    names = Names()
    given = [names.path(*each) for each in (("a", "Leap"), ("a", "leap"), ("b", "Leap"))]
    assert given == ["a/Leap", "a/leap 2", "b/Leap"]
    assert [names.path("a", "LEAP", "S2"), names.path("a", "LEAP", "S2")] == ["a/LEAP S2", "a/LEAP 3"]


def test_two_sections_of_one_title_have_pages_of_their_own():
    """The talk and the slides often have the same."""
    pack = lights()
    first, second, *rest = pack.sections
    sections = (first, replace(second, title=first.title, evidence=first.evidence), *rest)
    files = write(replace(pack, sections=sections)).files
    assert {"obsidian/Sections/Winstanley's tower.md", "obsidian/Sections/Winstanley's tower S1.md"} <= set(files)
