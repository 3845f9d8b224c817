"""How stated causes and contrasts are measured: which told ends meet the annotated ones, and in which direction."""

from __future__ import annotations

import gold
import linked
import pytest
from gold import BadGold, Row
from linked import CAUSE, CONTRAST, Ends, Judged, ends_of, is_right, judged, scores, split

TEXT = "The mill burned because a lamp fell. The guild met. Heavy rain led to floods."
RANGES = {"mill": "0-15", "lamp": "24-35", "rain": "52-62", "floods": "70-76"}


def row_of(cause, effect, cue):
    at = TEXT.index(cue)
    cells = {"cue": f"{at}-{at + len(cue)}", "cause": RANGES[cause], "effect": RANGES[effect]}
    return Row(place="causes.tsv:2", source="texts/mill.txt", start=0, end=36, cells=cells)


ROWS = [row_of("lamp", "mill", "because"), row_of("rain", "floods", "led to")]
SIDES = "Although the king wanted peace, the army wanted war. However, the guild paid."


@pytest.fixture(scope="module")
def pack():
    return next(pack for _, pack in gold.built({"texts/mill.txt": TEXT}))


def tokens(pack):
    return [token for tree in pack.trees for token in tree.tokens]


def ends(first, second):
    return Ends(first=(first,), second=(second,), cue=(16, 23))


def side_row(first, cue):
    """Set what the first words name against "the army wanted war"."""
    found = {"cue": cue, "first": first, "second": "the army wanted war"}
    cells = {name: f"{SIDES.index(words)}-{SIDES.index(words) + len(words)}" for name, words in found.items()}
    return Row(place="contrasts.tsv:2", source="texts/army.txt", start=0, end=52, cells=cells)


@pytest.fixture(scope="module")
def army():
    return next(pack for _, pack in gold.built({"texts/army.txt": SIDES}))


def test_what_a_build_tells_is_found(pack):
    """Both directions: the cause behind its cue, and before it."""
    found = judged(ROWS, pack, linked.linked(pack, "cause"))
    assert (found.right, found.found) == ((True, True), (True, True))


@pytest.mark.parametrize(
    ("told", "is_good"),
    [
        (ends((24, 35), (0, 15)), True),
        (ends((31, 35), (4, 8)), True),
        (ends((0, 15), (24, 35)), False),
        (ends((24, 35), (37, 50)), False),
        (ends((24, 26), (0, 15)), False),
        (ends((0, 35), (0, 35)), False),
    ],
    ids=["whole", "a word of each", "turned round", "another effect", "only an article", "all of it twice"],
)
def test_both_ends_share_a_word_and_the_direction_is_right(pack, told, is_good):
    """Content words, by their places in the text."""
    assert is_right(told, ends_of(ROWS[0], CAUSE), tokens(pack)) is is_good


def test_an_end_without_content_words_counts_by_all_its_words(pack):
    """Of "this led to", the pronoun is the cause."""
    wanted = ends((24, 25), (0, 15))
    assert is_right(ends((24, 35), (0, 15)), wanted, tokens(pack))


def test_precision_is_of_the_told_and_recall_of_the_stated():
    """Three told, of which one is right; two stated, of which one is told."""
    whole = ends((0, 1), (1, 2))
    found = Judged(rows=tuple(ROWS), told=(whole,) * 3, right=(True, False, False), found=(True, False))
    assert scores([found]) == pytest.approx((1 / 3, 0.5, 0.4))


def test_the_peer_splits_at_the_cue(pack):
    """What stands left of it and right of it, as far as the sentence goes."""
    shown = [[TEXT[slice(*each)] for each in (*found.first, *found.second)] for found in split(pack, "cause")]
    assert shown == [["a lamp fell.", "The mill burned"], ["Heavy rain", "floods."]]


def test_a_row_without_an_end_is_named():
    """Cause and effect are both stated, or there is no row."""
    row = Row(place="causes.tsv:9", source="", start=0, end=9, cells={"cue": "0-3", "cause": "", "effect": "4-9"})
    with pytest.raises(BadGold, match=r"causes.tsv:9: no cue, cause or effect; a stated cause has all three"):
        ends_of(row, CAUSE)


def test_a_sentence_without_a_cause_counts_too(monkeypatch):
    """A source that has no row in causes.tsv can be told wrong: it is in stance.tsv."""
    texts = {"texts/mill.txt": TEXT, "texts/inn.txt": "The inn closed because the road was lost."}
    monkeypatch.setattr(
        gold, "read", lambda path: (ROWS, {"texts/mill.txt": TEXT}) if path == CAUSE.table else ([], texts)
    )
    found = {each.name: each.value for each in linked.measure()}
    assert found["linked/own/plain/precision"] == pytest.approx(66.67)
    assert found["linked/own/plain/recall"] == 100.0
    assert "linked/own/bare/precision" in found
    assert [line.split("\t")[1] for line in linked.errors()] == ["wrong cause"]


def test_contrasts_are_measured_beside_causes(army):
    """Sides in the order of the text, though the cue stands first."""
    row = side_row("the king wanted peace", "Although")
    found = judged([row], army, linked.linked(army, "contrast")[:1], sort=CONTRAST)
    assert (found.right, found.found) == ((True,), (True,))
    assert judged([row], army, linked.linked(army, "cause"), sort=CONTRAST).found == (False,)


def test_the_peer_parts_a_sentence_that_opens_with_a_cue(army):
    """At the next comma, and before an adverb that reaches back."""
    shown = [[SIDES[slice(*each)] for each in (*found.first, *found.second)] for found in split(army, "contrast")]
    assert shown == [
        ["the king wanted peace", "the army wanted war."],
        ["Although the king wanted peace, the army wanted war.", ", the guild paid."],
    ]


def test_a_contrast_without_a_side_is_named():
    """As a cause without an effect."""
    row = Row(place="contrasts.tsv:9", source="", start=0, end=9, cells={"cue": "0-3", "first": "", "second": "4-9"})
    with pytest.raises(BadGold, match=r"contrasts.tsv:9: no cue, first or second; a stated contrast has all three"):
        ends_of(row, CONTRAST)


def test_each_kind_has_its_own_measures(monkeypatch):
    """A contrast that is told where none is annotated is not counted among the causes."""
    monkeypatch.setattr(gold, "read", lambda _: ([], {"texts/army.txt": SIDES}))
    found = {each.name: each.measure for each in linked.measure() if "/plain/" in each.name}
    assert found["linked/own/plain/precision"] == "of 0 told causes, right, per cent"
    assert found["linked/own/plain/contrast_precision"] == "of 2 told contrasts, right, per cent"
    assert "linked/own/plain/contrast_f1" in found
    assert {line.split("\t")[1] for line in linked.errors()} == {"wrong contrast"}
