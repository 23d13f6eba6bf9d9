"""A reviewer's decisions."""

from __future__ import annotations

import json

from tests.browser.test_reading import RIVER, STRAIT, answer

NEVER = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"


def decide(desk, quote, verdict):
    desk.open(quote)
    desk.page.click(f"[data-verdict={verdict}]")


def decisions(desk):
    return json.loads(desk.downloaded("#export-decisions"))


def test_right_wrong_and_reattributed(desk):
    desk.sample(STRAIT)
    decide(desk, "q2", "right")
    decide(desk, "q3", "wrong")
    decide(desk, "q9", "reattributed")
    desk.page.select_option("#reattribute-to", "s10")
    decide(desk, "q4", "reattributed")
    desk.page.select_option("#reattribute-to", "other")
    desk.page.fill("#reattribute-name", "Captain Ruo Vance")
    decide(desk, "q6", "reattributed")
    desk.page.select_option("#reattribute-to", "none")
    exported = decisions(desk)
    given = answer(STRAIT)
    assert exported["article"] == given["article"] | {"title": exported["article"]["title"]}
    assert exported["offsets"] == "utf16" and exported["model"] == given["model"]
    made = {each["quote"]["id"]: each for each in exported["decisions"]}
    assert {key: (d["verdict"], d.get("speaker"), d.get("name")) for key, d in made.items()} == {
        "q2": ("right", None, None),
        "q3": ("wrong", None, None),
        "q4": ("reattributed", None, "Captain Ruo Vance"),
        "q6": ("reattributed", None, None),
        "q9": ("reattributed", "s10", "Zdenka Pohl"),
    }
    assert made["q3"]["quote"]["speaker"] == "Radomir Teske"
    assert made["q3"]["quote"]["content"] == given["quotes"][2]["content"]
    assert desk.text("#quotes .card[data-q=q3] .verdict") == "✗ wrong"
    desk.page.eval_on_selector("#export", "menu => { menu.open = true }")
    assert desk.text("#tally") == "5 of 16 quotes decided on: 1 right, 1 wrong, 3 re-attributed."


def test_the_page_says_where_they_are_kept_and_sends_them_nowhere(desk):
    desk.sample(STRAIT)
    sent = len(desk.requests)
    decide(desk, "q2", "right")
    assert "in this browser only" in desk.text("#judging .kept-where")
    assert len(desk.requests) == sent


def test_they_are_there_again_for_the_same_article_alone(desk):
    desk.sample(STRAIT)
    decide(desk, "q2", "wrong")
    desk.page.reload()
    desk.page.wait_for_selector("#sample option:nth-child(2)", state="attached")
    desk.sample(RIVER)
    assert desk.text("#quotes .card[data-q=q2] .verdict") == ""
    desk.page.click("#another")
    desk.sample(STRAIT)
    assert desk.text("#quotes .card[data-q=q2] .verdict") == "✗ wrong"
    desk.open("q2")
    assert desk.page.get_attribute("[data-verdict=wrong]", "aria-pressed") == "true"


def test_a_decision_on_one_speaker_is_none_on_another(desk):
    desk.sample(STRAIT)
    decide(desk, "q3", "right")

    def other(route):
        body = route.fetch().json()
        body["quotes"][2]["speaker"] = "s10"
        route.fulfill(json=body)

    desk.page.route("**/v1/quotes", other)
    desk.page.click("#another")
    desk.sample(STRAIT)
    assert desk.text("#quotes .card[data-q=q3] .verdict") == ""


def test_they_can_be_taken_back_and_deleted(desk):
    desk.sample(STRAIT)
    decide(desk, "q2", "right")
    decide(desk, "q3", "right")
    desk.page.click("[data-verdict=right]")
    assert desk.text("#quotes .card[data-q=q3] .verdict") == ""
    desk.page.click("#export summary")
    desk.page.click("#clear-decisions")
    assert desk.text("#quotes .card[data-q=q2] .verdict") == ""
    assert desk.page.is_disabled("#export-decisions")
    assert desk.evaluate("() => localStorage.length") == 0


def test_a_browser_that_stores_nothing(opened, origin):
    desk = opened(origin)
    desk.page.add_init_script(NEVER)
    desk.page.reload()
    desk.page.wait_for_selector("#sample option:nth-child(2)", state="attached")
    desk.sample(STRAIT)
    decide(desk, "q2", "right")
    assert "in this page only" in desk.text("#judging .kept-where")
    assert [each["verdict"] for each in decisions(desk)["decisions"]] == ["right"]


def nothing_decided(desk):
    verdicts = desk.page.eval_on_selector_all("#quotes .verdict", "all => all.map(each => each.textContent).join('')")
    return verdicts == "" and desk.evaluate("() => localStorage.length") == 0


def test_keys_decide_on_an_open_quote_alone(desk):
    desk.sample(STRAIT)
    desk.open("q2")
    for key in ("Escape", "j", "r", "w"):
        desk.page.keyboard.press(key)
    assert nothing_decided(desk)
    desk.page.keyboard.press("a")
    assert nothing_decided(desk)


def test_keys_decide_on_no_quote_of_another_article(desk):
    desk.sample(STRAIT)
    desk.open("q2")
    desk.page.click("#another")
    desk.page.keyboard.press("Escape")
    desk.page.keyboard.press("r")
    assert nothing_decided(desk)
    desk.sample(RIVER)
    desk.page.keyboard.press("r")
    assert nothing_decided(desk)


def test_a_reattribution_waits_for_a_choice(desk):
    desk.sample(STRAIT)
    desk.open("q3")
    desk.page.keyboard.press("a")
    assert desk.page.is_visible("#reattribute-to") and desk.page.input_value("#reattribute-to") == ""
    assert nothing_decided(desk)
    desk.page.select_option("#reattribute-to", "other")
    desk.page.fill("#reattribute-name", "  ")
    assert nothing_decided(desk)
    desk.page.fill("#reattribute-name", "Ruo")
    assert not nothing_decided(desk)
    desk.page.fill("#reattribute-name", "")
    assert nothing_decided(desk) and desk.page.is_visible("#reattribute-name")
    desk.page.keyboard.press("Escape")
    desk.page.keyboard.press("Escape")
    assert nothing_decided(desk)


def test_a_reattribution_is_to_a_name_and_not_to_whoever_has_its_id_later(desk):
    desk.sample(STRAIT)
    decide(desk, "q9", "reattributed")
    desk.page.select_option("#reattribute-to", label="Zdenka Pohl")

    def counted_anew(route):
        body = route.fetch().json()
        names = {each["id"]: each for each in body["speakers"]}
        names["s10"]["name"] = "Somebody New"
        route.fulfill(json=body)

    desk.page.route("**/v1/quotes", counted_anew)
    desk.page.click("#another")
    desk.sample(STRAIT)
    desk.open("q9")
    assert desk.page.input_value("#reattribute-to") == "other"
    assert desk.page.input_value("#reattribute-name") == "Zdenka Pohl"
    made = decisions(desk)["decisions"][0]
    assert (made["speaker"], made["name"]) == (None, "Zdenka Pohl")
