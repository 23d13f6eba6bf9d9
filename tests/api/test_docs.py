"""The reference page, all of it from this service."""

from __future__ import annotations

import re

import pytest

from service.api.docs import ASSETS


def test_the_page(client):
    response = client.get("/docs")
    assert (response.status_code, response.mimetype) == (200, "text/html")
    wanted = re.findall(r'(?:src|href)="([^"]+)"', response.get_data(as_text=True))
    assert {*wanted} >= {"docs/swagger-ui-bundle.js", "docs/swagger-ui.css", "docs/docs.js", "openapi.json"}
    assert all(client.get(f"/{path}").status_code == 200 for path in wanted)


@pytest.mark.parametrize("path", ["/docs", *(f"/docs/{name}" for name in ASSETS)])
def test_nothing_may_come_from_elsewhere(client, path):
    response = client.get(path)
    policy = response.headers["Content-Security-Policy"]
    assert response.status_code == 200
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in policy and "http" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_our_own_files_name_no_other_host_and_hold_no_inline_code(client):
    page, script = (client.get(path).get_data(as_text=True) for path in ("/docs", "/docs/docs.js"))
    assert not re.search(r"https?://|//\w", page) and not re.search(r"https?://", script)
    assert not re.search(r"<script>|<style|\son\w+=|style=", page)
    assert "validatorUrl: null" in script


def test_assets_are_asked_for_again_and_sent_once(client):
    first = client.get("/docs/swagger-ui.css")
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get("/docs/swagger-ui.css", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("name", ["index.css", "../docs.py", "..%2fdocs.py", "docs.html", "swagger-ui.js", ""])
def test_no_other_file_is_sent(client, name):
    assert client.get(f"/docs/{name}").status_code == 404
