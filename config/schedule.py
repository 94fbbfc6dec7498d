"""What the queue does by itself, and how often."""

from typing import Any

MINUTE = 60.0
HOUR = 60 * MINUTE
VOID_AFTER = 10 * MINUTE
"""What nobody ran for so long is left out: a later one does the same. By the clock of
the worker, so that one whose clock is ahead of beat's by less still does all of it. A
worker that was away then finds thirty of the quickest, which ask and find nothing."""

SCHEDULE: dict[str, dict[str, Any]] = {
    "resend-stale-jobs": {
        "task": "proposals.tasks.resend_stale_jobs",
        "schedule": 20.0,
        "options": {"expires": VOID_AFTER},
    },
    "tell-news": {
        "task": "proposals.tasks.tell_news",
        "schedule": 20.0,
        "options": {"expires": VOID_AFTER},
    },
    # A sign of life of the clock, and of who takes it off each queue.
    "show-life": {
        "task": "proposals.tasks.show_life",
        "schedule": 20.0,
        "options": {"expires": VOID_AFTER},
    },
    "show-life-of-packs": {
        "task": "proposals.tasks.show_life",
        "schedule": 20.0,
        "options": {"expires": VOID_AFTER, "queue": "packs"},
    },
    "seal-packs": {
        "task": "proposals.tasks.seal_packs",
        "schedule": HOUR,
        "options": {"expires": VOID_AFTER},
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
        "options": {"expires": VOID_AFTER},
    },
}
"""Only where delivery reports are collected in a folder we can read."""
