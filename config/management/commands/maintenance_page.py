"""Writes the page a proxy shows while the product is stopped: `maintenance_page`."""

from django.core.management.base import BaseCommand

from config.maintenance import maintenance_page


class Command(BaseCommand):
    """Print the page; whoever runs the proxy keeps it in a file of the proxy's."""

    help = "Print the page a reverse proxy shows while this product is stopped."
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:  # noqa: ARG002  # Django's signature
        """Print it."""
        self.stdout.write(maintenance_page())
