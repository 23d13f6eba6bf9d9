"""Fuzzes the service: ``make fuzz``, or ``python -m tests.fuzz --help`` for its options."""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

from service import logs, settings
from service.api.app import create_app
from service.api.ports import Limits
from tests.fakes import FakeExtractor
from tests.fuzz.campaign import Campaign
from tests.fuzz.services import InProcess, Server, Service

LIMITS = Limits(max_text_chars=100_000, max_body_bytes=2 * 1024 * 1024)


def service(options: argparse.Namespace) -> Service:
    if options.url:
        return Server(options.url, options.key)
    logs.configure("error")
    if options.fake:
        return InProcess(create_app(FakeExtractor(), LIMITS))
    settings.use_one_compute_thread()
    from service.pipeline import Pipeline

    return InProcess(create_app(Pipeline.load(Path(settings.REPOSITORY / "models")), LIMITS))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Fuzzes the service.")
    parser.add_argument("--cases", type=int, default=10_000, help="how many requests in all, about")
    parser.add_argument("--url", help="of a running server; without it, the service runs in this process")
    parser.add_argument("--key", help="the API key, where the server wants one")
    parser.add_argument("--fake", action="store_true", help="no models: only what stands around them is tried")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32), help="to repeat a run")
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    total = 0
    for outcome in Campaign(service(options), options.cases, options.seed).run():
        total += outcome.statuses.total()
        print(outcome, flush=True)
    print(f"{total} cases, every answer as it must be")


if __name__ == "__main__":
    sys.exit(main())
