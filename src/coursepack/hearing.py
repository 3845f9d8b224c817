"""Recordings: what is said in them, as WebVTT, by a recogniser that the user has; each part is kept once it is done.

An hour of speech takes minutes to hear. So what was heard is kept beside the pack, by the hashes of recording and
model: a build that was stopped goes on where it was, and one that is done again hears nothing.
"""

from __future__ import annotations

import hashlib
import html
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path

import msgspec

from coursepack.errors import SpeechMissing
from coursepack.model.hearing import Heard, Part
from coursepack.plugins import engine
from coursepack.store import add_bytes, hash_of, replace_file

__all__ = ["MODEL_SETTING", "Hearing", "beside"]

MODEL_SETTING = "COURSEPACK_SPEECH_MODEL"
_NEEDS = ("model.bin", "config.json", "tokenizer.json")
"""What a model's folder must hold; without its tokenizer the library would ask the network for one."""


def beside(out: Path) -> Path:
    """Name the folder that keeps what was heard for a pack."""
    return out.with_name(f"{out.name}.heard")


class Hearing:
    """How recordings are heard: by which model, and where the parts are kept; None keeps nothing."""

    def __init__(self, model: Path | None, kept: Path | None = None) -> None:
        self._model, self._kept = model, kept

    @cached_property
    def model_hash(self) -> str:
        return hash_of(self._folder("a recording") / _NEEDS[0])

    def captions(self, path: Path, sound: str, tell: Callable[[float, float], None]) -> bytes:
        """Give what is said as WebVTT; `sound` is the recording's hash.

        `tell` is told how many seconds are done, and of how many. SpeechMissing says what to install or to name.
        """
        folder = self._folder(str(path))
        key = hashlib.sha256(f"{sound} {self.model_hash}".encode()).hexdigest()[:32]
        whole, parts = (
            (self._kept / f"{path.stem}-{key}{suffix}" if self._kept else None) for suffix in (".vtt", ".parts")
        )
        if whole is not None and whole.is_file():
            return whole.read_bytes()
        listener = engine(str(path), folder)
        done = _done(parts)
        if parts is not None and done:
            # What was not written whole goes, so that the next line begins on its own.
            replace_file(parts, b"".join(msgspec.json.encode(part) + b"\n" for part in done))
        length = listener.length(path)
        after = done[-1].end if done else 0
        for part in listener.parts(path, after):
            done.append(part)
            if parts is not None:
                add_bytes(parts, msgspec.json.encode(part) + b"\n")
            tell(part.end / part.rate, length)
        captions = _captions(each for part in done for each in part.heard)
        if whole is not None and parts is not None:
            replace_file(whole, captions)
            parts.unlink(missing_ok=True)
        return captions

    def _folder(self, path: str) -> Path:
        if self._model is None:
            raise SpeechMissing(
                path,
                "is a recording, and no speech model is named",
                f"name the folder of one with --speech-model or {MODEL_SETTING}, or give the captions",
            )
        missing = [name for name in _NEEDS if not (self._model / name).is_file()]
        if missing:
            raise SpeechMissing(
                str(self._model),
                f"holds no {missing[0]}",
                "name the folder of a Whisper model for CTranslate2, as faster-whisper reads it",
            )
        return self._model


def _done(parts: Path | None) -> list[Part]:
    """Read the parts of a build that was stopped; a last line that was not written whole is dropped."""
    if parts is None or not parts.is_file():
        return []
    found: list[Part] = []
    for line in parts.read_bytes().split(b"\n")[:-1]:
        try:
            found.append(msgspec.json.decode(line, type=Part))
        except msgspec.DecodeError:
            break
    return found


def _captions(heard: Iterator[Heard]) -> bytes:
    """Write WebVTT (W3C, section 4): one cue a breath, "&" and "<" escaped."""
    cues = [_cue(each.begin, max(each.end, each.begin + 0.001), each.text) for each in heard]
    return "\n".join(["WEBVTT\n", *cues]).encode()


def _cue(begin: float, end: float, text: str) -> str:
    return f"{_stamp(begin)} --> {_stamp(end)}\n{html.escape(' '.join(text.split()), quote=False)}\n"


def _stamp(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"
