"""The page's files and the sample articles, as they are sent."""

from __future__ import annotations

import gzip
import re

import pytest
from flask import Flask

from service.api.dashboard import ASSETS, OWN
from service.api.parsing import ProblemApi
from service.api.samples import FOLDER, samples

SAMPLES = sorted(path.stem for path in FOLDER.glob("*.txt"))
PATHS = ["/", *(f"/page/{name}" for name in ASSETS)]
SPEC = {"title": "Samples", "version": "1", "openapi_version": "3.1.0"}
IMPORTED = re.compile(r'from "(\./[^"]+)"')
# What would make markup, or code, of words.
SINKS = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function")
KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


@pytest.mark.parametrize("path", PATHS)
def test_a_policy_that_lets_nothing_else_in(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert response.mimetype == KINDS.get(path[path.rfind(".") :], "text/html")
    policy = dict(rule.split(" ", 1) for rule in response.headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert {policy[kind] for kind in ("script-src", "style-src", "connect-src", "img-src")} == {"'self'"}
    assert policy["require-trusted-types-for"] == "'script'" and policy["trusted-types"] == "'none'"
    assert "unsafe" not in str(policy) and "http" not in str(policy)
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", [*PATHS, "/samples/01-bridge-council"])
def test_kept_but_asked_for_again(client, path):
    first = client.get(path)
    assert first.headers["Cache-Control"] == "no-cache"
    packed = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["ETag"] == first.headers["ETag"]
    for headers in ({}, {"Accept-Encoding": "gzip"}):
        again = client.get(path, headers={"If-None-Match": first.headers["ETag"], **headers})
        assert (again.status_code, again.data) == (304, b"")
    assert client.get(path, headers={"If-None-Match": 'W/"other"'}).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_large_files_are_compressed(client, path):
    plain, packed = client.get(path).data, client.get(path, headers={"Accept-Encoding": "gzip"})
    if len(plain) >= 1024:
        assert packed.headers["Content-Encoding"] == "gzip" and gzip.decompress(packed.data) == plain
    else:
        assert packed.data == plain


def test_the_page_asks_for_its_own_files_alone(client):
    page = client.get("/").get_data(as_text=True)
    wanted = re.findall(r'(?:src|href)="([^"#]+)"', page)
    assert {"page/main.js", "page/base.css"} <= {*wanted}
    assert all(client.get(f"/{path}").status_code == 200 for path in wanted)
    for path in OWN.glob("*.js"):
        for module in IMPORTED.findall(path.read_text(encoding="utf8")):
            assert module.removeprefix("./") in ASSETS


def test_no_code_or_style_stands_in_the_page_and_no_script_takes_words_for_markup(client):
    page = client.get("/").get_data(as_text=True)
    assert not re.search(r"<script(?![^>]* src=)|<style|\son\w+=|style=|https?://", page)
    for path in OWN.glob("*.js"):
        script = path.read_text(encoding="utf8")
        assert not SINKS.search(script), path
        assert not re.findall(r"https?://(?!schema\.org/ClaimReview)", script), path


@pytest.mark.parametrize("name", ["index.html", "../dashboard.py", "..%2fdashboard.py", "other.js", ""])
def test_no_other_file_is_sent(client, name):
    assert client.get(f"/page/{name}").status_code == 404


def test_the_samples(client):
    listed = client.get("/samples").get_json()["samples"]
    assert [each["name"] for each in listed] == SAMPLES and len(SAMPLES) >= 10
    for each in listed:
        response = client.get(f"/samples/{each['name']}")
        text = response.get_data(as_text=True)
        assert response.content_type == "text/plain; charset=utf-8"
        assert text == (FOLDER / f"{each['name']}.txt").read_text(encoding="utf8")
        assert len(text) == each["length"] and text.startswith(each["title"])


@pytest.mark.parametrize("name", ["none", "README.md", "..%2fREADME", f"{SAMPLES[0]}.gold", f"{SAMPLES[0]}.txt"])
def test_no_other_sample_is_sent(client, name):
    assert client.get(f"/samples/{name}").status_code == 404


def test_a_service_without_samples(tmp_path):
    app = Flask("alone")
    ProblemApi(app, spec_kwargs=SPEC).register_blueprint(samples(tmp_path / "none"))
    assert app.test_client().get("/samples").get_json() == {"samples": []}


def test_the_container_holds_the_page_and_the_samples():
    dockerfile, ignored = (
        (FOLDER.parent / name).read_text(encoding="utf8").splitlines() for name in ("Dockerfile", ".dockerignore")
    )
    assert {"COPY service service", "COPY seeds/*.txt seeds/"} <= {*dockerfile}
    assert {"!service", "!seeds/*.txt"} <= {*ignored}
