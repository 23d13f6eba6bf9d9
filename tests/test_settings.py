"""Settings from the environment."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from service import machine, settings
from service.domain.errors import SettingError

SOURCE = Path(settings.__file__).read_text(encoding="utf8")
NAMES = sorted(set(re.findall(r'env(?:\.str\(|, )"([A-Z_]+)"', SOURCE)))
README = (settings.REPOSITORY / "README.md").read_text(encoding="utf8")


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
    assert chosen.workers == machine.workers()
    assert (chosen.admission.queue_limit, chosen.admission.deadline, chosen.admission.body_timeout) == (8, 60, 30)
    assert (chosen.access.keys, chosen.access.origins) == ((), ())
    assert (chosen.max_requests, chosen.metrics_dir) == (0, None)


def test_the_readme_has_every_setting():
    table = re.findall(r"^\| `([A-Z_]+)` \|", README, re.MULTILINE)
    assert len(NAMES) > 15
    assert sorted(table) == NAMES


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
        ("MAX_BODY_BYTES", "2 MiB"), ("LOG_LEVEL", "loud"), ("QUEUE_LIMIT", "-1"), ("QUEUE_LIMIT", "many"),
        ("MAX_BATCH", "0"), ("MAX_BATCH_CHARS", "-1"), ("MAX_BATCH_BODY_BYTES", "40M"),
        ("DEADLINE_SECONDS", "0"), ("DEADLINE_SECONDS", "nan"), ("BODY_TIMEOUT", "0"), ("GRACEFUL_TIMEOUT", "soon"),
        ("MAX_REQUESTS", "-1"), ("MAX_REQUESTS_JITTER", "x"), ("API_KEYS", ","), ("API_KEYS", "one,t wo"),
        ("API_KEYS", "ön"), ("API_KEYS_FILE", "/no/such/file"), ("CORS_ORIGINS", "desk.example.org"),
        ("CORS_ORIGINS", "https://a.example/"), ("CORS_ORIGINS", "null"), ("CORS_ORIGINS", ","),
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused_by_name(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingError, match=name):
        settings.load()


def test_threads_outnumber_the_queue(monkeypatch):
    monkeypatch.setenv("QUEUE_LIMIT", "20")
    monkeypatch.setenv("THREADS", "29")
    chosen = settings.load()
    assert chosen.threads - (20 + 1) - chosen.admission.body_limit >= 4
    monkeypatch.setenv("THREADS", "28")
    with pytest.raises(SettingError, match=r"THREADS.*QUEUE_LIMIT.*29"):
        settings.load()


def test_keys_come_from_both_places(monkeypatch, tmp_path):
    file = tmp_path / "keys"
    file.write_text("three\n\n four \n")
    monkeypatch.setenv("API_KEYS", "one, two")
    monkeypatch.setenv("API_KEYS_FILE", str(file))
    assert settings.load().access.keys == ("one", "two", "three", "four")
    assert "three" not in repr(settings.load())


@pytest.mark.parametrize("content", ["", "\n \n"])
def test_a_file_without_keys_does_not_let_everybody_in(monkeypatch, tmp_path, content):
    (tmp_path / "keys").write_text(content)
    monkeypatch.setenv("API_KEYS_FILE", str(tmp_path / "keys"))
    with pytest.raises(SettingError, match="API_KEYS_FILE"):
        settings.load()


def test_a_wrong_key_is_not_quoted(monkeypatch):
    monkeypatch.setenv("API_KEYS", "good,secret word")
    with pytest.raises(SettingError) as error:
        settings.load()
    assert "secret" not in str(error.value) and "good" not in str(error.value)


def test_origins(monkeypatch):
    monkeypatch.setenv("CORS_ORIGINS", "https://a.example, http://localhost:3000")
    assert settings.load().access.origins == ("https://a.example", "http://localhost:3000")


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("127.1.2.3", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False),
     ("10.0.0.1", False), ("desk.example.org", False)],
)  # fmt: skip
def test_whether_others_can_reach_it(monkeypatch, host, local):
    monkeypatch.setenv("HOST", host)
    assert settings.load().local is local
