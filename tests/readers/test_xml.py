"""XML that explodes, reaches outside, nests without end, or is none."""

from __future__ import annotations

import pytest

from coursepack.errors import BadFile
from coursepack.readers import _xml
from coursepack.readers._xml import attribute, children, first, named, parse_xml

_LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
LAUGHS = f'<!DOCTYPE a [<!ENTITY l0 "ha">{_LAUGHS}]>'
WHO = "no office program does; find out who made it"

DEEP = "no office program does that; find out who made it"


def refused(data: str | bytes) -> str:
    with pytest.raises(BadFile) as caught:
        parse_xml(data.encode() if isinstance(data, str) else data, "a.xml", source="a.pptx")
    return str(caught.value).removeprefix("a.pptx: ")


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    ("xml", "said"),
    [
        (f"{LAUGHS}<a/>", f"declares a document type in 'a.xml'; {WHO}"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', f"declares a document type in 'a.xml'; {WHO}"),
        (f"{LAUGHS}<a b='&l9;'/>", f"declares a document type in 'a.xml'; {WHO}"),
        ("<a><b></a>", "is broken at 'a.xml'; save it again, or copy it anew"),
        ("<a>&other;</a>", "is broken at 'a.xml'; save it again, or copy it anew"),
        (b"\xff\xfe\x00", "is broken at 'a.xml'; save it again, or copy it anew"),
        ("<a>" * 201 + "</a>" * 201, f"is nested too deep in 'a.xml'; {DEEP}"),
        ("<a>" * 90_000, f"is nested too deep in 'a.xml'; {DEEP}"),
    ],
)
def test_what_is_not_safe_or_no_xml_is_refused(xml, said):
    """No entity is resolved, nothing outside is asked for, and no tree is deeper than its reader can go."""
    assert refused(xml) == said


def test_the_elements_of_a_part_are_bounded(monkeypatch):
    """Each takes a hundred bytes of memory, whatever it took in the file."""
    monkeypatch.setattr(_xml, "_MOST_SIGNS", 10)
    said = "has more elements in 'a.xml' than is safe to read; divide it into several files"
    assert refused("<a>" + "<b/>" * 10 + "</a>") == said
    assert refused("<a " + " ".join(f'b{n}=""' for n in range(11)) + "/>") == said


def test_names_have_the_usual_prefixes():
    """Whatever prefixes the file has, and whether its names are the transitional or the strict ones."""
    for space in ("schemas.openxmlformats.org/wordprocessingml/2006/main", "purl.oclc.org/ooxml/wordprocessingml/main"):
        xml = f'<x:p xmlns:x="http://{space}" x:val="1" plain="2"><x:r/><other xmlns="urn:x"/></x:p>'
        root = parse_xml(xml.encode(), "a.xml", source="a.docx")
        assert [named(root), *map(named, root)] == ["w:p", "w:r", "?:other"]
        assert (attribute(root, "w:val"), attribute(root, "plain"), attribute(root, "val")) == ("1", "2", "")
        assert first(root, "w:r") is children(root, "w:r")[0]
        assert first(root, "w:t", "w:r") is None
