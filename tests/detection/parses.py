"""Hand-written parses: one word a line, `form lemma upos head deprel [feats]`, a blank line between sentences.

`_` before a form glues it to the word before; the head counts from 1, 0 is the root, as in CoNLL-U.
"""

from service.domain.document import ParsedText, Sentence, Token
from service.domain.spans import Span


def parse(table: str) -> ParsedText:
    text = ""
    sentences = []
    for block in table.strip().split("\n\n"):
        tokens = []
        for line in block.strip().splitlines():
            form, lemma, upos, head, deprel, *feats = line.split()
            glued = form.startswith("_") and len(form) > 1
            form = form[1:] if glued else form
            text += "" if glued or not text else " "
            start = len(text)
            text += form
            pairs = tuple(tuple(f.split("=")) for f in feats)
            tokens.append(Token(start, len(text), form, lemma, upos, "", pairs, int(head) - 1, deprel))
        sentences.append(Sentence(tokens[0].start, tokens[-1].end, tuple(tokens)))
    return ParsedText(text, (Span.of(text, 0, len(text)),), tuple(sentences), (), ())


def span(parsed: ParsedText, words: str, after: int = 0) -> Span:
    start = parsed.text.index(words, after)
    return Span.of(parsed.text, start, start + len(words))
