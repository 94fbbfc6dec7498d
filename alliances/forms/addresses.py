"""What every form says of an address that is none."""

from django.utils.translation import gettext_lazy as _

NOT_AN_ADDRESS = {"invalid": _("Enter an e-mail address such as name@example.org.")}
"""Messages of an `EmailField`; Django's own wording differs from ours."""
