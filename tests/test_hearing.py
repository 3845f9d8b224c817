"""Recordings: what was heard becomes captions, and no part is heard twice."""

from __future__ import annotations

import re
from hashlib import sha256

import pytest

import coursepack
from coursepack import hearing as module
from coursepack.course import build_course
from coursepack.errors import SpeechMissing
from coursepack.hearing import Hearing, beside
from coursepack.pipeline import build_folder
from coursepack.store import hash_of
from hearer import Fake


@pytest.fixture
def model(tmp_path):
    folder = tmp_path / "model"
    folder.mkdir()
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (folder / name).write_bytes(b"x")
    return folder


@pytest.fixture
def talk(tmp_path):
    path = tmp_path / "talk.mp3"
    path.write_bytes(b"\xff\xfb sound")
    return path


@pytest.fixture
def fake(monkeypatch):
    engine = Fake()
    monkeypatch.setattr(module, "engine", lambda path, folder: engine)  # noqa: ARG005
    return engine


def heard(talk, model, kept=None, told=lambda *_: None):
    return Hearing(model, kept).captions(talk, hash_of(talk), told).decode()


@pytest.mark.usefixtures("fake")
def test_what_was_heard_is_webvtt(talk, model):
    """One cue a breath, with the characters that WebVTT means otherwise escaped."""
    assert heard(talk, model).startswith(
        "WEBVTT\n\n00:00:01.000 --> 00:00:05.500\nMao Zedong travelled to Moscow in December 1949.\n\n"
        "00:00:11.000 --> 00:00:15.500\nHe met Stalin &amp; signed a treaty.\n\n"
    )


@pytest.mark.usefixtures("fake")
def test_a_recording_is_a_source(talk, model, tmp_path):
    """Named by its own name and hash; its text is what was heard, and the pack is proven like any other."""
    pack = build_folder([talk], tmp_path / "pack", hearing=Hearing(model, beside(tmp_path / "pack"))).pack
    (source,) = pack.sources
    assert (source.path, source.kind, source.sha256) == (
        "talk.mp3",
        "transcript",
        sha256(talk.read_bytes()).hexdigest(),
    )
    (kept,) = (tmp_path / "pack.heard").iterdir()
    assert re.fullmatch(r"talk-[0-9a-f]{32}\.vtt", kept.name)
    assert kept.read_bytes() == (tmp_path / "pack/sources/S1.txt").read_bytes()
    assert coursepack.verify(tmp_path / "pack").findings == ()
    assert pack.passages[0].place.time == (1.0, 5.5)


def test_nothing_is_heard_twice(talk, model, fake, tmp_path):
    """Another model or another recording is heard anew."""
    first = heard(talk, model, tmp_path / "kept")
    assert heard(talk, model, tmp_path / "kept") == first
    assert len(fake.heard) == 3
    (model / "model.bin").write_bytes(b"another")
    heard(talk, model, tmp_path / "kept")
    assert len(fake.heard) == 6


@pytest.mark.parametrize("torn", [b"", b'{"end": 30', b"\xff\n"])
def test_a_build_that_was_stopped_goes_on(talk, model, fake, tmp_path, torn):
    """Parts that were done are kept; a line that was not written whole is heard again."""
    fake.stop = 2
    with pytest.raises(KeyboardInterrupt):
        heard(talk, model, tmp_path / "kept")
    (parts,) = (tmp_path / "kept").iterdir()
    parts.write_bytes(parts.read_bytes() + torn)
    fake.stop = None
    assert heard(talk, model, tmp_path / "kept") == heard(talk, model)
    assert [number for _, number in fake.heard][:3] == [0, 1, 2]
    assert [path.suffix for path in (tmp_path / "kept").iterdir()] == [".vtt"]


@pytest.mark.usefixtures("fake")
def test_how_far_it_is_is_told(talk, model):
    """After each part, in seconds."""
    told = []
    heard(talk, model, told=lambda *each: told.append(each))
    assert told == [(10.0, 30.0), (20.0, 30.0), (30.0, 30.0)]


def test_without_a_model_it_says_what_to_name(talk):
    """Before anything is loaded."""
    with pytest.raises(SpeechMissing, match=r"talk\.mp3: is a recording, and no speech model is named; name"):
        coursepack.build([talk])


@pytest.mark.parametrize("name", ["model.bin", "config.json", "tokenizer.json"])
def test_a_folder_that_is_no_model_is_told(talk, model, name):
    """Each of its files is needed: without one, the library would ask the network."""
    (model / name).unlink()
    with pytest.raises(SpeechMissing, match=rf"model: holds no {re.escape(name)}; name the folder of a Whisper model"):
        heard(talk, model)


def test_without_the_extra_it_says_what_to_install(talk, model, monkeypatch):
    """Whichever of its libraries is not there."""
    monkeypatch.setitem(__import__("sys").modules, "faster_whisper", None)
    with pytest.raises(SpeechMissing, match=r"talk\.mp3: .*; pip install 'coursepack\[audio\]'"):
        heard(talk, model)


def test_a_course_hears_what_has_no_captions(talk, model, fake, tmp_path):
    """Captions of the same lecture are better than what a machine hears; what was heard is kept beside the course."""
    for name in ("01/talk.mp3", "02/talk.mp4", "02/captions.vtt"):
        (tmp_path / "course" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "course" / name).write_bytes(talk.read_bytes())
    (tmp_path / "course/02/captions.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nStalin died in 1953.\n")
    built = build_course(tmp_path / "course", tmp_path / "out", speech_model=model)
    assert [source.path for source in built.pack.sources] == ["01/talk.mp3", "02/captions.vtt"]
    assert built.notices[0].text == "passed over (the captions are read instead): 02/talk.mp4"
    assert {name for name, _ in fake.heard} == {"talk.mp3"}
    build_course(tmp_path / "course", tmp_path / "out", speech_model=model)
    assert len(fake.heard) == 3
