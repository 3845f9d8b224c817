"""Whisper, where the extra is installed: how a recording is cut, and that a part follows another exactly."""

from __future__ import annotations

import wave

import pytest

np = pytest.importorskip("numpy")
pytest.importorskip("av", reason="the extra 'audio' is not installed")
pytest.importorskip("faster_whisper", reason="the extra 'audio' is not installed")

from coursepack.engines import whisper  # noqa: E402  (only where its libraries are)
from coursepack.errors import BadFile  # noqa: E402


@pytest.fixture
def sound(tmp_path):
    """Eleven minutes of noise at another rate than Whisper's, with a second of silence in the fifth and the ninth."""
    rate = 8_000
    noise = np.random.default_rng(1).integers(-9_000, 9_000, 660 * rate).astype(np.int16)
    for begin in (270, 520):
        noise[begin * rate : (begin + 1) * rate] = 0
    path = tmp_path / "noise.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(noise.tobytes())
    return path


def test_parts_end_where_it_is_quiet(sound):
    """Between four and five minutes after the last end; together they are the whole recording."""
    ends = np.cumsum([len(each) for each in whisper._pieces(sound, 0)]) / 16_000
    assert 270 <= ends[0] <= 271
    assert 520 <= ends[1] <= 521
    assert ends[-1] == pytest.approx(660, abs=0.1)


def test_what_follows_a_part_is_the_same_when_begun_there(sound):
    """A build that was stopped hears what one that was not would have heard."""
    whole = list(whisper._pieces(sound, 0))
    rest = list(whisper._pieces(sound, len(whole[0])))
    assert [len(each) for each in rest] == [len(each) for each in whole[1:]]
    assert all(np.array_equal(one, other) for one, other in zip(rest, whole[1:], strict=True))


def test_what_is_no_recording_is_told(tmp_path):
    """Whatever its name says."""
    path = tmp_path / "talk.mp3"
    path.write_bytes(b"words")
    with pytest.raises(BadFile, match=r"talk\.mp3: cannot be decoded \(.+\); save it again"):
        list(whisper.Engine(tmp_path).parts(path, 0))
