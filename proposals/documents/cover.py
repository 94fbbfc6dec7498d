"""The cover: what a reader must know before the first page is turned."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.enums import Role
from alliances.words import day_words
from eligibility import messages
from eligibility.core import Reading
from eligibility.words import BRUSSELS, eu_code
from proposals.documents.clauses import verdict_of
from proposals.documents.countries import in_protocol_order
from proposals.documents.labels import listed_labels
from proposals.documents.organisations import counts_by_role, takes_part
from proposals.documents.page import Cover, Fact
from proposals.documents.verdict_page import Verdict
from proposals.snapshots import FrozenApplication, FrozenPartner

NO_BREAK = "\N{NO-BREAK SPACE}"
COUNTRIES_CLAUSE = "min-programme-countries"
LONGEST_LARGE_TITLE = 140
"""Characters of a title that leave room for the facts below it."""
ACRONYM_SIZES = ((10, "large"), (18, "medium"))
"""Longest acronym, in characters, that fits a size; longer ones are small."""


def cover_of(application: FrozenApplication) -> Cover:
    """Return the first page."""
    return Cover(
        call=application.call_title,
        reference=application.call_reference,
        lot=lot_words(application),
        acronym=application.acronym,
        acronym_size=_size(application.acronym),
        title=application.title,
        is_crowded=len(application.title) > LONGEST_LARGE_TITLE,
        facts=tuple(_facts(application)),
    )


def lot_words(application: FrozenApplication) -> str:
    """Return "Lot 2: title", or the title where the Lot has no number."""
    if application.lot_number is None:
        return application.lot_title
    return _("Lot %(number)s: %(title)s") % {
        "number": application.lot_number,
        "title": application.lot_title,
    }


def status_words(application: FrozenApplication) -> str:
    """Return the submission's number, or that there is none."""
    if application.submission is None:
        return _("Draft, not submitted")
    return _("Submission %s") % application.submission.number


def _size(acronym: str) -> str:
    for longest, size in ACRONYM_SIZES:
        if len(acronym) <= longest:
            return size
    return "small"


def _facts(application: FrozenApplication) -> list[Fact]:
    return [
        Fact(_("Project type"), (application.project_type_title,)),
        Fact(_("Sector"), (application.sector_title or _("Not stated"),)),
        Fact(_("Applicant"), applicant_words(application)),
        _partnership(application),
        Fact(_("Duration and grant"), (_duration_and_grant(application),)),
        _eligibility(application),
        Fact(_("Deadline"), _deadline(application)),
        *_override(application),
        *_warnings(application),
    ]


def _warnings(application: FrozenApplication) -> list[Fact]:
    """Say what was named and accepted; nothing where nothing had to be."""
    stood = application.warnings
    if stood is None:
        return []
    lines = [
        _("Not met, unverified: %(clause)s (%(figure)s)")
        % {
            "clause": messages.clause_title(each.clause),
            "figure": messages.figure(each, Reading.PLANNED),
        }
        for each in application.report.findings
        if each.clause.id in stood.clauses
    ]
    if stood.partners:
        labels = listed_labels({label for label, _name in stood.partners})
        lines.append(_("Not confirmed: %(who)s") % {"who": labels})
    return [Fact(_("Accepted by name"), tuple(lines))]


def _override(application: FrozenApplication) -> list[Fact]:
    """Say what an administrator allowed, and why; nothing where nothing had to be."""
    stands = application.override
    if stands is None:
        return []
    titles = {
        each.clause.id: messages.clause_title(each.clause)
        for each in application.report.findings
    }
    unmet = [titles.get(each, each) for each in stands.clauses]
    if stands.partners:
        unmet.append(_("missing confirmations"))
    about = {
        "what": "; ".join(unmet),
        "reason": stands.reason,
        "name": stands.by,
        "day": day_words(stands.given_at.astimezone(BRUSSELS).date()),
    }
    lines = (
        _("In spite of: %(what)s") % about,
        _("%(reason)s (%(name)s, administrator, %(day)s)") % about,
    )
    return [Fact(_("Submitted by leave"), lines)]


def applicant_words(application: FrozenApplication) -> tuple[str, ...]:
    """Return name and country of each applicant, or that none is named."""
    applicants = [
        each
        for each in application.partners
        if each.role == Role.APPLICANT and takes_part(each)
    ]
    return tuple([_name_and_country(each) for each in applicants]) or (
        _("Not named yet"),
    )


def _name_and_country(partner: FrozenPartner) -> str:
    if not partner.country_name:
        return partner.name
    return f"{partner.name}, {partner.country_name}"


def _partnership(application: FrozenApplication) -> Fact:
    """Count the organisations and list the Programme countries as planned."""
    lines = ", ".join(counts_by_role(application.partners))
    findings = {each.clause.id: each for each in application.report.findings}
    finding = findings.get(COUNTRIES_CLAUSE)
    counted = finding.planned.counted if finding else ()
    codes = in_protocol_order(
        [eu_code(each.place.counts_as) for each in counted if each.place]
    )
    if not codes:
        return Fact(_("Partnership"), (lines,))
    countries = ngettext(
        "%d Programme country", "%d Programme countries", len(codes)
    ) % len(codes)
    words = _("%(organisations)s, %(countries)s") % {
        "organisations": lines,
        "countries": countries,
    }
    return Fact(_("Partnership"), (words,), codes=" ".join(codes))


def _duration_and_grant(application: FrozenApplication) -> str:
    months, grant = application.duration_months, application.grant_requested_eur
    duration = (
        _("Duration not stated")
        if months is None
        else _("%(months)d months") % {"months": months}
    )
    asked = (
        _("grant not stated")
        if grant is None
        else _("%(amount)s requested") % {"amount": messages.money(grant)}
    )
    return f"{duration.replace(' ', NO_BREAK)}, {asked.replace(' ', NO_BREAK)}"


def _eligibility(application: FrozenApplication) -> Fact:
    """Give both readings in the panel's words, never a word of our own."""
    return Fact(
        _("Eligibility"),
        (),
        verdicts=(
            (_("As planned"), *_result(application, Reading.PLANNED)),
            (_("As confirmed"), *_result(application, Reading.CONFIRMED)),
        ),
    )


def _result(application: FrozenApplication, reading: Reading) -> tuple[Verdict, str]:
    report = application.report
    mark = verdict_of(report.of(reading)).mark
    verdict = Verdict(mark, messages.overall(report, reading))
    return verdict, messages.tally_words(report, reading)


def _deadline(application: FrozenApplication) -> tuple[str, ...]:
    lines = [messages.deadline_words(application.deadline)]
    if application.submission is not None:
        moment = messages.deadline_words(application.submission.received_at)
        lines.append(_("Received %s") % moment)
    return tuple([line.replace(" ", NO_BREAK) for line in lines])
