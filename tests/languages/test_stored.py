"""What is stored is read by others later, in their languages."""

import pytest
from django.apps import apps
from django.utils.translation import gettext

from tests.factories import make_user
from tests.languages import pseudo
from tests.languages.stored import texts_of
from tests.proposals.views.every_page import EMPTY, World

pytestmark = pytest.mark.django_db


def test_nothing_that_is_stored_speaks_the_language_of_who_stored_it():
    with pseudo.offered(), pseudo.speak():
        World(EMPTY, make_user(is_staff=True))
        assert pseudo.ANY_WIDE.search(gettext("Country"))

    spoken = {
        (model.__name__, str(text)[:200])
        for model in apps.get_models()
        for text in texts_of(model)
        if pseudo.ANY_WIDE.search(str(text))
    }
    assert spoken == set()
