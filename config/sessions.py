"""Sessions as Django keeps them in the database, asked for by a query worded once.

Every request of somebody who is signed in begins with it.
"""

import datetime as dt

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from alliances.worded import Worded


@Worded
def _sessions(key: str) -> QuerySet[Session]:
    """Return the session of a key, also one that is over."""
    return Session.objects.filter(session_key=key)


class SessionStore(db.SessionStore):
    """Reads a session by a query worded once; all else is Django's.

    `stored_until` is until when the row said it lasts, as it was read.
    """

    stored_until: dt.datetime | None = None

    def _get_session_from_db(self) -> Session | None:
        """Return the row, unless there is none or it is over: its key is then gone.

        PostgreSQL takes no NUL, which a cookie may hold, so it is not asked for one.
        """
        key = str(self.session_key)
        row = _sessions.first(key) if key.isascii() and key.isalnum() else None
        if row and row.expire_date > timezone.now():
            self.stored_until = row.expire_date
            return row
        self._session_key = None
        return None
