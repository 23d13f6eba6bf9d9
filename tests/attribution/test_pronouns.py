"""Pronouns: third person, first person, relative, and those that nobody fits."""

from __future__ import annotations

import dataclasses

import pytest

from service.attribution.linking import Linker
from service.attribution.pronouns import candidates, pointed_at
from service.attribution.resolver import resolve
from service.attribution.salience import Context
from service.domain.document import Pointed
from service.domain.quotes import Detected, QuoteType, SourceForm
from service.domain.spans import Span
from service.domain.speakers import SpeakerKind
from tests.attribution.articles import detected, name_of, parsed, resolved, retagged, speaker

NAMES = {"Marta Lindqvist": "PERSON", "Ben Stroud": "PERSON", "Lindqvist": "PERSON", "Stroud": "PERSON"}


def test_he_and_she_follow_gender():
    text = "Marta Lindqvist left. Ben Stroud left. She said the piers are ready. He said the fair is new."
    answer = resolved(text, NAMES, ("She", "the piers are ready"), ("He", "the fair is new"))
    assert [name_of(answer, i) for i in (0, 1)] == ["Marta Lindqvist", "Ben Stroud"]
    assert answer.links[0].form is SourceForm.PRONOUN


def test_the_path_leads_from_the_pronoun_over_the_nearest_mention_to_the_name():
    text = "Marta Lindqvist runs the harbour.\n\n“It is old,” Lindqvist said. She said the piers are ready."
    answer = resolved(text, NAMES, ("Lindqvist", "“It is old,”"), ("She", "the piers are ready"))
    assert [s.text for s in answer.links[1].path] == ["She", "Lindqvist", "Marta Lindqvist"]


def test_the_last_speaker_is_meant_rather_than_somebody_he_names():
    text = "Ben Stroud opened the fair.\n\n“Peter Falk knows the yard,” Stroud said. “We asked Falk,” he added."
    names = {**NAMES, "Peter Falk": "PERSON", "Falk": "PERSON"}
    answer = resolved(text, names, ("Stroud", "“Peter Falk knows the yard,”"), ("he", "“We asked Falk,”"))
    assert name_of(answer) == "Ben Stroud"


def test_a_pronoun_without_anybody_is_nobody():
    answer = resolved("The rain came early. She said the piers are ready.", {}, ("She", "the piers are ready"))
    assert answer.links[0].entity is None
    assert answer.links[0].form is SourceForm.PRONOUN


def test_he_never_means_a_woman():
    answer = resolved("Marta Lindqvist opened the fair. He said it is new.", NAMES, ("He", "it is new"))
    assert answer.links[0].entity is None


def test_i_inside_a_quote_is_its_speaker():
    text = "“I think the piers are ready,” Marta Lindqvist said."
    answer = resolved(text, NAMES, ("Marta Lindqvist", "“I think the piers are ready,”"), ("I", "the piers are ready"))
    assert answer.links[0].entity == answer.links[1].entity is not None


def test_i_outside_quotes_is_the_author():
    answer = resolved("I think the piers are ready.", {}, ("I", "the piers are ready"))
    assert (name_of(answer), speaker(answer).kind) == ("author", SpeakerKind.UNNAMED)


@pytest.mark.parametrize(
    "text",
    [
        "By Marta Lindqvist\n\nI think the piers are ready.",
        "A note on harbours.\n\nI think the piers are ready.\n\nThe sea was calm.\n\nMarta Lindqvist is a writer.",
    ],
)
def test_i_is_the_author_whom_the_byline_names(text):
    answer = resolved(text, NAMES, ("I", "the piers are ready"))
    assert name_of(answer) == "Marta Lindqvist"


def test_i_in_words_between_marks_that_are_no_quote_is_nobody():
    answer = resolved("A banner read “I think the piers are ready”.", {}, ("I", "the piers are ready"))
    assert answer.links[0].entity is None


def test_who_means_the_name_before_it_over_an_apposition():
    text = "Officials met Ben Stroud, a former pilot at the yard, who said the fair is new."
    answer = resolved(text, NAMES, ("who", "the fair is new"))
    assert name_of(answer) == "Ben Stroud"


def test_who_means_the_noun_before_it():
    text = "The harbour opened for pilots who say the piers are ready."
    answer = resolved(text, {}, ("who", "the piers are ready"))
    assert (name_of(answer), speaker(answer).kind) == ("pilots", SpeakerKind.GROUP)


