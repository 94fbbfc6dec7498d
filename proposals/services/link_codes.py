"""One-time codes: who holds an old link shows that the mailbox is theirs too.

A mail that is older than a day may have been passed on or lie in an archive. Its link
opens with a code that was mailed to the same address a moment ago.
"""

import datetime as dt
import re

from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from alliances.sealing import keys_of_site
from proposals.errors import LinkClosed
from proposals.errors.link_codes import CodeOver, NoCode, TooManyCodes, WrongCode
from proposals.models import ConfirmationRequest, LinkCode
from proposals.services.dispatch import UNDELIVERED, queue_letter
from proposals.services.written_letters import digest_of_figures

FRESH = dt.timedelta(hours=24)
"""So long after its mail a link works by itself."""
OPEN_FOR = dt.timedelta(minutes=60)
"""How long a page stays answerable after its link was opened, by code or in time."""
HOUR = dt.timedelta(hours=1)
MOST_AN_HOUR = 5
"""Codes of one link; more than anybody needs, fewer than fill a mailbox."""
MOST_TRIES = 5
SAME_ACT = dt.timedelta(minutes=1)
"""Asking again so soon is a second press of the same button."""

FIGURES = re.compile(r"[0-9]{8}")
BLANKS = re.compile(r"[\s.\-\u2010-\u2015]+")


def is_locked(*, asked: ConfirmationRequest, key: str, now: dt.datetime) -> bool:
    """Say whether a link shows and takes nothing before a code was entered.

    `key` is what `enter_code` or `key_of` returned for this link within the hour.
    """
    mailed = asked.mailed_at or asked.requested_at
    if now < mailed + FRESH:
        return False
    try:
        _signer(asked).unsign(key, max_age=OPEN_FOR)
    except BadSignature:
        return True
    return False


def key_of(*, asked: ConfirmationRequest) -> str:
    """Return what shows, for an hour, that this link was open; worthless elsewhere."""
    return _signer(asked).sign(str(asked.pk))


def send_code(*, token: str) -> LinkCode:
    """Have a code mailed to the address of a link, which nobody else can name.

    Within a minute it is the same act. Refuses with LinkClosed for a link that takes
    no answer and shows none, and with TooManyCodes.
    """
    with transaction.atomic():
        found = ConfirmationRequest.objects.by_token(token)
        asked = found.select_for_update(no_key=True).first()
        now = timezone.now()
        if asked is None or not (asked.answer or _is_open(asked, now)):
            raise LinkClosed
        recent = asked.codes.filter(asked_at__gt=now - HOUR)
        same = recent.filter(asked_at__gt=now - SAME_ACT, used_at=None)
        if earlier := same.exclude(letter_state__in=UNDELIVERED).first():
            return earlier
        times = sorted(recent.values_list("asked_at", flat=True))
        if len(times) >= MOST_AN_HOUR:
            raise TooManyCodes(times[-MOST_AN_HOUR] + HOUR)
        code = asked.codes.create(email=asked.email)
        queue_letter(letter=code)
    return code


def enter_code(*, token: str, typed: str) -> str:
    """Use up the newest code of a link; return the key that opens it for an hour.

    Each try counts before it is judged, so that two at once are two. Refuses with
    LinkClosed, NoCode, WrongCode and CodeOver.
    """
    asked = ConfirmationRequest.objects.by_token(token).first()
    if asked is None:
        raise LinkClosed
    figures = BLANKS.sub("", typed)
    if not FIGURES.fullmatch(figures):
        raise NoCode
    code = asked.codes.first()
    if code is None or not _counted(code):
        raise CodeOver
    code.refresh_from_db()
    if not _is_right(code, figures):
        raise WrongCode
    unused = LinkCode.objects.filter(pk=code.pk, used_at=None)
    if not unused.update(used_at=timezone.now()):
        raise CodeOver
    return key_of(asked=asked)


def _is_right(code: LinkCode, figures: str) -> bool:
    """Say whether these are the figures, also of a mail from before another key."""
    known = [
        digest_of_figures(code=code, figures=figures, secret=each)
        for each in keys_of_site()
    ]
    return True in [constant_time_compare(each, code.code_digest) for each in known]


def _counted(code: LinkCode) -> bool:
    """Count a try, if the code still takes one."""
    alive = LinkCode.objects.filter(
        pk=code.pk,
        used_at=None,
        expires_at__gt=timezone.now(),
        attempts__lt=MOST_TRIES,
    )
    return bool(alive.update(attempts=F("attempts") + 1))


def _is_open(asked: ConfirmationRequest, now: dt.datetime) -> bool:
    return asked.revoked_at is None and asked.expires_at > now


def _signer(asked: ConfirmationRequest) -> TimestampSigner:
    # Bound to the link of the newest mail: a new one begins anew.
    return TimestampSigner(salt=f"confirmation-link:{asked.token_digest}")
