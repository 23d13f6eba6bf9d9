"""Names of people: full names, surnames, titles, namesakes."""

from __future__ import annotations

import dataclasses

import pytest

from service.attribution.linking import Linker
from service.attribution.resolver import resolve
from service.domain.document import NameKind, Sentence
from service.domain.quotes import SourceForm
from service.domain.spans import Span
from service.domain.speakers import SpeakerKind
from tests.attribution.articles import detected, name_of, parsed, resolved, speaker


def texts(answer, index=-1):
    return [span.text for span in answer.links[index].path]


def test_a_surname_takes_the_full_name_given_before():
    text = "Marta Lindqvist opened the harbour on Monday.\n\n“The piers are ready,” Lindqvist said."
    answer = resolved(
        text, {"Marta Lindqvist": "PERSON", "Lindqvist": "PERSON"}, ("Lindqvist", "“The piers are ready,”")
    )
    assert name_of(answer) == "Marta Lindqvist"
    assert texts(answer) == ["Lindqvist", "Marta Lindqvist"]
    assert speaker(answer).aliases == ("Lindqvist",)
    assert answer.links[0].form is SourceForm.NAME


def test_a_surname_takes_the_full_name_given_after():
    text = "“The piers are ready,” Lindqvist said.\n\nMarta Lindqvist runs the harbour."
    answer = resolved(
        text, {"Marta Lindqvist": "PERSON", "Lindqvist": "PERSON"}, ("Lindqvist", "“The piers are ready,”")
    )
    assert name_of(answer) == "Marta Lindqvist"


@pytest.mark.parametrize(
    "source",
    [
        "Mayor Marta Lindqvist",
        "Danish Harbour Minister Marta Lindqvist",
        "Ms. Lindqvist",
        "Lindqvist, the mayor",
        "the mayor, Marta Lindqvist",
    ],
)
def test_titles_and_appositions_are_no_part_of_the_name(source):
    text = f"Marta Lindqvist met the press.\n\n{source} said the piers are ready."
    answer = resolved(text, {"Marta Lindqvist": "PERSON", "Lindqvist": "PERSON"}, (source, "the piers are ready"))
    assert name_of(answer) == "Marta Lindqvist"
    assert speaker(answer).kind is SpeakerKind.PERSON


def test_an_apposed_title_is_the_description():
    text = "Danish Harbour Minister Marta Lindqvist said the piers are ready."
    answer = resolved(
        text, {"Marta Lindqvist": "PERSON"}, ("Danish Harbour Minister Marta Lindqvist", "the piers are ready")
    )
    assert speaker(answer).description == "Danish Harbour Minister"


def test_the_person_in_apposition_to_a_possessed_role_is_the_speaker():
    text = "Holt’s press secretary, Ines Brandt, said the piers are ready."
    answer = resolved(
        text,
        {"Holt": "PERSON", "Ines Brandt": "PERSON"},
        ("Holt’s press secretary, Ines Brandt,", "the piers are ready"),
    )
    assert name_of(answer) == "Ines Brandt"


def test_two_of_one_surname_are_told_apart_by_title():
    names = {"Peter Falk": "PERSON", "Anna Falk": "PERSON", "Falk": "PERSON"}
    text = "Peter Falk and Anna Falk visited the yard.\n\nMs. Falk said the yard is old.\n\nMr. Falk said it is new."
    answer = resolved(text, names, ("Ms. Falk", "the yard is old"), ("Mr. Falk", "it is new"))
    assert [name_of(answer, i) for i in (0, 1)] == ["Anna Falk", "Peter Falk"]


def test_short_and_long_forms_of_a_first_name_are_one_person():
    text = "Benjamin Stroud opened the fair.\n\nBen Stroud said the fair is new."
    answer = resolved(text, {"Benjamin Stroud": "PERSON", "Ben Stroud": "PERSON"}, ("Ben Stroud", "the fair is new"))
    assert len(speaker(answer).mentions) == 2


@pytest.mark.parametrize(("full", "short"), [("Maureen", "Mo"), ("Mohamed", "Mo"), ("Muhammad", "Mohammed")])
def test_forms_of_a_first_name_are_one_persons(full, short):
    text = f"{full} Stroud opened the fair.\n\n{short} Stroud said the fair is new."
    names = {f"{full} Stroud": "PERSON", f"{short} Stroud": "PERSON"}
    assert len(speaker(resolved(text, names, (f"{short} Stroud", "the fair is new"))).mentions) == 2


