"""The description of the API against the API: no server error, nothing undescribed."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from config.wsgi import application
from eligibility.api.openapi import document
from tests.factories import publish_shipped_call

pytestmark = pytest.mark.django_db

EXAMPLES = settings().max_examples // 2
"""A few seconds in every run, many in `make evidence`."""
described = schemathesis.openapi.from_dict(document())
described.app = application


@pytest.fixture
def _calls(monkeypatch):
    """Publish a call; let nobody wait, and requests not close the test's database."""
    publish_shipped_call("2020")
    monkeypatch.setattr("eligibility.api.answers.is_too_often", lambda *_a, **_k: False)
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@described.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@pytest.mark.usefixtures("_calls")
def test_the_api_does_what_its_description_says(case):
    # A schema cannot know which calls there are: sound files about others are refused.
    case.call_and_validate(excluded_checks=[positive_data_acceptance])
