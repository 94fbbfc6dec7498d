"""What the queue does by itself, and how often."""

from typing import Any

HOUR = 60.0 * 60

SCHEDULE: dict[str, dict[str, Any]] = {
    "resend-stale-jobs": {
        "task": "proposals.tasks.resend_stale_jobs",
        "schedule": 20.0,
        # A sweep nobody ran is void: the next one does the same.
        "options": {"expires": 15},
    },
    "delete-expired-sandboxes": {
        "task": "proposals.tasks.delete_expired_sandboxes",
        "schedule": 6 * HOUR,
        "options": {"expires": HOUR},
    },
}
