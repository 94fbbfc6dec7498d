"""Administrators add people, say what they may do, sign them out; no passwords."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from alliances.models import User
from tests.clients import Window
from tests.factories import make_user
from tests.pages.mails import code_of

pytestmark = pytest.mark.django_db

ADD = "admin:alliances_user_add"


@pytest.fixture
def anton():
    return make_user("anton@example.org", is_staff=True, is_superuser=True)


@pytest.fixture
def administrator(client, anton):
    client.force_login(anton)
    return client


@pytest.fixture
def sent(mailoutbox, django_capture_on_commit_callbacks):
    """Return what mails an act sends, each with its address and its text."""

    def act(method, *about):
        with django_capture_on_commit_callbacks(execute=True):
            answer = method(*about)
        return answer, [(each.to, each.subject, each.body) for each in mailoutbox]

    return act


def page_of(row):
    return reverse("admin:alliances_user_change", args=[row.pk])


def proven(person):
    rows = EmailAddress.objects.filter(user=person, verified=True)
    return [each.email for each in rows]


def end_all(administrator, *people):
    """Press what ends the sessions of people on the list."""
    return administrator.post(
        reverse("admin:alliances_user_changelist"),
        {
            "action": "end_all_sessions",
            "_selected_action": [each.pk for each in people],
        },
    )


def signed_in(person):
    window = Window()
    typed = {"login": person.email, "password": "a long password"}
    window.post(reverse("account_login"), typed)
    return window


def is_in(window):
    return window.get(reverse("alliance-list")).status_code == 200


def test_a_person_is_added_without_a_password_and_told_by_mail(administrator, sent):
    stated = {"email": "new@example.org", "full_name": "New Person"}

    page = administrator.get(reverse(ADD)).content.decode()
    answer, mails = sent(administrator.post, reverse(ADD), stated)

    person = User.objects.get(email="new@example.org")
    assert 'type="password"' not in page
    assert answer.status_code == 302
    assert not person.has_usable_password()
    assert not person.is_staff
    assert proven(person) == ["new@example.org"]
    ((to, subject, body),) = mails
    assert (to, subject) == (
        ["new@example.org"],
        "Sector Skills Alliances: There is an account for you",
    )
    assert f"http://testserver{reverse('account_reset_password')}\n" in body


def test_who_was_added_chooses_a_password_by_a_code(administrator, mailoutbox):
    administrator.post(reverse(ADD), {"email": "new@example.org", "full_name": "N."})
    browser = Window()

    browser.post(reverse("account_reset_password"), {"email": "new@example.org"})
    code = {"code": code_of(mailoutbox[-1])}
    browser.post(reverse("account_confirm_password_reset_code"), code)
    browser.post(
        reverse("account_complete_password_reset"), {"password1": "a-long-secret-here"}
    )

    person = User.objects.get(email="new@example.org")
    assert person.check_password("a-long-secret-here")


def test_a_person_is_not_added_twice_in_another_case(administrator):
    make_user("a@b.example")

    answer = administrator.post(reverse(ADD), {"email": "A@B.example"})

    errors = answer.context["errors"]
    assert [str(each) for group in errors for each in group] == [
        "There is an account with this address."
    ]
    assert User.objects.filter(email__iexact="a@b.example").count() == 1


def test_a_person_is_found_and_changed(administrator):
    person = make_user(email="coordinator@example.org")
    listing = reverse("admin:alliances_user_changelist")

    found = administrator.get(listing, {"q": "coordinator@"}).context["cl"].result_list
    answer = administrator.post(
        page_of(person),
        {"email": person.email, "full_name": "Maria", "is_active": "on"},
    )

    person.refresh_from_db()
    assert list(found) == [person]
    assert answer.status_code == 302
    assert person.full_name == "Maria"


def test_an_address_an_administrator_writes_down_counts_as_proven(administrator, sent):
    person = make_user(email="old@example.org")
    stated = {"email": "new@example.org", "full_name": "Maria", "is_active": "on"}

    _answer, mails = sent(administrator.post, page_of(person), stated)

    assert proven(person) == ["new@example.org"]
    assert [(to, subject) for to, subject, _body in mails] == [
        ([each], "Sector Skills Alliances: Your account was changed")
        for each in ("new@example.org", "old@example.org")
    ]


def test_another_name_proves_no_address_and_is_no_mail(administrator, sent):
    person = make_user(email="maria@example.org")
    EmailAddress.objects.update(verified=False)
    stated = {"email": person.email, "full_name": "Maria", "is_active": "on"}

    _answer, mails = sent(administrator.post, page_of(person), stated)

    assert proven(person) == []
    assert mails == []


@pytest.mark.parametrize("change", [{"is_active": ""}, {"is_staff": "on"}])
def test_the_owner_hears_that_an_account_is_closed_or_may_more(
    administrator, sent, change
):
    person = make_user(email="maria@example.org")
    stated = {"email": person.email, "full_name": person.full_name, "is_active": "on"}

    _answer, mails = sent(administrator.post, page_of(person), stated | change)

    assert [(to, subject) for to, subject, _body in mails] == [
        ([person.email], "Sector Skills Alliances: Your account was changed")
    ]


def test_nobody_types_a_password_for_somebody_else(administrator):
    person = make_user()
    address = reverse("admin:auth_user_password_change", args=[person.pk])
    typed = {"password1": "another-long-secret", "password2": "another-long-secret"}

    answers = administrator.get(address), administrator.post(address, typed)

    person.refresh_from_db()
    assert [each.status_code for each in answers] == [404, 404]
    assert not person.check_password("another-long-secret")


def test_sessions_of_one_person_end_and_are_told(administrator, anton, sent):
    maria, zora = make_user("maria@example.org"), make_user("zora@example.org")
    here, there, other = signed_in(maria), signed_in(maria), signed_in(zora)

    _answer, mails = sent(end_all, administrator, maria)

    assert [is_in(each) for each in (here, there, other)] == [False, False, True]
    assert [(to, subject) for to, subject, _body in mails] == [
        (
            ["maria@example.org"],
            "Sector Skills Alliances: You were signed out everywhere",
        )
    ]
    logged = LogEntry.objects.values_list("user", "object_id", "change_message")
    assert list(logged) == [(anton.pk, str(maria.pk), "Sessions ended: 2")]


def test_who_is_signed_in_nowhere_leaves_no_trace(administrator, sent):
    _answer, mails = sent(end_all, administrator, make_user())

    assert mails == []
    assert LogEntry.objects.count() == 0


def test_ending_sessions_asks_for_a_proof(administrator):
    maria = make_user()
    window = signed_in(maria)
    administrator.let_proofs_age(seconds=3600)

    answer = end_all(administrator, maria)

    assert answer.status_code == 302
    assert "/reauthenticate/" in answer["Location"]
    assert is_in(window)
