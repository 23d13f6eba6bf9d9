"""Who said each detected quote: links the sources of an article to its people, bodies, documents and groups."""

from __future__ import annotations

from collections.abc import Sequence

from service.attribution.linking import Linker
from service.domain.document import ParsedText
from service.domain.quotes import Detected
from service.domain.speakers import Resolved


def resolve(parsed: ParsedText, detected: Sequence[Detected]) -> Resolved:
    """The speaker entities of an article and one link for each detected quote, in the same order.

    A quote without a source takes the speaker of the quote it follows; one without either has no entity.  A pronoun
    or description that cannot be tied to somebody with reasonable certainty has none either: its form is kept.
    """
    return Linker(parsed, detected).resolved()
