"""What all tests share."""

from __future__ import annotations

import pytest
import structlog
from hypothesis import settings

from service import logs
from service.nlp.loading import BUNDLED
from service.pipeline import Pipeline

# How long an example takes says little on a machine that does other things too.
settings.register_profile("whosaid", deadline=None)
settings.load_profile("whosaid")


@pytest.fixture(autouse=True, scope="session")
def _quiet():
    logs.configure("error")


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """The real thing, with the shipped models."""
    return Pipeline.load(BUNDLED)


@pytest.fixture
def logged(capsys):
    """Logs everything while the test runs; called, it returns what was printed so far."""
    before = structlog.get_config()
    logs.configure("debug")
    yield lambda: "".join(capsys.readouterr())
    structlog.configure(**before)
