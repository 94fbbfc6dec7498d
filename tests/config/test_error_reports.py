"""Errors nobody handles are reported once, with the way through the code alone."""

import subprocess
import sys
from dataclasses import asdict

import pytest
from celery import current_app
from django.urls import path
from structlog.testing import capture_logs

from config import checks, error_reports, error_sending
from tests.architecture.sources import BASE
from tests.factories import make_user
from tests.stack.receiver import receiving

SECRET = "ada.lovelace@example.org"
LINK = "Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6"
TOLD: list[error_reports.ErrorReport] = []


def fails(request, key):
    """Fail with everything personal that an error can hold."""
    held = request.POST["name"]
    try:
        {}[held]
    except KeyError as error:
        raise ValueError(f"{held} came by {key}") from error


def keep(report):
    TOLD.append(report)


urlpatterns = [path("confirm/<str:key>/", fails, name="confirm")]
handler500 = "config.error_pages.server_error"


@pytest.fixture(autouse=True)
def _nothing_was_told(monkeypatch):
    TOLD.clear()
    monkeypatch.setattr(error_reports, "_told", error_reports._Told())


@pytest.fixture
def told(settings):
    """Give the reports that a function of whoever runs this is handed."""
    settings.ERROR_REPORTER = f"{__name__}.keep"
    return TOLD


@pytest.fixture
def receiver(settings, tmp_path):
    """Run a server for reports, named as whoever runs this names one."""
    settings.SECRETS_DIR = tmp_path
    with receiving() as running:
        (tmp_path / "errors-address").write_text(f"{running.address}\n")
        yield running
        error_sending.finish()


@pytest.fixture
def failing_page(settings, client, db):  # noqa: ARG001  # who is signed in is a row
    """Open a page that fails, as somebody signed in with a link in the address."""
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False
    client.force_login(make_user(email=SECRET))

    def open_it():
        return client.post(f"/confirm/{LINK}/?code={LINK}", {"name": SECRET})

    return open_it


def names(chain):
    return [each.kind for each in chain]


@pytest.mark.urls(__name__)
def test_page_that_fails_is_reported_with_its_route_and_reference(told, failing_page):
    answer = failing_page()

    [report] = told
    assert answer.status_code == 500
    assert (report.where, report.name) == ("request", "confirm")
    assert report.reference in answer.content.decode()
    assert len(report.reference) == 14
    assert names(report.chain) == ["builtins.ValueError", "builtins.KeyError"]
    last = report.chain[0].frames[-1]
    assert (last.file, last.function, last.is_ours) == (
        "tests/config/test_error_reports.py",
        "fails",
        True,
    )
    assert report.chain[0].frames[0].file == "django/core/handlers/exception.py"


@pytest.mark.django_db
def test_page_that_answers_is_not_reported(told, client):
    assert client.get("/nowhere/").status_code == 404
    assert client.get("/guide/").status_code == 200
    assert told == []


@pytest.mark.urls(__name__)
def test_nothing_of_people_is_in_a_report(told, failing_page):
    failing_page()

    text = str(asdict(told[0]))
    assert [each for each in (SECRET, LINK, "love", str(BASE)) if each in text] == []


@pytest.mark.urls(__name__)
def test_nothing_of_people_is_sent(receiver, failing_page):
    failing_page()

    event = receiver.wait()
    [text] = receiver.texts
    assert [each for each in (SECRET, LINK, "love", str(BASE)) if each in text] == []
    assert event.keys() <= error_sending.KEPT
    assert event["tags"]["name"] == event["transaction"] == "confirm"
    kinds = [each["type"] for each in event["exception"]["values"]]
    assert kinds == ["KeyError", "ValueError"]
    # The search would find what is there: an error's words are in the error.
    with pytest.raises(ValueError, match=SECRET):
        raise ValueError(SECRET)


@pytest.mark.urls(__name__)
def test_same_error_is_reported_once_a_minute_and_then_with_its_number(
    told, failing_page, monkeypatch
):
    for _time in range(3):
        failing_page()
    assert len(told) == 1
    monkeypatch.setattr(error_reports._told, "until", {})

    failing_page()

    assert [each.earlier for each in told] == [0, 2]


def test_task_that_fails_is_reported_once(told):
    @current_app.task(name="tests.fails", shared=False)
    def fails_too(name):
        raise ValueError(name)

    result = fails_too.apply(args=(SECRET,))
    current_app.tasks.pop("tests.fails")

    [report] = told
    assert (report.where, report.name) == ("task", "tests.fails")
    assert report.reference == result.id
    assert SECRET not in str(asdict(report))


def test_task_that_is_tried_again_is_not_reported(told):
    @current_app.task(
        name="tests.retries",
        shared=False,
        autoretry_for=(ValueError,),
        max_retries=None,
    )
    def succeeds_later():
        if succeeds_later.request.retries == 0:
            raise ValueError(SECRET)

    succeeds_later.apply()
    current_app.tasks.pop("tests.retries")

    assert told == []


def test_command_that_fails_is_reported_before_it_ends(tmp_path, receiver):
    """The seed of a command's error: a database that is a folder."""
    environment = {
        "PATH": "/usr/bin:/bin",
        "DATA_DIR": str(tmp_path),
        "SECRETS_DIR": str(tmp_path),
        "SECRET_KEY": "0" * 50,
        "DATABASE_URL": f"sqlite:///{tmp_path}",
    }
    command = [sys.executable, "manage.py", "forget", "--person", SECRET]
    command += ["--dry-run"]  # asks for no administrator, which would be a database

    ended = subprocess.run(  # ours
        command, cwd=BASE, env=environment, capture_output=True, check=False
    )

    assert ended.returncode == 1
    event = receiver.wait()
    assert (event["tags"]["where"], event["tags"]["name"]) == ("command", "forget")
    assert SECRET not in receiver.texts[0]


def test_reporter_that_fails_is_no_error_of_its_own(settings):
    settings.ERROR_REPORTER = "nowhere.at.all"

    with capture_logs() as lines:
        error_reports.report(ValueError(SECRET), where="command", name="any")

    assert [(each["event"], each["error"]) for each in lines] == [
        ("error_not_reported", "ModuleNotFoundError")
    ]


def test_without_an_address_nothing_is_sent(settings, tmp_path, monkeypatch):
    settings.SECRETS_DIR = tmp_path
    monkeypatch.setattr(error_sending, "_client", pytest.fail)

    error_reports.report(ValueError(), where="command", name="any")
    error_sending.finish()


@pytest.mark.parametrize(
    ("written", "doubts"),
    [
        ("", []),
        (f"https://{'0' * 32}@errors.example.org/1", []),
        ("nonsense", ["what stands in errors-address is no address."]),
    ],
)
def test_address_that_cannot_be_one_is_doubted(settings, tmp_path, written, doubts):
    settings.SECRETS_DIR = tmp_path
    (tmp_path / "errors-address").write_text(written)

    found = [each.msg for each in checks.check_errors_can_be_reported(None)]

    assert found == [f"Errors are not reported: {each}" for each in doubts]


def test_address_without_the_library_is_doubted(settings, tmp_path, monkeypatch):
    settings.SECRETS_DIR = tmp_path
    (tmp_path / "errors-address").write_text("https://1@errors.example.org/1")
    monkeypatch.setitem(sys.modules, "sentry_sdk", None)
    error_sending._client.cache_clear()

    [found] = checks.check_errors_can_be_reported(None)

    assert (found.id, found.msg) == (
        "config.W007",
        "Errors are not reported: sentry-sdk is not installed.",
    )
