"""An article with its quotes drawn in it."""

from __future__ import annotations

import json

import pytest
import requests

from tests import fakes
from tests.browser import articles
from tests.browser.conftest import serving
from tests.browser.extractors import ANSWERS, LIMITS, text_of

RIVER, STRAIT, TRIAL, SNAILS = "11-river-flood", "07-strait-talks", "05-harbour-trial", "03-sea-snails"


def answer(name):
    return json.loads((ANSWERS / f"{name}.json").read_text(encoding="utf8"))


def plain(text):
    return text.replace("\n", "")


def lit(desk, kind):
    return "".join(desk.page.eval_on_selector_all(f"#article .lit-{kind}", "each => each.map(e => e.textContent)"))


@pytest.mark.parametrize("name", [RIVER, STRAIT, TRIAL, SNAILS])
def test_a_sample_from_the_list_to_its_quotes(desk, name):
    desk.sample(name)
    text, expected = text_of(name), answer(name)
    assert desk.evaluate("() => document.querySelector('#article').textContent") == text
    assert desk.shown() == [quote["id"] for quote in expected["quotes"]]
    for quote in expected["quotes"]:
        assert plain("".join(desk.highlighted(quote["id"]))) == plain(
            "".join(s["text"] for s in quote["content"]["spans"])
        )
        own = "".join(desk.highlighted(quote["id"], ".verbatim"))
        assert plain(own) == plain("".join(span["text"] for span in quote["verbatim"]))
        assert desk.page.locator(f"#article .said[data-q={quote['id']}].{quote['type']}").count()
    assert desk.text("#article-title") == text.partition("\n")[0]
    assert f"{len(expected['quotes'])} quotes" in desk.text("#facts")


@pytest.mark.models
def test_a_sample_read_by_the_shipped_models(opened, pipeline):
    with serving(pipeline, LIMITS) as address:
        desk = opened(address)
        desk.page.set_default_timeout(60_000)
        desk.sample(RIVER)
        given = requests.post(f"{address}/v1/quotes", json={"text": text_of(RIVER)}, timeout=60).json()
        assert len(given["quotes"]) > 5
        for quote in given["quotes"]:
            words = "".join(span["text"] for span in quote["content"]["spans"])
            assert plain("".join(desk.highlighted(quote["id"]))) == plain(words)
        assert desk.page.locator("#quotes > li").count() == len(given["quotes"])


def test_emoji_and_astral_characters_are_drawn_exactly(desk):
    desk.read(fakes.ARTICLE)
    assert desk.evaluate("() => document.querySelector('#article').textContent") == fakes.ARTICLE
    for quote in fakes.QUOTES:
        assert "".join(desk.highlighted(quote.id)) == "".join(span.text for span in quote.content)
    sent = desk.posted[-1]
    assert sent == {"text": fakes.ARTICLE, "offsets": "utf16"}


def test_types_are_told_apart_by_line_and_letter(desk):
    desk.sample(STRAIT)
    line = "part => getComputedStyle(part).borderBottomStyle"
    assert desk.page.eval_on_selector(".said.direct", line) == "solid"
    assert desk.page.eval_on_selector(".said.indirect", line) == "dotted"
    assert desk.page.eval_on_selector(".said.mixed:not(.verbatim)", line) == "dashed"
    own = desk.page.eval_on_selector(".said.mixed.verbatim", "e => [getComputedStyle(e).fontWeight, e.textContent]")
    assert own == ["600", "a small door in a large wall"]
    tags = desk.page.eval_on_selector_all("#article .tag", "tags => tags.map(tag => tag.dataset.tag)")
    assert tags[:4] == ["I1~", "D2", "M3", "I4"] and "I9?~" in tags
    names = desk.page.eval_on_selector_all("#article .tag", "tags => tags.map(tag => tag.getAttribute('aria-label'))")
    assert names[1] == "Direct quote 2, joint statement on Sunday, fair confidence"


def test_a_speakers_colour_runs_through_text_list_and_strip(desk):
    desk.sample(STRAIT)
    colours = desk.evaluate("""() => ["#article .said[data-q=q4]", "#quotes .card[data-q=q4]", "#strip [data-q=q4]",
      ".voice[data-voice=s4]"].map(each => getComputedStyle(document.querySelector(each)).getPropertyValue("--own"))""")
    assert len(set(colours)) == 1


