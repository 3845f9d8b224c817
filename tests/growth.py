"""Whether work grows with the length of its input, and not with its square."""

from __future__ import annotations

import time
from collections.abc import Callable

__all__ = ["grows_evenly"]

TRIES = 3
"""What else the machine does only adds to a time: the best of some tries is nearest to the work itself."""


def grows_evenly(short: Callable[[], object], long: Callable[[], object], least: float) -> bool:
    """Tell whether input four times as long takes at most seven times as long, or less than `least` seconds of CPU."""
    return any(_spent(long) < max(least, 7 * _spent(short)) for _ in range(TRIES))


def _spent(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin
