"""python -m service."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from service import cli
from service.api.app import create_app
from service.domain.errors import ModelError
from service.domain.extraction import Extraction
from service.domain.quotes import Quote, QuoteType
from service.domain.spans import Span
from service.settings import REPOSITORY
from tests.fakes import ARTICLE, LIMITS, FakeExtractor


@pytest.fixture
def run(capfdbinary):
    """Runs the command line on a fake extractor: exit status, standard output, standard error."""

    def call(*arguments, load=lambda _: FakeExtractor()):
        status = cli.main([str(argument) for argument in arguments], load)
        captured = capfdbinary.readouterr()
        return status, captured.out, captured.err.decode()

    return call


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.txt"
    path.write_bytes(ARTICLE.encode())
    return path


@pytest.mark.parametrize("unit", ["codepoint", "utf16", "utf8"])
def test_the_endpoints_json(run, article, unit):
    request = {"text": ARTICLE, "offsets": unit}
    expected = create_app(FakeExtractor(), LIMITS).test_client().post("/v1/quotes", json=request).data
    assert run(article, "--offsets", unit)[:2] == (0, expected + b"\n")


def test_standard_input(run, article, monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(ARTICLE.encode())))
    assert run("-") == run(article)


def test_pretty(run, article):
    status, out, _ = run(article, "--pretty")
    assert status == 0
    assert out.decode().splitlines() == [
        "q1 direct Ada Brandt and Ben Óskar [said]: “The 😀 café opens,”",
        "q2 mixed Ada Brandt [said]: that Cleo Díaz had told her “no 🚫 way”",
        "q3 direct Cleo Díaz [had told]: “no 🚫 way”",
        "q4 direct unknown (she) [added]: “We’ll see,” […] “in May.”",
        "q5 indirect Cleo Díaz: Something",
    ]


def test_pretty_keeps_a_quote_on_its_line_and_the_terminal_safe():
    text = "“a\n\nb\x1b[2J\u202e\u2028c”"
    quote = Quote("q1", QuoteType.DIRECT, (Span.of(text, 0, len(text)),), (), None, (), None, None, (), None, 1.0, None)
    assert cli.pretty(Extraction((quote,), (), ())) == "q1 direct unknown: “a b�[2J� c”\n"


def test_the_text_is_read_exactly(run, tmp_path):
    extractor = FakeExtractor()
    path = tmp_path / "article.txt"
    path.write_bytes("\ufeffa\r\nb\r".encode())
    assert run(path, load=lambda _: extractor)[0] == 0
    assert extractor.texts == ["\ufeffa\r\nb\r"]


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "No such file"), (b"", "empty"), (b"ab\xff", "not UTF-8 at byte 2"), (b"x" * 6, "6 code points; up to 5")],
)
def test_a_file_that_cannot_be_used(run, tmp_path, monkeypatch, content, message):
    monkeypatch.setenv("MAX_TEXT_CHARS", "5")
    path = tmp_path / "article.txt"
    if content is not None:
        path.write_bytes(content)
    status, out, err = run(path)
    assert (status, out) == (2, b"")
    assert message in err and "article.txt" in err


def test_a_folder(run, tmp_path):
    assert run(tmp_path)[0] == 2


def test_a_wrong_setting(run, article, monkeypatch):
    monkeypatch.setenv("PORT", "x")
    status, _, err = run(article)
    assert status == 2 and "PORT" in err


def test_a_broken_model(run, article):
    def load(_):
        raise ModelError("models/en/pos.pt is missing")

    assert run(article, load=load) == (2, b"", "whosaid: models/en/pos.pt is missing\n")


def test_wrong_usage(capsys):
    with pytest.raises(SystemExit) as end:
        cli.main(["a.txt", "--offsets", "miles"])
    assert end.value.code == 2


def test_a_reader_that_has_seen_enough(article):
    script = (
        "import sys; from service import cli; from tests.fakes import FakeExtractor;"
        "sys.exit(cli.main([sys.argv[1]], lambda _: FakeExtractor()))"
    )
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-c", script, str(article)]
    ended = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, cwd=REPOSITORY, check=False)
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (1, b"")
