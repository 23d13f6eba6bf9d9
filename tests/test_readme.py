"""The README's example, asked for real."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from service.api.app import create_app
from service.api.ports import Limits

README = (Path(__file__).resolve().parents[1] / "README.md").read_text(encoding="utf8")


def fenced(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", README, re.DOTALL)


@pytest.mark.models
def test_the_answer_shown_is_the_answer_given(pipeline):
    request = re.search(r"-d '(\{.*?\})'", "".join(fenced("sh")), re.DOTALL)
    assert request
    answer = create_app(pipeline, Limits(100_000, 2**21)).test_client().post("/v1/quotes", json=json.loads(request[1]))
    assert answer.status_code == 200
    assert answer.get_json() == json.loads(fenced("json")[0])


def test_the_problem_shown_is_the_problem_given(pipeline):
    answer = create_app(pipeline, Limits(100_000, 2**21)).test_client().post("/v1/quotes", json={"txt": "…"})
    shown = json.loads(fenced("json")[1])
    given = answer.get_json()
    assert given.pop("request_id")
    shown.pop("request_id")
    assert given == shown


def test_the_pictures_shown_are_there_and_small():
    shown = re.findall(r"!\[[^\]]+\]\((docs/page-(\d+)-(?:light|dark)\.png)\)", README)
    assert len(shown) == len({*shown}) == 6
    for path, width in shown:
        picture = (Path(__file__).resolve().parents[1] / path).read_bytes()
        assert int.from_bytes(picture[16:20]) == int(width)
        assert len(picture) < 200_000
