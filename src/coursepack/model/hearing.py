"""What a recogniser makes of a recording: words with times, part by part."""

from __future__ import annotations

from msgspec import Struct

__all__ = ["Heard", "Part"]


class Heard(Struct, frozen=True, kw_only=True):
    """What was said in one breath; times are seconds from the start of the recording."""

    begin: float
    end: float
    text: str


class Part(Struct, frozen=True, kw_only=True):
    """A few minutes of a recording, done."""

    end: int
    """The sample before which it ends, counted from the start of the recording."""
    rate: int
    """Samples a second."""
    heard: tuple[Heard, ...]
