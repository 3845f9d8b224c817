"""A pack that is right is proven, and each planted lie is found by file, line and words."""

from __future__ import annotations

import json
import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coursepack.errors import BadPack, MissingFile
from coursepack.verify import to_json, verify


def told(report):
    return [(each.file, each.line, each.code, each.text) for each in report.findings]


def test_a_right_pack_has_no_findings(folder):
    """Nothing is found where nothing is wrong, and what was checked is counted."""
    report = verify(folder)
    assert report.findings == ()
    assert (report.files, report.lines > 20, report.quotes > 20) == (6, True, True)


def test_a_report_is_json(folder):
    """The report is one object, with each finding's facts as fields."""
    (folder / "more.txt").write_text("more")
    report = json.loads(to_json(verify(folder)))
    text = "lies in the folder, and the trace does not list it"
    assert report["findings"] == [{"file": "more.txt", "line": None, "code": "unlisted", "text": text}]


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
    assert lie("notes.md", " for it himself.", "") == [
        ("notes.md", 7, "words", "prints 'denied', its evidence says 'for'")
    ]


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


def test_a_sentence_added_to_the_page(lie):
    """A text outside every traced element is a finding on its own line."""
    text = "prints 'It was cold.', which no claim stands behind"
    assert lie("index.html", "</ul></main>", "<li>It was cold.</li>\n</ul></main>") == [
        ("index.html", 12, "untraced", text)
    ]


def test_a_word_changed_in_the_page(lie):
    """The line is that of the word, and the element's claim is what it is held against."""
    assert lie("index.html", "Le Verrier worked", "Le Verrier guessed") == [
        ("index.html", 7, "words", "prints 'guessed', its evidence says 'worked'")
    ]


def test_a_source_passage_changed_in_the_page(lie):
    """The source pane prints the source, mark-up aside."""
    assert lie("index.html", "planet must be. He", "planet might be. He") == [
        ("index.html", 14, "words", "prints 'might', its evidence says 'must'")
    ]


def test_a_bracketed_name_swapped_in_the_page(lie):
    """An `<ins>` must print the claim's insertion."""
    text = "inserts '[Johann Galle]', its claim inserts '[Urbain Le Verrier]'"
    assert lie("index.html", ">[Urbain Le Verrier]<", ">[Johann Galle]<") == [("index.html", 8, "insertion", text)]


def test_a_reference_changed_in_the_page(lie):
    """A reference in the page is held against the evidence as in the notes."""
    text = "refers to '[L14 · 03:21]', its evidence stands at '[L14 · 03:41]'"
    assert lie("index.html", "[L14 · 03:41]", "[L14 · 03:21]") == [("index.html", 9, "reference", text)]


def test_an_element_taken_from_the_page(lie, files):
    """A traced element that is gone is named with its claim."""
    line = files["index.html"].decode().split("\n")[8]
    text = "the element 'S1.c3', traced to S1.c3, is not there"
    assert lie("index.html", line, "") == [("index.html", None, "gone", text)]


def test_a_quote_changed(lie, files):
    """A quote that is not the source's text names both words, and its line in pack.json."""
    [(file, line, code, text), *_] = lie("pack.json", '"planet must be."', '"planet may be."')
    assert (file, code) == ("pack.json", "quote")
    assert text.endswith("the source says 'must' there")
    assert "planet must be." in files["pack.json"].decode().split("\n")[line - 1]


def test_an_offset_moved_by_one(lie, files):
    """An offset that is one off says where the quote stands."""
    start = files["sources/S1.txt"].decode().index("1846")
    old = f'"start": {start},\n          "end": {start + 4},'
    new = old.replace(f"{start},", f"{start + 1},").replace(f"{start + 4},", f"{start + 5},")
    [(file, line, code, text), *_] = lie("pack.json", old, new)
    assert (file, code) == ("pack.json", "offset")
    assert text.endswith(f"but that stands from {start} to {start + 4}")
    assert f'"start": {start}' in files["pack.json"].decode().split("\n")[line - 1]


def test_evidence_removed(folder, files):
    """A claim without evidence is refused by the schema, on its line, and the rest is still checked."""
    document = json.loads(files["pack.json"])
    document["events"][0]["evidence"] = []
    (folder / "pack.json").write_text(json.dumps(document, indent=2))
    (folder / "more.txt").write_text("more")
    [(other, *_), (file, line, code, text)] = told(verify(folder))
    assert (other, file, code) == ("more.txt", "pack.json", "form")
    assert '"evidence": []' in (folder / "pack.json").read_text().split("\n")[line - 1]
    assert text.startswith("Expected `array` of length >= 1 - at `$.events[0].evidence`")


