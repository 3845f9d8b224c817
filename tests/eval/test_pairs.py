"""How pairs of accounts are read: each quote at its one place, and rows that hang together."""

from __future__ import annotations

from collections import Counter

import pairs
import pytest
from gold import BadGold
from measured import Skipped, bare

FIRST = "The mill was built in 1790. It had two\nwheels. The guild never owned it."
SECOND = "The mill\n- Built: 1791\n- The guild owned it\n- Flood of 1802\n- Fire of 1810\n"
HEAD = "\t".join(pairs.HEAD)
ROWS = (
    "differ\ttime\t\tThe mill was built in 1790.\t1790\tBuilt: 1791\t1791",
    "only\t\t\tIt had two wheels.\t\t\t",
)


@pytest.fixture
def folder(tmp_path):
    """Write a pair, with the given rows."""

    def write(*rows, head=HEAD):
        place = tmp_path / "01-mill"
        place.mkdir(exist_ok=True)
        (place / "first.txt").write_text(FIRST, "utf-8")
        (place / "second.txt").write_text(SECOND, "utf-8")
        (place / "gold.tsv").write_text("\n".join((head, *rows)) + "\n", "utf-8")
        return tmp_path

    return write


def test_quotes_are_found_with_their_words(folder):
    """A blank of a quote may be a line end; the words are looked for in the quote alone."""
    (pair,) = pairs.read(folder(*ROWS))
    first, second = pair.rows
    assert FIRST[slice(*first.words[0])] == "1790"
    assert SECOND[slice(*first.words[1])] == "1791"
    assert (FIRST[slice(*second.sides[0])], second.sides[1]) == ("It had two\nwheels.", None)
    assert [row.is_same for row in pair.rows] == [True, False]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("agree\t\t\tThe mill\t\tBuilt", r"01-mill/gold.tsv:2: 6 cells; want 7"),
        ("same\t\t\tThe mill\t\tBuilt\t", r"bad verdict 'same'; want one of agree, differ, apart, only"),
        ("agree\t\t\tThe mill\t\t\t", r"1 sides; 'only' has one, everything else both"),
        ("differ\ttime\t\tThe mill\t\tBuilt\t", r"'differ' with field 'time' and 0 words; 'differ' has one of time"),
        ("agree\ttime\t\tThe mill\tmill\tBuilt\tBuilt", r"'agree' with field 'time' and 2 words; 'differ' has one of"),
        (
            "agree\t\tpun\tThe mill\t\tBuilt\t",
            r"'agree' with trap 'pun'; want one of rounding, bound, .*promise, in",
        ),
        ("agree\t\t\tThe\t\tBuilt\t", r"'The' stands there 2 times; quote what stands there once"),
        ("agree\t\t\tThe inn\t\tBuilt\t", r"'The inn' stands there 0 times; quote what stands there once"),
    ],
)
def test_a_row_that_does_not_fit_is_named(folder, row, message):
    """With its place, what was found and what to do."""
    with pytest.raises(BadGold, match=message):
        pairs.read(folder(row))


def test_words_that_agree_in_both_are_refused_without_a_verdict(folder):
    """Only differences name words."""
    with pytest.raises(BadGold, match="'agree' with field '' and 1 words"):
        pairs.read(folder("agree\t\t\tThe mill\tmill\tBuilt\t"))


def test_another_head_is_refused(folder):
    """Columns are read by their names."""
    with pytest.raises(BadGold, match=r"01-mill/gold.tsv:1: bad head 'verdict'; want verdict field trap first"):
        pairs.read(folder(head="verdict"))


def test_no_pair_is_skipped(tmp_path):
    """As an absent data set is."""
    with pytest.raises(Skipped, match="nothing is annotated yet"):
        pairs.read(tmp_path)


def test_halves_follow_the_number():
    """Errors of odd pairs may be looked at."""
    assert [pairs.half_of(name) for name in ("01-mill", "02-inn", "10-guild")] == ["odd", "even", "even"]


def test_a_deck_is_not_made_bare(folder):
    """Nobody has heard it; the text that is read out is bare."""
    ((_, pack),) = pairs.built(pairs.read(folder(*ROWS)), bare)
    assert [each.kind for each in pack.sources][1] == "slides"
    assert [pack.texts[each.id].text for each in pack.sources] == [bare(FIRST), SECOND]


def test_every_shipped_pair_fits_its_texts():
    """And has differences, traps and something that stands alone."""
    for pair in pairs.read():
        assert {row.verdict for row in pair.rows} >= {"agree", "differ", "only"}, pair.name
        assert any(row.trap for row in pair.rows), pair.name


def test_the_readme_counts_the_rows():
    """Its last table is what the gold holds."""
    rows = [row for pair in pairs.read() for row in pair.rows]
    counts = Counter(row.verdict for row in rows)
    fields = Counter(row.field for row in rows if row.field)
    traps = Counter((row.verdict, bool(row.trap)) for row in rows)
    told = [
        f"| agree | {counts['agree']}, of which {traps['agree', True]} with a trap |",
        f"| differ | {counts['differ']}: {', '.join(f'{field} {fields[field]}' for field in pairs.FIELDS)} |",
        f"| apart | {counts['apart']} |",
        f"| only | {counts['only']} |",
    ]
    readme = (pairs.FOLDER / "README.md").read_text("utf-8")
    assert readme.partition("| rows | number |\n| --- | --- |\n")[2].split("\n")[: len(told)] == told
