"""Which quotes are shown."""

from __future__ import annotations

import pytest

from tests import fakes
from tests.browser import articles
from tests.browser.test_reading import RIVER, STRAIT, answer


@pytest.fixture
def strait(desk):
    desk.sample(STRAIT)
    desk.page.click("#filters-panel summary")
    return desk


def quotes(wanted):
    return [quote["id"] for quote in answer(STRAIT)["quotes"] if wanted(quote)]


def drawn(desk):
    """Quotes that the article shows."""
    script = "parts => [...new Set(parts.map(part => part.dataset.q))]"
    return desk.page.eval_on_selector_all("#article .said:not(.off)", script)


def test_by_type(strait):
    strait.page.uncheck("[name=type][value=indirect]")
    assert strait.shown() == drawn(strait) == quotes(lambda quote: quote["type"] != "indirect")
    strait.page.uncheck("[name=type][value=direct]")
    assert strait.shown() == ["q3"]
    strait.page.uncheck("[name=type][value=mixed]")
    assert strait.shown() == drawn(strait) == []
    assert strait.page.is_visible("#no-quotes")
    strait.page.click("#reset")
    assert len(strait.shown()) == 16
    assert strait.page.is_checked("[name=type][value=direct]")


def test_what_is_left_out_is_plain_text(strait):
    look = """() => [...document.querySelectorAll("#article .said:is([data-q=q2], [data-q=q3])")].map(part => {
      const { backgroundColor, borderBottomColor, fontWeight } = getComputedStyle(part);
      return [backgroundColor, borderBottomColor, fontWeight];
    })"""
    assert ["rgba(0, 0, 0, 0)"] * 2 + ["400"] not in strait.evaluate(look)
    strait.page.fill("#search", "herring")
    assert {*map(tuple, strait.evaluate(look))} == {("rgba(0, 0, 0, 0)", "rgba(0, 0, 0, 0)", "400")}
    assert strait.page.is_hidden("#article .tag[data-q=q2]")


def test_by_cue_class(strait):
    strait.page.uncheck("#classes input[value=statement]")
    assert strait.shown() == quotes(lambda quote: quote["cue"]["class"] != "statement")
    counts = strait.page.eval_on_selector_all("#classes label", "each => each.map(e => e.textContent.trim())")
    assert "accusation 1" in counts and "denial 1" in counts


def test_negated_and_hedged(strait):
    strait.page.select_option("#negated", "only")
    assert strait.shown() == quotes(lambda quote: quote["cue"]["negated"]) == ["q8"]
    strait.page.select_option("#negated", "any")
    strait.page.select_option("#hedged", "only")
    assert strait.shown() == ["q9"]
    strait.page.select_option("#hedged", "without")
    assert strait.shown() == quotes(lambda quote: not quote["cue"]["hedged"])


@pytest.mark.parametrize("least", [0.05, 0.55, 0.89, 1.0])
def test_by_confidence_with_the_number_left(strait, least):
    strait.page.fill("#confidence", str(least))
    left = quotes(lambda quote: quote["confidence"] >= least)
    assert strait.shown() == left
    assert strait.text("#confidence-left") == f"{least:.2f} or more: {len(left)} of 16 quotes left"
    assert strait.page.text_content("#status") == f"{len(left)} of 16 quotes shown."


def test_by_words(strait):
    strait.page.fill("#search", "  HERRING ")
    assert strait.shown() == drawn(strait) == ["q12"]
    strait.page.fill("#search", "")
    assert len(strait.shown()) == 16


def test_a_speakers_quotes_with_the_joint_ones(strait):
    strait.page.click(".voice[data-voice=s3]")
    assert strait.shown() == drawn(strait) == ["q3", "q5", "q6", "q7"]
    assert strait.page.get_attribute(".voice[data-voice=s3]", "aria-pressed") == "true"
    marked = strait.page.eval_on_selector_all(
        "#quotes .card",
        "cards => cards.filter(c => c.querySelector('.joint-sign')?.checkVisibility()).map(c => c.dataset.q)",
    )
    assert marked == ["q5"]
    joint = strait.page.eval_on_selector_all("#quotes .is-joint", "cards => cards.map(card => card.dataset.q)")
    assert joint == ["q5"]
    assert "3 quotes (+ 1 joint quote)" in strait.text(".voice[data-voice=s3]")
    assert "joint: Radomir Teske, Annika Solheim-Rao" in strait.text(".voice[data-voice=s5]")
    strait.page.click(".voice[data-voice=s3]")
    assert len(strait.shown()) == 16


