"""How gunicorn serves Whosaid; started from the repository's root by ``make serve``."""

from __future__ import annotations

import gc
import sys
from typing import Any

from service import settings
from service.domain.errors import SettingError

settings.use_one_compute_thread()
try:
    chosen = settings.load()
except SettingError as error:
    sys.exit(f"whosaid: {error}")

wsgi_app = "service.wsgi:build()"
bind = chosen.bind
workers = chosen.workers
worker_class = "gthread"
# Articles wait for their worker's turn on threads; there must be more of those than articles for the health routes.
threads = chosen.threads
# The models are loaded once, before the port opens, and shared by all workers.
preload_app = True
loglevel = chosen.log_level
# The service logs each request itself, without its path.
accesslog = None
# Signals are enough to manage the server; a control socket would need a folder that it may write to.
control_socket_disable = True


def when_ready(server: Any) -> None:
    """Keeps the collector off what was loaded, so that the workers go on sharing its memory."""
    gc.collect()
    gc.freeze()


def post_worker_init(worker: Any) -> None:
    """Warms a worker up; not before the fork, which the models' thread pools would not survive."""
    from service.wsgi import warm_up  # noqa: PLC0415

    warm_up(worker.wsgi)
