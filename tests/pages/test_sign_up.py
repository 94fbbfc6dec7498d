"""Opening an account: a proven address, no probing, nothing lost without mail."""

import time
from smtplib import SMTPRecipientsRefused

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from alliances.models import User
from config.account_forms import SignUpForm
from proposals.models import AccountLetter
from proposals.services.letters import send_letter
from tests.factories import make_user
from tests.pages.mails import code_of

pytestmark = pytest.mark.django_db

SIGN_UP, CODE = "account_signup", "account_email_verification_sent"
MARIA = {
    "full_name": "Maria Kazlauskienė",
    "email": "Maria@Example.org",
    "password1": "a very long secret",
}


def sign_up(client, **changes):
    return client.post(reverse(SIGN_UP), {**MARIA, **changes}, follow=True)


def enter(client, code, **more):
    return client.post(reverse(CODE), {"code": code, **more}, follow=True)


def test_newcomer_enters_the_code_and_lands_on_the_empty_list(client, mailoutbox):
    page = sign_up(client).content.decode()
    outside = client.get(reverse("alliance-list")).status_code
    answer = enter(client, code_of(mailoutbox[0]))

    user = User.objects.get()
    assert "<h1>Enter the code from your mail</h1>" in page
    assert outside == 302
    assert answer.redirect_chain[-1][0] == reverse("alliance-list")
    assert "You have no alliance yet." in answer.content.decode()
    assert (user.full_name, user.email) == ("Maria Kazlauskienė", "maria@example.org")
    assert EmailAddress.objects.get().verified


def test_code_is_taken_in_small_letters_without_the_dash(client, mailoutbox):
    sign_up(client)

    enter(client, code_of(mailoutbox[0]).lower().replace("-", " "))

    assert client.get(reverse("alliance-list")).status_code == 200


def test_wrong_code_is_told_and_five_end_the_attempt(client, mailoutbox):
    sign_up(client)

    first = enter(client, "BBBB-BBBB").content.decode()
    for _ in range(4):
        last = enter(client, "BBBB-BBBB")
    enter(client, code_of(mailoutbox[0]))

    assert "This is not the code of the newest mail." in first
    assert "<title>Error: " in first
    assert last.redirect_chain[-1][0] == reverse("account_login")
    assert client.get(reverse("alliance-list")).status_code == 302


def test_new_code_replaces_the_first(client, mailoutbox):
    sign_up(client)

    client.post(reverse(CODE), {"action": "resend"})
    first, second = (code_of(each) for each in mailoutbox)
    refused = enter(client, first).content.decode()
    enter(client, second)

    assert "This is not the code of the newest mail." in refused
    assert client.get(reverse("alliance-list")).status_code == 200


def test_no_out_of_office_robot_answers_the_mail(client, mailoutbox):
    sign_up(client)

    assert mailoutbox[0].extra_headers["Auto-Submitted"] == "auto-generated"


def test_answers_to_the_mail_go_to_people(client, mailoutbox, settings):
    settings.CONTACT = "help@example.org"

    sign_up(client)

    assert mailoutbox[0].reply_to == ["help@example.org"]


def test_mail_names_the_sender_in_the_language_of_what_it_says(client, mailoutbox):
    client.post(reverse(SIGN_UP), MARIA, headers={"accept-language": "de"})

    assert mailoutbox[0].subject == (
        "Allianzen für branchenspezifische Fertigkeiten: Ihr Code"
    )


def test_mail_carries_the_code_and_nothing_a_stranger_typed(client, mailoutbox):
    sign_up(client, full_name="You won a prize")

    (letter,) = mailoutbox
    assert letter.to == ["maria@example.org"]
    assert letter.subject == "Sector Skills Alliances: Your code"
    assert "prize" not in letter.body
    assert letter.alternatives == []


@pytest.mark.parametrize("is_known", [True, False])
def test_pages_say_the_same_of_known_and_unknown_addresses(
    client, mailoutbox, is_known
):
    if is_known:
        make_user("maria@example.org")
    answer = sign_up(client)
    wrong = enter(client, "BBBB-BBBB")

    assert [url for url, _status in answer.redirect_chain] == [reverse(CODE)]
    assert "goes to <b>maria@example.org</b>" in answer.content.decode()
    assert "Send a new code" in answer.content.decode()
    assert "This is not the code of the newest mail." in wrong.content.decode()
    assert len(mailoutbox) == 1


def test_owner_of_a_known_address_is_told_by_mail_only(client, mailoutbox):
    user = make_user("maria@example.org")

    sign_up(client)

    user.refresh_from_db()
    assert mailoutbox[0].subject == "Sector Skills Alliances: You have an account"
    assert reverse("account_reset_password") in mailoutbox[0].body
    assert user.check_password("a long password")
    assert User.objects.count() == 1


