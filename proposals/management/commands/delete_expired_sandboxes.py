"""`delete_expired_sandboxes`: what the queue does daily, for those without a queue."""

from typing import Any

from django.core.management.base import BaseCommand

from proposals.services.sandboxes import delete_expired_sandboxes


class Command(BaseCommand):
    help = "Deletes the what-ifs nobody changed for thirty days."

    def handle(self, *_args: Any, **_options: Any) -> None:  # noqa: ANN401  # Django's own signature
        self.stdout.write(f"{delete_expired_sandboxes()} deleted")
