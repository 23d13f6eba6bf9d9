"""A client generated from the OpenAPI document, asked for real."""

from __future__ import annotations

import importlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from service.api.app import create_app
from tests.fakes import ARTICLE, LIMITS, FakeExtractor

TOOL = shutil.which("openapi-python-client", path=str(Path(sys.executable).parent)) or ""
pytestmark = pytest.mark.skipif(not TOOL, reason="openapi-python-client is not installed beside this Python")


@pytest.fixture(scope="module")
def app():
    return create_app(FakeExtractor(), LIMITS)


@pytest.fixture(scope="module")
def generated(app, tmp_path_factory):
    """The package of the client."""
    folder = tmp_path_factory.mktemp("client")
    (folder / "openapi.json").write_bytes(app.test_client().get("/openapi.json").data)
    # What the tool would run over the files changes nothing but their looks.
    (folder / "config.json").write_text(json.dumps({"post_hooks": []}), encoding="utf8")
    command = [TOOL, "generate", "--path", "openapi.json", "--config", "config.json", "--meta", "none"]
    done = subprocess.run(
        [*command, "--output-path", "whosaid_client", "--fail-on-warning"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    output = done.stdout + done.stderr
    assert done.returncode == 0 and "warning" not in output.lower(), output
    sys.path.insert(0, str(folder))
    yield importlib.import_module("whosaid_client")
    sys.path.remove(str(folder))


@pytest.fixture
def client(app, generated):
    import httpx

    return generated.Client(base_url="http://whosaid", httpx_args={"transport": httpx.WSGITransport(app=app)})


def test_an_article(client, generated):
    from whosaid_client.api.quotes import extract_quotes
    from whosaid_client.models import QuotesRequest, QuotesRequestOffsets

    answer = extract_quotes.sync(client=client, body=QuotesRequest(ARTICLE, offsets=QuotesRequestOffsets.UTF16))
    assert [quote.id for quote in answer.quotes] == ["q1", "q2", "q3", "q4", "q5"]
    assert answer.quotes[2].cue.class_.value == "denial"
    assert answer.quotes[3].speaker is None and answer.quotes[4].cue is None
    assert answer.speakers[0].kind.value == "group"


def test_a_problem(client, generated):
    from whosaid_client.api.quotes import extract_quotes
    from whosaid_client.models import Problem, QuotesRequest

    problem = extract_quotes.sync(client=client, body=QuotesRequest(""))
    assert isinstance(problem, Problem)
    assert (problem.status, problem.errors[0].pointer) == (422, "/text")


def test_a_batch(client, generated):
    from whosaid_client.api.batch import extract_quotes_batch
    from whosaid_client.models import BatchAnswer, BatchFailure, BatchRequest, QuotesRequest

    body = BatchRequest([QuotesRequest(ARTICLE), QuotesRequest("")])
    good, bad = extract_quotes_batch.sync(client=client, body=body).results
    assert isinstance(good, BatchAnswer) and isinstance(bad, BatchFailure)
    assert (good.index, bad.index, bad.error.status) == (0, 1, 422)


def test_information(client, generated):
    from whosaid_client.api.info import get_info

    assert get_info.sync(client=client).limits.max_batch == LIMITS.max_batch
