"""Model files compared with their list."""

from __future__ import annotations

import hashlib
import json

import pytest

from service.domain.errors import ModelError
from service.nlp.checksums import verify


@pytest.fixture
def models(tmp_path):
    file = tmp_path / "en" / "pos" / "a.pt"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"weights")
    row = {"bytes": 7, "sha256": hashlib.sha256(b"weights").hexdigest()}
    (tmp_path / "checksums.json").write_text(json.dumps({"en/pos/a.pt": row}))
    return tmp_path


def test_what_was_shipped(models):
    verify(models)


def test_only_what_is_read_is_looked_at(models):
    (models / "en" / "pos" / "a.pt").unlink()
    verify(models, {"lemma"})
    with pytest.raises(ModelError):
        verify(models, {"pos"})


def test_a_folder_of_other_models(tmp_path):
    verify(tmp_path)


@pytest.mark.parametrize("content", [b"weight", b"weighty", b"weights and more", b"", None])
def test_a_file_that_is_damaged_or_missing_is_named(models, content):
    file = models / "en" / "pos" / "a.pt"
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    with pytest.raises(ModelError, match=r"en/pos/a\.pt"):
        verify(models)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": 1}', '{"a": {}}', "\x00"])
def test_a_list_that_cannot_be_read_is_named(models, text):
    (models / "checksums.json").write_text(text)
    with pytest.raises(ModelError, match=r"checksums\.json"):
        verify(models)
