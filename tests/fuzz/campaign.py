"""Thousands of requests, valid and not, and what must hold for the answers.

Half come from the OpenAPI document by schemathesis: requests that keep to it and requests that do not.  Half are
articles (texts.py) in every form of the answer, alone and in batches.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.specs.openapi import checks

from tests.fuzz.holds import CLAIM_REVIEW, FORMS, HONEST, Holds, no_failure
from tests.fuzz.services import DOCUMENT, Reply, Service
from tests.fuzz.texts import REQUESTS

ACCEPT = st.sampled_from(
    [
        *FORMS, "*/*", "application/x-ndjson", "text/*;q=0.5, application/json;q=0.1", "text/html",
        f"{CLAIM_REVIEW};q=0", "",
    ]
)
REFUSALS = ["400", "401", "404", "406", "413", "415", "422", *map(str, sorted(HONEST))]

BATCH = "/v1/quotes/batch"
# The parts of all cases, in percent: operations of the document, batches of texts; the rest are texts.
OPERATIONS, BATCHES = 50, 5
WEIGHTS = {"/v1/quotes": 8, BATCH: 4}

CONFORMANCE = [
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.allow_header_conformance,
    checks.positive_data_acceptance,
]


@dataclass
class Outcome:
    """What came of one kind of request: how many answers of each status, in how many seconds."""

    name: str
    statuses: Counter[int] = field(default_factory=Counter)
    seconds: float = 0.0

    def __str__(self) -> str:
        statuses = ", ".join(f"{status} × {count}" for status, count in sorted(self.statuses.items()))
        return f"{self.name}: {self.statuses.total()} cases in {self.seconds:.0f} s ({statuses})"


class Campaign:
    """`cases` requests to `service`, about; the same `start` gives the same requests.

    A request that breaks a rule is made as small as it can be, which takes time, unless `shrink` is false.
    """

    def __init__(self, service: Service, cases: int, start: int, *, shrink: bool = True) -> None:
        self._service, self._cases, self._start = service, cases, start
        self._phases = [phase for phase in Phase if shrink or phase not in (Phase.shrink, Phase.explain)]
        self._document = json.loads(service.get(DOCUMENT).body)
        self._holds = Holds(self._document)

    def run(self) -> Iterator[Outcome]:
        """The outcome of each kind of request.  Raises what hypothesis reports for one that breaks a rule."""
        done = 0
        for outcome in self._before_texts():
            done += outcome.statuses.total()
            yield outcome
        # What takes no arguments is soon asked in every way; texts there are always more of.
        yield self._outcome("texts", self._cases - done, self._text, REQUESTS, st.sampled_from(FORMS))

    def _before_texts(self) -> Iterator[Outcome]:
        yield from self._operations(self._cases * OPERATIONS // 100)
        yield self._batches(self._cases * BATCHES // 100)

    def _operations(self, cases: int) -> Iterator[Outcome]:
        schema = self._service.schema()
        schema.config.checks.negative_data_rejection.expected_statuses = REFUSALS
        schema.config.checks.positive_data_acceptance.expected_statuses = ["200", "406", *map(str, sorted(HONEST))]
        operations = [result.ok() for result in schema.get_all_operations()]
        kinds = [(operation, mode) for operation in operations for mode in GenerationMode]
        total = sum(WEIGHTS.get(operation.path, 1) for operation, _ in kinds)
        for operation, mode in kinds:
            share = cases * WEIGHTS.get(operation.path, 1) // total
            name = f"{operation.method.upper()} {operation.path}, {mode.value}"
            yield self._outcome(name, share, self._case, operation.as_strategy(generation_mode=mode), ACCEPT)

    def _batches(self, cases: int) -> Outcome:
        requests = st.lists(REQUESTS, min_size=1, max_size=3)
        accept = st.sampled_from([FORMS[0], "application/x-ndjson"])
        return self._outcome("batches of texts", cases, self._batch, requests, accept)

    def _outcome(
        self, name: str, cases: int, probe: Callable[..., int], *strategies: st.SearchStrategy[Any]
    ) -> Outcome:
        outcome = Outcome(name)

        @seed(self._start)
        @settings(
            max_examples=max(cases, 1),
            phases=self._phases,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(st.tuples(*strategies))
        def run(drawn: tuple[Any, ...]) -> None:
            outcome.statuses[probe(*drawn)] += 1

        begun = time.monotonic()
        # There is no wrong way to ask for what takes no arguments.
        with suppress(Unsatisfiable):
            run()
        outcome.seconds = time.monotonic() - begun
        return outcome

    def _text(self, request: dict[str, Any], accept: str) -> int:
        reply = self._service.post("/v1/quotes", request, accept)
        if self._answered(reply):
            self._holds.form(accept, request, reply.body)
        return reply.status

    def _batch(self, requests: list[dict[str, Any]], accept: str) -> int:
        reply = self._service.post(BATCH, {"articles": requests}, accept)
        if self._answered(reply):
            lines = reply.body.split(b"\n")[:-1]
            whole = accept == FORMS[0]
            self._holds.batch(requests, json.loads(reply.body)["results"] if whole else [*map(json.loads, lines)])
        return reply.status

    def _case(self, case: Any, accept: str) -> int:
        answer = case.call(headers={"Accept": accept, **self._service.headers()})
        # A wrong article of a batch costs its own result alone, and a route without a body takes any Accept header.
        rejects = case.path != BATCH and case.method.upper() == "POST"
        case.validate_response(answer, checks=[*CONFORMANCE, *([checks.negative_data_rejection] if rejects else [])])
        self._no_failure(Reply(answer.status_code, answer.content))
        return int(answer.status_code)

    def _answered(self, reply: Reply) -> bool:
        """Whether a valid request got its answer rather than an honest refusal."""
        self._no_failure(reply)
        assert reply.status in {200, *HONEST}, reply
        return reply.status == 200

    @staticmethod
    def _no_failure(reply: Reply) -> None:
        if reply.status >= 500:
            no_failure(json.loads(reply.body))
