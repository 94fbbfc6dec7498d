"""Addresses of files that leave a proposal and come back."""

from django.urls import path

from proposals.files.table_files import TABLES
from proposals.urls.places import ALLIANCE
from proposals.views import outside, own_requests, proposal_files

OUTSIDE = f"{ALLIANCE}outside/"

urlpatterns = [
    path(OUTSIDE, outside.outside, name="outside"),
    path(f"{OUTSIDE}proposal.json", outside.proposal_json, name="proposal-json"),
    *(
        path(
            f"{OUTSIDE}{file}.{suffix}",
            outside.form_file,
            {"suffix": suffix, "is_filled": is_filled},
            name=f"{file}-{suffix}",
        )
        for file, is_filled in (("form", False), ("answers", True))
        for suffix in ("docx", "txt")
    ),
    *(
        path(
            f"{OUTSIDE}{name}.xlsx",
            outside.table_file,
            {"name": name},
            name=f"table-{name}",
        )
        for name in TABLES
    ),
    path("my-invitations/", own_requests.own_requests, name="own-requests"),
    path(
        "my-invitations/<uuid:public_id>/open/",
        own_requests.own_request_open,
        name="own-request-open",
    ),
    path("files/<uuid:public_id>/", proposal_files.proposal_file, name="proposal-file"),
]