def test_they_means_the_group_that_spoke():
    text = "Senior officials said the piers are ready. They said the fair is new."
    answer = resolved(text, {}, ("Senior officials", "the piers are ready"), ("They", "the fair is new"))
    assert answer.links[0].entity == answer.links[1].entity is not None


def test_the_two_are_the_only_two_people_around():
    text = "Marta Lindqvist met Ben Stroud. The two said the fair is new."
    answer = resolved(text, NAMES, ("The two", "the fair is new"))
    assert name_of(answer) == "Marta Lindqvist and Ben Stroud"


def test_it_means_the_body_that_spoke():
    text = "Harbour Watch said the piers are ready. It said the fair is new."
    answer = resolved(
        text, {"Harbour Watch": "ORG"}, ("Harbour Watch", "the piers are ready"), ("It", "the fair is new")
    )
    assert [name_of(answer, i) for i in (0, 1)] == ["Harbour Watch"] * 2


def test_a_pronoun_before_the_first_name_means_the_first_person_named():
    text = "She thinks the piers are ready.\n\nMarta Lindqvist runs the harbour."
    answer = resolved(text, NAMES, ("She", "the piers are ready"))
    assert name_of(answer) == "Marta Lindqvist"


def test_pronouns_tell_the_gender_of_a_name_that_does_not():
    text = (
        "Oluchi Adaeze opened the fair. She sang.\n\nAdaeze spoke of her garden.\n\nAdaeze met Ben Stroud in the hall. "
        "He said the fair is new."
    )
    answer = resolved(text, {**NAMES, "Oluchi Adaeze": "PERSON", "Adaeze": "PERSON"}, ("He", "the fair is new"))
    assert name_of(answer) == "Ben Stroud"


def test_a_quote_that_follows_another_has_its_speaker():
    text = "“The piers are ready,” Lindqvist said.\n\n“The fair is new.”\n\nMarta Lindqvist runs the harbour."
    answer = resolved(text, NAMES, ("Lindqvist", "“The piers are ready,”"), (None, "#0 “The fair is new.”"))
    assert [name_of(answer, i) for i in (0, 1)] == ["Marta Lindqvist"] * 2
    assert [s.text for s in answer.links[1].path] == ["Lindqvist", "Marta Lindqvist"]
    assert answer.links[1].form is None
    assert answer.links[1].confidence <= answer.links[0].confidence


def test_a_quote_with_nobody_behind_it_has_no_speaker():
    answer = resolved("The piers are reportedly ready.", {}, (None, "ready"))
    assert (answer.links[0].entity, answer.links[0].path, answer.entities) == (None, (), ())


def test_pronouns_between_sources_carry_on_who_is_meant():
    text = (
        "Marta Lindqvist opened the fair. She also met Anna Falk. She had never seen her before. "
        "She was late. She said the piers are ready."
    )
    article = parsed(text, {**NAMES, "Anna Falk": "PERSON"})
    found = detected(text, [("She", "the piers are ready")])
    linker = Linker(article, found)
    linker.resolved()
    carried = [e for e in linker.discourse.events if text[e.start : e.end] == "She" and not e.source]
    assert len(carried) == 3
    assert {linker.register.records[e.record].name for e in carried} == {"Marta Lindqvist"}


def test_an_object_pronoun_is_not_the_subject_of_its_own_verb():
    words = parsed("Stroud thanked him.", {}).sentences[0].tokens
    subject, verb, pronoun, stop = words
    tokens = (
        dataclasses.replace(subject, head=1, deprel="nsubj"),
        verb,
        dataclasses.replace(pronoun, head=1, deprel="obj"),
        stop,
    )
    article = parsed("Stroud thanked him.", {"Stroud": "PERSON"})
    article = dataclasses.replace(article, sentences=(dataclasses.replace(article.sentences[0], tokens=tokens),))
    discourse = Linker(article, []).discourse
    (candidate,) = candidates(discourse, Context(15, "him", None, False))
    assert "subject of its own clause" in candidate.features


def test_he_may_be_somebody_the_article_only_describes():
    text = "Marta Lindqvist told the night manager. He said the piers are ready."
    answer = resolved(text, NAMES, ("He", "the piers are ready"))
    assert (name_of(answer), speaker(answer).kind) == ("night manager", SpeakerKind.UNNAMED)