def test_different_first_names_stay_two_people():
    names = {"Peter Falk": "PERSON", "Anna Falk": "PERSON"}
    text = "Peter Falk said the yard is old.\n\nAnna Falk said the yard is new."
    answer = resolved(text, names, ("Peter Falk", "the yard is old"), ("Anna Falk", "the yard is new"))
    assert answer.links[0].entity != answer.links[1].entity


def test_a_transcript_label_in_capitals_is_the_person():
    text = "Host Marta Lindqvist met Ben Stroud.\n\nSTROUD: The fair is new."
    answer = resolved(text, {"Marta Lindqvist": "PERSON", "Ben Stroud": "PERSON"}, ("STROUD", "The fair is new."))
    assert name_of(answer) == "Ben Stroud"


def test_questions_and_answers_belong_to_the_interviewer_and_the_person_asked():
    text = "Marta Lindqvist runs the harbour. Lindqvist met us.\n\nQ: Is it ready?\n\nA: The piers are ready."
    names = {"Marta Lindqvist": "PERSON", "Lindqvist": "PERSON"}
    answer = resolved(text, names, ("Q", "Is it ready?"), ("A", "The piers are ready."))
    assert [name_of(answer, i) for i in (0, 1)] == ["Q", "Marta Lindqvist"]
    assert speaker(answer, 0).kind is SpeakerKind.UNNAMED


def test_a_person_the_tagger_missed_is_found_in_the_source():
    text = "Gordon Vesely said the piers are ready."
    answer = resolved(text, {}, ("Gordon Vesely", "the piers are ready"))
    assert name_of(answer) == "Gordon Vesely"
    assert speaker(answer).kind is SpeakerKind.PERSON


def test_junior_is_another_person_where_the_elder_is_named_first():
    names = {"Harry Nolan": "PERSON", "Harry Nolan Jr.": "PERSON"}
    text = "Harry Nolan opened the shop.\n\nHarry Nolan Jr. said the shop is old."
    answer = resolved(text, names, ("Harry Nolan Jr.", "the shop is old"))
    assert name_of(answer) == "Harry Nolan Jr."


def test_joint_speakers_are_a_group_with_members():
    text = "Marta Lindqvist met Ben Stroud.\n\nLindqvist and Stroud said the fair is new."
    names = {"Marta Lindqvist": "PERSON", "Ben Stroud": "PERSON", "Lindqvist": "PERSON", "Stroud": "PERSON"}
    answer = resolved(text, names, ("Lindqvist and Stroud", "the fair is new"))
    group = speaker(answer)
    assert (group.name, group.kind) == ("Marta Lindqvist and Ben Stroud", SpeakerKind.GROUP)
    assert [answer.entities[m].name for m in group.members] == ["Marta Lindqvist", "Ben Stroud"]


def test_two_titles_joined_by_and_are_one_person():
    text = "Former mayor and party leader Ben Stroud said the fair is new."
    answer = resolved(text, {"Ben Stroud": "PERSON"}, ("Former mayor and party leader Ben Stroud", "the fair is new"))
    assert name_of(answer) == "Ben Stroud"
    assert not speaker(answer).members


def test_a_party_tagged_as_a_person_is_nobody_a_pronoun_may_mean():
    text = "Harbour minister Marta Lindqvist spoke of cranes, which some Democrats sell. She said the piers are ready."
    answer = resolved(text, {"Marta Lindqvist": "PERSON", "Democrats": "PERSON"}, ("She", "the piers are ready"))
    assert name_of(answer) == "Marta Lindqvist"
    answer = resolved(text.replace("She", "Democrats"), {"Democrats": "PERSON"}, ("Democrats", "the piers are ready"))
    assert speaker(answer).kind is SpeakerKind.GROUP


@pytest.mark.parametrize("tagged", ["Marta Lindqvist", "of Harbours Marta Lindqvist"])
def test_an_office_with_of_is_no_part_of_the_name(tagged):
    text = (
        "Former Minister of Harbours Marta Lindqvist said the piers are ready.\n\n"
        "The former minister said the cranes are not."
    )
    answer = resolved(
        text,
        {tagged: "PERSON"},
        ("Former Minister of Harbours Marta Lindqvist", "the piers are ready"),
        ("The former minister", "the cranes are not"),
    )
    assert [name_of(answer, i) for i in (0, 1)] == ["Marta Lindqvist", "Marta Lindqvist"]


