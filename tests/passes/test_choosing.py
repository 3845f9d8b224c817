"""Which sentences are told: as many as a text needs, none twice, what can't stand alone behind what it points at."""

from __future__ import annotations

import pytest

from coursepack.passes._choosing import WHOLE, choose, room
from coursepack.passes._sinking import Content


def content(*words):
    return Content(lemmas=frozenset(words), words=frozenset(words))


def long_text(count=400):
    """Give a text of sentences that share no words, each worth a little less than the one before."""
    return [1 - at / count for at in range(count)], [content(f"a{at}", f"b{at}", f"c{at}") for at in range(count)]


def told(choices):
    return [at for at, choice in enumerate(choices) if choice.is_told]


@pytest.mark.parametrize("is_spoken", [True, False])
def test_a_short_text_is_told_whole(is_spoken):
    """Up to some sixty sentences nothing is left out."""
    assert room(WHOLE, is_spoken=is_spoken) == WHOLE


def test_an_hour_of_speech_gives_ninety_lines_or_so():
    """Notes of a long lecture stay notes; a chapter's are longer, for it says less twice."""
    assert 80 <= room(1000, is_spoken=True) <= 100
    assert room(300, is_spoken=False) > room(300, is_spoken=True) > WHOLE


def test_the_best_are_told():
    """What is left out of a long text is what is worth least."""
    values, contents = long_text()
    choices = choose(values, contents, [False] * 400, is_spoken=True)
    assert told(choices) == list(range(room(400, is_spoken=True)))
    assert choices[-1].because == "low_weight"


def test_what_says_the_same_is_told_once():
    """The better of two sentences stands for both, and the other names it."""
    values, contents = long_text()
    contents[7] = contents[3]
    choice = choose(values, contents, [False] * 400, is_spoken=True)[7]
    assert (choice.is_told, choice.because, choice.like) == (False, "repeated", 3)


def test_what_points_back_is_told_behind_it():
    """An unclear sentence is told where the one before it is, and only there."""
    values, contents = long_text()
    unclear = [at in (5, 300, 301) for at in range(400)]
    values[300] = values[301] = 2.0
    choices = choose(values, contents, unclear, is_spoken=True)
    assert choices[5].is_told
    assert (choices[5].is_behind, choices[4].is_behind) == (True, False)
    assert [choices[at].because for at in (300, 301)] == ["unclear", "unclear"]


def test_a_chain_of_pointers_hangs_on_its_first():
    """Whatever waited for a sentence is told with it, in turn."""
    values, contents = long_text()
    values[301], values[302], values[300] = 3.0, 2.5, 2.0
    choices = choose(values, contents, [at in (301, 302) for at in range(400)], is_spoken=True)
    assert [choices[at].is_told for at in (300, 301, 302)] == [True, True, True]


def test_each_section_has_its_share():
    """The best of a poor section is told before the last of a rich one."""
    values, contents = long_text()
    groups = ["rich" if at < 200 else "poor" for at in range(400)]
    choices = choose(values, contents, [False] * 400, is_spoken=True, groups=groups)
    assert choices[200].is_told
    assert sum(choice.is_told for choice in choices) == room(400, is_spoken=True)


def test_no_stretch_of_speech_is_nearly_empty():
    """A stretch has its two best beyond what a text of its length has, where they are worth telling at all."""
    values, _ = long_text()
    contents = [content(f"a{at}", f"b{at}", f"c{at}", f"d{at}") for at in range(400)]
    stretches = [at // 100 for at in range(400)]
    choices = choose(values, contents, [False] * 400, is_spoken=True, stretches=stretches)
    assert [sum(choices[at].is_told for at in range(begin, begin + 100)) for begin in (100, 200, 300)] == [2, 2, 0]
