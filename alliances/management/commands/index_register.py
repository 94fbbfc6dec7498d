"""`index_register`: makes entries findable that were written past the admin pages."""

from typing import Any

from django.core.management.base import BaseCommand

from alliances.models import Organisation
from alliances.services.register import note_names

AT_ONCE = 1000


class Command(BaseCommand):
    help = (
        "Makes every organisation of the register findable by the words of its name."
        " Twice changes nothing."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:  # noqa: ANN401  # Django's own signature
        entries = Organisation.objects.order_by("pk")
        batch = list(entries[:AT_ONCE])
        number = 0
        while batch:
            note_names(organisations=batch)
            number += len(batch)
            batch = list(entries.filter(pk__gt=batch[-1].pk)[:AT_ONCE])
        self.stdout.write(f"{number} organisations can be found by name.")
