"""Articles that mean harm."""

from __future__ import annotations

import pytest

from tests.browser import articles

MARKUP = "script:not([src]), #results :is(img, svg, [onclick], [onerror], a[href^=javascript])"


@pytest.fixture
def hostile(desk):
    desk.read(articles.HOSTILE, title="<script>window.hacked = 'title'</script>", publisher="<b>bold</b>")
    return desk


def test_it_shows_as_it_is_and_runs_nothing(hostile):
    hostile.page.wait_for_timeout(100)
    assert hostile.evaluate("() => document.querySelector('#article').textContent") == articles.HOSTILE
    assert hostile.text("#article-title") == "<script>window.hacked = 'title'</script>"
    for quote in hostile.shown():
        hostile.open(quote)
    hostile.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert hostile.evaluate("() => window.hacked") is None
    # Markup of the article is nowhere in the document, however it was inserted.
    assert hostile.evaluate(f"() => document.querySelectorAll({MARKUP!r}).length") == 0
    assert hostile.page.locator("#sheet script, #sheet img, #sheet b").count() == 0
    names = hostile.page.locator(".voice .name").all_text_contents()
    assert "<b onclick=alert(1)>Mallory</b>" in names


def test_the_policy_would_stop_what_slipped_through(desk):
    refused = desk.evaluate("""() => {
      const tried = document.createElement("div");
      try { tried.innerHTML = "<img src=x onerror='window.hacked = 1'>"; return false } catch { return true }
    }""")
    assert refused
    desk.complaints.clear()


def test_addresses_that_run_code_are_no_links(desk):
    made = desk.evaluate("""async () => {
      const { addressOf } = await import("/page/link.js");
      const urls = [
        "javascript:alert(1)", "data:text/html,x", "https://a.example/x", " java\\nscript:x", "http://a.example", "",
      ];
      return urls.map(url => addressOf({ text: "", url })?.href ?? null);
    }""")
    assert made == [None, None, "https://a.example/x", None, "http://a.example/", None]


def test_directional_controls_are_named_and_turn_nothing(hostile):
    assert hostile.page.eval_on_selector_all("#article .control", "all => all.map(e => e.dataset.name)") == [
        "RLO", "PDF", "RLI", "PDI",
    ]  # fmt: skip
    assert "turn the direction" in hostile.text("#warnings")
    # Each letter after the override stands to the right of the one before it.
    places = hostile.evaluate("""() => {
      const node = document.querySelector("#article .control[data-name=RLO]").nextSibling;
      return [...node.data].slice(0, 10).map((_, i) => {
        const range = document.createRange(); range.setStart(node, i); range.setEnd(node, i + 1);
        return range.getBoundingClientRect().left;
      });
    }""")
    assert places == sorted(places)
    assert (
        hostile.page.eval_on_selector("#quotes .card[data-q=q2] .who", "e => getComputedStyle(e).unicodeBidi")
        == "isolate"
    )


def test_towers_of_marks_cover_nothing(hostile):
    height, line, clipped = hostile.page.eval_on_selector(
        "#article .tower",
        """tower => {
      const { height } = tower.getBoundingClientRect();
      return [height, parseFloat(getComputedStyle(tower.closest("p")).lineHeight), getComputedStyle(tower).overflowY];
    }""",
    )
    assert height <= line and clipped == "clip"
    assert hostile.page.text_content("#article .tower") == articles.TOWER


def test_only_what_is_strange_is_boxed(desk):
    pieces = desk.evaluate("""async () => {
      const { pieces } = await import("/page/strange.js");
      return ["", "e\\u0301a", "हिन्दी ภาษา", "👩🏽‍🚀", "a\\u200eb", "Z" + "\\u0336".repeat(9) + "x"].map(text =>
        pieces(text).map(({ text, control, tower }) => [text.length, control, tower]));
    }""")
    assert pieces == [
        [], [[3, None, False]], [[11, None, False]], [[7, None, False]],
        [[1, None, False], [1, "LRM", False], [1, None, False]], [[10, None, True], [1, None, False]],
    ]  # fmt: skip
