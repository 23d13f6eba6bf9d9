"""URIs for what an answer tells about."""

from __future__ import annotations

from service.api.identity import Names
from service.api.requests import QuotesRequest
from service.domain.extraction import ModelInfo
from tests.fakes import INFO


def test_an_article_without_an_address_is_named_by_its_text():
    # RFC 6920's own example.
    assert Names(QuotesRequest("Hello World!"), INFO).article == "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"
    assert Names(QuotesRequest("a", url="https://example.org/a"), INFO).article == "https://example.org/a"


def test_names_are_stable_and_distinct():
    names = Names(QuotesRequest("a"), INFO)
    assert names.of("quote", "q1") == Names(QuotesRequest("a"), INFO).of("quote", "q1")
    other = Names(QuotesRequest("a"), ModelInfo("fake", "2", "4.5.6"))
    found = {
        names.of("quote", "q1"), names.of("quote", "q2"), names.of("speaker", "q1"), names.of("quoteq1"),
        Names(QuotesRequest("b"), INFO).of("quote", "q1"), Names(QuotesRequest("a", id="x"), INFO).of("quote", "q1"),
        other.of("quote", "q1"), names.software, other.software,
    }  # fmt: skip
    assert len(found) == 9 and all(name.startswith("urn:uuid:") for name in found)
    assert Names(QuotesRequest("b"), INFO).software == names.software
