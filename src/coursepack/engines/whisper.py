"""Whisper, by faster-whisper: decodes a recording piece by piece and gives what is said in each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
from faster_whisper import WhisperModel

from coursepack.errors import BadFile
from coursepack.model.hearing import Heard, Part

__all__ = ["Engine"]

_RATE = 16_000
"""Samples a second that Whisper reads."""
_LONGEST_S = 300
_SOONEST_S = 240
"""A part ends at the quietest place between these."""
_QUIET_S = 0.3


class Engine:
    """A model of the user's, loaded once; nothing is ever downloaded."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._model: Any = None

    def length(self, path: Path) -> float:
        with _opened(path) as container:
            duration = container.duration
            return duration / av.time_base if duration else 0.0

    def parts(self, path: Path, after: int) -> Iterator[Part]:
        """Yield one part after another, from the sample at which the last one ended."""
        start = after
        for samples in _pieces(path, after):
            yield Part(end=start + len(samples), rate=_RATE, heard=tuple(self._heard(samples, start)))
            start += len(samples)

    def _heard(self, samples: Any, start: int) -> Iterator[Heard]:
        if self._model is None:
            self._model = WhisperModel(str(self._folder), device="cpu", compute_type="int8", local_files_only=True)
        # At temperature 0 alone nothing is drawn at random; without the text before, one slip does not become many.
        segments, _ = self._model.transcribe(
            samples,
            language="en",
            beam_size=5,
            temperature=0.0,
            condition_on_previous_text=False,
            vad_filter=True,
        )
        offset, end = start / _RATE, (start + len(samples)) / _RATE
        for segment in segments:
            begin = offset + segment.start
            if segment.text.strip() and begin < end:
                yield Heard(begin=begin, end=min(offset + segment.end, end), text=segment.text.strip())


def _opened(path: Path) -> Any:
    try:
        container = av.open(str(path))
    except (av.error.FFmpegError, OSError) as error:
        raise _broken(path, error) from error
    if not container.streams.audio:
        container.close()
        raise BadFile(str(path), "has no sound", "give the recording, or its captions")
    return container


def _broken(path: Path, error: Exception) -> BadFile:
    reason = getattr(error, "strerror", None) or str(error)
    return BadFile(str(path), f"cannot be decoded ({reason.lower()})", "save it again, as .mp3 or .wav")


def _pieces(path: Path, after: int) -> Iterator[Any]:
    """Yield samples in pieces of some minutes, cut where it is quiet; what is before `after` is passed over.

    Decoded from the beginning each time: that is fast, and no format finds a sample exactly by its time.
    """
    waiting: list[Any] = []
    count, gone = 0, 0
    for block in _blocks(path):
        skipped = min(max(after - gone, 0), len(block))
        gone += len(block)
        if skipped == len(block):
            continue
        waiting.append(block[skipped:])
        count += len(block) - skipped
        while count >= _LONGEST_S * _RATE:
            samples = np.concatenate(waiting)
            cut = _quietest(samples)
            yield samples[:cut]
            waiting, count = [samples[cut:]], len(samples) - cut
    if count:
        yield np.concatenate(waiting)


def _quietest(samples: Any) -> int:
    size, first, last = int(_QUIET_S * _RATE), _SOONEST_S * _RATE, _LONGEST_S * _RATE
    frames = samples[first : first + (last - first) // size * size].reshape(-1, size)
    return first + int(np.argmin((frames**2).sum(axis=1))) * size + size // 2


def _blocks(path: Path) -> Iterator[Any]:
    """Yield mono samples from -1 to 1; damaged packets are left out, as players do."""
    with _opened(path) as container:
        resampler = av.AudioResampler(format="s16", layout="mono", rate=_RATE)
        stream = container.streams.audio[0]
        try:
            for packet in container.demux(stream):
                for frame in _frames(packet):
                    for out in resampler.resample(frame):
                        yield out.to_ndarray().reshape(-1).astype(np.float32) / 32768.0
            for out in resampler.resample(None):
                yield out.to_ndarray().reshape(-1).astype(np.float32) / 32768.0
        except av.error.FFmpegError as error:
            raise _broken(path, error) from error


def _frames(packet: Any) -> Any:
    try:
        return packet.decode()
    except av.error.InvalidDataError:
        return ()
