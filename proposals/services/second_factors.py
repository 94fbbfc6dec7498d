"""Taking the second factor off somebody's account: their device is lost."""

from smtplib import SMTPException

import structlog
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.mail import EmailMessage
from django.db import transaction

from alliances.models import User
from proposals.emails.second_factor import second_factor_mail

log = structlog.get_logger(__name__)


def reset_second_factor(*, user: User, reason: str, by: User) -> bool:
    """Remove every second factor and recovery code of `user`, and end their sessions.

    They sign in by their password and set up another one. Who did it and why stands in
    the records of the administration, and the owner gets a mail. False, and no trace,
    where there was nothing to remove; so twice is once.
    """
    with transaction.atomic():
        # No key: two administrators at once, each of the other, would wait in a circle.
        User.objects.select_for_update(no_key=True).get(pk=user.pk)
        removed, _ = Authenticator.objects.filter(user=user).delete()
        if not removed:
            return False
        LogEntry.objects.log_actions(
            by.pk,
            [user],
            CHANGE,
            change_message=f"Second factor reset: {reason}",
            single_object=True,
        )
        for session in UserSession.objects.filter(user=user):
            session.end()
        mail = second_factor_mail(user)
        transaction.on_commit(lambda: _send(mail))
    log.info("second_factor_reset", person=user.pk, by=by.pk)
    return True


def _send(mail: EmailMessage) -> None:
    """Send a mail; what it tells is done, so a silent mail server undoes nothing."""
    try:
        mail.send()
    except (OSError, SMTPException):
        log.exception("second_factor_mail_not_sent")
