"""What is stored is read by others later, in their languages."""

import pytest
from django.apps import apps
from django.utils.translation import gettext

from proposals.errors import NotEligible
from proposals.models import Proposal, SubmissionAttempt
from proposals.selectors.submissions.attempts import attempts_of
from tests.factories import make_call, make_eligible_draft, make_user, submit
from tests.languages import pseudo
from tests.languages.stored import texts_of
from tests.proposals.views.every_page import EMPTY, World

pytestmark = pytest.mark.django_db


def test_nothing_that_is_stored_speaks_the_language_of_who_stored_it():
    with pseudo.offered(), pseudo.speak():
        World(EMPTY, make_user(is_staff=True))
        assert pseudo.ANY_WIDE.search(gettext("Country"))

    spoken = {
        (model.__name__, str(text)[:200])
        for model in apps.get_models()
        for text in texts_of(model)
        if pseudo.ANY_WIDE.search(str(text))
    }
    assert spoken == set()


def test_what_became_of_a_press_is_stored_in_english_and_read_in_every_language():
    grant = "grant-within-ceiling"
    call = make_call(unverified_clauses="warn", unverified=(grant,))
    draft = make_eligible_draft(call, grant_requested_eur=9_000_000, duration_months=7)
    with pseudo.offered(), pseudo.speak():
        with pytest.raises(NotEligible) as refused:
            submit(draft)
        Proposal.objects.update(duration_months=48)
        submit(draft, accepts_unverified=(grant,))
        stood, refusal = attempts_of(draft).listed
        assert refusal.reason == str(refused.value)

    stored = "\n".join(SubmissionAttempt.objects.values_list("reason", flat=True))
    assert not pseudo.ANY_WIDE.search(stored)
    assert "Submitted in spite of what is named here." in stored
    assert pseudo.ANY_WIDE.search(refusal.reason)
    assert pseudo.ANY_WIDE.search(stood.reason)
