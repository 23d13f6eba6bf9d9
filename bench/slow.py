"""Clients that send slowly, say nothing or leave, for bench.faults."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

import httpx2

from bench import client
from bench.articles import articles
from bench.server import Server

BODY_SECONDS, HEAD_SECONDS = 12, 2
# What a busy machine needs for health all the same; well below BODY_SECONDS, so that waiting for slow clients shows.
HEALTH_SECONDS = 5
# How much later than it should a busy machine may cut a connection off.  One that never is shows all the same.
LATE_SECONDS = 20
# More than a worker has threads.
SLOW_HEADS, SILENT = 40, 20


def slow_client(stub: bool) -> list[str]:
    """Bodies that come a byte at a time, as many as there are threads: 408 in time, and health answers meanwhile."""
    with Server(stub=stub, WORKERS="1", BODY_TIMEOUT=str(BODY_SECONDS)) as server:
        slow = [_begin_body(server.port) for _ in range(40)]
        begun, waits = time.monotonic(), []
        while time.monotonic() - begun < BODY_SECONDS / 2:
            _trickle(slow)
            waits.append(_health_seconds(server))
            time.sleep(0.2)
        answers = [_status(connection, BODY_SECONDS + LATE_SECONDS) for connection in slow]
        samples = asyncio.run(client.serial(server.url, articles(1)))
    print(f"  {answers.count('408')} × 408, {answers.count('429')} × 429; health took up to {max(waits):.2f} s")
    found = [] if max(waits) < HEALTH_SECONDS else [f"health waited {max(waits):.1f} s for slow clients"]
    if not set(answers) <= {"408", "429"} or "408" not in answers:
        found.append(f"slow clients were answered {sorted(set(answers))}")
    return found if samples[0].status == 200 else [*found, "no article is answered afterwards"]


def slow_head(stub: bool) -> list[str]:
    """Heads that come a byte at a time, and clients that say nothing: cut off in time, and health answers meanwhile."""
    with Server(stub=stub, WORKERS="1", BODY_TIMEOUT=str(HEAD_SECONDS)) as server:
        slow = [_connect(server.port) for _ in range(SLOW_HEADS + SILENT)]
        begun, waits, open_ = time.monotonic(), [], slow
        while open_ and time.monotonic() - begun < HEAD_SECONDS + LATE_SECONDS:
            _trickle(slow[:SLOW_HEADS])
            waits.append(_health_seconds(server))
            open_ = [connection for connection in open_ if not _cut_off(connection)]
            time.sleep(0.2)
        for connection in slow:
            connection.close()
    print(f"  cut off within {time.monotonic() - begun:.1f} s of {HEAD_SECONDS}; health took up to {max(waits):.2f} s")
    found = [] if max(waits) < HEALTH_SECONDS else [f"health waited {max(waits):.1f} s for slow clients"]
    return [*found, f"{len(open_)} of {len(slow)} slow clients were not cut off"] if open_ else found


def hang_up(stub: bool) -> list[str]:
    """Clients that leave while their articles wait: the articles are dropped, and the next one is answered soon."""
    texts = articles(12)
    long = "\n\n".join(texts)[:60_000]
    with Server(stub=stub, WORKERS="1") as server:
        gone = [_send(server.port, long) for _ in range(9)]
        full = wait(lambda: httpx2.get(f"{server.url}/readyz").status_code == 503, 10)
        for connection in gone:
            connection.close()
        begun = time.monotonic()
        free = wait(lambda: httpx2.get(f"{server.url}/readyz").status_code == 200, 10)
        empty = wait(lambda: _queue(server) == 0, 15)
        print(f"  nothing is read for them after {time.monotonic() - begun:.1f} s")
        samples = asyncio.run(client.serial(server.url, texts[:1]))
    found = [] if full else ["the queue was never full"]
    if not free or not empty or samples[0].status != 200:
        found.append("the articles of clients that left were read on")
    return found


SLOW_FAULTS: tuple[Callable[[bool], list[str]], ...] = (slow_client, slow_head, hang_up)


def wait(true: Callable[[], bool], seconds: float) -> bool:
    """Whether `true` came to be so within `seconds`."""
    end = time.monotonic() + seconds
    while not (now := true()) and time.monotonic() < end:
        time.sleep(0.1)
    return now


def _queue(server: Server) -> float:
    """Articles begun or waiting."""
    return server.metric("whosaid_articles_in_flight") + server.metric("whosaid_queue_depth")


def _health_seconds(server: Server) -> float:
    asked = time.monotonic()
    answer = httpx2.get(f"{server.url}/healthz", timeout=60)
    return time.monotonic() - asked if answer.status_code == 200 else float("inf")


def _connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=60)


def _begin_body(port: int) -> socket.socket:
    connection = _connect(port)
    connection.sendall(_head(5000) + b'{"text": "')
    return connection


def _send(port: int, text: str) -> socket.socket:
    body = httpx2.Request("POST", "http://a/v1/quotes", json={"text": text}).content
    connection = _connect(port)
    connection.sendall(_head(len(body)) + body)
    return connection


def _head(length: int) -> bytes:
    lines = ("POST /v1/quotes HTTP/1.1", "Host: a", "Content-Type: application/json", f"Content-Length: {length}")
    return "\r\n".join((*lines, "", "")).encode()


def _trickle(connections: Sequence[socket.socket]) -> None:
    for connection in connections:
        with suppress(OSError):  # answered already
            connection.send(b"x")


def _cut_off(connection: socket.socket) -> bool:
    """Whether the service has closed `connection`."""
    connection.setblocking(False)
    try:
        return not connection.recv(1000)
    except BlockingIOError:
        return False
    except OSError:
        return True


def _status(connection: socket.socket, seconds: float) -> str:
    connection.settimeout(seconds)
    try:
        return connection.recv(12).decode().rpartition(" ")[2]
    except OSError as error:
        return type(error).__name__
    finally:
        connection.close()
