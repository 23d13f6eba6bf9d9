"""What a corpus job cannot go on after."""

from __future__ import annotations

from service.domain.errors import WhosaidError


class CorpusError(WhosaidError):
    """The job cannot be run as it is asked for; the message names the file, option or column at fault."""
