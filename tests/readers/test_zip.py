"""Archives that are cut short, locked, lying or far larger than they look."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from packed import zipped

from coursepack.errors import BadFile, EmptySource
from coursepack.readers import _zip
from coursepack.readers._zip import Archive

PLAIN = zipped({"a.xml": "<a/>", "b.xml": "<b/>" * 50})


def refused(data: bytes, name: str = "") -> str:
    with pytest.raises(BadFile) as caught:
        Archive(data, source="a.pptx").read(name)
    return str(caught.value).removeprefix("a.pptx: ")


def test_parts_are_read_by_name():
    """A part that is not there is empty, which no part of XML is."""
    archive = Archive(PLAIN, source="a.pptx")
    assert archive.names == ("a.xml", "b.xml")
    assert (archive.read("a.xml"), archive.read("c.xml"), "b.xml" in archive) == (b"<a/>", b"", True)


def test_no_bytes_are_an_empty_source():
    """An empty file is said to be empty, as of every format."""
    with pytest.raises(EmptySource):
        Archive(b"", source="a.pptx")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (PLAIN[:-30], "is cut short; save it again, or copy it anew"),
        (b"just words", "is no file of its format; save it again, or copy it anew"),
        (_zip._OLD + bytes(512), "is an Office file of the kind before 2007; save it in the present format"),
        (_zip._OLD + bytes(512) + _zip._LOCKED, "is locked with a password; save it without a password"),
    ],
)
def test_what_is_no_archive_is_refused(data, said):
    """The message tells what was found, and what to do."""
    assert refused(data) == said


def test_a_locked_part_is_told():
    """Archives have passwords of their own."""
    data = bytearray(PLAIN)
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + at] |= 1
    assert refused(bytes(data), "a.xml") == "is locked with a password; save it without a password"


def test_a_broken_part_is_told():
    """Bytes that do not inflate, or not to what was packed."""
    data = bytearray(PLAIN)
    at = data.index(b"b.xml") + 8
    data[at] ^= 0xFF
    assert refused(bytes(data), "b.xml") == "is broken at 'b.xml'; save it again, or copy it anew"


def test_other_compressions_are_refused():
    """They are not of these formats, and inflate without a bound."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a.xml", "<a/>")
    assert refused(out.getvalue(), "a.xml") == "has 'a.xml' in an unknown compression; save it again, or copy it anew"


def test_a_bomb_is_refused_whatever_it_says_of_its_size(monkeypatch):
    """Parts are inflated piece by piece and counted: one by one, and all together."""
    monkeypatch.setattr(_zip, "LARGEST_PART", 2**20)
    monkeypatch.setattr(_zip, "LARGEST_WHOLE", 2**21)
    bomb = zipped({"a.xml": bytes(2**20 + 1), "b.xml": bytes(2**20), "c.xml": bytes(2**20), "d.xml": b"x"})
    advice = "no deck or document is that large; find out who made it"
    assert refused(bomb, "a.xml") == f"unpacks to more than 1 MB at 'a.xml'; {advice}"
    archive = Archive(bomb, source="a.pptx")
    assert len(archive.read("b.xml") + archive.read("c.xml")) == 2**21
    with pytest.raises(BadFile, match=r"unpacks to more than 0 MB at 'd\.xml'"):
        archive.read("d.xml")
    lying = bytearray(bomb)
    size = lying.index(b"PK\x01\x02") + 24
    lying[size : size + 4] = struct.pack("<I", 10)
    assert "is broken at 'a.xml'" in refused(bytes(lying), "a.xml")


def test_many_parts_are_refused_before_they_are_listed(monkeypatch):
    """A value for each of millions would take the memory that its bytes did not."""
    monkeypatch.setattr(_zip, "MOST_PARTS", 1)
    assert refused(PLAIN) == "has 2 parts; 1 are the most that is safe to open"
