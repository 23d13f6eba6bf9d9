"""Settings from the environment."""

from __future__ import annotations

import pytest

from service import settings
from service.domain.errors import SettingError

NAMES = (
    "HOST", "PORT", "WORKERS", "THREADS", "WHOSAID_MODELS", "MAX_TEXT_CHARS", "MAX_BODY_BYTES", "LOG_LEVEL",
    "MAX_BATCH", "MAX_BATCH_CHARS", "MAX_BATCH_BODY_BYTES",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _bare(monkeypatch):
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_defaults():
    chosen = settings.load()
    assert chosen.bind == "127.0.0.1:8000"
    assert chosen.models == settings.REPOSITORY / "models"
    assert (chosen.limits.max_text_chars, chosen.limits.max_body_bytes) == (100_000, 2 * 1024 * 1024)
    assert (chosen.limits.max_batch, chosen.limits.max_batch_chars) == (32, 400_000)
    assert chosen.limits.max_batch_body_bytes == 40 * 1024 * 1024


def test_chosen(monkeypatch, tmp_path):
    for name, value in {"HOST": "::1", "PORT": "80", "WHOSAID_MODELS": str(tmp_path), "MAX_TEXT_CHARS": "5"}.items():
        monkeypatch.setenv(name, value)
    chosen = settings.load()
    assert (chosen.bind, chosen.models, chosen.limits.max_text_chars) == ("[::1]:80", tmp_path, 5)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HOST", ""), ("PORT", "http"), ("PORT", "0"), ("PORT", "65536"), ("PORT", ""), ("WORKERS", "0"),
        ("WORKERS", "1.5"), ("THREADS", "-1"), ("WHOSAID_MODELS", ""), ("MAX_TEXT_CHARS", "many"),
        ("MAX_BODY_BYTES", "2 MiB"), ("LOG_LEVEL", "loud"), ("MAX_BATCH", "0"),
        ("MAX_BATCH_CHARS", "-1"), ("MAX_BATCH_BODY_BYTES", "40M"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused_by_name(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingError, match=name):
        settings.load()
