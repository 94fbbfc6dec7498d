"""What the words of a page mean, and where that is written.

Nothing here decides anything. Where no text of the call was read, the source says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SUMMARY = _(
    "National office's summary of the 2020 call, last modified 11 November 2019"
)
SISTER = _(
    "Application documents of the sister action Knowledge Alliances, 2019. The text for"
    " Sector Skills Alliances was not read."
)
UNREAD = _("No official text on this was read.")


@dataclass(frozen=True, slots=True)
class Meaning:
    """One word, what it means, and where that was read."""

    word: str | Promise
    words: str | Promise
    source: str | Promise
    is_found: bool = False
    """Whether it was read in a text on Sector Skills Alliances."""
    quote: str = ""
    """Copied word for word, in the language of the source; empty where not read."""


_OF_PARTNERS = (
    Meaning(
        _("Applicant"),
        _("Applies on behalf of all, and is established in a Programme country."),
        SUMMARY,
        is_found=True,
        quote=(
            "Any participating organization established in a Programme country can be"
            " the applicant. This organisation applies on behalf of all participating"
            " organisations involved in the project."
        ),
    ),
    Meaning(
        _("Full partner"),
        _("Contributes to the project, signs a mandate and has a share of the grant."),
        SISTER,
    ),
    Meaning(
        _("Affiliated entity"),
        _(
            "Has a legal or capital link with one partner that is neither limited to"
            " the project nor made for it. Its money is counted with that partner's."
        ),
        SISTER,
    ),
    Meaning(
        _("Associated partner"),
        _("Contributes to tasks or to spreading results, without any of the grant."),
        SISTER,
    ),
    Meaning(
        _("Programme country, Partner country"),
        _(
            "Which country is which stands in the country data of the call. An"
            " organisation from a Partner country may take part if it brings an"
            " essential added value."
        ),
        SISTER,
    ),
    Meaning(
        _("Type"),
        _(
            "One for each organisation, as what it takes part. An enterprise is one"
            " that does business and contributes as such."
        ),
        SISTER,
    ),
    Meaning(
        _("PIC"),
        _("The nine digits by which the register of the Commission knows it."),
        SISTER,
    ),
)
_OF_FACTS = (
    Meaning(
        _("Sector"),
        _(
            "A Blueprint addresses one of the sectors its call names. Any other Lot"
            " takes any sector, by its NACE code or in your own words."
        ),
        SUMMARY,
        is_found=True,
        quote=(
            "In the current call, the Blueprint will be implemented in six sectors that"
            " are experiencing severe skills."
        ),
    ),
    Meaning(
        _("Duration"),
        _(
            "Fixed when you apply. Which durations a Lot takes stands in the clause on"
            " the duration, with its source."
        ),
        SUMMARY,
        is_found=True,
        quote="Application for the project that can last two, three or four years",
    ),
    Meaning(
        _("Grant requested"),
        _(
            "What you ask for. How high it may be for a duration stands in the clause"
            " on the ceiling, with its source."
        ),
        UNREAD,
    ),
)
_OF_PART_A = (
    Meaning(
        _("Legal representative"),
        _("Signs for the organisation: its mandate, or the applicant's declaration."),
        SISTER,
    ),
    Meaning(
        _("Contact person"),
        _("Each organisation names one in Part A, with function and e-mail address."),
        SISTER,
    ),
)
MEANINGS: Mapping[str, tuple[Meaning, ...]] = {
    "partner": _OF_PARTNERS,
    "facts": _OF_FACTS,
    "part-a": _OF_PART_A,
}
"""The words of a form, by the form."""
