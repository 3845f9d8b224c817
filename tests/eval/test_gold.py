"""Our annotation: rows are checked against their sources, and say where they do not fit."""

from __future__ import annotations

import json

import gold
import pytest
from gold import BadGold, check_of, files_of, part_of, read, within
from measured import Skipped

from coursepack.model.anchors import Text

TEXT = "The dam broke.\nThe mill stood still."
PARAGRAPH = "Rome grew. Its roads grew too."


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An eval folder with a text of our own, and a data folder with a book of one paragraph."""
    (tmp_path / "gold").mkdir()
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/mill.txt").write_text(TEXT, "utf-8")
    books = tmp_path / "shared" / gold.BOOKS
    books.parent.mkdir(parents=True)
    books.write_text(json.dumps({"book": "history", "module": "m1", "paras": [["Roads", PARAGRAPH]]}), "utf-8")
    monkeypatch.setattr(gold, "SHARED", tmp_path / "shared")
    return tmp_path


def table(folder, *rows, head="source\tstart\tend\tcheck\tspeaker"):
    path = folder / "gold/stance.tsv"
    path.write_text("\n".join([head, *("\t".join(row) for row in rows)]) + "\n", "utf-8")
    return path


MILL = ("texts/mill.txt", "15", "36", check_of("The mill stood still."), "0-7")
ROADS = ("history/m1/0", "11", "30", check_of("Its roads grew too."))


def test_rows_come_with_their_sources(folder):
    """Texts of ours lie beside the gold, paragraphs in the data folder; a cell at the end may be left out."""
    rows, texts = read(table(folder, MILL, ROADS))
    assert texts == {"texts/mill.txt": TEXT, "history/m1/0": PARAGRAPH}
    assert [(row.place, row.range("speaker")) for row in rows] == [("stance.tsv:2", (0, 7)), ("stance.tsv:3", None)]


def test_no_table_skips(folder):
    """Nothing annotated is no failure."""
    with pytest.raises(Skipped, match=r"no stance\.tsv in gold/"):
        read(folder / "gold/stance.tsv")


def test_rows_of_absent_textbooks_are_left_out(folder):
    """Who lacks the data measures the rest."""
    (folder / "shared" / gold.BOOKS).unlink()
    rows, texts = read(table(folder, MILL, ROADS))
    assert [row.source for row in rows] == [*texts] == ["texts/mill.txt"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("texts/mill.txt", "14", "36", MILL[3]), "the sentence is not the one that was annotated; mend the offsets"),
        (("texts/inn.txt", "0", "9", MILL[3]), "no source 'texts/inn.txt'; mend the source's name"),
        (("history/m1/7", "0", "9", MILL[3]), "no source 'history/m1/7'; mend the source's name"),
        ((*MILL, "asserted"), "6 cells; want 5"),
    ],
)
def test_a_row_that_does_not_fit_is_named(folder, row, said):
    """A gold that slipped would measure nothing."""
    with pytest.raises(BadGold, match=f"stance.tsv:3: {said}"):
        read(table(folder, ROADS, row))


@pytest.mark.parametrize("cell", ["7", "7-", "9-7", "mill"])
def test_a_range_is_two_numbers(folder, cell):
    """Words are told by their characters."""
    rows, _ = read(table(folder, (*MILL[:4], cell)))
    with pytest.raises(BadGold, match=f"stance.tsv:2: bad speaker '{cell}'; want 'start-end'"):
        rows[0].range("speaker")


def test_parts_follow_from_the_source():
    """One book is held back."""
    assert [part_of(source) for source in ("texts/mill.txt", "sociology/m1/0", "us-history/m1/0")] == list(gold.PARTS)


def test_a_measure_names_the_data_it_rests_on(folder):
    """The gold itself and the sources of its part."""
    path = table(folder, MILL, ROADS)
    _, texts = read(path)
    assert files_of("own", texts, path) == ("eval/gold/stance.tsv", "eval/texts/mill.txt")
    assert files_of("textbooks", texts, path) == ("eval/gold/stance.tsv", gold.BOOKS)


def test_a_span_belongs_to_the_sentence_that_holds_most_of_it(folder):
    """Ends of sentences may be found a word too early or too late."""
    first = ("texts/mill.txt", "0", "14", check_of("The dam broke."))
    rows, _ = read(table(folder, first, MILL))
    text = Text("S1", TEXT)
    assert [within(text.span(*span), rows) for span in ((8, 25), (4, 17), (14, 15))] == [1, 0, None]


def test_a_source_is_built_with_all_passes():
    """The pack has the source's own offsets."""
    ((name, pack),) = gold.built({"mill": TEXT})
    assert name == "mill"
    assert [span.quote for each in pack.statements for span in each.evidence] == TEXT.split("\n")
