"""An article on its way, and what can stop it."""

from __future__ import annotations

import json

import pytest

from service.api import problems
from service.api.ports import Access, Admission, Limits
from service.api.problems import Problem
from tests import fakes
from tests.browser.conftest import serving
from tests.browser.extractors import LIMITS, Held, Recorded, text_of

FILE = """([name, type, bytes]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], name, { type }));
  document.querySelector("#text").dispatchEvent(
    new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def refuse(desk, *answers):
    """Answers the next articles with these problems, the later ones as the service does."""
    waiting = list(answers)

    def answer(route):
        if not waiting:
            return route.continue_()
        cause, headers = waiting.pop(0)
        body = json.dumps(Problem(cause, "Detail.").document("id-7"))
        return route.fulfill(status=cause.status, headers=headers, content_type="application/problem+json", body=body)

    desk.expected |= {cause.status for cause, _ in answers}
    desk.page.route("**/v1/quotes", answer)


def trouble(desk):
    desk.page.wait_for_selector("#trouble:not([hidden])")
    return desk.text("#trouble")


def test_typed_and_sent_by_keyboard(desk):
    desk.page.click("#text")
    desk.page.keyboard.insert_text(fakes.ARTICLE)
    desk.page.keyboard.press("Control+Enter")
    desk.wait()
    assert desk.shown() == ["q1", "q2", "q3", "q4", "q5"]


def test_an_article_pasted(desk):
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.page.click("#text")
    desk.evaluate("text => navigator.clipboard.writeText(text)", fakes.ARTICLE)
    desk.page.keyboard.press("Control+v")
    assert desk.evaluate("() => document.querySelector('#text').value") == fakes.ARTICLE
    assert f"{len(fakes.ARTICLE)} of 100,000 characters" in desk.text("#length")


def test_a_file_dropped(desk):
    desk.evaluate(FILE, ["Morning tide.txt", "text/plain", list(fakes.ARTICLE.encode())])
    desk.until("() => document.querySelector('#text').value !== ''")
    desk.page.click("#submit")
    desk.wait()
    assert desk.text("#article-title") == "Morning tide"
    assert desk.shown() == ["q1", "q2", "q3", "q4", "q5"]


@pytest.mark.parametrize(
    ("name", "type_", "content", "told"),
    [
        ("a.txt", "text/plain", "caf\u00e9".encode("latin-1"), "is not in UTF-8"),
        ("a.pdf", "application/pdf", b"%PDF", "is no text file"),
    ],
)
def test_a_file_that_cannot_be_read(desk, name, type_, content, told):
    desk.evaluate(FILE, [name, type_, list(content)])
    desk.until("() => document.querySelector('#error-text').textContent !== ''")
    assert told in desk.text("#error-text")
    assert desk.evaluate("() => document.querySelector('#text').value") == ""


def test_a_file_opened(desk):
    desk.page.set_input_files("#file", {"name": "a.txt", "mimeType": "text/plain", "buffer": "Hello 🌊.".encode()})
    desk.until("() => document.querySelector('#text').value === 'Hello 🌊.'")


def test_nothing_to_send(desk):
    desk.page.click("#submit")
    assert "Paste, drop or choose" in desk.text("#error-text")
    assert not desk.posted


def test_it_says_that_it_works_and_can_be_cancelled(opened):
    held = Held()
    with serving(held, LIMITS) as address:
        desk = opened(address)
        desk.fill(fakes.ARTICLE)
        desk.page.click("#submit")
        desk.page.wait_for_selector("#working:not([hidden])")
        assert "Reading the article" in desk.text("#work")
        assert "Reading the article" in desk.page.text_content("#status")
        assert desk.evaluate("() => document.activeElement.id") == "cancel"
        desk.page.keyboard.press("Enter")
        desk.page.wait_for_selector("#working", state="hidden")
        assert "Cancelled" in desk.page.text_content("#status")
        assert desk.evaluate("() => document.querySelector('#text').value") == fakes.ARTICLE
        assert desk.page.is_hidden("#results") and desk.page.is_hidden("#trouble")
        held.released.set()
        desk.page.click("#submit")
        desk.wait()


def test_too_long(opened):
    with serving(Recorded(), Limits(max_text_chars=100, max_body_bytes=2**21)) as address:
        desk = opened(address)
        desk.expected = {413}
        desk.fill("🌊" * 101)
        assert desk.text("#length") == "101 of 100 characters: too long"
        desk.page.click("#submit")
        told = trouble(desk)
        assert "too long" in told and "up to 100" in told and "in parts" in told


def test_fields_that_are_wrong_are_told_beside_them(desk):
    desk.expected = {422}
    desk.fill(fakes.ARTICLE, url="ftp://x.example/a", published="yesterday")
    desk.page.click("#submit")
    assert "not right" in trouble(desk)
    assert desk.text("#error-url") and desk.text("#error-published") and not desk.text("#error-title")
    assert desk.page.get_attribute("#about-url", "aria-invalid") == "true"


def test_half_a_character_is_refused_in_words(desk):
    desk.expected = {422}
    desk.evaluate("() => { document.querySelector('#text').value = 'a \\ud83d b'; }")
    desk.page.click("#submit")
    trouble(desk)
    assert "surrogate" in desk.text("#error-text")


def test_a_key_is_asked_for_and_kept_in_memory_only(opened):
    with serving(Recorded(), LIMITS, allowed=Access(keys=("right-key",))) as address:
        desk = opened(address)
        desk.expected = {401}
        desk.fill(fakes.ARTICLE)
        desk.page.click("#submit")
        desk.page.wait_for_selector("#key-dialog[open]")
        assert desk.text("#key-title") == "The service wants a key"
        assert "memory only" in desk.text("#key-dialog")
        desk.page.keyboard.type("wrong-key")
        desk.page.keyboard.press("Enter")
        desk.until("() => document.querySelector('#key-title').textContent === 'The key was not accepted'")
        desk.page.wait_for_selector("#key-dialog[open]")
        desk.page.fill("#key", "right-key")
        desk.page.keyboard.press("Enter")
        desk.wait()
        # Exports want it too.
        assert b"q5" in desk.downloaded("[data-format=csv]")
        kept = desk.evaluate("() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])")
        assert "right-key" not in kept + desk.evaluate("() => document.documentElement.outerHTML")
        assert desk.evaluate("() => [...document.querySelectorAll('input')].every(each => each.value !== 'right-key')")
        desk.page.reload()
        desk.fill(fakes.ARTICLE)
        desk.page.click("#submit")
        desk.page.wait_for_selector("#key-dialog[open]")


def test_a_busy_service_is_asked_again_when_it_says(desk):
    refuse(desk, (problems.QUEUE_FULL, {"Retry-After": "2"}))
    desk.fill(fakes.ARTICLE)
    desk.page.click("#submit")
    desk.page.wait_for_selector("#work:has-text('busy')")
    assert "by itself in 2 s" in desk.text("#work")
    desk.wait()
    first, second = desk.posted_at
    assert second - first >= 1.9


def test_waiting_for_a_busy_service_can_be_cancelled(desk):
    refuse(desk, (problems.QUEUE_FULL, {"Retry-After": "60"}))
    desk.fill(fakes.ARTICLE)
    desk.page.click("#submit")
    desk.page.wait_for_selector("#work:has-text('busy')")
    desk.page.click("#cancel")
    desk.page.wait_for_selector("#working", state="hidden")
    assert len(desk.posted) == 1


def test_after_some_tries_it_is_left_to_the_reader(desk):
    refuse(desk, *[(problems.QUEUE_FULL, {"Retry-After": "1"})] * 4)
    desk.fill(fakes.ARTICLE)
    desk.page.click("#submit")
    assert "busy" in trouble(desk) and "id-7" in desk.text("#trouble")
    assert "by itself" not in desk.text("#trouble")
    assert len(desk.posted) == 4


@pytest.mark.parametrize(
    ("cause", "told"),
    [
        (problems.EXTRACTION_FAILED, "failed on this article"),
        (problems.DEADLINE_EXCEEDED, "took too long"),
        (problems.NOT_ACCEPTABLE, "refused the article"),
    ],
    ids=lambda value: getattr(value, "slug", ""),
)
def test_other_refusals_are_told_in_plain_words(desk, cause, told):
    refuse(desk, (cause, {}))
    desk.fill(fakes.ARTICLE)
    desk.page.click("#submit")
    assert told in trouble(desk)
    assert desk.evaluate("() => document.querySelector('#text').value") == fakes.ARTICLE
    # What was wrong is gone with the next try.
    desk.page.click("#submit")
    desk.wait()
    assert desk.page.is_hidden("#trouble")


def test_a_deadline_for_real(opened):
    with serving(Held(), LIMITS, Admission(deadline=0.1)) as address:
        desk = opened(address)
        desk.expected = {504}
        desk.fill(fakes.ARTICLE)
        desk.page.click("#submit")
        assert "took too long" in trouble(desk)


def test_a_service_that_cannot_be_reached(desk):
    desk.page.route("**/v1/quotes", lambda route: route.abort())
    desk.fill(fakes.ARTICLE)
    desk.page.click("#submit")
    assert "cannot be reached" in trouble(desk) and "Nothing you typed is lost" in desk.text("#trouble")
    desk.complaints.clear()


def test_another_article_and_back(desk):
    desk.sample("07-strait-talks")
    desk.page.click("#another")
    assert desk.evaluate("() => document.querySelector('#text').value") == text_of("07-strait-talks")
    desk.page.click("#back")
    assert desk.page.is_visible("#results") and len(desk.shown()) == 16


def about(desk, name):
    return desk.page.input_value(f"#about-{name}")


def test_a_samples_title_goes_with_its_text_and_what_is_typed_stays(desk):
    desk.fill("", url="https://news.example.org/a")
    desk.page.select_option("#sample", "07-strait-talks")
    desk.until("() => document.querySelector('#about-title').value !== ''")
    assert about(desk, "url") == "https://news.example.org/a"
    desk.fill(text_of("07-strait-talks") + " More.")
    assert about(desk, "title") != ""
    desk.fill(fakes.ARTICLE)
    assert about(desk, "title") == ""
    desk.fill(fakes.ARTICLE, title="My own")
    desk.page.select_option("#sample", "11-river-flood")
    desk.until("() => document.querySelector('#text').value.length > 1000")
    assert about(desk, "title") == "My own"
    assert desk.page.get_attribute(".about-article", "open") is not None


def test_nothing_is_sent_while_a_sample_is_on_its_way(desk):
    held = []
    desk.fill(fakes.ARTICLE)
    desk.page.route("**/samples/07*", lambda route: held.append(route))
    desk.page.select_option("#sample", "07-strait-talks")
    desk.page.wait_for_selector("#submit:disabled")
    desk.page.focus("#text")
    desk.page.keyboard.press("Control+Enter")
    assert desk.page.get_attribute("body", "data-stage") == "compose"
    held[0].continue_()
    desk.page.wait_for_selector("#submit:enabled")
    assert about(desk, "title") and not desk.posted


def test_nothing_is_dropped_on_an_article_on_its_way(desk):
    desk.page.route("**/v1/quotes", lambda route: None)
    desk.fill(fakes.ARTICLE)
    desk.page.click("#submit")
    desk.page.wait_for_selector("#working:not([hidden])")
    desk.evaluate(FILE, ["Other.txt", "text/plain", list(b"Other words")])
    desk.page.wait_for_timeout(200)
    assert desk.page.input_value("#text") == fakes.ARTICLE


def test_a_wait_is_announced_once_and_promised_only_while_it_lasts(desk):
    refuse(desk, (problems.QUEUE_FULL, {"Retry-After": "3"}))
    desk.evaluate("""() => {
      window.heard = [];
      new MutationObserver(() => window.heard.push(document.querySelector("#status").textContent))
        .observe(document.querySelector("#status"), { childList: true, subtree: true, characterData: true });
    }""")
    desk.fill(fakes.ARTICLE)
    desk.page.click("#submit")
    desk.wait()
    heard = desk.evaluate("() => window.heard")
    assert [each for each in heard if "tries again by itself" in each] == [
        "The service is busy. The page tries again by itself in 3 s."
    ]


@pytest.mark.parametrize("body", ["null", '"no"', "7", "<html>"])
def test_a_refusal_that_is_no_problem_document(desk, body):
    desk.expected = {502}
    desk.page.route("**/v1/quotes", lambda route: route.fulfill(status=502, body=body, content_type="application/json"))
    desk.fill(fakes.ARTICLE)
    desk.page.click("#submit")
    assert "refused the article" in trouble(desk) and "502" in desk.text("#trouble")


def test_a_key_that_cannot_be_sent_is_asked_for_again(opened):
    with serving(Recorded(), LIMITS, allowed=Access(keys=("right-key",))) as address:
        desk = opened(address)
        desk.expected = {401}
        desk.fill(fakes.ARTICLE)
        desk.page.click("#submit")
        for key in ("schlüssel", "two words", "🔑"):
            desk.page.wait_for_selector("#key-dialog[open]")
            desk.page.fill("#key", key)
            desk.page.keyboard.press("Enter")
            desk.until("() => document.querySelector('#key-title').textContent.includes('signs that no key has')")
        desk.page.wait_for_selector("#key-dialog[open]")
        assert len(desk.posted) == 1
        desk.page.fill("#key", "half-typed")
        desk.page.keyboard.press("Escape")
        # The browser tells the page of the closed dialog a moment later.
        desk.until("() => document.querySelector('#key').value === ''")
        assert desk.page.input_value("#key") == ""
