"""The command line: one article in, its quotes out.

``python -m service article.txt`` prints what POST /v1/quotes answers; ``-`` reads standard input.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from service import settings
from service.api.offsets import Unit
from service.api.ports import Extractor
from service.api.requests import QuotesRequest
from service.api.serialise import answer, encode
from service.domain.errors import WhosaidError
from service.domain.extraction import Extraction
from service.domain.quotes import Quote
from service.domain.spans import joined

FAILURE = 2


class InputError(WhosaidError):
    """The article cannot be read or is not one; the message names the file."""


def main(arguments: Sequence[str] | None = None, load: Callable[[Path], Extractor] | None = None) -> int:
    """Runs the command line on `arguments`, by default the process's own, and returns its exit status.

    `load` turns the folder of the models into an extractor, by default the service's own pipeline.
    """
    options = _parser().parse_args(arguments)
    try:
        chosen = settings.load()
        # The article is looked at first: loading the models takes seconds.
        text = read_article(options.article, chosen.limits.max_text_chars)
        extractor = (load or _load)(chosen.models)
        extraction = extractor.extract(text)
    except WhosaidError as error:
        print(f"whosaid: {error}", file=sys.stderr)
        return FAILURE
    if options.pretty:
        output = pretty(extraction).encode(errors="replace")
    else:
        output = encode(answer(QuotesRequest(text, offsets=options.offsets), extraction, extractor.info)) + b"\n"
    return _write(output)


def read_article(name: str, max_chars: int) -> str:
    """The article in the file `name`, or on standard input for ``-``, exactly as it stands there.

    Raises InputError where it cannot be read, is not UTF-8, is empty or has more than `max_chars` code points.
    """
    try:
        text = (sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()).decode()
    except OSError as error:
        raise InputError(f"{name}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: not UTF-8 at byte {error.start}") from error
    if not text:
        raise InputError(f"{name}: empty")
    if len(text) > max_chars:
        raise InputError(f"{name}: {len(text)} code points; up to {max_chars} are allowed (MAX_TEXT_CHARS)")
    return text


def pretty(extraction: Extraction) -> str:
    """One quote a line: id, type, speaker, cue and content."""
    names = {speaker.id: speaker.name for speaker in extraction.speakers}
    return "".join(_line(quote, names.get(quote.speaker or "")) + "\n" for quote in extraction.quotes)


def _line(quote: Quote, name: str | None) -> str:
    unresolved = f"unknown ({joined(quote.source)})" if quote.source else "unknown"
    cue = f" [{joined(quote.cue.spans)}]" if quote.cue else ""
    return _plain(f"{quote.id} {quote.type.value} {name or unresolved}{cue}: {joined(quote.content)}")


def _plain(text: str) -> str:
    """`text` on one line and without characters that a terminal could take for commands."""
    return "".join(c if c.isprintable() else "\ufffd" for c in " ".join(text.split()))


def _load(models: Path) -> Extractor:
    settings.use_one_compute_thread()
    # Imported here, since it takes seconds: --help and a misspelt file name need no models.
    from service.pipeline import Pipeline  # noqa: PLC0415

    return Pipeline.load(models)


def _write(output: bytes) -> int:
    try:
        sys.stdout.buffer.write(output)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # The reader, such as head, has seen enough.  The interpreter flushes once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m service",
        description="Finds the quotes of a news article.",
        epilog="A whole archive: python -m service corpus --help",
    )
    parser.add_argument("article", help="a UTF-8 text file, or - for standard input")
    parser.add_argument("--pretty", action="store_true", help="a readable list, one quote a line, instead of JSON")
    parser.add_argument(
        "--offsets", type=Unit, choices=list(Unit), default=Unit.CODEPOINT, help="unit of the offsets in the JSON"
    )
    return parser
