"""What was typed before a proof is kept, offered again and forgotten."""

import time
from dataclasses import MISSING, fields
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from alliances.views import kept_forms
from alliances.views.kept_forms import KeptForm
from proposals.models import Colleague
from tests.factories import make_colleague
from tests.pages.test_proof import (
    OFFER,
    draft,
    is_withdrawn,
    late,
    maria,
    prove,
    removal,
    withdrawal,
)

__all__ = ["draft", "late", "maria", "withdrawal"]

pytestmark = pytest.mark.django_db


def test_a_form_of_another_tab_is_kept_and_offered(late, draft, withdrawal):
    row = Colleague.objects.get(person=make_colleague(draft))
    first = late.post(withdrawal, {"note": "<b>typed</b>", "csrfmiddlewaretoken": "x"})
    second = late.post(removal(draft, row.pk))
    prove(late, first)

    offered = late.get(withdrawal).content.decode()
    untouched = is_withdrawn(draft)
    late.post(withdrawal, {"note": "<b>typed</b>"})

    assert second.status_code == 302
    assert OFFER in offered
    assert (
        '<textarea name="note" hidden>\n&lt;b&gt;typed&lt;/b&gt;</textarea>' in offered
    )
    assert 'name="csrfmiddlewaretoken" hidden' not in offered
    assert (untouched, is_withdrawn(draft)) == (False, True)
    assert kept_forms.LEAVE not in late.get(withdrawal).content.decode()


def test_what_is_kept_can_be_dropped(late, draft, maria, withdrawal):
    late.post(withdrawal)
    late.prove(maria, at=time.time())

    answer = late.post(f"{withdrawal}?{kept_forms.LEAVE}=1")

    assert answer.url == reverse("alliance-list")
    assert not is_withdrawn(draft)
    assert kept_forms.LEAVE not in late.get(withdrawal).content.decode()


def test_what_is_kept_is_not_shown_without_a_proof(late, withdrawal):
    late.post(withdrawal)

    assert kept_forms.LEAVE not in late.get(withdrawal).content.decode()


def test_what_is_kept_ends_after_an_hour(late, maria, withdrawal, monkeypatch):
    late.post(withdrawal)
    monkeypatch.setattr(kept_forms, "SECONDS_KEPT", -1)
    late.prove(maria, at=time.time())

    assert kept_forms.LEAVE not in late.get(withdrawal).content.decode()


def test_the_newest_five_forms_are_kept(late, draft):
    keys = [Colleague.objects.get(person=make_colleague(draft)).pk for _ in range(6)]
    for key in keys:
        late.post(removal(draft, key))

    kept = [each["to"] for each in late.session[kept_forms.KEPT]]

    assert kept == [removal(draft, key) for key in keys[1:]]


def test_sessions_outlive_the_hour_of_what_they_keep(late, withdrawal):
    late.post(withdrawal)

    left = Session.objects.get(pk=late.session.session_key).expire_date

    assert left > timezone.now() + timedelta(seconds=kept_forms.SECONDS_KEPT)


def test_form_of_another_release_is_read_as_far_as_it_is_known(late, maria, withdrawal):
    late.post(withdrawal, {"note": "typed"})
    session = late.session
    (kept,) = session[kept_forms.KEPT]
    del kept["had_file"], kept["needs_proof"]
    session[kept_forms.KEPT] = [kept | {"of_a_later_release": 1}]
    session.save()
    late.prove(maria, at=time.time())

    assert kept_forms.LEAVE in late.get(withdrawal).content.decode()


def test_field_of_a_later_release_has_a_default():
    """A release before stores what it knows, which was this."""
    needed = {each.name for each in fields(KeptForm) if each.default is MISSING}

    assert needed == {"to", "page", "typed", "of", "at"}
