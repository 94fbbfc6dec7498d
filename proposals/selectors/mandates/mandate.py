"""What the mandate of a partner will say, in the product's own words.

No text of a call was read here, so nothing is quoted and nothing is said of when or in
which form a call asks for it.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from alliances.enums import Role


@dataclass(frozen=True, slots=True)
class Mandate:
    """A heading to unfold, what stands before the points, and the points."""

    title: str
    lead: str
    points: tuple[str, ...]


def mandate_of(
    *, organisation: str, applicant: str, acronym: str, role: str
) -> Mandate:
    """Return the text for one partner; a mandate is signed elsewhere, never here."""
    about = {
        "organisation": organisation,
        "applicant": applicant or _("the applicant"),
        "acronym": acronym,
    }
    title = _("What the mandate will say")
    if role == Role.ASSOCIATED_PARTNER:
        lead = _(
            "An associated partner gets no money from the grant. Whether this call asks"
            " it for a mandate has not been read here."
        )
        return Mandate(title, lead, ())
    lead = _(
        "In our words, to be read beforehand. You sign nothing on this page. The form"
        " of the call decides; it has not been read here, so nothing is quoted."
    )
    points = (
        _("%(organisation)s lets %(applicant)s apply for %(acronym)s on its behalf."),
        _(
            "If the project is selected, %(applicant)s may sign the grant agreement,"
            " and changes of it, on behalf of %(organisation)s."
        ),
        _(
            "%(applicant)s speaks for all partners with the Agency, receives the grant"
            " and passes on to each partner its share."
        ),
        _(
            "%(organisation)s does its part of the work and gives %(applicant)s the"
            " papers needed to report on it."
        ),
    )
    return Mandate(title, lead, tuple(each % about for each in points))
