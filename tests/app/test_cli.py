"""The command line: what it prints, where, and how it ends."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

import pytest

from coursed import lay_out
from coursepack import errors
from coursepack.app import cli
from coursepack.version import __version__
from hearer import Fake

ROOT = Path(__file__).parents[2]
SPOKEN = "WEBVTT\n\n00:01.000 --> 00:02.000\nMao Zedong spoke in 1956.\n\n00:02.000 --> 00:04.000\nHe promised steel.\n"
ESCAPE = "\x1b"


@pytest.fixture
def here(tmp_path):
    """A folder to work in, with the files that the examples of the help name."""
    (tmp_path / "lecture.vtt").write_text(SPOKEN)
    (tmp_path / "slides.md").write_text("# Steel\n\n- **Target**: 10.7 million tonnes for 1958.\n")
    return tmp_path


@pytest.fixture
def run(capsys, here, monkeypatch):
    """Run a command line in this process, in that folder; give exit code, stdout and stderr."""
    monkeypatch.chdir(here)

    def run(*arguments):
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main([str(each) for each in arguments])
        out, err = capsys.readouterr()
        return ended.value.code, out, err

    return run


def started(*arguments, **more):
    command = [sys.executable, "-m", "coursepack", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)


def examples(help_text):
    block = re.search(r"Example:\n((?: +coursepack .*\n?)+)", help_text)
    return [shlex.split(line)[1:] for line in block[1].strip().split("\n")] if block else []


@pytest.mark.parametrize("name", ["", *cli.COMMANDS])
def test_the_example_of_every_help_runs(run, name):
    """Each command's help shows a command line that does what it says."""
    run("build", "lecture.vtt", "slides.md", "-o", "pack/", "-q")
    code, out, err = run(*name.split(), "--help")
    assert (code, err) == (0, "")
    shown = examples(out)
    assert shown
    assert all(arguments[0] == name or not name for arguments in shown)
    assert [run(*arguments)[0] for arguments in shown] == [0] * len(shown)


def test_help_lists_each_command_as_its_own_help_begins(run):
    """The list stands apart from the commands, so that help loads none of them; the words are the same."""
    for name, line in cli.COMMANDS.items():
        assert re.sub(r"\s+", " ", run(name, "-h")[1]).find(line.rstrip(".").split(";")[0]) > 0
        assert name in run("--help")[1]
    folder = ROOT / "src/coursepack/app/commands"
    assert sorted(cli.COMMANDS) == sorted(path.stem for path in folder.glob("*.py") if path.stem != "__init__")
    assert all(import_module(f"coursepack.app.commands.{name}").command.name == name for name in cli.COMMANDS)


def test_a_build_tells_each_step_and_a_summary(run):
    """Stdout stays empty: what is told goes to stderr, a line a step, then what became of the sentences."""
    code, out, err = run("build", "lecture.vtt", "slides.md", "-o", "pack")
    assert (code, out) == (0, "")
    assert re.search(r"^read lecture\.vtt +transcript, 2 passages$", err, re.MULTILINE)
    assert "pack: index.html, notes.md, pack.json, trace.json\n" in err
    assert re.search(r"^\d+ sentences: \d+ used, \d+ repeated, \d+ left out; ", err, re.MULTILINE)
    assert re.search(r"^\d+ printed lines and \d+ quotes proven$", err, re.MULTILINE)


def test_a_quiet_build_tells_nothing(run):
    """Only errors are told."""
    assert run("build", "lecture.vtt", "-o", "pack", "--quiet") == (0, "", "")
    assert run("build", "none.vtt", "-o", "pack", "-q") == (
        11,
        "",
        "coursepack: none.vtt: no such file; check the name\n",
    )


def test_a_build_for_machines_prints_json_alone(run):
    """Stdout is one JSON object: files, counts and notices."""
    code, out, err = run("build", "lecture.vtt", "-o", "pack", "--json")
    facts = json.loads(out)
    assert (code, err, facts["pack"], [each["kind"] for each in facts["notices"]]) == (0, "", "pack", ["no_sections"])
    assert facts["files"] == sorted(str(path.relative_to("pack")) for path in Path("pack").rglob("*") if path.is_file())
    assert set(facts) == {"pack", "files", "used", "repeated", "left_out", "notices"}


