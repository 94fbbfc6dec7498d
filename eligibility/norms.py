"""What a clause asks, in the product's own words; the law's words are in its source."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from alliances.enums import PartnerType
from eligibility.core import Clause, Figure, Finding
from eligibility.words import money, months, type_words


def subject(clause: Clause, number: Figure) -> str:
    """Return what a minimum counts, in the number that fits: "Programme countries"."""
    many = number if isinstance(number, int) else 2
    if clause.check == "countries-at-least":
        if clause.arguments["count"] == "eu-member":
            return npgettext("counted", "EU Member State", "EU Member States", many)
        return npgettext("counted", "Programme country", "Programme countries", many)
    if clause.check == "groups-at-least":
        return _of_group(str(clause.arguments["group"]), many)
    if clause.check == "must-include":
        return ngettext("partner of these types", "partners of these types", many)
    return ngettext("full partner", "full partners", many)


def _of_group(group: str, many: int) -> str:
    """Return what a member of a group of types is called."""
    if group == "labour_market":
        return ngettext("labour market partner", "labour market partners", many)
    if group == "education_training":
        return ngettext(
            "education and training partner", "education and training partners", many
        )
    return ngettext("partner of this group", "partners of this group", many)


def norm(finding: Finding) -> str:
    """Say what the clause asks, with the number in force."""
    return NORMS[finding.clause.check](finding)


def _count_exactly(_finding: Finding) -> str:
    return _("Exactly one organisation is the applicant and applies on behalf of all.")


def _role_in_status(_finding: Finding) -> str:
    return _("The applicant is established in a Programme country.")


def _countries(finding: Finding) -> str:
    number = {"number": finding.value.value}
    if finding.clause.arguments["count"] == "eu-member":
        return (
            _(
                "Full partners come from at least %(number)s Member States of the"
                " European Union."
            )
            % number
        )
    return (
        _("Full partners come from at least %(number)s Programme countries.") % number
    )


def _partners(finding: Finding) -> str:
    return _(
        "At least %(number)s full partners in Programme countries take part, the"
        " applicant included."
    ) % {"number": finding.value.value}


def _groups(finding: Finding) -> str:
    facts = {"number": finding.value.value, "types": _types(finding.clause)}
    if finding.clause.arguments["group"] == "labour_market":
        return (
            _(
                "At least %(number)s full partners in Programme countries represent the"
                " labour market (%(types)s). One organisation counts in one group only."
            )
            % facts
        )
    return (
        _(
            "At least %(number)s full partners in Programme countries provide education"
            " or training (%(types)s). One organisation counts in one group only."
        )
        % facts
    )


def _types(clause: Clause) -> str:
    """Name the types the rulebook counts in a group, in the order of the register."""
    counted = clause.arguments["types"]
    those = counted if isinstance(counted, frozenset) else frozenset()
    return "; ".join(str(each.label) for each in PartnerType if each.value in those)


def _must_include(finding: Finding) -> str:
    return ngettext(
        "At least %(number)s full partner in a Programme country is of this type:"
        " %(types)s.",
        "At least %(number)s full partners in Programme countries are of these types:"
        " %(types)s.",
        finding.value.value if isinstance(finding.value.value, int) else 1,
    ) % {"number": finding.value.value, "types": _types(finding.clause)}


def _each_country(finding: Finding) -> str:
    functions = finding.clause.arguments["functions"]
    if isinstance(functions, Mapping) and len(functions) == 1:
        (types,) = functions.values()
        return _(
            "In each country a full partner is of one of these types: %(types)s."
        ) % {"types": type_words(types)}
    return _(
        "In each country, different full partners provide vocational training, bring"
        " the expertise of the sector and hold a regulatory function for education and"
        " training."
    )


def _duration(finding: Finding) -> str:
    allowed = finding.value.value
    return _("The project lasts %(months)s.") % {
        "months": months(allowed if isinstance(allowed, tuple) else ())
    }


def _listed(_finding: Finding) -> str:
    return _("The sector is one of those listed for this Lot.")


def _ceiling(finding: Finding) -> str:
    value = finding.value.value
    ceilings = value if isinstance(value, Mapping) else {}
    return _("The grant is at most %(ceilings)s.") % {
        "ceilings": ", ".join(
            _("%(amount)s for %(months)s")
            % {"amount": money(ceiling), "months": months([duration])}
            for duration, ceiling in ceilings.items()
        )
    }


def _no_duplicates(_finding: Finding) -> str:
    return _("Each organisation stands in the consortium once.")


def _text_present(_finding: Finding) -> str:
    return _(
        "A text for each organisation in a Partner country says which essential added"
        " value it brings."
    )


def _exclusive(finding: Finding) -> str:
    if finding.clause.arguments["scope"] == "organisation":
        return _("An organisation takes part in one application of the call.")
    return _(
        "An organisation is the applicant of several applications only if they address"
        " different sectors."
    )


NORMS: dict[str, Callable[[Finding], str]] = {
    "count-exactly": _count_exactly,
    "role-in-status": _role_in_status,
    "countries-at-least": _countries,
    "count-at-least": _partners,
    "groups-at-least": _groups,
    "must-include": _must_include,
    "each-country-has": _each_country,
    "value-in": _duration,
    "listed": _listed,
    "at-most": _ceiling,
    "no-duplicates": _no_duplicates,
    "text-present": _text_present,
    "exclusive": _exclusive,
}
"""How each check is worded; a test compares the keys with the checks there are."""
