"""POST /v1/quotes, answered."""

from __future__ import annotations

import hashlib
import json
import threading

import jsonschema
import pytest
from flask.testing import FlaskClient

from service.api.app import create_app
from service.domain.extraction import Extraction
from tests.answer_schema import ANSWER
from tests.fakes import ARTICLE, INFO, LIMITS, FakeExtractor
from tests.walk import CUT, spans_of


def test_the_whole_answer(post):
    response = post(text=ARTICLE)
    answer = response.get_json()
    assert (response.status_code, response.content_type) == (200, "application/json")
    jsonschema.validate(answer, ANSWER)
    assert answer["article"] == {
        "id": None, "title": None, "url": None, "published": None, "publisher": None, "language": "en",
        "length": len(ARTICLE), "sha256": hashlib.sha256(ARTICLE.encode()).hexdigest(),
    }  # fmt: skip
    assert answer["quotes"][2] == {
        "id": "q3", "type": "direct",
        "content": {"text": "“no 🚫 way”", "spans": [{"start": 88, "end": 98, "text": "“no 🚫 way”"}]},
        "verbatim": [{"start": 89, "end": 97, "text": "no 🚫 way"}],
        "cue": {
            "text": "had told", "lemma": "tell", "spans": [{"start": 75, "end": 83, "text": "had told"}],
            "class": "denial", "negated": False, "hedged": True,
        },
        "source": {"text": "Cleo Díaz", "spans": [{"start": 65, "end": 74, "text": "Cleo Díaz"}], "form": "name"},
        "speaker": "s4", "resolution": [{"start": 65, "end": 74, "text": "Cleo Díaz"}], "nested_in": "q2",
        "confidence": 0.5, "speaker_confidence": 0.5,
    }  # fmt: skip
    assert answer["quotes"][3]["content"]["text"] == "“We’ll see,” […] “in May.”"
    assert answer["quotes"][3]["speaker"] is None and answer["quotes"][3]["speaker_confidence"] is None
    assert answer["quotes"][4]["cue"] is None and answer["quotes"][4]["source"] is None
    assert answer["speakers"][0]["members"] == ["s2", "s3"]
    assert answer["model"] == {"name": INFO.name, "version": INFO.version, "stanza": INFO.stanza}
    assert [warning["code"] for warning in answer["warnings"]] == ["stray_mark", "not_english"]
    assert answer["warnings"][1]["span"] is None


def test_characters_are_sent_as_they_are(post):
    assert "😀 café".encode() in post(text=ARTICLE).data


def test_the_same_request_gives_the_same_bytes(post):
    assert post(text=ARTICLE).data == post(text=ARTICLE).data


def test_fields_are_echoed(post):
    given = {
        "id": "a/1", "title": "Café 😀", "url": "https://example.org/a?b=c#d", "published": "2024-02-29T10:00:00+02:00",
        "publisher": "",
    }  # fmt: skip
    article = post(text="Hello.", **given).get_json()["article"]
    assert {name: article[name] for name in given} == given


@pytest.mark.parametrize("published", ["2024-02-29", "20240229", "2024-02-29T10:00Z", "2024-02-29T10:00:00.123-05:00"])
def test_iso_8601(post, published):
    assert post(text="Hello.", published=published).get_json()["article"]["published"] == published


@pytest.mark.parametrize("unit", CUT)
def test_every_span_is_exact_in_every_unit(post, unit):
    answer = post(text=ARTICLE, offsets=unit).get_json()
    found = list(spans_of(answer))
    assert answer["offsets"] == unit
    assert len(found) == 30
    for span in found:
        assert CUT[unit](ARTICLE, span["start"], span["end"]) == span["text"]


