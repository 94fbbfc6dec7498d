"""Which law a check goes by: shipped, or published last."""

import pytest

from alliances.files.problems import FileRefused
from alliances.services.reference import publish_edition
from eligibility.catalogue import shipped_rulebook, shipped_tables
from eligibility.core import Edition
from eligibility.law import published_law, shipped_law
from tests.eligibility.consortium_files import FIXTURES, SENDING, run
from tests.factories import TABLES, make_call, publish_shipped_call

NOT_ESTABLISHED = "call 2016 is not established: its rules could not be found"
FILE = FIXTURES / f"{SENDING}.json"


def lines_of(find_law, code):
    with pytest.raises(FileRefused) as refusal:
        find_law(code, where="--call")
    return refusal.value.lines()


def test_shipped_law_is_rulebook_and_tables_of_the_call():
    law = shipped_law("2020", where="--call")

    assert law.rulebook is shipped_rulebook("2020")
    assert law.tables is shipped_tables("2020")
    assert law.edition == Edition(1, law.tables.sha256)


@pytest.mark.django_db
def test_published_law_is_the_newest_edition():
    call = make_call("open")
    fewer = type(TABLES)(TABLES.countries[1:], TABLES.sectors, TABLES.rates)
    newest = publish_edition(call=call, tables=fewer, reason="A correction.")

    law = published_law("open", where="--call")

    assert law.edition == Edition(2, newest.sha256)
    assert len(law.tables.countries) == len(TABLES.countries) - 1


@pytest.mark.django_db
def test_published_and_shipped_law_give_the_same_report():
    publish_shipped_call("2017")

    shipped = run(FILE, "--format", "json")
    published = run(FILE, "--format", "json", "--published")

    assert (published.status, published.errors) == (3, "")
    assert published.report["findings"] == shipped.report["findings"]
    assert published.output == shipped.output


@pytest.mark.django_db
def test_published_law_names_the_published_calls():
    make_call("open")
    publish_shipped_call("2016")

    assert lines_of(published_law, "opeen") == [
        '--call: "opeen"; expected open (did you mean "open"?)'
    ]
    assert lines_of(published_law, "2016") == [
        f"--call: {NOT_ESTABLISHED}; expected another call"
    ]


@pytest.mark.django_db
def test_empty_database_has_no_law():
    assert lines_of(published_law, "2020") == [
        '--call: "2020"; expected a call that was published'
    ]
