"""A mail that came back stands in the log of each proposal it was about."""

import pytest
from django.utils import timezone

from alliances.enums import Confirmation
from proposals.enums import ActivityKind, LetterState, MailKind
from proposals.models import (
    Activity,
    ActivityPerson,
    Bulletin,
    Colleague,
    News,
    VerdictNotice,
)
from proposals.models.confirmations import digest_of
from proposals.selectors.log.activity_chain import verify_chains
from proposals.services.bounces import ReadBounces, read_bounces
from tests.factories import make_eligible_draft
from tests.proposals.files.reports import IDENTIFIER, dsn
from tests.proposals.services.asking import ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(sent):  # noqa: ARG001  # nothing may leave before the test looks
    return make_eligible_draft(confirmation=Confirmation.NOT_INVITED)


@pytest.fixture
def box(tmp_path):
    for name in ("new", "cur"):
        (tmp_path / name).mkdir()
    return tmp_path


def test_bounce_is_noted_once_in_the_log_of_the_proposal(draft, box):
    asked = ask(draft)
    asked.mail_digest = digest_of(IDENTIFIER)
    asked.save()
    for name in ("1", "2"):
        (box / "new" / name).write_bytes(dsn())

    read_bounces(maildir=box)

    rows = Activity.objects.filter(kind=ActivityKind.MAIL_BOUNCED)
    (row,) = rows
    whom = ActivityPerson.objects.get(commitment=row.whom)
    assert (whom.email, row.partner, row.facts) == (
        asked.email,
        2,
        '{"mail":"confirmation-request"}',
    )
    assert verify_chains().breaks == ()


def came_back(letter, box):
    """Let a letter of any kind come back."""
    letter.letter_state = LetterState.SENT
    letter.mail_digest = digest_of(IDENTIFIER)
    letter.save()
    (box / "new" / "1").write_bytes(dsn())
    assert read_bounces(maildir=box) == ReadBounces(bounced=1)
    noted = Activity.objects.filter(kind=ActivityKind.MAIL_BOUNCED)
    return list(noted.values_list("proposal", flat=True))


def test_bounce_of_news_stands_in_the_log_of_each_proposal_it_told_of(draft, box):
    maria = draft.alliance.coordinator
    drafts = [draft, make_eligible_draft(by=maria, acronym="OTHER")]
    bulletin = Bulletin.objects.create(person=maria, email=maria.email)
    for number, each in enumerate(drafts * 2):
        News.objects.create(
            person=maria,
            proposal=each,
            kind=MailKind.PACK,
            event=MailKind.PACK,
            happened_at=timezone.now(),
            source=str(number),
            bulletin=bulletin,
        )

    assert came_back(bulletin, box) == [each.pk for each in drafts]


def test_bounce_about_no_proposal_stands_in_no_log(draft, box):
    edition = draft.alliance.call.editions.latest("version")
    maria = draft.alliance.coordinator
    notice = VerdictNotice(edition=edition, person=maria, email=maria.email, flips=[])

    assert came_back(notice, box) == []


def test_bounce_of_an_erased_address_names_nobody(draft, box):
    by = draft.alliance.coordinator
    colleague = Colleague(proposal=draft, email="", invited_by=by)

    assert came_back(colleague, box) == [draft.pk]
    assert Activity.objects.latest("number").whom == ""
