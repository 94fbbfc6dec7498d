"""The front page of the administration, and the lists behind its figures."""

import datetime as dt
import uuid

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from alliances.models import (
    CountryEdition,
    NaceEdition,
    RegisterPublication,
    RegisterUpload,
)
from alliances.services.reviews import ask_to_publish, refuse_to_publish
from eligibility.models import Rulebook
from proposals.enums import PackState
from proposals.models import ApplicationPack, RuleReport
from proposals.selectors.administrators import call_verdicts
from proposals.services.submissions import withdraw_submission
from tests.alliances.services.test_uploads import upload
from tests.factories import (
    make_call,
    make_draft,
    make_eligible_draft,
    make_user,
    submit,
)
from tests.proposals.borders import three_countries

pytestmark = pytest.mark.django_db

FRONT = reverse("administration")
DRAFTS = reverse("administration-drafts")
FILE = reverse("administration-drafts-file")
WORK = reverse("administration-work")


def fragment(code="open"):
    return reverse("administration-verdicts-fragment", args=[code])


@pytest.fixture
def anton(client):
    anton = make_user("anton@example.org", is_staff=True, full_name="Anton Berg")
    client.force_login(anton)
    return anton


@pytest.fixture
def door(client, anton):  # noqa: ARG001  # who is signed in
    """Return the client of a signed-in administrator."""
    return client


def shown(client, address, **query):
    return client.get(address, query).content.decode()


def page_of(client, address, **query):
    return client.get(address, query).context["page"]


def make_pack(draft, state=PackState.QUEUED, digest="d"):
    return ApplicationPack.objects.create(
        proposal=draft,
        content="{}",
        digest=digest,
        state=state,
        requested_by=draft.alliance.coordinator,
    )


def test_pages_exist_for_administrators_only(client):
    make_call()
    those = [FRONT, DRAFTS, FILE, WORK, fragment()]
    client.force_login(make_user())
    assert [client.get(each).status_code for each in those] == [404] * 5

    client.force_login(make_user(is_staff=True))
    assert [client.get(each).status_code for each in those] == [200] * 5


def test_empty_office_says_so(door):
    page = shown(door, FRONT)

    assert "Nothing waits for you." in page
    assert "Nobody has started a draft yet." in page
    assert "No file has been published yet." in page
    assert "As shipped; no edition is published." in page


def test_desk_tells_reviews_refusals_and_own_requests_apart(door, anton):
    berta, call = make_user(is_staff=True, full_name="Berta"), make_call()
    by_berta = upload(call=call, by=berta)
    ask_to_publish(row=by_berta, reason="Serbia left.", by=berta, figures={})
    own = upload(call=call, by=anton)
    ask_to_publish(row=own, reason="It is so.", by=anton, figures={})
    refused = upload(call=call, by=anton)
    ask_to_publish(row=refused, reason="Perhaps.", by=anton, figures={})
    refuse_to_publish(row=refused, reason="It is not so.", by=berta)
    kept = upload(call=call, by=anton)
    type(kept).objects.filter(pk=kept.pk).update(content=b"Another table.")
    upload(call=call, by=berta)

    desk = page_of(door, FRONT).desk

    papers = (desk.to_review, desk.refused, desk.own, desk.kept)
    assert [[each.public_id for each in those] for those in papers] == [
        [by_berta.public_id],
        [refused.public_id],
        [own.public_id],
        [kept.public_id],
    ]
    assert [each.words for those in papers for each in those] == [
        "Serbia left.",
        "It is not so.",
        "It is so.",
        "",
    ]
    assert "Nothing waits for you." not in shown(door, FRONT)


def test_desk_tells_a_register_that_cannot_be_taken_from_one_that_waits(door, anton):
    for state in ("refused", "ready"):
        RegisterUpload.objects.create(
            file_name=f"{state}.csv", sha256=state, state=state, uploaded_by=anton
        )

    desk = page_of(door, FRONT).desk

    assert [each.name for each in desk.spoilt] == ["refused.csv"]
    assert [each.name for each in desk.kept] == ["ready.csv"]
    assert "<b>Cannot be taken</b>" in shown(door, FRONT)


def test_old_refusal_leaves_the_desk(door, anton):
    row = upload(by=anton)
    ask_to_publish(row=row, reason="Perhaps.", by=anton, figures={})
    refuse_to_publish(row=row, reason="No.", by=make_user(is_staff=True))
    type(row).objects.update(decided_at=timezone.now() - dt.timedelta(days=31))

    assert page_of(door, FRONT).desk.is_empty


def test_reports_stand_on_the_desk_until_they_are_settled(door):
    make_call()
    rules = Rulebook.objects.get()
    for number in range(7):
        RuleReport.objects.create(rulebook=rules, clause=f"c{number}", text="Wrong.")
    RuleReport.objects.update(contact="reader@example.org")
    RuleReport.objects.filter(clause="c0").update(
        by=make_user(full_name="Ines"), contact=""
    )
    RuleReport.objects.create(
        rulebook=rules, clause="done", text="Wrong.", settled_at=timezone.now()
    )

    desk = page_of(door, FRONT).desk

    assert [each.clause for each in desk.reports] == ["c6", "c5", "c4", "c3", "c2"]
    assert desk.more_reports == 2
    assert "reader@example.org" in desk.reports[0].about
    assert "2 more reports" in shown(door, FRONT)


