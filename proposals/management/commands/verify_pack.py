"""`verify_pack`: says whether a PDF is a submitted pack, also from the file alone."""

from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser

from proposals.files.pack_claims import PackClaims, claims_of
from proposals.files.pack_files import NoPdf, UnreadablePdf, read_pack_file
from proposals.models import Submission
from proposals.selectors.submissions.pack_checks import (
    MET,
    PackCheck,
    check_pack,
    owner_of,
)

UNREADABLE = 2
NOT_PROVED = (
    "Not proved without the site: that this was received at all, when, whether it still"
    " counts, and that the pages say what the data inside says."
)


class Command(BaseCommand):
    help = (
        "Says whether FILE is a submitted pack, byte for byte. Ends with 0 if it is, 1"
        " if not, 2 if it cannot be read. --offline asks no database: 0 then means that"
        " the files inside agree with each other."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the PDF")
        parser.add_argument(
            "--offline", action="store_true", help="from the file alone, no database"
        )

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401  # Django's own signature
        path: Path = options["file"]
        try:
            content = path.read_bytes()
        except OSError as error:
            self._refuse(f"{path} cannot be read: {error.strerror}.", UNREADABLE)
        if options["offline"]:
            self._check_alone(content)
        else:
            self._compare(content)

    def _compare(self, content: bytes) -> None:
        owner = owner_of(content) or self._claimed_owner(content)
        if owner is None:
            self._refuse("This is the pack of no submission of this site.")
        check = check_pack(owner, content)
        self.stdout.write(f"{owner.number}: {check.heading}. {check.words}".strip())
        for each in check.problems:
            self.stderr.write(each)
        self._end(check)

    def _claimed_owner(self, content: bytes) -> Submission | None:
        claims = self._claims(content)
        return Submission.objects.filter(number=claims.number).first()

    def _check_alone(self, content: bytes) -> None:
        claims = self._claims(content)
        for each in claims.problems:
            self.stderr.write(each)
        if claims.problems:
            self._refuse("The files inside do not agree with each other.")
        told = f"{claims.number}, received {claims.received_at}, digest {claims.sha256}"
        self.stdout.write(f"{claims.checked} files agree with the manifest: {told}.")
        self.stdout.write(NOT_PROVED)

    def _claims(self, content: bytes) -> PackClaims:
        try:
            files = read_pack_file(content).files
        except NoPdf:
            self._refuse("This is no PDF.", UNREADABLE)
        except UnreadablePdf:
            words = "It is damaged, encrypted, too large, or packed beyond our bounds."
            self._refuse(words, UNREADABLE)
        if not files:
            self._refuse("It holds no data to check: no pack, a draft or a plain one.")
        return claims_of(files)

    def _end(self, check: PackCheck) -> None:
        if check.mark != MET:
            self._refuse("This is not the submitted pack, byte for byte.")

    def _refuse(self, words: str, status: int = 1) -> NoReturn:
        raise CommandError(words, returncode=status)
