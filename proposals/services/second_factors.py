"""Taking the second factor off somebody's account: their device is lost."""

import structlog
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction

from alliances.models import User
from proposals.models import ResetNotice
from proposals.services.dispatch import queue_letter

log = structlog.get_logger(__name__)


def reset_second_factor(*, user: User, reason: str, by: User) -> bool:
    """Remove every second factor and recovery code of `user`, and end their sessions.

    They sign in by their password and set up another one. Who did it and why stands in
    the records of the administration, and the owner gets a letter, whatever becomes of
    the worker. False, and no trace, where there was nothing to remove: twice is once.
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
        notice = ResetNotice.objects.create(person=user, email=user.email)
        queue_letter(letter=notice)
    log.info("second_factor_reset", person=user.pk, by=by.pk)
    return True
