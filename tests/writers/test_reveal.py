"""deck.html: slides of plain elements in a page that asks for nothing, shown in a real browser where there is one."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser

import pytest

from coursepack.writers import pptx, reveal
from quarrel import quarrel

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def written():
    return reveal.write(quarrel()).files["deck.html"].decode()


def slides():
    return re.search(r'<div class="slides">\n(.*?)</div></div>', written(), re.DOTALL)[1]


def test_slides_are_sections_of_lines():
    """Leads are strong, marks are emphasised, quotes are notes."""
    shown = slides()
    assert shown.startswith('<section class="title">\n<h1 id="s1-l1">S1</h1>\n</section>\n')
    mark = "<em> (approximate date, promised, Airy)</em>"
    assert f'<li id="s2-l4"><strong>Around 1850</strong>: Airy promised to help Le Verrier.{mark}</li>' in shown
    assert '<p id="s2-n1">“In 1846 Galle thanked Le Verrier.” <em>S1 [L1]</em></p>' in shown
    assert '<p id="s3-l2"><strong>Airy</strong>\'s caution</p>'.replace("'", "&#39;") in shown


def test_both_decks_say_the_same():
    """The trace of each line is that of deck.pptx."""
    one, other = reveal.write(quarrel()).trace, pptx.write(quarrel()).trace
    assert [(each.at, each.claims, each.fixed) for each in one] == [
        (each.at, each.claims, each.fixed) for each in other
    ]


def test_the_same_pack_gives_the_same_bytes():
    """Nothing in the page tells when or where it was made."""
    assert written() == written()


def test_nothing_may_be_fetched():
    """A policy forbids it, and no tag asks for it."""
    tags = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: tags.append((tag, dict(attributes)))
    parser.feed(written())
    policies = [each.get("content", "") for _, each in tags if each.get("http-equiv") == "Content-Security-Policy"]
    assert [each.startswith("default-src 'none'; ") for each in policies] == [True]
    assert [tag for tag, each in tags if {"src", "href", "style"} & set(each)] == []


def test_the_library_s_licence_is_kept():
    """In the page in short, and whole beside the library."""
    assert "reveal.js 6.0.2, MIT licence, copyright (C) 2011-2026 Hakim El Hattab" in written()


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium on the path, so the deck is not shown")
def test_a_browser_shows_every_slide(tmp_path):
    """Nothing is asked for, nothing is thrown, no line leaves its slide, and S shows the quotes."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed, so no deck is driven")
    (tmp_path / "deck.html").write_text(written(), "utf-8")
    wrong = []
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text))
        page.on("request", lambda request: request.url.startswith(("file:", "data:")) or wrong.append(request.url))
        page.goto((tmp_path / "deck.html").as_uri())
        outside = """() => [...document.querySelectorAll("section.present [id^=s]:not(aside *)")].filter((line) => {
            const here = line.getBoundingClientRect();
            return here.right > innerWidth || here.bottom > innerHeight;
        }).map((line) => line.id)"""
        for at in range(3):
            page.evaluate(f"location.hash = '/{at}'")
            page.locator(f"#s{at + 1}-l1").wait_for(state="visible")
            assert page.evaluate(outside) == []
        page.keyboard.press("s")
        page.locator(".speaker-notes", has_text="clashed with").wait_for(state="visible")
        browser.close()
    assert wrong == []
