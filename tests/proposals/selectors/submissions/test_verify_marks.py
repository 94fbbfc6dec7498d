from proposals.files.qr_codes import qr_code
from proposals.selectors.submissions.verify_marks import verify_mark
from proposals.verify_codes import grouped_code, verify_code

SHA256 = "ab" * 32


def test_mark_leads_to_the_site_as_mails_do(settings):
    settings.SITE_URL = "https://alliances.example.org"

    mark = verify_mark(number="1-EPP", sha256=SHA256)

    code = verify_code(number="1-EPP", sha256=SHA256)
    assert mark.path == f"/verify/1-EPP/{code}/"
    assert mark.address == f"https://alliances.example.org{mark.path}"
    assert mark.door == "alliances.example.org/verify/"
    assert mark.code == grouped_code(code)
    assert mark.drawn == qr_code(mark.address)
