"""What an upload without a file is called, each reads in a language of their own."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alliances.models import ReferenceEdition
from alliances.selectors.upload_names import upload_name
from alliances.services.uploads import keep_again
from eligibility.models import Rulebook
from eligibility.services.rulebook_uploads import (
    keep_extended,
    keep_opened,
    keep_version_again,
)
from tests.factories import make_user, publish_shipped_call
from tests.languages import pseudo

pytestmark = pytest.mark.django_db


def opened(by, law):
    return keep_opened(rulebook=law, takes=False, by=by)


def closed(by, law):
    return keep_opened(rulebook=law, takes=True, by=by)


def extended(by, law):
    later = timezone.now() + timedelta(days=90)
    return keep_extended(rulebook=law, deadline=later, source="N", address="", by=by)


def earlier_rules(by, law):
    return keep_version_again(rulebook=law, by=by)


def earlier_table(by, law):
    edition = ReferenceEdition.objects.get(call=law.call)
    return keep_again(edition=edition, table="sectors", by=by)


@pytest.mark.parametrize(
    ("keep", "stored"),
    [
        (opened, "closing the call"),
        (closed, "opening the call"),
        (extended, "A later deadline"),
        (earlier_rules, "version 1"),
        (earlier_table, "edition 1"),
    ],
)
def test_it_is_stored_in_english_and_read_in_every_language(keep, stored):
    publish_shipped_call("rehearsal")
    with pseudo.offered(), pseudo.speak():
        name = keep(make_user(), Rulebook.objects.get()).file_name
        read = upload_name(name)

    assert (name, upload_name(name)) == (stored, stored)
    assert pseudo.ANY_WIDE.search(read)


def test_name_of_a_file_stays_as_it_is():
    with pseudo.offered(), pseudo.speak():
        assert upload_name("rules-2020.toml") == "rules-2020.toml"
