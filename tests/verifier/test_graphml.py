"""Lies planted in graph.graphml."""

import pytest

from dated import dated
from exported import lie_of


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Airy met Galle", "Airy hit Galle", "words"),
        ('polarity">-1<', 'polarity">1<', "name"),
        ('category">AID<', 'category">FIGHT<', "name"),
        ('confidence">0.3<', 'confidence">0.9<', "name"),
        ('edtf">1859<', 'edtf">1858<', "date"),
        ('stance">promised<', 'stance">asserted<', "mark"),
        ('place">[L2 · 00:10]<', 'place">[L3 · 00:10]<', "reference"),
        ('source="E3" target="E1"', 'source="E1" target="E3"', "name"),
        ('kind">place<', 'kind">person<', "name"),
        ('label">Berlin<', 'label">Paris<', "words"),
        ("</graph>", '<node id="E9"><data key="node.label">Kepler</data></node></graph>', "trace"),
        ("</graph>", "<desc>a lie</desc></graph>", "trace"),
        ("<graph ", "a lie<graph ", "untraced"),
        ("<graph ", "<!-- a lie --><graph ", "untraced"),
        (' attr.name="label"', ' attr.name="name"', "untraced"),
        ('<node id="E1">', '<node id="E1" title="a lie">', "untraced"),
        ('<graph id="relations"', '<graph id="a lie"', "untraced"),
        ('attr.type="int"', 'attr.type="a lie"', "untraced"),
        ('<?xml version="1.0" encoding="UTF-8"?>\n', "<!-- a lie -->", "untraced"),
        ('<data key="node.kind">', '<data key="node.kind" id="a lie">', "untraced"),
        ('<data key="edge.polarity">1<', '<data key="edge.note">a lie</data><data key="edge.polarity">1<', "name"),
        ('<data key="edge.quote">Airy met Galle.</data>', "", "words"),
        ('<edge id="R4"', '<edge id="R1"', "untraced"),
    ],
)
def test_a_planted_lie_is_found(tmp_path, old, new, code):
    """Ends, codes, numbers, words and hidden notes are held against the relation or name of the id."""
    assert code in [each for _, each in lie_of(dated(), "graphml", tmp_path)(old, new)]
