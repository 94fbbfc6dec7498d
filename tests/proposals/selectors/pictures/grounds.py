"""Drafts as pictures read them, and what a picture says by its drawing."""

from django.utils import timezone

from proposals.selectors.consortium.workspace import standing_of
from proposals.selectors.drafts.tasks import tasks_of
from proposals.selectors.pictures.picture import Ground


def ground_of(draft, now=None):
    now = now or timezone.now()
    snapshot, report = standing_of(draft, now=now)
    contents = tasks_of(draft, snapshot, report).contents
    return Ground(draft, now, snapshot, report, contents)


def marks(picture, kind, *styles):
    """Return the marks of one kind, of these styles where any are named."""
    return [
        each
        for each in picture.drawing.marks
        if each.kind == kind and (not styles or each.style in styles)
    ]


def words(picture, *styles):
    return [each.words for each in marks(picture, "text", *styles)]


def cells(picture, column):
    """Return the cells of one column of the table, by the label of the row."""
    return {row.label: row.cells[column] for row in picture.table.rows}
