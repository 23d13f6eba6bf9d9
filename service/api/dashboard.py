"""The page at /, on which a reader sees who said what in an article and checks it.

It is files alone, in page/: what it shows it asks for like any other client of the interface.
"""

from __future__ import annotations

from pathlib import Path

from flask import Response

from service.api.assets import TYPES, send
from service.api.documentation import problems
from service.api.parsing import JsonBlueprint
from service.api.problems import NO_SUCH_ROUTE, Problem

OWN = Path(__file__).parent / "page"
INDEX = "index.html"
ASSETS = {path.name: path for path in sorted(OWN.iterdir()) if path.suffix in TYPES and path.name != INDEX}
ASSET = {"name": "name", "in": "path", "required": True, "schema": {"type": "string", "enum": list(ASSETS)}}
ASSET_TYPES = {
    "text/javascript": {"schema": {"type": "string"}},
    "text/css": {"schema": {"type": "string"}},
    "image/svg+xml": {"schema": {"type": "string"}},
}
# Nothing comes from, or goes to, anywhere but this service; and no script may turn a string into markup or code,
# ours neither: an article's words can only ever be words.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)


def dashboard() -> JsonBlueprint:
    """The blueprint of GET / and of the files that its page needs, GET /page/NAME."""
    blueprint = JsonBlueprint("page", __name__, description="The page for readers")

    @blueprint.route("/")
    @blueprint.response(200, {"type": "string"}, content_type="text/html")
    @blueprint.doc(operationId="get_page")
    def page() -> Response:
        """Show the page on which a reader checks who said what."""
        return _guarded(send(OWN / INDEX))

    @blueprint.route("/page/<name>", parameters=[ASSET])
    @problems(blueprint, 404)
    @blueprint.response(200)
    @blueprint.doc(operationId="get_page_asset", responses={200: {"content": ASSET_TYPES}})
    def asset(name: str) -> Response:
        """Send a file that the page needs."""
        if name not in ASSETS:
            raise Problem(NO_SUCH_ROUTE, "The page has no such file.")
        return _guarded(send(ASSETS[name]))

    return blueprint


def _guarded(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    return response