def test_a_first_name_split_like_a_contraction_is_whole():
    text = "Anna Lindqvist, a pilot, said the piers are ready."
    article = parsed(text, {"Anna Lindqvist": "PERSON"})
    first, *rest = article.sentences[0].tokens
    halves = (
        dataclasses.replace(first, end=2, text="An", upos="DET"),
        dataclasses.replace(first, start=2, text="na", upos="ADP"),
    )
    article = dataclasses.replace(article, sentences=(Sentence(0, len(text), (*halves, *rest)),))
    found = detected(text, [("Anna Lindqvist, a pilot", "the piers are ready")])
    assert name_of(resolve(article, found)) == "Anna Lindqvist"


def test_a_hyphen_joins_two_first_names_tagged_apart():
    text = "Anna-Marta Lindqvist said the piers are ready."
    names = {"Anna": "PERSON", "Marta Lindqvist": "PERSON"}
    assert name_of(resolved(text, names, ("Anna-Marta Lindqvist", "the piers are ready"))) == "Anna-Marta Lindqvist"


def test_a_first_name_that_the_tagger_missed_the_second_time_tells_brothers_apart():
    text = (
        "The play is by Danish Stroud and Ben Stroud.\n\n“We wrote it at sea,” said Ben Stroud.\n\n"
        "Danish Stroud said the piers are ready."
    )
    article = parsed(text, {"Danish Stroud": "PERSON", "Ben Stroud": "PERSON"})
    last = max(article.names, key=lambda n: n.span.start)
    cut = dataclasses.replace(last, span=Span.of(text, last.span.end - len("Stroud"), last.span.end))
    article = dataclasses.replace(article, names=(*article.names[:-1], cut))
    found = detected(text, [("Danish Stroud", "the piers are ready")])
    assert name_of(resolve(article, found)) == "Danish Stroud"


@pytest.mark.parametrize(
    "tagged", [{"Marta": "PERSON", "Lindqvist": "PERSON"}, {"Marta “Mole” Lindqvist": "PERSON"}, {}]
)
def test_a_nickname_in_marks_is_an_alias_and_left_out_of_the_name(tagged):
    text = "Then Marta “Mole” Lindqvist built them.\n\n“The piers are ready,” Lindqvist said."
    answer = resolved(text, {**tagged, "Lindqvist": "PERSON"}, ("Lindqvist", "“The piers are ready,”"))
    assert name_of(answer) == "Marta Lindqvist"
    assert answer.entities[0].aliases == ("Marta “Mole” Lindqvist", "Lindqvist")


@pytest.mark.parametrize("letters", ["KC", "MP", "OBE"])
def test_letters_after_a_name_are_no_surname(letters):
    text = f"Marta Lindqvist {letters} spoke first.\n\n“The piers are ready,” Lindqvist said."
    names = {f"Marta Lindqvist {letters}": "PERSON", "Lindqvist": "PERSON"}
    answer = resolved(text, names, ("Lindqvist", "“The piers are ready,”"))
    assert name_of(answer).startswith("Marta Lindqvist")


def test_a_surname_in_s_that_the_tagger_missed_is_the_persons():
    text = "Marta Rivers spoke first.\n\nOn Monday Rivers said the piers are ready."
    answer = resolved(text, {"Marta Rivers": "PERSON"}, ("Rivers", "the piers are ready"))
    assert name_of(answer) == "Marta Rivers"


def test_a_source_cut_at_the_comma_still_reaches_the_name_in_apposition():
    text = "The council’s head of property, Marta Lindqvist, said the piers are ready."
    article = parsed(text, {"Marta Lindqvist": "PERSON"})
    (sentence,) = article.sentences
    head = next(i for i, t in enumerate(sentence.tokens) if t.text == "head")
    tokens = [dataclasses.replace(t, head=head, deprel="appos") if t.text == "Marta" else t for t in sentence.tokens]
    article = dataclasses.replace(article, sentences=(dataclasses.replace(sentence, tokens=tuple(tokens)),))
    found = detected(text, [("The council’s head of property,", "the piers are ready")])
    assert name_of(resolve(article, found)) == "Marta Lindqvist"


def test_a_surname_that_speaks_is_rather_of_the_namesake_who_spoke_before():
    text = (
        "Marta Lindqvist said the piers are ready.\n\nHer brother Ben Lindqvist kept the gate.\n\n"
        "Lindqvist said the cranes are not."
    )
    names = dict.fromkeys(("Marta Lindqvist", "Ben Lindqvist", "Lindqvist"), "PERSON")
    answer = resolved(text, names, ("Marta Lindqvist", "the piers are ready"), ("Lindqvist", "the cranes are not"))
    assert name_of(answer) == "Marta Lindqvist"


