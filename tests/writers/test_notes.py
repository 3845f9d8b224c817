"""The lines of notes.md and their trace."""

from __future__ import annotations

from msgspec.structs import replace
from tied import event_of, link_of, relation_of, said, time_of

from builders import entity_of, pack_of, section_of, sentences_of, span_of, statement_of, term_of
from coursepack.model.claims import When
from coursepack.writers import notes


def told(pack):
    """Give each line that prints a word, without its reference, with the ids and keys that its trace names."""
    output = notes.write(pack)
    lines = output.files["notes.md"].decode().split("\n")
    shown = {trace: lines[int(trace.at) - 1] for trace in output.trace}
    return {
        line.rpartition(" [")[0] if line.startswith("-") else line: (*trace.claims, *trace.fixed)
        for trace, line in shown.items()
    }


def sectioned(pack):
    quotes = [statement.evidence[0].quote for statement in pack.statements]
    sentences = sentences_of(pack, *quotes)
    section = section_of(pack, quotes[0].split()[0], *(each.id for each in sentences))
    return replace(pack, sentences=sentences, sections=(section,))


def test_a_statement_is_a_bullet_with_its_stance_and_speaker():
    """What somebody says is never told as a fact."""
    pack = said(
        pack_of("Ada said that it would rain."), "Ada said that it would rain.", stance="promised", speaker="E1"
    )
    pack = sectioned(replace(pack, entities=(entity_of(pack, "Ada"),)))
    assert told(pack)["- Ada said that it would rain. *(promised, Ada)*"] == ("t1", "E1", "stance.promised")


def test_a_lead_is_bold_and_mark_up_of_the_source_is_escaped():
    """A term before its explanation stands out; the source's own signs stay signs."""
    pack = pack_of("Slip*: a [small] fault")
    term = term_of(pack, "Slip*", "a [small] fault")
    wording = (*(part for part in statement_of(pack, "Slip*").wording),)
    wording = (*wording, *statement_of(pack, ":").wording, *statement_of(pack, "a [small] fault").wording)
    pack = replace(pack, statements=(statement_of(pack, "Slip*: a [small] fault", key="t1", wording=wording),))
    assert "- **Slip\\***: a \\[small\\] fault" in told(sectioned(replace(pack, terms=(term,))))


def test_a_line_of_the_timeline_begins_with_its_date():
    """Its doubts and its stance stand behind it."""
    pack = said(pack_of("Around 1911 Ada may have left."), "Around 1911 Ada may have left.", stance="hedged")
    event = event_of(pack, "Around 1911 Ada may have left.", "1911~", "Around 1911")
    pack = replace(pack, events=(event,), times=(time_of(pack, "Around 1911", "1911~"),))
    line = "- **Around 1911** – Ada may have left. *(approximate date, uncertain)*"
    assert told(pack)[line] == ("v1", "date.approximate", "stance.hedged")


def test_a_relation_is_a_row_under_its_side():
    """Actor, arrow, target, verb, date, category."""
    pack = said(pack_of("Ada attacked Bob in 1911."), "Ada attacked Bob in 1911.")
    when = When(edtf="1911", text="1911")
    relation = relation_of(pack, "Ada attacked Bob in 1911.", ("Ada", "attack", "Bob"), when=when)
    found = told(replace(pack, relations=(relation,)))
    assert found["- **Ada → Bob**: attacked, 1911 *(fighting)*"] == ("r1", "arrow", "category.fight")


def test_a_cause_is_a_sentence_with_its_source():
    """The words of both ends, and the sentence that says so."""
    pack = said(pack_of("Rain led to war."), "Rain led to war.", stance="reported")
    found = told(replace(pack, links=(link_of(pack, "Rain led to war.", "led to", "Rain", "war"),)))
    line = "- Rain → war, because the text says: “Rain led to war.” *(reported)*"
    fixed = ("arrow", "because.document", "quote.open", "quote.close", "stance.reported")
    assert found[line] == ("l1", "t1", *fixed)


def test_a_deed_with_the_date_of_its_heading_shows_it():
    """What the statement does not say itself stands before it."""
    lines = ("Ada built a mill.", "Ada sold it to Bob.", "1911")
    pack = said(pack_of("\n".join(lines)), *lines[:2], subject="E1", verb="do")
    pack = sectioned(replace(pack, entities=(entity_of(pack, "Ada"),)))
    event = event_of(pack, lines[0], "1911", "1911")
    pack = replace(pack, events=(event,), times=(time_of(pack, "1911", "1911"),))
    lines = notes.write(pack).files["notes.md"].decode().split("\n")
    assert lines[-4:] == ["", "- **1911** – Ada built a mill. [L1, L3]", "- Ada sold it to Bob. [L2]", ""]


def test_an_empty_view_has_no_heading():
    """Nothing is announced that does not follow."""
    assert told(sectioned(said(pack_of("Rain fell."), "Rain fell."))) == {
        "# S1": ("S1",),
        "## Rain": ("S1.c1",),
        "- Rain fell.": ("t1",),
    }


def test_the_citation_names_where_a_bracketed_name_stands():
    """A name from another line is cited with it."""
    pack = said(pack_of("Ada ruled.\nShe attacked Bob."), "She attacked Bob.")
    pack = replace(pack, entities=(entity_of(pack, "Ada"),), sentences=sentences_of(pack, "Ada ruled.", "She attacked"))
    relation = relation_of(pack, "She attacked Bob.", ("E1", "attack", "Bob"))
    lines = notes.write(replace(pack, relations=(relation,))).files["notes.md"].decode()
    assert "- **[Ada] → Bob**: attacked *(fighting)* [L1–2]\n" in lines
    assert span_of(pack, "Ada").line == 1