def test_report_names_who_sent_it(door):
    make_call()
    rules = Rulebook.objects.get()
    RuleReport.objects.create(
        rulebook=rules, clause="one", text="Wrong.", by=make_user(full_name="Ines")
    )
    RuleReport.objects.create(rulebook=rules, clause="two", text="Wrong.")

    nobody, ines = page_of(door, FRONT).desk.reports

    assert nobody.about.startswith("a visitor, ")
    assert ines.about.startswith("Ines, ")


def test_drafts_are_counted_by_state(door):
    call = make_call(takes_submissions=True)
    make_draft(call)
    submit(make_eligible_draft(call, applicant="One", sector="cybersecurity"))
    withdrawn = submit(make_eligible_draft(call, applicant="Two"))
    maria = withdrawn.proposal.alliance.coordinator
    withdraw_submission(submission=withdrawn, by=maria)
    archived = make_draft(call).alliance
    archived.archived_at = timezone.now()
    archived.save()

    (line,) = page_of(door, FRONT).calls

    numbers = line.numbers
    assert (numbers.open, numbers.submitted) == (2, 1)
    assert (numbers.withdrawn, numbers.archived) == (1, 1)


def test_verdicts_are_fetched_row_by_row_and_kept_a_minute(door):
    call = make_call()
    three_countries(call, "ES", "BE", "RS", acronym="GOOD")
    three_countries(call, "ES", "BE", "BE", acronym="BAD")
    make_draft(call)
    assert page_of(door, FRONT).calls[0].verdicts is None
    assert fragment() in shown(door, FRONT)

    row = door.get(fragment()).context["call"].verdicts

    assert (row.met, row.not_met, row.unknown, row.has_more) == (1, 2, 0, False)
    assert page_of(door, FRONT).calls[0].verdicts == row
    assert fragment() not in shown(door, FRONT)


def test_without_script_a_link_evaluates_and_comes_back(door):
    make_draft()

    answer = door.get(reverse("administration-verdicts", args=["open"]))

    assert answer.url == FRONT
    assert page_of(door, FRONT).calls[0].verdicts.not_met == 1
    assert door.get(fragment("none")).status_code == 404


def test_more_drafts_than_a_page_may_take_are_not_evaluated(door, monkeypatch):
    monkeypatch.setattr(call_verdicts, "MOST", 1)
    call = make_call()
    make_draft(call)
    make_draft(call)

    row = door.get(fragment()).context["call"].verdicts

    assert (row.not_met, row.has_more) == (1, True)


def test_front_page_costs_the_same_for_more(door, anton, django_assert_num_queries):
    def grow(number):
        for each in range(number):
            call = make_call(f"c{uuid.uuid4().hex[:8]}")
            draft = make_draft(call)
            make_pack(draft, digest=f"{each}")
            row = upload(call=call, by=anton)
            ask_to_publish(row=row, reason="So.", by=anton, figures={})
            rules = Rulebook.objects.get(call=call)
            RuleReport.objects.create(rulebook=rules, clause="c", text="Wrong.")
        cache.clear()

    grow(1)
    with django_assert_num_queries(11):
        door.get(FRONT)
    grow(3)
    with django_assert_num_queries(11):
        door.get(FRONT)


def test_fragment_costs_the_same_for_more(door, django_assert_max_num_queries):
    call = make_call()
    for number in range(4):
        three_countries(call, "ES", "BE", "RS", acronym=f"D{number}")

    with django_assert_max_num_queries(13):
        door.get(fragment())


def test_data_in_force_says_how_old_it_is_and_why(door, anton):
    make_call()
    NaceEdition.objects.create(version=4, reason="Rev. 2.1", published_by=anton)
    CountryEdition.objects.create(
        version=3, rows=[], reason="A name.", published_by=anton
    )
    file = RegisterUpload.objects.create(file_name="register.csv", uploaded_by=anton)
    RegisterPublication.objects.create(
        revision=7,
        upload=file,
        reason="Quarterly.",
        published_by=anton,
        added=1,
        changed=0,
        ended=0,
        unchanged=0,
    )

    data = page_of(door, FRONT).data

    (call,) = data.calls
    assert (call.rules.version, call.edition.version) == (1, 1)
    assert (call.edition.by, call.edition.reason) == ("the product", "A test.")
    assert (data.nace.version, data.nace.reason) == (4, "Rev. 2.1")
    assert (data.countries.version, data.countries.reason) == (3, "A name.")
    assert (data.register.version, data.register.by) == (
        7,
        "Anton Berg, anton@example.org",
    )
