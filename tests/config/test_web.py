"""What every answer carries and what guards every page."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory

from config import checks, health, middleware, passwords
from config.accounts import AccountAdapter
from tests.factories import make_user


def test_arrival_is_noted_before_anything_else(time_machine):
    time_machine.move_to(datetime(2020, 2, 26, 16, 0, tzinfo=UTC), tick=False)
    request = RequestFactory().get("/")

    middleware.stamp_received(lambda _: HttpResponse())(request)

    assert vars(request)["received_at"] == datetime(2020, 2, 26, 16, 0, tzinfo=UTC)
    assert settings.MIDDLEWARE[0] == "config.middleware.stamp_received"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/submissions/%00/", "/alliances/new/?kind=%00/a"])
def test_address_with_a_nul_is_a_bad_request(client, address):
    # PostgreSQL cannot even look for such a text: it would be an error of ours.
    client.force_login(get_user_model().objects.create_user("ada@example.org"))

    answer = client.get(address)

    assert answer.status_code == 400
    assert answer["Content-Security-Policy"]


@pytest.mark.django_db
def test_address_that_only_takes_a_form_is_explained(client):
    # Signing in again after pressing a button leads here by its address.
    client.force_login(get_user_model().objects.create_user("ada@example.org"))

    answer = client.get(f"/alliances/{UUID(int=1)}/packs/")

    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "This address only takes a form" in answer.content.decode()


def test_refusal_of_a_method_with_words_of_its_own_is_left(rf):
    words = HttpResponse(b"{}", status=405, content_type="application/problem+json")

    explain = middleware.explain_refused_method(lambda _: words)

    assert explain(rf.get("/api/v1/evaluate")).content == b"{}"


def test_refused_method_of_a_program_stays_short(rf):
    nothing = HttpResponse(status=405)

    explain = middleware.explain_refused_method(lambda _: nothing)

    assert explain(rf.put("/")).content == b""


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("address", ["/", "/admin/", "/accounts/login/", "/nowhere/"])
def test_pages_are_looked_at_and_sent_to_and_nothing_else(client, address, method):
    """Also those of others: before anybody is known, so that no role matters."""
    answer = client.generic(method, address)

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST")


@pytest.mark.django_db
def test_alive(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/health/live")

    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})


@pytest.mark.django_db
def test_ready(client, no_writes):
    with no_writes():
        answer = client.get("/health/ready")

    assert (answer.status_code, answer.json()) == (
        200,
        {
            "status": "ready",
            "parts": dict.fromkeys(health.CHECKS, "ok"),
            "writing": "open",
        },
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("part", "status", "words"),
    [
        *((part, 503, "not ready") for part in ("database", "migrations")),
        # What all machines share must not take all of them away at once.
        *((part, 200, "degraded") for part in ("broker", "cache", "clock")),
    ],
)
def test_ready_names_what_failed_and_hides_the_cause(
    client, monkeypatch, part, status, words
):
    def fail():
        raise OperationalError("password of the database is 123")

    monkeypatch.setitem(health.CHECKS, part, fail)

    answer = client.get("/health/ready")

    assert (answer.status_code, answer.json()["status"]) == (status, words)
    assert answer.json()["parts"][part] == "failed"
    assert b"123" not in answer.content


@pytest.mark.django_db
def test_waiting_migration_is_not_ready(monkeypatch):
    monkeypatch.setattr(
        "config.health.MigrationExecutor.migration_plan", lambda *_: ["one"]
    )

    with pytest.raises(health.NotReady, match="migrate"):
        health.check_migrations()


@pytest.mark.django_db
def test_page_policy_is_strict(client):
    answer = client.get("/accounts/login/")
    policy = answer.headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
@pytest.mark.parametrize("is_open", [True, False])
def test_sign_up_follows_the_setting(client, rf, settings, is_open):
    settings.SIGN_UP = is_open
    assert AccountAdapter().is_open_for_signup(rf.get("/")) is is_open

    client.post(
        "/accounts/signup/",
        {"full_name": "Ada", "email": "a@example.org", "password1": "a long secret"},
    )

    assert get_user_model().objects.count() == is_open


@pytest.mark.django_db
def test_admin_sends_strangers_to_the_limited_form(client):
    answer = client.get("/admin/login/?next=/admin/")

    assert answer.headers["Location"].startswith("/accounts/login/")


@pytest.mark.django_db
def test_sixth_wrong_password_is_refused_even_if_right(client):
    get_user_model().objects.create_user("ada@example.org", "right-password")
    wrong = {"login": "ada@example.org", "password": "wrong"}
    for _ in range(5):
        client.post("/accounts/login/", wrong)

    client.post("/accounts/login/", wrong | {"password": "right-password"})

    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_right_password_signs_in(client):
    make_user("ada@example.org", password="right-password")

    client.post(
        "/accounts/login/", {"login": "ada@example.org", "password": "right-password"}
    )

    assert "_auth_user_id" in client.session


@pytest.mark.parametrize(
    ("check", "setting", "good", "identity"),
    [
        (
            checks.check_secret_key_is_shared,
            "SECRET_KEY_IS_SHARED",
            True,
            "config.E001",
        ),
        (checks.check_demo_is_off, "DEMO", False, "config.E002"),
        (checks.check_second_factor_is_on, "SECOND_FACTOR", True, "config.E005"),
        (checks.check_https_is_on, "HTTPS", True, "config.E003"),
        (checks.check_site_url_is_stated, "SITE_URL_IS_STATED", True, "config.E004"),
    ],
)
def test_deployment_check(settings, check, setting, good, identity):
    setattr(settings, setting, good)
    assert check(None) == []

    setattr(settings, setting, not good)
    assert [message.id for message in check(None)] == [identity]


@pytest.mark.parametrize(
    ("contact", "found"),
    [("help@example.org", []), ("", ["config.W006"]), ("Help", ["config.W006"])],
)
def test_check_of_whom_to_write_to(settings, contact, found):
    settings.CONTACT = contact

    doubts = checks.check_somebody_can_be_written_to(None)

    assert [each.id for each in doubts] == found


def test_check_of_the_list_of_stolen_passwords(monkeypatch):
    there = checks.check_stolen_passwords_are_known(None)
    monkeypatch.setattr(passwords, "is_bad_password", lambda _password: False)

    found = checks.check_stolen_passwords_are_known(None)

    assert (there, [each.id for each in found]) == ([], ["config.E007"])


def test_check_of_the_folder_for_delivery_reports(settings, tmp_path):
    settings.BOUNCE_MAILDIR = ""
    unset = checks.check_reports_are_collected(None)
    settings.BOUNCE_MAILDIR = str(tmp_path)
    (tmp_path / "new").mkdir()
    missing = checks.check_reports_are_collected(None)
    (tmp_path / "cur").mkdir()
    there = checks.check_reports_are_collected(None)

    assert [each.id for each in missing] == ["config.W001"]
    assert str(tmp_path) in missing[0].msg
    assert unset == there == []