def test_a_first_name_before_a_noun_is_none():
    text = "Marine biologist Ana Ruiz said that demand is weak. She said that it rains."
    answer = resolved(
        text, {"Ana Ruiz": "PERSON"}, ("Marine biologist Ana Ruiz", "that demand is weak"), ("She", "that it rains")
    )
    assert name_of(answer) == "Ana Ruiz"


@pytest.mark.parametrize("end", ["", ",", ", who", " who", " (who", ", 61, who", " is", " (R), who"])
def test_a_text_may_end_in_the_middle_of_a_description(end):
    text = f"It is ready, said Ana Ruiz{end}"
    assert name_of(resolved(text, {"Ana Ruiz": "PERSON"}, ("Ana Ruiz", "It is ready"))) == "Ana Ruiz"


def test_who_that_asks_stands_for_nobody():
    text = "The mayor and Ana Ruiz met on Tuesday over who asked that it opens."
    answer = resolved(text, {"Ana Ruiz": "PERSON"}, ("who", "that it opens"))
    assert name_of(answer) is None


def test_a_role_and_name_at_the_end_of_a_phrase_are_the_speaker():
    text = "A party asked candidate Marta Lindqvist said the piers are ready."
    answer = resolved(
        text, {"Marta Lindqvist": "PERSON"}, ("party asked candidate Marta Lindqvist", "the piers are ready")
    )
    assert name_of(answer) == "Marta Lindqvist"


def test_a_surname_that_is_an_adjective_too_is_the_persons():
    text = "Marta Small built them.\n\nOn Monday Small, who left, said the piers are ready. Small boats said no."
    answer = resolved(
        text, {"Marta Small": "PERSON"}, ("Small, who left,", "the piers are ready"), ("Small boats", "no")
    )
    assert [name_of(answer, i) for i in (0, 1)] == ["Marta Small", "small boats"]


def test_a_namesake_who_is_named_later_only_does_not_take_an_earlier_surname():
    text = "Marta Lindqvist runs the harbour. Lindqvist said the piers are old.\n\n“They are new,” Odd Lindqvist said."
    names = {"Marta Lindqvist": "PERSON", "Odd Lindqvist": "PERSON", "Lindqvist": "PERSON"}
    answer = resolved(text, names, ("Lindqvist", "the piers are old"), ("Odd Lindqvist", "“They are new,”"))
    assert [name_of(answer, i) for i in (0, 1)] == ["Marta Lindqvist", "Odd Lindqvist"]


def test_a_name_does_not_grow_into_the_title_of_the_article():
    text = "Odd Berg Praises Piers.\n\nOdd Berg said the piers are old."
    names = {"Odd Berg Praises": "PERSON", "Odd Berg": "PERSON"}
    answer = resolved(text, names, ("Odd Berg", "Praises Piers"), ("Odd Berg", "the piers are old"))
    assert [name_of(answer, i) for i in (0, 1)] == ["Odd Berg"] * 2


def test_the_full_stop_of_a_sentence_is_no_part_of_a_surname():
    text = "The order is by Odd Berg. Berg said the piers are old."
    article = parsed(text, {"Odd Berg.": "PERSON", "Berg": "PERSON"})
    first = article.sentences[0]
    stop = first.tokens[-1]
    glued = dataclasses.replace(first.tokens[-2], end=stop.end, text="Berg.")
    first = dataclasses.replace(first, tokens=(*first.tokens[:-2], glued))
    name = dataclasses.replace(article.names[0], span=Span.of(text, text.index("Odd"), stop.end))
    article = dataclasses.replace(article, sentences=(first, *article.sentences[1:]), names=(name, *article.names[1:]))
    answer = resolve(article, detected(text, [("Berg", "the piers are old")]))
    assert name_of(answer) == "Odd Berg"


@pytest.mark.parametrize(
    ("tagged", "name"),
    [
        ("Ben Stroud of Harbour Watch", "Ben Stroud"),
        ("Ben Stroud Show", "Ben Stroud"),
        ("Still Stroud", "Ben Stroud"),
    ],
)
def test_what_a_tagger_took_into_a_name_is_left_out(tagged, name):
    text = f"Reporters met Ben Stroud.\n\n{tagged} began at noon.\n\nStroud said the fair is new."
    answer = resolved(text, {"Ben Stroud": "PERSON", tagged: "PERSON"}, ("Stroud", "the fair is new"))
    assert name_of(answer) == name


