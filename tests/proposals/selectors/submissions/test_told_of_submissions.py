"""Who is told of a submission, and whom its receipt names."""

import pytest
from django.utils import timezone

from alliances.enums import Confirmation
from proposals.enums import LetterState, NoticeStanding, PartnerAnswer
from proposals.models import ConfirmationRequest, SubmissionNotice
from proposals.selectors.submissions.told_of_submissions import (
    Recipient,
    Told,
    last_representative,
    reachable_partners,
    recipients_of,
    told_of,
)
from proposals.snapshots import thaw
from tests.factories import (
    add,
    confirm_by_link,
    make_colleague,
    make_eligible_draft,
    make_user,
    submit,
)

pytestmark = pytest.mark.django_db

BOSS = "rector@example.org"


def partner(proposal, number):
    return proposal.alliance.partnerships.get(number=number)


def mailed(proposal, number, address, **fields):
    """Ask a partner, by a mail that went out."""
    asked = confirm_by_link(partner(proposal, number))
    values = {"email": address, "mailed_at": timezone.now(), **fields}
    ConfirmationRequest.objects.filter(pk=asked.pk).update(**values)
    return asked


def test_everybody_who_takes_part_is_told_by_one_address_each():
    proposal = make_eligible_draft()
    coordinator = proposal.alliance.coordinator
    editor, contact = make_colleague(proposal), make_user("ghent@example.org")
    make_colleague(proposal, contact, role="contact", partner=2)
    make_colleague(proposal, role="viewer")
    mailed(proposal, 2, "Ghent@example.org")
    mailed(proposal, 3, "plovdiv@example.org", language="bg")

    assert recipients_of(proposal, representative=BOSS) == (
        Recipient(coordinator.email, NoticeStanding.COORDINATOR),
        Recipient(editor.email, NoticeStanding.EDITOR),
        Recipient(contact.email, NoticeStanding.CONTACT, partner(proposal, 2).pk),
        Recipient(
            "plovdiv@example.org",
            NoticeStanding.CONTACT,
            partner(proposal, 3).pk,
            "bg",
        ),
        Recipient(BOSS, NoticeStanding.REPRESENTATIVE),
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"mailed_at": None},
        {"revoked_at": timezone.now()},
        {"answer": PartnerAnswer.NOT_OURS},
        {"answer": PartnerAnswer.DECLINED},
        {"email": ""},
    ],
)
def test_who_was_not_reached_or_is_not_theirs_is_not_told(fields):
    proposal = make_eligible_draft()
    mailed(proposal, 2, "ghent@example.org", **fields)

    told = recipients_of(proposal, representative="")

    assert [each.standing for each in told] == [NoticeStanding.COORDINATOR]


@pytest.mark.parametrize(
    "gone",
    [{"removed_at": timezone.now()}, {"confirmation": Confirmation.WITHDRAWN}],
)
def test_account_of_a_partner_that_left_is_not_told(gone):
    proposal = make_eligible_draft()
    make_colleague(proposal, make_user("g@example.org"), role="contact", partner=2)
    proposal.alliance.partnerships.filter(number=2).update(**gone)

    told = recipients_of(proposal, representative="")

    assert [each.standing for each in told] == [NoticeStanding.COORDINATOR]


def test_contact_of_who_takes_no_part_is_not_told():
    proposal = make_eligible_draft()
    mailed(proposal, 2, "ghent@example.org")
    row = partner(proposal, 2)
    row.confirmation = Confirmation.DECLINED
    row.save()

    told = recipients_of(proposal, representative="")

    assert [each.standing for each in told] == [NoticeStanding.COORDINATOR]


@pytest.mark.parametrize("number", [1, 3])
def test_recipients_take_the_same_queries_however_many(
    number, django_assert_num_queries
):
    proposal = make_eligible_draft()
    for _each in range(number):
        make_colleague(proposal)

    with django_assert_num_queries(2):
        recipients_of(proposal, representative=BOSS)


