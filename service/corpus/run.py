"""A job from its start, or from where an earlier run of it was ended, to its summary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from service.api.serialise import Json
from service.corpus import engine
from service.corpus.blocks import Plan
from service.corpus.duplicates import duplicates
from service.corpus.engine import Cluster
from service.corpus.errors import CorpusError
from service.corpus.formats import rows
from service.corpus.inputs import InputFile, digest, find, sources
from service.corpus.job import Job
from service.corpus.output import Output
from service.corpus.progress import Progress
from service.corpus.reading import Models
from service.corpus.storage import resolved
from service.domain.extraction import ModelInfo


class Described(Models, Protocol):
    """Models that can be told by name without being loaded."""

    def info(self) -> ModelInfo:
        """Their names and versions."""


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asks for: a job, where it runs, with which models, and which share of it may fail."""

    job: Job
    cluster: Cluster
    models: Described
    max_error_rate: float


def run(request: Request, report: Callable[[int], Progress] = Progress) -> int:
    """Runs the job, tells of its progress, and returns the exit status: 1 where too much failed.

    Raises WhosaidError where the job cannot be run, or not go on; what is done is kept then.
    """
    job = request.job
    _apart(job)
    files = find(job.inputs)
    for place in job.inputs:
        _look(next(file for file in files if file.place == place), job)
    output = Output(job.out)
    with output.held(), engine.connected(request.cluster) as actors:
        info = engine.ask(request.models.info)
        output.claim(_described(files), job.options(), info)
        progress = report(sum(file.size for file in files))
        done = set()
        for outcome in output.finished():
            progress.before(outcome)
            done.add(outcome.name)
        plan = Plan(job, sources(files), frozenset(done))
        if job.dedup:
            plan = Plan(job, plan.sources, plan.done, duplicates(engine.all_digests(plan)))
        for outcome in engine.outcomes(plan, request.models, info, actors):
            progress.add(outcome)
        if not progress.failures:
            output.tidy()
        progress.end()
    return 1 if progress.failures or progress.failed > request.max_error_rate * progress.rows else 0


def _described(files: list[InputFile]) -> Json:
    return {"files": len(files), "bytes": sum(file.size for file in files), "digest": digest(files)}


def _apart(job: Job) -> None:
    """Raises CorpusError where the output would be among the inputs of the next run."""
    system, out = resolved(job.out)
    for place in job.inputs:
        other, path = resolved(place)
        if system.type_name == other.type_name and f"{out}/".startswith(f"{path.rstrip('/')}/"):
            raise CorpusError(f"{job.out}: lies in the input {place}; choose another folder for --out")


def _look(file: InputFile, job: Job) -> None:
    """Raises CorpusError where the file cannot be read or lacks a column: better now than in an hour."""
    try:
        with file.open():
            pass
    except OSError as error:
        raise CorpusError(f"{file.name}: {error.strerror or error}") from error
    (source,) = sources([file])
    next(rows(source, job), None)
