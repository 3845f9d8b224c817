"""Which files of a folder make which lecture."""

from __future__ import annotations

import pytest

from coursepack.errors import BadSource, UsageError
from coursepack.notices import Log
from coursepack.syllabus import syllabus_of

PACK_FILES = ("pack.json", "trace.json")


@pytest.fixture
def laid(tmp_path):
    """Lay files out in a folder; give what is made of it, by lecture, and what was told."""

    def laid(*names, settings=None):
        folder = tmp_path / "course"
        folder.mkdir(exist_ok=True)
        for name in names:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("Words.")
        if settings is not None:
            (folder / "course.toml").write_text(settings, "utf-8")
        log = Log()
        found = syllabus_of(folder, log)
        lectures = {each.id: [path.relative_to(folder).as_posix() for path in each.files] for each in found.lectures}
        return lectures, [notice.text for notice in log.notices]

    return laid


def test_each_sub_folder_is_a_lecture(laid):
    """By number, not by letters; a number keeps its place even where one is missing."""
    assert laid("2-war/talk.vtt", "10-peace/talk.vtt", "1-origins/talk.vtt", "1-origins/deck.pptx") == (
        {"01": ["1-origins/deck.pptx", "1-origins/talk.vtt"], "02": ["2-war/talk.vtt"], "10": ["10-peace/talk.vtt"]},
        [],
    )


@pytest.mark.parametrize(
    "name",
    ["03-lecture", "3", "3. Lecture", "Lecture 3 - the war", "HIST101 lecture 03", "week_3", "L3-war", "03a", "Ch. 3"],
)
def test_loose_files_of_one_number_belong_together(laid, name):
    """A number that leads, or follows a word that counts lectures."""
    assert laid(f"{name}.vtt", "03-slides.pptx", "1-lecture.vtt")[0].keys() == {"01", "03"}


@pytest.mark.parametrize("name", ["1848-revolution", "syllabus", "notes of 3 wars", "slides", "HIST101"])
def test_a_name_without_a_number_is_in_no_lecture(laid, name):
    """A year, or a number inside a name, says nothing; the file is told, not guessed at."""
    assert laid("01-lecture.vtt", f"{name}.md") == (
        {"01": ["01-lecture.vtt"]},
        [f"passed over (in no lecture: no number says which): {name}.md"],
    )


def test_dates_say_the_lecture_too(laid):
    """In any of the usual spellings, in the order of time; a number that is no day of a year is none."""
    assert laid("2026-03-12 talk.vtt", "20260305-talk.vtt", "2026-03-05-slides.md", "2026-13-05.md")[0] == {
        "2026-03-05": ["2026-03-05-slides.md", "20260305-talk.vtt"],
        "2026-03-12": ["2026-03-12 talk.vtt"],
    }


def test_folders_without_numbers_are_counted_by_name(laid):
    """After those that have one."""
    assert laid("b/a.md", "a/a.md", "2/a.md")[0] == {"01": ["2/a.md"], "02": ["a/a.md"], "03": ["b/a.md"]}


def test_two_lectures_of_one_number_are_refused(laid):
    """A folder and a folder, or a folder and loose files: nobody knows which comes first."""
    with pytest.raises(UsageError, match=r"course: '03-peace' and '3-war' are both lecture 3; give one another number"):
        laid("3-war/a.md", "03-peace/a.md")


@pytest.mark.parametrize("names", [[], ["a.png"], ["syllabus.md"], ["a/b/c.md"], ["a/picture.jpg"], [".hidden/a.md"]])
def test_a_folder_without_a_lecture_is_refused(laid, names):
    """With what to do: nothing that can be read, or nothing that says which lecture it is of."""
    with pytest.raises(UsageError, match=r"course holds no lecture; give each lecture a folder of its own or a number"):
        laid(*names)


