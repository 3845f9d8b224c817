"""Timed Text's time expressions (TTML 2, section 12.3.1): clock times with fraction or frames, and offsets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

from coursepack.readers._spoken import LATEST_S

__all__ = ["Rates", "rates_of", "seconds_of"]

# By the standard hours have two digits or more; files in the wild have one as well.
_CLOCK = re.compile(r"(\d{1,4}):(\d{2}):(\d{2})(?:([.,]\d+)|:(\d{2,4})(?:\.(\d+))?)?")
_OFFSET = re.compile(r"(\d{1,15}(?:\.\d+)?)(h|m|s|ms|f|t)")
_UNITS: Mapping[str, float] = MappingProxyType({"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001})
_MULTIPLIER = re.compile(r"(\d{1,9})[ :](\d{1,9})")
_FRAME_RATE = 30.0


class Rates(Struct, frozen=True, kw_only=True):
    """What frames and ticks count, by the parameters of the document (section 7.2)."""

    frame: float = _FRAME_RATE
    sub_frame: float = 1.0
    tick: float = 1.0


def rates_of(told: Mapping[str, str]) -> Rates:
    """Read the attributes of <tt>, without their prefixes; one that is no number counts as not there."""
    frame = _positive(told.get("frameRate", ""))
    sub_frame = _positive(told.get("subFrameRate", "")) or 1.0
    tick = _positive(told.get("tickRate", "")) or (frame * sub_frame if frame else 1.0)
    found = _MULTIPLIER.fullmatch(told.get("frameRateMultiplier", "").strip())
    share = int(found[1]) / int(found[2]) if found and int(found[1]) and int(found[2]) else 1.0
    return Rates(frame=(frame or _FRAME_RATE) * share, sub_frame=sub_frame, tick=tick)


def seconds_of(expression: str, rates: Rates) -> float | None:
    """Give None where it is no time expression, or one of more than a thousand hours."""
    expression = expression.strip()
    if clock := _CLOCK.fullmatch(expression):
        hours, minutes, seconds, fraction, frames, sub_frames = clock.groups()
        if int(minutes) > 59 or int(seconds) > 60:
            return None
        whole = int(hours) * 3600 + int(minutes) * 60 + int(seconds)
        rest = float(f"0.{fraction[1:]}") if fraction else 0.0
        if frames:
            rest = (int(frames) + int(sub_frames or 0) / rates.sub_frame) / rates.frame
        time = whole + rest
    elif offset := _OFFSET.fullmatch(expression):
        unit = _UNITS.get(offset[2]) or 1 / (rates.frame if offset[2] == "f" else rates.tick)
        time = float(offset[1]) * unit
    else:
        return None
    return time if time <= LATEST_S else None


def _positive(number: str) -> float | None:
    return float(number) if re.fullmatch(r"[1-9]\d{0,8}", number.strip()) else None