def test_speakers_are_told_with_kind_description_quotes_and_words(strait):
    told = strait.text(".voice[data-voice=s3]")
    words = {"q3": 8, "q6": 6, "q7": 11}
    assert "Radomir Teske" in told and "person · Karsavian Foreign Minister" in told
    assert f"{sum(words.values())} words" in told


def test_those_without_a_speaker_have_a_group_of_their_own(strait):
    strait.page.click(".voice[data-voice=nobody]")
    assert strait.shown() == ["q9"]
    assert "No speaker" in strait.text(".voice[data-voice=nobody]")


def test_nothing_is_hidden(desk):
    desk.read(fakes.ARTICLE)
    total = 0
    for key in desk.page.eval_on_selector_all(".voice", "each => each.map(e => e.dataset.voice)"):
        desk.page.click(f".voice[data-voice={key}]")
        total += len(desk.shown()) - desk.page.locator(".is-joint").count()
    assert total == len(fakes.QUOTES)


def test_filters_add_up(strait):
    strait.page.click(".voice[data-voice=s3]")
    strait.page.fill("#confidence", "0.8")
    strait.page.uncheck("[name=type][value=mixed]")
    assert strait.shown() == ["q7"]


def test_order(strait):
    strait.page.select_option("#order", "doubt")
    by_doubt = sorted(answer(STRAIT)["quotes"], key=lambda quote: quote["confidence"])
    assert strait.shown() == [quote["id"] for quote in by_doubt]
    strait.page.select_option("#order", "speaker")
    shown = strait.shown()
    assert shown[:3] == ["q3", "q6", "q7"] and shown[-1] == "q9"
    strait.page.select_option("#order", "article")
    assert strait.shown() == [quote["id"] for quote in answer(STRAIT)["quotes"]]


def test_the_next_article_begins_with_everything(strait):
    strait.page.fill("#search", "herring")
    strait.page.uncheck("[name=type][value=direct]")
    strait.page.click(".voice[data-voice=s8]")
    strait.page.click("#another")
    strait.sample(RIVER)
    assert len(strait.shown()) == 16


def test_a_click_on_what_is_left_out_opens_what_is_around_it(desk):
    desk.read(articles.overlapping()[0])
    desk.page.click("#filters-panel summary")
    desk.page.uncheck("[name=type][value=direct]")
    desk.page.locator("#article .said[data-q=q3]").last.click()
    assert desk.text("#detail-title") == "Mixed quote 2 of 5"
    desk.page.click("#close")
    desk.page.uncheck("[name=type][value=mixed]")
    desk.page.locator("#article .said[data-q=q3]").last.click()
    assert desk.page.is_hidden("#detail")
    desk.page.eval_on_selector("#strip [data-q=q3]", "mark => mark.click()")
    assert desk.page.is_hidden("#detail")


def test_an_open_quote_that_is_left_out(strait):
    strait.open("q2")
    strait.page.uncheck("[name=type][value=direct]")
    stops = "cards => cards.filter(card => card.tabIndex === 0).map(card => card.dataset.q)"
    first = strait.shown()[0]
    assert strait.page.eval_on_selector_all("#quotes .card", stops) == [first]
    strait.page.click("#close")
    assert strait.evaluate("() => document.activeElement.dataset.q") == first
    strait.page.keyboard.press("o")
    assert strait.text("#detail-title") == "Reported speech 1 of 16"
    strait.page.fill("#search", "nowhere to be found")
    strait.page.click("#close")
    assert strait.evaluate("() => document.activeElement.id") == "search"


@pytest.mark.parametrize("words", ["we'll   SEE", "we’ll see", "\"we'll", "“we‘ll"])
def test_search_heeds_neither_marks_nor_spaces(desk, words):
    desk.read(fakes.ARTICLE)
    desk.page.fill("#search", words)
    assert desk.shown() == ["q4"]