def test_second_press_sends_a_code_that_counts(client, mailoutbox):
    sign_up(client)
    other_window = Client()

    sign_up(other_window)
    enter(other_window, code_of(mailoutbox[1]))

    assert User.objects.count() == 1
    assert other_window.get(reverse("alliance-list")).status_code == 200


def test_address_somebody_else_typed_first_stays_closed(client, mailoutbox):
    sign_up(client, password1="a strangers long secret")

    sign_up(Client())

    user = User.objects.get()
    assert mailoutbox[1].subject == "Sector Skills Alliances: You have an account"
    assert user.check_password("a strangers long secret")


def test_two_at_the_same_moment_open_one_account(client, mailoutbox, monkeypatch):
    def too_late(_form, _request):
        User.objects.create_user("maria@example.org", MARIA["password1"])
        raise IntegrityError

    monkeypatch.setattr(SignUpForm, "save", too_late)

    answer = sign_up(client)
    enter(client, code_of(mailoutbox[0]))

    assert answer.redirect_chain == [(reverse(CODE), 302)]
    assert client.get(reverse("alliance-list")).status_code == 200


def test_closed_account_is_not_opened_by_signing_up_again(client, mailoutbox):
    make_user("maria@example.org", password=MARIA["password1"], is_active=False)
    EmailAddress.objects.update(verified=False)

    sign_up(client)

    assert mailoutbox[0].subject == "Sector Skills Alliances: You have an account"


def test_code_asked_for_while_no_mail_goes_out_comes_by_itself(client, monkeypatch):
    def refuse(*_args, **_options):
        raise ConnectionRefusedError

    with monkeypatch.context() as broken:
        broken.setattr(mail.EmailMultiAlternatives, "send", refuse)
        page = sign_up(client).content.decode()
    send_letter(kind="account-letter", key=AccountLetter.objects.get().pk)
    enter(client, code_of(mail.outbox[0]))

    assert "Your mail is kept and goes out as soon as it does" in page
    assert client.get(reverse("alliance-list")).status_code == 200


def test_an_address_the_mail_server_refuses_is_said(client, monkeypatch):
    def refuse(*_args, **_options):
        raise SMTPRecipientsRefused({MARIA["email"]: (550, b"Who is Maria?")})

    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", refuse)
    page = sign_up(client).content.decode()

    assert "The mail server refuses this address." in page
    assert "Who is Maria?" not in page


def test_signing_in_before_the_address_is_proven_asks_for_a_new_code(
    client, mailoutbox
):
    sign_up(client)
    client.post(reverse("account_logout"))

    answer = client.post(
        reverse("account_login"),
        {"login": MARIA["email"], "password": MARIA["password1"]},
    )
    enter(client, code_of(mailoutbox[1]))

    assert answer.url == reverse(CODE)
    assert client.get(reverse("alliance-list")).status_code == 200


def test_old_code_no_longer_works(client, mailoutbox, monkeypatch):
    sign_up(client)
    later = time.time() + 46 * 60
    monkeypatch.setattr(time, "time", lambda: later)

    answer = enter(client, code_of(mailoutbox[0]))

    assert answer.redirect_chain[-1][0] == reverse("account_login")


def test_mailbox_of_a_stranger_is_not_filled(client, mailoutbox):
    sign_up(client)
    answers = [
        client.post(reverse(CODE), {"action": "resend"}).status_code for _ in range(3)
    ]

    assert answers == [302, 302, 429]
    assert len(mailoutbox) == 3


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("full_name", "", "Enter your name."),
        ("full_name", "Win <b>", "Enter a name, without any address in it."),
        ("email", "", "Enter your e-mail address."),
        ("password1", "", "Enter a password."),
        ("password1", "short", "too short"),
        ("password1", "Maria@Example.org", "too similar"),
    ],
)
def test_refused_form_keeps_what_was_typed(client, field, value, words):
    page = sign_up(client, **{field: value}).content.decode()

    assert words in page
    assert "<title>Error: " in page
    assert User.objects.count() == 0


def test_closed_sign_up_says_who_opens_accounts(client, settings):
    settings.SIGN_UP = False

    page = client.get(reverse(SIGN_UP)).content.decode()
    answer = sign_up(client)
    entrance = client.get(reverse("account_login")).content.decode()

    assert "<h1>No sign-up here</h1>" in page
    assert "<h1>No sign-up here</h1>" in answer.content.decode()
    assert reverse(SIGN_UP) not in entrance
    assert User.objects.count() == 0


def test_entrance_offers_an_account_and_a_new_password(client):
    page = client.get(reverse("account_login")).content.decode()

    assert f'href="{reverse(SIGN_UP)}"' in page
    assert f'href="{reverse("account_reset_password")}"' in page


def test_sign_up_keeps_where_one_wanted_to_go(client, mailoutbox):
    wanted = reverse("alliance-start")

    client.post(reverse(SIGN_UP), {**MARIA, "next": wanted})
    answer = enter(client, code_of(mailoutbox[0]))

    assert answer.redirect_chain[-1][0] == wanted
