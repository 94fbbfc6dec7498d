"""What a signature states besides the data, in the product's own words.

Nothing is quoted: the forms of the calls were not read here. Each document says that it
supports the official form and does not replace it.
"""

from django.utils.translation import gettext as _


def mandate_points(organisation: str) -> tuple[str, ...]:
    """Return what a partner states of itself in its mandate."""
    about = {"organisation": organisation}
    points = (
        _("%(organisation)s states that its data above are right."),
        _(
            "%(organisation)s gets no other money from the budget of the Union for the"
            " same work."
        ),
        _(
            "%(organisation)s is in no situation that excludes it from grants of the"
            " Union, as the official form lists them."
        ),
    )
    return tuple(each % about for each in points)


def declaration_points(organisation: str, acronym: str) -> tuple[str, ...]:
    """Return what the applicant declares on its honour, for everybody named."""
    about = {"organisation": organisation, "acronym": acronym}
    points = (
        _("What the application %(acronym)s says is true and complete."),
        _("The organisations named below agreed to take part as the application says."),
        _(
            "%(organisation)s has the money and the people to carry the project to its"
            " end."
        ),
        _(
            "Neither %(organisation)s nor an organisation named below gets other money"
            " from the budget of the Union for the same work."
        ),
        _(
            "None of them is in a situation that excludes it from grants of the Union."
            " The official form lists these situations and asks for an answer to each."
        ),
        _("None of them took part in preparing the call."),
        _(
            "Whoever signs may represent %(organisation)s by law, and tells the Agency"
            " if any of this changes."
        ),
    )
    return tuple(each % about for each in points)
