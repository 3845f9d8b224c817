"""Packages of QTI against what their specifications say of the elements that are used, and what is shown in them."""

from pathlib import Path

import pytest
import qti_convert
from lxml import etree
from msgspec.structs import replace

from coursepack.writers import qti12, qti21
from quizzed import parts_of, quizzed

SCHEMAS = Path(__file__).parent / "schemas"
SETTINGS = {"assessment_meta.xml": "canvas_quiz"}
_OLD = ("assessmentItem", "simpleChoice", "responseDeclaration", "modalFeedback", "textEntryInteraction", "mapEntry")
"""Names that QTI 3 spells otherwise."""


def parts(writer, pack=None):
    return parts_of(next(iter(writer.write(pack or quizzed()).files.values())))


def faults(schema, text):
    grammar = etree.RelaxNG(etree.parse(SCHEMAS / f"{schema}.rng"))
    grammar.validate(etree.fromstring(text.encode()))
    return [each.message for each in grammar.error_log]


@pytest.mark.parametrize(("writer", "number"), [(qti12, "12"), (qti21, "21")])
def test_each_part_is_as_its_specification_says(writer, number):
    """Order, number and attributes of each element; a manifest's ids are unique, and what it names is there."""
    every = parts(writer)
    manifest = every.pop("imsmanifest.xml")
    assert faults(f"manifest{number}", manifest) == []
    resources = etree.fromstring(manifest.encode()).findall(".//{*}resource")
    assert len({each.get("identifier") for each in resources}) == len(resources)
    assert {each.get("href") for one in resources for each in one.findall("{*}file")} == set(every)
    known = {each.get("identifier") for each in resources}
    assert {each.get("identifierref") for one in resources for each in one.findall("{*}dependency")} <= known
    found = {name: faults(SETTINGS.get(name, f"qti{number}"), text) for name, text in every.items()}
    assert {name: each for name, each in found.items() if each} == {}


@pytest.mark.parametrize("writer", [qti12, qti21])
def test_the_same_pack_gives_the_same_bytes(writer):
    """Dates in the archive and ids are not those of the build."""
    assert writer.write(quizzed()) == writer.write(quizzed())


@pytest.mark.parametrize("writer", [qti12, qti21])
def test_control_characters_are_left_out(writer):
    """XML can hold no others than the source's visible ones."""
    pack = quizzed()
    title = replace(pack.sources[0], title='Mills\x07 & "looms" <b>')
    for text in parts(writer, replace(pack, sources=(title,))).values():
        etree.fromstring(text.encode())


def test_a_gap_is_the_field_itself():
    """In QTI 2.1 what is typed stands where the words were."""
    [body] = [text for text in parts(qti21).values() if "bought <textEntry" in text]
    assert "Per Holm bought <textEntryInteraction" in body
    assert "____</p>" not in body


def test_no_id_tells_the_right_one():
    """Options are named by where they stand, so that a look into the file gives nothing away but the key itself."""
    [item] = [text for text in parts(qti21).values() if "<matchInteraction" in text]
    pairs = [each.text.split() for each in etree.fromstring(item.encode()).iter("{*}value") if " " in (each.text or "")]
    assert [head for head, _ in pairs] == ["a1", "a2", "a3"]
    assert [tail for _, tail in pairs] != ["p1", "p2", "p3"]


def test_a_converter_makes_qti_3_of_it():
    """Citolab's converter knows every element, and finds the keys and the lines where QTI 3 has them."""
    made = qti_convert.upgrade_package_files(parts(qti21)).files
    items = [etree.fromstring(text.encode()) for name, text in sorted(made.items()) if name.startswith("items/")]
    assert {each.tag.rpartition("}")[2] for item in items for each in item.iter("*")} & set(_OLD) == set()
    answers = [value.text for item in items for value in item.iterfind(".//{*}qti-correct-response/{*}qti-value")]
    assert {"40", "Eva Dahl"} <= set(answers)
    assert all(item.find(".//{*}qti-modal-feedback//{*}p").text for item in items)
