"""Somebody who asks to publish a row, while somebody else throws it away."""

import time
from collections.abc import Callable
from threading import Event

from django.db import transaction

from alliances.models import User
from alliances.models.reviews import Reviewed
from alliances.services.reviews import ask_to_publish
from tests.proposals.services.racing import PATIENCE, at_once


def discarded_while_asked(
    row: Reviewed, *, by: User, discard: Callable[[], bool]
) -> object:
    """Return what throwing it away said, while who asked has not committed yet."""
    asked = Event()

    def ask():
        with transaction.atomic():
            ask_to_publish(row=row, reason="New list.", by=by, figures={})
            asked.set()
            time.sleep(0.5)

    def then_discard():
        asked.wait(PATIENCE)
        return discard()

    _asked, is_gone = at_once(ask, then_discard)
    return is_gone
