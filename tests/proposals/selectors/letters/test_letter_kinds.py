"""The register of letters knows each model, and all that is read from it works."""

import inspect

import pytest
from celery import current_app
from django.apps import apps
from django.utils.module_loading import import_string

from proposals.models import Bulletin, Mention, Proposal
from proposals.models.letters import Letter
from proposals.selectors.letters.letter_kinds import BY_NAME, KINDS, kind_of

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda each: each.name)


def test_every_model_of_a_letter_has_one_entry():
    models = {each for each in apps.get_models() if issubclass(each, Letter)}

    assert {each.model for each in KINDS} == models, (
        "Add the kind to selectors.letters.letter_kinds.KINDS: sending, the queue, the"
        " log of mails, delivery reports and erasure read it."
    )
    assert len(KINDS) == len(BY_NAME) == len(models)


def test_kind_is_found_by_a_letter_and_by_its_model():
    assert kind_of(Mention()) is kind_of(Mention) is BY_NAME["mention"]


def test_what_is_no_letter_has_no_kind():
    with pytest.raises(KeyError):
        kind_of(Proposal)  # type: ignore[arg-type]  # the mistake of this test


@every_kind
def test_writer_takes_the_row_alone(kind):
    (row,) = inspect.signature(import_string(kind.writer)).parameters.values()

    assert (row.name, row.annotation) == ("row", kind.model)


@every_kind
def test_task_is_registered_under_its_name(kind):
    current_app.loader.import_default_modules()

    assert kind.task in current_app.tasks


@every_kind
@pytest.mark.django_db
def test_columns_and_relations_that_are_named_exist(kind):
    assert list(kind.in_queue().order_by(kind.since)) == []
    assert list(kind.of_people().filter(kind.says_something())) == []
    assert list(kind.waiting()) == []


@pytest.mark.django_db
def test_kind_with_a_path_finds_each_letter_once():
    kind = kind_of(Bulletin)

    assert "DISTINCT" in str(kind.of_proposal(Proposal(pk=1)).query)
