"""Loads the register of organisations: shows the difference, writes when told to."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alliances.enums import RegisterChangeKind, UploadState
from alliances.files.problems import FileRefused
from alliances.files.register_problems import ProblemFile, first_problems
from alliances.files.table_sheets import guessed
from alliances.models import RegisterUpload
from alliances.selectors.register_diff import (
    EntryChange,
    EntryValues,
    RegisterCounts,
    register_counts,
    sample_changes,
)
from alliances.services.reference import Unpublished
from alliances.services.register_names import index_names
from alliances.services.register_publishing import publish_register_import
from alliances.services.register_reading import read_register_upload
from alliances.services.register_uploads import (
    AlreadyPublished,
    discard_register_upload,
    keep_register_upload,
)

NOT_WRITTEN = "Nothing written: add --publish --reason TEXT to write."
SAME = "Nothing to change."
SIGNS = {
    RegisterChangeKind.ADDED: "+",
    RegisterChangeKind.CHANGED: "~",
    RegisterChangeKind.ENDED: "-",
}


class Command(BaseCommand):
    help = (
        "Compare a CSV or XLSX file of organisations (pic, name, country, type) with"
        " the register. Writes nothing unless --publish and --reason are given."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--whole",
            action="store_true",
            help="the file is the whole register: entries it leaves out end",
        )
        parser.add_argument(
            "--problems",
            type=Path,
            help="where to write every problem of a refused file, as CSV",
        )
        parser.add_argument("--publish", action="store_true", help="write")
        parser.add_argument("--reason", default="", help="why, kept with the revision")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401  # Django's own signature
        reason = options["reason"].strip() if options["publish"] else ""
        if options["publish"] and not reason:
            raise CommandError(
                "--publish needs --reason: say why the register changes."
            )
        try:
            upload = kept(
                options["file"],
                is_whole=options["whole"],
                problems=options["problems"],
            )
        except AlreadyPublished as already:
            revision = already.publication.revision
            self.stdout.write(f"This file is the register, as revision {revision}.")
            return
        try:
            self._compare(upload, reason, options["problems"])
        finally:
            discard_register_upload(upload=upload)

    def _compare(
        self, upload: RegisterUpload, reason: str, problems: Path | None
    ) -> None:
        read_register_upload(key=upload.pk)
        upload.refresh_from_db()
        if upload.guess:
            self.stderr.write(guessed(upload.guess))
        refuse_if_wrong(upload, problems)
        counts = register_counts(upload)
        self.stdout.write("\n".join(lines(upload, counts)))
        if counts.is_nothing:
            self.stdout.write(SAME)
        elif reason:
            self.stdout.write(published(upload, counts, reason))
        else:
            self.stdout.write(NOT_WRITTEN)


def kept(path: Path, *, is_whole: bool, problems: Path | None = None) -> RegisterUpload:
    """Keep the file as an upload; CommandError if it cannot be read.

    The file `problems` gets what is wrong with one that is no table.
    """
    try:
        with path.open("rb") as file:
            return keep_register_upload(
                file=file, file_name=path.name, is_whole=is_whole, by=None
            )
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error
    except FileRefused as refused:
        if problems:
            with problems.open("w", encoding="utf-8-sig", newline="") as file:
                ProblemFile(file).note_refusal(refused)
        raise CommandError("\n".join([f"{path}:", *refused.lines()])) from refused


def refuse_if_wrong(upload: RegisterUpload, problems: Path | None = None) -> None:
    """Raise CommandError with the first problems of the file, and their number.

    The file `problems` gets each of them.
    """
    if upload.state == UploadState.READY:
        return
    if not upload.problem_file:
        raise CommandError("A worker is reading this file already: try again later.")
    if problems:
        with upload.problem_file.open("rb") as listed:
            problems.write_bytes(listed.read())
    with upload.problem_file.open("r") as file:
        found = first_problems(file)
    words = [f"{upload.file_name}:", *map(str, found)]
    if upload.problems > len(found):
        words.append(f"and {upload.problems - len(found)} more")
    raise CommandError("\n".join(words))


def lines(upload: RegisterUpload, counts: RegisterCounts) -> list[str]:
    """Return the difference as text: counts, and the first changes of each kind."""
    missing = "ended" if upload.is_whole else "not in the file, kept"
    kinds = [
        kind
        for kind, number in (
            (RegisterChangeKind.ADDED, counts.added),
            (RegisterChangeKind.CHANGED, counts.changed),
            (RegisterChangeKind.ENDED, counts.ended),
        )
        if number
    ]
    return [
        (
            f"{counts.added} added, {counts.changed} changed,"
            f" {counts.unchanged} unchanged, {counts.missing} {missing}."
        ),
        f"{counts.linked} partnerships are linked to changed entries; none changes.",
        *map(change_line, sample_changes(upload, kinds)),
    ]


def change_line(change: EntryChange) -> str:
    """Return one change as text."""
    sides = " -> ".join(
        values_words(each) for each in (change.before, change.after) if each
    )
    return f"{SIGNS[RegisterChangeKind(change.kind)]} {change.pic} {sides}"


def values_words(values: EntryValues) -> str:
    """Return the values of an entry as text."""
    words = ", ".join(filter(None, (values.name, values.country, values.types)))
    return f"{words} (ended)" if values.is_ended else words


def published(upload: RegisterUpload, counts: RegisterCounts, reason: str) -> str:
    """Publish and say so; CommandError where the register moved on meanwhile."""
    try:
        publication = publish_register_import(
            upload=upload, compared_with=counts.revision, reason=reason, by=None
        )
    except Unpublished as refused:
        raise CommandError(str(refused.message)) from refused
    # Here and now: whoever runs this may have no worker yet.
    index_names(key=publication.pk)
    return f"Published as revision {publication.revision} of the register."
