"""How gunicorn serves Whosaid; started from the repository's root by ``make serve``."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import Any

import structlog

from service import logs, settings
from service.api import metrics_folder
from service.domain.errors import SettingError

settings.use_one_compute_thread()
try:
    chosen = settings.load()
except SettingError as error:
    sys.exit(f"whosaid: {error}")
logs.configure(chosen.log_level)
log = structlog.get_logger("whosaid.server")

wsgi_app = "service.wsgi:build()"
bind = chosen.bind
workers = chosen.workers
worker_class = "service.worker.PatientWorker"
# An article that waits for its turn holds a thread; settings see to it that others are left for the health routes.
threads = chosen.threads
# Each request finds the worker with the least to do; a kept connection would tie a client to one, even to a full one.
keepalive = 0
# The models are loaded once, before the port opens, and shared by all workers.
preload_app = True
# A worker that shows no life for so long is replaced.  Warming up, it shows none, and a busy machine may need its time.
timeout = 120
graceful_timeout = chosen.graceful_timeout
max_requests = chosen.max_requests
max_requests_jitter = chosen.max_requests_jitter
loglevel = chosen.log_level
logconfig_dict = logs.gunicorn(chosen.log_level)
# The service logs each request itself, without its path.
accesslog = None
# Signals are enough to manage the server; a control socket would need a folder that it may write to.
control_socket_disable = True
# Workers show that they are alive by touching a file: not on a disk, which may be slow, full or read-only.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def shared_metrics() -> Path | None:
    """The folder of the metrics, made and empty; None, and a line in the log, where that cannot be."""
    try:
        return metrics_folder.prepare(chosen.metrics_dir)
    except OSError as error:
        place = str(chosen.metrics_dir or "the folder for temporary files")
        log.warning("there are no metrics: METRICS_DIR cannot be used", folder=place, error=error.strerror)
        return None


# Before the application is loaded: the metrics library looks for the folder when it is imported.
metrics_dir = shared_metrics()


def when_ready(server: Any) -> None:
    """Has made what every article needs, and keeps the collector off it, so that the workers go on sharing it."""
    # A thread pool would not survive the fork.
    if settings.one_compute_thread():
        from service.wsgi import rehearse  # noqa: PLC0415

        rehearse(server.app.wsgi())
    gc.collect()
    gc.freeze()


def post_worker_init(worker: Any) -> None:
    """Makes a worker ready."""
    from service.wsgi import begin  # noqa: PLC0415

    begin(worker.wsgi, metrics_dir, worker.pid)


def child_exit(server: Any, worker: Any) -> None:
    """Takes a dead worker's queue out of the metrics."""
    if metrics_dir:
        # Raised, it would end the master, and with it all workers.
        try:
            metrics_folder.bury(metrics_dir, worker.pid)
        except OSError as error:
            log.warning("a dead worker's queue is still counted", error=error.strerror, worker=worker.pid)


def on_exit(server: Any) -> None:
    """Removes the metrics' folder where it was made for this run."""
    if metrics_dir:
        metrics_folder.remove(metrics_dir)