def test_notices_are_told_with_their_place(here, run):
    """A notice names its source, its line where it has one, and what is odd."""
    (here / "old.vtt").write_bytes(SPOKEN.replace("steel", "café").encode("cp1252"))
    assert re.search(r"^notice: old\.vtt(:\d+)?: \w.+$", run("build", "old.vtt", "-o", "pack")[2], re.MULTILINE)


def test_a_folder_is_built_as_a_course(here, run):
    """Each step and each lecture is told, then what was passed over; built again, nothing is."""
    lay_out(here / "course", **{"cover.png": ""})
    code, out, err = run("build", "course", "-o", "out/")
    assert (code, out) == (0, "")
    assert re.search(r"^02 read lecture\.vtt +transcript, 2 passages$", err, re.MULTILINE)
    assert "\nout/lectures/01: The Alliance (built)\n" in err
    assert re.search(
        r"^out: 3 lectures, 3 built; \d+ people and other names, \d+ dated events, \d+ terms$", err, re.MULTILINE
    )
    assert "\nnotice: course: passed over (nothing reads): cover.png\n" in err
    assert run("build", "course", "-o", "out", "-q") == (0, "", "")
    assert "nothing has changed; " in run("build", "course", "-o", "out")[2]
    assert run("verify", "out")[0] == 0


def test_a_course_for_machines_prints_json_alone(here, run):
    """Which lectures there are, of what, and whether they were built."""
    lay_out(here / "course")
    facts = json.loads(run("build", "course", "-o", "out", "--json")[1])
    (here / "course/03-split.txt").write_text("The End\n\nMao Zedong died in 1976.\n")
    again = json.loads(run("build", "course", "-o", "out", "--json")[1])
    assert set(facts) == {"pack", "title", "lectures", "notices"}
    assert facts["lectures"][1] == {"id": "02", "title": "leap", "sources": ["02-leap/lecture.vtt"], "built": True}
    assert [each["built"] for each in again["lectures"]] == [False, False, True]


def test_a_recording_tells_how_far_it_is(here, run, monkeypatch):
    """A long step tells each part; the model may be named once for all."""
    (here / "talk.mp3").write_bytes(b"sound")
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (here / name).write_bytes(b"x")
    monkeypatch.setattr("coursepack.hearing.engine", lambda *_: Fake())
    monkeypatch.setenv("COURSEPACK_SPEECH_MODEL", str(here))
    code, _, err = run("build", "talk.mp3", "-o", "pack/")
    assert (code, err.split("\n")[:4]) == (
        0,
        [
            "hear talk.mp3             33%, 00:10 of 00:30",
            "hear talk.mp3             67%, 00:20 of 00:30",
            "hear talk.mp3            100%, 00:30 of 00:30",
            "hear talk.mp3            3 captions",
        ],
    )
    assert "speech      He met Stalin & signed a treaty." in run("inspect", "talk.mp3")[1].replace("&amp;", "&")


def test_a_recording_without_a_model_is_one_line(here, run):
    """It says what to name, and that captions would do."""
    (here / "talk.mp3").write_bytes(b"sound")
    assert run("build", "talk.mp3", "-o", "pack") == (
        24,
        "",
        (
            "coursepack: talk.mp3: is a recording, and no speech model is named; name the folder of one with "
            "--speech-model or COURSEPACK_SPEECH_MODEL, or give the captions\n"
        ),
    )


def test_verify_proves_a_pack(example, run):
    """A pack that nobody touched has nothing unsourced, for people and for machines."""
    _, folder = example
    code, out, err = run("verify", folder)
    assert (code, err) == (0, "")
    assert re.fullmatch(rf"{folder}: \d+ files, \d+ lines, \d+ quotes: nothing unsourced\n", out)
    code, out, _ = run("verify", folder, "--json")
    assert (code, json.loads(out)["findings"]) == (0, [])


def test_verify_tells_file_and_line_and_exits_1(run):
    """A digit changed in a note is found; stdout tells where."""
    run("build", "lecture.vtt", "-o", "pack", "-q")
    notes = Path("pack/notes.md")
    line = next(at for at, line in enumerate(notes.read_text().split("\n"), 1) if "1956" in line)
    notes.write_text(notes.read_text().replace("1956", "1957", 1))
    code, out, _ = run("verify", "pack")
    assert code == 1
    assert out.startswith(f"notes.md:{line}: ")
    assert re.search(r"quotes: \d+ findings\n$", out)
    code, out, _ = run("verify", "pack", "--json")
    assert (code, json.loads(out)["findings"][0]["file"]) == (1, "notes.md")


