"""Sample articles to try the service on, of our own writing: the texts in seeds/."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from flask import Response
from marshmallow import Schema, fields

from service.api.assets import send
from service.api.documentation import problems
from service.api.parsing import JsonBlueprint
from service.api.problems import NO_SUCH_ROUTE, Problem
from service.api.responses import JSON, json_response

# Beside the package, in the repository as in the container.
FOLDER = Path(__file__).resolve().parents[2] / "seeds"


class SampleSchema(Schema):
    """A sample article."""

    name = fields.String(required=True)
    title = fields.String(required=True, metadata={"description": "Its first line."})
    length = fields.Integer(required=True, metadata={"description": "In code points."})


class SamplesSchema(Schema):
    """The sample articles."""

    samples = fields.List(fields.Nested(SampleSchema), required=True)


def samples(folder: Path = FOLDER) -> JsonBlueprint:
    """The blueprint of GET /samples, a list that is empty where there is no `folder`, and GET /samples/NAME."""
    blueprint = JsonBlueprint("samples", __name__, description="Articles to try the service on")
    found = {path.stem: path for path in sorted(folder.glob("*.txt"))}
    listed = cache(lambda: {"samples": [_described(path) for path in found.values()]})
    names = {"type": "string", **({"enum": list(found)} if found else {})}

    @blueprint.route("/samples")
    @blueprint.response(200, SamplesSchema, content_type=JSON)
    @blueprint.doc(operationId="get_samples")
    def index() -> Response:
        """List the sample articles."""
        return json_response(listed())

    @blueprint.route("/samples/<name>", parameters=[{"name": "name", "in": "path", "required": True, "schema": names}])
    @problems(blueprint, 404)
    @blueprint.response(200, {"type": "string"}, content_type="text/plain")
    @blueprint.doc(operationId="get_sample")
    def sample(name: str) -> Response:
        """Send the text of a sample article."""
        if name not in found:
            raise Problem(NO_SUCH_ROUTE, "There is no such sample article.")
        return send(found[name])

    return blueprint


def _described(path: Path) -> dict[str, Any]:
    text = path.read_text(encoding="utf8")
    return {"name": path.stem, "title": text.strip().partition("\n")[0], "length": len(text)}
