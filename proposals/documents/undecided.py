"""What no rule of the report decides, said so that nobody takes it for checked."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.enums import Confirmation, Role, Standing, StatedAnswer
from eligibility import messages
from eligibility.core import Confidence, Outcome
from proposals.documents.labels import listed_labels
from proposals.documents.organisations import takes_part
from proposals.snapshots import FrozenApplication


def undecided_matters(application: FrozenApplication) -> tuple[tuple[str, str], ...]:
    """Return a heading and a sentence for each matter left to people."""
    matters = [
        _unverified(application),
        _confirmations(application),
        _partner_countries(application),
        _types(),
        _standing_of_organisations(),
        _quality(),
        _rest_of_the_application(application),
    ]
    return tuple([matter for matter in matters if matter is not None])


def _unverified(application: FrozenApplication) -> tuple[str, str] | None:
    number = sum(
        finding.value.reference.confidence is Confidence.UNVERIFIED
        for finding in application.report.findings
    )
    if not number:
        return None
    return (
        _("Values nobody has verified"),
        ngettext(
            "The value of %d clause was not read in an official text of the call. It "
            "is marked with a ring. Compare it with the Programme Guide before you "
            "rely on it.",
            "The values of %d clauses were not read in an official text of the call. "
            "They are marked with a ring. Compare them with the Programme Guide "
            "before you rely on them.",
            number,
        )
        % number,
    )


def _confirmations(application: FrozenApplication) -> tuple[str, str] | None:
    stated = [
        each.label
        for each in application.partners
        if each.stated_answer == StatedAnswer.CONFIRMED
        and each.confirmation != Confirmation.CONFIRMED
        and Role(each.role).is_asked
    ]
    if not stated:
        return None
    return (
        _("Confirmations stated in a file"),
        _(
            "The imported file stated that %(who)s confirmed. Their own answers are "
            "not recorded here, so the reading as confirmed does not count them."
        )
        % {"who": listed_labels(stated)},
    )


def _partner_countries(application: FrozenApplication) -> tuple[str, str] | None:
    outside = [
        each.label
        for each in application.partners
        if takes_part(each) and each.standing == Standing.PARTNER
    ]
    if not outside:
        return None
    judged = _(
        "%(who)s: whether an organisation from a Partner country brings an "
        "essential added value is for the experts to judge."
    ) % {"who": listed_labels(outside)}
    sentences = [judged, _without(application)]
    return (
        _("Added value from Partner countries"),
        " ".join(filter(None, sentences)),
    )


def _without(application: FrozenApplication) -> str:
    """Say what the verdict is without them; nothing in contents frozen earlier."""
    outcome = application.without_partner_countries
    if not outcome:
        return ""
    return _("Without them, the verdict as planned is: %(outcome)s.") % {
        "outcome": messages.outcome_word(Outcome(outcome)).lower()
    }


def _types() -> tuple[str, str]:
    return (
        _("What an organisation is"),
        _(
            "The type of each organisation is the applicant's statement. Whether it "
            "fits, and whether an enterprise is engaged in an economic activity, is "
            "not checked here."
        ),
    )


def _standing_of_organisations() -> tuple[str, str]:
    return (
        _("Legal existence, capacity and exclusion"),
        _(
            "Validation of participant identification codes, financial and "
            "operational capacity, and grounds for exclusion are examined by the "
            "agency."
        ),
    )


def _quality() -> tuple[str, str]:
    return (
        _("Quality"),
        _(
            "Relevance, design, team and impact are scored by experts. Meeting every "
            "clause is a condition for being assessed and says nothing about the "
            "score."
        ),
    )


def _rest_of_the_application(application: FrozenApplication) -> tuple[str, str]:
    return _("The rest of the application"), _what_is_not_here(application)


def _what_is_not_here(application: FrozenApplication) -> str:
    if application.form is None:
        return _(
            "The official form, the declaration on honour, mandates, work plan and "
            "budget are not part of this pack."
        )
    has_copies = any(each.signed for each in application.partners)
    if application.submission and has_copies:
        return _(
            "The official form is not part of this pack. Signed copies of mandates and "
            "of the declaration on honour are among the files in this document."
        )
    return _(
        "The official form, the declaration on honour and mandates are not part of "
        "this pack."
    )
