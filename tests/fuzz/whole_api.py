"""The API with all its description allows, and much that it does not.

`FUZZ_SECONDS` are shared by its operations.
"""

import logging

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance

from config.wsgi import application
from eligibility.api.openapi import document
from tests.factories import publish_shipped_call
from tests.fuzz.asked import ask_often
from tests.fuzz.counted import Counts

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(3600)]

REFUSED = 400
described = schemathesis.openapi.from_dict(document())
described.app = application


@pytest.fixture
def _calls(monkeypatch):
    """Publish a call; let nobody wait, and requests not close the test's database."""
    publish_shipped_call("2020")
    monkeypatch.setattr("eligibility.api.answers.is_too_often", lambda *_a, **_k: False)
    logging.disable(logging.CRITICAL)
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    logging.disable(logging.NOTSET)


@pytest.mark.usefixtures("_calls")
def test_the_api_answers_as_described_whatever_is_sent():
    counts, ways = Counts("api"), set()
    operations = [
        each.ok() for each in described.get_all_operations() if isinstance(each, Ok)
    ]
    drawn = st.sampled_from(range(len(operations) * 2)).flatmap(
        lambda number: operations[number // 2].as_strategy(
            generation_mode=[*GenerationMode][number % 2]
        )
    )

    def ask(case):
        def send():
            answer = case.call()
            ways.add((case.method, case.operation.path, answer.status_code))
            case.validate_response(answer, excluded_checks=[positive_data_acceptance])
            return answer.status_code < REFUSED

        what = f"{case.method} {case.operation.path}"
        counts.take(what, repr(case.as_transport_kwargs()).encode(), send)
        counts.ways = len(ways)

    ask_often(counts, drawn, ask)

    assert counts.findings == []
    assert counts.inputs > 0
