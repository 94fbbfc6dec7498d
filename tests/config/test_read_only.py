"""While a pause stands: all is read, nothing is changed, and no typed text is lost."""

import datetime as dt
import logging
import re
from urllib.parse import urlencode

import pytest
from celery.exceptions import Ignore
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alliances.services.pauses import begin_pause, end_pause
from config import celery
from config.read_only import LATEST, SOONEST, UNKNOWN, seconds_to_wait
from proposals.models import Answer, LateText
from tests.clients import Window
from tests.factories import make_user
from tests.proposals.late import address
from tests.proposals.services.forms import make_draft_with_form

pytestmark = pytest.mark.django_db

PAGE = {"Accept": "text/html,application/xhtml+xml"}
FORM = "application/x-www-form-urlencoded"
PASSWORD = "a long password"
REASON = "A new version is installed"
SAID = "Read-only for now"


@pytest.fixture
def draft():
    return make_draft_with_form(acronym="CHARTER")


@pytest.fixture
def pause():
    until = timezone.now() + dt.timedelta(minutes=20)
    return begin_pause(reason=REASON, until=until, now=timezone.now())


def send(client, draft, page, *keys, headers=PAGE, **typed):
    client.force_login(draft.alliance.coordinator)
    sent = {"data": urlencode(typed), "content_type": FORM, "headers": headers}
    return client.post(address(draft, page, *keys), **sent)


@pytest.mark.usefixtures("pause")
def test_answer_of_a_partner_comes_back_as_its_page_calls_it(client):
    typed = {"answer": "change", "key": "k", "name": "Anna", "words": "Ten days."}
    changed = {"new_country": "FR", "new_types": "vet_provider"}
    headers = PAGE | {"Accept-Language": "de"}

    answer = client.post(
        reverse("confirm", args=["a" * 43]), typed | changed, headers=headers
    )

    said = answer.context["typed"].said
    assert [(each.label, each.said) for each in said] == [
        ("Ihr Name", "Anna"),
        ("In Ihren eigenen Worten", "Ten days."),
        ("Land", "Frankreich"),
        ("Art", "Berufsbildungsanbieter"),
    ]


@pytest.mark.usefixtures("pause")
def test_form_comes_back_with_what_was_typed(client, draft):
    answer = send(client, draft, "facts", title="<b>Typed</b> a moment ago")

    page = answer.content.decode()
    assert answer.status_code == 503
    assert 1190 <= int(answer.headers["Retry-After"]) <= 1200
    assert "<dt>Title</dt>" in page
    assert "&lt;b&gt;Typed&lt;/b&gt; a moment ago" in page
    assert REASON in page
    draft.alliance.refresh_from_db()
    assert draft.alliance.title != "<b>Typed</b> a moment ago"
    assert LateText.objects.count() == 0


@pytest.mark.usefixtures("pause")
@pytest.mark.parametrize(
    ("page", "typed", "label"),
    [
        ("facts", {"duration_months": "36", "facts_version": "1"}, "Duration"),
        ("partner-add", {"name": "Forge", "request_key": "k"}, "Organisation"),
        ("alliance-copy", {"acronym": "ATLAS", "request_key": "k"}, "Acronym"),
        ("withdraw", {"note": "No"}, "Note to the coordinator"),
    ],
)
def test_short_answers_come_back_too(client, draft, page, typed, label):
    page = send(client, draft, page, **typed).content.decode()

    shown = re.findall(r"<dt>(.*)</dt>", page)
    assert shown == [label]


@pytest.mark.usefixtures("pause")
@pytest.mark.parametrize(("page", "is_said"), [("submit", True), ("facts", False)])
def test_who_submitted_is_told_that_nothing_was_submitted(client, draft, page, is_said):
    answer = send(client, draft, page, accepts_pending="on")

    assert ("Nothing was submitted." in answer.content.decode()) is is_said


@pytest.mark.usefixtures("pause")
def test_refusal_is_one_line_of_warning_without_a_stack(client, draft, caplog):
    send(client, draft, "facts", title="Typed a moment ago")

    lines = [each for each in caplog.records if each.levelno >= logging.WARNING]
    assert [each.levelname for each in lines] == ["WARNING"]
    assert lines[0].msg["event"] == "write_refused"
    assert lines[0].exc_info is None


@pytest.mark.usefixtures("pause")
def test_form_of_that_page_is_taken_once_the_pause_is_over(client, draft):
    typed = {"why-text": " Because\nwe can.", "why-version": "0", "why-seen": ""}
    page = send(client, draft, "form-section", "summary", **typed)
    fields = re.findall(
        r'<textarea name="([\w-]+)" hidden>\n(.*?)</textarea>',
        page.content.decode(),
        re.DOTALL,
    )
    end_pause(now=timezone.now())

    answer = client.post(address(draft, "form-section", "summary"), dict(fields))

    assert dict(fields) == typed
    assert answer.status_code == 302
    assert Answer.objects.get().text.strip() == "Because\nwe can."


