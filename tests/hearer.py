"""A recogniser that hears three sentences in whatever it is given."""

from __future__ import annotations

from coursepack.model.hearing import Heard, Part

__all__ = ["Fake"]

RATE = 10
SAID = ["Mao Zedong travelled to Moscow in December 1949.", "He met Stalin & signed a treaty.", "They never met again."]


class Fake:
    """Hears one sentence in each part of ten seconds; may be stopped before one."""

    def __init__(self, stop=None):
        self.heard, self.stop = [], stop

    def length(self, path):  # noqa: ARG002
        return 10.0 * len(SAID)

    def parts(self, path, after):
        for number in range(after // (10 * RATE), len(SAID)):
            if number == self.stop:
                raise KeyboardInterrupt
            self.heard.append((path.name, number))
            said = Heard(begin=10.0 * number + 1, end=10.0 * number + 5.5, text=SAID[number])
            yield Part(end=(number + 1) * 10 * RATE, rate=RATE, heard=(said,))
