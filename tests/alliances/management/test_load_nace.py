"""`load_reference nace` compares the classification and publishes it with a reason."""

from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command

from alliances.files.nace import NACE_FILE
from alliances.management.commands import load_reference
from alliances.models import NaceCode, NaceEdition
from alliances.services.nace import NaceMoved

pytestmark = pytest.mark.django_db

CONFIRMED = ("--confirm", "--reason", "The regulation.")
SHORT = "code,parent,level,title\nJ,,1,Information\n62,J,2,{title}\n"


@pytest.fixture
def load(tmp_path, capsys):
    """Give a function that loads a classification and returns what it says."""

    def load(title, *options):
        path = tmp_path / "nace.csv"
        path.write_text(SHORT.format(title=title), encoding="utf-8")
        call_command("load_reference", "nace", path, *options)
        return capsys.readouterr().out.splitlines()

    return load


def test_the_difference_is_shown_and_nothing_written(load):
    said = load("Programming")

    assert said[-1] == "Nothing written: add --confirm --reason TEXT to write."
    assert not NaceEdition.objects.exists()


def test_the_shipped_classification_is_loaded_once(capsys):
    for _time in range(2):
        call_command("load_reference", "nace", NACE_FILE, *CONFIRMED)

    out = capsys.readouterr().out
    assert "Published edition 1 of NACE." in out
    assert out.endswith("Nothing to change.\n")
    assert NaceCode.objects.count() == 996


def test_a_corrected_title_is_the_next_edition(load):
    load("Programming", *CONFIRMED)

    said = load("Consultancy", *CONFIRMED)

    assert said == [
        "Changed",
        "  ~ 62: title Programming → Consultancy",
        "0 added, 1 changed, 0 removed, 1 unchanged.",
        "Published edition 2 of NACE.",
    ]


def test_it_belongs_to_no_call(load):
    with pytest.raises(CommandError, match="nace is the same for every call"):
        load("Programming", "--call", "2020")


def test_a_publication_in_between_is_told(load):
    with (
        patch.object(load_reference, "publish_nace", side_effect=NaceMoved),
        pytest.raises(CommandError, match="published meanwhile"),
    ):
        load("Programming", *CONFIRMED)
