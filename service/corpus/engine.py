"""The job on Ray Data: a pool of actors that load the models once, fed by readers that never run far ahead."""

from __future__ import annotations

import logging
import pickle
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import pyarrow as pa
import ray
import ray.data
from ray.data import ActorPoolStrategy, DataContext
from ray.exceptions import RayError

from service.corpus.blocks import Plan
from service.corpus.duplicates import Digests, digests
from service.corpus.errors import CorpusError
from service.corpus.job import Job
from service.corpus.reading import BlockReader, Models
from service.corpus.records import Block, Outcome
from service.corpus.surroundings import guarded
from service.domain.errors import WhosaidError
from service.domain.extraction import ModelInfo

# Articles that are on their way between processes, and what Ray keeps of its own.
STORE_BYTES = 256 << 20
# A reader gives thousands of articles a second, an actor takes about one.
READERS, LANES = 2, 256
# One that is read and one that waits for it.
BLOCKS_AN_ACTOR = 2
REACHED_SECONDS, ENDED_SECONDS = 20, 5

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where a job runs: on the Ray cluster at `address`, or with None on this machine; with so many `actors`."""

    actors: int | None = None
    address: str | None = None


@contextmanager
def connected(cluster: Cluster) -> Iterator[int]:
    """Ray, while it lasts; gives the number of actors.  A process that is connected already stays so.

    Raises CorpusError where the cluster cannot be reached.
    """
    if ray.is_initialized():
        yield _actors(cluster)
        return
    with nullcontext() if cluster.address else guarded():
        _connect(cluster)
        try:
            yield _actors(cluster)
        finally:
            _wait_for_data()
            ray.shutdown()


def _wait_for_data() -> None:
    """Waits for the threads in which Ray Data ends its work: one that asks Ray after its end would end the process."""
    for thread in threading.enumerate():
        if type(thread).__module__.startswith("ray.data.") or thread.name.startswith("ray-data"):
            thread.join(ENDED_SECONDS)


def ask(function: Callable[..., T], *arguments: Any) -> T:
    """What `function` gives on one of the nodes."""
    with _told():
        given: T | WhosaidError = ray.get(ray.remote(_call).options(num_cpus=0).remote(function, *arguments))
    return _or_raised(given)


def outcomes(plan: Plan, models: Models, info: ModelInfo, actors: int) -> Iterator[Outcome]:
    """Reads all blocks of the plan, in no particular order, and gives what came of each as soon as it is there.

    Raises CorpusError where the job cannot go on.
    """
    # All from the start; one is enough to go on with, where others have lost their nodes.
    pool = ActorPoolStrategy(
        min_size=1, max_size=actors, initial_size=actors, max_tasks_in_flight_per_actor=BLOCKS_AN_ACTOR
    )
    with DataContext.current(_context()):
        blocks = _items(Plan.blocks, plan)
        read = blocks.map(Actor, fn_constructor_args=(plan.job, models, info), compute=pool, num_cpus=1)
        yield from _given(read)


def all_digests(plan: Plan) -> Iterator[Digests]:
    """The digests of all texts, in no particular order of sources.

    Raises CorpusError where a source cannot be read.
    """
    with DataContext.current(_context()):
        yield from _given(_items(digests, plan))


class Actor:
    """A BlockReader in a process of its own."""

    def __init__(self, job: Job, models: Models, info: ModelInfo) -> None:
        self._failure: WhosaidError | None = None
        try:
            extractor = models.load()
            if extractor.info != info:
                raise CorpusError(f"a node has other models than the job: {extractor.info}, not {info}")
            self._reader = BlockReader(job, extractor)
        except WhosaidError as error:
            # Raised here, Ray would try again and again, and tell its own story.
            self._failure = error

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        """The outcome of the block that is in `row`."""
        if self._failure is not None:
            return {"item": pickle.dumps(self._failure)}
        block: Block = pickle.loads(row["item"])
        return {"item": pickle.dumps(_call(self._reader.read, block))}


def _connect(cluster: Cluster) -> None:
    place = cluster.address or "on this machine"
    try:
        if cluster.address and cluster.address != "auto":
            # Ray itself would go on trying for many minutes.
            host, _, port = cluster.address.rpartition(":")
            socket.create_connection((host.strip("[]"), int(port)), REACHED_SECONDS).close()
        there = {"address": cluster.address} if cluster.address else _here(cluster.actors or 1)
        ray.init(**there, log_to_driver=False, logging_level=logging.ERROR)
    except (RayError, ConnectionError, RuntimeError, ValueError, OSError) as error:
        raise CorpusError(f"Ray {place}: {str(error).strip().partition(chr(10))[0]}") from error


def _context() -> DataContext:
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    context = DataContext.get_current().copy()
    # Each item is handed on by itself, however small: an actor takes one at a time.
    context.target_max_block_size = 1
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    context.execution_options.preserve_order = False
    return context


def _items(what: Callable[[Plan], Iterator[T]], plan: Plan) -> Any:
    """What `what` gives of the plan, as a dataset: each item pickled into a row of its own."""
    lanes = [{"lane": pickle.dumps(lane)} for lane in plan.lanes(LANES)]
    data = ray.data.from_items(lanes, override_num_blocks=len(lanes))
    # Without a core of their own they never wait for one, nor share an actor's process.
    readers = min(READERS, len(lanes))
    return data.map_batches(partial(_read, what), batch_size=1, num_cpus=0, concurrency=readers)


def _read(what: Callable[[Plan], Iterator[T]], batch: dict[str, Any]) -> Iterator[dict[str, list[bytes]]]:
    for lane in batch["lane"]:
        try:
            for item in what(pickle.loads(lane)):
                yield {"item": [pickle.dumps(item)]}
        except WhosaidError as error:
            yield {"item": [pickle.dumps(error)]}


def _call(function: Callable[..., T], *arguments: Any) -> T | WhosaidError:
    """What the function gives, or the error that it ends with: one that is raised, Ray tells in its own words."""
    try:
        return function(*arguments)
    except WhosaidError as error:
        return error
    except OSError as error:
        return CorpusError(str(error).partition("\n")[0])
    except pa.ArrowException as error:
        # Its own words may quote a cell.
        return CorpusError(f"Arrow: {type(error).__name__}")


def _or_raised(given: T | WhosaidError) -> T:
    if isinstance(given, WhosaidError):
        raise given
    return given


def _given(items: Any) -> Iterator[Any]:
    with _told():
        for row in items.iter_rows():
            yield _or_raised(pickle.loads(row["item"]))


@contextmanager
def _told() -> Iterator[None]:
    """Makes of Ray's errors ours, which say what kind they are and no words of an article."""
    try:
        yield
    except RayError as error:
        name = type(error).__name__
        hint = "; has every node the service and requirements-corpus.txt?" if "RaySystemError" in name else ""
        raise CorpusError(f"Ray: {name}{hint}") from error


def _actors(cluster: Cluster) -> int:
    resources: dict[str, float] = ray.cluster_resources()  # type: ignore[no-untyped-call]
    return cluster.actors or max(1, int(resources.get("CPU", 1)))


def _here(actors: int) -> dict[str, Any]:
    return {
        "address": "local",
        "num_cpus": actors,
        "object_store_memory": STORE_BYTES,
        "include_dashboard": False,
    }
