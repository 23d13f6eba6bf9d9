"""Resolves the parsed words of one source to a record."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from service.attribution.answers import Answer
from service.attribution.discourse import Discourse
from service.attribution.lexicon import (
    DEFINITE,
    FEMALE_NOUNS,
    FIRST_PLURAL,
    FIRST_SINGULAR,
    GROUP_HEADS,
    MALE_NOUNS,
    PERCEPTION_NOUNS,
    PERSON_HEADS,
    POSSESSIVES,
    QUANTIFIERS,
    RELATIVE,
    SECOND,
)
from service.attribution.names import NameMention
from service.attribution.nominals import Nominals, head_of
from service.attribution.phrases import Nominal, Parse, Shape
from service.attribution.pronouns import Context, candidates, class_of, ranked
from service.attribution.records import Place, Record
from service.domain.document import NameKind
from service.domain.quotes import Detected
from service.domain.speakers import SpeakerKind

AUTHOR = "author"
READERS = "readers"
NEAR_SENTENCES = 2
_WRITERS = frozenset({"reporter", "author", "writer", "columnist", "journalist", "correspondent"})


class Sources:
    """Resolution of sources, front to back; what is found is noted in the discourse."""

    def __init__(
        self,
        discourse: Discourse,
        nominals: Nominals,
        detected: Sequence[Detected],
        speaker: Callable[[int], int | None],
        author: Record | None,
    ) -> None:
        self.discourse = discourse
        self.nominals = nominals
        self.phrases = discourse.phrases
        self.reading = discourse.phrases.reading
        self.register = discourse.register
        self._detected = detected
        self._speaker = speaker
        self._author = author
        self._by_name: dict[tuple[SpeakerKind, str], Record] = {}
        self._first_answer = -1

    def resolve(self, parse: Parse, place: Place) -> Answer | None:
        """Who the source at `place` is; notes the mention and who spoke last."""
        answer = self._label(place) or self._resolve(parse, place)
        if answer is None:
            return None
        record = self.register.records[answer.record]
        if parse.shape is not Shape.NAME:
            self.discourse.note(place, record)
        self.discourse.last_speaker = answer.record
        return answer

    def _label(self, place: Place) -> Answer | None:
        """The "A" of questions and answers is the person most named before, "Q" whoever asks."""
        label = self.reading.text[place[0] : place[1]]
        if label == "Q":
            return Answer(self._named_group("Q", SpeakerKind.UNNAMED, place).number, (), "question label", 1.0)
        record = self.discourse.main_person(self._answers_from(place[0])) if label == "A" else None
        return None if record is None else Answer(record.number, (), "answer label", 1.0)

    def _answers_from(self, offset: int) -> int:
        """Where the first answer label of the article stands."""
        if self._first_answer < 0:
            self._first_answer = offset
        return self._first_answer

    def _resolve(self, parse: Parse, place: Place) -> Answer | None:
        if parse.shape is Shape.NAME:
            return self._named(parse)
        if parse.shape is Shape.PRONOUN:
            return self._pronoun(parse.pronoun, place)
        if parse.shape is Shape.JOINT:
            return self._joint(parse, place)
        return self._nominal(parse.nominal, place) if parse.nominal is not None else None

    def _named(self, parse: Parse) -> Answer | None:
        mention = parse.name
        record = None if mention is None else self.register.named(mention)
        if mention is None or record is None:
            return None
        if mention.kind is not NameKind.PERSON:
            return Answer(record.number, (mention.place,), "organisation", 1.0)
        if mention.place in self.register.doubtful:
            return Answer(record.number, (mention.place,), "namesake", 0.5)
        longest = max(len(m.parts) for m in record.names)
        how = "full name" if len(mention.parts) > 1 else "surname" if longest > 1 else "bare name"
        return Answer(record.number, (mention.place,), how, 1.0)

    def _pronoun(self, index: int, place: Place) -> Answer | None:
        word = self.phrases.words[index]
        if word.lower in FIRST_SINGULAR or word.lower in FIRST_PLURAL:
            return self._first_person(word.lower, (word.start, word.end))
        if word.lower in SECOND:
            if self.reading.speech(word.start) is not None or self.reading.marked(word.start):
                return None
            return Answer(self._named_group(READERS, SpeakerKind.GROUP, (word.start, word.end)).number, (), "reader", 1.0)
        if word.lower in RELATIVE:
            return self._relative(index)
        if class_of(word.lower):
            return self._third_person(index)
        if word.lower in QUANTIFIERS:
            record = self._named_group(word.lower, SpeakerKind.GROUP, (word.start, word.end))
            return Answer(record.number, (), "quantifier", 1.0)
        return None

    def _first_person(self, pronoun: str, place: Place) -> Answer | None:
        """Inside a quote its speaker; outside all quotation marks the author."""
        quote = self.reading.speech(place[0])
        if quote is None and self._labelled(place[0]):
            quote = self.reading.reported(place[0])
        if quote is not None:
            number = self._speaker(quote)
            how = "first person" if pronoun in FIRST_SINGULAR else "first person plural"
            return None if number is None else Answer(number, (), how, 1.0)
        if self.reading.marked(place[0]):
            return None
        if self._author is not None:
            return Answer(self._author.number, (), "byline", float(pronoun in FIRST_SINGULAR))
        return Answer(self._named_group(AUTHOR, SpeakerKind.UNNAMED, place).number, (), "author", float(pronoun in FIRST_SINGULAR))

    def _labelled(self, offset: int) -> bool:
        """Whether the words here follow a speaker's label in a transcript ("NAME: …")."""
        quote = self.reading.reported(offset)
        source = () if quote is None else self._detected[quote].source
        return bool(source) and self.reading.text[source[-1].end : source[-1].end + 2].lstrip().startswith(":")

    def _named_group(self, name: str, kind: SpeakerKind, place: Place) -> Record:
        key = (kind, name.casefold())
        if key not in self._by_name:
            self._by_name[key] = self.register.add(kind, name, place)
        return self._by_name[key]

    def _third_person(self, index: int) -> Answer | None:
        word = self.phrases.words[index]
        kind = class_of(word.lower)
        reported = self.reading.reported(word.start)
        direct = self.reading.speech(word.start) is not None
        if kind in ("it", "they"):
            self._note_phrases(word.start, kind)
        context = Context(word.start, word.lower, None if reported is None else self._speaker(reported), direct)
        options = ranked(kind, candidates(self.discourse, context))
        if not options:
            return self._cataphora(index, kind)
        score, best = options[0]
        self.discourse.last_pronoun[kind] = best.record
        return Answer(best.record, ((word.start, word.end), best.event.place), f"pronoun {kind}", score)

    def _note_phrases(self, offset: int, kind: str) -> None:
        """Takes the noun phrases and joined names just before as mentions that "it" or "they" may mean."""
        if kind == "they":
            self._note_pairs(offset)
        for earlier in self.nominals.recent(offset, NEAR_SENTENCES):
            nominal, word = earlier.nominal, self.phrases.words[earlier.nominal.head]
            what = self.nominals.kind(nominal)
            people = what is SpeakerKind.GROUP and (head_of(word) in PERSON_HEADS | GROUP_HEADS or word.upos == "PROPN")
            if people if kind == "they" else what in (SpeakerKind.DOCUMENT, SpeakerKind.ORGANIZATION) and not word.plural:
                self.discourse.note(earlier.place, self._own(nominal, what, earlier.place, None))

    def _note_pairs(self, offset: int) -> None:
        """Takes two names joined by "and" as one mention of both."""
        words, last = self.phrases.words, None
        for event in reversed(list(self.discourse.before(offset))[:20]):
            after = self.reading.at(*event.place)
            joined = last is not None and words[after.start - 1].lower == "and" and words[last[1]].lower == "and"
            if joined and last is not None and last[1] == after.start - 1 and last[2] != event.record:
                people = [self.register.records[n] for n in (last[2], event.record)]
                if all(r.kind is SpeakerKind.PERSON for r in people):
                    self.discourse.note((last[0], event.end), self._together(people, (last[0], event.end)))
            last = (event.start, after.stop, event.record)

    def _together(self, people: list[Record], place: Place) -> Record:
        """The group of several records, made once."""
        members = tuple(r.number for r in people)
        for record in self.register.records:
            if record.members and set(record.members) == set(members):
                return record
        names = [r.name for r in people]
        record = self.register.add(SpeakerKind.GROUP, ", ".join(names[:-1]) + " and " + names[-1], place)
        record.members, record.plural = members, True
        return record

    def _cataphora(self, index: int, kind: str) -> Answer | None:
        """A pronoun before anybody is named means the first person named after it, where he or she fits."""
        if kind not in ("he", "she"):
            return None
        word = self.phrases.words[index]
        for event in self.discourse.after(word.end):
            record = self.register.records[event.record]
            if record.kind is SpeakerKind.PERSON:
                if record.gender not in ("", "m" if kind == "he" else "f"):
                    continue
                return Answer(record.number, ((word.start, word.end), event.place), "cataphora", float(bool(record.gender)))
        return None

    def _relative(self, index: int) -> Answer | None:
        """A relative pronoun means the noun the parser hangs its clause on, else what stands before it."""
        words = self.phrases.words
        clause = words[index].head
        head = words[clause].head if clause >= 0 and words[clause].deprel.startswith("acl") else -1
        if head < 0:
            head = index - 1
            while head > 0 and (not words[head].text[:1].isalnum() or words[head].upos == "ADP"):
                head -= 1
        if head < 0 or words[head].sentence != words[index].sentence or words[head].upos in ("VERB", "AUX", "PRON"):
            return None
        mention = self._person_before(head) if words[index].lower in ("who", "whom", "whose") else None
        mention = mention or self.phrases.inside.get(head)
        if mention is not None:
            record = self.register.named(mention)
            return None if record is None else Answer(record.number, (mention.place,), "relative name", 1.0)
        nominal = self.phrases.around(head)
        if nominal.head < 0:
            return None
        place = (words[nominal.first].start, words[nominal.last - 1].end)
        answer = self._nominal(nominal, place)
        return None if answer is None else Answer(answer.record, (place, *answer.via), "relative", answer.score)

    def _person_before(self, head: int) -> NameMention | None:
        """The person named in the phrase that ends at `head`, or to whom that phrase is an apposition.

        "X of Ohio, who", "X, an analyst at a bank, who"; a noun for people nearer than the name takes the clause.
        """
        words, i, people = self.phrases.words, head, False
        while i >= 0 and words[i].sentence == words[head].sentence:
            mention = self.phrases.inside.get(i)
            if mention is not None and mention.kind is NameKind.PERSON:
                apposed = words[mention.last].text in (",", "(", "-", "—") if mention.last < len(words) else False
                return mention if not people or apposed else None
            if mention is None and words[i].upos in ("VERB", "AUX", "SCONJ"):
                return None
            people = people or (mention is None and words[i].noun and (words[i].plural or words[i].lemma in PERSON_HEADS))
            i -= 1
        return None

    def _joint(self, parse: Parse, place: Place) -> Answer | None:
        answers = [self._resolve(p, self._place_of(p, place)) for p in parse.parts]
        if any(a is None for a in answers):
            return None
        members = tuple(dict.fromkeys(a.record for a in answers if a is not None))
        if len(members) == 1:
            return answers[0]
        record = self._together([self.register.records[m] for m in members], place)
        return Answer(record.number, (), "joint", min(a.score for a in answers if a is not None))

    def _place_of(self, parse: Parse, whole: Place) -> Place:
        words = self.phrases.words
        if parse.name is not None:
            return parse.name.place
        if parse.nominal is not None:
            return words[parse.nominal.first].start, words[parse.nominal.last - 1].end
        return (words[parse.pronoun].start, words[parse.pronoun].end) if parse.pronoun >= 0 else whole

    def _nominal(self, nominal: Nominal, place: Place) -> Answer | None:
        words = self.phrases.words
        owner = None if nominal.owner is None else self._owner(nominal.owner)
        if nominal.owner is not None and words[nominal.head].lower in PERCEPTION_NOUNS:
            return owner
        kind = self.nominals.kind(nominal)
        if nominal.determiner == "this" and words[nominal.head].lower in _WRITERS:
            return self._first_person("i", (words[nominal.head].start, words[nominal.head].end))
        definite = nominal.determiner in DEFINITE or (nominal.determiner == "" and nominal.owner is None)
        if definite and nominal.owner is None:
            found = self._described(nominal, kind, place)
            if found is not None:
                return found
        if nominal.determiner in DEFINITE and not words[nominal.head].plural:
            earlier = self.nominals.earlier(nominal, place[0])
            if earlier is not None:
                before = self._own(earlier.nominal, kind, earlier.place, None)
                return Answer(before.number, (earlier.place,), f"earlier {kind}", 1.0)
        record = self._own(nominal, kind, place, owner)
        return Answer(record.number, (), f"own {kind}", 1.0 if owner is None else owner.score)

    def _described(self, nominal: Nominal, kind: SpeakerKind, place: Place) -> Answer | None:
        """A named person or organisation that the phrase describes."""
        if kind is SpeakerKind.ORGANIZATION and nominal.determiner in DEFINITE:
            body = self.nominals.organisation(nominal, place[0])
            return None if body is None else Answer(body[0].number, (), "described organisation", body[1])
        if kind is not SpeakerKind.UNNAMED or self.phrases.words[nominal.head].lower in ("person", "man", "woman", "source"):
            return None
        person = self.nominals.person(nominal, place[0])
        if person is not None and person[1] >= 1.0:
            return Answer(person[0].number, (), "described person", person[1])
        head = self.phrases.words[nominal.head]
        if nominal.determiner not in DEFINITE or nominal.end > nominal.last or head_of(head) not in PERSON_HEADS:
            return None
        return self._topic(nominal, place, None if person is None else person[0])

    def _topic(self, nominal: Nominal, place: Place, likely: Record | None) -> Answer | None:
        """Whom a description means that fits nobody by its words: the person the text is about there."""
        if self.nominals.introduced(nominal, place[0]):
            return None
        lemma = self.phrases.words[nominal.head].lemma
        kind = "he" if lemma in MALE_NOUNS else "she" if lemma in FEMALE_NOUNS else "person"
        options = ranked(kind, candidates(self.discourse, Context(place[0], kind, None, False)))
        options = [(p, c) for p, c in options if self.register.records[c.record].kind is SpeakerKind.PERSON]
        if not options:
            return None
        score, best = options[0]
        how = "topic and role" if likely is not None and likely.number == best.record else "topic"
        return Answer(best.record, (best.event.place,), how, score)

    def _owner(self, owner: Place) -> Answer | None:
        """Who possesses a nominal ("his campaign", "Clinton's campaign"); `owner` holds word indices."""
        first, last = owner
        words = self.phrases.words
        if last - first == 1 and words[first].lower in POSSESSIVES:
            return self._pronoun(first, (words[first].start, words[first].end))
        mention = self.phrases.inside.get(last - 1)
        record = None if mention is None else self.register.named(mention)
        return None if record is None else Answer(record.number, (), "owner", 1.0)

    def _own(self, nominal: Nominal, kind: SpeakerKind, place: Place, owner: Answer | None) -> Record:
        """The record named by the phrase itself, the same for equal phrases."""
        words = self.phrases.words
        start, end = words[nominal.first].start, words[max(nominal.end, nominal.last) - 1].end
        name = " ".join(self.reading.text[start : min(end, max(place[1], end))].split())
        if nominal.owner is not None:
            first, last = nominal.owner
            possessor = self.reading.text[words[first].start : words[last - 1].end]
            if owner is not None:
                possessor = self.register.records[owner.record].name
            name = f"{possessor}’s {name}" if owner is not None or words[first].lower not in POSSESSIVES else name
        name = name if not self._sentence_initial(nominal.first) else name[:1].lower() + name[1:]
        record = self._named_group(name, kind, place)
        record.plural = words[nominal.head].plural
        return record

    def _sentence_initial(self, index: int) -> bool:
        """Whether a capital at this word is only that of the sentence."""
        word = self.phrases.words[index]
        first = index == 0 or self.phrases.words[index - 1].sentence != word.sentence
        return first and word.upos != "PROPN" and index not in self.phrases.inside and not word.text.isupper()
