"""The link with which each mail can be stopped, by one click and without signing in."""

from django.utils.translation import gettext as _

from proposals.emails.plain import Link, link_to
from proposals.enums import MailKind
from proposals.selectors.letters.mute_links import PERSON, signature_of


def stop_link(key: int, kind: MailKind, *, scope: str = PERSON) -> Link:
    """Return the link that stops mails of a kind, to an account or about a question."""
    signature = signature_of(scope, key, kind)
    words = _("Stop mails of this kind")
    return link_to("mail-stop", scope, str(key), kind, signature, words=words)
