"""A quote, opened."""

from __future__ import annotations

import json
from urllib.parse import unquote

import pytest

from tests import fakes
from tests.browser import articles
from tests.browser.test_reading import RIVER, STRAIT, TRIAL, answer

URL = "https://news.example.org/tide?page=2"


@pytest.fixture
def copied(desk):
    """Copies by a button and gives what is on the clipboard then."""
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])

    def copy(button):
        desk.page.eval_on_selector("#copied", "note => { note.textContent = '' }")
        desk.page.click(button)
        desk.until("() => document.querySelector('#copied').textContent.startsWith('Copied')")
        return desk.evaluate("() => navigator.clipboard.readText()")

    return copy


def row(desk, term):
    script = (
        "(body, term) => [...body.querySelectorAll('dt')].find(dt => dt.textContent === term)?.nextSibling.innerText"
    )
    return " ".join((desk.page.eval_on_selector("#detail-body", script, term) or "").split())


def test_what_it_shows(desk):
    desk.sample(TRIAL)
    desk.open("q3")
    quote = answer(TRIAL)["quotes"][2]
    assert desk.text("#detail-title") == "Mixed quote 3 of 16"
    assert desk.page.text_content("#detail blockquote") == quote["content"]["text"]
    assert desk.page.text_content("#detail blockquote .own-words") == quote["verbatim"][0]["text"]
    assert "Desmond Kettleby reportedly says" in desk.text(".claim-name")
    assert "Hedged: by “allegedly told”" in desk.text("#detail-body")
    assert row(desk, "Path") == "Desmond Kettleby, 57, → Desmond Kettleby".replace(" →", "")
    assert row(desk, "Cue") == "allegedly told, statement, hedged (“reportedly says”)"
    assert row(desk, "Confidence").startswith("fair (0.73) that words and speaker are both right")


@pytest.mark.parametrize(
    ("name", "quote", "told"),
    [
        (STRAIT, "q7", "Radomir Teske denies"),
        (STRAIT, "q8", "Annika Solheim-Rao does not say"),
        (STRAIT, "q15", "Zdenka Pohl accuses"),
        (RIVER, "q11", "Teodor Ashby does not say"),
        (RIVER, "q6", "Lorcan Mbeki-Shaw is quoted, without a word that says so:"),
    ],
)
def test_the_cue_in_words(desk, name, quote, told):
    desk.sample(name)
    desk.open(quote)
    assert desk.text(".claim-name") == told


def test_each_step_of_the_path_jumps_to_its_place(desk):
    desk.sample(RIVER)
    desk.open("q16")
    steps = answer(RIVER)["quotes"][15]["resolution"]
    buttons = desk.page.locator(".path button")
    assert buttons.all_text_contents() == [step["text"] for step in steps] == ["she", "Doyle", "Agnieszka Doyle"]
    text = desk.evaluate("() => document.querySelector('#text').value")
    for i, step in enumerate(steps):
        buttons.nth(i).click()
        # The place itself, and not another one with the same words.
        before = desk.evaluate("""() => {
          const range = document.createRange();
          range.setStart(document.querySelector("#article"), 0);
          range.setEndBefore(document.querySelector(".jumped"));
          return range.toString();
        }""")
        assert before == text[: step["start"]]
        jumped = desk.page.eval_on_selector_all(".jumped", "each => each.map(e => e.textContent).join('')")
        assert jumped == step["text"]
        assert desk.evaluate("""() => {
          const { top, bottom } = document.querySelector(".jumped").getBoundingClientRect();
          return top > 0 && bottom < innerHeight;
        }""")


def test_those_without_a_speaker_are_told_why(desk):
    desk.read(fakes.ARTICLE)
    desk.open("q4")
    assert desk.text(".claim-name") == "No speaker"
    assert "“she” could not be tied to one person" in desk.text(".claim")
    assert "nobody could be told" in row(desk, "Path")
    desk.page.click("#another")
    desk.sample(STRAIT)
    desk.open("q9")
    assert "does not say whose words these are" in desk.text(".claim")
    assert "Hedged: by “reportedly”" in desk.text("#detail-body")


def test_its_place_in_a_chain(desk):
    desk.read(articles.overlapping()[0])
    desk.open("q2")
    assert row(desk, "Chain") == "said within M1 State radio holds D3 Rosa Lind"
    desk.page.click("#detail-body button:has-text('D3')")
    assert desk.text("#detail-title") == "Direct quote 3 of 5"
    desk.open("q4")
    assert row(desk, "Chain") == ""


