"""What who waits for a pack is told when that takes longer, from what is measured."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proposals.enums import PackState
from proposals.models import ApplicationPack
from proposals.selectors.administrators.service_facts import present_facts
from proposals.selectors.administrators.service_state import Level, packs_state

WAITS_LONG = dt.timedelta(seconds=30)
"""A pack that nobody took for so long deserves a word of explanation."""


def delay_words(pack: ApplicationPack, *, now: dt.datetime) -> str:
    """Say why a pack nobody has taken is late, and how many come first; else nothing.

    At most one query, and only if it is late or would be.
    """
    if pack.state != PackState.QUEUED or (facts := present_facts()) is None:
        return ""
    level = packs_state(facts).level
    if level is Level.AWAY:
        return _(
            "No pack is drawn now. This one is kept, and drawn by itself as soon as"
            " that works again."
        )
    if level is Level.WORKS and now - pack.requested_at <= WAITS_LONG:
        return ""
    earlier = ApplicationPack.objects.filter(
        state=PackState.QUEUED, requested_at__lt=pack.requested_at
    ).count()
    if not earlier:
        return _("It is the next one, and drawn as soon as a worker is free.")
    return ngettext(
        "%(number)d pack was asked for before it. It is drawn by itself when it is its"
        " turn.",
        "%(number)d packs were asked for before it. It is drawn by itself when it is"
        " its turn.",
        earlier,
    ) % {"number": earlier}
