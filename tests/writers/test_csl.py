"""sources.json as a citation processor reads it."""

import json

import pytest
from citeproc.source.json import CiteProcJSON

from coursepack.writers import csl
from dated import dated


# It does not know `custom`, which CSL 1.0.2 has.
@pytest.mark.filterwarnings("ignore:The following arguments for Reference are unsupported. custom")
def test_citeproc_reads_every_source():
    """Titles and types are CSL's; no author or date is made up."""
    records = json.loads(csl.write(dated()).files["sources.json"])
    found = CiteProcJSON(records)
    assert [str(found[key.lower()].title) for key in ("S1-00000000", "S2-00000000")] == ["S1", "Letters, and more"]
    assert [(each["type"], each["genre"], each["custom"]["file"]) for each in records] == [
        ("speech", "transcript", "S1.txt"),
        ("speech", "slides", "S2.txt"),
    ]
    assert not {"author", "issued"} & {key for each in records for key in each}
