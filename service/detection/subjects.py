"""Whose words a verb reports: its subject, found through coordination, participles and by-agents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.detection.clauses import Tree
from service.detection.lexicon import words
from service.detection.verbs import AGENTIVE, DOCUMENTS, PEOPLE, SPEECH, TELLING
from service.domain.document import Token
from service.domain.spans import Span

_STEPS = 4  # verbs that hand their subject on: "went on to say and to add"
# verbs that lend their subject to the infinitive of a verb of speech and leave it asserted
_RAISING = words("use go continue begin start seem appear decline refuse come proceed rush")
_QUOTING = words("quote cite report")
# what others say or notice of somebody leaves him the source: "is said to have told", "was overheard telling"
_HANDED = words(
    "say report believe understand allege think know claim rumour rumor overhear hear see catch record film tape"
)
_NOBODY = words("nobody none nothing anyone anybody anything everything something one there what whatever")
_DEMONSTRATIVE = words("this that these those")


@dataclass(frozen=True, slots=True)
class Source:
    """The words `first` to `last` that name a source; `weak` where they may name a thing or fact."""

    head: int
    first: int
    last: int
    weak: bool


def source_of(tree: Tree, verb: int) -> Source | None:
    """The source of a verb; None where there is none, or where it is the writer, the reader or nobody."""
    if _passive(tree, verb):
        return _agent(tree, verb)
    if (quoted := _quoted(tree, verb)) is not None:
        return quoted
    current = verb
    for _ in range(_STEPS):
        subject = tree.child(current, "nsubj", *(("nsubj:pass",) if current != verb else ()))
        head = tree.head(current)
        if subject is not None:
            return _joined(tree, current, subject)
        if head is None or tree.child(current, "expl", "csubj") is not None:
            return None
        if tree.tokens[current].deprel.split(":")[0] == "acl" and _participle(tree, current):
            return _before(tree, head, current)
        if not _hands_on(tree, current, head):
            break
        current = head
    return None


def speaker_of(tree: Tree, verb: int) -> Span | None:
    """The words that name a verb's source, where they surely name one that can speak."""
    source = source_of(tree, verb)
    if source is None or source.weak or not can_find(tree, source.head):
        return None
    return tree.span(source.first, source.last)


def quoted_by(tree: Tree, cue: Span) -> int | None:
    """The verb of speech that a cue of quoting leads to, whose source is the one quoted.

    "the agency [quoted] X as saying", "X [was quoted as saying] by the agency", "X [was overheard] telling friends".
    """
    for verb, token in enumerate(tree.tokens):
        head = tree.head(verb)
        if token.upos != "VERB" or head is None or not _participle(tree, verb) or tree.lemma(verb) not in SPEECH:
            continue
        lent = _quoted(tree, verb) is not None or (_passive(tree, head) and _hands_on(tree, verb, head))
        if lent and cue.start <= tree.tokens[head].start < cue.end:
            return verb
    return None


def lends(tokens: Sequence[Token], cue: Span) -> bool:
    """Whether a cue may be one of quoting or of a passive that `quoted_by` looks for; cheap, since few are."""
    for i, token in enumerate(tokens):
        if cue.start <= token.start < cue.end:
            passive = token.lemma in _HANDED and any(t.lemma == "be" for t in tokens[max(0, i - 3) : i])
            if passive or token.lemma in _QUOTING:
                return True
    return False


def can_find(tree: Tree, head: int) -> bool:
    """Whether a source is one that speaks, or shows in words: a person, a body, a study."""
    lemma = tree.lemma(head)
    named = tree.tokens[head].upos in {"PROPN", "PRON"}
    return named or lemma in DOCUMENTS or lemma in PEOPLE or (lemma.endswith(AGENTIVE) and lemma != "factor")


def misread_clause(tree: Tree, verb: int) -> int | None:
    """The clause of "told X that Y wants it", which parsers hang on X as if "that" stood for X."""
    if tree.lemma(verb) not in TELLING:
        return None
    told = tree.child(verb, "obl:agent", "iobj", "obj")
    clause = tree.child(told, "acl:relcl") if told is not None else None
    if clause is None or tree.tokens[tree.first[clause]].text.lower() != "that":
        return None
    subject = tree.child(clause, "nsubj")
    return clause if subject is not None and subject != tree.first[clause] else None


