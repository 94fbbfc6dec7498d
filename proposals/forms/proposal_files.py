"""Files of a proposal: what was brought, and what is taken of it."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alliances.files.archives import is_archive
from alliances.files.consortium import is_json
from alliances.files.problems import refuse
from proposals.files.docx_reader import read_docx
from proposals.files.proposal_file import ProposalFile
from proposals.files.proposal_reader import parse_proposal
from proposals.files.table_files import is_table, read_table
from proposals.forms.start import FileForm, file_field
from proposals.models import Proposal
from proposals.selectors.files.papers import answers_on
from proposals.selectors.files.table_files import free_numbers

ACCEPTED = ".docx,.xlsx,.csv,.json,application/json"
TICKS = ("all", "none")


class ProposalFileForm(FileForm):
    """A file with text or tables of a proposal, read by what it holds."""

    file = file_field(
        _("File"),
        _("DOCX, XLSX, CSV or JSON as downloaded here, up to 5 MB."),
        accepted=ACCEPTED,
    )

    unmapped: tuple[str, ...] = ()
    """What in the file belongs to no field."""

    def __init__(
        self,
        *data: Any,  # noqa: ANN401  # Django's own
        proposal: Proposal,
        is_too_large: bool = False,
    ) -> None:
        super().__init__(*data, is_too_large=is_too_large)
        self.proposal = proposal

    def read(self, content: bytes, name: str) -> None:
        """Read a file by what it holds: its name may say anything."""
        if is_table(content, name):
            stated, self.unmapped = self.table(content)
        elif is_archive(content):
            stated, self.unmapped = answers_on(self.proposal, read_docx(content))
        elif is_json(content, name):
            stated = parse_proposal(content)
        else:
            what = gettext("a file of another kind")
            expected = gettext("a DOCX, XLSX or JSON file as downloaded here")
            raise refuse(gettext("the file"), what, expected)
        self.cleaned_data["stated"] = stated

    def table(self, content: bytes) -> tuple[ProposalFile, tuple[str, ...]]:
        """Return a table, and its columns that are no field."""
        alliance = self.proposal.alliance
        read = read_table(
            content,
            call=alliance.call_id,
            lot=alliance.lot.code,
            free_numbers=free_numbers(self.proposal),
        )
        return read.file, read.unmapped

    def kept(self) -> dict[str, Any]:
        """Return what is kept of a valid form."""
        return {
            "file": self.cleaned_data["stated"],
            "file_name": self.cleaned_data["file"].name,
            "unmapped": self.unmapped,
            "target": self.proposal,
        }


def taken_in(data: QueryDict) -> dict[str, str]:
    """Return the changes that were ticked: key → digest of what stood there."""
    pairs = (each.partition(" ") for each in data.getlist("take"))
    return {key: seen for key, _blank, seen in pairs}


def ticks_in(data: QueryDict) -> str:
    """Return what is to be ticked in advance; anything unknown is the usual."""
    ticks = data.get("tick", "")
    return ticks if ticks in TICKS else ""
