"""What the runs call wrong."""

from __future__ import annotations

from bench.articles import LENGTHS, articles
from bench.client import Sample, quantile, rate, statuses
from bench.load import Bounds, Run, faults, kept
from bench.soak import growth

RIGHT = [Sample(0, 200, 1.0, "a"), Sample(1, 200, 2.0, "b")]
REFUSED = Sample(0, 429, 0.1, retry_after="3")


def verdict(*samples: Sample) -> list[str]:
    return faults(Run(5, 10, list(samples)), RIGHT, Bounds(half=8, most=10))


def test_nothing_wrong():
    assert verdict(*RIGHT, REFUSED) == []


def test_each_thing_wrong_is_told():
    for sample, word in (
        (Sample(0, 200, 1, "b"), "differ"),
        (Sample(0, 500, 1), "neither"),
        (Sample(0, 0, 1), "neither"),
        (Sample(0, 429, 5, retry_after="1"), "late"),
        (Sample(0, 429, 0.1), "Retry-After"),
    ):
        (told,) = verdict(sample)
        assert word in told


def test_a_wait_that_a_full_queue_does_not_explain():
    (most,) = verdict(*[Sample(0, 200, 1, "a")] * 10, *[Sample(0, 200, 11, "a")] * 2)
    assert most.startswith("5 ×: 95%") and "full queue" in most
    (half,) = verdict(*[Sample(0, 200, 9, "a")] * 10)
    assert half.startswith("5 ×: 50%")


def test_a_full_queue_read_by_turns():
    slow = [Sample(0, 200, 1, inference_ms=1000), Sample(1, 200, 1, inference_ms=3000)]
    assert Bounds.of(4, slow, slowdown=1.5) == Bounds(half=1.5 * 15, most=2 * (15 + 4.5))


def answered(seconds: float, count: int) -> list[Sample]:
    return [Sample(0, 200, seconds, ended=100 + seconds)] * count


def test_more_load_than_the_service_can_bear_costs_nothing():
    assert kept(Run(2, 10, answered(4, 20)), Run(5, 10, answered(4, 20))) == []
    (longer,) = kept(Run(2, 10, answered(4, 20)), Run(5, 10, answered(6, 20)))
    assert "up to 6.0 s" in longer
    (fewer,) = kept(Run(2, 10, answered(4, 20)), Run(5, 10, answered(4, 10)))
    assert "1.00 answered" in fewer


def test_the_rate_counts_until_the_last_answer():
    samples = [Sample(0, 200, 1, ended=101), Sample(0, 200, 20, ended=120), Sample(0, 429, 0, ended=105)]
    assert rate(samples, 10) == 0.1
    assert rate(samples, 40) == 0.05
    assert rate([], 10) == 0


def test_memory():
    flat = [[100.0, 100 + 5.0 * (i % 4)] for i in range(40)]
    assert growth(flat) == []
    assert growth([[300.0, 300]] * 10 + flat[:30]) == []
    assert "worker 2 grew" in growth([[100.0, 100 + 3.0 * i] for i in range(40)])[0]
    assert growth([]) != []


def test_articles_are_as_long_as_news_and_always_the_same():
    texts = articles(30)
    assert texts == articles(30) != articles(30, seed=2)
    assert all(min(LENGTHS) <= len(text.split()) <= max(LENGTHS) + 200 for text in texts)
    assert len(set(texts)) == 30


def test_figures():
    assert quantile([], 0.5) == 0
    assert quantile([Sample(0, 200, 2.0)], 0.99) == 2.0
    assert quantile([Sample(0, 200, float(i)) for i in range(101)], 0.95) == 95.0
    assert statuses([REFUSED, *RIGHT]) == {200: 2, 429: 1}
