"""What the two mails say, and what they keep to themselves."""

import datetime as dt

import pytest
from django.utils import translation

from alliances.enums import Role
from proposals.emails.colleague import colleague_mail
from proposals.emails.confirmation import confirmation_mail
from proposals.models import Colleague, ConfirmationRequest
from tests.factories import add, make_draft, make_user

pytestmark = pytest.mark.django_db

UNTIL = dt.datetime(2026, 12, 23, 16, 0, tzinfo=dt.UTC)


@pytest.fixture
def draft(settings):
    settings.SITE_URL = "https://alliances.example.org"
    maria = make_user(full_name="Maria Kazlauskienė")
    return make_draft(by=maria, acronym="CHARTER", title="A secret title")


def test_request_says_who_asks_what_and_until_when(draft):
    row = add(draft, "Chamber of Ghent", role=Role.ASSOCIATED_PARTNER)
    request = ConfirmationRequest(
        partnership=row,
        email="anna@ghent.example",
        requested_by=draft.alliance.coordinator,
        expires_at=UNTIL,
    )

    made = confirmation_mail(request, token="t0ken")

    assert made.to == ["anna@ghent.example"]
    assert made.subject == "Confirm your part in CHARTER: Chamber of Ghent"
    assert made.body == (
        f"Maria Kazlauskienė ({draft.alliance.coordinator.email}) asks you to confirm"
        " that Chamber of Ghent takes part in the consortium CHARTER as associated"
        " partner.\n\n"
        "Read what you confirm, then confirm or decline:\n\n"
        "https://alliances.example.org/confirm/t0ken/\n\n"
        "You need no account. Opening the link records nothing. It works until"
        " 23 December 2026, 17:00 Brussels time, and for one answer. After 24 hours the"
        " page also asks for a code, which is mailed to this address.\n\n"
        "Nothing goes to the Executive Agency (EACEA) from this site: the official"
        " application is sent to it separately. This site supports that and does not"
        " replace it.\n\n"
        "If you do not know Maria Kazlauskienė or this consortium, say so on that"
        " page, or do nothing.\n\n"
        "Sector Skills Alliances, https://alliances.example.org\n"
    )


def test_request_names_everybody_whole_however_long_the_name(draft):
    longest = "Landesverband " + "der Handwerkskammern " * 13 + "e.V."
    row = add(draft, longest)
    request = ConfirmationRequest(
        partnership=row,
        email="anna@ghent.example",
        requested_by=draft.alliance.coordinator,
        expires_at=UNTIL,
    )

    made = confirmation_mail(request, token="t0ken", applicant=f"Amt {longest}")

    assert made.subject == f"Confirm your part in CHARTER: {longest}"
    asks, applies, *_more = made.body.split("\n\n")
    assert asks == (
        f"Maria Kazlauskienė ({draft.alliance.coordinator.email}) asks you to confirm"
        f" that {longest} takes part in the consortium CHARTER as full partner."
    )
    assert applies == f"The applicant is Amt {longest}."


def test_subject_takes_no_line_breaks(draft):
    draft.alliance.acronym = "ONE\r\nBcc: everybody@example.org"
    row = add(draft, "Chamber of Ghent")
    request = ConfirmationRequest(
        partnership=row,
        email="anna@ghent.example",
        requested_by=draft.alliance.coordinator,
        expires_at=UNTIL,
    )

    message = confirmation_mail(request, token="t0ken").message()

    assert message["Subject"] == (
        "Confirm your part in ONE Bcc: everybody@example. org: Chamber of Ghent"
    )
    assert message["Bcc"] is None


def test_invitation_names_the_address_that_opens_it(draft):
    colleague = Colleague(
        proposal=draft,
        email="ben@example.org",
        invited_by=draft.alliance.coordinator,
    )

    made = colleague_mail(colleague)

    assert made.subject == "Write CHARTER together"
    assert made.body == (
        "Maria Kazlauskienė invites you to edit the application CHARTER.\n\n"
        "Sign in, or open an account, with this address, ben@example.org. The"
        " invitation waits above your list of alliances:\n\n"
        "https://alliances.example.org/\n\n"
        "If you do not know Maria Kazlauskienė, nothing has to be done.\n\n"
        "Sector Skills Alliances, https://alliances.example.org\n"
    )


def test_roles_are_written_as_within_a_sentence_of_the_language(draft):
    request = ConfirmationRequest(
        partnership=add(draft, "Chamber of Ghent"),
        email="anna@ghent.example",
        requested_by=draft.alliance.coordinator,
        expires_at=UNTIL,
    )

    said = {}
    for language in ("en", "de", "fr"):
        with translation.override(language):
            said[language] = confirmation_mail(request, token="t0ken").body

    assert "as full partner." in said["en"]
    assert "als Vollpartner." in said["de"]
    assert "comme partenaire à part entière." in said["fr"]
