"""What the queue does by itself, and how often."""

from typing import Any

MINUTE = 60.0
HOUR = 60 * MINUTE

SCHEDULE: dict[str, dict[str, Any]] = {
    "resend-stale-jobs": {
        "task": "proposals.tasks.resend_stale_jobs",
        "schedule": 20.0,
        # A sweep nobody ran is void: the next one does the same.
        "options": {"expires": 15},
    },
    "tell-news": {
        "task": "proposals.tasks.tell_news",
        "schedule": 20.0,
        "options": {"expires": 15},
    },
    # A sign of life of the clock, and of who takes it off each queue.
    "show-life": {
        "task": "proposals.tasks.show_life",
        "schedule": 20.0,
        "options": {"expires": 15},
    },
    "show-life-of-packs": {
        "task": "proposals.tasks.show_life",
        "schedule": 20.0,
        "options": {"expires": 15, "queue": "packs"},
    },
    "seal-packs": {
        "task": "proposals.tasks.seal_packs",
        "schedule": HOUR,
        "options": {"expires": 10 * MINUTE},
    },
    "delete-expired-sandboxes": {
        "task": "proposals.tasks.delete_expired_sandboxes",
        "schedule": 6 * HOUR,
        "options": {"expires": HOUR},
    },
    "delete-ended-sessions": {
        "task": "proposals.tasks.delete_ended_sessions",
        "schedule": 6 * HOUR,
        "options": {"expires": HOUR},
    },
    "forget-old-calls": {
        "task": "proposals.tasks.forget_old_calls",
        "schedule": 24 * HOUR,
        "options": {"expires": 6 * HOUR},
    },
}

BOUNCES: dict[str, dict[str, Any]] = {
    "read-bounces": {
        "task": "proposals.tasks.read_bounces",
        "schedule": MINUTE,
        "options": {"expires": MINUTE},
    },
}
"""Only where delivery reports are collected in a folder we can read."""
