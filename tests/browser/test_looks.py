"""What everybody sees: no violations of the rules of accessibility, no sideways scrolling, a clean sheet of paper."""

from __future__ import annotations

import pytest

from tests import fakes
from tests.browser import articles
from tests.browser.screenshots import SCHEMES, WIDTHS
from tests.browser.test_reading import RIVER, STRAIT

EMPTY, WORKING, ERROR, RESULTS, OPEN, REVIEWING, NOBODY, HELP = (
    "empty", "working", "error", "results", "open quote", "reviewing", "no speaker", "help",
)  # fmt: skip


def bring(desk, state):
    page = desk.page
    if state == EMPTY:
        page.click(".about-article summary")
    elif state == WORKING:
        page.route("**/v1/quotes", lambda route: None)
        desk.fill(fakes.ARTICLE)
        page.click("#submit")
        page.wait_for_selector("#working:not([hidden])")
    elif state == ERROR:
        desk.expected = {422}
        desk.fill(fakes.ARTICLE, url="nowhere")
        page.click("#submit")
        page.wait_for_selector("#trouble:not([hidden])")
    elif state == NOBODY:
        desk.read(fakes.ARTICLE)
        desk.open("q4")
    else:
        desk.sample(RIVER if state == RESULTS else STRAIT)
        page.mouse.move(0, 0)
        if state == RESULTS:
            page.click("#filters-panel summary")
            page.click("#legend summary")
            page.click(".voice[data-voice=s1]")
        elif state == HELP:
            page.keyboard.press("?")
        else:
            desk.open("q8")
        if state == REVIEWING:
            page.keyboard.press("a")
            page.select_option("#reattribute-to", "other")
            desk.open("q7")
            page.keyboard.press("r")
            page.eval_on_selector("#export", "menu => { menu.open = true }")


@pytest.fixture
def sized(desk):
    """The page at another width or in the dark, and back again."""

    def size(width, scheme):
        desk.page.set_viewport_size({"width": width, "height": 900})
        desk.page.emulate_media(color_scheme=scheme)

    yield size
    desk.page.set_viewport_size({"width": 1440, "height": 900})
    desk.page.emulate_media(color_scheme="light", media="screen")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("state", [EMPTY, WORKING, ERROR, RESULTS, OPEN, REVIEWING, NOBODY, HELP])
def test_axe_finds_no_violations(desk, sized, state, scheme):
    sized(1440, scheme)
    bring(desk, state)
    assert desk.violations() == []


@pytest.mark.parametrize("width", [320, 768])
@pytest.mark.parametrize("state", [EMPTY, RESULTS, OPEN])
def test_axe_finds_no_violations_on_narrow_pages(desk, sized, state, width):
    sized(width, "light")
    bring(desk, state)
    assert desk.violations() == []


@pytest.mark.parametrize("width", [*WIDTHS, 2560])
def test_nothing_is_wider_than_the_page(desk, sized, width):
    sized(width, "light")
    for text in (fakes.ARTICLE, "W" * 400 + " said “" + "x" * 400 + "”.", articles.HOSTILE):
        desk.read(text)
        desk.page.keyboard.press("j")
        desk.page.keyboard.press("Enter")
        assert desk.evaluate("() => document.documentElement.scrollWidth") <= width
        desk.page.click("#another")
        assert desk.evaluate("() => document.documentElement.scrollWidth") <= width


def test_the_export_menu_is_on_the_page(desk, sized):
    sized(320, "light")
    desk.sample(STRAIT)
    desk.page.click("#export summary")
    box = desk.page.locator(".menu-body").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 320


def test_on_a_narrow_page_the_open_quote_leaves_the_article_in_view(desk, sized):
    sized(320, "light")
    desk.sample(STRAIT)
    desk.open("q8")
    words = desk.page.locator("#article .said[data-q=q8]").first.bounding_box()
    assert 0 < words["y"] < desk.page.locator("#detail").bounding_box()["y"]


def test_reduced_motion_is_respected(opened, origin, desk):
    duration = "() => getComputedStyle(document.querySelector('#article .said')).transitionDuration"
    desk.read(fakes.ARTICLE)
    assert desk.evaluate(duration) == "0s"
    lively = opened(origin, reduced_motion="no-preference")
    lively.read(fakes.ARTICLE)
    assert lively.evaluate(duration) != "0s"


def test_paper_shows_the_quotes_by_speaker_and_nothing_else(desk, sized):
    desk.sample(STRAIT)
    desk.page.click("#filters-panel summary")
    desk.page.uncheck("[name=type][value=direct]")
    desk.open("q7")
    desk.page.keyboard.press("w")
    printed = desk.page.pdf()
    assert printed.startswith(b"%PDF")
    desk.page.emulate_media(media="print")
    assert desk.page.is_hidden("main") and desk.page.is_hidden(".top")
    headings = desk.page.locator("#sheet h3 > bdi").all_text_contents()
    assert headings[:2] == ["Radomir Teske", "Annika Solheim-Rao"] and "joint statement on Sunday" not in headings
    assert desk.page.locator("#sheet h3").last.inner_text().startswith("No speaker")
    assert desk.page.locator("#sheet li").count() == 14
    denied = desk.page.locator("#sheet li", has_text="cheaper gas").inner_text()
    assert "denies" in denied and "confidence fair (0.83)" in denied and "reviewed: wrong" in denied


def test_the_print_button_prints(desk):
    desk.sample(STRAIT)
    desk.evaluate("() => { window.print = () => { window.printed = true } }")
    desk.page.click("#print")
    assert desk.evaluate("() => window.printed")