def test_somebody_named_within_the_quotation_is_not_its_speaker():
    text = "Ben Stroud spoke first. “Peter Falk is weak. Falk is late,” he said."
    names = {**NAMES, "Peter Falk": "PERSON", "Falk": "PERSON"}
    answer = resolved(text, names, ("he", "“Peter Falk is weak. Falk is late,”"))
    assert name_of(answer) == "Ben Stroud"


def test_both_are_the_two_named_nearest():
    text = "Ida Holm left. Odd Berg met Marta Lindqvist, and both said the piers are old."
    names = {"Ida Holm": "PERSON", "Odd Berg": "PERSON", "Marta Lindqvist": "PERSON"}
    assert name_of(resolved(text, names, ("both", "the piers are old"))) == "Odd Berg and Marta Lindqvist"


TWO = "Ben Stroud met Carl Falk at the fair. He said the piers are ready."


def pointing(*places, since=0, beyond=0.0):
    """The article where the network points from "He" to these words."""
    article = parsed(TWO, {"Ben Stroud": "PERSON", "Carl Falk": "PERSON"})
    found = tuple((TWO.index(word), TWO.index(word) + len(word), chance) for word, chance in places)
    return dataclasses.replace(article, pointed=(Pointed(TWO.index("He "), since, beyond, found),))


@pytest.mark.parametrize("name", ["Ben Stroud", "Carl Falk"])
def test_a_pronoun_means_whom_the_network_points_to_where_little_else_tells(name):
    assert name_of(resolve(pointing((name, 0.99)), detected(TWO, [("He", "the piers are ready")]))) == name


def test_somebody_outside_what_the_network_read_has_what_it_gives_to_nobody():
    discourse = Linker(pointing(("Carl", 0.2), since=TWO.index("Carl"), beyond=0.7), []).discourse
    first, second = (r.number for r in discourse.register.records)
    assert pointed_at(discourse, TWO.index("He "), {first, second}) == {first: 0.7, second: 0.2}
    assert pointed_at(discourse, 0, {first}) == {}


def test_as_for_somebody_he_is_meant():
    text = "Nils Holm spoke. Nils Holm left. As for Erik Berg, he said the piers are old."
    names = {"Erik Berg": "PERSON", "Nils Holm": "PERSON"}
    answer = resolved(text, names, ("he", "the piers are old"))
    beside = resolved(text.replace("As for", "Beside"), names, ("he", "the piers are old"))
    assert name_of(answer) == "Erik Berg"
    assert name_of(beside) != "Erik Berg" or beside.links[-1].confidence < answer.links[-1].confidence


def test_a_title_before_a_name_is_no_second_person():
    text = "The president, Odd Berg, did it again. He said the piers are old."
    article = retagged(parsed(text, {"Odd Berg": "PERSON"}), 0, Odd={"deprel": "appos"})
    assert name_of(resolve(article, detected(text, [("He", "the piers are old")]))) == "Odd Berg"


def test_whoever_is_named_in_what_is_said_does_not_say_it():
    text = "Ben Stroud met Odd Berg, a pilot.\n\nBen Stroud, he said, runs the yard."
    names = NAMES | {"Odd Berg": "PERSON"}
    start = text.index("Ben Stroud, he")
    content = (Span.of(text, start, start + 10), Span.of(text, text.index("runs"), len(text) - 1))
    source = (Span.of(text, text.index("he said"), text.index("he said") + 2),)
    quote = Detected(content, (), QuoteType.INDIRECT, None, source, None, None, 0.9)
    linker = Linker(parsed(text, names), [quote])
    found = linker.answer(0)
    assert found is not None
    assert linker.register.records[found.record].name == "Odd Berg"


def test_a_noun_within_a_source_is_no_antecedent_beside_it():
    text = "The Lund harbour report said the piers are old. It said the fair is new."
    answer = resolved(text, {}, ("The Lund harbour report", "the piers are old"), ("It", "the fair is new"))
    assert answer.links[0].entity == answer.links[1].entity is not None


def test_a_noun_that_ends_like_a_calling_is_nobody():
    text = "Ben Stroud came by water. He said the piers are ready."
    assert name_of(resolved(text, NAMES, ("He", "the piers are ready"))) == "Ben Stroud"
