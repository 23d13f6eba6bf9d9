"""The reference page of the interface: Swagger UI on /openapi.json, all of it served from here."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from flask import Response, send_from_directory

from service.api.documentation import problems
from service.api.parsing import JsonBlueprint
from service.api.problems import NO_SUCH_ROUTE, Problem
from service.api.responses import JSON
from service.api.serialise import encode

OWN = Path(__file__).parent / "static"
# Of the package only the files themselves are used; what it would add to the application allows other origins.
SWAGGER_UI = Path(str(files("flask_swagger_ui"))) / "dist"
ASSETS = {
    "docs.js": OWN,
    "docs.css": OWN,
    "swagger-ui.css": SWAGGER_UI,
    "swagger-ui-bundle.js": SWAGGER_UI,
    "favicon-32x32.png": SWAGGER_UI,
}
ASSET = {"name": "name", "in": "path", "required": True, "schema": {"type": "string", "enum": list(ASSETS)}}
ASSET_TYPES = {
    "text/javascript": {"schema": {"type": "string"}},
    "text/css": {"schema": {"type": "string"}},
    "image/png": {},
}
# Swagger UI draws with data: images; nothing else comes from, or goes to, anywhere but this service.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def docs(document: Callable[[], dict[str, Any]]) -> JsonBlueprint:
    """The blueprint of GET /openapi.json, whose contents `document` builds when first asked for, and of GET /docs."""
    blueprint = JsonBlueprint("docs", __name__, description="This interface, described")
    built = cache(lambda: encode(document()))

    @blueprint.route("/openapi.json")
    @blueprint.response(200, {"type": "object"}, content_type=JSON)
    @blueprint.doc(operationId="get_openapi")
    def openapi() -> Response:
        """Describe the interface as an OpenAPI document."""
        return Response(built(), content_type=JSON)

    @blueprint.route("/docs")
    @blueprint.response(200, {"type": "string"}, content_type="text/html")
    @blueprint.doc(operationId="get_docs")
    def page() -> Response:
        """Show the reference page of the interface."""
        return _sent(OWN, "docs.html")

    @blueprint.route("/docs/<name>", parameters=[ASSET])
    @problems(blueprint, 404)
    @blueprint.response(200)
    @blueprint.doc(operationId="get_docs_asset", responses={200: {"content": ASSET_TYPES}})
    def asset(name: str) -> Response:
        """Send a file that the reference page needs."""
        if name not in ASSETS:
            raise Problem(NO_SUCH_ROUTE, "The reference page has no such file.")
        return _sent(ASSETS[name], name)

    return blueprint


def _sent(folder: Path, name: str) -> Response:
    response = send_from_directory(folder, name)
    response.headers["Content-Security-Policy"] = POLICY
    # Kept by browsers, but asked for again: an update of the service shows at once.
    response.headers["Cache-Control"] = "no-cache"
    return response
