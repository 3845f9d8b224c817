"""Office formats against their golden cases, against the libraries that write them, and against any bytes."""

from __future__ import annotations

import re

import pytest
from drawn import reading_of
from hypothesis import given, settings
from hypothesis import strategies as st
from long_inputs import PARAGRAPH, SHAPE
from outlined import written
from packed import docx_of, odt_of, pptx_of, unzipped, zipped

from coursepack.errors import BadFile
from coursepack.model.anchors import Text
from coursepack.notices import Log
from coursepack.plugins import reader_for
from coursepack.readers._xml import DEEPEST
from coursepack.readers._zip import LARGEST_PART
from golden import cases, check


def shown(data: bytes, name: str) -> str:
    """Print a reading: its kind and title, its notices, and a line for each piece with its place."""
    log = Log()
    reading = reader_for(name).read(data, source=name, log=log)
    text = Text(name, reading.text)
    out = [f"kind {reading.kind}", f"title {reading.title}".rstrip()]
    out += [f"notice {each.kind} | {each.text}" for each in log.notices]
    for piece in reading.pieces:
        place = f" slide {piece.place.slide}" if piece.place else ""
        words = reading.text[piece.start : piece.end]
        out.append(f"{piece.role} {piece.level} {text.line(piece.start)}{place} | {words}")
    return "\n".join(out)


@pytest.mark.parametrize("case", cases("office"), ids=lambda case: case.path.stem)
def test_a_file_gives_the_pieces_that_its_case_expects(case):
    """The input is an outline; a real file is made of it, and read."""
    check(case, shown(written(case.input, case.name), case.name))


OUTLINE = (
    "# Salt\n> Ann\n## Origins\n- One\n  - Two\n| a | b |\n| c | d |\n@1,6 Beside.\nnote: Said.\n## Repeal\n- Three\n"
)
NAMES = ("a.pptx", "a.docx", "a.odp", "a.odt")
FILES = {name: written(OUTLINE, name) for name in NAMES}
PARTS = {
    "a.pptx": ("ppt/slides/slide2.xml", "ppt/presentation.xml", "ppt/slides/_rels/slide2.xml.rels", "_rels/.rels"),
    "a.docx": ("word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"),
    "a.odp": ("content.xml", "styles.xml"),
    "a.odt": ("content.xml", "styles.xml"),
}


def check_reading(data: bytes, name: str) -> None:
    """Read any bytes: pieces are in order and trimmed, and only a ReadingError is raised."""
    reading = reading_of(data, name)
    last = 0
    for piece in reading.pieces if reading is not None else ():
        words = reading.text[piece.start : piece.end]
        assert last <= piece.start < piece.end <= len(reading.text)
        assert words == words.strip()
        last = piece.end


@pytest.mark.parametrize("name", NAMES)
@given(data=st.binary(max_size=200).flatmap(lambda each: st.sampled_from([each, b"PK\x03\x04" + each])))
def test_no_bytes_crash_a_reader(name, data):
    """What is no file of the format is refused as such."""
    check_reading(data, name)


@pytest.mark.parametrize("name", NAMES)
@given(at=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255), end=st.floats(0, 1))
@settings(max_examples=60, deadline=None)
def test_no_broken_file_crashes_a_reader(name, at, byte, end):
    """A file with one wrong byte, or cut short anywhere, is read or refused."""
    data = bytearray(FILES[name])
    data[int(at * len(data))] = byte
    check_reading(bytes(data), name)
    check_reading(bytes(data[: int(end * len(data))]), name)


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_no_broken_part_crashes_a_reader(name, data):
    """Elements and values that stand where none should are passed over, or the part is refused."""
    parts = unzipped(FILES[name])
    part = data.draw(st.sampled_from(PARTS[name]))
    tags = re.findall(rb"<[^<>]*>|[^<>]+", parts[part])
    at = data.draw(st.integers(0, len(tags) - 1))
    other = data.draw(
        st.sampled_from([b"", tags[at] * 2, b"x", b'<a b="1"/>', re.sub(rb'"[^"]*"', b'"-9e9"', tags[at])])
    )
    check_reading(zipped(parts | {part: b"".join([*tags[:at], other, *tags[at + 1 :]])}), name)


