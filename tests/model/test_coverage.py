"""What became of each sentence."""

from __future__ import annotations

from msgspec.structs import replace

from builders import pack_of, sentences_of, statement_of
from coursepack.model.coverage import coverage
from coursepack.model.outline import TOLD


def sorted_ids(pack):
    return {key: [sentence.id for sentence in found] for key, found in coverage(pack).items()}


def lines(text):
    """Give a pack with one sentence a line, equal lines included."""
    pack = pack_of(text)
    (model,) = sentences_of(pack, text[0])
    sentences = tuple(
        replace(model, id=f"S1.s{at}", start=each.start, end=each.end, line=each.line)
        for at, each in enumerate(pack.passages, start=1)
    )
    return replace(pack, sentences=sentences)


def test_a_sentence_with_a_told_statement_is_used():
    """A statement that stays out of the notes does not count."""
    pack = lines("Mao rose.\nGrain failed.")
    statements = (statement_of(pack, "rose"), statement_of(pack, "failed", key="S1.t2", salience=TOLD - 0.1))
    assert sorted_ids(replace(pack, statements=statements)) == {
        "used": ["S1.s1"],
        "repeated": [],
        "left_out": ["S1.s2"],
    }


def test_a_sentence_said_again_is_repeated():
    """The same words in another case or punctuation are a repetition; two words are too few to tell."""
    pack = lines("Grain had failed.\nRight then.\ngrain had failed\nRight then.")
    statements = (statement_of(pack, "Grain had failed"),)
    assert sorted_ids(replace(pack, statements=statements)) == {
        "used": ["S1.s1"],
        "repeated": ["S1.s3"],
        "left_out": ["S1.s2", "S1.s4"],
    }


def test_every_sentence_is_counted_once():
    """The three lists together are the pack's sentences."""
    pack = lines("One two three.\nFour five six.\nOne two three.\nSeven.")
    found = coverage(replace(pack, statements=(statement_of(pack, "Four five"),)))
    assert sorted(sentence.id for group in found.values() for sentence in group) == ["S1.s1", "S1.s2", "S1.s3", "S1.s4"]
