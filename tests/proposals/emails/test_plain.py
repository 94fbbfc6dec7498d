"""Mails repeat what people typed, and give nobody a way to misuse that."""

import pytest

from alliances.forms import refusals
from proposals.emails.plain import (
    LONGEST_REASON,
    letter,
    link_to,
    plain,
    plain_reason,
)


@pytest.mark.parametrize(
    ("typed", "repeated"),
    [
        ("Škola v Plovdivu", "Škola v Plovdivu"),
        ("One\r\nBcc: all@example.org", "One Bcc: all@example. org"),
        ("Win at https://evil.example/now today", "Win at today"),
        ("www.evil.example offers", "offers"),
        ("Go to evil.example", "Go to evil. example"),
        ("Turned\u202eround", "Turned round"),
        ("Kultur und Arbeit e.V.", "Kultur und Arbeit e.V."),
        ("Pay 192.0.2.7/x", "Pay 192. 0. 2. 7 x"),
        ("пример.рф and evil。com", "пример. рф and evil. com"),
        ("Ring tel:+3900", "Ring tel: +3900"),
        ("rules.toml, Table 2.CSV", "rules.toml, Table 2.CSV"),
        ("a.csv.evil.example, a.csvx.b", "a.csv. evil. example, a. csvx.b"),
        ("St. Gallen: Schule", "St. Gallen: Schule"),
        ("=?utf-8?q?X=0D=0ABcc?=", "= ?utf-8?q?X=0D=0ABcc? ="),
        ("=?=?=?", "= ? = ? = ?"),
        ("Škola " * 50, "Škola " * 49 + "Škola"),
    ],
)
def test_typed_name_becomes_one_line_without_links(typed, repeated):
    assert plain(typed) == repeated


def test_a_reason_is_mailed_as_long_as_a_page_takes_one():
    longest = "ab " * 333 + "c"

    assert len(longest) == LONGEST_REASON == refusals.LONGEST_REASON
    assert plain_reason(longest) == longest
    assert plain_reason(f"{longest} more") == f"{longest}…"


def test_link_begins_with_the_address_of_the_site(settings):
    settings.SITE_URL = "https://alliances.example.org"

    assert link_to("confirm", "abc") == "https://alliances.example.org/confirm/abc/"


def test_robots_do_not_answer_and_the_text_comes_first(settings):
    settings.SITE_URL = "https://alliances.example.org"

    made = letter(to="a@b.example", subject="Hello", paragraphs=["One.", "Two."])

    assert made.extra_headers == {"Auto-Submitted": "auto-generated"}
    assert made.content_subtype == "plain"
    assert made.body == (
        "One.\n\nTwo.\n\nSector Skills Alliances, https://alliances.example.org\n"
    )


@pytest.mark.parametrize(
    ("contact", "answered"), [("", []), ("help@example.org", ["help@example.org"])]
)
def test_answers_go_to_people_where_somebody_is_named(settings, contact, answered):
    settings.CONTACT = contact

    made = letter(to="a@b.example", subject="Hello", paragraphs=["One."])

    assert made.reply_to == answered


def test_both_parts_say_the_same(settings):
    settings.SITE_URL = "https://alliances.example.org"
    link = link_to("confirm", "abc", words="Read and answer")
    flip = f"ONE\nas planned: met\n{link_to('alliance-list')}"

    made = letter(to="a@b.example", subject="A <b>", paragraphs=["1 < 2", link, flip])

    assert made.body == (
        "1 < 2\n\nhttps://alliances.example.org/confirm/abc/\n\n"
        "ONE\nas planned: met\nhttps://alliances.example.org/\n\n"
        "Sector Skills Alliances, https://alliances.example.org\n"
    )
    ((markup, kind),) = made.alternatives
    page = str(markup)
    assert kind == "text/html"
    assert "<h1>A &lt;b&gt;</h1>" in page
    assert "<p>1 &lt; 2</p>" in page
    assert (
        '<p><a href="https://alliances.example.org/confirm/abc/">Read and answer</a>'
        "</p>" in page
    )
    assert (
        '<p>ONE<br>\nas planned: met<br>\n<a href="https://alliances.example.org/">'
        "https://alliances.example.org/</a></p>" in page
    )


def test_markup_loads_and_tracks_nothing():
    made = letter(to="a@b.example", subject="S", paragraphs=[])
    page = str(made.alternatives[0][0])

    for each in ("<img", "<script", "<link", "url(", "@import", "src="):
        assert each not in page
