"""Entities as spans of tags."""

from __future__ import annotations

import pytest

from models.training.ner_data import spans


@pytest.mark.parametrize("tags, found", [
    ("", []),
    ("O B-LOC O", [(1, 2, "LOC")]),
    ("B-LOC I-LOC B-LOC", [(0, 2, "LOC"), (2, 3, "LOC")]),
    ("B-LOC I-ORG I-ORG", [(0, 1, "LOC"), (1, 3, "ORG")]),
    ("I-ORG O I-ORG", [(0, 1, "ORG"), (2, 3, "ORG")]),
    ("B-ORG E-ORG S-ORG", [(0, 2, "ORG"), (2, 3, "ORG")]),
])
def test_spans_of_bio_and_bioes_tags(tags, found):
    assert spans(tags.split()) == found
