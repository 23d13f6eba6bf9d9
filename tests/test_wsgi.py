"""What the application server starts."""

from __future__ import annotations

import gc
import importlib
import os
import runpy
import signal
import sys
from types import ModuleType, SimpleNamespace

import pytest
import structlog

from service import settings
from service.api import metrics_folder
from service.domain.errors import ModelError
from tests.fakes import FakeExtractor


class FakePipeline(FakeExtractor):
    """Stands for service.pipeline.Pipeline, which would need models."""

    @classmethod
    def load(cls, models):
        if not models.is_dir():
            raise ModelError(f"{models} is missing")
        return cls()

    def warm_up(self):
        self.extract("Warm.")

    def rehearse(self):
        self.extract("Rehearsed.")


@pytest.fixture
def wsgi(monkeypatch):
    pipeline = ModuleType("service.pipeline")
    pipeline.Pipeline = FakePipeline
    monkeypatch.setitem(sys.modules, "service.pipeline", pipeline)
    monkeypatch.delitem(sys.modules, "service.wsgi", raising=False)
    yield importlib.import_module("service.wsgi")
    sys.modules.pop("service.wsgi", None)


def test_build_and_warm_up(wsgi, monkeypatch, tmp_path):
    monkeypatch.setenv("WHOSAID_MODELS", str(tmp_path))
    monkeypatch.setenv("LOG_LEVEL", "error")
    app = wsgi.build()
    assert app.test_client().post("/v1/quotes", json={"text": "Hello."}).status_code == 200
    wsgi.warm_up(app)
    assert app.extensions[wsgi.PIPELINE].texts == ["Hello.", "Warm."]


@pytest.mark.parametrize(("name", "value"), [("PORT", "none"), ("WHOSAID_MODELS", "/no/such/folder")])
def test_a_start_that_cannot_be_says_why(wsgi, monkeypatch, name, value):
    monkeypatch.setenv("LOG_LEVEL", "error")
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit, match=f"^whosaid: .*({name}|{value})"):
        wsgi.build()


@pytest.fixture
def _environment():
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.mark.usefixtures("_environment")
def test_gunicorns_settings(wsgi, monkeypatch, tmp_path):
    monkeypatch.setenv("WHOSAID_MODELS", str(tmp_path))
    monkeypatch.setenv("LOG_LEVEL", "error")
    monkeypatch.setenv("PORT", "8001")
    folder = tmp_path / "metrics"
    monkeypatch.setenv("METRICS_DIR", str(folder))
    chosen = runpy.run_path(str(settings.REPOSITORY / "gunicorn.conf.py"))
    assert (chosen["bind"], chosen["preload_app"], chosen["worker_class"]) == (
        "127.0.0.1:8001",
        True,
        "service.worker.PatientWorker",
    )
    assert os.environ["OMP_NUM_THREADS"]
    app = wsgi.build()
    before = signal.getsignal(signal.SIGTERM)
    try:
        chosen["post_worker_init"](SimpleNamespace(wsgi=app, pid=os.getpid()))
    finally:
        signal.signal(signal.SIGTERM, before)
    assert app.extensions[wsgi.PIPELINE].texts == ["Warm."]
    assert list(folder.glob("*.db"))
    chosen["child_exit"](None, SimpleNamespace(pid=os.getpid()))
    assert not list(folder.glob("gauge_livesum*"))
    # A folder that cannot be written to any more costs no more than that: raised, it would end the master.
    monkeypatch.setattr(metrics_folder, "bury", lambda *_: (_ for _ in ()).throw(OSError(30, "read-only")))
    chosen["child_exit"](None, SimpleNamespace(pid=os.getpid()))


@pytest.mark.usefixtures("_environment")
@pytest.mark.parametrize(("threads", "read"), [("1", ["Rehearsed."]), ("2", [])])
def test_what_is_forked_has_rehearsed_where_it_has_one_thread(wsgi, monkeypatch, tmp_path, threads, read):
    monkeypatch.setenv("WHOSAID_MODELS", str(tmp_path))
    monkeypatch.setenv("LOG_LEVEL", "error")
    monkeypatch.setenv("OMP_NUM_THREADS", threads)
    monkeypatch.setenv("METRICS_DIR", str(tmp_path / "metrics"))
    chosen = runpy.run_path(str(settings.REPOSITORY / "gunicorn.conf.py"))
    app = wsgi.build()
    chosen["when_ready"](SimpleNamespace(app=SimpleNamespace(wsgi=lambda: app)))
    gc.unfreeze()
    assert app.extensions[wsgi.PIPELINE].texts == read


@pytest.fixture
def app(wsgi, monkeypatch, tmp_path):
    monkeypatch.setenv("WHOSAID_MODELS", str(tmp_path))
    monkeypatch.setenv("LOG_LEVEL", "warning")
    return wsgi.build()


@pytest.fixture
def _sigterm():
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.mark.usefixtures("_sigterm")
def test_sigterm_refuses_articles_and_then_does_what_it_did(wsgi, app):
    seen = []
    signal.signal(signal.SIGTERM, lambda *_: seen.append(app.test_client().get("/readyz").status_code))
    wsgi.refuse_on_sigterm(app)
    assert app.test_client().get("/readyz").status_code == 200
    os.kill(os.getpid(), signal.SIGTERM)
    assert seen == [503]
    assert app.test_client().post("/v1/quotes", json={"text": "Hello."}).status_code == 503


@pytest.mark.usefixtures("_sigterm")
@pytest.mark.parametrize("there", [True, False])
def test_a_worker_without_room_for_metrics_begins_all_the_same(wsgi, app, tmp_path, there):
    wsgi.begin(app, tmp_path / "no" / "such" / "folder" if there else None, os.getpid())
    client = app.test_client()
    assert client.post("/v1/quotes", json={"text": "Hello."}).status_code == 200
    assert client.get("/metrics").status_code == 503


@pytest.mark.parametrize(
    ("host", "key", "warned"),
    [("127.0.0.1", "", False), ("0.0.0.0", "", True), ("0.0.0.0", "secret", False), ("localhost", "", False)],
)
def test_an_open_door_is_warned_of(wsgi, monkeypatch, tmp_path, capsys, host, key, warned):
    before = structlog.get_config()
    monkeypatch.setenv("WHOSAID_MODELS", str(tmp_path))
    monkeypatch.setenv("LOG_LEVEL", "warning")
    monkeypatch.setenv("HOST", host)
    monkeypatch.setenv("API_KEYS", key)
    wsgi.build()
    structlog.configure(**before)
    output = capsys.readouterr().err
    assert ("API_KEYS is not set" in output) is warned
    assert "secret" not in output
