"""Whom a relative pronoun means: the noun or name its clause belongs to."""

from __future__ import annotations

from collections.abc import Callable

from service.attribution.answers import Answer
from service.attribution.appositions import Appositions
from service.attribution.lexicon import GROUP_HEADS, PERSON_NOUNS, QUANTIFIERS
from service.attribution.namekinds import NameMention
from service.attribution.nouns import head_of, is_role
from service.attribution.phrases import ENDINGS, Nominal
from service.attribution.records import Place
from service.attribution.scene import Scene
from service.domain.document import NameKind

_JOINED = 4  # clauses joined by "and" before the one looked at
_DENIED = frozenset({"not", "n't", "no", "never"})
_PLURAL = frozenset({"are", "were", "have"})


class Relatives:
    """Resolution of who, which and that; `nominal` resolves a noun phrase before one, `pronoun` its subject."""

    def __init__(
        self,
        scene: Scene,
        nominal: Callable[[Nominal, Place], Answer | None],
        pronoun: Callable[[int], Answer | None],
    ) -> None:
        self._scene = scene
        self.phrases = scene.phrases
        self.register = scene.register
        self._nominal = nominal
        self._pronoun = pronoun
        self.appositions = Appositions(scene.phrases)

    def resolve(self, index: int) -> Answer | None:
        """A relative pronoun means the noun the parser hangs its clause on, else what stands before it."""
        words = self.phrases.words
        who = words[index].lower in ("who", "whom", "whose")
        if words[index].lower == "who" and index > 0 and words[index - 1].upos == "ADP":
            return None  # "a quarrel over who ordered it": a question
        near = index - 1
        while near > 0 and (not words[near].text[:1].isalnum() or words[near].upos == "ADP"):
            near -= 1
        head = self._antecedent(index, near, who)
        if head < 0 or words[head].sentence != words[index].sentence or words[head].upos in ("VERB", "AUX", "PRON"):
            return None
        mention = self._person_before(head) if who else None
        mention = mention or self.phrases.inside.get(head) or self._titled(head) or self._called(head, index)
        return self._named(mention, index, near) if mention is not None else self._described(head, who)

    def _antecedent(self, index: int, near: int, who: bool) -> int:
        """The word that the pronoun's clause belongs to; `near` is the last one before the pronoun."""
        words = self.phrases.words
        clause = words[index].head
        for _ in range(_JOINED):
            # "whom X named and who left"
            clause = words[clause].head if clause >= 0 and words[clause].deprel == "conj" else clause
        head = words[clause].head if clause >= 0 and words[clause].deprel.startswith("acl") else near
        if who and not self._animate(head, near):
            head = near
        while who and words[head].deprel.startswith("nmod") and not self._human(head) and head > words[head].head >= 0:
            head = words[head].head
        return head

    def _named(self, mention: NameMention, index: int, near: int) -> Answer | None:
        words = self.phrases.words
        both = self._both(mention, index)
        if both is not None:
            return both
        several = near >= mention.last and words[near].deprel == "conj" and words[near].lower in QUANTIFIERS
        thing = words[index].lower == "which" and mention.kind is NameKind.PERSON and len(mention.parts) > 1
        record = None if several or thing else self.register.named(mention)
        return None if record is None else Answer(record.number, (mention.place,), "relative name", 1.0)

    def _both(self, mention: NameMention, index: int) -> Answer | None:
        """Two people joined by "and" before a pronoun whose verb is plural ("X and Y, who say")."""
        words = self.phrases.words
        ahead = mention if mention.last < index - 1 and words[mention.last].lower == "and" else None
        second = mention if ahead is None else self.phrases.names.get(mention.last + 1)
        first = ahead or self.phrases.person_at(mention.first - 2 if words[mention.first - 1].lower == "and" else -1)
        if first is None or second is None or not self._plural_verb(index):
            return None
        people = [self.register.named(m) for m in (first, second) if m.kind is NameKind.PERSON]
        known = [p for p in people if p is not None]
        if len(known) < 2:
            return None
        return Answer(self._scene.together(known, (first.start, second.end)).number, (), "relative name", 1.0)

    def _plural_verb(self, index: int) -> bool:
        """Whether the verb of a pronoun is surely a plural."""
        words = self.phrases.words
        verb = words[words[index].head] if words[index].head > index else None
        if verb is None or verb.sentence != words[index].sentence:
            return False
        own = [w.lower for w in words[index : verb.index] if w.head == verb.index and w.deprel[:3] in ("aux", "cop")]
        bare = verb.lower == verb.lemma and verb.upos == "VERB" and not own
        return bare or verb.lower in _PLURAL or bool(_PLURAL.intersection(own))

    def _described(self, head: int, who: bool) -> Answer | None:
        """Whom the phrase around a noun stands for, or of whom it is said."""
        words = self.phrases.words
        nominal = self.phrases.around(head)
        if nominal.head < 0 or not words[nominal.head].text[:1].isalnum():
            return None
        subject = self._subject(head) if who and not words[head].plural else None
        if subject is not None:
            return subject
        place = (words[nominal.first].start, words[nominal.last - 1].end)
        answer = self._nominal(nominal, place)
        return None if answer is None else Answer(answer.record, (place, *answer.via), "relative", answer.score)

    def _titled(self, head: int) -> NameMention | None:
        """The person whose title is the noun at `head` ("Senator X, who")."""
        after = head + 1
        while after < len(self.phrases.words) and self.phrases.words[after].text == ".":
            after += 1
        return self.phrases.person_at(after) if is_role(self.phrases.words[head]) else None

    def _called(self, head: int, index: int) -> NameMention | None:
        """The name that a noun is called by before the pronoun ("a firm called X, which", "X, a firm that")."""
        body = None if self.phrases.words[head].plural else self.phrases.apposed_to(head)
        return self.appositions.called(head + 1, index) or body

    def _subject(self, head: int) -> Answer | None:
        """Whom a predicate is said of, and not denied: "X was a poor man who", "He is the one who"."""
        words = self.phrases.words
        head = words[head].head if words[head].deprel == "appos" else head
        own = [w for w in words[max(0, head - 12) : max(0, head)] if w.head == head]
        subject = next((w for w in own if w.deprel == "nsubj"), None)
        if subject is None or any(w.lower in _DENIED for w in own) or all(w.deprel != "cop" for w in own):
            return None
        if subject.lower in ("he", "she"):
            return self._pronoun(subject.index)
        mention = self.phrases.person_at(subject.index)
        record = None if mention is None else self.register.named(mention)
        if mention is None or record is None:
            return None
        return Answer(record.number, (mention.place,), "relative name", 1.0)

    def _animate(self, head: int, near: int) -> bool:
        """Whether "who" can mean the parser's antecedent rather than the name just before the pronoun."""
        words = self.phrases.words
        if head < 0 or head in self.phrases.inside:
            return head >= 0 and self.phrases.person_at(head) is not None
        people = self._human(head)
        name = self.phrases.person_at(near)
        if name is None:
            return people or words[head].plural
        linked = any(words[i].upos == "ADP" for i in range(head + 1, name.first))
        return people and (words[head].plural or linked)

    def _human(self, head: int) -> bool:
        """Whether a word is the name of a person or a noun for people."""
        word = self.phrases.words[head]
        return self.phrases.person_at(head) is not None or head_of(word) in PERSON_NOUNS | GROUP_HEADS

    def _person_before(self, head: int) -> NameMention | None:
        """The person named in the phrase that ends at `head`, or to whom that phrase is an apposition.

        "X of Ohio, who", "X, an analyst at a bank, who"; a noun for people nearer than the name takes the clause.
        """
        words, i, people = self.phrases.words, head, False
        while i >= 0 and words[i].sentence == words[head].sentence:
            mention = self.phrases.inside.get(i)
            owns = mention is not None and mention.last < len(words) and words[mention.last].lower in ENDINGS
            if mention is not None and mention.last == head == i + 1 and not is_role(words[head]):
                return None  # "a Holm impersonator who"
            if mention is not None and mention.kind is NameKind.PERSON and not owns:
                apposed = words[mention.last].text in (",", "(", "-", "—") if mention.last < len(words) else False
                return mention if not people or apposed else None
            if mention is None and words[i].upos in ("VERB", "AUX", "SCONJ"):
                return None
            people = people or (
                mention is None and words[i].noun and (words[i].plural or words[i].lemma in PERSON_NOUNS)
            )
            i -= 1
        return None
