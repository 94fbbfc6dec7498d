"""What was done to a proposal: a chain of rows nobody changes, and who did it.

The rows of one proposal are numbered, and each carries the digest of the one before it.
Names and addresses stand beside the chain, which holds only a commitment to them: they
can be erased, and it still holds.
"""

import hashlib
import json
from typing import Any, ClassVar, Never

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from eligibility.core import canonical
from proposals.models.proposals import Proposal

BEGINNING = "0" * 64
"""What stands for the digest before the first row."""
FORMAT = "ssa-activity/1"


class ActivityIsFinal(TypeError):
    """Somebody tried to change or to delete what was recorded."""


def refuse(*_args: object, **_values: object) -> Never:
    """Refuse in the place of what would change a stored row."""
    raise ActivityIsFinal("What was recorded is neither changed nor deleted.")


class ActivityQuerySet(models.QuerySet["Activity"]):
    """Rows that are read and added, nothing else; triggers say the same."""

    update = delete = bulk_update = _update = refuse


class Activity(models.Model):
    """One act on one proposal.

    `kind` is one of `ActivityKind`; it has no choices here, so that a new kind changes
    no table. `partner` is the number of the partner it is about. `who` and `whom` are
    commitments of `ActivityPerson`, empty for the system and for nobody. `facts` is
    canonical JSON, never a text of the proposal.
    """

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="activity")
    number = models.PositiveIntegerField(_("number"))
    at = models.DateTimeField(_("moment"))
    kind = models.CharField(_("kind"), max_length=40)
    actor = models.CharField(_("who acts"), max_length=8)
    who = models.CharField(_("commitment of who acts"), max_length=64, blank=True)
    whom = models.CharField(
        _("commitment of whom it is about"), max_length=64, blank=True
    )
    partner = models.PositiveIntegerField(_("partner"), null=True)
    facts = models.TextField(_("facts"))
    previous = models.CharField(_("digest before"), max_length=64)
    digest = models.CharField("SHA-256", max_length=64)

    objects = ActivityQuerySet.as_manager()
    delete = refuse

    class Meta:
        base_manager_name = "objects"
        verbose_name = _("activity")
        verbose_name_plural = _("activity")
        ordering: ClassVar = ["proposal_id", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["proposal", "number"], name="activity_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"

    @property
    def text(self) -> str:
        """The canonical JSON that is hashed: all but the digest and the key."""
        return canonical(
            {
                "format": FORMAT,
                "proposal": self.proposal_id,
                "number": self.number,
                "at": self.at.isoformat(timespec="microseconds"),
                "kind": self.kind,
                "actor": self.actor,
                "who": self.who,
                "whom": self.whom,
                "partner": self.partner,
                "facts": self.facts,
                "previous": self.previous,
            }
        )

    def fact(self, name: str) -> str:
        """Return one fact as text; empty where the act has none of this name."""
        return str(json.loads(self.facts).get(name, ""))

    @property
    def computed_digest(self) -> str:
        """The SHA-256 this row should carry."""
        return hashlib.sha256(self.text.encode()).hexdigest()


class ActivityHead(models.Model):
    """The newest row of the log of one proposal: how long it is, and its digest.

    Written by a trigger with each row, and by nothing else; the number only grows. A
    log that ends before its head lost its end.
    """

    proposal = models.OneToOneField(
        Proposal, models.PROTECT, primary_key=True, related_name="activity_head"
    )
    number = models.PositiveIntegerField(_("number"))
    digest = models.CharField("SHA-256", max_length=64)

    class Meta:
        verbose_name = _("head of an activity log")
        verbose_name_plural = _("heads of activity logs")

    def __str__(self) -> str:
        return f"{self.number} {self.digest[:8]}"


class ActivityPerson(models.Model):
    """Somebody who acts in one proposal or is acted on, in clear, until erased.

    `commitment` is the SHA-256 of the salt and the rest; the chain carries it alone.
    Without the salt nobody can try names against it. `account` is None for a partner's
    contact, who answers by a link.
    """

    proposal = models.ForeignKey(
        Proposal, models.CASCADE, related_name="activity_people"
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"))
    salt = models.CharField(max_length=64)
    commitment = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("person in an activity log")
        verbose_name_plural = _("people in activity logs")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["proposal", "account", "email", "name"],
                condition=models.Q(account__isnull=False),
                name="activity_person_account_once",
            ),
            models.UniqueConstraint(
                fields=["proposal", "email", "name"],
                condition=models.Q(account__isnull=True),
                name="activity_person_contact_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def computed_commitment(self) -> str:
        """The commitment to this row as it stands."""
        said: dict[str, Any] = {
            "account": self.account_id,
            "email": self.email,
            "name": self.name,
            "proposal": self.proposal_id,
        }
        return hashlib.sha256(f"{self.salt}{canonical(said)}".encode()).hexdigest()
