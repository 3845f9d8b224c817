"""Real PDFs from an outline of what stands where, written by hand (ISO 32000-1), so that tests need no PDF maker.

A line "page 720 540" begins a page; "40 60 32 bold | words" draws words at 40 points from the left and 60 from the top,
32 points large. The fonts are Helvetica's, which every reader of PDFs has. "40 60 3 dot |" draws a square of 3 points.
What stands in "<L.1/LI.1/LBody.1>" before the bar are the elements of a tagged file, from the root's; a name behind
the point tells two of one kind apart. Words in "<Artifact>" are the page's frame.
"""

from __future__ import annotations

import re

__all__ = ["pdf_of"]

_LINE = re.compile(
    r"(?P<left>[\d.]+) (?P<base>[\d.]+) (?P<size>[\d.]+)(?P<bold> bold)?(?P<dot> dot)?"
    r"(?: <(?P<tags>[^>]+)>)? \|(?: (?P<words>.*))?"
)
_FONTS = (
    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
)


class _Page:
    def __init__(self, width: str, height: str) -> None:
        self.width, self.height = width, height
        self.content: list[str] = []
        self.paths: list[str] = []
        """Of each marked content, the elements that it stands in."""

    def draw(self, found: re.Match[str], turn: int) -> None:
        left, base, size = (float(found[each]) for each in ("left", "base", "size"))
        if found["dot"]:
            drawn = f"{left} {float(self.height) - base} {size} {size} re f"
        else:
            words = re.sub(r"([\\()])", r"\\\1", found["words"])
            at = _placed(left, base, (float(self.width), float(self.height)), turn)
            drawn = f"BT /{'B' if found['bold'] else 'R'} {found['size']} Tf {at} Tm ({words}) Tj ET"
        if found["tags"] == "Artifact":
            drawn = f"/Artifact BMC {drawn} EMC"
        elif found["tags"]:
            drawn = f"/P <</MCID {len(self.paths)}>> BDC {drawn} EMC"
            self.paths.append(found["tags"])
        # A tagged file's words may be drawn in any order, and these are, from the last to the first.
        self.content.insert(0 if found["tags"] else len(self.content), drawn)


def pdf_of(outline: str, *, turn: int = 0) -> bytes:
    """Draw the pages; with `turn` as the /Rotate of each, its words are drawn so that they stand upright when shown."""
    pages: list[_Page] = []
    for line in outline.splitlines():
        if line.startswith("page "):
            pages.append(_Page(*line.split()[1:]))
        elif line.strip():
            found = _LINE.fullmatch(line)
            assert found, line
            pages[-1].draw(found, turn)
    bodies = [b"", b"", *_FONTS]
    numbers = []
    for order, page in enumerate(pages):
        stream = "\n".join(page.content).encode("cp1252")
        bodies.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        width, height = (page.height, page.width) if turn in (90, 270) else (page.width, page.height)
        bodies.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Rotate {turn}/Contents {len(bodies)} 0 R"
            f"/StructParents {order}/Resources<</Font<</R 3 0 R/B 4 0 R>>>>>>".encode()
        )
        numbers.append(len(bodies))
    bodies[1] = f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{each} 0 R' for each in numbers)}]>>".encode()
    bodies[0] = b"<</Type/Catalog/Pages 2 0 R%s>>" % _tree(pages, numbers, bodies)
    return _file(bodies)


def _tree(pages: list[_Page], numbers: list[int], bodies: list[bytes]) -> bytes:
    """Write the elements of a tagged file (14.7.2), and give what the catalog says of them."""
    paths = [f"{path}/" for page in pages for path in page.paths]
    if not paths:
        return b""
    elements = list(dict.fromkeys(path[: at + 1] for path in paths for at, sign in enumerate(path) if sign == "/"))
    root = len(bodies) + 1
    ids = {"": root, **{each: root + order for order, each in enumerate(elements, 1)}}
    kids: dict[str, dict[str, None]] = {each: {} for each in ids}
    for page, number in zip(pages, numbers, strict=True):
        for content, path in enumerate(page.paths):
            kids[f"{path}/"][f"<</Type/MCR/Pg {number} 0 R/MCID {content}>>"] = None
            for inner in elements:
                if f"{path}/".startswith(inner):
                    kids[_above(inner)].setdefault(f"{ids[inner]} 0 R")
    parents = " ".join(
        f"{order} [{' '.join(str(ids[path + '/']) + ' 0 R' for path in page.paths)}]"
        for order, page in enumerate(pages)
    )
    bodies.append(f"<</Type/StructTreeRoot/K[{' '.join(kids[''])}]/ParentTree<</Nums[{parents}]>>>>".encode())
    for path in elements:
        kind = path[:-1].rpartition("/")[2].partition(".")[0]
        above = ids[_above(path)]
        bodies.append(f"<</Type/StructElem/S/{kind}/P {above} 0 R/K[{' '.join(kids[path])}]>>".encode())
    return b"/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R" % root


def _above(path: str) -> str:
    return path[: path[:-1].rfind("/") + 1]


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
