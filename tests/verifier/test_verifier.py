"""A pack that is right is proven, and each planted lie is found by file, line and words."""

from __future__ import annotations

import json
import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coursepack.errors import BadPack, MissingFile
from coursepack.verifier import to_json, verify


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


def test_a_timing_line_altered(lie):
    """A caption's time is read again from its timing line, and the altered file is blamed."""
    text = "S1.p3 begins at 221 s in the pack, but its caption's timing line says 222 s"
    assert lie("sources/S1.txt", "00:03:41", "00:03:42") == [("sources/S1.txt", 13, "time", text)]


def test_a_source_altered_where_no_word_is(lie):
    """The hash speaks where nothing more exact is known, and says whose text it is."""
    text = "its bytes are not those of the trace: the text of 'slides.md' was altered"
    assert lie("sources/S2.txt", "helped\n", "helped\n\n") == [("sources/S2.txt", None, "bytes", text)]


def test_a_line_of_the_trace_changed(lie):
    """What the trace names must be there: claims, fixed words, elements, files."""
    found = lie("trace.json", '"S1.c3"', '"S1.c9"')
    assert found == [("notes.md", 9, "trace", "is traced to 'S1.c9', which the pack does not have")]


def test_a_source_cut_short(folder):
    """However much of the pack no longer fits, the altered source is the one finding."""
    path = folder / "sources" / "S2.txt"
    path.write_text("# Finding Neptune\n")
    [(file, line, code, text)] = told(verify(folder))
    assert (file, line, code) == ("sources/S2.txt", 2, "quote")
    assert text.startswith("the text of 'slides.md' was altered: it reads '' where X1 quotes 'Perturbation'")