def test_what_is_no_source_is_passed_over(laid):
    """Pictures and inner folders are told; hidden files, systems' leavings and packs are not."""
    names = ["01/a.vtt", "01/photo.JPG", "01/raw/b.vtt", "01/.DS_Store", "01/~$deck.pptx", "Thumbs.db", "cover.png"]
    assert laid(*names, *(f"out/{each}" for each in PACK_FILES), "out/notes.md") == (
        {"01": ["01/a.vtt"]},
        [
            "passed over (a folder in a lecture's folder): 01/raw",
            "passed over (nothing reads): 01/photo.JPG",
            "passed over (nothing reads): cover.png",
        ],
    )


def test_many_are_told_shortly(laid):
    """Forty photographs are one notice."""
    assert laid("01/a.vtt", *(f"01/{number}.png" for number in range(40)))[1] == [
        "passed over (nothing reads): 01/0.png, 01/1.png, 01/2.png, 01/3.png, 01/4.png and 35 more"
    ]


def test_the_same_in_two_formats_is_read_once(laid):
    """What tells more of the structure is taken; another stem, or captions beside slides, are another thing."""
    names = ["01/deck.pdf", "01/Deck.pptx", "01/talk.srt", "01/talk.vtt", "01/talk.pdf", "01/more.pdf"]
    assert laid(*names) == (
        {"01": ["01/Deck.pptx", "01/more.pdf", "01/talk.pdf", "01/talk.vtt"]},
        ["passed over (the same in another format is read): 01/deck.pdf, 01/talk.srt"],
    )


def test_course_toml_says_order_and_files(laid):
    """Files in the order given, folders whole; what it leaves out is told."""
    settings = '[[lecture]]\nfiles = ["b.md", "a.md"]\n[[lecture]]\ntitle = "War"\nfiles = ["war"]\n'
    assert laid("a.md", "b.md", "war/1.md", "war/2.md", "peace/c.md", settings=settings) == (
        {"01": ["b.md", "a.md"], "02": ["war/1.md", "war/2.md"]},
        ["passed over (in no lecture of course.toml): peace/c.md"],
    )


def test_course_toml_may_have_a_title_alone(laid):
    """Then folders and numbers say the lectures."""
    assert laid("01/a.md", settings='title = "The war"\n')[0] == {"01": ["01/a.md"]}


@pytest.mark.parametrize(
    ("second", "found"),
    [('["a.md"]', "lists 'a.md', which a lecture has already"), ('["empty"]', "lists a folder that holds nothing")],
)
def test_course_toml_may_not_list_a_file_twice_or_nothing(laid, second, found):
    """The line is that of the list."""
    settings = f'[[lecture]]\nfiles = ["a.md"]\n\n[[lecture]]\ntitle = "B"\nfiles = {second}\n'
    with pytest.raises(BadSource, match=rf"course\.toml:6: {found}"):
        laid("a.md", "empty/x.png", settings=settings)


def test_captions_in_english_are_read_beside_those_in_other_languages(laid):
    """The name tells the language; captions in one other language alone are read, and so is "part_ii"."""
    lectures, told = laid("1/a.en-US.vtt", "1/a.de.vtt", "1/a_fr.srt", "2/a.de.vtt", "3/part.vtt", "3/part_ii.vtt")
    assert lectures == {"01": ["1/a.en-US.vtt"], "02": ["2/a.de.vtt"], "03": ["3/part.vtt", "3/part_ii.vtt"]}
    assert told == ["passed over (captions in another language): 1/a.de.vtt, 1/a_fr.srt"]


def test_captions_of_one_language_are_read_once(laid):
    """A name without a language stands first, then the shorter one; what yt-dlp writes beside is no transcript."""
    lectures, told = laid(
        "1/a.en.srt", "1/a.en.vtt", "1/a.en-orig.vtt", "1/a.info.json", "1/a.webm", "2/b.vtt", "2/b.en.vtt"
    )
    assert lectures == {"01": ["1/a.en.vtt"], "02": ["2/b.vtt"]}
    assert "passed over (nothing reads): 1/a.info.json" in told


