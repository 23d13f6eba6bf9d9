"""What is shown, as a file: the service's own answers."""

from __future__ import annotations

import csv
import io
import json

import pytest
import requests

from tests import fakes
from tests.browser import articles
from tests.browser.extractors import ANSWERS, text_of
from tests.browser.test_reading import STRAIT

ACCEPT = {
    "json": "application/json",
    "csv": "text/csv",
    "annotations": "application/ld+json",
    "claims": 'application/ld+json; profile="https://schema.org/ClaimReview"',
}
ABOUT = {"title": "Strait, opened", "url": "https://news.example.org/strait", "published": "2026-11-23", "id": "a-7"}


@pytest.fixture
def asked(origin):
    """What the service answers without the page."""

    def ask(form, **fields):
        answer = requests.post(f"{origin}/v1/quotes", json=fields, headers={"Accept": ACCEPT[form]}, timeout=30)
        assert answer.ok
        return answer.content

    return ask


@pytest.fixture
def strait(desk):
    desk.read(text_of(STRAIT), **ABOUT)
    desk.page.click("#filters-panel summary")
    return desk


@pytest.mark.parametrize("form", ACCEPT)
def test_all_that_is_shown_is_the_answer_byte_for_byte(strait, asked, form):
    assert strait.downloaded(f"[data-format={form}]") == asked(form, text=text_of(STRAIT), **ABOUT)


@pytest.mark.parametrize("unit", ["codepoint", "utf16", "utf8"])
@pytest.mark.parametrize("form", ["json", "csv"])
def test_offsets_in_the_unit_wanted(desk, asked, form, unit):
    desk.read(fakes.ARTICLE)
    desk.page.eval_on_selector("#export", "menu => { menu.open = true }")
    desk.page.select_option("#export-offsets", unit)
    assert desk.downloaded(f"[data-format={form}]") == asked(form, text=fakes.ARTICLE, offsets=unit)


@pytest.mark.parametrize("form", ACCEPT)
@pytest.mark.parametrize("article", ["strait", "chain"])
def test_with_filters_it_is_what_the_service_answers_with_the_same_filters(desk, asked, form, article):
    text, types = {
        "strait": (text_of(STRAIT), ["direct", "mixed"]),
        # Of a chain only the end stays.
        "chain": (articles.overlapping()[0], ["direct"]),
    }[article]
    desk.read(text, **ABOUT)
    desk.page.click("#filters-panel summary")
    for kind in {"direct", "indirect", "mixed"} - {*types}:
        desk.page.uncheck(f"[name=type][value={kind}]")
    saved, given = desk.downloaded(f"[data-format={form}]"), asked(form, text=text, types=types, **ABOUT)
    if form == "csv":
        assert saved == given
        return
    ours, theirs = json.loads(saved), json.loads(given)
    if form == "annotations":
        # The service names a collection for its filters; the page's is a part of the whole one and has none.
        del theirs["id"], theirs["first"]["id"], theirs["first"]["partOf"]
    assert ours == theirs


def test_with_filters_of_the_page_alone_the_rows_are_the_services(strait, asked):
    strait.page.fill("#search", "the")
    strait.page.fill("#confidence", "0.7")
    shown = strait.shown()
    assert 0 < len(shown) < 16
    lines = asked("csv", text=text_of(STRAIT), **ABOUT).splitlines(keepends=True)
    expected = [lines[0], *(line for line in lines[1:] if line.split(b",")[1].decode() in shown)]
    assert strait.downloaded("[data-format=csv]") == b"".join(expected)
    kept = json.loads(strait.downloaded("[data-format=claims]"))["@graph"]
    whole = json.loads(asked("claims", text=text_of(STRAIT), **ABOUT))["@graph"]
    assert kept == [review for review in whole if review["itemReviewed"]["identifier"] in shown]


def test_cells_with_commas_marks_and_line_ends_are_kept_whole(desk, asked):
    text = '=1+1, said "Ada",\n"and, more" she said.\nThen "no", he said,\nthe end'
    desk.read(text)
    desk.page.fill("#search", "ada")
    rows = list(csv.reader(io.StringIO(desk.downloaded("[data-format=csv]").decode(), newline="")))
    whole = list(csv.reader(io.StringIO(asked("csv", text=text).decode(), newline="")))
    assert rows == [whole[0], *(row for row in whole[1:] if row[1] in desk.shown())]
    assert 1 < len(rows) < len(whole)


def test_files_are_named_for_the_article(strait):
    with strait.page.expect_download() as saved:
        strait.page.eval_on_selector("[data-format=csv]", "button => button.click()")
    assert saved.value.suggested_filename == "strait-opened.csv"


def test_an_export_that_fails_is_told(strait):
    strait.expected = {429}
    strait.page.route("**/v1/quotes", lambda route: route.fulfill(status=429, json={}, headers={"Retry-After": "3"}))
    strait.page.keyboard.press("Escape")
    strait.page.click("#export summary")
    strait.page.click("[data-format=csv]")
    strait.until("() => document.querySelector('#export-note').textContent.includes('busy')")


def other_words(body):
    body["quotes"][3]["content"]["text"] = "other words"


def other_model(body):
    body["model"]["version"] = "2027.01"


def one_more(body):
    body["quotes"].append({**body["quotes"][-1], "id": "q17"})


@pytest.mark.parametrize("change", [other_words, other_model, one_more])
def test_another_reading_is_not_exported_as_the_one_shown(strait, change):
    def changed(route):
        body = route.fetch().json()
        change(body)
        route.fulfill(json=body)

    strait.page.route("**/v1/quotes", changed)
    strait.evaluate("() => { URL.createObjectURL = () => { window.saved = true; return '' } }")
    strait.page.click("#export summary")
    strait.page.click("[data-format=json]")
    strait.until("() => document.querySelector('#export-note').textContent.includes('differently now; send it again')")
    assert not strait.evaluate("() => window.saved")


@pytest.mark.parametrize("form", ["csv", "annotations", "claims"])
def test_other_words_are_found_in_every_form(strait, form):
    quote = json.loads((ANSWERS / f"{STRAIT}.json").read_text(encoding="utf8"))["quotes"][6]["content"]["text"]

    def changed(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace(quote, "other words"))

    strait.page.route("**/v1/quotes", changed)
    strait.page.click("#export summary")
    strait.page.click(f"[data-format={form}]")
    strait.until("() => document.querySelector('#export-note').textContent.includes('differently now; send it again')")
