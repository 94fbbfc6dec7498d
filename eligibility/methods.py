"""What each check counts and how it treats what is not known, in plain words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NO_MINIMUM = _(
    "Affiliated entities and associated partners do not count, nor does anybody in a"
    " Partner country. Rows that are one organisation count once."
)

COUNTED: dict[str, tuple[Promise, ...]] = {
    "count-exactly": (
        _("Counts the organisations with this role, invited ones too."),
        _("A sole applicant who has not confirmed leaves it open as confirmed."),
    ),
    "role-in-status": (
        _("Looks at the status of the applicant's country under this call."),
        _(
            "While there is not exactly one applicant, or its country is not stated, it"
            " cannot be told."
        ),
    ),
    "countries-at-least": (
        _(
            "Counts the countries in which a full partner is established, that of the"
            " applicant too. An overseas territory counts as its Member State."
        ),
        NO_MINIMUM,
        _(
            "A full partner whose country is not stated may be in a new country: then"
            " the clause is open until that would no longer suffice."
        ),
    ),
    "count-at-least": (
        _("Counts the full partners in Programme countries, the applicant included."),
        NO_MINIMUM,
        _("A full partner whose country is not stated may count."),
    ),
    "groups-at-least": (
        _(
            "Counts the full partners in Programme countries whose type belongs to the"
            " group. One organisation serves one group only."
        ),
        NO_MINIMUM,
        _(
            "Who is open between types serves at most one group: all are shared out"
            " between the groups, as well and as badly as can be."
        ),
    ),
    "must-include": (
        _("Counts the full partners in Programme countries of these types."),
        NO_MINIMUM,
    ),
    "each-country-has": (
        _(
            "Looks at every Programme country with a full partner. Different"
            " organisations must serve the functions asked for."
        ),
        _(
            "A country represented only by a European umbrella organisation is left to"
            " human judgement."
        ),
    ),
    "value-in": (_("Compares the duration stated with those allowed."),),
    "listed": (
        _("Compares the sector stated with the list of the Lot, by slug or title."),
    ),
    "at-most": (
        _("Compares the grant asked for with the ceiling of its duration."),
        _("Without a duration, the grant is judged where every ceiling agrees."),
    ),
    "no-duplicates": (
        _(
            "Rows with one PIC, or one name in one country, are one organisation. It is"
            " advice: they count once."
        ),
    ),
    "text-present": (
        _(
            "Looks at every organisation in a Partner country, whatever its role, and"
            " asks whether a text on its added value is stated. What the text says is"
            " for the experts to judge."
        ),
        _("Without a text, an organisation of unknown country leaves it open."),
    ),
    "exclusive": (
        _(
            "Looks at the applications submitted here and not withdrawn. What others"
            " apply for is never shown."
        ),
    ),
}
"""Sentences by check; a test compares the keys with the checks there are."""
