"""A real browser, without a window, on the real application with extractors that know their answers."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from werkzeug.serving import WSGIRequestHandler, make_server

from service.api.app import create_app
from tests.browser import articles, extractors
from tests.browser.desk import Desk

CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)

USUAL = {"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce", "accept_downloads": True}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser.  Skips every test that wants it where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="the page's tests need requirements-dev.txt")
    if not CHROMIUM:
        pytest.skip("the page's tests need Chromium: apt-get install chromium, or its path in CHROMIUM")
    with playwright.sync_playwright() as driver:
        # Containers and CI run as root, where Chromium has no sandbox; it only visits this machine.
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Handler(WSGIRequestHandler):
    """Keeps connections open, as the real server does: the page is some thirty files."""

    protocol_version = "HTTP/1.1"

    def log(self, *_: Any) -> None:
        """Nothing."""


@contextmanager
def serving(*arguments: Any, **options: Any) -> Iterator[str]:
    """The address of a server of the application made with these arguments."""
    server = make_server("127.0.0.1", 0, create_app(*arguments, **options), threaded=True, request_handler=Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def extractor() -> extractors.Recorded:
    known = extractors.Recorded()
    for text, extraction in (articles.overlapping(), articles.hostile(), articles.long()):
        known.added[text] = extraction
    return known


@pytest.fixture(scope="session")
def origin(extractor: extractors.Recorded) -> Iterator[str]:
    """The address of a service that knows all articles of these tests."""
    with serving(extractor, extractors.LIMITS) as address:
        yield address


@pytest.fixture
def opened(chromium: Any) -> Iterator[Callable[..., Desk]]:
    """Opens the page of a service in a browser's profile of its own.

    Whatever a test does there, it may break no rule that holds always.
    """
    desks: list[Desk] = []

    def open_page(address: str, **options: Any) -> Desk:
        desks.append(Desk(chromium.new_context(**{**USUAL, **options}).new_page(), address))
        return desks[-1]

    yield open_page
    for desk in desks:
        desk.finish()
        desk.context.close()


@pytest.fixture(scope="session")
def tab(chromium: Any) -> Any:
    """A tab that tests use one after the other: a new one would fetch and compile everything again."""
    return chromium.new_context(**USUAL).new_page()


@pytest.fixture
def desk(tab: Any, origin: str) -> Iterator[Desk]:
    """The page, just opened."""
    desk = Desk(tab, origin)
    yield desk
    desk.finish()