def test_who_is_named_only_as_a_relative_does_not_own_the_surname():
    text = "Marta Stroud, whose husband, the pilot Ben Stroud, died, met the press.\n\nStroud said the fair is new."
    names = {"Marta Stroud": "PERSON", "Ben Stroud": "PERSON", "Stroud": "PERSON"}
    assert name_of(resolved(text, names, ("Stroud", "the fair is new"))) == "Marta Stroud"


def test_a_name_that_the_tagger_calls_a_pronoun_is_a_name():
    text = "Ben Stroud met the press. Stroud said the fair is new."
    article = parsed(text, {"Ben Stroud": "PERSON", "Stroud": "PERSON"})
    found = detected(text, [("Stroud", "the fair is new")])
    sentences = tuple(
        dataclasses.replace(
            s, tokens=tuple(dataclasses.replace(t, upos="PRON") if t.start == 26 else t for t in s.tokens)
        )
        for s in article.sentences
    )
    assert text[26:32] == "Stroud"
    assert name_of(resolve(dataclasses.replace(article, sentences=sentences), found)) == "Ben Stroud"


def test_people_of_an_office_are_no_name():
    text = "The harbour opened. Spokesmen at the yard said the fair is new."
    answer = resolved(text, {"Spokesmen": "PERSON"}, ("Spokesmen at the yard", "the fair is new"))
    assert name_of(answer).casefold() == "spokesmen at the yard"


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Lindqvist and her aides", "Marta Lindqvist and her aides"),
        ("young Liberals and their allies", "young Liberals and their allies"),
        ("the \"old guard", "old guard"),
    ],
)
def test_groups_are_named_as_they_are_written(source, name):
    text = f"Marta Lindqvist met the press. {source} said the fair is new."
    answer = resolved(text, {"Marta Lindqvist": "PERSON", "Lindqvist": "PERSON"}, (source, "the fair is new"))
    assert name_of(answer) == name


def test_whom_the_text_calls_by_the_first_name_is_not_meant_by_the_surname():
    text = (
        "Marta Berg runs the harbour with her husband, Odd Berg.\n\nMarta Berg shook her head. Odd Berg laughed.\n\n"
        "Odd told a neighbour so. Berg said the piers are old."
    )
    names = {"Marta Berg": "PERSON", "Odd Berg": "PERSON", "Odd": "PERSON", "Berg": "PERSON"}
    assert name_of(resolved(text, names, ("Berg", "the piers are old"))) == "Marta Berg"


def test_a_word_without_a_title_is_the_firm_where_the_person_has_one():
    text = (
        "Kestrel released a list. Kestrel said the piers are old.\n\nIda Kestrel founded it. Mr. Odd came.\n\n"
        "Mrs. Kestrel left. Later Mrs. Kestrel returned."
    )
    article = parsed(text, {"Ida Kestrel": "PERSON", "Kestrel": "PERSON"})
    firm = [n for n in article.names if n.span.text == "Kestrel" and text[n.span.start - 5 : n.span.start] != "Mrs. "]
    names = [dataclasses.replace(n, kind=NameKind.ORG) if n in firm else n for n in article.names]
    article = dataclasses.replace(article, names=tuple(names))
    answer = resolve(article, detected(text, [("Kestrel", "the piers are old")]))
    assert speaker(answer).kind is SpeakerKind.ORGANIZATION


@pytest.mark.parametrize(
    "source",
    [
        "Liberal front-runner and former secretary of state Ida Holm",
        "master of ceremonies Ida Holm",
        "former mayor and party leader Ida Holm",
    ],
)
def test_titles_of_several_words_are_one_person_s(source):
    text = f"{source} said the piers are old."
    assert name_of(resolved(text, {"Ida Holm": "PERSON"}, (source, "the piers are old"))) == "Ida Holm"


def test_somebody_named_within_a_description_is_not_described_by_it():
    text = "Ida Holm spoke on Monday.\n\nThe lawyer whose letters Ida Holm read said the piers are old."
    answer = resolved(text, {"Ida Holm": "PERSON"}, ("The lawyer whose letters Ida Holm read", "the piers are old"))
    assert name_of(answer) != "Ida Holm"


