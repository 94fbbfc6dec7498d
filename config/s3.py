"""Private files in a bucket: loaded only where one is named, with its library."""

from typing import NoReturn

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from storages.backends.s3 import S3Storage

MIB = 1024 * 1024
SECONDS = 10
"""To connect and between two bytes: a worker's claim on a pack lasts longer."""


class PrivateBucket(S3Storage):  # type: ignore[misc]  # its library has no types
    """A folder of a bucket that nobody reads but this product."""

    def get_default_settings(self) -> dict[str, object]:
        """Return settings for any provider: private, never replaced, one thread."""
        return {
            **super().get_default_settings(),
            "default_acl": "private",
            # What two workers save under one name are two files, as on a disk.
            "file_overwrite": False,
            # Larger ones wait on the disk while they are sent to a person.
            "max_memory_size": MIB,
            # Drawing forks, and threads do not survive that.
            "transfer_config": TransferConfig(use_threads=False),
            "client_config": Config(
                signature_version="s3v4",
                s3={"addressing_style": "path"},
                # Most servers beside Amazon's do not know the newer check sums.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
                connect_timeout=SECONDS,
                read_timeout=SECONDS,
            ),
        }

    def url(self, *_: object, **__: object) -> NoReturn:
        """Refuse: downloads pass through a view that looks at permissions."""
        raise ValueError("Private files have no address.")
