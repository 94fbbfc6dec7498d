import datetime as dt
from dataclasses import astuple

import pytest
from django.core.cache import cache
from django.urls import reverse

from proposals.enums import PackForm, PackState
from proposals.models import Submission
from proposals.services.submissions import withdraw_submission
from proposals.verify_codes import grouped_code, verify_code
from tests.factories import make_eligible_draft, submit
from tests.proposals.services.part_a import HEAD, give

pytestmark = pytest.mark.django_db
SHOWN, MOVED, MISSING, REFUSED, TOO_OFTEN = 200, 302, 404, 422, 429
WRONG = "A" * 16


@pytest.fixture(autouse=True)
def empty_counters():
    cache.clear()


@pytest.fixture
def submission():
    return submit(make_eligible_draft(acronym="CHARTER"))


def code_of(submission):
    return verify_code(number=submission.number, sha256=submission.sha256)


def at(submission, code=""):
    return reverse("verified", args=[submission.number, code or code_of(submission)])


def ask(client, number, code):
    return client.post(reverse("verify"), {"number": number, "code": code})


def test_anybody_is_asked_for_number_and_code(client):
    answer = client.get(reverse("verify"))

    assert answer.status_code == SHOWN
    assert list(answer.context["form"].fields) == ["number", "code"]


def test_right_code_leads_to_the_submission(client, submission):
    typed = grouped_code(code_of(submission)).lower()

    answer = ask(client, f" {submission.number.lower()} ", typed)

    assert answer.status_code == MOVED
    assert answer.url == at(submission)


def test_submission_is_told_by_its_link(client, submission):
    received = dt.datetime(2020, 2, 24, 14, 42, 7, tzinfo=dt.UTC)
    Submission.objects.update(received_at=received)

    answer = client.get(at(submission))

    page = answer.context["page"]
    assert answer.status_code == SHOWN
    assert page.number == submission.number
    assert page.received == "24 February 2020, 15:42:07 Brussels time"
    assert page.received_utc == "24 February 2020, 14:42:07 UTC"
    assert "".join(page.digest) == submission.sha256
    assert page.standing == "This is the submission that counts."
    assert [(name, each.mark) for name, each in page.verdicts] == [
        ("As planned", "met"),
        ("As confirmed", "met"),
    ]


def test_who_takes_part_is_not_told(client, submission):
    text = client.get(at(submission)).content.decode()

    names = submission.proposal.alliance.partnerships.values_list("name", flat=True)
    assert [each for each in (*names, "CHARTER") if each in text] == []


def test_replaced_submission_says_so(client, submission):
    submit(submission.proposal)

    page = client.get(at(submission)).context["page"]

    assert not page.is_live
    assert page.standing.startswith("Replaced ")


def test_replaced_submission_says_that_nothing_counts_after_withdrawing(
    client, submission
):
    second = submit(submission.proposal)
    before = client.get(at(submission)).content.decode()
    withdraw_submission(submission=second, by=second.submitted_by)
    after = client.get(at(submission)).content.decode()

    assert "by a later submission, which counts." in before
    assert "by a later submission, which counts." not in after
    assert f"The last submission, {second.number}, was withdrawn" in after
    assert ": nothing counts now." in after


def test_withdrawn_submission_says_so(client, submission):
    withdraw_submission(submission=submission, by=submission.submitted_by)

    page = client.get(at(submission)).context["page"]

    assert not page.is_live
    assert page.standing.endswith("It no longer counts.")


def test_drawn_pack_is_told_by_its_digest(client, submission):
    assert client.get(at(submission)).context["page"].packs == ()
    submission.packs.update(
        state=PackState.READY, file_sha256="ab" * 32, form=PackForm.ARCHIVAL
    )

    (pack,) = client.get(at(submission)).context["page"].packs

    assert "".join(pack.sha256) == "ab" * 32
    assert pack.form == "Archival: PDF/A-3a and PDF/UA-1"
    assert pack.seal == (
        "Not sealed. The digests in manifest.json, inside the file, are its proof."
    )


def test_seal_of_a_pack_is_told(client, submission):
    until = dt.datetime(2030, 5, 4, 10, tzinfo=dt.UTC)
    submission.packs.update(
        state=PackState.READY,
        file_sha256="ab" * 32,
        form=PackForm.ARCHIVAL,
        sealed_by="Office of Alliances",
        sealed_until=until,
    )

    (pack,) = client.get(at(submission)).context["page"].packs

    assert pack.seal == (
        "Sealed by Office of Alliances; the certificate is valid until 4 May 2030"
    )


def test_unknown_number_and_wrong_code_are_answered_alike(client, submission):
    number = submission.number
    unknown = number.replace(number[0], "9", 1)

    wrong_code, no_number = ask(client, number, WRONG), ask(client, unknown, WRONG)

    assert (wrong_code.status_code, no_number.status_code) == (REFUSED, REFUSED)
    assert same_body(wrong_code, number) == same_body(no_number, unknown)


def test_wrong_links_are_answered_alike(client, submission):
    number = submission.number
    unknown = number.replace(number[0], "9", 1)

    wrong_code = client.get(at(submission, WRONG))
    no_number = client.get(reverse("verified", args=[unknown, WRONG]))

    assert (wrong_code.status_code, no_number.status_code) == (MISSING, MISSING)
    assert same_body(wrong_code, number) == same_body(no_number, unknown)


def same_body(answer, number):
    token = str(answer.context["csrf_token"])
    return answer.content.decode().replace(number, "…").replace(token, "…")


def test_wrong_guess_costs_the_queries_of_an_unknown_number(
    client, submission, django_assert_num_queries
):
    client.get(at(submission, WRONG))

    with django_assert_num_queries(1):
        client.get(at(submission, WRONG))
    with django_assert_num_queries(1):
        client.get(reverse("verified", args=["9-EPP", WRONG]))


def test_link_of_another_submission_opens_nothing(client, submission):
    other = submit(submission.proposal)

    assert client.get(at(other, code_of(submission))).status_code == MISSING


def test_empty_form_says_what_is_missing(client):
    answer = ask(client, "", "")

    assert answer.status_code == REFUSED
    assert sorted(answer.context["form"].errors) == ["code", "number"]


def test_page_is_kept_from_caches_searches_and_other_sites(client, submission):
    answer = client.get(at(submission))

    assert answer["Referrer-Policy"] == "strict-origin"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer["Cache-Control"]


def test_guesses_end_soon(client, submission):
    answers = [ask(client, submission.number, WRONG).status_code for _time in range(31)]

    assert answers == [REFUSED] * 30 + [TOO_OFTEN]
    assert client.get(at(submission)).status_code == TOO_OFTEN
    assert client.get(reverse("verify")).status_code == SHOWN


def test_nobody_in_part_a_is_told(client):
    draft = make_eligible_draft(acronym="CHARTER")
    give(draft)
    submission = submit(draft, representative=HEAD.representative_email)

    text = client.get(at(submission)).content.decode()

    assert HEAD.representative_email in submission.snapshot
    assert [each for each in astuple(HEAD) if each in text] == []


@pytest.mark.parametrize("odd", ["\ud7ff", "💾", "a" * 5000])
def test_odd_number_or_code_in_the_address_is_not_found(client, odd):
    answers = [
        client.get(reverse("verified", args=pair))
        for pair in ((odd, WRONG), ("1-EPP", odd))
    ]

    assert [each.status_code for each in answers] == [MISSING, MISSING]
