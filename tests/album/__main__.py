"""`make album`: takes the pictures of every page, or of some, and writes the index.

python -m tests.album                   all pages
python -m tests.album workspace left    these pages, by the names of their addresses
python -m tests.album --whole FOLDER    the same, and each view as it is, as PNG
"""

import argparse
import datetime as dt
import sys
from pathlib import Path

from tests.album import stage

BEFORE_NOON = dt.timedelta(hours=3)
"""How much earlier people of the album begin."""


def main() -> int:
    """Take the pictures; return the exit status: 1 where a page could not be shown."""
    arguments = _arguments()
    with stage.set_up():
        from tests.stack import environment  # noqa: PLC0415  # after the variables

        environment.start_django()
        with (
            stage.standing_still(BEFORE_NOON) as clock,
            stage.workers_at_once(),
            stage.serving() as flags,
        ):
            from tests.album.taking import Session  # noqa: PLC0415  # needs the settings

            session = Session(clock, flags, whole=arguments.whole)
            return session.take(arguments.pages)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.album", description=__doc__)
    parser.add_argument("pages", nargs="*", help="names of addresses; none: all")
    parser.add_argument("--whole", type=Path, help="folder for the views as they are")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
