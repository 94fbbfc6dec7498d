"""Plain functions that make people, calls, drafts and submissions for tests.

`make_call` publishes small rules through the real services: eligible takes three
partners in three countries. `publish_shipped_call` publishes a real call.
"""

import datetime as dt
import itertools
import uuid
from dataclasses import replace
from decimal import Decimal
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.utils import timezone

from alliances.enums import Confirmation, Role
from alliances.files.tables import CountryRow, ReferenceTables, SectorRow
from alliances.models import Alliance, Call, Partnership, ProjectType, User
from alliances.models.organisations import TYPE_SEPARATOR
from alliances.services.reference import load_countries, publish_edition
from eligibility.catalogue import iso_countries, shipped_tables, shipped_text
from eligibility.models import Rulebook
from eligibility.services.rulebooks import publish_rulebook
from proposals.enums import PartnerAnswer
from proposals.models import Colleague, ConfirmationRequest, Proposal, Submission
from proposals.services.submissions import submit_proposal
from tests.rulebooks import rules_of
from tests.stack.published import published

EMAILS = (f"person-{number}@example.org" for number in itertools.count(1))

SECRET = "A" * 32
"""What the apps of the administrators make their codes from."""

MEMBERS = ("BE", "BG", "CZ", "DE", "ES", "FR", "GB", "GR", "IT", "PL")
PROGRAMME = (*MEMBERS, "RS")
PARTNER = ("GE",)
NO_STATUS = ("AQ",)
SECTORS = (
    SectorRow("lot-2", "cultural-heritage", "Cultural heritage"),
    SectorRow("lot-2", "cybersecurity", "Cybersecurity"),
)
TABLES = ReferenceTables(
    tuple(CountryRow(code, "programme", code in MEMBERS, "", "") for code in PROGRAMME)
    + tuple(CountryRow(code, "partner", False, "", "") for code in PARTNER),
    SECTORS,
    (),
)


def tables_where(code: str, standing: str) -> ReferenceTables:
    """Return the tables with another standing of one country; the call stays open."""
    rows = tuple(
        replace(each, standing=standing) if each.code == code else each
        for each in TABLES.countries
    )
    return replace(TABLES, countries=rows)


def make_user(email: str = "", **fields: Any) -> User:
    """Make a person with a proven address; the password is "a long password"."""
    user = User.objects.create_user(
        email or next(EMAILS), **{"password": "a long password", **fields}
    )
    # What `vouch_for_address` leaves of an account that had no other address.
    EmailAddress.objects.create(
        user=user, email=user.email.lower(), verified=True, primary=True
    )
    if user.is_staff:
        TOTP.activate(user, SECRET)  # no administration without a second factor
    return user


def make_call(code: str = "open", **rules: Any) -> Call:
    """Publish a call with the small rules and few countries; see `rules_of`."""
    text = rules_of(code, **rules)

    def publish() -> Call:
        names = iso_countries()
        known = (*PROGRAMME, *PARTNER, *NO_STATUS)
        load_countries(rows=[(code, *names[code]) for code in known])
        return _publish(text, TABLES)

    return published(text, publish)


def publish_shipped_call(code: str) -> Call:
    """Publish a real call with its countries, sectors and rates."""

    def publish() -> Call:
        load_countries(rows=[(code, *names) for code, names in iso_countries().items()])
        return _publish(shipped_text(code), shipped_tables(code))

    return published(("shipped", code), publish)


def _publish(text: str, tables: ReferenceTables) -> Call:
    rulebook = publish_rulebook(text=text, reason="A test.")
    publish_edition(call=rulebook.call, tables=tables, reason="A test.")
    return rulebook.call


def make_draft(
    call: Call | None = None,
    *,
    by: User | None = None,
    lot: str = "lot-2",
    project_type: str = "standard",
    acronym: str = "SKILLS",
    title: str = "Skills for all",
    sector: str = "cultural-heritage",
    duration_months: int | None = 48,
    grant_requested_eur: Decimal | None = Decimal("3900000.00"),
) -> Proposal:
    """Make a draft without partners, with its facts stated."""
    kind = ProjectType.objects.select_related("lot__call").get(
        lot__call=call or make_call(), lot__code=lot, code=project_type
    )
    alliance = Alliance.objects.create(
        acronym=acronym,
        title=title,
        call=kind.lot.call,
        lot=kind.lot,
        project_type=kind,
        sector=sector,
        coordinator=by or make_user(),
    )
    return Proposal.objects.create(
        alliance=alliance,
        rulebook=Rulebook.objects.filter(call=alliance.call).latest("version"),
        duration_months=duration_months,
        grant_requested_eur=grant_requested_eur,
    )


def add(
    proposal: Proposal,
    name: str,
    country: str | None = "BE",
    *types: str,
    role: str = Role.FULL_PARTNER,
    confirmation: str = Confirmation.CONFIRMED,
    **fields: Any,
) -> Partnership:
    """Add a partner under the next number, without counting it as a change."""
    return Partnership.objects.create(
        alliance=proposal.alliance,
        number=proposal.alliance.partnerships.count() + 1,
        name=name,
        country_id=country,
        types=TYPE_SEPARATOR.join(types),
        role=role,
        confirmation=confirmation,
        **fields,
    )


def make_eligible_draft(
    call: Call | None = None,
    *,
    applicant: str = "University of Soria",
    pic: str = "",
    confirmation: str = Confirmation.CONFIRMED,
    **facts: Any,
) -> Proposal:
    """Make a draft that meets every clause; its two partners have this confirmation."""
    proposal = make_draft(call, **facts)
    add(proposal, applicant, "ES", "higher_education", role=Role.APPLICANT, pic=pic)
    add(proposal, "Chamber of Ghent", "BE", "sector_body", confirmation=confirmation)
    add(proposal, "School of Plovdiv", "BG", "vet_provider", confirmation=confirmation)
    return proposal


def make_colleague(
    proposal: Proposal,
    person: User | None = None,
    *,
    role: str = "editor",
    partner: int | None = None,
) -> User:
    """Make somebody who joined a draft: to edit, to read, or for a partner."""
    person = person or make_user()
    Colleague.objects.create(
        proposal=proposal,
        email=person.email,
        person=person,
        invited_by=proposal.alliance.coordinator,
        joined_at=timezone.now(),
        role=role,
        partnership=proposal.alliance.partnerships.filter(number=partner).first()
        if partner
        else None,
    )
    return person


def confirm_by_link(
    partnership: Partnership,
    *,
    name: str = "Anna Kovács",
    function: str = "Vice-rector",
    at: dt.datetime | None = None,
) -> ConfirmationRequest:
    """Make the stored traces of a partner who confirmed by the link of a mail."""
    at = at or timezone.now()
    partnership.confirmation_requests.update(revoked_at=at)
    partnership.confirmation = Confirmation.CONFIRMED
    partnership.save(update_fields=["confirmation"])
    return ConfirmationRequest.objects.create(
        partnership=partnership,
        email=next(EMAILS),
        requested_by=partnership.alliance.coordinator,
        expires_at=at + dt.timedelta(days=30),
        answer=PartnerAnswer.CONFIRMED,
        answered_at=at,
        answered_name=name,
        answered_function=function,
    )


def submit(proposal: Proposal, **values: Any) -> Submission:
    """Submit as the coordinator would now, from a page just loaded."""
    proposal.refresh_from_db()
    return submit_proposal(
        **{
            "proposal": proposal,
            "revision": proposal.revision,
            "idempotency_key": uuid.uuid4(),
            "received_at": timezone.now(),
            "accepts_pending": False,
            "by": proposal.alliance.coordinator,
            **values,
        }
    )