def test_a_copied_citation(desk, copied):
    desk.page.select_option("#sample", STRAIT)
    desk.until("() => document.querySelector('#text').value !== ''")
    desk.read(desk.evaluate("() => document.querySelector('#text').value"), url=URL, publisher="The Strait Gazette")
    desk.open("q8")
    assert copied("#copy-citation") == (
        "Annika Solheim-Rao, Lundmark counterpart: whether sanctions would be lifted (reported speech; “did not say”; "
        "the source does not say this). Karsavia and Lundmark agree to reopen strait, The Strait Gazette, "
        f"{URL}. [Whosaid 2026.11, confidence high (0.89)]"
    )


def test_copied_json_is_the_services_own(desk, copied):
    desk.sample(STRAIT)
    desk.open("q3")
    given, made = answer(STRAIT), json.loads(copied("#copy-json"))
    assert (made["quote"], made["speaker"]) == (given["quotes"][2], given["speakers"][2])
    assert made["model"] == given["model"] and made["article"]["sha256"] == given["article"]["sha256"]


def test_copied_json_says_what_its_offsets_count(desk, copied):
    desk.read(fakes.ARTICLE)
    desk.open("q4")
    made = json.loads(copied("#copy-json"))
    assert made["offsets"] == "utf16"
    units = fakes.ARTICLE.encode("utf-16-le")
    for span in made["quote"]["content"]["spans"]:
        assert units[2 * span["start"] : 2 * span["end"]].decode("utf-16-le") == span["text"]
        assert fakes.ARTICLE[span["start"] : span["end"]] != span["text"]


def test_a_quote_in_a_quote_came_through_others(desk, copied):
    def doubted(route):
        body = route.fetch().json()
        body["quotes"][0]["cue"]["negated"] = True
        body["quotes"][1]["cue"]["class"] = "denial"
        route.fulfill(json=body)

    desk.page.route("**/v1/quotes", doubted)
    desk.read(articles.overlapping()[0])
    desk.open("q3")
    assert desk.page.locator("#detail-body .caution").all_text_contents() == [
        "It stands within M2. Denied: by “had told” its source denies it.",
        "It stands within M1. Negated: by “said” the article says that this was not said.",
    ]
    told = "as told by the minister, who denies this; as told by State radio, who does not say this"
    assert told in copied("#copy-citation")
    desk.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert "as told by State radio, who does not say this" in desk.page.text_content("#sheet")


def test_copying_where_pages_have_no_clipboard(desk, copied):
    desk.read(fakes.ARTICLE)
    desk.open("q1")
    desk.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new DOMException('no')) }")
    assert copied("#copy-citation").startswith("Ada Brandt and Ben Óskar: “The 😀 café opens,” (direct quote; “said”).")


def test_a_link_with_a_text_fragment(desk, copied):
    desk.read(fakes.ARTICLE, url=URL)
    desk.open("q4")
    link = copied("#copy-link")
    assert link == f"{URL}#:~:text=We%E2%80%99ll%20see&text=in%20May"
    desk.page.click("#another")
    desk.read("Anna-Lena said that " + ", ".join(f"thing {i}" for i in range(40)) + ".", url=f"{URL}#top")
    desk.open("q3")
    first, last = map(unquote, copied("#copy-link").removeprefix(f"{URL}#top:~:text=").split(","))
    assert first.count(" ") == last.count(" ") == 4
    words = desk.highlighted("q3")[0]
    assert first in words[:40] and last in words[-40:]


def test_the_browser_finds_the_words_of_a_link(desk, copied, opened, origin):
    desk.read(
        desk.evaluate(f"() => fetch('/samples/{RIVER}').then(each => each.text())"), url=f"{origin}/samples/{RIVER}"
    )
    desk.open("q16")
    link = copied("#copy-link")
    other = opened(origin, viewport={"width": 400, "height": 120})
    other.page.goto(f"{origin}/samples/{RIVER}")
    assert other.evaluate("() => scrollY") == 0
    other.page.goto("about:blank")
    other.page.goto(link)
    other.until("() => scrollY > 200")


@pytest.mark.parametrize("url", [None])
def test_without_an_address_there_is_no_link(desk, url):
    desk.read(fakes.ARTICLE)
    desk.open("q1")
    assert desk.page.is_hidden("#copy-link") and "No link" in desk.text("#no-link")