def _passive(tree: Tree, verb: int) -> bool:
    return tree.child(verb, "nsubj:pass", "aux:pass", "csubj:pass") is not None


def _agent(tree: Tree, verb: int) -> Source | None:
    """The by-phrase of a passive."""
    for child in tree.children[verb]:
        case = tree.child(child, "case")
        if tree.tokens[child].deprel.startswith("obl") and case is not None and tree.lemma(case) == "by":
            whole, clause = _whole(tree, child), misread_clause(tree, verb)
            last = tree.first[clause] - 1 if clause is not None else tree.last[child]
            return whole and Source(child, max(whole.first, case + 1), last, whole.weak)
    return None


def _quoted(tree: Tree, verb: int) -> Source | None:
    """Who is quoted, before "as saying": "the agency quoted [the minister] as saying", "[X] was quoted as saying"."""
    mark, head = tree.child(verb, "mark", "case"), tree.head(verb)
    if head is None or mark is None or tree.lemma(mark) != "as" or not _participle(tree, verb):
        return None
    if tree.lemma(head) not in _QUOTING or head >= mark:
        return None
    subject = tree.child(head, "nsubj:pass")
    if subject is not None:
        return _whole(tree, subject)
    # Its words and not its tree: parsers make two objects of a title and a name.
    words = [i for i in range(head + 1, mark) if tree.tokens[i].upos != "PUNCT"]
    return Source(words[-1], words[0], words[-1], False) if words else None


def _hands_on(tree: Tree, verb: int, head: int) -> bool:
    """Whether a verb without a subject has that of its head."""
    relation = tree.tokens[verb].deprel
    if tree.tokens[head].upos not in {"VERB", "AUX"}:
        return False
    if relation == "conj":
        return not _passive(tree, head)
    if _passive(tree, head):  # "is said to have told", "was overheard telling"
        return relation in ("xcomp", "advcl") and tree.lemma(head) in _HANDED
    if relation == "xcomp":
        return tree.lemma(head) in _RAISING and tree.child(head, "obj") is None
    return relation == "advcl" and _participle(tree, verb) and tree.child(verb, "mark") is None


def _participle(tree: Tree, verb: int) -> bool:
    return tree.tokens[verb].text.lower().endswith("ing")


def _before(tree: Tree, noun: int, verb: int) -> Source | None:
    """The noun that a participle belongs to, up to the participle: "a letter [saying that …]"."""
    whole = _whole(tree, noun)
    if whole is None or tree.first[verb] <= noun:
        return None
    case = tree.child(noun, "case")
    first = case + 1 if case is not None and whole.first <= case < noun else whole.first
    return Source(noun, first, tree.first[verb] - 1, whole.weak)


def _whole(tree: Tree, noun: int) -> Source | None:
    """A subject with all that belongs to it."""
    token = tree.tokens[noun]
    lemma = tree.lemma(noun)
    if token.feat("Person") in {"1", "2"} or lemma in _NOBODY or token.deprel.startswith("expl"):
        return None
    pronoun = token.upos in {"PRON", "DET"}
    if pronoun and (token.feat("PronType") == "Int" or (lemma in _DEMONSTRATIVE and not _relative(tree, noun))):
        return None
    if tree.child(noun, "case") is not None and token.deprel.startswith("nsubj"):
        return None
    if token.upos not in {"NOUN", "PROPN", "PRON", "DET", "NUM", "ADJ"}:
        return None
    return Source(noun, tree.first[noun], tree.last[noun], pronoun and lemma in {"it", "which", "that"})


def _joined(tree: Tree, verb: int, subject: int) -> Source | None:
    """The subject, with the one right behind it where a parser made two of a title and a name."""
    whole = _whole(tree, subject)
    others = (c for c in tree.children[verb] if tree.tokens[c].deprel == "nsubj" and c > subject)
    other = next(others, None)
    if whole is None or other is None or tree.first[other] != whole.last + 1 or tree.tokens[other].upos != "PROPN":
        return whole
    return Source(other, whole.first, tree.last[other], False)


def _relative(tree: Tree, noun: int) -> bool:
    return tree.tokens[noun].feat("PronType") == "Rel"
