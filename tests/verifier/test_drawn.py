"""Each lie in a drawing, a row or a label of the page is found: where marks stand, how they look, what they say."""

from __future__ import annotations

import re

import pytest

from coursepack.model.codec import to_json
from coursepack.model.trace import TraceFile, trace_to_json
from coursepack.verifier import verify
from coursepack.writers import site
from quarrel import quarrel


@pytest.fixture(scope="module")
def output():
    return site.write(quarrel())


@pytest.fixture
def lie(output, tmp_path):
    """Change what a pattern finds first in the page or its trace, and tell what the page is then charged with."""

    def plant(pattern="", new="", *, file="index.html"):
        files = {"index.html": output.files["index.html"], "pack.json": to_json(quarrel())}
        files["trace.json"] = trace_to_json(TraceFile(files={"index.html": ""}, lines=output.trace))
        files["sources/S1.txt"] = quarrel().texts["S1"].text.encode()
        changed, count = re.subn(pattern, new, files[file].decode(), count=bool(pattern), flags=re.DOTALL)
        assert count == 1 or not pattern
        (tmp_path / "sources").mkdir()
        for name, data in (files | {file: changed.encode()}).items():
            (tmp_path / name).write_bytes(data)
        found = [each for each in verify(tmp_path).findings if each.file == "index.html" and each.code != "bytes"]
        return [(each.code, each.text) for each in found]

    return plant


def test_a_right_page_has_no_findings(lie, output):
    """All views are there, and each element says what its claim does."""
    assert lie() == []
    page = output.files["index.html"].decode()
    for at in ("mark-V1", "tick-1846", "deed-E3-T1", "dot-R1", "tie-tick-1846", "R2-state-0", "R3", "L1", "L2-cue"):
        assert f'id="{at}"' in page


