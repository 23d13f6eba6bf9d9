"""How long clients are waited for, on real sockets."""

from __future__ import annotations

import socket
import time
from types import SimpleNamespace

import pytest

from service.api.patience import Reception, Watchdog, gone
from service.api.problems import BODY_TIMEOUT, NOT_JSON, TOO_MANY_BODIES, UNREADABLE_BODY, Problem


@pytest.fixture
def pair():
    ours, theirs = socket.socketpair()
    ours.settimeout(10)
    yield ours, theirs
    ours.close()
    theirs.close()


def asked(connection: socket.socket | None):
    return SimpleNamespace(environ={"gunicorn.socket": connection} if connection else {})


def read_all(connection: socket.socket) -> bytes:
    data = b""
    while part := connection.recv(100):
        data += part
    return data


def test_reading_ends_when_the_time_is_over_however_many_bytes_come(pair):
    ours, theirs = pair
    theirs.sendall(b"some")
    begun = time.monotonic()
    with Watchdog().limit(ours, 0.1) as limit:
        assert read_all(ours) == b"some"
        assert limit.over
    assert 0.05 < time.monotonic() - begun < 5
    ours.sendall(b"408")
    assert theirs.recv(3) == b"408"


def test_a_limit_that_was_lifted_does_nothing(pair):
    ours, theirs = pair
    watchdog = Watchdog()
    with watchdog.limit(ours, 0.05) as limit:
        watchdog.lift(limit)
        with watchdog.limit(theirs, 0.1):
            assert read_all(theirs) == b""
    assert not limit.over
    theirs.sendall(b"more")
    assert ours.recv(4) == b"more"


def test_the_nearest_limit_comes_first(pair):
    ours, theirs = pair
    watchdog = Watchdog()
    with watchdog.limit(theirs, 60), watchdog.limit(ours, 0.05):
        assert read_all(ours) == b""


def test_a_body_that_does_not_come(pair):
    reception = Reception(0.05, 1)
    with pytest.raises(Problem) as late, reception.body(asked(pair[0])):
        read_all(pair[0])
        raise Problem(UNREADABLE_BODY, "cut off")
    assert late.value.cause is BODY_TIMEOUT


def test_another_problem_of_a_body_stays_what_it_is(pair):
    reception = Reception(60, 1)
    for connection in (pair[0], None):
        with pytest.raises(Problem) as wrong, reception.body(asked(connection)):
            raise Problem(NOT_JSON, "not JSON")
        assert wrong.value.cause is NOT_JSON


def test_so_many_bodies_at_once_and_no_more(pair):
    reception = Reception(60, 1)
    with reception.body(asked(None)):
        with pytest.raises(Problem) as refused, reception.body(asked(pair[0])):
            raise AssertionError
        assert refused.value.cause is TOO_MANY_BODIES
        assert refused.value.headers["Retry-After"]
    with reception.body(asked(None)):
        pass


def test_whether_a_client_is_gone(pair):
    ours, theirs = pair
    is_gone = gone(asked(ours))
    ours.setblocking(True)
    assert not is_gone()
    theirs.sendall(b"the next request")
    assert not is_gone()
    assert ours.recv(100) == b"the next request"
    theirs.close()
    assert is_gone()
    ours.close()
    assert is_gone()


def test_a_client_without_a_socket_to_look_at_is_there():
    assert not gone(asked(None))()
