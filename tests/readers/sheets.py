"""Real PDFs from an outline of what stands where, written by hand (ISO 32000-1), so that tests need no PDF maker.

A line "page 720 540" begins a page; "40 60 32 bold | words" draws words at 40 points from the left and 60 from the top,
32 points large. The fonts are Helvetica's, which every reader of PDFs has.
"""

from __future__ import annotations

import re

__all__ = ["pdf_of"]

_LINE = re.compile(r"(?P<left>[\d.]+) (?P<base>[\d.]+) (?P<size>[\d.]+)(?P<bold> bold)? \| (?P<words>.*)")
_FONTS = (
    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
)


def pdf_of(outline: str, *, turn: int = 0) -> bytes:
    """Draw the pages; with `turn` as the /Rotate of each, its words are drawn so that they stand upright when shown."""
    pages: list[tuple[str, str, list[str]]] = []
    for line in outline.splitlines():
        if line.startswith("page "):
            _, width, height = line.split()
            pages.append((width, height, []))
        elif line.strip():
            found = _LINE.fullmatch(line)
            assert found, line
            _, height, content = pages[-1]
            words = re.sub(r"([\\()])", r"\\\1", found["words"])
            font = "B" if found["bold"] else "R"
            at = _placed(float(found["left"]), float(found["base"]), (float(width), float(height)), turn)
            content.append(f"BT /{font} {found['size']} Tf {at} Tm ({words}) Tj ET")
    bodies = [b"<</Type/Catalog/Pages 2 0 R>>", b"", *_FONTS]
    kids = []
    for width, height, content in pages:
        stream = "\n".join(content).encode("cp1252")
        bodies.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        if turn in (90, 270):
            width, height = height, width  # noqa: PLW2901 - the box before it is turned
        bodies.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Rotate {turn}/Contents {len(bodies)} 0 R"
            f"/Resources<</Font<</R 3 0 R/B 4 0 R>>>>>>".encode()
        )
        kids.append(f"{len(bodies)} 0 R")
    bodies[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    return _file(bodies)


def _placed(left: float, base: float, size: tuple[float, float], turn: int) -> str:
    """Give the text matrix of a place on the page as it is shown."""
    width, height = size
    return {
        0: f"1 0 0 1 {left} {height - base}",
        90: f"0 1 -1 0 {base} {left}",
        180: f"-1 0 0 -1 {width - left} {base}",
        270: f"0 -1 1 0 {height - base} {width - left}",
    }[turn]


def _file(bodies: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, table)
    return bytes(out)
