"""A course: a pack for each lecture and one over all, of which only what has changed is built again."""

from __future__ import annotations

import shutil

import pypdfium2
import pytest

import coursepack
from coursed import LECTURES, lay_out
from coursepack import course as module
from coursepack.course import build_course
from coursepack.errors import EmptySource, OutputExists, Unproven, UsageError
from coursepack.pipeline import build_folder
from coursepack.verifier import Report
from coursepack.verifier.report import Finding


def files_of(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def blank_pdf(path):
    """A page without words is what a scan is without an OCR program."""
    pdf = pypdfium2.PdfDocument.new()
    pdf.new_page(595, 842)
    pdf.save(path)


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """The course, built once; tests take copies."""
    folder = tmp_path_factory.mktemp("built")
    lay_out(folder / "history")
    built = build_course(folder / "history", folder / "out")
    return folder, built


@pytest.fixture
def again(first, tmp_path):
    """Change the course in a folder of its own, build it again, and give what was built and both states."""
    shutil.copytree(first[0], tmp_path / "copy")
    folder, out = tmp_path / "copy/history", tmp_path / "copy/out"

    def again(change):
        change(folder)
        before = files_of(out)
        return build_course(folder, out).built, before, files_of(out)

    again.folder, again.out = folder, out
    return again


def test_each_lecture_is_a_pack_as_its_files_alone_would_make(first, tmp_path):
    """Byte for byte: a course changes nothing in its lectures."""
    folder, built = first
    assert built.built == ("01", "02", "03")
    sources = [folder / "history/01-alliance" / name for name in ("lecture.vtt", "slides.md")]
    build_folder(sources, tmp_path / "alone")
    assert files_of(folder / "out/lectures/01") == files_of(tmp_path / "alone")


def test_one_pack_is_over_all_lectures(first):
    """Somebody whom three lectures name is one person, and each place says in which file it is."""
    folder, built = first
    pack = coursepack.load(folder / "out")
    assert [source.path for source in pack.sources] == list(LECTURES)
    (mao,) = (entity for entity in pack.entities if "Mao" in entity.name)
    assert {span.source for span in mao.mentions} == {"S1", "S3", "S4"}
    assert [lecture.sources for lecture in built.course.lectures] == [("S1", "S2"), ("S3",), ("S4",)]
    assert [lecture.title for lecture in built.course.lectures] == ["The Alliance", "leap", "The Split"]


def test_sentences_of_the_course_are_those_of_its_lectures(first):
    """Parsed once, and renumbered."""
    folder, built = first
    for lecture in built.course.lectures:
        own = coursepack.load(folder / "out/lectures" / lecture.id).sentences
        theirs = [each for each in built.pack.sentences if each.source in lecture.sources]
        assert [(each.start, each.end, each.id.split(".")[1]) for each in own] == [
            (each.start, each.end, each.id.split(".")[1]) for each in theirs
        ]


def test_a_course_is_verified_whole(first):
    """What was proven while it was built is proven where it lies: each lecture, and the course's own."""
    folder, built = first
    report = coursepack.verify(folder / "out")
    assert report == built.report
    assert report.findings == ()
    assert report.files == len(files_of(folder / "out")) + len(built.course.lectures)


def test_the_course_is_the_same_wherever_it_is_built(first, tmp_path):
    """No path of a machine, no date; and nothing that was built before tells."""
    folder, _ = first
    lay_out(tmp_path / "elsewhere/history")
    build_course(tmp_path / "elsewhere/history", tmp_path / "other")
    assert files_of(tmp_path / "other") == files_of(folder / "out")


def test_nothing_is_built_where_nothing_has_changed(again):
    """The folder is not even touched."""
    stamp = (again.out / "index.html").stat().st_ino
    built, before, after = again(lambda folder: (folder / "02-leap/lecture.vtt").touch())
    assert (built, before == after) == ((), True)
    assert (again.out / "index.html").stat().st_ino == stamp


def test_only_a_lecture_that_has_changed_is_built(again):
    """The others stay byte for byte; the course's own pack follows."""
    text = LECTURES["03-split.txt"].replace("1960", "1961")
    built, before, after = again(lambda folder: (folder / "03-split.txt").write_text(text))
    assert built == ("03",)
    for name in ("01", "02"):
        own = {path: data for path, data in before.items() if path.startswith(f"lectures/{name}/")}
        assert own.items() <= after.items()
    assert b"July 1961" in after["index.html"]
    assert coursepack.verify(again.out).findings == ()


def test_a_lecture_is_kept_under_another_number(again):
    """It is known by what it is made of."""
    built, before, after = again(lambda folder: (folder / "03-split.txt").rename(folder / "07-split.txt"))
    # The file's name is a part of the pack; the other two have none that changed.
    assert built == ("07",)
    built, before, after = again(lambda folder: (folder / "02-leap").rename(folder / "05-leap"))
    assert built == ()
    assert after["lectures/05/pack.json"] == before["lectures/02/pack.json"]
    assert not any(path.startswith("lectures/02") for path in after)


def test_a_lecture_that_is_gone_leaves_nothing(again):
    """Neither a folder nor a name of its own."""
    built, _, after = again(lambda folder: (folder / "03-split.txt").unlink())
    assert built == ()
    assert not any(path.startswith("lectures/03") for path in after)
    assert b"Khrushchev" not in after["pack.json"]


@pytest.mark.parametrize("name", ["lectures/02/notes.md", "index.html", "course.json", "parsed/02.bin"])
def test_what_was_damaged_is_built_again(again, name):
    """Kept is only what can be proven."""
    whole = files_of(again.out)
    built, _, after = again(lambda _: (again.out / name).write_bytes(whole[name] + b"x"))
    assert built == (("02",) if name.startswith("lectures/02") else ("01", "02", "03") if name == "course.json" else ())
    assert after == whole


@pytest.mark.parametrize("is_sound", [True, False])
def test_a_lecture_that_is_kept_is_not_parsed_again(again, monkeypatch, is_sound):
    """What was parsed lies in the course; where it is not what the trace says, it is parsed anew."""
    asked = []
    parse = module.parsed
    monkeypatch.setattr(module, "parsed", lambda pack, *more: asked.append(len(pack.sources)) or parse(pack, *more))
    if not is_sound:
        (again.out / "parsed/01.bin").write_bytes(b"another")
    built, _, after = again(lambda folder: (folder / "03-split.txt").unlink())
    assert (built, asked) == ((), [] if is_sound else [2])
    assert after["parsed/01.bin"] != b"another"


def test_another_program_builds_everything_again(again, monkeypatch):
    """Other rules or another model may find something else in the same sources."""
    monkeypatch.setattr(module, "_maker", lambda: "another")
    built, before, after = again(lambda _: None)
    assert built == ("01", "02", "03")
    assert before["index.html"] == after["index.html"]


def test_titles_and_order_come_from_course_toml(tmp_path):
    """They are words of a file that the course keeps."""
    settings = (
        'title = "A short history"\n[[lecture]]\ntitle = "The \\u201cSplit\\u201d"\nfiles = ["03-split.txt"]\n'
        '[[lecture]]\nfiles = ["02-leap"]\n'
    )
    lay_out(tmp_path / "history", **{"course.toml": settings})
    built = build_course(tmp_path / "history", tmp_path / "out")
    assert (built.course.title, [each.title for each in built.course.lectures]) == (
        "A short history",
        ["The “Split”", "leap"],
    )
    assert (tmp_path / "out/sources/course.toml").read_text() == settings
    assert [notice.text for notice in built.notices][:1] == [
        "passed over (in no lecture of course.toml): 01-alliance/lecture.vtt, 01-alliance/slides.md"
    ]


def test_a_source_that_cannot_be_read_stops_the_course(again):
    """With its name; the earlier course stays as it was."""
    before = files_of(again.out)
    with pytest.raises(EmptySource, match=r"02-leap/lecture\.vtt: holds no words"):
        again(lambda folder: (folder / "02-leap/lecture.vtt").write_text("WEBVTT\n\n"))
    assert files_of(again.out) == before
    assert sorted(path.name for path in again.out.parent.iterdir()) == ["history", "out"]


def test_a_course_that_is_refused_is_not_written(again, monkeypatch):
    """Should the verifier find a fault of ours, the earlier course stays."""
    finding = Finding(file="index.html", line=3, code="words", text="prints '1957'")
    report = Report(files=1, lines=1, quotes=1, findings=(finding,))
    monkeypatch.setattr(module, "verify", lambda _: report)
    before = files_of(again.out)
    with pytest.raises(Unproven, match=r"index\.html:3: prints '1957'"):
        again(lambda folder: (folder / "03-split.txt").write_text("The End\n\nMao Zedong died in 1976.\n"))
    assert files_of(again.out) == before


def test_another_folder_is_never_replaced(first, tmp_path):
    """Nor is anything read before that is told; an earlier pack of one lecture may be replaced."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/thesis.txt").write_text("x")
    with pytest.raises(OutputExists):
        build_course(first[0] / "history", tmp_path / "mine")


def test_the_course_may_lie_in_its_own_folder(tmp_path):
    """It is a pack, and so no lecture."""
    (tmp_path / "history").mkdir()
    (tmp_path / "history/1.txt").write_text(LECTURES["03-split.txt"])
    build_course(tmp_path / "history", tmp_path / "history/out")
    assert build_course(tmp_path / "history", tmp_path / "history/out").built == ()


def test_a_folder_without_lectures_is_refused(tmp_path):
    """Before anything is made."""
    with pytest.raises(UsageError, match="holds no lecture"):
        build_course(tmp_path, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_progress_names_the_lecture(again):
    """Each step with the number of the lecture that it is of; what is kept says so."""
    steps = []

    class Told:
        def begin(self, step):
            steps.append(step)

        def end(self, step, found):
            assert found or step.startswith("course ")

    (again.folder / "03-split.txt").write_text("The End\n\nMao Zedong died in September 1976.\n")
    build_course(again.folder, again.out, Told())
    assert [step for step in steps if step[:2] in ("02", "03")] == [
        *("02 read lecture.vtt", "02 kept"),
        *("03 read 03-split.txt", "03 sentences", "03 build"),
    ]
    assert steps[-2:] == ["course capitals", "verify"]


def test_a_lecture_goes_on_without_a_file_that_has_no_words(tmp_path):
    """One scanned deck stops no course: it is told, in the lecture's pack and in the course's."""
    folder = lay_out(tmp_path / "history")
    blank_pdf(folder / "01-alliance/scan.pdf")
    built = build_course(folder, tmp_path / "out")
    said = "left out of its lecture: is a scan or a film of pictures: 1 page, and no text; export it from"
    told = [(each.place.source, each.text.split(" the program")[0]) for each in built.notices]
    assert told[:1] == [("01-alliance/scan.pdf", said)]
    lecture = coursepack.load(tmp_path / "out/lectures/01")
    assert [source.path for source in lecture.sources] == ["lecture.vtt", "slides.md"]
    assert [each.place.source for each in lecture.notices if each.kind == "wordless"] == ["scan.pdf"]


def test_a_lecture_of_nothing_but_a_scan_is_refused(tmp_path):
    """Where no file of a lecture has words, there is nothing to go on with."""
    (tmp_path / "history").mkdir()
    blank_pdf(tmp_path / "history/01.pdf")
    with pytest.raises(EmptySource, match=r"01\.pdf: is a scan"):
        build_course(tmp_path / "history", tmp_path / "out")


def test_the_course_says_what_lectures_say_alike_and_otherwise(tmp_path):
    """Both lectures stand beside each other, and a date that neither says is found."""
    (tmp_path / "mill").mkdir()
    for name, month in (("01-dam", "May 1913"), ("02-flood", "June 1914")):
        text = f"Ada Brandt designed the dam at Korsholm in 1911. In {month} the dam broke."
        (tmp_path / f"mill/{name}.txt").write_text(f"{name}\n\n{text}\n")
    build_course(tmp_path / "mill", tmp_path / "out")
    page = (tmp_path / "out/index.html").read_text("utf-8")
    assert 'In <mark class="differs">June 1914</mark> the dam broke.' in page
    assert "Ada Brandt designed the dam" in page[page.index("They agree</h3>") :]
    (tmp_path / "out/index.html").write_text(page.replace(">June 1914</mark>", ">June 1915</mark>"), "utf-8")
    assert [each.file for each in coursepack.verify(tmp_path / "out").findings] == ["index.html"]
