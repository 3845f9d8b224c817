"""OpenDocument texts: notes, changes, remarks, and what stands in frames."""

from __future__ import annotations

from packed import odt_of, pieces_of

from coursepack.notices import Log
from coursepack.plugins import reader_for


def read(data: bytes):
    log = Log()
    reading = reader_for("a.odt").read(data, source="a.odt", log=log)
    return [words for _, _, words in pieces_of(reading)], [each.text for each in log.notices]


def test_white_space_and_spans_are_words():
    """Blanks, tabs and line breaks are elements of their own."""
    body = "<text:p>Salt<text:s text:c='3'/><text:span>was</text:span><text:tab/>dear.<text:line-break/>Very.</text:p>"
    assert read(odt_of(body))[0] == ["Salt was dear.", "Very."]


def test_footnotes_follow_their_paragraph():
    """The number of a note is none of its words."""
    note = (
        "<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>Four sous.</text:p></text:note-body></text:note>"
    )
    assert read(odt_of(f"<text:p>Salt{note} was dear.</text:p><text:p>Next.</text:p>"))[0] == [
        "Salt was dear.",
        "Four sous.",
        "Next.",
    ]


def test_changes_remarks_and_indexes_are_told():
    """What was deleted is kept beside the text, remarks inside it."""
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>wine</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:table-of-content><text:index-body><text:p>Origins 3</text:p></text:index-body></text:table-of-content>"
        "<text:p>Salt<office:annotation><text:p>check</text:p></office:annotation> was dear on page "
        "<text:page-number>7</text:page-number>.</text:p>"
    )
    assert read(odt_of(body)) == (
        ["Salt was dear on page ."],
        ["1 deletion is not read", "1 table of contents is not read", "1 comment is not read"],
    )


def test_frames_are_read_after_their_paragraph():
    """A text box has words, a picture has none, and a table beside its own picture is read once."""
    cell = "<table:table-cell><text:p>Paris</text:p></table:table-cell>"
    table = f"<table:table><table:table-row>{cell}</table:table-row></table:table>"
    frames = (
        "<draw:frame><draw:text-box><text:p>In the margin.</text:p></draw:text-box></draw:frame>"
        "<draw:frame><draw:image/></draw:frame>"
        f"<draw:frame>{table}<draw:image/></draw:frame>"
    )
    assert read(odt_of(f"<text:p>Beside it.{frames}</text:p>")) == (
        ["Beside it.", "In the margin.", "Paris"],
        ["1 picture is not read"],
    )


def test_hidden_text_is_told():
    """The style says so."""
    styles = "<style:style style:name='T1'><style:text-properties text:display='none'/></style:style>"
    body = "<text:p>Shown<text:span text:style-name='T1'> secret</text:span>.</text:p>"
    assert read(odt_of(body, styles)) == (["Shown."], ["1 stretch of hidden text is not read"])


def test_a_head_row_is_a_note():
    """Only rows that are marked as the table's head are one."""

    def row(*cells: str) -> str:
        inside = "".join(f"<table:table-cell><text:p>{each}</text:p></table:table-cell>" for each in cells)
        return f"<table:table-row>{inside}</table:table-row>"

    head = f"<table:table-header-rows>{row('Region', 'Price')}</table:table-header-rows>"
    table = f"<table:table>{head}{row('Paris', '60')}</table:table>"
    reading = reader_for("a.odt").read(odt_of(table), source="a.odt", log=Log())
    assert pieces_of(reading) == [("note", 0, "Region | Price"), ("bullet", 1, "Paris | 60")]


def test_styles_in_a_circle_end():
    """Each inherits from the other; neither is a title."""
    styles = "".join(f"<style:style style:name='{a}' style:parent-style-name='{b}'/>" for a, b in ("PQ", "QP"))
    assert read(odt_of("<text:p text:style-name='P'>Salt was dear.</text:p>", styles))[0] == ["Salt was dear."]


def test_styles_tell_captions_quotations_and_code():
    """LibreOffice and pandoc name them differently; code is left out and told."""
    styles = ("Author", "Table_20_Caption", "Quotations", "Preformatted_20_Text")
    body = "".join(f"<text:p text:style-name='{style}'>Salt was dear.</text:p>" for style in styles)
    data = odt_of(body)
    reading = reader_for("a.odt").read(data, source="a.odt", log=Log())
    assert [role for role, _, _ in pieces_of(reading)] == ["note", "note", "callout"]
    assert read(data)[1] == ["1 block of code is not read"]
