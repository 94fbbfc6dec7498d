"""Asks this machine's web process one health page: `python -m config.probe live`.

Containers call it (a slim image has no curl) and so does the supervisor. It knows
the port and a host name the process accepts, which a fixed command line does not.
"""

import http.client
import sys

from django.conf import settings

SECONDS = 5


def status_of(path: str, *, port: int) -> int:
    """Return the status of a local page; OSError where nothing answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    named = (host for host in settings.ALLOWED_HOSTS if host != "*")
    host = next(named, "localhost").lstrip(".")
    try:
        connection.request("GET", path, headers={"Host": host})
        return connection.getresponse().status
    finally:
        connection.close()


def main(arguments: list[str]) -> int:
    """Exit with 0 for a healthy answer, else 1."""
    page = arguments[0] if arguments else "ready"
    try:
        return int(status_of(f"/health/{page}", port=settings.PORT) != http.client.OK)
    except OSError:
        return 1


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    sys.exit(main(sys.argv[1:]))
