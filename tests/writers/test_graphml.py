"""graph.graphml as NetworkX reads it."""

import io

import networkx as nx
from msgspec.structs import replace

from coursepack.writers import graphml
from dated import dated
from quarrel import quarrel


def graph_of(pack):
    return nx.read_graphml(io.BytesIO(graphml.write(pack).files["graph.graphml"]))


def test_names_are_nodes_and_relations_edges():
    """An edge leads from who acts to whom it concerns, with what a program can count."""
    graph = graph_of(dated())
    edge = graph.edges["E3", "E1", "R2"]
    assert [graph.nodes[end]["label"] for end in ("E3", "E1")] == ["Airy", "Galle"]
    assert (edge["label"], edge["category"], edge["polarity"], edge["edtf"]) == ("accuse", "DISAPPROVE", -1, "1859")
    assert (edge["quote"], edge["place"]) == ("In 1859 Airy accused Galle, who was ill.", "[L2 · 00:10]")


def test_how_it_is_said_stands_on_the_edge():
    """A promise is no act, and a tie of unknown kind is not sure."""
    graph = graph_of(dated())
    promise, tie = graph.edges["E3", "E2", "R3"], graph.edges["E3", "E1", "R4"]
    assert (promise["stance"], promise["speaker"], promise["label"]) == ("promised", "Airy", "to help")
    assert ("category" in tie, tie["confidence"]) == (False, 0.3)


def test_words_that_name_nothing_known_are_a_node_each_time():
    """Two equal phrases may be two things."""
    pack = dated()
    first, second, *rest = pack.relations
    words = [replace(each, target="letters") for each in (first, second)]
    graph = graph_of(replace(pack, relations=(*words, *rest)))
    assert [graph.nodes[f"{each.id}.target"]["label"] for each in words] == ["letters", "letters"]
    assert graph.nodes["R1.target"]["kind"] == "words"


def test_a_relation_without_a_target_is_no_edge():
    """An edge has two ends."""
    pack = dated()
    assert graph_of(replace(pack, relations=(replace(pack.relations[0], target=None),))).number_of_edges() == 0


def test_a_person_has_the_state_they_stand_for():
    """So relations can be summed by state."""
    assert graph_of(quarrel()).nodes["E3"]["state_id"] == "E5"


def test_characters_that_xml_cannot_hold_become_blanks():
    """A form feed from a PDF would make the whole file unreadable."""
    pack = dated()
    odd = replace(pack.entities[0], name="Ga\x0clle & <Co>")
    assert graph_of(replace(pack, entities=(odd, *pack.entities[1:]))).nodes["E1"]["label"] == "Ga lle & <Co>"
