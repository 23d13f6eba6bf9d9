"""An article as long as an article may be."""

from __future__ import annotations

import statistics

from tests.browser import articles

# What a reader may wait for 100,000 characters with 500 quotes, in milliseconds; and how many times as much a machine
# that does other things may take in a test.
RENDER, BUSY = 300, 3


def test_it_stays_smooth(desk, capsys):
    text, extraction = articles.long()
    assert len(text) == articles.LONG_CHARS and len(extraction.quotes) == articles.LONG_QUOTES
    desk.read(text)
    for _ in range(4):
        desk.page.click("#another")
        desk.page.click("#submit")
        desk.wait()
    desk.until("() => performance.getEntriesByName('whosaid:render').length === 5")
    times = desk.evaluate("() => performance.getEntriesByName('whosaid:render').map(each => each.duration)")
    with capsys.disabled():
        print(f"\nfrom answer to screen: best {min(times):.0f} ms, median {statistics.median(times):.0f} ms")
    assert min(times) < RENDER * BUSY
    assert desk.evaluate("() => document.querySelector('#article').textContent") == text
    assert len(desk.shown()) == articles.LONG_QUOTES
    for quote in (extraction.quotes[0], extraction.quotes[249], extraction.quotes[499]):
        assert "".join(desk.highlighted(quote.id)) == quote.content[0].text


def test_the_last_quote_is_as_near_as_the_first(desk):
    desk.read(articles.long()[0])
    desk.page.keyboard.press("k")
    desk.page.keyboard.press("Enter")
    assert desk.text("#detail-title") == "Direct quote 500 of 500"
    desk.until("""() => { const { top } = document.querySelector("#article .said[data-q=q500]").getBoundingClientRect();
      return top > 0 && top < innerHeight }""")
    desk.page.fill("#search", "rose by 250 ")
    assert desk.shown() == ["q251"]


def test_what_is_pointed_at_is_found_without_a_search_of_the_page(desk):
    """Lighting a quote of a long article costs no more than one of a short one, but for the layout."""
    desk.read(articles.long()[0])
    touched = desk.evaluate("""async () => {
      let count = 0;
      const observer = new MutationObserver(records => { count += records.length });
      observer.observe(document.querySelector("#results"), { subtree: true, attributes: true });
      document.querySelector("#article .said[data-q=q3]").dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
      await new Promise(resolve => setTimeout(resolve));
      return count;
    }""")
    assert 0 < touched < 20
