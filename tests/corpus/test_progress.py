from __future__ import annotations

import io

import pytest

from service.corpus.progress import Progress, duration
from service.corpus.records import Outcome


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def clock():
    class Clock:
        now = 0.0

        def __call__(self):
            return self.now

    return Clock()


def outcome(number, **options):
    return Outcome(f"b{number}", **{"share": 100, "articles": 8, "quotes": 20, "errors": {"empty": 2}, **options})


def test_rate_and_time_left_are_those_of_this_run(clock):
    progress = Progress(1000, io.StringIO(), clock)
    progress.before(outcome(0))
    progress.before(outcome(1))
    clock.now = 40
    progress.add(outcome(2))
    progress.add(outcome(3, errors={}, articles=10))
    assert progress.line() == "40 rows (40%), 0.50/s, 2 min 0 s left, 6 errors"
    assert progress.summary().splitlines() == [
        "40 rows in 40 s, 20 of them by earlier runs (0.50/s)", "34 articles, 80 quotes", "6 errors: 6 empty",
    ]  # fmt: skip


def test_what_could_not_be_read_is_told_at_the_end(clock):
    progress = Progress(0, io.StringIO(), clock)
    progress.add(Outcome("b", 50, failure="a.csv: there is no column"))
    assert progress.rows == 0 and progress.summary().endswith("\n0 errors\na.csv: there is no column")
    assert progress.line() == "0 rows (100%), 0.00/s, 0 errors"


@pytest.mark.parametrize(("stream", "count"), [(io.StringIO(), 2), (Terminal(), 9)])
def test_a_line_now_and_then_or_one_over_and_over(clock, stream, count):
    progress = Progress(1000, stream, clock)
    for number in range(9):
        clock.now += 7.5
        progress.add(outcome(number))
    assert stream.getvalue().count("left") == count
    assert stream.getvalue().count("\n") == (0 if stream.isatty() else count)
    progress.end()
    assert stream.getvalue().endswith("18 errors: 18 empty\n")


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0.4, "0 s"), (61, "1 min 1 s"), (3_660, "1 h 1 min"), (90_000, "1 d 1 h"), (1e8, "1157 d 9 h")],
)
def test_durations(seconds, told):
    assert duration(seconds) == told