def test_receipt_names_whom_we_mailed_and_who_has_no_address():
    proposal = make_eligible_draft()
    coordinator = proposal.alliance.coordinator
    coordinator.full_name = "Maria Ruiz"
    coordinator.save()
    editor = make_colleague(proposal)
    mailed(proposal, 2, "ghent@example.org")
    submission = submit(proposal, representative=BOSS)
    SubmissionNotice.objects.filter(email=editor.email).update(email="")

    told = told_of(submission, thaw(submission.snapshot))

    assert told == Told(
        names=(
            "Maria Ruiz: coordinator",
            "Somebody whose name was erased: editor",
            "P2 Chamber of Ghent: contact",
            "Legal representative of the applicant",
        ),
        untold=("P3 School of Plovdiv",),
    )


def test_receipt_names_partners_by_their_numbers_whoever_has_an_account():
    proposal = make_eligible_draft()
    contact = make_user("plovdiv@example.org")
    make_colleague(proposal, contact, role="contact", partner=3)
    mailed(proposal, 2, "ghent@example.org")
    submission = submit(proposal)

    told = told_of(submission, thaw(submission.snapshot))

    assert told.names[1:] == (
        "P2 Chamber of Ghent: contact",
        "P3 School of Plovdiv: contact",
    )


def test_receipt_from_before_such_mails_names_nobody():
    submission = submit(make_eligible_draft())
    SubmissionNotice.objects.all().delete()

    assert told_of(submission, thaw(submission.snapshot)) == Told((), ())


def test_address_of_the_representative_is_kept_for_the_next_time():
    proposal = make_eligible_draft()
    assert last_representative(proposal) == ""

    submit(proposal, representative="former@example.org")
    submit(proposal, representative=BOSS)

    assert last_representative(proposal) == BOSS


def test_before_submitting_it_is_known_whose_contact_would_be_told():
    proposal = make_eligible_draft()
    mailed(proposal, 2, "ghent@example.org")
    add(proposal, "Joined", "DE")
    make_colleague(proposal, role="contact", partner=4)
    add(proposal, "Left", "DE", confirmation=Confirmation.WITHDRAWN)

    partners = reachable_partners(proposal)

    assert [each.number for each in partners.rows] == [1, 2, 3, 4, 5]
    assert (partners.told, partners.untold) == (2, ("P3 School of Plovdiv",))


@pytest.mark.parametrize(
    "fields",
    [
        {"mailed_at": None},
        {"revoked_at": timezone.now()},
        {"answer": PartnerAnswer.NOT_OURS},
        {"email": ""},
    ],
)
def test_who_was_not_reached_would_not_be_told(fields):
    proposal = make_eligible_draft()
    mailed(proposal, 2, "ghent@example.org", **fields)

    assert reachable_partners(proposal).told == 0


def test_who_sent_the_last_mail_back_is_not_counted_as_told():
    proposal = make_eligible_draft()
    mailed(proposal, 2, "ghent@example.org", letter_state=LetterState.BOUNCED)
    mailed(proposal, 3, "plovdiv@example.org", letter_state=LetterState.BOUNCED)
    make_colleague(proposal, role="contact", partner=3)

    partners = reachable_partners(proposal)

    assert (partners.told, partners.untold) == (1, ())
    assert partners.came_back == ("P2 Chamber of Ghent",)


def test_receipt_says_which_mails_told_nobody():
    proposal = make_eligible_draft()
    mailed(proposal, 2, "ghent@example.org")
    mailed(proposal, 3, "plovdiv@example.org")
    submission = submit(proposal)
    notices = SubmissionNotice.objects.order_by("partnership__number")
    states = {2: LetterState.BOUNCED, 3: LetterState.FAILED}
    for number, state in states.items():
        notices.filter(partnership__number=number).update(letter_state=state)

    told = told_of(submission, thaw(submission.snapshot))

    assert told.names[1:] == (
        "P2 Chamber of Ghent: contact (the mail came back)",
        "P3 School of Plovdiv: contact (the mail could not be sent)",
    )
