"""What is known of a form is what Stanza makes of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from stanza.models.common.utils import simplify_punct

from service.nlp.reading.forms import MARKS, distinct, simplified

FORMS = st.lists(st.text(min_size=1, max_size=3), min_size=1)


@given(st.text(alphabet=[*MARKS, "a", "."], min_size=1) | st.text(min_size=1))
def test_marks_are_simplified_as_stanza_does(form):
    assert simplified(form) == simplify_punct([[[form]]])[0][0][0]


@given(FORMS)
def test_each_form_is_found_again(forms):
    different, which = distinct(forms)
    assert [different[i] for i in which] == forms
    assert len(set(different)) == len(different)
