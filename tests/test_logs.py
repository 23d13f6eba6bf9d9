"""The form of the log."""

from __future__ import annotations

import json
import logging
from logging.config import dictConfig

import pytest
import structlog

from service import logs


def lines(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def test_events_of_ours_and_of_libraries_have_one_form(logged):
    structlog.get_logger("a").info("ours", number=1)
    logging.getLogger("library").info("%s are %s", "they", "theirs")
    ours, theirs = lines(logged())
    assert ours.keys() - {"number"} == theirs.keys() - {"logger"} == {"event", "level", "timestamp"}
    assert (ours["event"], theirs["event"], theirs["logger"]) == ("ours", "they are theirs", "library")


def test_an_exception_comes_without_what_it_says(logged):
    secret = "hush"
    try:
        raise ValueError(secret)
    except ValueError:
        logging.getLogger("gunicorn.error").exception("Error handling request %s", f"/{secret}")
    output = logged()
    assert "ValueError" in output and "test_logs.py" in output
    assert "hush" not in output
    assert len(lines(output)) == 1


@pytest.fixture(autouse=True)
def _no_request():
    structlog.contextvars.clear_contextvars()


@pytest.mark.parametrize("level", ["warning", "error"])
def test_a_level_holds_for_all(capsys, level):
    before = structlog.get_config()
    logs.configure(level)
    structlog.get_logger("a").info("ours")
    logging.getLogger("library").info("theirs")
    logging.getLogger("library").error("wrong")
    structlog.configure(**before)
    assert [line["event"] for line in lines(capsys.readouterr().err)] == ["wrong"]


@pytest.mark.parametrize("level", ["debug", "info"])
def test_gunicorns_own_events(capsys, level):
    root, own = logging.getLogger(), logging.getLogger("gunicorn.error")
    before = root.handlers[:], root.level, own.handlers[:], own.propagate
    try:
        dictConfig(logs.gunicorn(level))
        own.debug("GET /hush")  # as it does with every request
        own.info("Booting worker with pid: %s", 7)
        assert [line["event"] for line in lines(capsys.readouterr().err)] == ["Booting worker with pid: 7"]
    finally:
        root.handlers, own.handlers, own.propagate = before[0], before[2], before[3]
        root.setLevel(before[1])
