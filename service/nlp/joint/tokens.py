"""From the labels of word pieces to sentences of tokens, as Stanza's documents take them."""

from __future__ import annotations

import re
from typing import Any

from numpy.typing import NDArray

from service.nlp.joint.model import CONTRACTION, FIRST, FIRST_CONTRACTION, INSIDE, TOKEN

Token = dict[str, Any]
EXPANDED = "MWT=Yes"
# A double name is one token, as newsrooms and readers take it; the treebanks part it at its hyphen.
DOUBLE = re.compile(r"(?<![\w-])[A-Z](?=\w*[a-z])\w*+(?:-[A-Z](?=\w*[a-z])\w*+)+(?!-)")


def sentences(text: str, places: NDArray[Any], labels: NDArray[Any]) -> list[list[Token]]:
    """The tokens of `text`, half-open code points, from where its word pieces begin and what their labels are.

    A blank ends a token whatever the label says; all that is no blank is in a token.  A piece may stand where there is
    a blank: for control and format characters, which the network sees and Stanza does not.
    """
    whole = {i for match in DOUBLE.finditer(text) for i in range(match.start() + 1, match.end())}
    begins: list[tuple[int, int]] = []
    for place, label in zip(places.tolist(), labels.tolist(), strict=True):
        if text[place].isspace() or (begins and place == begins[-1][0]):
            continue
        if place in whole and begins:
            # A contraction whose first word is a double name begins where that does.
            if label in {CONTRACTION, FIRST_CONTRACTION} and begins[-1][1] not in {CONTRACTION, FIRST_CONTRACTION}:
                begins[-1] = (begins[-1][0], max(begins[-1][1], TOKEN) + 1)
        elif label != INSIDE or not begins or text[place - 1].isspace():
            begins.append((place, label))
    out: list[list[Token]] = []
    stops = [*(place for place, _ in begins[1:]), len(text)]
    for (start, label), stop in zip(begins, stops, strict=False):
        if label >= FIRST or not out:
            out.append([])
        form = text[start:stop].rstrip()
        token = {"id": (len(out[-1]) + 1,), "text": form, "start_char": start, "end_char": start + len(form)}
        if label in {CONTRACTION, FIRST_CONTRACTION}:
            token["misc"] = EXPANDED
        out[-1].append(token)
    return out
