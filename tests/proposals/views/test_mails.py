"""The page on which mails are chosen, and the link that stops one kind."""

import pytest
from django.urls import reverse

from proposals.emails.muting import stop_link
from proposals.enums import MailKind, Rhythm
from proposals.models import MailChoice
from proposals.selectors.letters.mail_choices import choices_of, rhythm_of
from tests.factories import make_user

pytestmark = pytest.mark.django_db

FOUND, MOVED, MISSING, REFUSED, TOO_OFTEN = 200, 302, 404, 422, 429


@pytest.fixture
def person(client):
    person = make_user()
    client.force_login(person)
    return person


def given(person, **changed):
    return {each.kind.value: each.rhythm.value for each in choices_of(person)} | changed


def test_choices_are_shown_saved_and_shown_again(client, person):
    page = reverse("mail-choices")

    shown = client.get(page).content.decode()
    saved = client.post(page, given(person, comments="never"))

    assert "Somebody names you in a comment" in shown
    assert "You would not notice if somebody else did it." in shown
    assert (saved.status_code, saved["Location"]) == (MOVED, page)
    assert rhythm_of(person.pk, MailKind.COMMENTS) == Rhythm.NEVER
    assert 'value="never" id="id_comments_2" checked' in " ".join(
        client.get(page).content.decode().replace(" required", "").split()
    )


def test_what_a_kind_does_not_have_is_refused(client, person):
    answer = client.post(reverse("mail-choices"), given(person, digest="at_once"))

    assert answer.status_code == REFUSED
    assert "<title>Error: " in answer.content.decode()
    assert MailChoice.objects.count() == 0


def test_account_leads_to_the_choices(client, person):  # noqa: ARG001  # signed in
    shown = client.get(reverse("account")).content.decode()

    assert f'href="{reverse("mail-choices")}"' in shown


def path_of(link, settings):
    return link.removeprefix(settings.SITE_URL)


def test_opening_a_stop_link_changes_nothing(client, settings):
    link = path_of(stop_link(make_user().pk, MailKind.COMMENTS), settings)

    codes = {getattr(client, how)(link).status_code for how in ("get", "head")}

    assert codes == {FOUND}
    assert MailChoice.objects.count() == 0


def test_a_post_without_cookies_or_token_stops_the_kind(settings):
    from django.test import Client  # noqa: PLC0415  # one that checks for forgery

    person = make_user()
    link = path_of(stop_link(person.pk, MailKind.COMMENTS), settings)
    program = Client(enforce_csrf_checks=True)

    for _time in range(2):
        answer = program.post(link, {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == FOUND
    assert "Stopped" in answer.content.decode()
    assert MailChoice.objects.values_list("person", "kind", "rhythm").get() == (
        person.pk,
        "comments",
        "never",
    )


@pytest.mark.parametrize("changed", ["scope", "key", "kind", "signature"])
def test_a_link_stops_nothing_but_its_own(client, settings, changed):
    person, other = make_user(), make_user()
    link = path_of(stop_link(person.pk, MailKind.COMMENTS), settings)
    forged = {
        "scope": link.replace("/person/", "/question/"),
        "key": link.replace(f"/{person.pk}/", f"/{other.pk}/"),
        "kind": link.replace("/comments/", "/mention/"),
        "signature": f"{link[:-2]}{'0' if link[-2] != '0' else '1'}/",
    }[changed]

    assert client.get(forged).status_code == MISSING
    assert client.post(forged).status_code == MISSING
    assert MailChoice.objects.count() == 0


def test_who_tries_many_links_is_held_back(client, settings, monkeypatch):
    monkeypatch.setattr("proposals.views.mails.RATES", "2/m/ip")
    link = path_of(stop_link(make_user().pk, MailKind.COMMENTS), settings)

    codes = [client.get(link).status_code for _time in range(3)]

    assert codes == [FOUND, FOUND, TOO_OFTEN]
    assert client.post(link).status_code == TOO_OFTEN
    assert MailChoice.objects.count() == 0


def test_signature_of_a_link_is_masked_in_logs(settings):
    from config.logs import masked_text  # noqa: PLC0415  # only here

    link = path_of(stop_link(1, MailKind.COMMENTS), settings)

    assert masked_text(link) == "/mails/stop/person/1/comments/[masked]/"
