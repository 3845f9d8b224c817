"""The main job from Python: sources in, a proven pack out."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import coursepack
from coursepack import pipeline, store
from coursepack.errors import (
    BadFile,
    EmptySource,
    MissingFile,
    NotAFile,
    NotText,
    OutputExists,
    ReadingError,
    UnknownFormat,
    Unproven,
    UsageError,
)
from coursepack.model.codec import json_schema, to_json
from coursepack.model.native import from_native, to_native
from coursepack.notices import Log
from coursepack.verifier import Report
from coursepack.verifier.report import Finding

SPOKEN = "WEBVTT\n\n00:01.000 --> 00:02.000\nMao Zedong spoke in 1956.\n\n00:02.000 --> 00:04.000\nHe promised steel.\n"


@pytest.fixture
def talk(tmp_path):
    path = tmp_path / "talk.vtt"
    path.write_text(SPOKEN)
    return path


def files_of(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_example_is_proven_again_from_its_files(example):
    """What was verified while it was built is verified where it lies."""
    built, folder = example
    report = coursepack.verify(folder)
    assert report.findings == ()
    assert report == built.report
    assert set(files_of(folder)) == set(built.files) >= {"index.html", "notes.md", "pack.json", "trace.json"}


def test_a_folder_loads_as_what_was_built(example):
    """Every field of the schema comes back; working values do not."""
    built, folder = example
    assert coursepack.load(folder) == replace(built.pack, trees=(), marks={})


def test_an_example_is_valid_under_the_published_schema(example):
    """pack.json of a real lecture keeps to its schema."""
    _, folder = example
    jsonschema.Draft202012Validator(json_schema()).validate(json.loads((folder / "pack.json").read_bytes()))


def test_an_example_prints_and_parses(example):
    """A real pack with all its working values survives its readable form."""
    built, _ = example
    marks = {source: marks for source, marks in built.pack.marks.items() if marks}
    assert from_native(to_native(built.pack)) == replace(built.pack, marks=marks)


def test_every_span_of_an_example_quotes_its_source(example):
    """The promise, over all spans of pack.json, whatever record they are in."""
    built, _ = example
    spans = []

    def collect(value):
        if isinstance(value, dict) and "quote" in value:
            spans.append(value)
        for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            collect(each)

    collect(json.loads(to_json(built.pack)))
    assert len(spans) > 100
    for span in spans:
        text = built.pack.texts[span["source"]].text
        assert text[span["start"] : span["end"]] == span["quote"]
        assert text.count("\n", 0, span["start"]) + 1 == span["line"]


def test_passages_are_in_order_and_apart(example):
    """Readers never overlap passages, and none begins or ends with white space."""
    built, _ = example
    for source in built.pack.sources:
        text = built.pack.texts[source.id].text
        passages = [passage for passage in built.pack.passages if passage.source == source.id]
        assert all(one.end <= other.start for one, other in pairwise(passages))
        assert all(text[each.start : each.end].strip() == text[each.start : each.end] != "" for each in passages)


def test_sources_keep_their_hash_and_name(example):
    """A pack can be traced to the very files that it was built from, and holds no path of a machine."""
    built, folder = example
    for source in built.pack.sources:
        found = next(Path(__file__).parents[1].glob(f"examples/*/{source.path}"), None)
        assert found is not None
        assert source.path == Path(source.path).name
    assert str(folder.parent) not in (folder / "pack.json").read_text()


def test_without_a_folder_nothing_is_left(talk, monkeypatch, tmp_path):
    """The pack is proven in a folder that goes away."""
    monkeypatch.setattr(pipeline.tempfile, "tempdir", str(tmp_path))
    pack = coursepack.build([talk])
    assert [source.path for source in pack.sources] == ["talk.vtt"]
    assert pack.sources[0].sha256 == sha256(talk.read_bytes()).hexdigest()
    assert list(tmp_path.iterdir()) == [talk]


def test_one_path_is_a_source(talk):
    """A string is never read as a list of letters."""
    assert coursepack.build(str(talk)).sources == coursepack.build([talk]).sources


def test_with_a_folder_the_same_pack_is_left(talk, tmp_path):
    """What is returned is what was written."""
    pack = coursepack.build([str(talk)], str(tmp_path / "pack"))
    assert to_json(pack) == (tmp_path / "pack/pack.json").read_bytes()
    assert coursepack.verify(str(tmp_path / "pack")).findings == ()


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("none.vtt", None, MissingFile),
        ("none", None, MissingFile),
        ("empty.txt", b"", EmptySource),
        ("blank.md", b" \n\t\n", EmptySource),
        ("frame.vtt", b"WEBVTT\n\n", EmptySource),
        ("image.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", NotText),
        ("talk.docx", b"words", BadFile),
        ("talk", b"words", UnknownFormat),
    ],
)
def test_a_source_that_cannot_be_read_is_told(tmp_path, name, data, error):
    """Each kind of bad input has its own error, and no folder is begun."""
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(error) as caught:
        coursepack.build([tmp_path / name], tmp_path / "pack")
    assert str(caught.value).startswith(f"{tmp_path / name}: ")
    assert not (tmp_path / "pack").exists()


def test_a_folder_is_no_source(tmp_path):
    """It is told before its suffix is asked for."""
    with pytest.raises(NotAFile):
        coursepack.build([tmp_path], tmp_path / "pack")


def test_a_source_named_twice_is_refused(talk, tmp_path):
    """By another path, or by a link, it is the same source."""
    (tmp_path / "again.vtt").symlink_to(talk)
    for other in (talk, tmp_path / "." / "talk.vtt", tmp_path / "again.vtt"):
        with pytest.raises(UsageError, match=re.escape(f"{other} is named twice; name each source once")):
            coursepack.build([talk, other])


def test_no_source_is_refused():
    """An empty list is a mistake, not an empty pack."""
    with pytest.raises(UsageError, match=r"^no source; name at least one file$"):
        coursepack.build([])


def test_a_file_name_that_is_no_text_is_replaced(tmp_path):
    """A name in another encoding can be read, and is shown as far as it can be."""
    path = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.vtt")
    try:
        Path(path).write_text(SPOKEN)
    except OSError:
        pytest.skip("this file system takes UTF-8 names alone")
    assert coursepack.build([path]).sources[0].path == "caf?.vtt"


def test_a_pack_that_is_refused_is_not_written(talk, tmp_path, monkeypatch):
    """Should the verifier find a fault of ours, the earlier pack stays, and the first finding is told."""
    coursepack.build([talk], tmp_path / "pack")
    before = files_of(tmp_path / "pack")
    finding = Finding(file="notes.md", line=3, code="words", text="prints '1957'")
    monkeypatch.setattr(pipeline, "verify_folder", lambda _: Report(files=1, lines=1, quotes=1, findings=(finding,)))
    with pytest.raises(Unproven, match=r"at 1 place, first notes\.md:3: prints '1957'; nothing was written"):
        coursepack.build([talk], tmp_path / "pack")
    assert files_of(tmp_path / "pack") == before


def test_a_claim_that_would_be_refused_is_withdrawn(tmp_path, monkeypatch):
    """A relation that a misread sentence made is left out with a notice; the rest of the pack is proven and written."""
    file = tmp_path / "steel.md"
    file.write_text("# Steel\n\nIn 1931 Stalin denounced Mao in Moscow. The mills closed.\n", "utf-8")
    whole = coursepack.build([file])
    assert whole.relations
    relations = next(each for each in pipeline.ordered_passes() if each.__name__.endswith(".relations"))
    made = relations.run
    monkeypatch.setattr(
        relations,
        "run",
        lambda pack, log: replace(
            (found := made(pack, log)), relations=tuple(replace(each, verb="not denounce") for each in found.relations)
        ),
    )
    pack = coursepack.build([file], tmp_path / "pack")
    assert pack.relations == ()
    assert pack.statements == whole.statements
    (notice,) = [each for each in pack.notices if each.kind == "withdrawn"]
    assert "tells that they 'not denounce', but its evidence says no 'not'" in notice.text
    assert notice.place.line == 3


def test_a_pack_is_built_over_an_earlier_one_alone(talk, tmp_path):
    """A pack is replaced, whatever its sources were; another folder never."""
    coursepack.build([talk], tmp_path / "pack")
    coursepack.build([talk], tmp_path / "pack")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/thesis.txt").write_text("x")
    with pytest.raises(OutputExists):
        coursepack.build([talk], tmp_path / "mine")


def test_progress_is_told_of_every_step(talk, tmp_path):
    """Each step begins and ends, in the order of the work, with what was found."""
    steps = []

    class Told:
        def begin(self, step):
            steps.append(step)

        def end(self, step, found):
            assert steps[-1] == step
            assert found or step not in ("read talk.vtt", "write", "verify")

    pipeline.build_folder([talk], tmp_path / "pack", Told())
    names = [each.__name__.rpartition(".")[2] for each in pipeline.ordered_passes()]
    assert steps == ["read talk.vtt", *names, "write", "verify"]


def test_notices_of_readers_and_passes_are_in_the_pack(tmp_path):
    """Whatever was odd is kept with its place; the source is named as in the pack, so that its folder tells nothing."""
    path = tmp_path / "talk.vtt"
    path.write_bytes("WEBVTT\n\n00:01.000 --> 00:02.000\nCafé talk began in 1956.\n".encode("cp1252"))
    pack = coursepack.build([path])
    assert pack.notices[0].kind == "decoded"
    assert pack.notices[0].place.source == "talk.vtt"


def test_reading_alone_gives_sources_and_passages(talk):
    """Ids count from 1, by source and by passage."""
    pack = pipeline.read([talk], Log())
    assert [each.id for each in pack.passages] == ["S1.p1", "S1.p2"]
    assert [each.id for each in pack.sources] == ["S1"]
    assert pack.sentences == ()


def test_the_same_input_gives_the_same_bytes(tmp_path):
    """Two processes with different hash seeds and time zones write the same files."""
    root = Path(__file__).parents[1]
    sources = [str(path) for path in sorted(root.glob("examples/plate-tectonics/*.[st]*t"))]
    found = []
    for seed, zone in (("1", "UTC"), ("4242", "Asia/Tokyo")):
        folder = tmp_path / seed
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        subprocess.run([sys.executable, "-m", "coursepack", "build", "-q", *sources, "-o", folder], env=env, check=True)
        found.append(files_of(folder))
    assert found[0].keys() == found[1].keys()
    assert [name for name in found[0] if found[0][name] != found[1][name]] == []


def test_links_of_a_wiki_are_proven(tmp_path):
    """The page prints their words, and no others."""
    file = tmp_path / "mills.md"
    said = "See [[Rents and Tithes|the rents]] and [[Oats#In July]]. %% Ask him. %% ==Nobody== counted the sacks. ^a1\n"
    file.write_text(
        f"# Mills of [[The Valley\\|a valley]]\n\n{said}\n| a | b |\n|---|---|\n| [[March\\|M]] | none |\n", "utf-8"
    )
    coursepack.build([file], tmp_path / "pack")
    page = (tmp_path / "pack/index.html").read_text("utf-8")
    assert "See the rents and Oats" in page
    (tmp_path / "pack/index.html").write_text(page.replace("See the rents and", "See the fairs and"), "utf-8")
    assert coursepack.verify(tmp_path / "pack").findings


@pytest.mark.parametrize("suffix", ["txt", "md", "vtt"])
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(
            st.text(st.characters(exclude_categories=("Cs",)), max_size=40),
            st.sampled_from(
                [
                    *(
                        "WEBVTT",
                        "",
                        "# Mao",
                        "- **Plan**: steel",
                        "00:01.000 --> 00:02.000",
                        "In 1956 he spoke.",
                        "&amp;",
                    ),
                    *("He saw [[a#b|the c]] ![[d]] and %% e %% ==f== in 1957. ^g", "> [!note]- h", "- [ ] i [[j]]"),
                ]
            ),
        ),
        max_size=12,
    ).map("\n".join)
)
def test_any_text_builds_or_is_refused(tmp_path, suffix, text):
    """No text is a fault: it is a proven pack, or a clear error about the source."""
    path = tmp_path / f"any.{suffix}"
    path.write_bytes(text.encode())
    try:
        pack = coursepack.build([path], tmp_path / "pack")
    except ReadingError:
        return
    assert store.read_pack(tmp_path / "pack").sources == pack.sources


def test_an_export_is_what_the_build_would_have_written(talk, tmp_path):
    """Writers see what pack.json holds, so it makes no difference when they are asked."""
    coursepack.build(talk, tmp_path / "pack", to=["timeline_csv"])
    files = coursepack.export(tmp_path / "pack", ["timeline_csv", "notes"], tmp_path / "out")
    assert files == ("notes.md", "pack.json", "sources/S1.txt", "timeline.csv", "trace.json")
    for name in files[:-1]:
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "pack" / name).read_bytes()
    assert coursepack.verify(tmp_path / "out").findings == ()


def test_an_export_replaces_an_earlier_one_whole(talk, tmp_path):
    """What was exported before and is not asked for now is gone, as trace.json would not list it."""
    coursepack.build(talk, tmp_path / "pack")
    coursepack.export(tmp_path / "pack", ["timeline_csv"], tmp_path / "out")
    coursepack.export(tmp_path / "pack", ["notes"], tmp_path / "out")
    assert not (tmp_path / "out/timeline.csv").exists()


@pytest.mark.parametrize(
    ("to", "out", "error", "text"),
    [
        (["hats"], "out", UsageError, "no format 'hats' to write; known are .*timeline_csv"),
        (["notes"], "pack", UsageError, "is the pack itself; name another folder, or build with --to"),
        (["notes"], "talk.vtt", OutputExists, "talk.vtt"),
    ],
)
def test_an_export_that_cannot_be(talk, tmp_path, to, out, error, text):
    """It is said before anything is written, and what is there stays."""
    coursepack.build(talk, tmp_path / "pack")
    before = files_of(tmp_path)
    with pytest.raises(error, match=text):
        coursepack.export(tmp_path / "pack", to, tmp_path / out)
    assert files_of(tmp_path) == before


def test_a_template_needs_a_format_that_takes_it(talk, tmp_path):
    """It would be without effect, and somebody would wonder."""
    coursepack.build(talk, tmp_path / "pack")
    wanted = pipeline.Wanted(to=("notes",), template=b"x")
    with pytest.raises(UsageError, match="no format that was asked for takes a template"):
        pipeline.export_folder(tmp_path / "pack", tmp_path / "out", wanted)


HEARD = """WEBVTT