@pytest.mark.parametrize("name", NAMES)
def test_a_bomb_is_refused(name):
    """The part that holds the text may not be larger than any text is, however small it is in the file."""
    parts = unzipped(FILES[name])
    bomb = zipped(parts | {PARTS[name][0]: b"<a>" + b" " * (LARGEST_PART + 1)})
    with pytest.raises(BadFile, match=f"^{name}: unpacks to more than 32 MB at '{PARTS[name][0]}'; "):
        reader_for(name).read(bomb, source=name, log=Log())


@pytest.mark.parametrize("name", NAMES)
def test_pictures_cost_nothing(name):
    """What holds no text is never unpacked, so a file of any size with pictures in it is read."""
    data = zipped(unzipped(FILES[name]) | {"media/film.mp4": bytes(LARGEST_PART + 1)})
    assert reading_of(data, name) == reading_of(FILES[name], name)


@pytest.mark.parametrize(
    ("name", "part"), [("a.pptx", "ppt/_rels/presentation.xml.rels"), ("a.docx", "word/_rels/document.xml.rels")]
)
def test_macros_are_told_and_not_run(name, part):
    """They are bytes of another program, which nothing here looks at."""
    parts = unzipped(FILES[name])
    kind = b"http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    macro = b'<Relationship Id="rIdM" Type="' + kind + b'" Target="vba.bin"/>'
    log = Log()
    data = zipped(parts | {part: parts[part].replace(b"</Relationships>", macro + b"</Relationships>")})
    reader_for(name.replace("x", "m")).read(data, source=name, log=log)
    assert [each.text for each in log.notices] == ["its macros are neither read nor run"]


@pytest.mark.parametrize("name", ["a.odp", "a.odt"])
def test_a_locked_open_document_is_told(name):
    """Its parts are locked one by one, and the list of its parts says so."""
    data = zipped(unzipped(FILES[name]) | {"META-INF/manifest.xml": "<manifest:encryption-data/>"})
    with pytest.raises(BadFile, match=f"^{name}: is locked with a password; save it without a password$"):
        reader_for(name).read(data, source=name, log=Log())


@pytest.mark.parametrize(
    ("name", "held", "said"),
    [
        ("a.odt", "a.odp", "holds a presentation; name it .odp"),
        ("a.odp", "a.odt", "holds a text document; name it .odt"),
        ("a.odt", "a.docx", "is an archive, but no OpenDocument file; unpack it, and give what is inside"),
        ("a.docx", "a.odt", "is an archive, but no Office file; unpack it, and give what is inside"),
        ("a.docx", "a.pptx", "holds a presentation; name it .pptx"),
    ],
)
def test_a_file_of_another_format_is_told(name, held, said):
    """The message says what the file holds."""
    with pytest.raises(BadFile) as caught:
        reader_for(name).read(FILES[held], source=name, log=Log())
    assert str(caught.value) == f"{name}: {said}"


NESTS = [
    ("a.pptx", pptx_of, "p:grpSp", SHAPE),
    ("a.docx", docx_of, "w:sdt", PARAGRAPH),
    ("a.docx", docx_of, "w:tbl w:tr w:tc", PARAGRAPH),
    ("a.docx", docx_of, "w:p w:r w:pict w:txbxContent", PARAGRAPH),
    ("a.docx", docx_of, "w:p m:oMath m:f m:num", "<m:t>Salt</m:t>"),
    ("a.odt", odt_of, "text:list text:list-item", "<text:p>Salt</text:p>"),
    ("a.odt", odt_of, "text:p text:note text:note-body", "<text:p>Salt</text:p>"),
    ("a.odt", odt_of, "draw:g", "<text:p>Salt</text:p>"),
    ("a.odt", odt_of, "table:table table:table-row table:table-cell", "<text:p>Salt</text:p>"),
]


@pytest.mark.parametrize(
    ("name", "made", "names", "inside"), NESTS, ids=[f"{name[2:]} {names}" for name, _, names, _ in NESTS]
)
def test_what_is_nested_deep_is_read_or_refused(name, made, names, inside):
    """Up to the depth that a part may have, everything is read; beyond it, the part is refused."""
    opening = "".join(f"<{each}>" for each in names.split())
    closing = "".join(f"</{each}>" for each in reversed(names.split()))
    most = (DEEPEST - 10) // len(names.split())
    assert "Salt" in reading_of(made(opening * most + inside + closing * most), name).text
    more = DEEPEST // len(names.split()) + 1
    with pytest.raises(BadFile, match="is nested too deep in '"):
        reader_for(name).read(made(opening * more + inside + closing * more), source=name, log=Log())
