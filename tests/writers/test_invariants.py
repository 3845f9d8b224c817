"""Whatever a pack holds, data files can be read: odd characters, dates and names never break a format."""

import csv
import io
import json

import icalendar
import pybtex.database
from hypothesis import HealthCheck, given, settings
from lxml import etree
from msgspec.structs import replace

from coursepack.writers import bibtex, csl, graphml, ics, jsonld, tables, timeline_csv, timeline_html, timelinejs
from strategies import packs


def read_csv(data):
    return list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))


# Packs are drawn with any characters, so a draw is slow and often too large.
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(packs())
def test_every_data_file_can_be_read(pack):
    """And the same pack gives the same bytes."""
    files = {}
    for writer in (csl, graphml, ics, jsonld, tables, timeline_csv, timeline_html, timelinejs):
        output = writer.write(pack)
        assert output == writer.write(pack)
        files.update(output.files)
    for name in ("sources.json", "pack.jsonld", "timeline.json"):
        assert json.loads(files[name])
    for name in ("timeline.csv", "tables/events.csv", "tables/relations.csv", "tables/terms.csv", "tables/people.csv"):
        assert len({len(row) for row in read_csv(files[name])}) == 1
    assert len(etree.fromstring(files["graph.graphml"])[-1]) >= len(pack.entities)
    assert icalendar.Calendar.from_ical(files["timeline.ics"])
    assert files["timeline.html"].count(b"</script>") == 3


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(packs())
def test_a_bibliography_has_every_source(pack):
    """Whatever signs its title has."""
    named = replace(pack, sources=tuple(replace(each, sha256="0" * 64, language="en") for each in pack.sources))
    text = bibtex.write(named).files["sources.bib"].decode()
    assert len(pybtex.database.parse_string(text, "bibtex").entries) == len(pack.sources)
