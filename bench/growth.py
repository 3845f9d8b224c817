"""Times each reader on long input and on input a quarter as long, in this process: `make bench`.

Even growth is 4; growth with the square of the length is 16. The readers' tests read the same input, and only ask
that it comes to an end.

    PYTHONPATH=tests:tests/readers python bench/growth.py        the worst ten
    PYTHONPATH=tests:tests/readers python bench/growth.py 100    the worst hundred
"""

from __future__ import annotations

import sys
from time import process_time

from drawn import reading_of
from long_inputs import LONG, Long

TRIES = 3
"""What else the machine does only adds to a time: the least of some is nearest to the work itself."""


def main(shown: int) -> None:
    """Print the growths, worst first; exit 0 whatever they are, for they are the machine's too."""
    growths = sorted(((_growth(long), long) for long in LONG), key=lambda each: each[0], reverse=True)
    print(f"growth of a reader's time where its input grows four times ({len(growths)} inputs; 4 is even, 16 a square)")
    for growth, long in growths[:shown]:
        print(f"{growth:6.1f}  {long}")


def _growth(long: Long) -> float:
    return _least(long.made(long.count), long.name) / _least(long.made(long.count // 4), long.name)


def _least(data: bytes, name: str) -> float:
    return min(_spent(data, name) for _ in range(TRIES))


def _spent(data: bytes, name: str) -> float:
    begin = process_time()
    reading_of(data, name)
    return process_time() - begin


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
