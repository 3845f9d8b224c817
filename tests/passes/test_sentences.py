"""Sentences and their trees: what only names another work is a sentence without one."""

from __future__ import annotations

from coursepack import pipeline
from coursepack.notices import Log


def test_a_citation_has_no_tree_and_no_claim(tmp_path):
    """It is told as left out, and its year is no date of the timeline."""
    file = tmp_path / "steel.md"
    file.write_text(
        "# Steel\n\nThe mills of Upland closed in 1931. Jane Miller, “Steel,” Upland Quarterly 75, no. 1 (1987): 4–9."
        "\n\n# Works cited\n\nMiller, J. Steel and Grain. How mills make nations. Harbour, 1988.\n\n"
        "# After the war\n\nThe mills opened again in 1946.\n",
        "utf-8",
    )
    pack = pipeline.analyse(pipeline.read([file], Log()), Log())
    cited = {each.id for each in pack.sentences if each.because == "citation"}
    text = pack.texts["S1"].text
    assert {text[each.start : each.end].split()[0] for each in pack.sentences if each.id in cited} >= {
        "Jane",
        "Miller,",
    }
    assert not cited & {tree.sentence for tree in pack.trees}
    assert [each.edtf for each in pack.times] == ["1931", "1946"]
    assert not any("Miller" in text[each.evidence[0].start : each.evidence[-1].end] for each in pack.statements)
