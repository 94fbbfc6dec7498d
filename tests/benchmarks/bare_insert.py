"""The floor of the autosave's benchmark: one row inserted, committed, and a redirect.

Its address stands beside those of the product, behind the same middleware and sign-in.
"""

from typing import ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import path
from django.views.decorators.http import require_POST

from config.urls import urlpatterns as present


class BareNote(models.Model):
    """One text; the benchmark makes the table, no migration knows it."""

    text = models.TextField()

    objects: ClassVar[models.Manager["BareNote"]] = models.Manager()

    class Meta:
        app_label = "proposals"
        managed = False
        db_table = "bare_note"

    def __str__(self) -> str:
        return self.text


@require_POST
def bare_insert(request: HttpRequest) -> HttpResponseRedirect:
    """Insert what was typed and go elsewhere."""
    BareNote.objects.create(text=request.POST["text"])
    return HttpResponseRedirect("/")


urlpatterns = [path("bare/", bare_insert, name="bare-insert"), *present]
