"""How stance is measured: what is told of a sentence, beside what was annotated and what words alone would say."""

from __future__ import annotations

import gold
import pytest
import stance
from gold import BadGold, Row, check_of
from stance import Judged, classes, is_same, judged, scores, speakers_right

SENTENCES = [
    ("The mill burned down in 1911.", "asserted", ""),
    ("The miller said that a lamp had fallen.", "reported", "The miller"),
    ("He may have been drunk.", "hedged", ""),
    ("The guild promised that it would pay.", "promised", "The guild"),
    ("Why did nobody help?", "question", ""),
]
TEXT = " ".join(sentence for sentence, _, _ in SENTENCES)


def rows():
    found = []
    for sentence, kinds, speaker in SENTENCES:
        at = TEXT.index(sentence)
        cells = {"stance": kinds, "speaker": f"{at}-{at + len(speaker)}" if speaker else ""}
        found.append(row_of(at, at + len(sentence), **cells))
    return found


def row_of(start, end, **cells):
    return Row(place="stance.tsv:2", source="texts/mill.txt", start=start, end=end, cells=cells)


def sentence(wanted, told, speakers=(), speaker=""):
    sets = [frozenset(kinds.split("+")) - {""} for kinds in (wanted, told, "asserted")]
    return Judged(row=row_of(0, 1), gold=sets[0], told=sets[1], cued=sets[2], speakers=tuple(speakers), speaker=speaker)


def told_by(each):
    return each.told


def test_a_sentence_has_the_stances_of_its_statements():
    """Through the reader and all passes, with the speaker's names."""
    texts = {"texts/mill.txt": TEXT}
    found = list(judged(rows(), dict(gold.built(texts)), texts))
    assert [each.told for each in found] == [each.gold for each in found]
    assert [each.speaker for each in found] == ["", "The miller", "", "The guild", ""]
    assert speakers_right(found) == [True, True]


def test_the_peer_sees_words_alone():
    """A verb of saying, a hedge and a question mark, wherever they stand."""
    texts = {"texts/mill.txt": TEXT}
    found = list(judged(rows(), dict(gold.built(texts)), texts))
    assert [sorted(each.cued) for each in found] == [
        ["asserted"], ["reported"], ["hedged"], ["promised"], ["question"],
    ]  # fmt: skip


def test_a_class_has_precision_and_recall():
    """Of six reported sentences three are told, with one told too many."""
    found = [
        *[sentence("reported", "reported")] * 3,
        *[sentence("reported", "asserted")] * 3,
        sentence("asserted", "reported"),
    ]
    told = scores(found, told_by)
    assert (told["reported/precision"], told["reported/recall"]) == (0.75, 0.5)
    assert told["f1"] == told["reported/f1"] == pytest.approx(0.6)


def test_a_rare_class_has_no_numbers():
    """One sentence more or less would be a fifth of the value."""
    found = [*[sentence("asserted", "asserted")] * 5, *[sentence("denied", "denied")] * 4]
    assert scores(found, told_by).keys() == {
        "asserted/precision", "asserted/recall", "asserted/f1", "f1", "not_as_fact",
    }  # fmt: skip


def test_what_is_told_as_fact_counts_against():
    """Of what asserts nothing: told as an assertion, alone or among others; what also asserts is not asked."""
    found = [
        sentence("reported", "hedged"),
        sentence("reported", "asserted"),
        sentence("hedged", "asserted+hedged"),
        sentence("promised", "promised"),
        sentence("promised+asserted", "asserted"),
    ]
    assert scores(found, told_by)["not_as_fact"] == 0.5


@pytest.mark.parametrize(
    ("wanted", "told", "is_right"),
    [
        ("the old miller", ("miller",), True),
        ("Brandt", ("Ada Brandt", "Brandt"), True),
        ("critics of the plan", ("some critics",), True),
        ("the guild's members", ("members of the guild",), True),
        ("the guild", ("the town",), False),
        ("the guild", (), False),
    ],
)
def test_speakers_are_the_same_by_their_heads(wanted, told, is_right):
    """The last word of the noun phrase stands among the other's words."""
    assert is_same(wanted, told) is is_right


def test_an_unknown_stance_is_named():
    """With those that there are."""
    with pytest.raises(BadGold, match=r"stance.tsv:2: unknown stance 'claimed'; want asserted, reported"):
        classes(row_of(0, 1, stance="claimed"))


def test_errors_of_the_book_held_back_are_not_printed(monkeypatch):
    """What nobody reads can decide."""
    shown = []
    for source in ("texts/mill.txt", "us-history/m1/0"):
        row = Row(place=source, source=source, start=0, end=29, cells={"stance": "denied", "speaker": "", "check": ""})
        monkeypatch.setattr(gold, "read", lambda _, row=row: ([row], {row.source: TEXT}))
        shown.append(len(list(stance.errors())))
    assert shown == [1, 0]


def test_every_part_is_measured_plain_and_bare(tmp_path, monkeypatch):
    """The bare copy has the gold's offsets."""
    (tmp_path / "gold").mkdir()
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/mill.txt").write_text(TEXT, "utf-8")
    lines = [
        f"{row.source}\t{row.start}\t{row.end}\t{check_of(TEXT[row.start : row.end])}\t"
        f"{row.cells['stance']}\t{row.cells['speaker']}"
        for row in rows()
    ]
    table = tmp_path / "gold/stance.tsv"
    table.write_text("\n".join(["source\tstart\tend\tcheck\tstance\tspeaker", *lines]), "utf-8")
    monkeypatch.setattr(stance, "TABLE", table)
    found = {each.name: each for each in stance.measure()}
    assert found["stance/own/plain/f1"].value == 100.0
    assert found["stance/own/plain/f1"].peer == {"cue words": 100.0}
    assert found["stance/own/plain/speakers"].measure == "speakers right, of 2, per cent"
    assert "stance/own/bare/f1" in found
