"""`verify_activity`: computes the logs of proposals anew and says what is wrong."""

import uuid
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from proposals.models import Proposal
from proposals.selectors.log.activity_chain import ChainReport, verify_chains


class Command(BaseCommand):
    help = (
        "Computes the log of each proposal anew and ends with 1 where one is not what"
        " was written."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--proposal",
            type=uuid.UUID,
            help="only the proposal whose pages have this id in their address",
        )
        parser.add_argument(
            "--head",
            default="",
            help="a digest somebody holds, as a receipt prints it: a row must carry it",
        )

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401  # Django's own signature
        proposal = self._proposal(options["proposal"])
        head = options["head"].replace(" ", "").lower()
        report = verify_chains(proposal=proposal, head=head)
        for each in report.breaks:
            self.stderr.write(f"{each.alliance}, row {each.number}: {each.why}")
        if wrong := self._wrong(report):
            raise CommandError(wrong)
        self.stdout.write(
            f"{report.rows} rows of {report.proposals} proposals are what was written"
        )

    def _proposal(self, public_id: uuid.UUID | None) -> Proposal | None:
        if public_id is None:
            return None
        proposal = Proposal.objects.filter(alliance__public_id=public_id).first()
        if proposal is None:
            raise CommandError(f"There is no proposal {public_id}.")
        return proposal

    def _wrong(self, report: ChainReport) -> str:
        """Say what is wrong, the worst first; empty where nothing is."""
        if report.breaks:
            return f"{len(report.breaks)} of {report.proposals} logs are broken."
        if not report.head_found:
            return "No row carries this digest: the end of a log is missing."
        if not report.guarded:
            return "The triggers that keep the rows as they are are missing."
        return ""
