"""How long a worker's thread waits for a client: for its body to arrive, and whether it is still there at all."""

from __future__ import annotations

import heapq
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from threading import BoundedSemaphore, Condition, Thread

from flask import Request

from service.api.problems import BODY_TIMEOUT, TOO_MANY_BODIES, Problem

SOCKET = "gunicorn.socket"


@dataclass(order=True, slots=True)
class Limit:
    """The time that the reading of one socket may take; `over` tells whether it passed, `lifted` whether it is off."""

    end: float
    number: int
    connection: socket.socket = field(compare=False)
    over: bool = field(default=False, compare=False)
    lifted: bool = field(default=False, compare=False)


class Watchdog:
    """Ends the reading of sockets whose time is up.

    A timeout of the socket's own would begin anew with every byte, and a client that sends one now and then could hold
    a thread for ever.  One thread looks after all sockets of a process; it begins with the first of them.
    """

    def __init__(self) -> None:
        self._changed = Condition()
        self._limits: list[Limit] = []
        self._numbers = count()
        self._thread: Thread | None = None

    @contextmanager
    def limit(self, connection: socket.socket, seconds: float) -> Iterator[Limit]:
        """Inside, a read from `connection` finds its end once `seconds` are over; `lift` takes that off earlier."""
        limit = Limit(time.monotonic() + seconds, next(self._numbers), connection)
        with self._changed:
            if self._thread is None:
                self._thread = Thread(target=self._watch, name="watchdog", daemon=True)
                self._thread.start()
            heapq.heappush(self._limits, limit)
            self._changed.notify()
        try:
            yield limit
        finally:
            self.lift(limit)

    def lift(self, limit: Limit) -> None:
        """Takes `limit` off."""
        # Under the lock, so that the socket, or another with its number, is not cut off later.
        with self._changed:
            limit.lifted = True

    def _watch(self) -> None:
        with self._changed:
            while True:
                while self._limits and (self._limits[0].lifted or self._limits[0].end <= time.monotonic()):
                    self._end(heapq.heappop(self._limits))
                self._changed.wait(max(self._limits[0].end - time.monotonic(), 0) if self._limits else None)

    @staticmethod
    def _end(limit: Limit) -> None:
        if not limit.lifted:
            limit.over = True
            stop_reading(limit.connection)


def stop_reading(connection: socket.socket) -> None:
    """Makes reads from `connection` find its end, also those that wait; it can still be written to."""
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RD)


class Reception:
    """Lets at most `most` bodies be read at once, each for at most `seconds`, so that threads are left for the rest."""

    def __init__(self, seconds: float, most: int) -> None:
        self._seconds = seconds
        self._places = BoundedSemaphore(most)
        self._watchdog = Watchdog()

    @contextmanager
    def body(self, request: Request) -> Iterator[None]:
        """Around the reading of a body.  Raises Problem where too many are being read or the time is over.

        Only servers that show their sockets, as ours does, can be held to a time.
        """
        connection = request.environ.get(SOCKET)
        if not self._places.acquire(blocking=False):
            if connection is not None:
                # Else the server would read the body after all, to use the connection again.
                stop_reading(connection)
            raise Problem(TOO_MANY_BODIES, "Too many requests are arriving at once.", headers={"Retry-After": "1"})
        try:
            if connection is None:
                yield
                return
            with self._watchdog.limit(connection, self._seconds) as limit:
                try:
                    yield
                except Problem as problem:
                    if limit.over:
                        detail = f"The body did not arrive within {self._seconds:g} seconds."
                        raise Problem(BODY_TIMEOUT, detail) from problem
                    raise
        finally:
            self._places.release()


def gone(request: Request) -> Callable[[], bool]:
    """A function that tells whether the client of `request` has closed its connection, where that can be known.

    Bytes that wait to be read, such as the next request's, are left there.  A client that only said that it will send
    nothing more counts as gone, since nothing tells it from one that is.
    """
    connection: socket.socket | None = request.environ.get(SOCKET)
    return _present if connection is None else partial(_closed, connection)


def _closed(connection: socket.socket) -> bool:
    try:
        return connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
    except (BlockingIOError, ValueError):
        # ValueError: an encrypted socket, which cannot be looked into.
        return False
    except OSError:
        return True


def _present() -> bool:
    return False
