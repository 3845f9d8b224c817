"""Dating: whether a date is a noun's or a clause's."""

from __future__ import annotations

import pytest

from builders import pack_of
from coursepack.language.dating import host_of
from coursepack.language.grammar import Grown
from coursepack.notices import Log
from coursepack.passes import sentences


def hosted(text, date, name=""):
    """Give the words of the phrase that the date belongs to, else the predicate that it dates."""
    pack = sentences.run(pack_of(text, "paragraph"), Log())
    grown = Grown(pack.trees[0])

    def run(words):
        begin = text.index(words)
        found = [at for at, token in enumerate(grown.tokens) if begin <= token.start < begin + len(words)]
        return found[0], found[-1]

    campaigns = {run(name)[1]: (run(name)[0], run(name)[1])} if name else {}
    host = host_of(grown, run(date), campaigns)
    return grown.words(host.indexes) if host.is_noun else grown.tokens[host.head].text


@pytest.mark.parametrize(
    ("text", "date", "host"),
    [
        ("The treaty of 1950 ended the war.", "1950", "The treaty of 1950"),
        ("In the war from 1914 to 1918 millions died.", "from 1914 to 1918", "the war from 1914 to 1918"),
        ("The treaty was signed in 1950.", "1950", "signed"),
        ("The farmers of 1950 were poor.", "1950", "farmers"),
    ],
)
def test_a_noun_of_what_happens_takes_its_date(text, date, host):
    """Other nouns leave it to the sentence."""
    assert hosted(text, date) == host


def test_a_name_takes_the_date_right_behind_it():
    """In brackets, or from one year to another, with the owner that stands before the name."""
    assert hosted("Mao's Long March (1934) was hard.", "1934", "Long March") == "Mao's Long March (1934)"
    assert hosted("It was called the Long March in 1934.", "1934", "Long March") != "the Long March in 1934"


@pytest.mark.parametrize(
    ("text", "date", "host"),
    [
        ("After the king's death in 1924, his son fled.", "1924", "the king's death in 1924"),
        ("They were poor, especially after the king's death in 1924.", "1924", "the king's death in 1924"),
        ("Before the capture of the town in 1924, they were poor.", "1924", "the capture of the town in 1924"),
        ("After the winter of 1924 they fled.", "After the winter of 1924", "fled"),
        ("After the harvest of 1924, his son fled.", "1924", "harvest"),
        ("The capture of the town in 1924 ended the war.", "1924", "capture"),
    ],
)
def test_what_a_sentence_counts_from_keeps_its_date(text, date, host):
    """The rest of the sentence is later, or earlier; of other nouns the sentence alone has the date."""
    assert hosted(text, date) == host
