"""timeline.html in a real browser, and what would break its script elements."""

import shutil

import pytest
from msgspec.structs import replace

from coursepack.writers import timeline_html
from dated import dated

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def test_no_text_of_a_source_ends_a_script():
    """A lecture on web pages may well say "</script>"."""
    pack = dated()
    titled = replace(pack, sources=tuple(replace(each, title="</script>") for each in pack.sources))
    page = timeline_html.write(titled).files["timeline.html"].decode()
    assert page.count("</script>") == 3


def test_a_browser_shows_every_event_and_asks_for_nothing(tmp_path):
    """TimelineJS would fetch fonts and media; here it has none."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed, so no page is driven")
    if CHROMIUM is None:
        pytest.skip("no chromium on the path, so no page is driven")
    path = tmp_path / "timeline.html"
    path.write_bytes(timeline_html.write(dated()).files["timeline.html"])
    wrong = []
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(offline=True).new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text))
        page.on("request", lambda request: request.url.startswith(("file:", "data:")) or wrong.append(request.url))
        page.goto(path.as_uri())
        page.wait_for_selector(".tl-timemarker", state="attached")
        shown = page.eval_on_selector_all(".tl-timemarker .tl-headline", "all => all.map(each => each.textContent)")
        browser.close()
    assert wrong == []
    assert "Airy promised to help Le Verrier. (promised, Airy)" in [text.strip() for text in shown]
    assert len(shown) == 6
