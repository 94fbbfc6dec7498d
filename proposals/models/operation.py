"""How the parts beside the web server fare: written by themselves, read by pages."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from proposals.enums import Part, TaskEnd


class SignOfLife(models.Model):
    """When a part last showed that it works, and what it failed at since: one row each.

    A table, not the cache: where the queue is away, so is the cache, and it is then
    that people ask since when.
    """

    part = models.CharField(max_length=7, choices=Part, primary_key=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("sign of life")
        verbose_name_plural = _("signs of life")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(part__in=Part.values), name="sign_of_life_part_known"
            ),
        ]

    def __str__(self) -> str:
        return self.get_part_display()


class TaskFigure(models.Model):
    """What workers did of one task with one end, since the installation began."""

    task = models.CharField(max_length=100)
    end = models.CharField(max_length=9, choices=TaskEnd)
    number = models.PositiveBigIntegerField(default=0)
    seconds = models.FloatField(default=0)
    statements = models.PositiveBigIntegerField(default=0)
    statement_seconds = models.FloatField(default=0)

    class Meta:
        verbose_name = _("figure of tasks")
        verbose_name_plural = _("figures of tasks")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "end"], name="task_figure_once"),
            models.CheckConstraint(
                condition=models.Q(end__in=TaskEnd.values), name="task_figure_end_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} ({self.get_end_display()})"
