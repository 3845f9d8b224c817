"""What repeats on page after page."""

from __future__ import annotations

from coursepack.readers._running_heads import without_frames
from coursepack.readers._sheet import Sheet
from coursepack.readers._strips import Strip


def strip(words, left, base, size=10.0):
    return Strip(words=words, left=left, right=left + 5 * len(words), base=base, size=size, is_bold=False)


def left(pages):
    """Give the words that are left of pages of 500 to 700 points."""
    sheets = [Sheet(number=number, width=500, height=700, runs=()) for number in range(1, len(pages) + 1)]
    kept, _ = without_frames(sheets, dict(enumerate(pages, 1)))
    return [[each.words for each in page] for page in kept.values()]


def test_heads_and_numbers_are_left_out():
    """A head stands at one place of three pages or more, and a number counts with the pages, wherever it moves."""
    pages = [
        [strip("The Abbey", 50, 30), strip(f"text {'abcd'[at]}", 50, 300), strip(str(at + 7), 450 - at, 680 - at)]
        for at in range(4)
    ]
    assert left(pages) == [["text a"], ["text b"], ["text c"], ["text d"]]


def test_the_title_of_several_slides_stays():
    """It is larger than a running head, and not on most of the pages."""
    pages = [
        [strip("Grain" if at < 4 else f"T{'abcdef'[at - 4]}", 50, 60, 32.0), strip(f"text {'abcdefghij'[at]}", 50, 300)]
        for at in range(10)
    ]
    assert [page[0] for page in left(pages)[:4]] == ["Grain"] * 4


def test_pages_that_are_all_alike_have_no_frame():
    """Else nothing of them would be left."""
    assert left([[strip("the same words", 50, 300)]] * 5) == [["the same words"]] * 5


def test_of_two_pages_both_show_the_frame():
    """A head in both margins, and a number that is the page's own and stands alone at its foot."""
    pages = [[strip("The Abbey", 50, 30), strip(f"text {at}", 50, 300), strip(str(at), 250, 590)] for at in (1, 2)]
    assert left(pages) == [["text 1"], ["text 2"]]
    assert left([[strip("text 1", 50, 300), strip("1", 250, 640)]]) == [["text 1"]]
    assert left([[strip("In all", 50, 640), strip("1", 250, 640)]]) == [["In all", "1"]]