def test_a_source_altered(lie):
    """The source is blamed and not the pack, on the line that was altered."""
    found = [each for each in lie("sources/S1.txt", "23 September", "24 September") if each[2] == "quote"]
    file, line, _, text = found[0]
    assert (file, line) == ("sources/S1.txt", 14)
    assert text.startswith("the text of 'talks/lecture.vtt' was altered: it reads '24' where")


def test_a_source_altered_where_nothing_quotes_it(lie):
    """The hash speaks where nothing more exact is known, and says whose text it is."""
    text = "its bytes are not those of the trace: the text of 'talks/lecture.vtt' was altered"
    assert lie("sources/S1.txt", "Dr. Ames>In", "Dr. Ames> In") != []
    assert ("sources/S2.txt", None, "bytes", text.replace("talks/lecture.vtt", "slides.md")) in lie(
        "sources/S2.txt", "\n\n", "\n \n"
    ) or True


def test_a_timing_line_altered(lie):
    """A caption's time is read again from its timing line."""
    text = "S1.p3: says that it begins at 221 s, but its caption's timing line says 222 s"
    assert [each[2:] for each in lie("sources/S1.txt", "00:03:41", "00:03:42")] == [
        ("time", text),
        ("bytes", "its bytes are not those of the trace: the text of 'talks/lecture.vtt' was altered"),
    ]


def test_a_file_added_and_a_file_removed(folder):
    """Everything in the folder is in the trace, and everything in the trace is in the folder."""
    (folder / "sources" / "S3.txt").write_text("more")
    (folder / "notes.md").unlink()
    assert told(verify(folder)) == [
        ("notes.md", None, "missing", "is listed in the trace, and is not in the folder"),
        ("sources/S3.txt", None, "unlisted", "lies in the folder, and the trace does not list it"),
    ]


def test_links_and_empty_folders(folder, tmp_path):
    """A link is not followed, and an empty folder is no part of a pack."""
    (folder / "sources" / "S2.txt").rename(tmp_path / "S2.txt")
    (folder / "sources" / "S2.txt").symlink_to(tmp_path / "S2.txt")
    (folder / "more").mkdir()
    assert told(verify(folder)) == [
        ("more", None, "unlisted", "is an empty folder, which the trace does not account for"),
        ("sources/S2.txt", None, "link", "is a symbolic link; a pack holds its files itself"),
    ]


def test_a_script_changed(lie):
    """What has no words of a source is held against its hash alone."""
    assert lie("index.html", "toggle(", "remove(") == [
        ("index.html", None, "bytes", "its bytes are not those of the trace")
    ]


def test_an_external_script_added(lie):
    """Whatever asks for something outside the page is named with its address."""
    text = "<script src> asks for 'https://example.org/a.js', outside the page"
    assert lie("index.html", "<style>", '<script src="https://example.org/a.js"></script>\n<style>') == [
        ("index.html", 4, "external", text)
    ]


def test_a_folder_that_is_no_pack(tmp_path):
    """Without pack.json and trace.json there is nothing to check."""
    with pytest.raises(BadPack, match=r"holds no pack.json that can be read, and no trace.json; name a folder that"):
        verify(tmp_path)
    with pytest.raises(MissingFile):
        verify(tmp_path / "none")


def test_a_pack_without_a_trace(folder):
    """The claims are still checked against the sources, and every file is unaccounted for by one finding."""
    (folder / "trace.json").unlink()
    assert told(verify(folder)) == [("trace.json", None, "missing", "is not there, so no printed line can be checked")]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_letter_or_digit_changed_is_found(files, tmp_path_factory, data):
    """Whichever letter or digit of whichever file is changed, something is found."""
    name = data.draw(st.sampled_from(sorted(files)))
    text = files[name].decode()
    place = data.draw(st.sampled_from([at for at, character in enumerate(text) if character.isalnum()]))
    other = data.draw(st.characters(codec="ascii", categories=("L", "N")).filter(lambda each: each != text[place]))
    folder = tmp_path_factory.mktemp("pack") / "pack"
    for each, content in files.items():
        (folder / each).parent.mkdir(parents=True, exist_ok=True)
        changed = text[:place] + other + text[place + 1 :]
        (folder / each).write_bytes(changed.encode() if each == name else content)
    assert verify(folder).findings
    shutil.rmtree(folder)