@pytest.mark.usefixtures("pause")
def test_script_and_part_of_a_page_are_told_in_their_own_way(client, draft):
    saved = send(client, draft, "answer-save", "why", headers={}, text="Because.")
    part = send(
        client, draft, "facts-fragment", headers={"HX-Request": "true"}, title="New"
    )

    assert (saved.status_code, part.status_code) == (503, 503)
    assert saved.json()["message"] == "Not saved: nothing can be changed for now."
    assert re.fullmatch(
        r"Everything can be read, nothing can be changed, as a rule until .+"
        rf" Brussels time\. Reason: {REASON}",
        saved.json()["why"],
    )
    assert (
        part.content.decode()
        .strip()
        .startswith('<p class="note note--not-met failure"')
    )


@pytest.mark.usefixtures("pause")
def test_what_another_site_sent_is_not_shown(draft):
    browser = Window(enforce_csrf_checks=True)

    answer = send(browser, draft, "facts", title="Typed by somebody else")

    assert answer.status_code == 403
    assert "Typed by somebody else" not in answer.content.decode()


@pytest.mark.usefixtures("pause")
def test_password_is_never_shown_back(client):
    person = make_user()
    client.force_login(person)
    typed = {"oldpassword": PASSWORD, "password1": "my new long word", "password2": "x"}

    sent = {"data": urlencode(typed), "content_type": FORM, "headers": PAGE}
    answer = client.post(reverse("account_change_password"), **sent)

    assert answer.status_code == 503
    assert "my new long word" not in answer.content.decode()
    assert "Nothing was changed. Come again later." in answer.content.decode()


@pytest.mark.usefixtures("pause")
def test_file_is_not_kept_and_the_page_says_so(client, draft):
    client.force_login(draft.alliance.coordinator)
    file = {"file": SimpleUploadedFile("list.csv", b"name")}

    answer = client.post(address(draft, "partner-import"), file, headers=PAGE)

    assert "choose it again on its page" in answer.content.decode()
    assert "Send it again" not in answer.content.decode()


@pytest.mark.usefixtures("pause")
def test_every_page_says_it_and_why(client, draft):
    client.force_login(draft.alliance.coordinator)

    pages = [client.get(address(draft, "workspace")), Client().get("/rules/")]

    for page in pages:
        (notice,) = re.findall(
            r'<div class="notice".*?</div>', page.content.decode(), re.DOTALL
        )
        assert page.status_code == 200
        assert SAID in notice
        assert "as a rule until" in notice
        assert REASON in notice


def test_end_that_has_passed_is_not_promised(client):
    past = timezone.now() - dt.timedelta(minutes=1)
    begin_pause(reason=REASON, until=past, now=past)

    page = client.get("/rules/").content.decode()

    assert "Everything can be read, nothing can be changed for now." in page


@pytest.mark.usefixtures("pause")
def test_people_sign_in_and_out(client):
    person = make_user()
    typed = {"login": person.email, "password": PASSWORD}

    came = client.post(reverse("account_login"), typed)
    read = client.get(reverse("alliance-list"))
    left = client.post(reverse("account_logout"))

    assert (came.status_code, read.status_code, left.status_code) == (302, 200, 302)


@pytest.mark.usefixtures("pause")
def test_programs_are_told(client):
    read = client.get("/api/v1/calls")
    health = client.get("/health/ready")

    assert read.status_code == 200
    assert dt.datetime.fromisoformat(read.headers["X-Read-Only"]) > timezone.now()
    assert (health.status_code, health.json()["writing"]) == (200, "paused")


def test_without_a_pause_nothing_of_it_is_said(client):
    assert "X-Read-Only" not in client.get("/api/v1/calls").headers
    assert 'class="notice"' not in client.get("/rules/").content.decode()


@pytest.mark.parametrize(
    ("minutes", "seconds"), [(None, UNKNOWN), (-5, SOONEST), (600, LATEST)]
)
def test_when_to_come_again_stays_within_reason(minutes, seconds):
    now = timezone.now()
    until = None if minutes is None else now + dt.timedelta(minutes=minutes)

    pause = begin_pause(reason=REASON, until=until, now=now)

    assert seconds_to_wait(pause) == seconds


@pytest.mark.usefixtures("pause")
def test_worker_leaves_jobs_where_they_lie_until_it_is_over():
    done = []

    class Job(celery.PausingTask):
        name = "job"

        def run(self, key):
            done.append(key)

    job = celery.app.register_task(Job())
    with pytest.raises(Ignore):
        job("1")
    end_pause(now=timezone.now())
    job("2")

    assert done == ["2"]


def test_every_task_is_of_the_kind_that_pauses():
    celery.app.loader.import_default_modules()
    ours = [
        task
        for name, task in celery.app.tasks.items()
        if name.startswith(("proposals.", "alliances."))
    ]

    assert len(ours) > 8
    assert [
        each.name for each in ours if not isinstance(each, celery.PausingTask)
    ] == []
