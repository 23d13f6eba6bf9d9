"""The service, started for a run as an operator starts it, and looked at from outside."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType

import httpx2

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 120


class StartRefused(Exception):
    """The service ended instead of starting; the message is what it wrote."""


class Server:
    """A gunicorn of our own on a free port; as a context manager it ends when the block does.

    `stub` serves the stub in place of the models; `environment` has settings of the service.
    """

    def __init__(self, *, stub: bool = False, **environment: str) -> None:
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = Path(tempfile.mkdtemp(prefix="whosaid-bench-")) / "server.log"
        self._command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py"]
        if stub:
            self._command.append("bench.stub:build()")
        self._environment = {**os.environ, "HOST": "127.0.0.1", "PORT": str(self.port), **environment}

    def __enter__(self) -> Server:
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(self._command, cwd=ROOT, env=self._environment, stderr=log, stdout=log)
        try:
            self.wait_ready()
        except StartRefused:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(120)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def wait_ready(self, seconds: float = START_SECONDS) -> float:
        """Seconds until the service says that it is ready.  Raises StartRefused where it ends, or never is."""
        begun = time.monotonic()
        while time.monotonic() - begun < seconds:
            if self.process.poll() is not None:
                raise StartRefused(self.log.read_text(encoding="utf8", errors="replace"))
            try:
                if httpx2.get(f"{self.url}/readyz", timeout=5).status_code == 200:
                    return time.monotonic() - begun
            except httpx2.TransportError:
                pass
            time.sleep(0.1)
        raise StartRefused(f"not ready after {seconds:.0f} seconds: {self.log}")

    def workers(self) -> list[int]:
        """Process ids of the workers."""
        main = self.process.pid
        return [int(p) for p in Path(f"/proc/{main}/task/{main}/children").read_text(encoding="ascii").split()]

    def megabytes(self) -> list[float]:
        """Resident memory that belongs to each worker alone, in the order of their ids."""
        return [_private(process) for process in self.workers()]

    def metric(self, line: str) -> float:
        """The value of the sample that starts with `line` (its name, and labels where it has them); 0 for none."""
        for found in httpx2.get(f"{self.url}/metrics", timeout=10).text.splitlines():
            if found.startswith(line + " "):
                return float(found.rpartition(" ")[2])
        return 0.0


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _private(process: int) -> float:
    rows = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    kilobytes = sum(int(row.split()[1]) for row in rows if row.startswith("Private_"))
    return kilobytes / 1024
