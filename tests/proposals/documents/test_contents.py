from dataclasses import replace

from proposals.documents.contents import contents_of
from tests.proposals.documents.applications import charter
from tests.proposals.documents.filled import filled
from tests.proposals.documents.test_withdrawals import FOUND


def listed(content):
    return [(each.number, each.slug) for each in contents_of(content)]


def test_first_format_has_four_sections():
    assert listed(charter()) == [
        (1, "eligibility"),
        (2, "organisations"),
        (3, "composition"),
        (4, "package"),
        (5, "undecided"),
    ]


def test_filled_application_has_its_parts_before_what_is_undecided():
    content = filled(share=0)

    assert listed(content)[3:] == [
        (4, "answers"),
        (5, "plan"),
        (6, "budget"),
        (7, "mobility"),
        (8, "package"),
        (9, "undecided"),
    ]
    answers = contents_of(content)[3]
    assert answers.parts[0] == ("form-summary", "Summary")
    assert len(answers.parts) == len(content.form.sections)


def test_sections_the_form_does_not_ask_for_are_left_out():
    content = filled(share=0)
    form = replace(content.form, sections=content.form.sections[:1])

    assert [slug for _number, slug in listed(replace(content, form=form))] == [
        "eligibility",
        "organisations",
        "composition",
        "answers",
        "package",
        "undecided",
    ]


def test_withdrawal_test_comes_last_where_it_was_chosen():
    assert listed(replace(charter(), withdrawals=FOUND))[-1] == (6, "withdrawals")