def test_types_keep_only_these(post):
    answer = post(text=ARTICLE, types=["direct", "direct"]).get_json()
    jsonschema.validate(answer, ANSWER)
    assert [quote["id"] for quote in answer["quotes"]] == ["q1", "q3", "q4"]
    assert answer["quotes"][1]["nested_in"] is None
    # s2 and s3 have no quotes left, but s1 names them.
    assert [(s["id"], s["quotes"]) for s in answer["speakers"]] == [
        ("s1", ["q1"]), ("s2", []), ("s3", []), ("s4", ["q3"]),
    ]  # fmt: skip


def test_speakers_without_quotes_are_dropped(post):
    answer = post(text=ARTICLE, types=["indirect", "mixed"]).get_json()
    assert [quote["id"] for quote in answer["quotes"]] == ["q2", "q5"]
    assert [speaker["id"] for speaker in answer["speakers"]] == ["s2", "s4"]


@pytest.mark.parametrize(
    ("least", "kept"), [(0, 5), (0.3, 4), (0.5, 3), (0.51, 2), (0.8, 2), (0.91, 1), (0.92, 0), (1, 0), (1.0, 0)]
)
def test_min_confidence_compares_what_is_shown(post, least, kept):
    answer = post(text=ARTICLE, min_confidence=least).get_json()
    assert len(answer["quotes"]) == kept
    assert all(quote["confidence"] >= least for quote in answer["quotes"])


@pytest.mark.parametrize("text", [" ", "\n\t\u3000\u00a0", "\u200b", "\x00"])
def test_text_without_words_is_answered(post, text):
    response = post(text=text)
    assert response.status_code == 200
    assert response.get_json()["article"]["length"] == len(text)


def test_blank_text_has_no_quotes(post):
    answer = post(text=" \n ").get_json()
    assert (answer["quotes"], answer["speakers"]) == ([], [])


def test_the_text_reaches_the_extractor_unchanged(post, extractor):
    text = "\ufeffa\r\nb\x00\u200f e\u0301 \U0010ffff"
    post(text=text)
    assert extractor.texts == [text]


def test_a_text_of_the_greatest_length(post):
    assert post(text="x" * LIMITS.max_text_chars).status_code == 200
    assert post(text="\u4e00" * LIMITS.max_text_chars).status_code == 200


def test_a_byte_order_mark_before_the_json(client):
    body = b"\xef\xbb\xbf" + json.dumps({"text": "Hello."}).encode()
    assert client.post("/v1/quotes", data=body, content_type="application/json").status_code == 200


def test_times_are_whole_milliseconds(post):
    headers = post(text="Hello.").headers
    assert headers["X-Queue-Time"].isdigit() and headers["X-Inference-Time"].isdigit()


@pytest.mark.parametrize("accept", ["*/*", "application/*", "application/json; charset=utf-8", "text/html, */*;q=0.1"])
def test_accepted(client, accept):
    assert client.post("/v1/quotes", json={"text": "a"}, headers={"Accept": accept}).status_code == 200


class Waiting(FakeExtractor):
    """Waits inside extract() until it is let go, and remembers how many were inside at once."""

    def __init__(self) -> None:
        super().__init__()
        self.entered, self.release = threading.Event(), threading.Event()
        self.inside = self.most = 0

    def extract(self, text: str) -> Extraction:
        self.inside += 1
        self.most = max(self.most, self.inside)
        self.entered.set()
        self.release.wait(10)
        self.inside -= 1
        return super().extract(text)


def test_one_article_at_a_time_and_health_routes_never_wait():
    extractor = Waiting()
    app = create_app(extractor, LIMITS)
    statuses: list[int] = []

    def post() -> None:
        statuses.append(app.test_client().post("/v1/quotes", json={"text": "Hello."}).status_code)

    threads = [threading.Thread(target=post) for _ in range(4)]
    for thread in threads:
        thread.start()
    assert extractor.entered.wait(10)
    client: FlaskClient = app.test_client()
    assert [client.get(path).status_code for path in ("/healthz", "/readyz", "/v1/info")] == [200, 200, 200]
    extractor.release.set()
    for thread in threads:
        thread.join(10)
    assert (statuses, extractor.most) == ([200] * 4, 1)
