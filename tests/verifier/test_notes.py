"""Each lie in notes.md is found on its own line, with the words that differ."""

from __future__ import annotations

import pytest

from coursepack.verifier import verify


def test_a_digit_changed_in_a_note(lie):
    """The first word that differs is named, with the one that its evidence has."""
    assert lie("notes.md", "- In 1846", "- In 1847") == [
        ("notes.md", 5, "words", "prints '1847', its evidence says '1846'")
    ]


def test_a_negation_dropped_from_a_note(lie):
    """A word left out of a line is named by what stands where it should be."""
    assert lie("notes.md", "did not look", "did look") == [
        ("notes.md", 7, "words", "prints 'look', its evidence says 'not'")
    ]


def test_words_added_to_the_end_of_a_note(lie):
    """Words after the claim's last are named."""
    text = "prints 'or was it', which its evidence does not say there"
    assert lie("notes.md", "must be.", "must be. Or was it?") == [("notes.md", 5, "words", text.replace("or", "Or"))]


def test_a_note_cut_short(lie):
    """A line that ends too early is told by the word that should come."""
    assert lie("notes.md", " for it himself.", "") == [("notes.md", 7, "words", "ends where its evidence says 'for'")]


def test_a_capital_inside_a_note(lie):
    """Only the first letter of a claim may change its case."""
    assert lie("notes.md", "Neptune in Berlin", "neptune in Berlin") == [
        ("notes.md", 9, "words", "prints 'neptune', its evidence says 'Neptune'")
    ]


def test_a_sign_added_to_a_number(lie):
    """A minus before a number is a part of its word."""
    assert lie("notes.md", "In 1846", "In −1846")[0][3] == "prints '−1846', its evidence says '1846'"


def test_a_stance_taken_from_a_note(lie):
    """A traced fixed word must be printed."""
    text = "does not print all the fixed words of its trace: 'denied'"
    assert lie("notes.md", " *(denied)*", "") == [("notes.md", 7, "words", text)]


def test_a_sentence_added_to_the_notes(lie):
    """One line too many is one finding, on its own line, and shifts no other."""
    text = "prints 'It was cold in Berlin that night.', which no claim stands behind"
    assert lie("notes.md", "- Johann", "- It was cold in Berlin that night.\n\n- Johann") == [
        ("notes.md", 9, "untraced", text)
    ]


def test_a_line_taken_from_the_notes(lie, files):
    """A traced line that is gone is named by its claim, on the line where it stood."""
    line = files["notes.md"].decode().split("\n")[8]
    text = "the line traced to S1.c3 is not printed"
    assert lie("notes.md", f"{line}\n\n", "") == [("notes.md", 9, "gone", text)]


def test_a_blank_line_added_to_the_notes(lie):
    """Lines that stand elsewhere than the trace has them are told once."""
    assert lie("notes.md", "- In 1846", "\n- In 1846") == [
        ("notes.md", 6, "moved", "prints what the trace has on line 5")
    ]


def test_a_bracketed_name_swapped_in_a_note(lie):
    """An insertion is compared by itself, brackets and all."""
    text = "inserts '[Johann Galle]', its claim inserts '[Urbain Le Verrier]'"
    assert lie("notes.md", "[Urbain Le Verrier]", "[Johann Galle]") == [("notes.md", 7, "insertion", text)]


def test_a_bracketed_name_added_to_a_note(lie):
    """Nothing in unescaped brackets passes for a word of the source."""
    text = "prints '[Berlin]', its evidence says 'on'"
    assert lie("notes.md", "Berlin on", "Berlin [Berlin] on") == [("notes.md", 9, "words", text)]


def test_brackets_taken_from_an_inserted_name(lie):
    """An insertion must show that it is one."""
    assert lie("notes.md", "[Urbain Le Verrier]", "Urbain Le Verrier") == [
        ("notes.md", 7, "words", "prints 'Urbain', its evidence says an insertion")
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [("[L14 · 03:41]", "[L15 · 03:41]"), ("[L14 · 03:41]", "[L14 · 03:42]"), ("[L14 · 03:41]", "[X14 · 03:41]")],
)
def test_a_reference_changed_in_a_note(lie, old, new):
    """The reference is worked out again from the evidence: its line, its time and its form."""
    text = f"refers to '{new}', its evidence stands at '{old}'"
    assert lie("notes.md", old, new) == [("notes.md", 9, "reference", text)]


def test_a_reference_taken_from_a_note(lie):
    """A statement's line without a reference is told which it needs."""
    text = "has no reference, its evidence stands at '[L14 · 03:41]'"
    assert lie("notes.md", " [L14 · 03:41]", "") == [("notes.md", 9, "reference", text)]


def test_a_stance_that_is_not_the_claims(folder):
    """A stance printed and traced must be the claim's own."""
    for name, old, new in (
        ("notes.md", "*(denied)*", "*(promised)*"),
        ("trace.json", "stance.denied", "stance.promised"),
    ):
        path = folder / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    assert [(each.line, each.code, each.text) for each in verify(folder).findings] == [
        (7, "mark", "is marked 'promised', but its claim is 'denied'")
    ]


def test_two_lines_added_to_the_notes(lie):
    """Lines are put side by side with the trace so that most of them fit."""
    found = lie("notes.md", "# Finding", "A line.\nAnother line.\n# Finding")
    assert [each[:3] for each in found] == [("notes.md", 11, "untraced"), ("notes.md", 12, "untraced")]


def test_a_bracket_that_is_the_sources_own(lie):
    """A bracket that the source has is escaped, and one without an escape counts as an insertion."""
    assert lie("notes.md", r"\[new\]", "[new]") == [
        ("notes.md", 17, "words", "prints '[new]', its evidence says 'new'")
    ]


def test_markup_that_hides_words(lie):
    """A comment or a tag in the notes prints words as far as the verifier is concerned."""
    assert lie("notes.md", "- Johann", "- <!-- so --> Johann") == [
        ("notes.md", 9, "words", "prints 'so', its evidence says 'Johann'")
    ]


def test_notes_that_are_no_text(folder):
    """Bytes that are no UTF-8 are told by line."""
    (folder / "notes.md").write_bytes(b"# lecture\n\xff\n")
    assert [str(each) for each in verify(folder).findings] == ["notes.md:2: is no UTF-8 text"]
