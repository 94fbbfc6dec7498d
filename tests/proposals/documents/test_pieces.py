import re

from proposals.documents.pack import pack_html, pack_page
from proposals.documents.pieces import MARK, bodies_of, contents_of, piece_of
from tests.proposals.documents.applications import application, charter, partner
from tests.proposals.documents.filled import filled

DIGEST = "0123456789abcdef" * 4
BODY = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL)


def body_of(html):
    found = BODY.search(html)
    assert found
    return found[1]


def pieces(frozen, *, digest=DIGEST):
    page = pack_page(frozen, digest=digest)
    bodies = bodies_of(pack_html(page))
    return [piece_of(page, slug, body) for slug, body in bodies.items()]


def test_pieces_of_a_bare_pack_are_its_sections():
    assert [each.slug for each in pieces(charter())] == [
        "cover",
        "contents",
        "eligibility",
        "organisations",
        "composition",
        "package",
        "undecided",
    ]


def test_pieces_together_are_the_whole_pack():
    page = pack_page(filled(share=0.02), digest=DIGEST)
    html = pack_html(page)
    bodies = [body_of(piece_of(page, *each).html) for each in bodies_of(html).items()]

    assert len(bodies) > 10
    assert bodies == MARK.split(body_of(html))[2::2]


def test_every_piece_is_closed():
    for piece in pieces(filled(share=0.02)):
        body = body_of(piece.html)
        assert body.count("<section") == body.count("</section"), piece.slug


def test_name_that_looks_like_a_mark_cuts_nothing():
    hostile = application([partner("<!-- piece: cover -->")])

    assert [each.slug for each in pieces(hostile)] == [
        each.slug for each in pieces(charter())
    ]


def test_digest_of_the_content_changes_the_cover_alone():
    before, after = pieces(charter()), pieces(charter(), digest=DIGEST[::-1])

    changed = [a.slug for a, b in zip(before, after, strict=True) if a != b]
    assert changed == ["cover"]


def test_contents_print_the_places_they_are_given():
    page = pack_page(charter(), digest=DIGEST)
    body = bodies_of(pack_html(page))["contents"]

    contents = contents_of(page, body, places={"composition": 7})

    assert 'href="piece:composition" data-page="7"' in contents.html
    assert 'href="piece:eligibility" data-page=""' in contents.html


def test_partners_and_work_packages_come_two_to_a_piece():
    slugs = [each.slug for each in pieces(filled(share=0.02))]

    assert [slug for slug in slugs if slug.startswith("form-partnership")] == [
        "form-partnership",
        *[f"form-partnership-P{number}" for number in range(3, 22, 2)],
    ]
    assert [slug for slug in slugs if slug.startswith("plan")] == [
        "plan",
        *[f"plan-WP{number}" for number in range(3, 10, 2)],
    ]


def test_section_that_stands_elsewhere_has_no_piece():
    slugs = {each.slug for each in pieces(filled(share=0.02))}

    assert {"form-work-plan", "form-budget"} & slugs == set()
