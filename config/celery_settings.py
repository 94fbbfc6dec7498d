"""How tasks travel, and what becomes of them where their worker dies."""

from typing import Any

TASK_SETTINGS: dict[str, Any] = {
    "CELERY_TASK_SERIALIZER": "json",
    "CELERY_ACCEPT_CONTENT": ["json"],
    # The row of a job carries its progress and result.
    "CELERY_TASK_IGNORE_RESULT": True,
    "CELERY_TASK_ACKS_LATE": True,
    "CELERY_TASK_REJECT_ON_WORKER_LOST": True,
}
