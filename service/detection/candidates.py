"""What the rules of structure find: attributions before they are weighed against the tagger's."""

from __future__ import annotations

from dataclasses import dataclass

from service.domain.spans import Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible quote.

    `content` holds its spans in text order; `cue` and `source` are None where no words stand for them;
    `follows_previous` marks a free-standing quotation that goes on with the run of the speaker before it; `score` is
    the rule's own estimate, 0 to 1; `rule` names the rule that found it; `source_score` is how sure the source is.
    """

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    follows_previous: bool
    score: float
    rule: str
    source_score: float = 1.0

    @property
    def start(self) -> int:
        """Where the content starts."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """Where the content ends."""
        return self.content[-1].end
