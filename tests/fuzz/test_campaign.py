"""A short campaign without models; ``make fuzz`` runs the long one with them."""

from __future__ import annotations

from dataclasses import replace

import jsonschema
import pytest

from service.api.app import create_app
from service.domain.extraction import Extraction
from service.domain.spans import Span
from tests.fakes import LIMITS, BrokenExtractor, FakeExtractor
from tests.fuzz.campaign import Campaign
from tests.fuzz.services import InProcess


def campaign(extractor, cases):
    return list(Campaign(InProcess(create_app(extractor, LIMITS)), cases, start=1, shrink=False).run())


def test_every_answer_is_as_it_must_be():
    outcomes = campaign(FakeExtractor(), 300)
    assert sum(outcome.statuses.total() for outcome in outcomes) >= 300
    assert {status for outcome in outcomes for status in outcome.statuses} >= {200, 400, 404, 406, 422}


class Crooked(FakeExtractor):
    """Its spans lie one code point beside their words."""

    def extract(self, text):
        extraction = super().extract(text)
        quotes = [replace(quote, content=tuple(map(self.shifted, quote.content))) for quote in extraction.quotes]
        return Extraction(tuple(quotes), extraction.speakers, extraction.notices)

    @staticmethod
    def shifted(span):
        return Span(span.start + 1, span.end + 1, span.text)


@pytest.mark.parametrize("extractor", [Crooked(), BrokenExtractor()])
def test_a_fault_is_found(extractor):
    with pytest.raises((AssertionError, IndexError, UnicodeDecodeError, jsonschema.ValidationError, ExceptionGroup)):
        campaign(extractor, 20)
