"""Publishing the form of a call."""

import pytest
from django.core.management import call_command

from alliances.models import ProjectType
from proposals.files.form_parser import FormError
from proposals.models import FormVersion, Proposal
from proposals.services.application_forms import publish_form
from proposals.services.drafts import open_alliance
from tests.factories import make_call, make_draft, make_user, publish_shipped_call
from tests.proposals.services.forms import FORM

pytestmark = pytest.mark.django_db


def publish(call, text=FORM, **values):
    return publish_form(call=call, text=text, reason="A test.", **values)


def versions(call):
    return list(call.forms.order_by("version").values_list("version", flat=True))


def test_versions_of_a_call_count_from_one():
    call, anna = make_call(), make_user()

    publish(call)
    form = publish(call, FORM.replace("small", "new"), by=anna)

    assert versions(call) == [1, 2]
    assert (form.reason, form.published_by) == ("A test.", anna)
    assert str(form) == "open v2"


def test_the_same_form_twice_is_one_version():
    call = make_call()

    assert publish(call) == publish(call)
    assert versions(call) == [1]


def test_a_form_that_is_not_understood_is_not_published():
    call = make_call()

    with pytest.raises(FormError):
        publish(call, "title = 1")

    assert versions(call) == []


def test_a_draft_is_opened_with_the_newest_form():
    call = make_call()
    publish(call)
    form = publish(call, FORM.replace("small", "new"))
    kind = ProjectType.objects.filter(lot__call=call).earliest("pk")

    draft = open_alliance(acronym="A", title="", project_type=kind, by=make_user())

    assert draft.form == form


def test_a_draft_without_a_form_takes_the_first_one_and_keeps_it():
    draft = make_draft()

    first = publish(draft.alliance.call)
    publish(draft.alliance.call, FORM.replace("small", "new"))

    assert Proposal.objects.get().form == first


def test_shipped_forms_are_loaded_once_for_the_call_and_its_copies(capsys):
    publish_shipped_call("2020")
    publish_shipped_call("rehearsal")
    publish_shipped_call("2019")

    call_command("load_forms")
    call_command("load_forms")

    stored = FormVersion.objects.values_list("call", "version").order_by("call")
    assert list(stored) == [("2020", 1), ("rehearsal", 1)]
    assert capsys.readouterr().out == "2020: loaded\nrehearsal: loaded\n" * 2


def test_a_form_an_administrator_published_stays():
    call = publish_shipped_call("2020")
    publish(call)

    call_command("load_forms")

    assert versions(call) == [1]
