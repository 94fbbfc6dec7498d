"""Signs of life of a worker that draws a pack."""

import time
import uuid

from alliances import clock
from proposals.enums import PackStep
from proposals.models import ApplicationPack

HEARTBEAT_SECONDS = 0.5
"""Progress within one step is written no more often than this."""


class ClaimLost(Exception):
    """The pack was stopped, or another worker has taken it over: this one must end."""


class Heartbeat:
    """Writes progress to the row; raises ClaimLost once the row is another's."""

    def __init__(self, claim: uuid.UUID) -> None:
        self.claim = claim
        self.step: PackStep | None = None
        self.written_at = 0.0

    def __call__(self, step: PackStep, done: int, total: int) -> None:
        """Write a new step at once, progress within it every half second."""
        now = time.monotonic()
        if step == self.step and now - self.written_at < HEARTBEAT_SECONDS:
            return
        self.step, self.written_at = step, now
        held = ApplicationPack.objects.filter(claim=self.claim)
        if not held.update(step=step, done=done, total=total, heartbeat_at=clock.now()):
            raise ClaimLost
