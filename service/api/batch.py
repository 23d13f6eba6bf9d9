"""The answer to a batch: one result an article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from service.api.errors import problem_of
from service.api.inference import Desk, Timed
from service.api.problems import Problem
from service.api.requests import BatchRequest, QuotesRequest, Refusal
from service.api.serialise import answer
from service.domain.errors import WhosaidError
from service.domain.extraction import ModelInfo

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of the article at `index` of a batch; `timed` is None where it failed."""

    index: int
    document: Json
    timed: Timed | None = None


class Batch:
    """Answers the articles of one request.

    `info` tells about the models; `request_id` is that of the request, which its problems name.
    """

    def __init__(self, request: BatchRequest, info: ModelInfo, request_id: str) -> None:
        self._info = info
        self._request_id = request_id
        self._refusals = [(i, each) for i, each in enumerate(request.articles) if isinstance(each, Refusal)]
        self._valid = [(i, each) for i, each in enumerate(request.articles) if isinstance(each, QuotesRequest)]

    def results(self, desk: Desk, gone: Callable[[], bool]) -> Iterator[Result]:
        """One result an article, in order of completion: those that are not valid first.

        `gone` tells whether the client hung up.  What `desk` raises before the first article is done, such as for a
        full queue, is raised; after that every article has its result even where the desk fails.
        """
        if not self._valid:
            return self._completed([])
        done = desk.extract_all([article.text for _, article in self._valid], gone)
        # A batch that is refused as a whole must not have begun to be answered.
        first = next(done, None)
        return self._completed(chain([] if first is None else [first], done))

    def _completed(self, done: Iterable[tuple[int, Timed | WhosaidError]]) -> Iterator[Result]:
        for index, refusal in self._refusals:
            yield Result(index, self._failure(index, refusal.id, refusal.problem))
        waiting = dict(enumerate(self._valid))
        try:
            for position, outcome in done:
                yield self._result(*waiting[position], outcome)
                del waiting[position]
        except Exception as error:
            problem = problem_of(error)
            for index, article in waiting.values():
                yield self._result(index, article, problem)

    def _result(self, index: int, article: QuotesRequest, outcome: Timed | WhosaidError) -> Result:
        if isinstance(outcome, Timed):
            return Result(index, {"index": index, **answer(article, outcome.extraction, self._info)}, outcome)
        return Result(index, self._failure(index, article.id, problem_of(outcome)))

    def _failure(self, index: int, article_id: str | None, problem: Problem) -> Json:
        return {"index": index, "id": article_id, "error": problem.document(self._request_id)}
