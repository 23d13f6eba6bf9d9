"""The worker that no client can hold, served by gunicorn on an extractor without models."""

from __future__ import annotations

import json
import socket
import time
from contextlib import suppress

import httpx2
import pytest
from gunicorn.workers.gthread import ThreadWorker

from bench.server import Server
from service import worker

SECONDS = 1


@pytest.fixture(scope="module")
def server():
    with Server(stub=True, WORKERS="1", BODY_TIMEOUT=str(SECONDS)) as started:
        yield started


def connect(server, sent: bytes) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=20)
    connection.sendall(sent)
    return connection


def rest(connection: socket.socket) -> bytes:
    data = b""
    while part := connection.recv(1000):
        data += part
    connection.close()
    return data


HEAD = b"POST /v1/quotes HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n"


def test_a_head_that_does_not_end_is_cut_off(server):
    begun = time.monotonic()
    assert b"200" not in rest(connect(server, b"GET /healthz HT"))
    assert time.monotonic() - begun < 15  # rather than never, however busy the machine


def test_a_head_may_come_in_pieces(server):
    connection = connect(server, b"GET /healthz HTTP/1.1\r\nHost: a\r")
    for piece in (b"\n", b"\r", b"\n"):
        time.sleep(0.05)
        connection.sendall(piece)
    assert rest(connection).startswith(b"HTTP/1.1 200")


def test_what_comes_with_the_head_is_read_with_it(server):
    body = b'{"text": "Hello."}'
    answer = rest(connect(server, HEAD.replace(b"100", str(len(body)).encode()) + body))
    assert answer.startswith(b"HTTP/1.1 200")


def test_a_head_without_measure_is_refused(server):
    connection = connect(server, b"GET /healthz HTTP/1.1\r\n")
    with suppress(OSError):  # the service need not read it all
        for number in range(100_000):
            connection.sendall(b"X-%d: %s\r\n" % (number, b"x" * 900))
    with suppress(ConnectionResetError):
        assert b"200" not in rest(connection)
    assert httpx2.get(f"{server.url}/healthz").status_code == 200


def test_those_who_are_slow_with_their_heads_take_no_threads():
    """Three times as many as there are threads, for longer than the test waits."""
    with Server(stub=True, WORKERS="1", THREADS="17", BODY_TIMEOUT="600") as server:
        slow = [connect(server, b"GET" if number % 2 else b"") for number in range(50)]
        assert httpx2.get(f"{server.url}/healthz", timeout=60).status_code == 200
        assert httpx2.post(f"{server.url}/v1/quotes", json={"text": "Hello."}, timeout=60).status_code == 200
        begun = time.monotonic()
        server.process.terminate()
        assert server.process.wait(60) == 0
        # Nothing was accepted from them: they are not waited for.
        assert time.monotonic() - begun < 45
        for connection in slow:
            connection.close()


def test_the_oldest_of_too_many_heads_is_dropped():
    with Server(stub=True, WORKERS="1", BODY_TIMEOUT="600") as server:
        slow = [connect(server, b"GET") for _ in range(worker.MOST_HEADS + 3)]
        assert rest(slow[0]) == b""
        assert httpx2.get(f"{server.url}/healthz", timeout=60).status_code == 200
        slow[-1].sendall(b" /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
        assert rest(slow[-1]).startswith(b"HTTP/1.1 200")
        for connection in slow:
            connection.close()


def test_a_body_that_does_not_come_is_answered_408(server):
    answer = rest(connect(server, HEAD + b'{"text": '))
    assert answer.startswith(b"HTTP/1.1 408") and b"body-timeout" in answer


def test_chunked_bodies(server):
    def parts():
        yield b'{"text": '
        yield b'"Hello."}'

    def endless():
        while True:
            yield b" " * 100_000

    json = {"Content-Type": "application/json"}
    assert httpx2.post(f"{server.url}/v1/quotes", content=parts(), headers=json).status_code == 200
    with suppress(httpx2.TransportError):  # the answer may find the client still sending
        assert httpx2.post(f"{server.url}/v1/quotes", content=endless(), headers=json).status_code == 413
    assert httpx2.get(f"{server.url}/healthz").status_code == 200


def test_an_answer_may_take_longer_than_the_body_might(server):
    # The stub reads 20,000 characters a second.
    answer = httpx2.post(f"{server.url}/v1/quotes", json={"text": "x" * 30_000}, timeout=20)
    assert answer.status_code == 200 and float(answer.headers["X-Inference-Time"]) > SECONDS * 1000
    assert answer.headers["Connection"] == "close"


def test_a_worker_hesitates_the_longer_the_more_it_has(monkeypatch):
    slept = []
    monkeypatch.setattr(worker.time, "sleep", slept.append)
    monkeypatch.setattr(ThreadWorker, "accept", lambda *_: slept.append("accepted"))
    busy = object.__new__(worker.PatientWorker)
    busy._places = 9
    for busy.nr_conns in (0, 1, 5, 9, 10):
        busy.accept(None)
    assert slept[1:8:2] == ["accepted"] * 4
    assert slept[0] == 0 < slept[2] < slept[4] < slept[6] < 0.05
    # Too many for all workers: no time is lost.
    assert slept[8:] == ["accepted"]


def test_answers_are_counted_across_processes(server):
    assert httpx2.post(f"{server.url}/v1/quotes", json={"text": "Hello."}).status_code == 200
    assert server.metric('whosaid_requests_total{method="POST",route="/v1/quotes",status="200"}') >= 1
    assert server.metric('whosaid_model_info{name="stub",stanza="0",version="0"}') == 1


@pytest.mark.parametrize(
    ("sent", "status", "slug"),
    [
        (b'"Hush," said a minister.', 400, "not-http"),
        (b"GET hush HTTP/1.1", 400, "not-http"),
        (b"GET / HTTP/1.1\r\nhush hush: 1", 400, "not-http"),
        (b"POST /v1/quotes HTTP/1.1\r\nContent-Length: hush", 400, "not-http"),
        (b"POST /v1/quotes HTTP/1.1\r\nExpect: hush", 417, "expectation-failed"),
        (b"GET /?hush" + b"h" * 5000 + b" HTTP/1.1", 414, "line-too-long"),
        (b"GET / HTTP/1.1\r\nX: hush" + b"h" * 9000, 431, "head-too-large"),
    ],
)
def test_what_is_no_request_is_answered_like_the_rest_and_not_repeated(server, sent, status, slug):
    counted = server.metric(f'whosaid_problems_total{{cause="{slug}"}}')
    head, _, body = rest(connect(server, sent + b"\r\n\r\n")).partition(b"\r\n\r\n")
    problem = json.loads(body)
    headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[1:])
    assert head.startswith(f"HTTP/1.1 {status} ".encode()) and int(headers["Content-Length"]) == len(body)
    assert (problem["type"], problem["status"]) == (f"/problems/{slug}", status)
    assert headers["Content-Type"] == "application/problem+json"
    assert headers["X-Request-ID"] == problem["request_id"] and headers["X-Content-Type-Options"] == "nosniff"
    assert server.metric(f'whosaid_problems_total{{cause="{slug}"}}') == counted + 1
    log = server.log.read_text(encoding="utf8")
    (line,) = [line for line in map(json.loads, log.splitlines()) if line.get("request_id") == problem["request_id"]]
    assert (line["status"], line["cause"]) == (status, slug)
    assert b"hush" not in head.lower() + body.lower() and "hush" not in log.lower()
