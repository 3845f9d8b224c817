"""Claims go with what rests on them."""

from __future__ import annotations

from coursepack import pipeline
from coursepack.model.withdrawn import without
from coursepack.notices import Log


def test_what_names_a_claim_goes_with_it(tmp_path):
    """A question about an event, and no other claim."""
    file = tmp_path / "steel.md"
    file.write_text(
        "# Steel\n\nStalin denounced Mao in Moscow in 1931. Khrushchev founded the Upland Mining School in 1956. "
        "Nixon visited Beijing in 1972.\n",
        "utf-8",
    )
    pack = pipeline.analyse(pipeline.read([file], Log()), Log())
    event = pack.events[0]
    asked = {each.id for each in pack.questions if event.id in each.claims}
    assert asked
    fewer, gone = without(pack, [event.id])
    assert set(gone) == {event.id, *asked}
    assert fewer.events == pack.events[1:]
    assert {each.id for each in fewer.questions} == {each.id for each in pack.questions} - asked
    assert fewer.statements == pack.statements


def test_a_statement_stays(tmp_path):
    """Without it, its sentence would be told by nothing: such a pack is refused as a whole."""
    file = tmp_path / "steel.md"
    file.write_text("# Steel\n\nThe mills of Upland closed.\n", "utf-8")
    pack = pipeline.analyse(pipeline.read([file], Log()), Log())
    assert without(pack, [pack.statements[0].id]) == (pack, ())
