"""The page a monitor reads: what requests took, and what rows say of the work."""

import os
import secrets
from collections.abc import Iterator
from typing import cast

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    generate_latest,
    multiprocess,
)
from prometheus_client.core import GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from alliances.selectors.pauses import present_pause
from config import environment
from config.metrics import REGISTRY
from config.metrics_families import life_families, task_families
from proposals.selectors.administrators.operation import PACK_BUCKETS, Figures, figures

TOKEN_FILE = "metrics-token"  # noqa: S105  # the name of a file
SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""Set by gunicorn.conf.py: where its processes add up what they measure."""
KEPT_SECONDS = 10
"""However many monitors ask, rows are counted this often."""


class Rows(Collector):
    """Tells what rows say when asked: the row is the job, no process counts along."""

    def collect(self) -> Iterator[Metric]:
        """Return every family; those of jobs have a line for each kind and state."""
        found = _figures()
        yield from _jobs(found)
        yield _packs(found)
        attempts = GaugeMetricFamily(
            "alliances_submission_attempts",
            "Presses of the submit button, by what became of them.",
            labels=("result",),
        )
        for result, number in found.attempts.items():
            attempts.add_metric((result,), number)
        yield attempts
        yield GaugeMetricFamily(
            "alliances_writing_paused",
            "Whether nothing can be changed: 1 while a pause stands.",
            value=int(present_pause() is not None),
        )
        yield from task_families(found.tasks)
        yield from life_families(found.signs)


@login_not_required
@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer a monitor that shows the token; for everybody else there is nothing."""
    if not _shows_the_token(request):
        raise Http404
    registry = CollectorRegistry()
    if SHARED_FOLDER in os.environ:
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # the library leaves it out
    else:
        registry.register(REGISTRY)
    registry.register(Rows())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _shows_the_token(request: HttpRequest) -> bool:
    """Compare in constant time; read anew, so that a token can be changed any time."""
    token = environment.file_content(settings.SECRETS_DIR / TOKEN_FILE)
    shown = request.headers.get("Authorization", "")
    return bool(token) and secrets.compare_digest(
        shown.encode(), f"Bearer {token}".encode()
    )


def _figures() -> Figures:
    return cast("Figures", cache.get_or_set("figures-of-rows", figures, KEPT_SECONDS))


def _jobs(found: Figures) -> Iterator[Metric]:
    jobs = GaugeMetricFamily(
        "alliances_jobs", "Jobs by kind and state.", labels=("kind", "state")
    )
    oldest = GaugeMetricFamily(
        "alliances_jobs_oldest_waiting_seconds",
        "How long the oldest job that waits has waited.",
        labels=("kind",),
    )
    now = timezone.now()
    for kind, work in found.work.items():
        for state, number in work.states.items():
            jobs.add_metric((kind, state), number)
        waited = (now - work.oldest).total_seconds() if work.oldest else 0
        oldest.add_metric((kind,), max(waited, 0))
    yield jobs
    yield oldest


def _packs(found: Figures) -> Metric:
    family = HistogramMetricFamily(
        "alliances_pack_seconds",
        "From asking for a pack until it was ready, those ready at the first drawing.",
    )
    within = [*zip(map(str, PACK_BUCKETS), found.packs_within, strict=True)]
    family.add_metric((), [*within, ("+Inf", found.packs)], found.pack_seconds)
    return family
