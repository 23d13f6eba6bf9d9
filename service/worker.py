"""gunicorn's threaded worker, which no client can hold for long."""

from __future__ import annotations

import selectors
import socket
import struct
import time
from contextlib import suppress
from functools import partial
from typing import Any

from gunicorn import util
from gunicorn.http import errors
from gunicorn.workers.gthread import ThreadWorker
from structlog.contextvars import clear_contextvars

from service.api import problems
from service.api.app import METRICS
from service.api.patience import Limit, Watchdog, stop_reading
from service.api.problems import Cause, Problem
from service.api.unparsed import refusal
from service.settings import load

# How much longer a worker hesitates to take a connection for each one that it has.
HESITATION = 0.002
LINGER_SECONDS = 2.0
LINGER_BYTES = 64 * 1024
HEAD_END = b"\r\n\r\n"
# A longer head is read no further; the server refuses it, or takes it for cut off.
HEAD_BYTES = 64 * 1024
# Connections without a whole head that a worker keeps; with one more it drops the oldest, whoever opened them all.
MOST_HEADS = 500
# Those that a stopping worker has not the head of are dropped so soon: nothing was accepted from them.
LAST_HEADS_SECONDS = 2.0
# What gunicorn cannot read, and how much of it; everything else is no request of HTTP.
CAUSES: dict[type[Exception], tuple[Cause, str]] = {
    errors.LimitRequestLine: (problems.LINE_TOO_LONG, "The request's first line is too long."),
    errors.LimitRequestHeaders: (problems.HEAD_TOO_LARGE, "A header is too long, or there are too many."),
    errors.ExpectationFailed: (problems.EXPECTATION_FAILED, "The only expectation that is met is 100-continue."),
}
UNREADABLE = (problems.NOT_HTTP, "The request's head could not be read.")


class PatientWorker(ThreadWorker):
    """Gives a request's head as long as its body (BODY_TIMEOUT), and a client that reads nothing as long again.

    The threaded worker itself waits without end for both, and a few idle connections would take all its threads, those
    for health included.  Here a connection gets a thread when its head is there, and not before, so that those who are
    slow to send one take none.  The threaded worker also waits for a client to close its side in the thread that
    accepts connections; here that is done in the thread of the request.
    """

    def init_process(self) -> None:
        """Runs the worker, after its fork."""
        self._watchdog = Watchdog()
        admission = load().admission
        self._seconds, self._places = admission.body_timeout, admission.queue_limit + 1
        self._last_heads: float | None = None
        super().init_process()

    def accept(self, listener: Any) -> None:
        """Takes a connection, unless a worker with fewer of them is quicker.

        All workers are told of each one; without this, one of them often takes most, and refuses articles while another
        has nothing to do.  With more connections than places for articles it does not hesitate: there are too many for
        all workers, and those for health are among them.
        """
        if self.nr_conns <= self._places:
            time.sleep(HESITATION * self.nr_conns)
        super().accept(listener)

    def enqueue_req(self, conn: Any) -> None:
        """Has a connection wait for its head, and gives one that has it to a thread."""
        # Nothing can be told from encrypted bytes; such a connection waits in its thread, in its time.
        if self.cfg.is_ssl or conn.initialized or conn.data_ready:
            super().enqueue_req(conn)
            return
        conn.received, conn.timeout = bytearray(), time.monotonic() + self._seconds
        conn.sock.setblocking(False)
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self.on_pending_socket_readable, conn))
        if len(self.pending_conns) > MOST_HEADS:
            self._drop(self.pending_conns[0])

    def on_pending_socket_readable(self, conn: Any, client: Any) -> None:
        """Takes what has come of a head; the connection goes on to a thread with the whole of it."""
        if self.cfg.is_ssl:
            super().on_pending_socket_readable(conn, client)
            return
        if conn not in self.pending_conns:
            # Dropped for another one since the poller was asked.
            return
        try:
            data = client.recv(HEAD_BYTES)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        known = max(len(conn.received) - len(HEAD_END) + 1, 0)
        conn.received += data
        whole = conn.received.find(HEAD_END, known) >= 0
        if not data:
            self._drop(conn)
        elif whole or len(conn.received) >= HEAD_BYTES:
            if not whole:
                stop_reading(client)
            super().on_pending_socket_readable(conn, client)

    def _drop(self, conn: Any) -> None:
        """Closes a connection whose head is not there."""
        self.pending_conns.remove(conn)
        self.poller.unregister(conn.sock)
        self.nr_conns -= 1
        conn.close()

    def murder_pending(self) -> None:
        """Drops the connections whose heads took too long; once the worker stops, soon all of them."""
        if not self.alive:
            self._last_heads = self._last_heads or time.monotonic() + LAST_HEADS_SECONDS
            for conn in self.pending_conns:
                conn.timeout = min(conn.timeout, self._last_heads)
        super().murder_pending()

    def handle(self, conn: Any) -> Any:
        """Reads and answers a request; whether the connection stays open, or gunicorn's mark for one without data."""
        # Threads are used again: what was bound for their last request must not stand in gunicorn's own events.
        clear_contextvars()
        # The kernel's own timeout, since gunicorn sets the socket's; for writing it begins anew with what is taken.
        conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", int(self._seconds), 0))
        if received := getattr(conn, "received", None):
            conn.init()
            conn.parser.unreader.unread(bytes(received))
            conn.received = None
        with self._watchdog.limit(conn.sock, self._seconds) as limit:
            conn.limit = limit
            stays = super().handle(conn)
        if stays is False:
            _linger(conn.sock)
        return stays

    def handle_request(self, req: Any, conn: Any) -> Any:
        """Answers a request whose head is read."""
        limit: Limit = conn.limit
        self._watchdog.lift(limit)
        return super().handle_request(req, conn)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: Exception) -> None:
        """Answers what gunicorn could not read.

        Its own answer has no id, and it repeats what was sent, in the log too, where an article might be.
        """
        ours = isinstance(exc, errors.InvalidResponseHeader | errors.InvalidResponseHeaderName)
        if ours or not isinstance(exc, errors.ParseException):
            super().handle_error(req, client, addr, exc)
            return
        cause, detail = CAUSES.get(type(exc), UNREADABLE)
        answer = refusal(Problem(cause, detail), self.wsgi.extensions[METRICS], time.perf_counter())
        with suppress(OSError):
            util.write_nonblock(client, answer)


def _linger(connection: socket.socket) -> None:
    """Says that nothing more comes and gives the client a moment to have read it all, before the socket is closed."""
    with suppress(OSError):
        connection.shutdown(socket.SHUT_WR)
        end, left = time.monotonic() + LINGER_SECONDS, LINGER_BYTES
        while left > 0 and (remaining := end - time.monotonic()) > 0:
            connection.settimeout(remaining)
            data = connection.recv(4096)
            if not data:
                break
            left -= len(data)
    stop_reading(connection)
