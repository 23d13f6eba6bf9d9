"""Requests of a run, and what came of each."""

from __future__ import annotations

import asyncio
import hashlib
import random
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import httpx2

BROKEN = 0


@dataclass(frozen=True, slots=True)
class Sample:
    """A request's article (an index), status (BROKEN where no answer came), seconds, and the digest of its answer.

    `ended` is the moment of the answer, on the clock ``time.monotonic``.
    """

    article: int
    status: int
    seconds: float
    digest: str = ""
    retry_after: str = ""
    queue_ms: float = 0
    inference_ms: float = 0
    ended: float = 0


async def post(client: httpx2.AsyncClient, texts: Sequence[str], index: int) -> Sample:
    """Sends an article and waits for its answer."""
    begun = time.perf_counter()
    try:
        answer = await client.post("/v1/quotes", json={"text": texts[index]})
    except httpx2.TransportError:
        return Sample(index, BROKEN, time.perf_counter() - begun)
    return Sample(
        index,
        answer.status_code,
        time.perf_counter() - begun,
        hashlib.sha256(answer.content).hexdigest(),
        answer.headers.get("Retry-After", ""),
        float(answer.headers.get("X-Queue-Time", 0)),
        float(answer.headers.get("X-Inference-Time", 0)),
        time.monotonic(),
    )


def connect(url: str) -> httpx2.AsyncClient:
    """A client that waits as long as it takes, on as many connections as it takes."""
    return httpx2.AsyncClient(base_url=url, timeout=600, limits=httpx2.Limits(max_connections=None))


async def serial(url: str, texts: Sequence[str]) -> list[Sample]:
    """Each article on its own, one after the other."""
    async with connect(url) as client:
        return [await post(client, texts, index) for index in range(len(texts))]


async def closed(url: str, texts: Sequence[str], clients: int, seconds: float) -> list[Sample]:
    """`clients` clients, each of which sends its next article when it has its answer."""
    samples: list[Sample] = []
    end = time.monotonic() + seconds
    chance = random.Random(2)

    async def go(client: httpx2.AsyncClient) -> None:
        while time.monotonic() < end:
            samples.append(await post(client, texts, chance.randrange(len(texts))))

    async with connect(url) as client:
        await asyncio.gather(*(go(client) for _ in range(clients)))
    return samples


async def opened(url: str, texts: Sequence[str], rate: float, seconds: float) -> list[Sample]:
    """`rate` articles a second at random moments, whether or not earlier ones are answered."""
    chance = random.Random(3)
    tasks: list[asyncio.Task[Sample]] = []
    end = time.monotonic() + seconds
    async with connect(url) as client:
        while time.monotonic() < end:
            tasks.append(asyncio.create_task(post(client, texts, chance.randrange(len(texts)))))
            await asyncio.sleep(chance.expovariate(rate))
        return list(await asyncio.gather(*tasks))


def accepted(samples: Sequence[Sample]) -> list[Sample]:
    """Those that were answered with quotes."""
    return [sample for sample in samples if sample.status == 200]


def rate(samples: Sequence[Sample], seconds: float) -> float:
    """Articles answered a second by a run that sent for so many seconds: until the last answer, if that came later."""
    ends = [sample.ended for sample in accepted(samples)]
    begun = min((sample.ended - sample.seconds for sample in samples), default=0.0)
    return len(ends) / max(seconds, max(ends) - begun) if ends else 0.0


def quantile(samples: Sequence[Sample], part: float) -> float:
    """Seconds within which `part` of the samples were answered; 0 for none."""
    values = sorted(sample.seconds for sample in samples)
    if len(values) < 2:
        return values[0] if values else 0.0
    return statistics.quantiles(values, n=1000, method="inclusive")[round(part * 1000) - 1]


def statuses(samples: Sequence[Sample]) -> dict[int, int]:
    """How many samples have each status."""
    return dict(sorted(Counter(sample.status for sample in samples).items()))


def wrong(samples: Sequence[Sample], right: Sequence[Sample]) -> list[Sample]:
    """The answers that differ, in any byte, from the `right` ones, which are in the order of their articles."""
    return [sample for sample in accepted(samples) if sample.digest != right[sample.article].digest]
