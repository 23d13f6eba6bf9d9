"""gunicorn's threaded worker, which no client can hold for long."""

from __future__ import annotations

import socket
import struct
import time
from contextlib import suppress
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

from service.api.patience import Limit, Watchdog, stop_reading
from service.settings import load

# How much longer a worker hesitates to take a connection for each one that it has.
HESITATION = 0.002
LINGER_SECONDS = 2.0
LINGER_BYTES = 64 * 1024


class PatientWorker(ThreadWorker):
    """Gives a request's head as long as its body (BODY_TIMEOUT), and a client that reads nothing as long again.

    The threaded worker itself waits without end for both, and a few idle connections would take all its threads, those
    for health included.  It also waits for a client to close its side in the thread that accepts connections; here
    that is done in the thread of the request.
    """

    def init_process(self) -> None:
        """Runs the worker, after its fork."""
        self._watchdog = Watchdog()
        admission = load().admission
        self._seconds, self._places = admission.body_timeout, admission.queue_limit + 1
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

    def handle(self, conn: Any) -> Any:
        """Reads and answers a request; whether the connection stays open, or gunicorn's mark for one without data."""
        # The kernel's own timeout, since gunicorn sets the socket's; for writing it begins anew with what is taken.
        conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", int(self._seconds), 0))
        with self._watchdog.limit(conn.sock, self._seconds) as limit:
            conn.head = limit
            stays = super().handle(conn)
        if stays is False:
            _linger(conn.sock)
        return stays

    def handle_request(self, req: Any, conn: Any) -> Any:
        """Answers a request whose head is read."""
        head: Limit = conn.head
        self._watchdog.lift(head)
        return super().handle_request(req, conn)


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
