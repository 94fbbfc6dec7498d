"""What a password may be, that it counts as typed, and which sessions it ends."""

import re
import time

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse

from alliances.models import User
from tests.clients import Window
from tests.factories import make_user

PASSWORD = "a long password"
CHANGE = "account_change_password"
INPUT = re.compile(r"<input[^>]*>")
LONG = "".join(chr(ord("a") + at % 26) for at in range(200))


def is_taken(password, **person):
    try:
        validate_password(password, User(**person))
    except ValidationError:
        return False
    return True


def sign_in(email, password):
    window = Window()
    window.post(reverse("account_login"), {"login": email, "password": password})
    return window


def is_in(window):
    return window.get(reverse("alliance-list")).status_code == 200


def change(window, new, old=PASSWORD):
    return window.post(reverse(CHANGE), {"oldpassword": old, "password1": new})


def test_twelve_characters_are_taken_and_eleven_are_not():
    assert (is_taken("k7 w3 x9 q2 m"[:12]), is_taken("k7 w3 x9 q2 m"[:11])) == (
        True,
        False,
    )


def test_a_password_everybody_uses_is_refused():
    assert (is_taken("q1w2e3r4t5y6"), is_taken("q1w2e3r4t5y6 and cheese")) == (
        False,
        True,
    )


@pytest.mark.parametrize(
    "password", ["michaeljordan", "MichaelJordan", "1234567891011", "asdfghjkl123"]
)
def test_a_password_stolen_elsewhere_is_refused(password):
    with pytest.raises(ValidationError, match="it was stolen, so it is tried first"):
        validate_password(password)

    assert is_taken(f"{password} and cheese")


def test_a_password_without_end_is_looked_up_in_no_time():
    password = "x" * 1_000_000
    began = time.process_time()

    taken = is_taken(password)

    assert taken
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    "password",
    [
        "letterssmallonly",
        "740921856310477",
        "?!?;:-_=+/(){}",
        "やさしい日本語のことばです",
        "🐎🔋📎🧷 🐎🔋📎🧷 🐎🔋",
    ],
)
def test_any_characters_are_taken(password):
    assert is_taken(password)


@pytest.mark.parametrize(
    "password",
    [
        "Erasmus-2026!",
        "sectorskillsalliance",
        "SKILLS alliance 26",
        "Passwort1234",
        "Motdepasse 2026",
    ],
)
def test_words_of_the_product_do_not_count(password):
    assert is_taken(password) is False
    assert is_taken(f"{password} and cheese")


def test_the_word_that_does_not_count_is_named():
    with pytest.raises(ValidationError, match="Anybody would try “Erasmus” here"):
        validate_password("Erasmus-2026!")


def test_the_own_name_is_refused():
    assert is_taken("maria rossini", full_name="Maria Rossini") is False
    assert is_taken("maria rossini", full_name="Anna Duck")


@pytest.mark.django_db
def test_the_own_name_is_refused_at_once(client):
    name = "Maria Rossini"
    sent = {"full_name": name, "email": "m@example.org", "password1": "mariarossini"}

    page = client.post(reverse("account_signup"), sent).content.decode()

    assert "too similar to the full name" in page
    assert User.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("password", [" Blanks at both Ends ", LONG])
def test_a_password_counts_exactly_as_it_was_typed(password):
    make_user("maria@example.org")
    change(sign_in("maria@example.org", PASSWORD), password)

    others = (password.strip() + "-", password.lower() + "-", password[:-1])

    assert is_in(sign_in("maria@example.org", password))
    assert [is_in(sign_in("maria@example.org", each)) for each in others] == [False] * 3


@pytest.mark.django_db
def test_a_change_takes_the_present_password():
    user = make_user("maria@example.org")

    change(sign_in("maria@example.org", PASSWORD), "another long one", old="a guess")

    user.refresh_from_db()
    assert user.check_password(PASSWORD)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "known_as"),
    [
        ("account_login", ["current-password"]),
        ("account_signup", ["new-password"]),
        (CHANGE, ["current-password", "new-password"]),
        ("account_reauthenticate", ["current-password"]),
    ],
)
def test_fields_are_masked_and_known_to_password_managers(client, name, known_as):
    if name not in {"account_login", "account_signup"}:
        client.force_login(make_user())
    fields = [
        each
        for each in INPUT.findall(client.get(reverse(name)).content.decode())
        if "password" in each and "hidden" not in each
    ]

    assert [each for each in fields if 'type="password"' not in each] == []
    assert re.findall('autocomplete="(.*?)"', "".join(fields)) == known_as


@pytest.mark.django_db
def test_a_new_password_ends_the_other_sessions():
    make_user("maria@example.org")
    here, elsewhere = (sign_in("maria@example.org", PASSWORD) for _ in range(2))

    change(here, "another long one")

    assert (is_in(here), is_in(elsewhere)) == (True, False)


@pytest.mark.django_db
def test_closing_an_account_ends_its_sessions():
    user = make_user("maria@example.org")
    window = sign_in("maria@example.org", PASSWORD)
    before = is_in(window)

    User.objects.filter(pk=user.pk).update(is_active=False)

    assert (before, is_in(window)) == (True, False)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["alliance-list", "own-requests", "account", "guides"])
def test_every_page_offers_to_sign_out(client, name):
    client.force_login(make_user())

    page = client.get(reverse(name)).content.decode()

    assert f'<form method="post" action="{reverse("account_logout")}"' in page


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["sign-up", "change"])
def test_one_bad_password_is_told_one_thing(client, way):
    """“password” is short, common, like a word of this place, and stolen."""
    if way == "sign-up":
        typed = {"full_name": "Password", "email": "password@example.org"}
        answer = client.post(
            reverse("account_signup"), typed | {"password1": "password"}
        )
    else:
        client.force_login(make_user("password@example.org"))
        answer = change(client, "password")

    assert len(answer.context["form"].errors["password1"]) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("account_login", "login"),
        ("account_reauthenticate", "password"),
        ("account_reset_password", "email"),
    ],
)
def test_page_that_asks_for_little_starts_in_its_first_field(client, name, field):
    if name == "account_reauthenticate":
        client.force_login(make_user())
    page = client.get(reverse(name)).content.decode()

    [started] = [each for each in INPUT.findall(page) if "autofocus" in each]
    assert f'name="{field}"' in started
