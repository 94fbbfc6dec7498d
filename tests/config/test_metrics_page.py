"""Who may read the measures, what they say of rows, and that the docs know them all."""

import json
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry
from prometheus_client.parser import text_string_to_metric_families

from config import metrics, metrics_page
from proposals.enums import PackState, Part, TaskEnd
from proposals.errors import DeadlinePassed
from proposals.models import ApplicationPack
from proposals.services.signs_of_life import add_figures, note_failure, note_life
from tests.architecture.sources import BASE
from tests.factories import (
    make_call,
    make_draft,
    make_eligible_draft,
    make_user,
    submit,
)

TOKEN = "a-token-of-a-monitor-with-many-signs"
MOST_QUERIES = 5
DOCS = BASE / "docs"
MEASURE = re.compile(r"alliances_\w+")
OF_HISTOGRAM = re.compile(r"_(?:bucket|sum|count)$")
NAMED = re.compile(r"^\| `(alliances_\w+)` \|", re.MULTILINE)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("token_file")]


@pytest.fixture(autouse=True)
def _counts_anew():
    cache.delete("figures-of-rows")


@pytest.fixture
def token_file(settings, tmp_path):
    settings.SECRETS_DIR = tmp_path
    (tmp_path / "metrics-token").write_text(f"{TOKEN}\n")
    return tmp_path / "metrics-token"


def ask(client, shown=f"Bearer {TOKEN}"):
    return client.get("/metrics", headers={"authorization": shown} if shown else {})


def lines(answer):
    """Return the value of each line by its name and labels."""
    families = text_string_to_metric_families(answer.content.decode())
    return {
        (each.name, *each.labels.values()): each.value
        for family in families
        for each in family.samples
    }


def make_pack(**values):
    proposal = make_draft()
    requested = values.pop("requested_at")
    pack = ApplicationPack.objects.create(
        proposal=proposal,
        content="{}",
        digest="0" * 64,
        requested_by=proposal.alliance.coordinator,
        **values,
    )
    ApplicationPack.objects.filter(pk=pack.pk).update(requested_at=requested)


def test_monitor_with_the_token_reads(client):
    answer = ask(client)

    assert (answer.status_code, answer["Content-Type"]) == (
        200,
        CONTENT_TYPE_LATEST,
    )
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    "shown", ["", TOKEN, "Bearer ", f"Bearer {TOKEN}x", f"Basic {TOKEN}", "Bearer ü"]
)
def test_without_the_token_there_is_nothing(client, shown):
    assert ask(client, shown).status_code == 404


def test_not_even_an_administrator_reads_without_it(client):
    client.force_login(make_user(is_staff=True, is_superuser=True))

    assert ask(client, "").status_code == 404


@pytest.mark.parametrize("shown", ["", "Bearer ", f"Bearer {TOKEN}"])
def test_without_a_file_there_is_nothing(client, token_file, shown):
    token_file.unlink()

    assert ask(client, shown).status_code == 404


def test_empty_file_lets_nobody_in(client, token_file):
    token_file.write_text("\n")

    assert ask(client, "Bearer ").status_code == 404


def test_rows_are_counted_in_five_queries_and_then_kept(
    client, django_assert_num_queries
):
    with django_assert_num_queries(MOST_QUERIES):
        ask(client)
    with django_assert_num_queries(0):
        ask(client)


def test_jobs_are_told_by_state_and_age(client):
    now = timezone.now()
    make_pack(requested_at=now - timedelta(hours=1))
    make_pack(requested_at=now, state=PackState.FAILED)

    told = lines(ask(client))

    states = ("waiting", "working", "failed", "done")
    packs = [told["alliances_jobs", "packs", state] for state in states]
    assert packs == [1, 0, 1, 0]
    waited = told["alliances_jobs_oldest_waiting_seconds", "packs"]
    assert 3600 <= waited < 3660
    assert told["alliances_jobs_oldest_waiting_seconds", "files"] == 0


def test_mails_are_told_together(client):
    before = lines(ask(client))["alliances_jobs", "mails", "waiting"]
    cache.delete("figures-of-rows")

    submit(make_eligible_draft(make_call()))

    after = lines(ask(client))["alliances_jobs", "mails", "waiting"]
    assert after > before


