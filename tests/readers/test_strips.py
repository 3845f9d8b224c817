"""Runs of glyphs to strips: signs, raised numbers, ligatures, stretched lines."""

from __future__ import annotations

import pytest

from coursepack.readers._sheet import Run, Sheet
from coursepack.readers._strips import strips_of


def run(text, left, base=100.0, *, size=10.0, width=None, order=0, **others):
    right = left + (width if width is not None else 5 * len(text))
    flags = {"is_bold": False, "is_symbol": False, **others}
    return Run(text=text, left=left, right=right, base=base, size=size, order=order, **flags)


def words(*runs):
    sheet = Sheet(number=1, width=500, height=700, runs=runs)
    return [(f"{strip.sign} {strip.words}").strip() for strip in strips_of(sheet)]


def test_runs_of_one_line_are_one_strip():
    """A change of font does not part words; a gap as wide as a space is one."""
    assert words(run("the ", 10), run("abbey", 30, is_bold=True), run("sold", 58)) == ["the abbey sold"]


def test_columns_stay_apart():
    """What was not drawn in one go, and stands far from each other, is two strips."""
    assert words(run("left column", 10), run("right column", 75, order=5)) == ["left column", "right column"]


def test_ligatures_and_odd_spaces_are_plain():
    """A font's ligature is two letters, and a no-break space is a space."""
    assert words(run("ﬁrst\u00a0 ﬂour", 10)) == ["first flour"]


@pytest.mark.parametrize(
    ("base", "said"), [(96, "10³ sacks"), (104, "103 sacks")], ids=["a power is raised", "an index is not"]
)
def test_a_raised_number_is_told_from_a_digit(base, said):
    """“10³” is no “103”; lowered numbers stay digits, as in the names of compounds."""
    assert words(run("10", 10), run("3", 20, base, size=6, width=3), run(" sacks", 23)) == [said]


@pytest.mark.parametrize(
    ("sign", "flags", "shown"),
    [
        ("•", {}, "•"),
        ("–", {}, "–"),
        ("§", {"is_symbol": True}, "•"),
        ("\uf0b7", {"is_symbol": True}, "•"),
        ("!", {"size": 6}, "!"),
    ],
)
def test_a_sign_before_words_is_no_word(sign, flags, shown):
    """A dash, a dot, a letter of a font of signs, and a small glyph that stands alone are bullets' signs."""
    assert words(run(sign, 10, **flags), run("Rye rose", 24, order=1)) == [f"{shown} Rye rose"]


def test_close_dashes_are_signs_where_several_lines_have_them():
    """One dash may be a word's own."""
    assert words(run("-rye", 10), run("-oats", 10, 120)) == ["- rye", "- oats"]
    assert words(run("-rye", 10), run("oats", 10, 120)) == ["-rye", "oats"]


def test_a_shadow_is_drawn_once():
    """The same words a little beside themselves are one."""
    assert words(run("Bread", 10), run("Bread", 11, 101, order=1)) == ["Bread"]


def test_a_stretched_line_is_one_strip():
    """Gaps are no gutters where the lines above and below go over them."""
    wide = "nobody disputes that the abbey sold it"
    lines = (
        run(wide, 10, 88),
        run("and the", 10),
        run("town", 80, order=9),
        run("paid", 140, order=10),
        run(wide, 10, 112),
    )
    assert words(*lines) == [wide, "and the town paid", wide]


def test_a_letter_as_high_as_several_lines_belongs_to_the_first():
    """The others are lines of their own."""
    initial = run("T", 10, 128, size=40, width=25)
    beside = (
        run("he Duke had opened his", 35, 100),
        run("canal in that year to", 35, 114),
        run("carry coal.", 35, 128),
    )
    assert words(initial, *beside) == ["The Duke had opened his", "canal in that year to", "carry coal."]
    # "canal" is a word of its own below, so that "A" is one too.
    initial, beside = run("A", 10, 128, size=40, width=25), (run("canal was dug.", 35, 100), run("The canal", 35, 114))
    assert words(initial, *beside) == ["A canal was dug.", "The canal"]


def test_a_lowered_letter_inside_a_word_belongs_to_it():
    """TeX writes its name so, in letters of one size."""
    assert words(run("in T", 10), run("E", 28.5, 102.2), run("X, the", 32)) == ["in TEX, the"]


def test_a_mark_belongs_to_the_words_that_it_touches():
    """Not to a line of another column that stands as high."""
    marked = [run("paid", 10), run("2", 30, 96.0, size=6.0, width=3), run("left here", 300, 96.0)]
    assert words(*marked) == ["left here", "paid²"]


def test_where_many_lines_begin_is_a_column():
    """A line that nearly reaches it is none of its lines."""
    left = [run("the abbey was let for", 10, 100 + 12 * at, width=102, order=at) for at in range(9)]
    right = [run("a rent in flour", 115, 100 + 12 * at, order=20 + at) for at in range(9)]
    assert words(*left, *right)[:2] == ["the abbey was let for", "a rent in flour"]