def test_native_prints_what_parses(run):
    """The printed pack begins with its head and holds each source's text."""
    run("build", "lecture.vtt", "-o", "pack", "-q")
    code, out, _ = run("native", "pack")
    assert (code, out[:5]) == (0, "pack\n")
    assert "  | Mao Zedong spoke in 1956.\n" in out


def test_inspect_shows_passages(run):
    """Line, time, role and words of each, without any analysis."""
    code, out, _ = run("inspect", "lecture.vtt")
    assert (code, out.split("\n")[1]) == (0, "    4  00:01     speech      Mao Zedong spoke in 1956.")


def test_inspect_shows_words_and_speakers_as_they_are_read(run):
    """Mark-up is no word, and a speaker is told where the file names one; the head counts what there is."""
    times = ("00:01.000 --> 00:02.000", "00:02.000 --> 00:03.000", "00:03.000 --> 00:04.000")
    said = ("<v Ann Lee>Salt &amp; <b>bread</b> rose.", "[Applause]", "So did rye.")
    cues = "\n".join(f"{time}\n{words}\n" for time, words in zip(times, said, strict=True))
    Path("named.vtt").write_text(f"WEBVTT\n\n{cues}", encoding="utf-8")
    assert run("inspect", "named.vtt")[1].split("\n")[:3] == [
        "named.vtt: transcript, “named”; 2 speech, 1 note",
        "    4  00:01     speech      (Ann Lee) Salt & bread rose.",
        "    7  00:02     note        [Applause]",
    ]


def test_formats_and_passes_are_lists(run):
    """For people two columns, for machines JSON."""
    assert re.search(r"^  \.vtt +WebVTT", run("formats")[1], re.MULTILINE)
    assert re.search(r"^  notes\.md +notes", run("formats")[1], re.MULTILINE)
    assert [each[0] for each in json.loads(run("formats", "--json")[1])["writes"]] == ["notes.md", "index.html"]
    assert json.loads(run("passes", "--json")[1])[0].keys() == {"name", "needs", "makes", "summary"}
    assert "passages → sentences, trees" in run("passes")[1]


def test_the_version_is_told(run):
    """For whoever reports a fault."""
    assert run("--version")[:2] == (0, f"coursepack, version {__version__}\n")


BAD = {
    "none.vtt": (None, "no such file; check the name"),
    "empty.vtt": (b"", "holds no words; give a file with text"),
    "image.txt": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", None),
    "zip.md": (b"PK\x03\x04\x14\x00\x00\x00\x08\x00", None),
    "frame.srt": (b"1\n00:00:01,000 --> 00:00:02,000\n\n", None),
    "broken.vtt": (b"WEBVTT\n\n00:xx --> 00:02.000\nWords.\n", None),
    "talk.docx": (b"words", None),
    "talk": (b"words", None),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_line_and_a_code(here, run, name):
    """No traceback, nothing on stdout, nothing written; the code is that of reading. A broken cue may be survived."""
    data, message = BAD[name]
    if data is not None:
        (here / name).write_bytes(data)
    before = sorted(here.rglob("*"))
    code, out, err = run("build", name, "-o", "pack", "-q")
    if name == "broken.vtt" and code == 0:
        return
    assert re.fullmatch(rf"coursepack: {name}[:,].*{re.escape(message or '')}\n", err)
    assert (out, code in range(10, 20), sorted(here.rglob("*"))) == ("", True, before)


def test_exit_codes_are_those_of_the_errors(here, run):
    """A script may rely on them: the same as the classes have."""
    (here / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (here / "mine").mkdir()
    (here / "mine/x").write_text("x")
    wanted = {
        ("build", "lecture.vtt", "lecture.vtt", "-o", "pack"): errors.UsageError,
        ("build", "none.vtt", "-o", "pack"): errors.MissingFile,
        ("build", "mine", "-o", "pack"): errors.UsageError,
        ("build", "lecture.vtt", "mine", "-o", "pack"): errors.NotAFile,
        ("build", "image.txt", "-o", "pack"): errors.NotText,
        ("build", "lecture.vtt", "-o", "mine"): errors.OutputExists,
        ("build", "lecture.vtt", "-o", "lecture.vtt/pack"): errors.CannotWrite,
        ("build", "lecture.vtt", "-o", "x" * 300): errors.CannotWrite,
        ("verify", "mine"): errors.BadPack,
        ("native", "mine"): errors.BadPack,
        ("inspect", "none.vtt"): errors.MissingFile,
    }
    assert {arguments: run(*arguments)[0] for arguments in wanted} == {
        key: each.exit_code for key, each in wanted.items()
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["bild"], "no command 'bild'; known are build, export, formats, inspect, native, passes, verify"),
        (["build"], "Missing argument 'SOURCE…' (see 'coursepack build --help')"),
        (["build", "a.vtt"], "Missing option '-o' / '--output' (see 'coursepack build --help')"),
        (["--loud"], "No such option '--loud' (see 'coursepack --help')"),
    ],
)
def test_a_wrong_command_line_is_one_line(run, arguments, message):
    """What is wrong and where help is; the known commands are listed."""
    assert run(*arguments) == (2, "", f"coursepack: {message}\n")


