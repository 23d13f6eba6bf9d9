"""How flask-smorest reads request bodies and reports errors, bent to the contract."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

import flask
from flask_smorest import Api, Blueprint
from marshmallow import Schema, ValidationError
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import HTTPException

from service.api import errors
from service.api.answers import ProblemSchema
from service.api.body import read_json
from service.api.patience import Reception
from service.api.problems import invalid_fields
from service.api.responses import PROBLEM_JSON

MAX_BODY_BYTES = "MAX_BODY_BYTES"
MAX_BATCH_BODY_BYTES = "MAX_BATCH_BODY_BYTES"
RECEPTION = "whosaid.reception"


class BodyParser(FlaskParser):
    """Reads JSON bodies by the contract's rules; what is wrong is raised as Problem."""

    limit = MAX_BODY_BYTES

    def load_json(self, req: flask.Request, schema: Schema) -> Any:
        """The JSON value in the body of `req`, of at most as many bytes as the app's setting `limit` says."""
        reception: Reception = flask.current_app.extensions[RECEPTION]
        with reception.body(req):
            return read_json(req, flask.current_app.config[self.limit])

    def handle_error(
        self,
        error: ValidationError,
        req: flask.Request,
        schema: Schema,
        *,
        error_status_code: int | None,
        error_headers: Mapping[str, str] | None,
    ) -> NoReturn:
        """Raises the Problem that lists the wrong fields, which webargs reports below the name of their place."""
        messages = error.messages
        raise invalid_fields(messages["json"] if isinstance(messages, dict) else {"_schema": messages}) from error


class BatchParser(BodyParser):
    """Reads the bodies of batches, which may be larger."""

    limit = MAX_BATCH_BODY_BYTES


class JsonBlueprint(Blueprint):
    """A flask-smorest blueprint whose bodies BodyParser reads."""

    ARGUMENTS_PARSER = BodyParser()


class BatchBlueprint(JsonBlueprint):
    """A flask-smorest blueprint whose bodies BatchParser reads."""

    ARGUMENTS_PARSER = BatchParser()


class ProblemApi(Api):
    """A flask-smorest API whose errors are problem+json, in its answers and in its OpenAPI document."""

    ERROR_SCHEMA = ProblemSchema
    # Every route names its own errors.
    DEFAULT_ERROR_RESPONSE_NAME = None
    DEFAULT_RESPONSE_CONTENT_TYPE = PROBLEM_JSON

    def handle_http_exception(self, error: HTTPException) -> flask.Response:
        """The answer to an error of Flask's own."""
        return errors.http_error(error)
