import html
import re
from html.parser import HTMLParser

import pytest
from msgspec.structs import replace
from site_example import TEXTS, example, statement

from coursepack.model.claims import Event, When
from coursepack.model.codec import to_json
from coursepack.model.trace import TraceFile, trace_to_json
from coursepack.model.wording import FIXED, words
from coursepack.verifier import verify
from coursepack.writers import site


class Shown(HTMLParser):
    """Collects the text and the references under the nearest element with an id of the trace."""

    def __init__(self, page: str, traced: set[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.under: dict[str | None, str] = {}
        self.refs: dict[str | None, list[str]] = {}
        self._open: list[tuple[str, str | None, str]] = []
        self._traced = traced
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        if tag in ("meta", "input"):
            return
        above = self._open[-1] if self._open else ("", None, "")
        at = known["id"] if known.get("id") in self._traced else above[1]
        look = "ref" if known.get("class") == "ref" else tag if tag in ("ins", "title", "style", "script") else above[2]
        self._open.append((tag, at, look))

    def handle_endtag(self, tag):
        assert self._open.pop()[0] == tag

    def handle_data(self, data):
        _, at, look = self._open[-1] if self._open else ("", None, "")
        if look == "ref":
            self.refs.setdefault(at, []).append(data)
        elif look in ("", "ins"):
            self.under[at] = self.under.get(at, "") + data


@pytest.fixture(scope="module")
def output():
    return site.write(example())


@pytest.fixture(scope="module")
def page(output):
    return output.files["index.html"].decode()


@pytest.fixture(scope="module")
def shown(page, output):
    return Shown(page, {line.at for line in output.trace})


def test_every_word_stands_in_a_traced_element(shown):
    """No word is printed outside an element whose id is in the trace."""
    assert words(shown.under.pop(None)) == []
    assert None not in shown.refs


def test_trace_and_page_name_the_same_elements(output, page):
    """Each traced id stands on the page once."""
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert {line.at for line in output.trace} <= set(ids)


def test_fixed_words_are_the_catalogues(output, shown):
    """An element that is traced to a key prints that key's words and no others."""
    for line in output.trace:
        if line.fixed:
            assert shown.under[line.at].strip() == FIXED[line.fixed[0]]


def test_statement_prints_its_text_and_its_reference(shown):
    """A line's words are its claim's, insertions in brackets, and its reference cites all of its evidence."""
    assert " ".join(shown.under["st2"].split()) == '[Ada Lovelace] promised notes "soon" </script><b>really</b>.'
    assert shown.refs["st2"] == ["L1–3 · 00:05"]


def test_stance_and_speaker_stand_beside_the_statement(output, shown):
    """What somebody promised is marked as promised, with their name."""
    assert (shown.under["st2-stance"], shown.under["st2-speaker"]) == ("promised", "Ada Lovelace")
    assert {line.claims for line in output.trace if line.at == "st2-speaker"} == {("e1",)}


def test_passage_is_printed_without_marks_and_with_references_resolved(shown):
    """Tags and asterisks that are mark-up are left out, "&amp;" is read, and a captioner's remark stays."""
    assert shown.under["S1.p1"] == "Ada Lovelace met Babbage in 1833 & saw"
    assert shown.under["S1.p2"] == "his engine 🙂 at work. [laughter] She promised"
    assert shown.under["S2.p2"] == "Engine: a machine of brass"


def test_pieces_tell_where_they_stand_in_the_source(page):
    """Each piece between marks has the offset of its first character, a resolved reference also that of its end."""
    for start, end, text in re.findall(r'<span data-start="(\d+)"(?: data-end="(\d+)")?>([^<]*)</span>', page):
        said = [each.text[int(start) : int(end) if end else int(start) + len(text)] for each in TEXTS.values()]
        assert ("&amp;" if end else text) in said


def test_verifier_accepts_the_page(output, tmp_path):
    """Whatever else it finds in a pack that was made by hand, the page is in order."""
    (tmp_path / "sources").mkdir()
    for source, text in TEXTS.items():
        (tmp_path / "sources" / f"{source}.txt").write_bytes(text.text.encode())
    (tmp_path / "pack.json").write_bytes(to_json(example()))
    (tmp_path / "index.html").write_bytes(output.files["index.html"])
    (tmp_path / "trace.json").write_bytes(trace_to_json(TraceFile(files={"index.html": ""}, lines=output.trace)))
    found = [str(each) for each in verify(tmp_path).findings if each.file == "index.html"]
    assert [each for each in found if "bytes" not in each] == []


def test_hostile_text_stays_text(page):
    """A source that holds mark-up adds no element and ends no script."""
    assert page.count("</script>") == 1
    assert "<b>really" not in page
    assert "Ada &lt;&amp; Co&gt;" in page


def test_page_asks_the_network_for_nothing(page):
    """No address but those within the page, and a policy that forbids every other."""
    assert re.findall(r'(?:src|href)="[^#]', page) == []
    assert "http" not in page.replace("http-equiv", "")
    assert "url(" not in page
    assert "default-src 'none'" in html.unescape(page)


def test_same_pack_gives_the_same_bytes(output):
    """Nothing but the pack goes into the page."""
    assert site.write(example()) == output


def test_lead_is_bold_and_second_level_indented(page):
    """A term before its explanation is bold; bullets under a bullet are marked."""
    assert '<li class="line" id="st3"><b>Engine</b>: a machine of brass' in page
    assert '<li class="line sub" id="st4">' in page


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("1956", "1956-02"),
        ("1956-11", "1957-21"),
        ("-0043", "0012"),
        ("195X", "1956"),
        ("1958/1961", "1959"),
        ("1960", None),
    ],
)
def test_timeline_is_in_order_of_date(earlier, later):
    """Years come before their months, seasons among them, ranges where they begin, and untold dates last."""
    pack = example()
    of = statement("x", TEXTS["S2"].span(34, 51))
    late, early = (
        Event(
            id=name,
            text=of.text,
            wording=of.wording,
            when=When(edtf=edtf, text="1834"),
            participants=(),
            place=None,
            evidence=of.evidence,
            made_by="test",
            confidence=1.0,
        )
        for name, edtf in (("late", later), ("early", earlier))
    )
    page = site.write(replace(pack, events=(late, early))).files["index.html"].decode()
    assert page.index('id="early"') < page.index('id="late"')


def test_pack_without_claims_is_still_a_page():
    """A source in which nothing was found is shown with its title."""
    bare = example()
    bare = replace(bare, sections=(), sentences=(), entities=(), statements=(), events=(), terms=())
    page = site.write(bare).files["index.html"].decode()
    assert '<h1 id="title-S1">' in page
    assert 'id="dates"' not in page


def test_second_caption_of_a_voice_does_not_name_it_again(page):
    """A speaker is named where another begins to speak."""
    assert page.count('data-voice="Dr. Orr"') == 1