def test_time_of_packs_falls_into_buckets(client):
    now = timezone.now()
    for seconds in (30, 31):
        make_pack(
            requested_at=now - timedelta(seconds=seconds),
            finished_at=now,
            state=PackState.READY,
        )
    # Drawn again a day later: that is no time anybody waited.
    make_pack(
        requested_at=now - timedelta(days=1),
        finished_at=now,
        state=PackState.READY,
        retries=1,
    )

    told = lines(ask(client))

    name = "alliances_pack_seconds"
    buckets = [told[f"{name}_bucket", most] for most in ("15", "30", "60", "+Inf")]
    assert buckets == [0, 1, 2, 2]
    assert told[f"{name}_sum",] == 61


def test_tasks_are_told_by_their_end(client):
    add_figures(
        task="a.task",
        end=TaskEnd.FAILED,
        seconds=1.5,
        statements=3,
        statement_seconds=0.25,
    )

    told = lines(ask(client))

    labels = ("failed", "a.task")
    assert [
        told[name, *labels]
        for name in (
            "alliances_tasks_total",
            "alliances_task_seconds_total",
            "alliances_task_statements_total",
            "alliances_task_database_seconds_total",
        )
    ] == [1, 1.5, 3, 0.25]


def test_signs_of_life_and_failures_are_told_by_part(client):
    began = timezone.now().timestamp()
    note_life(part=Part.BEAT)
    note_failure(part=Part.MAIL)

    told = lines(ask(client))

    seen = told["alliances_last_sign_of_life_timestamp_seconds", "beat"]
    assert began <= seen < began + 60
    failures = "alliances_failures_since_sign_of_life"
    assert (told[failures, "beat"], told[failures, "mail"]) == (0, 1)
    # It never worked, so that nobody knows since when it does not.
    assert ("alliances_last_sign_of_life_timestamp_seconds", "mail") not in told


def test_room_on_the_disk_is_told(client):
    assert lines(ask(client))["alliances_data_free_bytes",] > 0


def test_attempts_are_told_by_result(client):
    deadline = timezone.now() + timedelta(days=1)
    draft = make_eligible_draft(make_call(deadline=deadline))
    submit(draft)
    with pytest.raises(DeadlinePassed):
        submit(draft, received_at=deadline)

    told = lines(ask(client))

    attempts = {key[1]: told[key] for key in told if "attempts" in key[0]}
    assert attempts == {"accepted": 1, "refused": 1}


def test_processes_of_a_server_are_read_together(client, tmp_path, monkeypatch):
    monkeypatch.setenv(metrics_page.SHARED_FOLDER, str(tmp_path))

    told = lines(ask(client))

    # Nobody wrote into the folder; what this process measured stands elsewhere.
    assert not [key for key in told if key[0] == "alliances_requests_total"]
    assert ("alliances_jobs", "packs", "waiting") in told


def measures():
    """Return the name of every family."""
    registry = CollectorRegistry()
    registry.register(metrics.REGISTRY)
    registry.register(metrics_page.Rows())
    return {
        f"{each.name}_total" if each.type == "counter" else each.name
        for each in registry.collect()
    }


def test_operations_explain_every_measure_and_no_other():
    text = (DOCS / "operations.md").read_text(encoding="utf-8")

    assert sorted(NAMED.findall(text)) == sorted(measures())


def test_dashboard_draws_every_measure_and_no_other():
    dashboard = json.loads((DOCS / "operations" / "dashboard.json").read_bytes())
    drawn = " ".join(
        target["expr"] for panel in dashboard["panels"] for target in panel["targets"]
    )

    named = {OF_HISTOGRAM.sub("", each) for each in MEASURE.findall(drawn)}
    assert named == measures()


def test_alerts_ask_for_measures_there_are():
    text = (DOCS / "operations" / "alerts.yml").read_text(encoding="utf-8")

    named = {OF_HISTOGRAM.sub("", each) for each in MEASURE.findall(text)}
    assert named - measures() == set()
    assert len(named) > 4
