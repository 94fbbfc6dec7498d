"""Newer rules in the browser: said, shown side by side, and moved to by a button."""

import re

import pytest
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from eligibility.models import Rulebook
from proposals.models import RuleMove
from tests.factories import add, make_eligible_draft, submit
from tests.proposals.services.test_rule_moves import move, publish, stricter

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(client):
    proposal = make_eligible_draft(acronym="CHARTER")
    client.force_login(proposal.alliance.coordinator)
    return proposal


def address(proposal, name="rule-move"):
    return reverse(name, args=[proposal.alliance.public_id])


def words(answer):
    return " ".join(answer.content.decode().split())


def press(client, proposal, before=1, after=2):
    return client.post(address(proposal), {"before": before, "after": after})


@pytest.mark.parametrize("page", ["workspace", "eligibility-fragment", "submit"])
def test_pages_say_that_the_rules_changed(client, proposal, page):
    quiet = words(client.get(address(proposal, page)))
    stricter(proposal)

    loud = words(client.get(address(proposal, page)))

    assert "2 clauses now fail." not in quiet
    assert "2 clauses now fail." in loud
    assert "is checked against version 1" in loud
    assert f'href="{address(proposal)}"' in loud


def test_the_list_says_it_too(client, proposal):
    stricter(proposal)

    page = words(client.get(reverse("alliance-list")))

    assert f'href="{address(proposal)}"' in page


def test_link_of_the_list_holds_one_sentence(client, proposal):
    stricter(proposal)

    page = words(client.get(reverse("alliance-list")))

    _, _, link = page.partition(f'href="{address(proposal)}">')
    linked, _, after = link.partition("</a>")
    assert linked.endswith(": 2 clauses now fail.")
    assert after.startswith(
        ' <span class="quiet">Submit waits until this alliance is moved.</span>'
    )


def test_until_it_is_moved_the_verdict_is_that_of_the_pinned_version(client, proposal):
    stricter(proposal)

    page = words(client.get(address(proposal, "workspace")))

    assert "Rules open, version 1" in page
    assert "Meets the 10 clauses we can check" in page


def test_the_page_shows_both_laws_and_both_readings(client, proposal, no_writes):
    stricter(proposal)

    with no_writes():
        page = words(client.get(address(proposal)))

    assert page.count("Was 3, is 4.") == 2
    assert 'data-label="As planned, Version 2"' in page
    assert "<b>3 of 4</b>" in page
    assert "Move to version 2" in page


def test_the_reason_of_every_version_passed_over_is_named_in_order(client, proposal):
    reasons = {2: "Four countries from now on.", 3: "A slip of the pen."}
    for number, reason in reasons.items():
        stricter(proposal, number + 2)
        Rulebook.objects.filter(version=number).update(reason=reason)

    page = words(client.get(address(proposal)))

    _, *lines = re.findall("<dt>(Version .)</dt><dd>(?:.*?)</dd>", page)
    said = re.findall("<dt>Version ([23])</dt><dd>published .*?: (.*?)</dd>", page)
    assert lines == ["Version 2", "Version 3"]
    assert said == [(str(number), reason) for number, reason in reasons.items()]
    assert "Move to version 3" in page


def test_a_submission_is_said_to_keep_its_version(client, proposal):
    number = submit(proposal).number
    stricter(proposal)

    page = words(client.get(address(proposal)))

    assert f">{number}</a> keeps the version it was submitted under" in page


def test_changed_days_of_the_call_are_shown(client, proposal):
    publish(proposal, 'title = "Blueprint"', 'title = "Blueprints"')

    page = words(client.get(address(proposal)))

    assert "Every clause asks the same of this type of project." in page
    assert "Lot 2: Blueprints" in page


def test_the_button_moves_the_draft_and_leads_back(client, proposal):
    stricter(proposal)

    answer = press(client, proposal)

    page = words(client.get(answer.url))
    assert answer.url == address(proposal, "workspace")
    assert "CHARTER is checked against version 2 of the rules now." in page
    assert "Rules open, version 2" in page
    later = words(client.get(address(proposal)))
    assert "There is no newer one." in later
    assert "From version 1 to version 2" in later


def test_pressing_twice_moves_once(client, proposal):
    stricter(proposal)

    assert [press(client, proposal).status_code for _ in "12"] == [302, 302]
    assert RuleMove.objects.count() == 1


def test_a_version_that_came_meanwhile_is_shown_instead(client, proposal):
    stricter(proposal)
    stricter(proposal, 5)

    answer = press(client, proposal)

    assert answer.status_code == 409
    assert "A newer version of the rules was published meanwhile" in words(answer)
    assert "Move to version 3" in words(answer)


def test_a_form_without_versions_moves_nothing(client, proposal):
    stricter(proposal)

    answer = client.post(address(proposal), {})

    assert (answer.status_code, RuleMove.objects.count()) == (422, 0)


def test_a_type_of_project_that_is_gone_offers_other_ways(client, proposal):
    publish(
        proposal,
        'code = "standard"\ntitle = "Standard"\n[[lots.project_types]]\ncode = "large"',
        'code = "large"',
    )

    page = words(client.get(address(proposal)))

    assert "The newer rules do not have this type of project." in page
    assert "Move to version 2" not in page
    assert press(client, proposal).status_code == 409


def test_a_refused_submission_leads_to_the_move(client, proposal):
    page = client.get(address(proposal, "submit"))
    hidden = page.context["form"].initial
    stricter(proposal)

    answer = client.post(address(proposal, "submit"), {**hidden, "may_act": "on"})

    assert answer.status_code == 422
    assert '<a href="#newer-rules">The rules of this call changed' in words(answer)
    assert f'href="{address(proposal)}"' in words(answer)


def test_the_page_costs_the_same_queries_whatever_moved(client, proposal, connection):
    stricter(proposal)

    def queries():
        client.get(address(proposal))
        with CaptureQueriesContext(connection) as asked:
            client.get(address(proposal))
        return len(asked)

    once = queries()
    stricter(proposal, 5)
    assert queries() == once
    add(proposal, "Another", "DE", "sme")
    add(proposal, "One more", "FR", "sme")
    move(proposal, 1, 3)
    stricter(proposal, 6)
    move(proposal, 3, 4)
    stricter(proposal, 7)

    assert queries() == once <= 12


@pytest.fixture
def connection():
    from django.db import connection  # noqa: PLC0415  # needs the settings

    return connection


@pytest.mark.parametrize("is_submitted", [False, True])
def test_page_says_that_a_submission_stays_valid_where_there_is_one(
    client, proposal, is_submitted
):
    if is_submitted:
        submit(proposal)
    stricter(proposal)

    page = words(client.get(address(proposal)))

    first = "It cannot be submitted before. Who moved it" in page
    again = "It cannot be submitted again before; what was submitted stays" in page
    assert (first, again) == (not is_submitted, is_submitted)
