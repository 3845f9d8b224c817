"""A comparison that its evidence does not bear out is found: in pack.json, and where it is printed."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from builders import pack_of, source_of, span_of, statement_of
from coursepack import pipeline
from coursepack.model.claims import Comparison, Time
from coursepack.model.pack import Pack
from coursepack.model.wording import Quoted
from coursepack.verifier import verify
from coursepack.verifier.comparisons import comparison_faults
from coursepack.verifier.lookup import Lookup

MADE = {"made_by": "comparisons", "confidence": 0.9}


def two(one: str, other: str, **stances: str) -> Pack:
    """A pack of two sources with one statement each, t1 and t2."""
    first, second = pack_of(one), pack_of(other, key="S2")
    pack = replace(
        first,
        sources=(*first.sources, source_of("S2")),
        passages=(*first.passages, *second.passages),
        texts={**first.texts, **second.texts},
    )
    spans = (span_of(pack, one), span_of(pack, other, "S2"))
    told = (
        statement_of(
            pack,
            one,
            key=key,
            wording=(Quoted(span=span),),
            evidence=(span,),
            stance=stances.get(key, "asserted"),
        )
        for key, span in zip(("t1", "t2"), spans, strict=True)
    )
    return replace(pack, statements=tuple(told))


def dated(pack: Pack, quote: str, source: str, edtf: str) -> Pack:
    span = span_of(pack, quote, source)
    time = Time(id=f"T{len(pack.times)}", text=quote, edtf=edtf, evidence=(span,), **MADE)
    return replace(pack, times=(*pack.times, time))


def comparison(pack: Pack, verdict="differ", field=None, readings=(), **more) -> Comparison:
    values = {
        "about": pack.statements[0].text.split()[0],
        "statements": ("t1", "t2"),
        "evidence": tuple(span for each in pack.statements for span in each.evidence),
        "readings": tuple(span_of(pack, quote, source) for quote, source in zip(readings, ("S1", "S2"), strict=False)),
        **more,
    }
    return Comparison(id="c1", verdict=verdict, field=field, **values, **MADE)


def faults(pack, made):
    return [text for _, text in comparison_faults(made, Lookup(pack))]


def test_an_agreement_of_two_sources_is_proven():
    """Both statements stand in its evidence."""
    pack = two("Ada built a mill.", "The mill is Ada's.")
    assert faults(pack, comparison(pack, "agree", about="mill")) == []


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({"about": "castle"}, "is about 'castle', of which its evidence does not say 'castle' there"),
        ({"statements": ("t1",)}, "compares statements of one source alone"),
        ({"field": "time"}, "has the verdict 'agree', and the field 'time'"),
        ({"verdict": "only"}, "says that one source tells it alone, but names 2 statements"),
        ({"verdict": "differ"}, "has the verdict 'differ', and the field 'None'"),
    ],
)
def test_a_lie_about_what_is_compared(more, text):
    """What it is about, whose it is, and what kind it is of."""
    pack = two("Ada built a mill.", "The mill is Ada's.")
    assert faults(pack, comparison(pack, **{"verdict": "agree", **more})) == [text]


def test_a_statement_outside_the_evidence():
    """A comparison cites all that it compares."""
    pack = two("Ada built a mill.", "The mill is Ada's.")
    made = comparison(pack, "agree", evidence=pack.statements[0].evidence)
    assert faults(pack, made) == ["compares 't2', whose evidence is not in its own"]


def test_a_promise_is_not_compared_with_a_deed():
    """What was promised can be promised and not done."""
    pack = two("Ada promised a mill.", "Ada built no mill.", t1="promised")
    text = "compares what is 'asserted' and 'promised', which can both be so"
    assert faults(pack, comparison(pack, "agree")) == [text]


def test_different_dates_exclude_each_other():
    """A year and a month in it do not, nor do words that are no date."""
    pack = two("Ada came in 1846.", "Ada came in May 1846.")
    pack = dated(dated(pack, "1846", "S1", "1846"), "May 1846", "S2", "1846-05")
    text = "tells of different dates, but '1846' and 'May 1846' can be the same"
    assert faults(pack, comparison(pack, field="time", readings=("1846", "May 1846"))) == [text]
    text = "tells of a date, but 'came' is none"
    assert faults(pack, comparison(pack, field="time", readings=("came", "May 1846"))) == [text]
    other = dated(dated(replace(pack, times=()), "1846", "S1", "1846"), "May 1846", "S2", "1847-05")
    assert faults(other, comparison(other, field="time", readings=("1846", "May 1846"))) == []


def test_different_numbers_are_not_the_same():
    """Each is a number, and another one."""
    pack = two("Ada had 12 mills.", "The mills of Ada were 12 or twenty.")
    text = "tells of different numbers, but both say '12'"
    assert faults(pack, comparison(pack, field="number", readings=("12", "12"))) == [text]
    bounded = two("Ada had more than 12 mills.", "The mills of Ada were 12 or twenty.")
    assert faults(bounded, comparison(bounded, field="number", readings=("more than 12", "12"))) == []
    text = "tells of a number, but 'mills' has none"
    assert faults(pack, comparison(pack, field="number", readings=("mills", "12"))) == [text]
    assert faults(pack, comparison(pack, field="number", readings=("12", "twenty"))) == []


def test_different_names_are_not_the_same():
    """The same words are one name."""
    pack = two("Ada built it.", "Ada and Bob built it.")
    text = "tells of different names, but both say 'Ada'"
    assert faults(pack, comparison(pack, field="name", readings=("Ada", "Ada"))) == [text]
    assert faults(pack, comparison(pack, field="name", readings=("Ada", "Bob"))) == []


def test_one_of_two_denies():
    """Where both do, or neither, nothing is denied."""
    pack = two("Ada did not come.", "Ada never came.")
    text = "tells that one denies what the other says, but both deny"
    assert faults(pack, comparison(pack, field="negation", readings=("not", "never"))) == [text]
    pack = two("Ada did not come.", "Ada came.")
    assert faults(pack, comparison(pack, field="negation", readings=("not come", "came"))) == []


def test_differing_words_stand_in_the_evidence_of_both():
    """Of one source alone they are no difference."""
    pack = two("Ada came in 1846.", "Ada came in 1847.")
    text = "shows the differing words of one source alone"
    assert faults(pack, comparison(pack, field="number", readings=("1846",))) == [text]
    made = comparison(pack, field="number", readings=("1846", "1847"), evidence=pack.statements[0].evidence)
    assert "reads '1847', which lies outside its evidence" in faults(pack, made)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A finished pack of two accounts with one difference of dates and one agreement."""
    here = tmp_path_factory.mktemp("compared")
    first = "In 1846 Clara Bowen opened the first school of the town.\n\nWheat was its only trade for a century.\n"
    second = "The first school of the town was opened by Clara Bowen in 1864.\n\nFor a century it traded wheat alone.\n"
    (here / "one.md").write_text(first)
    (here / "two.md").write_text(second)
    pipeline.build([here / "one.md", here / "two.md"], here / "pack")
    return here / "pack"


def lied(folder, tmp_path, old, new):
    """Change notes.md on the disk and give the codes of what is found."""
    for path in folder.rglob("*"):
        if path.is_file():
            goal = tmp_path / path.relative_to(folder)
            goal.parent.mkdir(parents=True, exist_ok=True)
            goal.write_bytes(path.read_bytes())
    text = (tmp_path / "notes.md").read_text("utf-8")
    assert old in text
    (tmp_path / "notes.md").write_text(text.replace(old, new, 1), "utf-8")
    return {(each.file, each.code) for each in verify(tmp_path).findings}


def test_a_difference_printed_as_an_agreement(folder, tmp_path):
    """A comparison stands under the heading of its verdict."""
    assert ("notes.md", "words") in lied(folder, tmp_path, "## They differ", "## They agree")


def test_a_difference_in_another_field_than_printed(folder, tmp_path):
    """What is marked as a difference of names is one of dates."""
    assert ("notes.md", "words") in lied(folder, tmp_path, "*(dates)*", "*(names)*")


def test_a_reading_of_another_year(folder, tmp_path):
    """Each reading is its statement's own words."""
    assert ("notes.md", "words") in lied(folder, tmp_path, "in **1864**", "in **1846**")
