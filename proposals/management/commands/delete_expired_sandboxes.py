"""`delete_expired_sandboxes`: what the queue does daily, for those without a queue."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from proposals.services.proposal_files import delete_forgotten_files
from proposals.services.sandboxes import delete_expired_sandboxes
from proposals.services.sheets import delete_forgotten_sheets


class Command(BaseCommand):
    help = "Deletes the what-ifs nobody changed, and uploads nobody took, for 30 days."

    def handle(self, *_args: Any, **_options: Any) -> None:  # noqa: ANN401  # Django's own signature
        delete_forgotten_sheets(now=timezone.now())
        delete_forgotten_files(now=timezone.now())
        self.stdout.write(f"{delete_expired_sandboxes()} deleted")
