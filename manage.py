#!/usr/bin/env python
"""Runs Django's administrative commands."""

import contextlib
import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        # Status 1 would read as "not met" to whoever calls check_consortium.
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
    except Exception as error:
        # Settings that cannot be read are an error of their own, and that one is shown.
        with contextlib.suppress(Exception):
            from config.error_reports import report_command  # noqa: PLC0415  # needs the settings

            # Its name alone: what follows it may be somebody's address.
            report_command(error, name="".join(sys.argv[1:2]))
        raise


if __name__ == "__main__":
    main()
