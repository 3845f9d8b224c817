"""Drives the page in a real browser: what lights up, what the address keeps, what keys do."""

import shutil

import pytest
from site_example import example

from coursepack.writers import site
from quarrel import quarrel

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed, so the page is not driven")
if CHROMIUM is None:
    pytest.skip("no chromium on the path, so the page is not driven", allow_module_level=True)

LIT = """name => {
    const lit = CSS.highlights?.get(name);
    return lit ? [...lit].map(String) : [...document.querySelectorAll(`mark.${name}`)].map((each) => each.textContent);
}"""
WITHOUT_HIGHLIGHTS = "delete window.Highlight"


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    path = tmp_path_factory.mktemp("site") / "index.html"
    path.write_bytes(site.write(example()).files["index.html"])
    return path.as_uri()


@pytest.fixture(scope="module")
def views(tmp_path_factory):
    path = tmp_path_factory.mktemp("views") / "index.html"
    path.write_bytes(site.write(quarrel()).files["index.html"])
    return path.as_uri()


@pytest.fixture
def open_page(browser, address):
    """Open the page; whatever it throws, or asks of the network, fails the test."""
    contexts, wrong = [], []

    def opened(*, at="", script=None, where=address, **options):
        context = browser.new_context(
            **{"viewport": {"width": 1400, "height": 800}, "reduced_motion": "reduce"} | options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text))
        page.on("request", lambda request: request.url.startswith("file:") or wrong.append(request.url))
        if script:
            page.add_init_script(script)
        page.goto(where + at)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.mark.parametrize("script", [None, WITHOUT_HIGHLIGHTS], ids=["highlights", "marks"])
def test_click_on_a_note_lights_up_its_exact_evidence(open_page, script):
    """The characters of the spans and no others, past tags and an emoji; insertions in another way."""
    page = open_page(script=script)
    page.locator("#st2").click()
    assert sorted(page.evaluate(LIT, "evidence")) == sorted(["promised", 'notes "soon" </script><b>really</b>.'])
    assert page.evaluate(LIT, "inserted") == ["Ada Lovelace"]
    assert page.url.endswith("#st2")


def test_resolved_reference_is_lit_whole(open_page):
    """Five characters of the source that print as one are shown as that one."""
    page = open_page()
    page.locator("#st1").click()
    assert "".join(page.evaluate(LIT, "evidence")) == "Ada Lovelace met Babbage in 1833 & sawengineat work."


def test_address_of_a_line_shows_it_again(open_page):
    """A link to a line opens the page with its evidence lit, in the tab of its source."""
    page = open_page(at="#st4")
    assert page.evaluate(LIT, "evidence") == ["Built 1834 by R&D"]
    assert page.locator("#tab-S2").get_attribute("aria-selected") == "true"
    assert page.locator("#source-S1").is_hidden()


def test_click_on_a_source_line_lights_up_its_notes(open_page):
    """The notes that cite any of it are marked."""
    page = open_page()
    page.locator(".passage[id='S1.p2']").click()
    assert page.locator(".cites").evaluate_all("lines => lines.map((line) => line.id)") == ["st1", "st2"]


def test_keys_move_show_search_and_leave(open_page):
    """The keys j and k move, Enter shows, "/" searches, Escape clears."""
    page = open_page()
    for key in ("j", "j", "j", "k", "Enter"):
        page.keyboard.press(key)
    assert page.locator("li.on").get_attribute("id") == "st2"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.locator("li.on").count() == 0


def test_search_leaves_the_lines_that_match(open_page):
    """Every word must stand in a line; where none does, that is said."""
    page = open_page()
    page.locator("#search").fill("BRASS engine")
    page.locator("#st1").wait_for(state="hidden")
    assert page.locator(".notes .line:visible").evaluate_all("lines => lines.map((line) => line.id)") == ["st3"]
    page.locator("#search").fill("zeppelin")
    page.locator("#w-nothing").wait_for(state="visible")


