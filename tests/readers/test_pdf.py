"""PDF: golden cases drawn as real files, and what is locked, broken, too much or no PDF."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sheets import pdf_of

from coursepack.errors import EmptySource, ReadingError
from coursepack.notices import Log
from coursepack.readers import _pdf_process
from coursepack.readers.pdf import read
from golden import cases, check

PAGE = "page 595 842\n72 100 11 | The mill burned in the spring of 1775, and nobody rebuilt it.\n"
TAGGED = "page 595 842\n72 100 11 <L.1/LI.1/Lbl.1> | 1.\n90 100 11 <L.1/LI.1/LBody.1> | Rye\n"
CHROMIUM = shutil.which("chromium")


def shown(data: bytes, source: str) -> str:
    log = Log()
    reading = read(data, source=source, log=log)
    out = [f"kind {reading.kind}", f"title {reading.title}".rstrip()]
    out += [f"notice {each.kind} | {each.text}" for each in log.notices]
    for piece in reading.pieces:
        place = f"page {piece.place.page}" if piece.place.page else f"slide {piece.place.slide}"
        out.append(f"{place} {piece.role} {piece.level} | {reading.text[piece.start : piece.end]}")
    return "\n".join(out)


def refused(data: bytes) -> str:
    with pytest.raises(ReadingError) as caught:
        read(data, source="a.pdf", log=Log())
    return str(caught.value)


@pytest.mark.parametrize("case", cases("pages"), ids=lambda case: case.path.stem)
def test_a_drawn_file_gives_the_pieces_that_its_case_expects(case):
    """What stands where on the pages gives the kind, title, notices and pieces that the case shows."""
    check(case, shown(pdf_of(case.input), case.name))


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_as_it_is_shown(turn):
    """A page may be stored on its side: its words and their order are those that are seen."""
    outline = "page 595 842\n" + "".join(f"72 {100 + 14 * row} 11 | line {row} of the ledger,\n" for row in range(9))
    assert shown(pdf_of(outline, turn=turn), "a") == shown(pdf_of(outline), "a")


def test_words_on_their_side_are_told():
    """What stands upright beside a drawing's axis is not read."""
    data = pdf_of(PAGE).replace(b"ET", b"ET BT /R 9 Tf 0 1 -1 0 50 50 Tm (sacks) Tj ET", 1)
    assert "notice left_out | 5 letters that stand on their side are not read" in shown(data, "a")


def test_no_pdf_is_told():
    """A name alone makes no PDF, and nothing at all is empty."""
    assert refused(b"plain words") == "a.pdf: is no PDF, whatever its name says; name it as what it is"
    with pytest.raises(EmptySource):
        read(b" \n", source="a.pdf", log=Log())


def test_a_broken_file_is_told():
    """What PDFium cannot open is broken; a file cut off in the middle is still read, as far as it goes, or told."""
    assert refused(b"%PDF-1.7\nwords") == "a.pdf: is broken, or cut short; export it again, or copy it anew"
    assert refused(pdf_of(PAGE)[:300]) == "a.pdf: is broken, or cut short; export it again, or copy it anew"


def test_a_locked_file_is_told():
    """A password is asked for by the file's dictionary; it is not guessed."""
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(%s)/U(%s)>>/ID[(a)(a)]" % (b"o" * 32, b"u" * 32)
    data = pdf_of(PAGE).replace(b"/Root 1 0 R", b"/Root 1 0 R" + lock)
    assert refused(data) == "a.pdf: is locked with a password; save it without a password"


def test_a_scan_is_told():
    """Pages without a text layer are not guessed at."""
    assert refused(pdf_of("page 595 842\npage 595 842\n")) == (
        "a.pdf: is a scan or a film of pictures: 2 pages, and no text; "
        "export it from the program that made it, or let an OCR program add the text"
    )


def test_a_page_without_text_is_told():
    """Among others, it is a notice with its number."""
    assert "notice left_out | page 2 has no text, only pictures perhaps" in shown(
        pdf_of(PAGE + "page 9 9\n" + PAGE), "a"
    )


def test_what_takes_too_much_is_one_line():
    """Forms that draw each other ten times, nine deep, would be drawn a thousand million times."""
    data = bomb(depth=9, width=10)
    assert len(data) < 5000
    assert refused(data) == (
        "a.pdf: takes more memory or time than is safe; print it to a new PDF, or divide it into several files"
    )


def bomb(depth: int, width: int) -> bytes:
    """Make a page whose form draws a form `width` times, and so on."""
    bodies = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>"]
    bodies.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>")
    draw = b"/X Do " * width
    bodies.append(b"<</Length %d>>stream\n%s\nendstream" % (len(draw), draw))
    for level in range(depth):
        inside = b"/Resources<</XObject<</X %d 0 R>>>>" % (6 + level) if level + 1 < depth else b""
        drawn = draw if inside else b"BT /R 1 Tf (words) Tj ET"
        head = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
        bodies.append(b"<<%s%s/Length %d>>stream\n%s\nendstream" % (head, inside, len(drawn), drawn))
    return sheets_file(bodies)


def sheets_file(bodies: list[bytes]) -> bytes:
    out = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % each for each in enumerate(bodies, 1))
    return out + b"trailer\n<</Size %d/Root 1 0 R>>\n%%%%EOF\n" % (len(bodies) + 1)


@settings(max_examples=60)
@given(st.data())
def test_no_bytes_crash_the_reader(data):
    """A file with bytes changed, cut out or put in gives a reading or one clear line."""
    good = pdf_of(PAGE + data.draw(st.sampled_from(["", TAGGED])))
    at = data.draw(st.integers(0, len(good)))
    broken = good[:at] + data.draw(st.binary(max_size=8)) + good[at + data.draw(st.integers(0, 40)) :]
    # Here in this process: what PDFium itself would do to it, the process of its own is for.
    outcome = _pdf_process.outcome_of(broken, "a.pdf")
    if outcome.reading:
        last = 0
        for piece in outcome.reading.pieces:
            quote = outcome.reading.text[piece.start : piece.end]
            assert last <= piece.start < piece.end
            assert quote == quote.strip()
            last = piece.end


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_two_columns_from_a_browser(tmp_path):
    """A page that Chromium prints in two justified columns reads as it was written."""
    said = [
        f"In year {year} the abbey sold {year - 1700} sacks of rye, and the town bought all of them."
        for year in range(1701, 1761)
    ]
    body = "".join(f"<p>{each}</p>" for each in said)
    style = "@page{size:A4;margin:20mm} body{font:11pt serif} main{column-count:2;text-align:justify}"
    (tmp_path / "a.html").write_text(f"<!doctype html><style>{style}</style><h1>Rye</h1><main>{body}</main>")
    out = tmp_path / "a.pdf"
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/home"]
    command += ["--no-pdf-header-footer", f"--print-to-pdf={out}", f"file://{tmp_path}/a.html"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    reading = read(out.read_bytes(), source="a.pdf", log=Log())
    assert [reading.text[each.start : each.end] for each in reading.pieces if each.role == "paragraph"] == said


def test_errors_name_the_file():
    """The process that reads gives back what was found, and the error is the same as if it were raised here."""
    outcome = _pdf_process.outcome_of(pdf_of("page 595 842\n"), "a.pdf")
    with pytest.raises(EmptySource) as caught:
        read(pdf_of("page 595 842\n"), source="a.pdf", log=Log())
    assert (caught.value.found, caught.value.advice) == (outcome.found, outcome.advice)
