"""Comments on questions of the form, in threads, and whom they mention."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alliances.models import Partnership, User
from proposals.enums import LetterState
from proposals.models.letters import Letter
from proposals.models.proposals import Proposal

MOST_CHARACTERS = 2_000
"""Longer than this belongs into the answer."""


class CommentThreadQuerySet(models.QuerySet["CommentThread"]):
    """Filters over threads."""

    def addressed_to(self, person: User) -> Self:
        """Keep the threads in which this person said something, or is named."""
        remarks = Comment.objects.filter(thread=models.OuterRef("pk"))
        said = remarks.filter(by=person)
        named = remarks.filter(mentions__person=person)
        return self.filter(models.Exists(said) | models.Exists(named))


class CommentThread(models.Model):
    """What was said about one answer until somebody calls it settled."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="threads")
    question = models.SlugField(_("question"), max_length=60)
    partnership = models.ForeignKey(
        Partnership, models.CASCADE, null=True, blank=True, related_name="threads"
    )
    resolved_at = models.DateTimeField(_("settled"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = CommentThreadQuerySet.as_manager()

    class Meta:
        verbose_name = _("thread of comments")
        verbose_name_plural = _("threads of comments")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.question


class Comment(models.Model):
    """One thing somebody said. `request_key` makes a double click one comment."""

    thread = models.ForeignKey(CommentThread, models.CASCADE, related_name="comments")
    text = models.TextField(_("text"), max_length=MOST_CHARACTERS)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said_at = models.DateTimeField(_("said"), auto_now_add=True)
    request_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return str(self.said_at)


class MentionQuerySet(models.QuerySet["Mention"]):
    """Filters over mentions."""

    def waiting(self) -> Self:
        """Keep the letters to be sent; who closed the account gets none."""
        return self.filter(letter_state=LetterState.QUEUED, person__is_active=True)


class Mention(Letter):
    """One letter to one person whom a comment names."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="mentions")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )

    objects = MentionQuerySet.as_manager()

    class Meta(Letter.Meta):
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            *Letter.Meta.constraints,
            models.UniqueConstraint(fields=["comment", "person"], name="mention_once"),
        ]

    def __str__(self) -> str:
        return self.email
