"""What workers do: ids in, one service out."""

from celery import shared_task
from django.db import OperationalError

from alliances.services import register_names, register_orders, register_reading


@shared_task(autoretry_for=(OperationalError,), retry_backoff=True, max_retries=5)
def read_register_upload(key: str) -> None:
    """Read the file of this upload, to be compared."""
    register_reading.read_register_upload(key=int(key))


@shared_task(autoretry_for=(OperationalError,), retry_backoff=True, max_retries=5)
def publish_register_upload(key: str) -> None:
    """Publish this upload, as an administrator told us to."""
    register_orders.publish_ordered(key=int(key))


@shared_task(autoretry_for=(OperationalError,), retry_backoff=True, max_retries=5)
def index_register_names(key: str) -> None:
    """Make the names of this publication searchable."""
    register_names.index_names(key=int(key))
