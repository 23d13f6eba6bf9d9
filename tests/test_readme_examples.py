"""The README's examples of the API, run against a server; what it shows of their output must be what they print."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from werkzeug.serving import make_server

from service.api.app import create_app
from service.api.ports import Limits

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf8")
SECTION = README.split("### The API by example\n")[1].split("\nThe same from the command line")[0]
# Each block of code with the block of its output, empty where none is shown.
EXAMPLES = re.findall(r"```(\w+)\n(.*?)```\n(?:\n```\n(.*?)```\n)?", SECTION, re.DOTALL)
BIN = Path(sys.executable).parent
COMMANDS = {"sh": ["sh", "-e"], "python": [sys.executable, "-"], "js": ["node", "--input-type=module", "-"]}

pytestmark = [
    pytest.mark.models,
    pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed"),
    pytest.mark.skipif(not (BIN / "openapi-python-client").exists(), reason="the development requirements are missing"),
]


@pytest.fixture
def server(pipeline):
    """The host and port of a server on the real pipeline."""
    running = make_server("127.0.0.1", 0, create_app(pipeline, Limits(100_000, 2**21)), threaded=True)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    yield f"127.0.0.1:{running.port}"
    running.shutdown()
    thread.join()


def test_the_examples(server, tmp_path):
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    languages = [language for language, *_ in EXAMPLES]
    assert languages == ["sh", "sh", "python", "js", "sh", "python"]
    for language, code, shown in EXAMPLES:
        if not shutil.which(COMMANDS[language][0]):
            continue  # Node is nothing that the service needs.
        code = code.replace("127.0.0.1:8000", server).replace(".venv/bin", str(BIN))
        done = subprocess.run(
            COMMANDS[language], input=code.encode(), cwd=tmp_path, capture_output=True, check=False, timeout=300
        )
        assert done.returncode == 0, (code, done.stderr.decode())
        printed = done.stdout.decode().replace("\r\n", "\n")
        assert printed and (not shown or printed == shown), code