def test_without_a_command_the_help_is_shown(run):
    """Somebody who types the name alone wants to know what it does."""
    code, out, err = run()
    assert code == 2
    assert "Example:" in out + err


def test_a_fault_of_ours_says_so(run, monkeypatch):
    """Anything but a deliberate error shows where it happened, and asks for a report."""
    monkeypatch.setattr("coursepack.plugins.readers", None)
    monkeypatch.setattr("coursepack.app.commands.formats.readers", None)
    code, _, err = run("formats")
    assert (code, err.startswith("Traceback")) == (70, True)
    assert err.endswith("coursepack: a fault in coursepack itself; please report it with the input and these lines\n")


@pytest.mark.parametrize(
    "arguments", [["--help"], ["build", "lecture.vtt", "-o", "pack"], ["passes"], ["verify", "none"]]
)
def test_no_escape_codes_without_a_terminal(run, arguments):
    """A log or a pipe gets text."""
    assert ESCAPE not in "".join(map(str, run(*arguments)))


@pytest.mark.parametrize(
    ("variable", "value", "wanted"), [("NO_COLOR", "1", False), ("TERM", "dumb", False), ("TERM", "xterm", True)]
)
def test_a_terminal_gets_colour_unless_it_is_asked_not_to(here, variable, value, wanted):
    """What moves and shines is for a terminal that understands it, and for a person who wants it."""
    pty = pytest.importorskip("pty", reason="needs a pseudo-terminal")
    ours, theirs = pty.openpty()
    env = {key: each for key, each in os.environ.items() if key != "NO_COLOR"} | {"TERM": "xterm", variable: value}
    process = subprocess.Popen(
        [sys.executable, "-m", "coursepack", "build", "lecture.vtt", "-o", "pack"], stderr=theirs, env=env, cwd=here
    )
    os.close(theirs)
    shown = b""
    try:
        while chunk := os.read(ours, 4096):
            shown += chunk
    except OSError:  # a pseudo-terminal's end of file
        pass
    assert process.wait() == 0
    os.close(ours)
    assert b"quotes proven" in shown
    assert (ESCAPE.encode() in shown) == wanted


def test_a_name_that_looks_like_markup_is_shown_as_it_is(here, run):
    """A file may have brackets in its name."""
    (here / "[bold]talk[x].vtt").write_text(SPOKEN)
    assert "read [bold]talk[x].vtt" in run("build", "[bold]talk[x].vtt", "-o", "pack")[2]