00:01.000 --> 00:06.000
in nineteen fifty six nikita kruschev spoke to the congress

00:06.000 --> 00:12.000
and mao announced the great leaf forward two years later

00:12.000 --> 00:18.000
kruschev thought that it was a mistake
"""
WRITTEN = """# Two leaders

- Nikita Khrushchev gave the Secret Speech in 1956.
- The Great Leap Forward began in 1958.
"""


def test_names_that_were_misheard_are_told_as_the_slides_write_them(tmp_path):
    """In statements, notes and page; a short form of a name that only a repair gives is one of its person."""
    (tmp_path / "talk.vtt").write_text(HEARD, "utf-8")
    (tmp_path / "slides.md").write_text(WRITTEN, "utf-8")
    pack = coursepack.build([tmp_path / "talk.vtt", tmp_path / "slides.md"], tmp_path / "out")
    assert [(each.heard, each.name) for each in pack.repairs] == [
        ("nikita kruschev", "Nikita Khrushchev"),
        ("great leaf forward", "Great Leap Forward"),
        ("kruschev", "Khrushchev"),
    ]
    assert [each.aliases for each in pack.entities if each.name == "Nikita Khrushchev"] == [("Khrushchev",)]
    page = (tmp_path / "out/index.html").read_text("utf-8")
    assert "“great leaf forward” → <ins>[Great Leap Forward]</ins>" in page
    (tmp_path / "out/index.html").write_text(page.replace("→ <ins>[Great Leap", "→ <ins>[Big Leap"), "utf-8")
    assert [each.code for each in coursepack.verify(tmp_path / "out").findings] == ["insertion"]


def test_emphasis_inside_a_word_is_proven(tmp_path):
    """What Markdown takes for emphasis may be a title's own stars; the page prints the word without them."""
    file = tmp_path / "film.md"
    file.write_text("# Films\n\nThe last episode of M*A*S*H was seen in 1983 by many.\n", "utf-8")
    assert coursepack.build([file], tmp_path / "pack").statements