def test_where_somebody_is_from_is_no_name():
    text = "Odd Berg came.\n\nFriends left. Later the Norlandian said the piers are old."
    answer = resolved(text, {"Odd Berg": "PERSON", "Norlandian": "PERSON"}, ("the Norlandian", "the piers are old"))
    assert speaker(answer).kind is not SpeakerKind.PERSON


def test_a_determiner_that_the_source_was_cut_behind_counts():
    text = "Odd Berg came to Norland.\n\nFriends left, but the lawyer said the piers are old."
    answer = resolved(text, {"Odd Berg": "PERSON", "Norland": "LOC"}, ("lawyer", "the piers are old"))
    assert name_of(answer) == "Odd Berg"


def test_who_speaks_of_a_namesake_in_full_is_the_other():
    text = (
        "Ida Holm runs. Ida Holm leads. Ida Holm won. Odd Holm spoke in the city.\n\n"
        "“The piers are old,” Holm said of Ida Holm."
    )
    names = {"Ida Holm": "PERSON", "Odd Holm": "PERSON", "Holm": "PERSON"}
    assert name_of(resolved(text, names, ("Holm", "“The piers are old,”"))) == "Odd Holm"


def test_what_somebody_rules_does_not_make_the_surname_a_body():
    text = "Tarik Velan, the leader, came. Velan's Norland is strong.\n\nVelan said the piers are old."
    article = parsed(text, {"Tarik Velan": "PERSON", "Velan's Norland": "ORG", "Velan": "PERSON"})
    answer = resolve(article, detected(text, [("Velan", "the piers are old")]))
    assert name_of(answer) == "Tarik Velan"


def test_a_relative_named_last_does_not_take_the_surname():
    text = (
        "Odd Holm died there. Ida Holm, mother of the victim Odd Holm, met many.\n\n"
        "Holm said the piers are old."
    )
    names = {"Ida Holm": "PERSON", "Odd Holm": "PERSON", "Holm": "PERSON"}
    assert name_of(resolved(text, names, ("Holm", "the piers are old"))) == "Ida Holm"


def test_the_first_of_two_surnames_may_stand_alone():
    text = "Ida Prieto Soler leads the bank.\n\nMs. Prieto said the piers are old."
    names = {"Ida Prieto Soler": "PERSON", "Prieto": "PERSON"}
    assert name_of(resolved(text, names, ("Ms. Prieto", "the piers are old"))) == "Ida Prieto Soler"


@pytest.mark.parametrize("whose", ["wife", "aide", "lawyer"])
def test_whoever_belongs_to_somebody_with_a_title_is_not_that_one(whose):
    text = f"It rained. The {whose} of the Norland President Odd Berg said the piers are old."
    source = f"The {whose} of the Norland President Odd Berg"
    answer = resolved(text, {"Odd Berg": "PERSON", "Norland": "LOC"}, (source, "the piers are old"))
    assert name_of(answer) != "Odd Berg"


def test_titles_without_end_are_no_trouble():
    text = "The " + "mayor and " * 600 + "mayor said the piers are old."
    assert resolved(text, {}, ("mayor", "the piers are old")) is not None


def test_a_name_in_a_description_is_not_whom_the_text_is_about():
    text = "Odd Berg came to the city. Odd Berg left.\n\nThe Lincoln actor said the piers are old."
    answer = resolved(text, {"Odd Berg": "PERSON", "Lincoln": "PERSON"}, ("The Lincoln actor", "the piers are old"))
    assert name_of(answer) == "Lincoln actor"


def test_a_titled_surname_of_nobody_named_in_full_is_no_namesake():
    text = "It rained. Mr. Holm said the piers are old."
    found = Linker(parsed(text, {"Holm": "PERSON"}), detected(text, [("Mr. Holm", "the piers are old")]))
    assert found.answer(0).how == "bare name"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hanne Kvistdal swims.\n\nKvistdal and her crew left.\n\nKvistdal said the piers are old.", "person"),
        ("Hanne Kvistdal swims. Hanne Kvistdal dives.\n\nKvistdal said the piers are old.", "organization"),
    ],
)
def test_of_equals_a_bare_word_is_rather_whoever_is_named_in_full_with_it(text, kind):
    article = parsed(text, {"Hanne Kvistdal": "PERSON", "Kvistdal": "PERSON"})
    *others, last = article.names
    names = (*others, dataclasses.replace(last, kind=NameKind.ORG))
    answer = resolve(dataclasses.replace(article, names=names), detected(text, [("Kvistdal", "the piers are old")]))
    assert speaker(answer).kind == kind
