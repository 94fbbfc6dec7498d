import datetime as dt
from dataclasses import replace

from eligibility.core import Confidence, Reference
from proposals.documents.clauses import clause_sections
from tests.proposals.documents.applications import application, charter, partner


def row_of(sections, norm_part):
    (found,) = [
        row for section in sections for row in section.rows if norm_part in row.norm
    ]
    return found


def test_clauses_stand_under_headings_and_are_numbered_through():
    sections = clause_sections(charter().report)

    assert [section.slug for section in sections] == [
        *("composition", "project", "application", "advice")
    ]
    numbers = [row.number for section in sections for row in section.rows]
    assert numbers == list(range(1, len(charter().report.findings) + 1))


def test_countries_clause_names_codes_in_protocol_order_and_partner_numbers():
    row = row_of(clause_sections(charter().report), "8 Programme countries")

    assert row.people == (
        "Counted: BE DE IE ES FR IT LV NL AT RO SI FI SE, by P1 to P21.",
    )
    assert [answer.figure for answer in row.answers] == [
        "13 of at least 8",
        "13 of at least 8",
    ]
    assert [answer.verdict.word for answer in row.answers] == ["Met", "Met"]


def test_greece_and_the_united_kingdom_carry_the_codes_of_the_institutions():
    two = application([partner("A", country="GR"), partner("B", country="GB")])

    row = row_of(clause_sections(two.report), "8 Programme countries")

    assert row.people == ("Counted: EL UK, by P1, P2.",)


def test_who_does_not_count_stands_with_the_reason():
    three = application(
        [
            partner("A"),
            partner("B", role="associated_partner"),
            partner("C", role="associated_partner"),
            partner("D", country="RU"),
        ]
    )

    row = row_of(clause_sections(three.report), "12 full partners")

    assert row.people == (
        "Counted: P1.",
        "Not counted: P2, P3 (Associated partner); P4 (In a Partner country).",
    )


def test_partners_who_have_not_confirmed_are_named_as_not_yet_certain():
    two = application([partner("A"), partner("B", confirmation="invited")])

    row = row_of(clause_sections(two.report), "12 full partners")

    assert row.people == (
        "Counted: P1, P2.",
        "As confirmed, not yet certain: P2.",
    )
    assert [answer.figure for answer in row.answers] == ["2 of 12", "1 to 2 of 12"]
    assert [answer.is_long for answer in row.answers] == [False, True]


def test_clause_about_facts_gets_its_sentence():
    row = row_of(clause_sections(charter().report), "The grant is at most")

    assert row.people == (
        "Cannot tell yet: no grant is stated; the ceiling is €4,000,000.",
    )
    assert row.answers[0].verdict.mark == "unknown"


def test_source_shows_its_confidence():
    sections = clause_sections(charter().report)

    sources = [row.source for section in sections for row in section.rows]
    assert {(each.mark, each.word) for each in sources} == {
        ("found", "Found"),
        ("unverified", "Unverified"),
    }


def test_only_what_was_read_is_quoted():
    reference = Reference(
        title="Summary",
        locator="page 3",
        confidence=Confidence.FOUND,
        checked=dt.date(2026, 11, 22),
        quote="Twelve full partners take part.",
        note="Our reading.",
    )
    report = charter().report
    first, second, *_ = report.findings
    value = replace(first.value, reference=reference)
    silent = replace(first.value, reference=replace(reference, quote=None, note=None))

    (section,) = clause_sections(
        replace(
            report,
            findings=(replace(first, value=value), replace(second, value=silent)),
        )
    )

    quoted, unquoted = [row.source for row in section.rows]
    assert quoted.line == "Summary, page 3, checked 22 November 2026"
    assert (quoted.quote, quoted.note) == (
        "Twelve full partners take part.",
        "Our reading.",
    )
    assert (unquoted.quote, unquoted.note) == ("", "")


def test_only_a_crowded_row_may_break_over_a_page():
    many = application([partner(f"Partner {number}") for number in range(1, 300)])
    every_other = application(
        [
            partner(f"P {n}", role=["full_partner", "associated_partner"][n % 2])
            for n in range(300)
        ]
    )

    together = row_of(clause_sections(many.report), "12 full partners")
    scattered = row_of(clause_sections(every_other.report), "12 full partners")

    assert together.is_crowded is False
    assert scattered.is_crowded is True