@pytest.mark.parametrize(
    ("pattern", "new", "code", "text"),
    [
        # the drawing of events
        (r"1846: Galle thanked", "1846: Galle blamed", "words", "prints 'blamed', its evidence says 'thanked'"),
        (r'(id="mark-V1".*?data-when=")1846', r"\g<1>1849", "date", "shows 'V1' at '1849', but its date is '1846'"),
        (r'(id="mark-V2".*?cx=")[\d.]+', r"\g<1>1.5", "date", "is drawn at '1847', left of '1846'"),
        (r'(id="mark-V3".*?) class="unsure"', r"\1", "mark", "is drawn as if '1850~' were certain"),
        (
            r'(id="mark-V3".*?) data-stance="promised"',
            r"\1",
            "mark",
            "is drawn as asserted, but its claim is promised",
        ),
        (
            r'(id="mark-V1" data-claim="V1")',
            r'\1 data-stance="denied"',
            "mark",
            "is drawn as denied, but its claim is asserted",
        ),
        (r'href="#V1"( id="mark)', r'href="#V2"\1', "reference", "leads to '#V2', which is not the line of 'V1'"),
        (r'href="#V1"( id="mark)', r'href="#V9"\1', "gone", "leads to '#V9', which is not on the page"),
        (r'data-claim="V1"', 'data-claim="V2"', "trace", "shows 'V2', but is traced to V1"),
        (
            r'(<svg class="events"[^>]*>)',
            r'\1<circle cx="5%" cy="9" r="4"/>',
            "untraced",
            "draws a mark that no claim stands behind",
        ),
        (
            r'(<svg class="events"[^>]*>)',
            r"\1<text>War</text>",
            "untraced",
            "prints 'War', which no claim stands behind",
        ),
        (r"(<text[^>]*>)1846<", r"\g<1>1845<", "words", "labels the axis '1845' at '1846'"),
        (
            r'data-tick="1846">1846',
            'data-tick="1845">1845',
            "date",
            "labels the axis '1845', which its claim's date '1846' does not name",
        ),
        (r'(<text x=")[\d.]+(%"[^>]*data-tick="1847")', r"\g<1>99\2", "date", "is drawn at '1850~', left of '1847'"),
        # the dates, and who did what
        (
            r'(<li class="line" id="V1" data-claim="V1" data-when=")1846',
            r"\g<1>1847",
            "date",
            "shows 'V1' at '1847', but its date is '1846'",
        ),
        (r'(id="deed-E3-T1"[^>]*>.*?)accused', r"\1thanked", "words", "prints 'thanked', its evidence says 'accused'"),
        (
            r'<span class="stance"><span id="V3-stance">promised</span>(.*?</span>)?</span>',
            "",
            "gone",
            "the element 'V3-stance', traced to stance.promised, is not there",
        ),
        # the plot of relations
        (r'(id="dot-R2".*?cy=")[\d.]+', r"\g<1>10", "mark", "stands above the line, but the polarity of 'R2' is -1"),
        (r'(id="dot-R1".*?cy=")[\d.]+', r"\g<1>140", "mark", "stands below the line, but the polarity of 'R1' is 1"),
        (r'(id="dot-R1".*?data-when=")1846', r"\g<1>1849", "date", "shows 'R1' at '1849', but its date is '1846'"),
        (r'(id="dot-R2".*?cx=")[\d.]+', r"\g<1>1.5", "date", "is drawn at '1847', left of '1846'"),
        (r'(id="dot-R3".*?) data-stance="promised"', r"\1", "mark", "is drawn as asserted, but its claim is promised"),
        (
            r'(<li[^>]*id="R2"[^>]*data-polarity=")-1',
            r"\g<1>1",
            "mark",
            "is shown as down, 1, but the polarity of 'R2' is -1",
        ),
        (
            r'(<li[^>]*id="R2".*?</span>)(<span class="did">: )accused',
            r"\1\2thanked",
            "words",
            "prints 'thanked', its evidence says 'accused'",
        ),
        (r'(id="R2-state-0"[^>]*>)Britain', r"\1Prussia", "name", "shows 'Prussia' for 'Airy'"),
        (
            r'(id="dot-R2".*?class=")down',
            r"\1up",
            "mark",
            "is shown as up, -1, but the polarity of 'R2' is -1",
        ),
        (r'(id="dot-R3".*?class="up) hollow', r"\1", "mark", "is drawn as done, but 'R3' is only wanted"),
        (r'(<a href="#R2" )', r'\1transform="translate(0 -60)" ', "untraced", "<a> moves what it draws"),
        (r'(<a href="#R2".*?</a>)', r'<svg y="-60">\1</svg>', "untraced", "<a> moves what it draws"),
        # causes and positions
        (r'(id="L1".*?)<span class="arrow">→', r'\1<span class="arrow">←', "words", None),
        (r'(<mark class="cue">)because', r"\1although", "words", "prints 'although', its evidence says 'because'"),
        (r'(id="L2".*?<b>)Airy', r"\1Galle", "words", None),
        (
            r'(id="L2-cue"[^>]*>)clashed with',
            r"\1agreed with",
            "words",
            "shows 'agreed with', which is not its claim's cue",
        ),
    ],
)
def test_a_lie_in_a_view(lie, pattern, new, code, text):
    """A lie is told by its code and, where one text says it best, by that text."""
    found = lie(pattern, new)
    assert (code, text) in found if text is not None else code in [each for each, _ in found]


@pytest.mark.parametrize(
    ("pattern", "new", "code", "text"),
    [
        (r'("at": "R2-state-0",\s*"claims": \[\s*")E5', r"\1E4", "name", "shows 'Britain' for 'Airy'"),
        (r'"stance\.promised"', r'"stance.reported"', "mark", None),
    ],
)
def test_a_lie_in_the_trace(lie, pattern, new, code, text):
    """A trace that names another claim or mark than the page shows is found as well."""
    found = lie(pattern, new, file="trace.json")
    assert (code, text) in found if text is not None else code in [each for each, _ in found]