def test_help_loads_nothing_heavy():
    """`--help` answers as fast as click does: no analysis, no model of values, no terminal tricks."""
    program = (
        "import sys\nfrom coursepack.app.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n"
        "    print(sorted({'spacy', 'msgspec', 'numpy', 'rich', 'jinja2', 'coursepack.pipeline'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.endswith("[]\n")


def test_importing_the_package_loads_nothing_heavy():
    """The public names are loaded at first use; another name is no attribute, as of any module."""
    program = (
        "import sys, coursepack\nassert not {'spacy', 'msgspec'} & set(sys.modules)\n"
        "assert coursepack.Pack.__name__ == 'Pack'\nassert not hasattr(coursepack, 'bild')\n"
        "assert all(getattr(coursepack, name) for name in coursepack.__all__)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize("arguments", [["native", "pack"], ["passes"]])
def test_a_reader_that_goes_away_is_no_failure(run, arguments):
    """`coursepack native pack | head -1` ends quietly."""
    run("build", "lecture.vtt", "-o", "pack", "-q")
    with started(*arguments) as process:
        process.stdout.close()
        assert (process.stderr.read(), process.wait()) == ("", 0)


def test_a_pipe_that_knows_few_characters_gets_their_numbers():
    """An arrow is no reason for a traceback."""
    process = started("passes", env={**os.environ, "PYTHONIOENCODING": "latin-1"})
    out, err = process.communicate()
    assert (process.returncode, err) == (0, "")
    assert "\\u2192" in out


@pytest.mark.parametrize("delay", [0, 0.3, 0.8, 1.2])
def test_ctrl_c_leaves_nothing(here, delay):
    """In the middle of a build, whatever it is doing then: exit 130, one clear line, no file."""
    before = sorted(here.rglob("*"))
    source = ROOT / "examples/sino-soviet-split/lecture.vtt"
    process = started("build", source, "-o", here / "pack", start_new_session=True)
    first = process.stderr.readline()
    time.sleep(delay)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    if process.returncode == 0:
        pytest.skip("the build was done before it could be stopped")
    assert first.startswith("read lecture.vtt ")
    assert (process.returncode, err.strip().split("\n")[-1]) == (
        130,
        "coursepack: stopped; nothing half done was left behind",
    )
    assert "Traceback" not in err
    assert sorted(here.rglob("*")) == before


def test_ctrl_c_while_writing_leaves_the_earlier_pack(here, run, monkeypatch):
    """Stopped while the new pack is checked, the earlier one stays as it was."""
    run("build", "lecture.vtt", "-o", "pack", "-q")
    before = {path: path.read_bytes() for path in here.rglob("*") if path.is_file()}

    def stopped(_):
        raise KeyboardInterrupt

    monkeypatch.setattr("coursepack.pipeline.verify_folder", stopped)
    code, out, err = run("build", "slides.md", "-o", "pack", "-q")
    assert (code, out, err.strip()) == (130, "", "coursepack: stopped; nothing half done was left behind")
    assert {path: path.read_bytes() for path in here.rglob("*") if path.is_file()} == before


def test_export_writes_what_is_asked_for(run, here):
    """One kind of claim alone, in a format of its own; the folder proves itself."""
    run("build", "lecture.vtt", "slides.md", "-o", "pack", "-q")
    code, out, err = run("export", "pack", "--to", "timeline_csv, notes", "--only", "dates", "-o", "out")
    assert (code, out) == (0, "")
    assert "out: notes.md, timeline.csv\n" in err
    assert "\n## " not in (here / "out/notes.md").read_text("utf-8")
    assert run("verify", "out")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--to", "hats"], "no format 'hats' to write; known are "),
        (["--to", "notes", "--only", "tea"], "'tea' is no kind, source or part of a section's title; "),
        (["--to", "notes", "--min-salience", "2"], "Invalid value for '--min-salience'"),
        (["--to", "notes", "--template", "none.pptx"], "none.pptx: no such file"),
    ],
)
def test_an_export_that_cannot_be_is_one_line(run, here, arguments, message):
    """Nothing is written."""
    run("build", "lecture.vtt", "-o", "pack", "-q")
    code, out, err = run("export", "pack", "-o", "out", *arguments)
    assert (out, err.count("\n"), err.startswith(f"coursepack: {message}")) == ("", 1, True)
    assert code
    assert not (here / "out").exists()


def test_a_course_is_exported_after_it_is_built(run, here):
    """`--to` is for one lecture; the line says what to do instead."""
    (here / "course").mkdir()
    lay_out(here / "course")
    code, _, err = run("build", "course", "-o", "out", "--to", "notes", "-q")
    assert (code, err) == (
        2,
        "coursepack: --to is for one lecture; build the course, then `coursepack export out --to notes`\n",
    )