def test_cue_and_source_are_marked_on_hover_focus_and_tap(desk, opened, origin):
    desk.sample(STRAIT)
    # The pointer was left where the button stood, and under it may be a quote now: it depends on the machine's fonts.
    desk.page.mouse.move(0, 0)
    assert (lit(desk, "cue"), lit(desk, "source")) == ("", "")
    desk.page.hover("#article .said[data-q=q8]")
    assert (lit(desk, "cue"), lit(desk, "source")) == ("did not say", "Solheim-Rao")
    desk.page.hover("#article-title")
    assert (lit(desk, "cue"), lit(desk, "source")) == ("", "")
    desk.page.focus("#article .tag[data-q=q3]")
    assert (lit(desk, "cue"), lit(desk, "source")) == ("called", "Karsavian Foreign Minister Radomir Teske")
    desk.page.focus("#quotes .card[data-q=q2]")
    assert (lit(desk, "cue"), lit(desk, "source")) == ("said", "the statement")

    phone = opened(origin, has_touch=True, viewport={"width": 320, "height": 640})
    phone.sample(STRAIT)
    phone.page.tap("#article .said[data-q=q7]")
    assert (lit(phone, "cue"), lit(phone, "source")) == ("denied", "he")
    assert phone.page.is_visible("#detail")


def test_nested_quotes_nest_and_overlapping_ones_stay_apart(desk):
    text, extraction = articles.overlapping()
    desk.read(text)
    for quote in extraction.quotes:
        assert "".join(desk.highlighted(quote.id)) == quote.content[0].text
    innermost = "[data-q=q1] [data-q=q2] [data-q=q3]"
    assert "".join(desk.page.locator(f"#article {innermost}").all_text_contents()) == "“the dam will hold”"
    drops = desk.evaluate("""() => ["q1", "q2", "q3", "q4", "q5"].map(id =>
      parseFloat(getComputedStyle(document.querySelector(`#article .said[data-q=${id}]`)).paddingBottom))""")
    assert drops[0] > drops[1] > drops[2] and drops[3] != drops[4]
    # A click opens the innermost, which names the one it is part of.
    desk.page.locator("#article .said[data-q=q3]").first.click()
    assert desk.text("#detail-title") == "Direct quote 3 of 5"
    desk.page.click("#detail-body button:has-text('M2')")
    assert desk.text("#detail-title") == "Mixed quote 2 of 5"


def test_the_strip_shows_place_length_and_speaker(desk):
    desk.sample(RIVER)
    text = desk.evaluate("() => document.querySelector('#text').value")
    strip = desk.page.locator("#strip").bounding_box()
    for quote in answer(RIVER)["quotes"]:
        span = quote["content"]["spans"][0]
        start = len(text[: span["start"]].encode("utf-16-le")) // 2
        box = desk.page.locator(f"#strip [data-q={quote['id']}]").first.bounding_box()
        length = len(text.encode("utf-16-le")) // 2
        assert box["y"] - strip["y"] == pytest.approx(strip["height"] * start / length, abs=1)
        share = (span["end"] - span["start"]) / length
        assert box["height"] == pytest.approx(max(2, strip["height"] * share), rel=0.05, abs=1)
    desk.page.locator("#strip [data-q=q9]").click()
    assert desk.text("#detail-title") == "Reported speech 9 of 16"


def test_shares_of_words_are_whole(desk):
    desk.sample(RIVER)
    shares = desk.evaluate("""() => [...document.querySelectorAll(".voice .share")].map(bar =>
      parseFloat(bar.style.getPropertyValue("--share")))""")
    assert sum(shares) == pytest.approx(1) and shares == sorted(shares, reverse=True)


def test_a_warning_leads_to_its_place(desk):
    desk.sample(RIVER)
    assert "has no partner" in desk.text("#warnings")
    desk.page.click("#warnings button")
    assert desk.page.eval_on_selector_all("#article .jumped", "each => each.map(e => e.textContent)") == ["“"]


def test_a_quote_whose_offsets_do_not_hold_is_told_and_never_drawn(desk):
    def bent(route):
        body = route.fetch().json()
        body["quotes"][1]["content"]["spans"][0]["start"] += 1
        route.fulfill(json=body)

    desk.page.route("**/v1/quotes", bent)
    desk.sample(STRAIT)
    assert "q2" not in desk.shown() and desk.highlighted("q2") == []
    assert "1 quote (q2) are not shown" in desk.text("#warnings")
    assert len(desk.shown()) == 15
    assert desk.text("#left") == "15 of 15 quotes, and 1 left out because of wrong offsets"
    desk.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert "and 1 left out" in desk.page.text_content("#sheet header")