def test_search_shows_the_source_from_its_first_line_that_matches(open_page):
    """Wherever the source was read before; it stands there again when the search is left."""
    page = open_page(viewport={"width": 1400, "height": 240})
    pane = page.locator("#pane")
    pane.evaluate("pane => pane.scrollTo(0, 12)")
    page.locator("#search").fill("brass")
    page.locator("#st1").wait_for(state="hidden")
    assert pane.evaluate("pane => pane.scrollTop") == 0
    page.locator("#search").fill("")
    page.locator("#st1").wait_for(state="visible")
    assert pane.evaluate("pane => pane.scrollTop") == 12


def test_theme_is_kept(open_page):
    """The theme that a reader chose is there when the page is loaded again, even without a click on the button."""
    page = open_page(color_scheme="light")
    page.keyboard.press("t")
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_phone_gets_the_source_as_a_sheet(open_page):
    """The source comes up over the notes, its line and the note both in view, and goes away again."""
    page = open_page(viewport={"width": 390, "height": 700})
    assert page.locator("#source").is_hidden()
    page.locator("#st2").click()
    assert page.locator(".passage[id='S1.p2']").is_visible()
    assert page.locator("#st2").bounding_box()["y"] < page.locator("#source").bounding_box()["y"]
    page.locator("#close").click()
    page.locator("#source").wait_for(state="hidden")


def test_page_can_be_read_without_scripts(open_page):
    """Notes and every source are there, and a reference is a plain link to its line."""
    page = open_page(java_script_enabled=False)
    assert page.locator("#source-S2").is_visible()
    assert page.locator("#st2 a.ref").get_attribute("href") == "#S1.p2"
    assert page.locator("#theme").is_hidden()


def test_print_is_notes_and_views(open_page, views):
    """On paper there is no bar, no source and no switch; references and drawings are kept."""
    page = open_page(where=views)
    page.emulate_media(media="print")
    for away in ("#source", "#search", ".switch"):
        assert page.locator(away).is_hidden()
    for kept in ("#T0 .ref", "#dates svg.events", "#R1", "#L1"):
        assert page.locator(kept).is_visible()


@pytest.mark.parametrize("width", [400, 1400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_drawings_fit(open_page, views, width, scheme):
    """Nothing runs out of the page, and every mark lies within its drawing."""
    page = open_page(where=views, viewport={"width": width, "height": 800}, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    outside = """() => [...document.querySelectorAll(".chart a")].filter((mark) => {
        const here = mark.getBoundingClientRect(), frame = mark.closest("svg").getBoundingClientRect();
        return here.left < frame.left || here.right > frame.right || here.top < frame.top || here.bottom > frame.bottom;
    }).map((mark) => mark.id)"""
    assert page.evaluate(outside) == []


def test_mark_leads_to_its_line_and_source(open_page, views):
    """A dot is a link: the line below lights up, and its evidence in the source."""
    page = open_page(where=views)
    page.locator("#mark-V2").click()
    page.locator("li#V2.on").wait_for()
    assert page.evaluate(LIT, "evidence") == ["In 1847 Airy accused Galle."]
    assert page.locator(".chart a.on").evaluate_all("marks => marks.map((mark) => mark.id)") == ["mark-V2"]


def test_arrows_move_along_a_drawing(open_page, views):
    """One stop for the tab key; arrows go in order of time, and what a mark stands for is shown."""
    page = open_page(where=views)
    assert page.locator("#dates .chart a[tabindex='0']").count() == 1
    page.locator("#mark-V1").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "mark-V2"
    assert page.locator("#dates .peek").text_content() == "1847: Airy accused Galle."


def test_switch_shows_states(open_page, views):
    """By state, who stands for one gives way to it, and what is not between two states is away: script or none."""
    for script in (True, False):
        page = open_page(where=views, java_script_enabled=script)
        assert page.locator("#R2-state-0").is_hidden()
        page.locator("label[for='by-state']").click()
        assert page.locator("#R2-state-0").is_visible()
        assert page.locator("#R2 .person").first.is_hidden()
        assert page.locator("#R1").is_hidden()
        assert page.locator("#dot-R1").is_hidden()
        assert page.locator("#dot-R2").is_visible()
