"""Drafts under the real rates of 2020, with work packages, days and journeys."""

from decimal import Decimal

from alliances.models import Call, Partnership
from proposals.enums import Traveller
from proposals.models import Effort, FormVersion, MobilityLine, Proposal, WorkPackage
from proposals.services.application_forms import publish_form
from tests.architecture.sources import BASE
from tests.factories import add, make_draft, publish_shipped_call

FORM_2020 = BASE / "fixtures" / "calls" / "2020" / "form.toml"


def make_budget_draft(call: Call | None = None, **facts) -> Proposal:
    """Make a draft of the 2020 call with its form: P1 to P3 in DE, RO and BY.

    `call` where it is published already, with or without its form.
    """
    call = call or publish_shipped_call("2020")
    draft = make_draft(call, **facts)
    if not FormVersion.objects.filter(call=call).exists():
        publish_form(call=call, text=FORM_2020.read_text("utf-8"), reason="A test.")
    draft.form = FormVersion.objects.filter(call=call).latest("version")
    draft.save()
    add(draft, "Chamber of Kiel", "DE", "sector_body", role="applicant")
    add(draft, "School of Iasi", "RO", "vet_provider")
    add(draft, "University of Minsk", "BY", "higher_education")
    return draft


def make_package(draft: Proposal, number: int = 1, **fields) -> WorkPackage:
    stated = {"kind": "mgnt", "title": "Management", **fields}
    return WorkPackage.objects.create(proposal=draft, number=number, **stated)


def partner(draft: Proposal, number: int) -> Partnership:
    return draft.alliance.partnerships.get(number=number)


def give_days(draft: Proposal, number: int, package: int, **days: object) -> None:
    """Give a partner days by category: `give_days(draft, 1, 1, manager=12)`."""
    for category, amount in days.items():
        Effort.objects.create(
            work_package=WorkPackage.objects.get(proposal=draft, number=package),
            partnership=partner(draft, number),
            category=category,
            days=Decimal(str(amount)),
        )


def make_line(draft: Proposal, number: int = 1, **fields) -> MobilityLine:
    stated = {
        "traveller": Traveller.STAFF,
        "participants": 2,
        "distance_km": 500,
        "days": Decimal(5),
        **fields,
    }
    return MobilityLine.objects.create(
        proposal=draft,
        number=MobilityLine.objects.filter(proposal=draft).count() + 1,
        partnership=partner(draft, number),
        **stated,
    )
