"""deck.pptx is proven, and each planted lie in it is found: on slides, in notes, and where only a program looks."""

from __future__ import annotations

import io
import zipfile
from hashlib import sha256

import pytest

from coursepack.model.codec import to_json
from coursepack.model.trace import TraceFile, TraceLine, trace_to_json
from coursepack.verifier import verify
from coursepack.writers import pptx
from quarrel import quarrel

PACK = quarrel()
OUTPUT = pptx.write(PACK)
DECK = OUTPUT.files["deck.pptx"]
TITLE = "ppt/slides/slide2.xml"


def found(tmp_path, deck, trace=OUTPUT.trace):
    """Give what is found in a pack's folder with this deck, whose hash is right."""
    files = {"pack.json": to_json(PACK), "sources/S1.txt": PACK.texts["S1"].text.encode(), "deck.pptx": deck}
    hashes = {name: sha256(data).hexdigest() for name, data in files.items()}
    files["trace.json"] = trace_to_json(TraceFile(files=hashes, lines=tuple(trace)))
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    return [(each.code, each.text) for each in verify(tmp_path).findings if each.file == "deck.pptx"]


def changed(part, old, new, **more):
    """Give the deck with one piece of one part changed, and parts added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(DECK)) as archive, zipfile.ZipFile(out, "w") as copy:
        for name in archive.namelist():
            text = archive.read(name)
            if name == part:
                assert old.encode() in text, old
                text = text.replace(old.encode(), new.encode(), 1)
            copy.writestr(name, text)
        for name, text in more.items():
            copy.writestr(name.replace("__", "/"), text)
    return out.getvalue()


def test_a_deck_is_proven(tmp_path):
    """Nothing is found where nothing is wrong."""
    assert found(tmp_path, DECK) == []


LIES = [
    ("a word", TITLE, "thanked Le", "cursed Le", "words", "slide 2, line 2: prints"),
    ("a date", TITLE, ">1847<", ">1848<", "words", "slide 2, line 3: prints"),
    ("a mark", TITLE, "promised, Airy", "Airy", "words", "slide 2, line 4"),
    ("a title", TITLE, ">Galle<", ">Airy<", "words", "slide 2, line 1: prints"),
    ("a side", "ppt/slides/slide3.xml", "haste", "caution", "words", "slide 3, line 3: prints"),
    (
        "a quote",
        "ppt/notesSlides/notesSlide1.xml",
        "In 1846 Galle",
        "In 1846 Airy",
        "words",
        "slide 2, notes 1: prints",
    ),
    ("a place", "ppt/notesSlides/notesSlide1.xml", "[L1]", "[L2]", "reference", "refers to '[L2]'"),
    ("no place", "ppt/notesSlides/notesSlide1.xml", " [L1]", "", "reference", "has no reference"),
    ("a line more", TITLE, "</a:p>", "</a:p><a:p><a:r><a:t>Airy lied.</a:t></a:r></a:p>", "words", "slide 2, line 2"),
    ("a name", TITLE, 'name="Title 1"', 'name="Airy lied"', "untraced", "names a shape 'Airy lied'"),
    ("an alternative text", TITLE, 'name="Title 1"', 'name="Title 1" descr="Airy lied"', "untraced", "'Airy lied'"),
    ("a number", TITLE, "<a:t>2</a:t>", "<a:t>7</a:t>", "untraced", "prints '7'"),
    ("a property", "docProps/core.xml", "</cp:core", "<dc:creator>Airy</dc:creator></cp:core", "untraced", "'Airy'"),
    ("the title", "docProps/core.xml", ">S1<", ">Airy lied<", "words", "title: prints 'Airy"),
    ("a comment", TITLE, "<p:cSld>", "<p:cSld><!-- Airy lied -->", "untraced", "says 'Airy lied'"),
    (
        "a word on a layout",
        "ppt/slideLayouts/slideLayout2.xml",
        "</p:spTree>",
        "<p:sp><p:txBody><a:p><a:r><a:t>Airy lied</a:t></a:r></a:p></p:txBody></p:sp></p:spTree>",
        "untraced",
        "says 'Airy lied'",
    ),
    (
        "a link",
        "ppt/slides/_rels/slide2.xml.rels",
        "</Relationships>",
        '<Relationship Id="a" Type="x/hyperlink" Target="https://example.org/" TargetMode="External"/></Relationships>',
        "external",
        "leads to 'https://example.org/'",
    ),
    (
        "comments",
        "ppt/slides/_rels/slide2.xml.rels",
        "</Relationships>",
        '<Relationship Id="rId9" Type="x/comments" Target="../comments/c1.xml"/></Relationships>',
        "untraced",
        "has the comments 'ppt/comments/c1.xml'",
    ),
    ("a bullet", TITLE, "<a:p>", '<a:p><a:pPr><a:buChar char="Airy lied"/></a:pPr>', "untraced", "the bullet 'Airy"),
    ("a slide's name", TITLE, "<p:cSld>", '<p:cSld name="Airy lied">', "untraced", "has slides named 'Airy lied'"),
    ("an instruction", TITLE, "<p:sld ", "<?airy lied?><p:sld ", "untraced", "says 'lied'"),
    (
        "a list of slides",
        "ppt/presentation.xml",
        "<p:sldSz",
        '<p:extLst><p:ext><p14:section xmlns:p14="p14" name="Airy lied"/></p:ext></p:extLst><p:sldSz',
        "untraced",
        "named 'Airy lied'",
    ),
]


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: lie[0])
def test_a_lie_is_found(tmp_path, lie):
    """Each by what it is and where."""
    _, part, old, new, code, text = lie
    assert any(each == code and text in said for each, said in found(tmp_path, changed(part, old, new)))


def test_a_hidden_slide_is_read(tmp_path):
    """A program shows it to whoever looks."""
    deck = changed(TITLE, "<p:sld ", '<p:sld show="0" ')
    assert found(tmp_path, deck) == []
    assert found(tmp_path, changed(TITLE, "thanked Le", "cursed Le")) != []


def test_a_slide_that_no_list_names_is_found(tmp_path):
    """Words may not lie in the file unseen."""
    more = {"ppt__slides__slide9.xml": "<sld><t>Airy lied</t></sld>"}
    assert [text for _, text in found(tmp_path, changed(TITLE, "<p:cSld>", "<p:cSld>", **more))] == [
        "'ppt/slides/slide9.xml' is a slide or a note that the deck does not show",
        "'ppt/slides/slide9.xml' says 'Airy lied', which no claim stands behind",
    ]


def test_a_slide_taken_out_is_missed(tmp_path):
    """Each traced line is printed."""
    with zipfile.ZipFile(io.BytesIO(DECK)) as archive:
        ident = archive.read("ppt/presentation.xml").decode().split("<p:sldId ")[-1].split("/>")[0]
    lies = found(tmp_path, changed("ppt/presentation.xml", f"<p:sldId {ident}/>", ""))
    assert ("gone", "slide 3, line 2, traced to L2/cause, is not printed") in lies


def test_marks_are_asked_for(tmp_path):
    """A promise without its mark is found, whatever the trace says."""
    trace = [
        TraceLine(file=each.file, at=each.at, claims=each.claims[:1], fixed=())
        if each.at == "slide 2, line 4"
        else each
        for each in OUTPUT.trace
    ]
    lies = found(tmp_path, changed(TITLE, " (approximate date, promised, Airy)", ""), trace)
    assert ("mark", "slide 2, line 4 is not marked 'promised', as its claim is") in lies


def test_what_is_no_deck(tmp_path):
    """One finding, and no more."""
    [(code, text)] = [each for each in found(tmp_path, b"PK broken") if each[0] != "gone"]
    assert (code, text.partition(" (")[0]) == ("unreadable", "is no archive that can be opened")
