"""What is told of two sources: agreements, differences in one field, and no difference where both can be so."""

from __future__ import annotations

import pytest

from coursepack import pipeline
from coursepack.notices import Log

ONE = """The harbour of Port Ellis was founded by fishermen. Wheat was its only trade for a century.

{}

The old lighthouse still stands on the cliff. Its keeper wrote a diary of storms."""
OTHER = """Fishermen founded the harbour of Port Ellis. For a century it traded wheat alone.

{}

On the cliff the old lighthouse still stands. Its keeper left a diary about storms."""


def compared(folder, *texts):
    paths = [folder / f"{number}.md" for number, _ in enumerate(texts)]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, "utf-8")
    return pipeline.analyse(pipeline.read(paths, Log()), Log())


def told(folder, one, other):
    """Give verdict, field and readings of what is told of the two sentences."""
    pack = compared(folder, ONE.format(one), OTHER.format(other))
    statements = {each.id: each.text for each in pack.statements}
    return [
        (each.verdict, each.field, [span.quote for span in each.readings])
        for each in pack.comparisons
        if each.verdict != "only" and any(statements[ident] in one for ident in each.statements)
    ]


@pytest.mark.parametrize(
    ("one", "other", "field", "readings"),
    [
        (
            "In 1846 Clara Bowen opened the first school of the town.",
            "The first school of the town was opened by Clara Bowen in 1864.",
            "time",
            ["1846", "1864"],
        ),
        (
            "The great fire of the docks destroyed 140 houses.",
            "In the great fire of the docks 410 houses were destroyed.",
            "number",
            ["140", "410"],
        ),
        (
            "The bridge over the river was designed by Edmund Hale.",
            "Theodore Marsh designed the bridge over the river.",
            "name",
            ["Edmund Hale", "Theodore Marsh"],
        ),
        (
            "The council did not sell the common meadows.",
            "The council sold the common meadows.",
            "negation",
            ["not sell", "sold"],
        ),
    ],
)
def test_a_difference_in_one_field_is_told_with_both_readings(tmp_path, one, other, field, readings):
    """All else is the same; the words that differ are those of the sources."""
    assert told(tmp_path, one, other) == [("differ", field, readings)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "In February 1846 Clara Bowen opened the first school of the town.",
            "The first school of the town was opened by Clara Bowen in 1846.",
        ),
        (
            "The great fire of the docks destroyed about 140 houses.",
            "In the great fire of the docks 148 houses were destroyed.",
        ),
        (
            "The great fire of the docks destroyed more than 140 houses.",
            "In the great fire of the docks 410 houses were destroyed.",
        ),
        (
            "The new road to the harbour is ten miles long.",
            "The new road to the harbour is sixteen kilometres long.",
        ),
        (
            "The bridge over the river was designed by Edmund Hale.",
            "Hale designed the bridge over the river.",
        ),
    ],
)
def test_what_can_both_be_so_is_no_difference(tmp_path, one, other):
    """A coarser date, an approximation, a bound, another unit, a shorter name."""
    assert {verdict for verdict, *_ in told(tmp_path, one, other)} == {"agree"}


def test_what_is_said_in_other_words_is_an_agreement(tmp_path):
    """No word of weight need be shared."""
    one = "The king of the island was killed in battle."
    assert told(tmp_path, one, "Their monarch died fighting.") == [("agree", None, [])]


def test_what_was_promised_is_not_held_against_what_was_done(tmp_path):
    """A promise and a deed are two statements."""
    one = "The mayor promised that 140 houses would be built on the hill."
    assert told(tmp_path, one, "On the hill 60 houses were built by the mayor.") == []


def test_a_campaign_that_is_dated_otherwise_is_told_whatever_is_said_of_it(tmp_path):
    """Its sentences need not be alike."""
    one = "All of this led to the Harbour War from 1859 to 1861."
    found = told(tmp_path, one, "The Harbour War (1858) ruined the merchants.")
    assert found == [("differ", "time", ["from 1859 to 1861", "1858"])]


def test_another_date_of_a_campaigns_beginning_is_told_whatever_else_is_said(tmp_path):
    """A war begins once."""
    one = "The Harbour War began in 1859."
    found = told(tmp_path, one, "Merchants hoarded grain and rope for years until the Harbour War began in 1861.")
    assert [(field, readings[0]) for _, field, readings in found] == [("time", "1859")]


@pytest.mark.parametrize(
    ("one", "other", "readings"),
    [
        (
            "Ada Holm died in 1859.",
            "The letters say that nobody mourned. Ada Holm was murdered in 1861.",
            ["1859", "1861"],
        ),
        (
            "The merchants founded the Harbour Company in 1859.",
            "The Harbour Company was created in 1861.",
            ["1859", "1861"],
        ),
        (
            "A storm damaged the Harbour Company in 1859.",
            "Nobody but the mayor ever trusted the Harbour Company in 1861.",
            [],
        ),
    ],
)
def test_what_is_done_once_has_one_date(tmp_path, one, other, readings):
    """A death or a foundation, by whatever verb; praise can be given twice."""
    found = told(tmp_path, one, other)
    assert [each for verdict, field, each in found if (verdict, field) == ("differ", "time")] == [readings] * bool(
        readings
    )


def test_a_date_that_is_only_counted_from_is_held_against_none(tmp_path):
    """After a death in one year, something may have happened in another."""
    one = "After the king's death in 1859, the mayor led the guard against the merchants."
    found = told(tmp_path, one, "The mayor led the guard against the merchants in 1861.")
    assert "differ" not in {verdict for verdict, *_ in found}


def test_what_one_source_says_alone_is_told_so(tmp_path):
    """It has no counterpart in the other."""
    pack = compared(tmp_path, ONE.format("A violin maker from Cremona settled there."), OTHER.format(""))
    statements = {each.id: each.text for each in pack.statements}
    alone = [statements[each.statements[0]] for each in pack.comparisons if each.verdict == "only"]
    assert alone == ["A violin maker from Cremona settled there."]


def test_one_source_is_compared_with_nothing(tmp_path):
    """There is nobody to agree with."""
    assert compared(tmp_path, ONE.format("")).comparisons == ()


def test_what_three_sources_say_is_one_agreement(tmp_path):
    """It names a statement of each."""
    pack = compared(tmp_path, ONE.format(""), OTHER.format(""), ONE.format("Nobody drew it."))
    agreed = [each for each in pack.comparisons if each.verdict == "agree"]
    sources = [{span.source for span in each.evidence} for each in agreed]
    assert {"S1", "S2", "S3"} in sources
