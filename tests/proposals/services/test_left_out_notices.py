"""Who was removed since hears that what it took part in no longer counts."""

import pytest
from django.core import mail
from django.urls import reverse

from alliances.enums import Confirmation
from proposals.services.composition import remove_partner, restore_partner
from proposals.services.submissions import withdraw_submission
from tests.factories import add, make_colleague, make_user, submit
from tests.proposals.selectors.submissions.test_told_of_submissions import mailed
from tests.proposals.services.test_submission_notices import deliver, proposal

__all__ = ["proposal"]
pytestmark = pytest.mark.django_db(transaction=True)

GHENT = ("ghent@example.org", "Ghent@example.org")


def left_out(proposal, number=2, **fields):
    """Remove a partner after a submission, as a colleague does."""
    row = proposal.alliance.partnerships.get(number=number)
    proposal.alliance.partnerships.filter(pk=row.pk).update(**fields)
    row.refresh_from_db()
    add(proposal, "Instead", "BE", "sector_body", confirmation="confirmed")
    by = proposal.alliance.coordinator
    return remove_partner(partnership=row, version=row.version, by=by)


def test_contact_of_a_partner_removed_since_reads_that_it_is_no_longer_in(
    proposal, sent, client
):
    former = submit(proposal)
    sent.clear()
    left_out(proposal)
    submission = submit(proposal)
    by = proposal.alliance.coordinator
    restore_partner(partnership=proposal.alliance.partnerships.get(number=2), by=by)

    said = deliver(sent)

    told = said["ghent@example.org"]
    assert told.subject == "CHARTER was submitted without your organisation"
    assert "you stood for Chamber of Ghent in the consortium CHARTER" in told.body
    assert "without Chamber of Ghent. The former submission" in told.body.replace(
        "\n", " "
    )
    assert former.number in told.body
    for secret in (submission.number, submission.sha256[:8], "secret"):
        assert secret not in told.subject + told.body
    client.force_login(by)
    receipt = client.get(reverse("receipt", args=[submission.number]))
    assert "P2 Chamber of Ghent, no longer part of it: contact" in (
        receipt.content.decode()
    )


def test_joined_contact_of_a_partner_removed_since_reads_it_once(proposal, sent):
    make_colleague(proposal, make_user("Ghent@example.org"), role="contact", partner=2)
    submit(proposal)
    sent.clear()
    left_out(proposal)
    submit(proposal)
    submit(proposal)

    said = deliver(sent)

    subjects = [each.subject for each in mail.outbox if each.to[0] in GHENT]
    assert subjects == ["CHARTER was submitted without your organisation"], said


def test_removed_partner_that_had_not_confirmed_is_not_told(proposal, sent):
    partners = proposal.alliance.partnerships
    partners.filter(number=2).update(confirmation=Confirmation.INVITED)
    submit(proposal, accepts_pending=True)
    sent.clear()
    left_out(proposal)
    submit(proposal)

    assert "ghent@example.org" not in deliver(sent)


def test_removed_partner_that_had_said_it_leaves_is_not_told(proposal, sent):
    submit(proposal)
    sent.clear()
    left_out(proposal, confirmation=Confirmation.WITHDRAWN)
    submit(proposal)

    assert "ghent@example.org" not in deliver(sent)


def test_partner_added_and_removed_between_two_submissions_is_not_told(proposal, sent):
    submit(proposal)
    sent.clear()
    add(proposal, "Short", "BE", "sector_body", confirmation="confirmed")
    mailed(proposal, 4, "short@example.org")
    left_out(proposal, number=4)
    submit(proposal)

    assert "short@example.org" not in deliver(sent)


def test_withdrawing_tells_who_was_removed_since_and_took_part_in_it(proposal, sent):
    make_colleague(proposal, make_user("Ghent@example.org"), role="contact", partner=2)
    submission = submit(proposal)
    sent.clear()
    left_out(proposal)
    by = proposal.alliance.coordinator
    withdraw_submission(submission=submission, by=by)

    said = deliver(sent)

    (told,) = [each for each in mail.outbox if each.to[0] in GHENT]
    assert told.subject == "CHARTER: a submission was withdrawn", said
    assert "you stood for Chamber of Ghent in the consortium CHARTER" in told.body
    assert f"Submission {submission.number} was withdrawn" in told.body
    assert "It no longer counts." in told.body


def test_withdrawing_tells_nobody_of_whom_the_submission_was_without(proposal, sent):
    submit(proposal)
    left_out(proposal)
    again = submit(proposal)
    add(proposal, "Short", "BE", "sector_body", confirmation="confirmed")
    mailed(proposal, 5, "short@example.org")
    left_out(proposal, number=5)
    sent.clear()
    withdraw_submission(submission=again, by=proposal.alliance.coordinator)

    assert deliver(sent).keys() == {proposal.alliance.coordinator.email}


def test_withdrawing_tells_no_removed_partner_that_had_not_confirmed(proposal, sent):
    partners = proposal.alliance.partnerships
    partners.filter(number=2).update(confirmation=Confirmation.INVITED)
    submission = submit(proposal, accepts_pending=True)
    sent.clear()
    left_out(proposal)
    withdraw_submission(submission=submission, by=proposal.alliance.coordinator)

    assert "ghent@example.org" not in deliver(sent)
