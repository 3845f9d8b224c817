"""pack.jsonld as a processor of linked data reads it, with no network."""

import json

import pytest
from msgspec.structs import replace
from pyld import jsonld as pyld

from coursepack.model.claims import When
from coursepack.writers import jsonld
from dated import dated
from quarrel import quarrel

SCHEMA, PROV, OA, OWN = (
    "https://schema.org/",
    "http://www.w3.org/ns/prov#",
    "http://www.w3.org/ns/oa#",
    "urn:coursepack:terms:",
)


def refuse(url, _):
    raise AssertionError(f"asks for {url}")


def expanded(pack):
    """Give the nodes by the end of their id, every name a whole IRI."""
    document = json.loads(jsonld.write(pack).files["pack.jsonld"])
    nodes = pyld.expand(document, {"documentLoader": refuse})
    return {node["@id"].rpartition(":")[2]: node for node in nodes}


def value(node, name):
    [only] = node[name]
    return only.get("@value", only.get("@id"))


def test_an_event_is_one_of_schema_org():
    """With its dates, where it was, and who did it."""
    node = expanded(dated())["VS21"]
    assert node["@type"] == [SCHEMA + "Event", PROV + "Entity"]
    assert value(node, SCHEMA + "name") == "5 to 8 May 1861: Airy visited Galle in Berlin."
    assert (value(node, SCHEMA + "startDate"), value(node, SCHEMA + "endDate")) == ("1861-05-05", "1861-05-08")
    assert [value(node, SCHEMA + each).rpartition(":")[2] for each in ("location", "actor")] == ["E4", "E3"]


def test_a_date_in_doubt_has_no_date_of_schema_org():
    """Which knows no "about"; EDTF and the source's words do."""
    node = expanded(dated())["VS12"]
    assert SCHEMA + "startDate" not in node
    assert node[OWN + "edtf"] == [{"@type": "http://id.loc.gov/datatypes/edtf/EDTF", "@value": "1860~"}]
    assert (value(node, OWN + "dateText"), value(node, OWN + "stance")) == ("Around 1860", "promised")


@pytest.mark.parametrize("edtf", [None, "1858-21", "185X", "../1858", "1858-08~", "-0043", "[1858,1859]", "Y-250000"])
def test_what_schema_org_cannot_date_it_does_not(edtf):
    """Seasons, sets and years before the common era are no ISO 8601 dates that its readers know."""
    pack = dated()
    event = replace(pack.events[0], when=When(edtf=edtf, text="23 August 1858"))
    assert SCHEMA + "startDate" not in expanded(replace(pack, events=(event,)))["VS10"]


def test_a_claim_is_derived_from_words_at_a_place():
    """The position and the quote are those of the source's text."""
    pack = dated()
    node = expanded(pack)["VS11"]
    [evidence] = node[PROV + "wasDerivedFrom"]
    position, quote = evidence[OA + "hasSelector"]
    start, end = value(position, OA + "start"), value(position, OA + "end")
    assert pack.texts["S1"].text[start:end] == value(quote, OA + "exact") == "In 1859 Airy accused Galle, who was ill."
    assert pack.texts["S1"].text[:start].endswith(value(quote, OA + "prefix"))
    assert value(evidence, OA + "hasSource").endswith(":S1.txt")


def test_a_claim_is_attributed_to_the_pass_that_made_it():
    """And that pass to the program."""
    nodes = expanded(dated())
    made_by = value(nodes["R2"], PROV + "wasAttributedTo").rpartition(":")[2]
    assert nodes[made_by]["@type"] == [PROV + "SoftwareAgent"]
    assert value(nodes[made_by], PROV + "actedOnBehalfOf").endswith(":generator")


def test_a_relation_is_an_action_with_its_sign():
    """Who acts, on whom, how; with how sure it is."""
    node = expanded(dated())["R2"]
    assert (value(node, SCHEMA + "agent")[-2:], value(node, SCHEMA + "object")[-2:]) == ("E3", "E1")
    assert (value(node, OWN + "category"), value(node, OWN + "polarity")) == ("DISAPPROVE", -1)


def test_every_id_leads_to_a_node():
    """Names, statements and links of a pack refer to each other."""
    nodes = expanded(quarrel())
    assert value(nodes["E1"], OWN + "standsFor").endswith(":E4")
    text = json.dumps(list(nodes.values()))
    named = {each.partition('"')[0].rpartition(":")[2] for each in text.split('"@id": "')[1:]}
    assert named - set(nodes) == set()


def test_it_makes_triples():
    """Whoever loads it into a store gets RDF."""
    quads = pyld.to_rdf(json.loads(jsonld.write(dated()).files["pack.jsonld"]), {"documentLoader": refuse})
    assert len(quads["@default"]) > 200
