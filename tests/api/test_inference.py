"""Who is admitted, whose turn it is, and what becomes of an article."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from service.api import inference
from service.api.inference import Desk, Timed
from service.api.ports import Admission
from service.api.problems import CLIENT_GONE, DEADLINE_EXCEEDED, EXTRACTION_FAILED, QUEUE_FULL, Problem
from service.api.tickets import Ticket
from service.api.turns import Turns
from tests.api.waiting import SECONDS, Caller, StepwiseExtractor
from tests.fakes import BrokenExtractor, FakeExtractor


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < end
        time.sleep(0.002)


@pytest.fixture
def extractor():
    made = StepwiseExtractor()
    yield made
    made.go_on()


def waiting(desk: Desk, count: int) -> None:
    until(lambda: len(desk._live()) == count)


def begin(desk: Desk, *texts: str) -> list[Caller]:
    """Callers that bring their texts in this order."""
    callers = []
    for number, text in enumerate(texts, 1 + len(desk._live())):
        callers.append(Caller(lambda text=text: desk.extract(text)))
        waiting(desk, number)
    return callers


def test_an_article_is_answered_with_its_times():
    timed = Desk(FakeExtractor()).extract("Hello.")
    assert isinstance(timed, Timed)
    assert timed.queue_ms >= 0 and timed.inference_ms > 0


@pytest.mark.parametrize(("seconds", "times"), [(0.0, 3), (3600.0, 1)])
def test_the_thread_that_reads_tidies_up_now_and_then(monkeypatch, seconds, times):
    monkeypatch.setattr(inference, "TIDY_SECONDS", seconds)
    threads = []
    desk = Desk(FakeExtractor(), tidy=lambda: threads.append(threading.current_thread().name))
    for _ in range(3):
        desk.extract("Hello.")
        until(lambda: not desk._tickets)
    until(lambda: len(threads) == times)
    assert set(threads) == {"inference"}


def test_the_queue_has_an_end(extractor):
    desk = Desk(extractor, Admission(queue_limit=2))
    callers = begin(desk, "aa", "bb")
    assert not desk.full
    callers += begin(desk, "cc")
    assert desk.full
    with pytest.raises(Problem) as refused:
        desk.extract("dd")
    assert refused.value.cause is QUEUE_FULL
    assert 1 <= int(refused.value.headers["Retry-After"]) <= 120
    extractor.go_on()
    for caller in callers:
        caller.result()
    until(lambda: not desk._live())
    assert desk.extract("ee")


def test_a_queue_of_none(extractor):
    desk = Desk(extractor, Admission(queue_limit=0))
    (caller,) = begin(desk, "aa")
    with pytest.raises(Problem):
        desk.extract("bb")
    extractor.go_on()
    assert caller.result()


def test_a_long_article_and_short_ones_take_turns(extractor):
    desk = Desk(extractor)
    callers = begin(desk, "L" * 12)
    extractor.reached()  # its first step is begun when the others come
    callers += begin(desk, "aaa", "bbb")
    extractor.go_on()
    for caller in callers:
        caller.result()
    order = "".join(text[0] for text in extractor.steps_run)
    assert order.count("L") == 12 and order.count("a") == order.count("b") == 3
    # Both short ones, in order, within twice their own time; the long one all the while every other step.
    assert order.index("b") > order.rindex("a")
    assert order.rindex("b") <= 2 * 6 + 2
    assert order[: order.rindex("b")].count("L") >= 6


def test_articles_of_like_length_are_read_in_order(extractor):
    desk = Desk(extractor)
    callers = begin(desk, "aaaa")
    extractor.reached()
    callers += begin(desk, "bbbb", "cccc")
    extractor.go_on()
    for caller in callers:
        caller.result()
    assert [text[0] for text in extractor.steps_run] == list("aaaabbbbcccc")


def test_the_answer_is_the_same_whatever_else_is_read(extractor):
    desk = Desk(extractor)
    callers = begin(desk, "Hello world.", "Another one.", "x")
    extractor.go_on()
    found = [caller.result().extraction for caller in callers]
    assert found == [FakeExtractor().extract(text) for text in ("Hello world.", "Another one.", "x")]


def test_turns_are_bounded():
    """Every other turn is the oldest one's, whatever comes; and those between are the shortest one's."""
    turns, tickets = Turns(), [Ticket(FakeExtractor(), ["L" * 100], 60)]
    given = []
    for number in range(40):
        tickets.append(Ticket(FakeExtractor(), ["s" * (1 + number % 3)], 60))
        given.append(turns.next(tickets))
        tickets = [ticket for ticket in tickets if ticket is not given[-1] or ticket is tickets[0]]
    assert given.count(tickets[0]) == 20


class Slow(FakeExtractor):
    """Needs many small steps."""

    def steps(self, text):
        for left in range(100_000, 0, -1):
            time.sleep(0.002)
            yield left
        return self.extract(text)


def test_the_deadline_frees_the_worker():
    slow = Slow()
    desk = Desk(slow, Admission(deadline=0.05))
    begun = time.monotonic()
    with pytest.raises(Problem) as late:
        desk.extract("Hello.")
    assert late.value.cause is DEADLINE_EXCEEDED
    assert time.monotonic() - begun < 5
    until(lambda: not desk._live())
    assert slow.texts == []


def test_the_deadline_counts_from_the_start_of_an_articles_own_inference(extractor):
    desk = Desk(extractor, Admission(deadline=0.3))
    first, second = begin(desk, "a", "b")
    extractor.reached()
    time.sleep(0.2)
    extractor.go()
    extractor.reached()
    time.sleep(0.2)  # 0.4 seconds after the second came, 0.2 after it was begun
    extractor.go()
    assert first.result() and second.result().queue_ms > 150


def test_a_client_that_hung_up_is_not_read_on():
    slow = Slow()
    desk = Desk(slow)
    with pytest.raises(Problem) as gone:
        desk.extract("Hello.", lambda: True)
    assert gone.value.cause is CLIENT_GONE
    assert not desk._live()
    until(lambda: not desk._tickets)
    assert slow.texts == []


def test_an_extractor_that_fails_fails_its_article_alone():
    desk = Desk(BrokenExtractor())
    for _ in range(2):
        with pytest.raises(ValueError, match="cannot read"):
            desk.extract("hush")
    assert not desk._live()


def test_a_batch(extractor):
    extractor.go_on()
    found = dict(Desk(extractor).extract_all(["aa", "bbb", "c"]))
    assert [found[index].extraction for index in range(3)] == [FakeExtractor().extract(t) for t in ("aa", "bbb", "c")]


def test_a_batch_takes_one_place_and_is_admitted_at_once(extractor):
    desk = Desk(extractor, Admission(queue_limit=1))
    results = desk.extract_all(["aa"] * 32)
    assert len(desk._live()) == 1
    begin(desk, "b")
    with pytest.raises(Problem) as refused:
        desk.extract_all(["cc"])
    assert refused.value.cause is QUEUE_FULL
    extractor.go_on()
    assert len(list(results)) == 32


def test_a_short_article_does_not_wait_for_a_batch(extractor):
    desk = Desk(extractor)
    results = desk.extract_all(["L" * 5] * 20)
    extractor.reached()
    (short,) = begin(desk, "ss")
    extractor.go_on()
    short.result()
    assert len(list(results)) == 20
    assert [text[0] for text in extractor.steps_run].index("s") <= 2
    assert "".join(text[0] for text in extractor.steps_run).rindex("s") <= 6


def test_results_of_a_batch_come_as_they_are_ready(extractor):
    results = Desk(extractor).extract_all(["a", "b"])
    extractor.go()
    assert next(results)[0] == 0
    extractor.go()
    assert next(results)[0] == 1
    with pytest.raises(StopIteration):
        next(results)


def test_a_dropped_batch_is_not_read_on(extractor):
    desk = Desk(extractor)
    results = desk.extract_all(["a", "b", "c"])
    extractor.go()
    next(results)
    del results
    extractor.go_on()
    until(lambda: not desk._tickets)
    assert "c" not in extractor.texts


def test_an_article_of_a_batch_that_fails_costs_no_other(logged):
    class Fussy(FakeExtractor):
        def extract(self, text):
            if "hush" in text:
                raise ValueError(text)
            return super().extract(text)

    found = dict(Desk(Fussy()).extract_all(["a", "hush", "b"]))
    assert isinstance(found[0], Timed) and isinstance(found[2], Timed)
    assert found[1].cause is EXTRACTION_FAILED
    assert "ValueError" in (output := logged()) and "hush" not in output


def test_an_empty_batch():
    assert list(Desk(FakeExtractor()).extract_all([])) == []


def test_every_article_of_a_batch_has_its_own_deadline():
    found = dict(Desk(Slow(), Admission(deadline=0.05)).extract_all(["a", "b"]))
    assert [found[index].cause for index in (0, 1)] == [DEADLINE_EXCEEDED] * 2