def test_lectures_may_lie_in_folders_of_weeks(laid):
    """A folder of numbered folders is none itself; one that is numbered holds the files of those that are not."""
    assert laid(
        "Week 1/Lecture 1/a.vtt", "Week 1/Lecture 2/a.vtt", "Week 2/readings/b.pdf", "Week 2/Lecture 3/a.vtt"
    ) == (
        {"01": ["Week 1/Lecture 1/a.vtt"], "02": ["Week 1/Lecture 2/a.vtt"], "03": ["Week 2/Lecture 3/a.vtt"]},
        ["passed over (beside numbered folders): Week 2/readings"],
    )


def test_folders_of_kinds_in_a_lecture_are_its_files(laid):
    """Of "Lecture 2/captions" and "Lecture 2/slides" one lecture is made."""
    assert laid("Lecture 2/captions/a.vtt", "Lecture 2/slides/b.pdf")[0] == {
        "02": ["Lecture 2/captions/a.vtt", "Lecture 2/slides/b.pdf"]
    }


def test_a_day_inside_a_name_says_the_lecture(laid):
    """Teams names recordings so."""
    assert laid("HIST-20240304_100312-Meeting.vtt", "HIST-20240311_1001-Meeting.vtt")[0].keys() == {
        "2024-03-04",
        "2024-03-11",
    }


@pytest.mark.parametrize("name", ["Course.toml", "course.toml.txt"])
def test_settings_under_another_name_are_refused(laid, name):
    """Else nobody would know why they say nothing."""
    with pytest.raises(UsageError, match=f"'{name}' is not read; name it course.toml"):
        laid("1/a.vtt", name)


def test_folders_of_kinds_hold_files_of_all_lectures(laid):
    """What shares the numbers of several lectures is no lecture itself; chapters are a book's."""
    names = [
        "Slides/L1.pdf",
        "Slides/L2.pdf",
        "Captions/L1.vtt",
        "Captions/L2.vtt",
        "Readings/ch1.md",
        "Readings/ch2.md",
    ]
    lectures = {"01": ["Captions/L1.vtt", "Slides/L1.pdf"], "02": ["Captions/L2.vtt", "Slides/L2.pdf"]}
    assert laid(*names)[0] == {**lectures, "03": ["Readings/ch1.md", "Readings/ch2.md"]}


def test_folders_of_kinds_may_lie_in_one(laid):
    """As when a course's files are downloaded in one go."""
    names = [f"Course files/{kind}/L{number}.md" for kind in ("A", "B") for number in (1, 2)]
    assert set(laid(*names)[0]) == {"01", "02"}


def test_weeks_may_count_their_own_lectures(laid):
    """Then all are counted through, in the order of the weeks."""
    assert laid("Week 2/Lecture 1/c.md", "Week 1/Lecture 1/a.md", "Week 1/Lecture 2/b.md")[0] == {
        "01": ["Week 1/Lecture 1/a.md"],
        "02": ["Week 1/Lecture 2/b.md"],
        "03": ["Week 2/Lecture 1/c.md"],
    }


@pytest.mark.parametrize("names", [("Session One", "Session Two"), ("Lecture I", "Lecture II"), ("week ii", "Week IX")])
def test_numbers_may_be_words(laid, names):
    """Behind a word that counts lectures, in words or as the Romans wrote them."""
    lectures = laid(*(f"{name}.vtt" for name in names))[0]
    assert list(lectures.values()) == [[f"{name}.vtt"] for name in names]


def test_a_version_is_no_number(laid):
    """It says which of them a file is."""
    assert laid("Lecture 1 v2.vtt", "talk v2.md")[0] == {"01": ["Lecture 1 v2.vtt"]}


def test_captions_that_have_names_are_a_lecture_each(laid):
    """Where no number says anything: what begins with the name belongs to it."""
    assert laid("Rents.vtt", "Rents slides.pdf", "Tithes.srt", "other.md") == (
        {"01": ["Rents slides.pdf", "Rents.vtt"], "02": ["Tithes.srt"]},
        ["passed over (in no lecture: no number says which): other.md"],
    )
