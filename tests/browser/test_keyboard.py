"""The page without a mouse."""

from __future__ import annotations

import pytest

from tests.browser.test_reading import STRAIT


@pytest.fixture
def strait(desk):
    desk.sample(STRAIT)
    return desk


def press(desk, *keys):
    for key in keys:
        desk.page.keyboard.press(key)


def focus(desk):
    return desk.evaluate(
        "() => document.activeElement.id || document.activeElement.dataset.q || document.activeElement.dataset.voice"
    )


def title(desk):
    return desk.text("#detail-title") if desk.page.is_visible("#detail") else None


def test_from_quote_to_quote(strait):
    assert focus(strait) == "article-title"
    press(strait, "j")
    assert (focus(strait), title(strait)) == ("q1", None)
    press(strait, "j", "n", "k")
    assert focus(strait) == "q2"
    press(strait, "Enter")
    assert title(strait) == "Direct quote 2 of 16" and focus(strait) == "detail-title"
    press(strait, "j")
    assert title(strait) == "Mixed quote 3 of 16"
    assert strait.evaluate("() => document.querySelector('#article .said[data-q=q3]').classList.contains('lit')")
    press(strait, "p", "p", "p", "p")
    assert title(strait) == "Reported speech 1 of 16"
    press(strait, "Escape")
    assert (focus(strait), title(strait)) == ("q1", None)
    press(strait, "ArrowDown", "ArrowDown", "ArrowUp")
    assert focus(strait) == "q2"
    press(strait, "o")
    assert title(strait) == "Direct quote 2 of 16"


def test_the_quote_in_view_moves_along(strait):
    press(strait, *["j"] * 16)
    box = strait.page.locator("#article .said[data-q=q16]").first.bounding_box()
    assert 0 < box["y"] < 900
    assert strait.evaluate("""() => {
      const card = document.querySelector("#quotes [data-q=q16]").getBoundingClientRect();
      return card.top >= 0 && card.bottom <= innerHeight;
    }""")


def test_only_what_is_shown_is_walked_through(strait):
    press(strait, "/")
    strait.page.keyboard.type("that")
    shown = strait.shown()
    press(strait, "Escape", "j", "j")
    assert focus(strait) == shown[1]


def test_decisions(strait):
    press(strait, "j", "Enter", "r", "j", "w")
    verdicts = strait.page.locator("#quotes .verdict")
    assert (verdicts.nth(0).inner_text(), verdicts.nth(1).inner_text()) == ("✓ right", "✗ wrong")
    press(strait, "w")
    assert verdicts.nth(1).inner_text() == ""
    press(strait, "a")
    assert focus(strait) == "reattribute-to"
    press(strait, "Escape", "Escape")
    assert title(strait) is None


def test_speakers_filters_search_and_export(strait):
    press(strait, "s")
    assert focus(strait) == "s3"
    press(strait, "Enter")
    assert len(strait.shown()) == 4
    press(strait, "x")
    assert len(strait.shown()) == 16
    press(strait, "f")
    assert strait.evaluate("() => document.activeElement.name") == "type"
    press(strait, "Space")
    assert "q2" not in strait.shown()
    press(strait, "x", "e")
    assert strait.evaluate("() => document.activeElement.dataset.format") == "json"
    press(strait, "Escape")
    assert strait.page.get_attribute("#export", "open") is None
    press(strait, "/")
    assert focus(strait) == "search"


def test_letters_belong_to_whoever_types(strait):
    press(strait, "/")
    strait.page.keyboard.type("jokes")
    assert strait.page.input_value("#search") == "jokes" and title(strait) is None


def test_help_lists_the_keys_and_can_turn_them_off(strait):
    press(strait, "?")
    told = strait.text("#help")
    for words in ("next quote", "previous quote", "open the quote", "close the quote", "filters", "right", "wrong"):
        assert words in told
    # Keys do nothing behind it.
    press(strait, "j")
    strait.page.uncheck("#keys-on")
    press(strait, "Escape")
    assert strait.page.get_attribute("#help", "open") is None
    press(strait, "j")
    assert focus(strait) != "q1"
    strait.page.focus("#quotes [data-q=q1]")
    press(strait, "ArrowDown", "Enter")
    assert title(strait) == "Direct quote 2 of 16"


def test_tab_passes_long_rows_in_one_step(strait):
    stops = []
    strait.page.focus(".skip")
    while "skip" not in stops:
        press(strait, "Tab")
        stops.append(strait.evaluate("() => document.activeElement.className"))
        assert len(stops) < 60
    assert sum("card" in each for each in stops) == 1
    assert sum(each.startswith("tag") for each in stops) == 1


def test_the_skip_link_and_visible_focus(desk):
    press(desk, "Tab")
    assert desk.evaluate("() => document.activeElement.className") == "skip"
    box = desk.page.locator(".skip").bounding_box()
    assert box["y"] >= 0
    press(desk, "Enter")
    assert focus(desk) == "main"
    press(desk, "Tab")
    outline = desk.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_landmarks(strait):
    names = strait.page.eval_on_selector_all("main, header, nav, section[aria-label], article", "all => all.length")
    assert names >= 6
    for role in ("main", "banner", "article", "status"):
        assert strait.page.get_by_role(role).first.count() == 1
