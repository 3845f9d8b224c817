"""Each lie in handout.pdf is found: in its lines, and wherever else a program could show words."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from coursepack import pipeline
from coursepack.verifier.formats._pdf_said import said
from coursepack.writers import pdf
from lights import export, lie, lights

REEF = "普利茅斯港口城市"
typst = pytest.importorskip("typst")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A hand-out, proven."""
    return export(lights(), tmp_path_factory.mktemp("pdf"), "pdf")


@pytest.fixture
def lies(folder, monkeypatch):
    """Set the hand-out again with something else in it, and give what is found."""
    whole = pdf._set

    def plant(old, new):
        def changed(text):
            assert old in text, old
            return whole(text.replace(old, new, 1))

        monkeypatch.setattr(pdf, "_set", changed)
        made = pdf.write(lights()).files["handout.pdf"]
        return lie(folder, "handout.pdf", lambda _: made)

    return plant


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("In 1696 Henry", "In 1697 Henry", "words"),
        ("seized Winstanley in 1697.", "seized Smeaton in 1697.", "words"),
        ('+ marked(" (denied, Smeaton)")', "", "words"),
        ("(promised, Winstanley)", "(promised, Smeaton)", "words"),
        ("[L9]", "[L5]", "reference"),
        ('+ placed(" [L9]")', "", "reference"),
        ("(S2)", "(S1)", "words"),
        ('strongly("John Smeaton")', 'strongly("Henry Winstanley")', "words"),
        ("Plymouth?", "Plymouth not?", "untraced"),
        ("a wooden lighthouse", "a stone lighthouse", "words"),
        ('strongly("1697")', 'strongly("1698")', "words"),
        ('#heading(level: 1, (plain("Timeline")))', "And more.\n#heading(level: 1, [Timeline])", "untraced"),
        ("#heading(level: 1", "#place(hide[And more])\n#place(text(white)[And more])\n#heading(level: 1", "untraced"),
        (
            "#heading(level: 2",
            "#heading(level: 2, outlined: false, bookmarked: false)[And more]\n#heading(level: 2",
            "untraced",
        ),
        ("date: none", 'date: none, author: "Winstanley"', "untraced"),
        ("date: none", 'date: none, keywords: "lies"', "untraced"),
        ("date: none", 'date: none, description: "lies"', "untraced"),
        ('title: "The Eddystone lights"', 'title: "The Eddystone lies"', "words"),
        ("#heading(level: 2", '#figure(rect(), alt: "Winstanley lied")\n#heading(level: 2', "untraced"),
        ("#heading(level: 2", '#link("https://a.example/")[1]\n#heading(level: 2', "untraced"),
        ("#titled(", '#pdf.attach("lies.txt", bytes("lies"), description: "lies")\n#titled(', "untraced"),
        ('"1 / 1"', '"1 of 1"', "untraced"),
    ],
)
def test_a_lie_is_found(lies, old, new, code):
    """Words, marks, places, cues, hidden words, bookmarks, properties, spoken texts, links, attachments, footers."""
    assert code in [each for each, _ in lies(old, new)]


def test_a_picture_is_found(lies):
    """Nobody can read whether it shows words."""
    picture = '#image(bytes((0, 0, 0)), format: (encoding: "rgb8", width: 1, height: 1), alt: "1")'
    found = lies("#heading(level: 2", f"{picture}\n#heading(level: 2")
    assert ("untraced", "has pictures, 1 on a page, which no claim stands behind") in found


def test_a_line_that_is_gone_is_found(lies):
    """What the trace has must be drawn."""
    found = lies('#line((plain("Four towers on one reef (S2)")))', "")
    assert [code for code, _ in found] == ["gone"]


def test_a_word_put_in_is_found_once(lies):
    """The lines after it are not told as changed."""
    found = lies("#heading(level: 2", "#line[And more.]\n#heading(level: 2")
    assert [code for code, _ in found] == ["untraced"]
    assert "And more." in found[0][1]


def test_a_second_version_behind_the_end_is_found(folder):
    """A PDF may be changed by what is added to it."""
    found = lie(folder, "handout.pdf", lambda data: data + b"\n1 0 obj\n(lies)\nendobj\n%%EOF\n")
    assert ("untraced", "has something behind its end, which no claim stands behind") in found


def test_other_properties_are_found(folder):
    """The words of XMP are those of the title."""
    found = lie(folder, "handout.pdf", lambda data: data.replace(b">proof<", b">liess<"))
    assert [code for code, _ in found] == ["untraced"]


def test_what_is_no_pdf_is_found(folder):
    """PDFium reads it in a process of its own."""
    assert lie(folder, "handout.pdf", lambda _: b"%PDF-1.7\n") == [("unreadable", "is no PDF that can be read")]


def test_a_word_that_breaks_at_its_hyphens_is_one(tmp_path):
    """It is too long to stay on its line."""
    pack = lights()
    title = f"The {'lights-' * 12}of Eddystone {'1696–' * 18}1703"
    source = replace(pack.sources[0], path=title, title=title)
    # Neither source has a title but that of its file, so the first gives it.
    pack = replace(pack, sources=(source, *(replace(each, path=each.title) for each in pack.sources[1:])))
    made = pdf.write(pack)
    assert len(said(made.files["handout.pdf"]).pages[0].split("Notes")[0].strip().split("\n")) > 1
    assert export(pack, tmp_path, "pdf")


@pytest.fixture
def boxed(tmp_path, monkeypatch):
    """A hand-out with letters that no font here has, and a way to change the boxes in it."""
    monkeypatch.setattr(pdf, "_ALONE", (True,))
    pack = lights("Plymouth", REEF)
    folder, whole = export(pack, tmp_path, "pdf"), pdf._set

    def plant(old, new):
        monkeypatch.setattr(pdf, "_set", lambda text: whole(text.replace(old, new)))
        made = pdf.write(pack).files["handout.pdf"]
        return {each[0] for each in lie(folder, "handout.pdf", lambda _: made)}

    return plant


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (REEF, REEF[1:]),
        (REEF, f"{REEF}大"),
        (f"a reef off {REEF}", f"a □□□□ off {REEF}"),
        ("a wooden lighthouse", "a □□□□□□ lighthouse"),
        ("a wooden lighthouse", f"a {REEF} lighthouse"),
    ],
)
def test_a_box_stands_for_a_letter_that_no_font_has(boxed, old, new):
    """One for each, in its line, and for no letter that the fonts do have."""
    assert boxed(old, new) & {"words", "untraced", "gone"}


def test_an_address_that_breaks_at_a_line_end_is_one(tmp_path):
    """Wherever it breaks, it is the source's; what follows it on a line of its own is no part of it."""
    source = tmp_path / "reef.md"
    address = f"https://www.eddystone-lights.example/{'reef' * 9}.htm"
    lines = [f"In 16{year} Henry Winstanley told of the reef at {address} in full." for year in (96, 97, 98)]
    source.write_text("# The reef\n\n" + "\n\n".join(lines) + "\n", "utf-8")
    assert pipeline.build_folder([source], tmp_path / "pack", to=pipeline.Wanted(to=("pdf",))).report.findings == ()
