"""Where files lie: a folder of this machine, or a bucket that speaks S3.

One address names a bucket with its keys: `s3://KEY:SECRET@host/bucket?region=name`.
"""

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

FOLDERS = ("files", "packs", "uploads")
"""What is kept; every name is a folder, here or in the bucket."""

FORM = "s3://KEY:SECRET@host/bucket, with ?region=name where the provider wants it"


def private_storages(address: str, *, folder: Path) -> dict[str, Any]:
    """Return Django's storages of all private files; without an address in `folder`.

    No address serves any of them: downloads pass through a view. Refuses an address
    that is none without repeating it, for it holds keys.
    """
    if not address:
        return {name: _on_disk(folder / name) for name in FOLDERS}
    try:
        options = _bucket(urlsplit(address))
    except (ValueError, KeyError) as error:
        raise ImproperlyConfigured(f"files-address must look like {FORM}.") from error
    return {
        name: {
            "BACKEND": "config.s3.PrivateBucket",
            "OPTIONS": {**options, "location": name},
        }
        for name in FOLDERS
    }


def _on_disk(folder: Path) -> dict[str, Any]:
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": folder,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    }


def _bucket(address: SplitResult) -> dict[str, Any]:
    """Take an address apart; `s3+http` is for a server on this machine."""
    scheme = {"s3": "https", "s3+http": "http"}[address.scheme]
    bucket = address.path.strip("/")
    keys = (address.username, address.password)
    if not (all(keys) and address.hostname and bucket) or "/" in bucket:
        raise ValueError
    key, secret = (unquote(each or "") for each in keys)
    return {
        "endpoint_url": f"{scheme}://{address.netloc.rpartition('@')[2]}",
        "bucket_name": bucket,
        "access_key": key,
        "secret_key": secret,
        "region_name": parse_qs(address.query).get("region", [None])[0],
    }
