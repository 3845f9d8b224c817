"""Tells speech that a machine wrote down, without full stops and without capitals where a sentence begins."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["is_unpunctuated"]

FEWEST_WORDS = 20
"""Of fewer words nothing can be told."""
WORDS_PER_STOP = 100
"""Who writes full stops sets four or more in so many words of speech."""
OPENERS_IN_100 = 1
"""Where capitals mark sentences' beginnings, four or more of so many words are such openers, or all are in capitals."""
# Three letters or more: "a.m." and "mr." end no sentence.
_STOP = re.compile(r"\w{3}[.?!…][\"”’)\]]*$")
_OPENER = re.compile(
    r"(?:The|A|An|This|That|These|Those|There|It|It's|He|She|We|They|You|In|On|At|By|For|From|With|After|Before|And|But|"
    r"So|Or|If|When|While|What|Why|How|Who|Now|Then|Well|As|Because|Let's|His|Her|Our|Their|My|To|Not|No|Yes)"
)


def is_unpunctuated(lines: Iterable[str]) -> bool:
    """Tell it of all that one source says; a source is one or the other as a whole."""
    words = stops = openers = 0
    for line in lines:
        for word in line.split():
            words += 1
            stops += _STOP.search(word) is not None
            openers += _OPENER.fullmatch(word) is not None or (len(word) > 1 and word.isupper() and word.isalpha())
    return words >= FEWEST_WORDS and stops * WORDS_PER_STOP < words and openers * 100 < OPENERS_IN_100 * words
