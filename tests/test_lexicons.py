"""Rules as data: each row is well formed, and its example shows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builders import pack_of
from coursepack.language import lexicons
from coursepack.language.definitions import definitions
from coursepack.language.grammar import Grown
from coursepack.language.lexicons import rows, values
from coursepack.language.names import polity_of, untitled
from coursepack.model.outline import TOLD
from coursepack.notices import Log
from coursepack.passes import sentences
from coursepack.pipeline import analyse

FOLDER = Path(lexicons.__file__).parent / "en"
TABLES = sorted(path.stem for path in FOLDER.glob("*.tsv"))
# Tables whose examples show something else than their first column; their own engine's tests run them.
OTHERWISE = {"dates", "dates_words", "endings", "plover_verbs", "sounds", "spelled_sounds", "stances"}
WITH_EXAMPLES = [(table, row) for table in TABLES for row in rows(table) if "example" in row]


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_well_formed(table):
    """As many cells as the header has at most, no blanks at their ends, no row twice."""
    lines = [line for line in (FOLDER / f"{table}.tsv").read_text("utf-8").split("\n") if line and line[0] != "#"]
    head = lines[0].split("\t")
    assert all(len(line.split("\t")) <= len(head) for line in lines)
    assert all(cell == cell.strip() for line in lines for cell in line.split("\t"))
    assert len(set(lines)) == len(lines)


@pytest.mark.parametrize("table", [table for table in TABLES if table not in OTHERWISE])
def test_a_key_stands_once(table):
    """Two rows of one key would contradict each other, or one would be of no use."""
    keys = [(next(iter(row.values())), row.get("kind", "")) for row in rows(table)]
    assert sorted(keys) == sorted(set(keys))


def test_every_row_of_a_table_with_examples_has_one():
    """A rule without an example is a rule that nobody has seen work."""
    missing = [(table, row) for table, row in WITH_EXAMPLES if not row["example"]]
    assert missing == []


def test_an_example_holds_its_key():
    """The words of the rule stand in its example, as words."""
    bad = []
    for table, row in WITH_EXAMPLES:
        key = next(iter(row.values())).casefold()
        if table not in OTHERWISE and not re.search(rf"(?<!\w){re.escape(key)}(?!\w)", row["example"].casefold()):
            bad.append((table, key, row["example"]))
    assert bad == []


def test_values_are_those_of_one_kind():
    """The first column, for the rows of a kind."""
    assert {"promise", "vow"} <= values("stances", "promised")
    assert not values("stances", "promised") & values("stances", "reported")


def test_a_short_row_is_filled_with_nothing():
    """A missing cell is empty, so that whoever reads a row need not ask."""
    assert all(None not in row.values() and None not in row for table in TABLES for row in rows(table))


def told(table, role):
    """Analyse the examples of a table, a passage each; give each row with the statements made of its example."""
    pack = analyse(pack_of("\n".join(row["example"] for row in rows(table)), role=role), Log())
    found = {}
    for statement in pack.statements:
        found.setdefault(statement.evidence[0].line, []).append(statement)
    return [(row, found.get(line, [])) for line, row in enumerate(rows(table), start=1)]


def test_stance_verbs_show_their_stance():
    """Most examples are told with the stance of their row; the model's trees cost the others."""
    hits = [[each.stance for each in statements] == [row["kind"]] for row, statements in told("stances", "paragraph")]
    assert sum(hits) >= 0.75 * len(hits)


def test_stance_words_show_their_stance():
    """Nouns, adjectives and adverbs, as most verbs do."""
    found = told("stance_words", "paragraph")
    missed = [row["word"] for row, statements in found if [each.stance for each in statements] != [row["kind"]]]
    assert len(missed) <= 0.1 * len(found), missed


def test_markers_are_left_out():
    """Most examples lose their marker in the wording, and keep what it interrupts."""
    hits = []
    for row, statements in told("markers", "paragraph"):
        text = " ".join(each.text for each in statements).casefold()
        hits.append(row["marker"] not in text and text.split()[-1] == row["example"].casefold().split()[-1])
    assert sum(hits) >= 0.8 * len(hits)


def test_what_asks_for_assent_is_no_question():
    """Each example is told as a statement, without its tag."""
    for row, statements in told("tags", "paragraph"):
        assert [(each.text, each.stance) for each in statements] == [("The plan failed.", "asserted")], row


def test_spare_words_are_left_out():
    """Most examples lose the word where the row says that it can go, and all keep it where it binds."""
    gone, kept = [], []
    for row, statements in told("droppable", "paragraph"):
        said = " ".join(each.text for each in statements).casefold().replace(".", " ").replace(",", " ").split()
        if row["kind"] in ("bound", "verb"):
            kept.append((row["word"] in said) or row["kind"] == "verb")
        else:
            gone.append((row["word"] if not row["kind"].startswith("that") else "that") not in said)
    assert sum(gone) >= 0.8 * len(gone)
    assert all(kept)


def test_talk_about_the_lecture_is_not_told():
    """Whatever a lecturer says in a phrase of this list stays out of the notes."""
    assert [
        row["phrase"] for row, found in told("organisation", "speech") if any(each.salience >= TOLD for each in found)
    ] == []


def test_titles_are_no_part_of_a_name():
    """The name behind a title is the person's."""
    for row in rows("titles"):
        if found := re.search(rf"\b{re.escape(row['title'])} ((?:[A-Z]\w+ ?)+)", row["example"], re.IGNORECASE):
            name = " ".join(word for word in found[1].split() if word[0].isupper())
            if name:
                assert untitled(f"{row['title']} {name}") == tuple(name.casefold().split())


def test_a_people_and_a_demonym_name_their_state():
    """Every name of the table leads to the state that its row says, with an article or an ending as well."""
    for row in rows("polities"):
        assert polity_of(row["name"]) == (row["of"] or row["name"])
        assert polity_of(f"the {row['name']}'s") == (row["of"] or row["name"])


def test_a_cue_of_terms_finds_the_term_and_what_explains_it():
    """Most examples give their term with its explanation; the model's trees cost the others."""
    pack = sentences.run(pack_of("\n".join(row["example"] for row in rows("term_cues")), role="paragraph"), Log())
    missed = []
    for row, tree in zip(rows("term_cues"), pack.trees, strict=True):
        grown = Grown(tree)
        found = {
            (grown.words(range(each.first, each.last + 1)), grown.words(each.words)) for each in definitions(grown)
        }
        if (row["term"], row["explanation"]) not in found and not (row["cue"] == "or" and found):
            missed.append((row["example"], found))
    assert len(missed) <= 0.1 * len(rows("term_cues")), missed
