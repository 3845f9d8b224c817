"""A link to the slide that was shown stands beside the first note that was said to it, and is proven."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from site_example import TEXTS, example

from coursepack.model.anchors import Place
from coursepack.model.codec import to_json
from coursepack.model.trace import TraceFile, trace_to_json
from coursepack.verifier import verify
from coursepack.writers import site
from coursepack.writers._site_slides import SlideLinks

LINK = '<a class="slide" href="#S2.p1" data-slide="slide 1" data-evidence="S2:0-9" aria-labelledby="S2.p1"></a>'


def found_in(folder, page: str, trace) -> list[str]:
    """Verify the page beside the example's other files; tell what is found in it."""
    pack = example()
    (folder / "sources").mkdir()
    for source, text in TEXTS.items():
        (folder / "sources" / f"{source}.txt").write_bytes(text.text.encode())
    (folder / "pack.json").write_bytes(to_json(pack))
    (folder / "index.html").write_text(page, "utf-8", newline="")
    (folder / "trace.json").write_bytes(trace_to_json(TraceFile(files={"index.html": ""}, lines=trace)))
    return [f"{each.code}: {each.text}" for each in verify(folder).findings if each.file == "index.html"]


def test_the_link_stands_once_for_a_run_of_notes():
    """The next note said to the same slide needs no link of its own."""
    page = site.write(example()).files["index.html"].decode()
    assert page.count("data-slide=") == page.count(LINK) == 1
    assert page.index('id="st1"') < page.index(LINK) < page.index('id="st2"')


@pytest.mark.parametrize(("place", "label"), [(Place(slide=3), "slide 3"), (Place(page=2), "page 2"), (None, None)])
def test_a_slide_is_called_by_its_number(place, label):
    """One without a number has no link."""
    pack = example()
    passages = tuple(replace(each, place=place) if each.id == "S2.p1" else each for each in pack.passages)
    link = SlideLinks(replace(pack, passages=passages)).next_of(pack.statements[0])
    assert (link.label if link else None) == label


def test_what_is_written_on_a_slide_has_no_link():
    """A slide's own statement is not said to one, nor is any where nothing is aligned."""
    pack = example()
    assert SlideLinks(pack).next_of(pack.statements[2]) is None
    assert SlideLinks(replace(pack, alignments=())).next_of(pack.statements[0]) is None


@pytest.mark.parametrize(
    ("lie", "found"),
    [
        (LINK, []),
        (
            LINK.replace("#S2.p1", "#S2.p2"),
            ["alignment: leads to the slide of S2.p2, with which its sentence does not go"],
        ),
        (
            LINK.replace("slide 1", "slide 2"),
            ["words: the style prints data-slide 'slide 2', which is not what its claims say"],
        ),
    ],
)
def test_a_lie_about_a_slide(tmp_path, lie, found):
    """A link that leads to another slide, or names another, is a finding."""
    output = site.write(example())
    page = output.files["index.html"].decode().replace(LINK, lie)
    assert [each for each in found_in(tmp_path, page, output.trace) if not each.startswith("bytes")] == found
