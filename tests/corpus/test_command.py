from __future__ import annotations

import subprocess
import sys
from contextlib import nullcontext

import pytest

from service.corpus import command, engine
from service.corpus.job import Columns
from service.corpus.storage import Folder
from service.settings import REPOSITORY
from tests.corpus.stub import Stub


@pytest.mark.parametrize(
    "wrong",
    [[], ["a.jsonl"], ["a.jsonl", "--out", "o", "--block", "0"], ["a.jsonl", "--out", "o", "--actors", "x"],
     ["a.jsonl", "--out", "o", "--max-error-rate", "1.5"], ["a.jsonl", "--out", "o", "--textt", "x"],
     ["a.jsonl", "--out", "o", "--address", "ray://head:10001"], ["a.jsonl", "--out", "o", "--max-error-rate", "nan"]],
)  # fmt: skip
def test_wrong_options_are_refused(wrong, capsys):
    with pytest.raises(SystemExit) as end:
        command.main(wrong)
    assert end.value.code == 2 and "usage: python -m service corpus" in capsys.readouterr().err


def test_columns_asked_for_must_be_there():
    options = command._parser().parse_args(["a", "--out", "o", "--text", "body", "--url", "link"])
    assert command._columns(options) == Columns("body", url="link", asked=frozenset({"body", "link"}))


def test_without_what_it_needs_it_says_what_to_install(monkeypatch, capsys):
    monkeypatch.setattr(command, "find_spec", lambda name: None if name == "ray" else object())
    assert command.main(["a.jsonl", "--out", "o"]) == 2
    assert capsys.readouterr().err == "whosaid: a corpus job needs ray: pip install -r requirements-corpus.txt\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(["none.jsonl"], "none.jsonl: there is no such file"), (["a.csv"], "no column “text”"),
     (["."], "out: lies in the input ."),
     (["a.csv", "--text", "id", "--url", "link"], "no column “link”"), (["b.jsonl.gz"], "b.jsonl.gz: cannot be read")],
)  # fmt: skip
def test_a_wrong_input_is_told_before_anything_is_started(tmp_path, monkeypatch, capsys, arguments, told):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text("id\n1\n")
    (tmp_path / "b.jsonl.gz").write_bytes(b"no gzip")
    assert command.main([*arguments, "--out", "out"], Stub()) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_an_output_that_cannot_be_written_is_told(tmp_path, monkeypatch, capsys):
    def refuse(folder, name, data):
        raise PermissionError(13, "Permission denied", name)

    (tmp_path / "a.jsonl").write_text('{"text": "One."}\n')
    monkeypatch.setattr(Folder, "write", refuse)
    monkeypatch.setattr(engine, "connected", lambda cluster: nullcontext(1))
    monkeypatch.setattr(engine, "ask", lambda function: function())
    assert command.main([str(tmp_path / "a.jsonl"), "--out", str(tmp_path / "out")], Stub()) == 2
    assert capsys.readouterr().err == "whosaid: [Errno 13] Permission denied: 'job.json'\n"


def test_the_service_does_without_ray_and_pyarrow():
    code = "import sys, service.__main__, service.wsgi; sys.exit(bool({'ray', 'pyarrow'} & {*sys.modules}))"
    assert subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, check=False).returncode == 0


def test_python_m_service_knows_the_command():
    run = [sys.executable, "-m", "service", "corpus", "--help"]
    done = subprocess.run(run, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert "--max-error-rate" in done.stdout
    done = subprocess.run([sys.executable, "-m", "service", "./corpus"], capture_output=True, text=True, check=False)
    assert "./corpus: No such file or directory" in done.stderr
