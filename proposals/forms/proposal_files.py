"""Files of a proposal: what was brought, and what is taken of it."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alliances.files.consortium import is_json
from alliances.files.problems import refuse
from proposals.files.proposal_file import ProposalFile
from proposals.files.proposal_reader import parse_proposal
from proposals.forms.start import FileForm, file_field

ACCEPTED = ".json,application/json"
TICKS = ("all", "none")


class ProposalFileForm(FileForm):
    """A file with text or tables of a proposal, read by what it holds."""

    file = file_field(_("File"), _("JSON, up to 5 MB."), accepted=ACCEPTED)

    def read(self, content: bytes, name: str) -> None:
        """Read a file of a format this product writes itself."""
        if not is_json(content, name):
            what = gettext("a file of another kind")
            expected = gettext("a JSON file as it can be downloaded here")
            raise refuse(gettext("the file"), what, expected)
        self.cleaned_data["proposal"] = parse_proposal(content)

    @property
    def proposal(self) -> ProposalFile:
        """What a valid file states."""
        found: ProposalFile = self.cleaned_data["proposal"]
        return found

    def kept(self) -> dict[str, Any]:
        """Return what is kept of a valid form."""
        return {"file": self.proposal, "file_name": self.cleaned_data["file"].name}


def taken_in(data: QueryDict) -> dict[str, str]:
    """Return the changes that were ticked: key → digest of what stood there."""
    pairs = (each.partition(" ") for each in data.getlist("take"))
    return {key: seen for key, _blank, seen in pairs}


def ticks_in(data: QueryDict) -> str:
    """Return what is to be ticked in advance; anything unknown is the usual."""
    ticks = data.get("tick", "")
    return ticks if ticks in TICKS else ""
