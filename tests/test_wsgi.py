"""What the application server starts."""

from __future__ import annotations

import importlib
import os
import runpy
import signal
import sys
from types import ModuleType, SimpleNamespace

import pytest

from service import settings
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
