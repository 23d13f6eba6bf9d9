"""What the runs call wrong."""

from __future__ import annotations

from bench.articles import LENGTHS, articles
from bench.client import Sample, quantile, statuses
from bench.load import Run, faults
from bench.soak import growth

RIGHT = [Sample(0, 200, 1.0, "a"), Sample(1, 200, 2.0, "b")]
REFUSED = Sample(0, 429, 0.1, retry_after="3")


def verdict(*samples: Sample) -> list[str]:
    return faults(Run(5, 10, list(samples)), RIGHT, bound=10)


def test_nothing_wrong():
    assert verdict(*RIGHT, REFUSED) == []


def test_each_thing_wrong_is_told():
    for sample, word in (
        (Sample(0, 200, 1, "b"), "differ"),
        (Sample(0, 500, 1), "neither"),
        (Sample(0, 0, 1), "neither"),
        (Sample(0, 429, 5, retry_after="1"), "late"),
        (Sample(0, 429, 0.1), "Retry-After"),
        (Sample(0, 200, 11, "a"), "full queue"),
    ):
        (told,) = verdict(sample)
        assert word in told


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
