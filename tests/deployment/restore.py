"""A filled site is dumped and put back into an empty one, which must say the same.

`make restore`: two PostgreSQL, the words of docs/runbook.md, and `take_stock` before
and after. Then a row and a file are taken from the copy, which must be noticed.
"""

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.stack import servers

FILL = """
from django.utils import timezone
from proposals.models import Proposal, Submission
from proposals.services.pack_drawing import render_pack
from proposals.services.packs import request_pack
from tests.factories import make_call, make_eligible_draft, make_user, submit
call = make_call()
for number in range(8):
    draft = make_eligible_draft(call, applicant=f"School {number}", by=make_user())
    submission = submit(draft)
    by = draft.alliance.coordinator
    pack = request_pack(proposal=draft, by=by, submission=submission)
    if number < 3:
        render_pack(pack_id=pack.public_id)
"""
SPOIL = """
from proposals.models import ApplicationPack, Submission
row = Submission.objects.order_by("pk").first()
Submission.objects.filter(pk=row.pk).update(snapshot=row.snapshot[:-2])
pack = ApplicationPack.objects.exclude(file="").first()
pack.file.storage.delete(pack.file.name)
"""


class Site:
    """One database with its folder of files."""

    def __init__(self, folder: Path, name: str, address: str) -> None:
        self.files = folder / name / "data"
        self.files.mkdir(parents=True)
        self.address = address
        self.environment = {
            **{key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ},
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATA_DIR": str(self.files),
            "DATABASE_URL": address,
            "SECRET_KEY": "a-key-that-both-sites-share-as-a-restored-one-must",
            "HTTPS": "0",
            "LOG_LEVEL": "ERROR",
        }

    def manage(self, *words: str, refuses: bool = False) -> str:
        """Run a command of the product; return what it said."""
        command = [sys.executable, "manage.py", *words]
        return run(command, self.environment, refuses=refuses)


def run(
    command: list[str], environment: dict[str, str], *, refuses: bool = False
) -> str:
    """Run something and return what it said; it must end as it is expected to."""
    finished = subprocess.run(
        command,
        env=environment,
        cwd=servers.BASE,
        capture_output=True,
        text=True,
        check=False,
    )
    said = f"{finished.stdout}{finished.stderr}".strip()
    if bool(finished.returncode) != refuses:
        raise RuntimeError(f"{command[:3]} ended with {finished.returncode}: {said}")
    return said


def main() -> int:
    """Dump, restore, compare; say each step with its seconds."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="restore-")))
        folder.chmod(0o755)
        homes = [folder / "first", folder / "second"]
        for each in homes:
            each.mkdir()
            each.chmod(0o755)
        first, second = (
            Site(folder, each.name, stack.enter_context(servers.postgresql(each)))
            for each in homes
        )
        programs = servers.programs(folder)
        rehearse(first, second, programs, folder)
    return 0


def rehearse(first: Site, second: Site, programs: Path, folder: Path) -> None:
    """Do what the runbook says from `first` to `second`."""
    stock, dump, files = (folder / name for name in ("stock", "dump", "files.tar"))
    say("fill", lambda: fill(first))
    say("take stock", lambda: first.manage("take_stock", "--to", str(stock)))
    backup = [str(programs / "pg_dump"), "--format=custom", "--no-owner"]
    say("dump", lambda: run([*backup, f"--file={dump}", first.address], {}))
    packed = packing(of=first.files, to=files)
    say("files", lambda: run(["sh", "-c", packed], {"PATH": os.environ["PATH"]}))
    again = [str(programs / "pg_restore"), "--no-owner", "--exit-on-error"]
    say("restore", lambda: run([*again, f"--dbname={second.address}", str(dump)], {}))
    untar = ["tar", "--extract", f"--file={files}", f"--directory={second.files}"]
    say("files back", lambda: run(untar, {"PATH": os.environ["PATH"]}))
    against = ("take_stock", "--against", str(stock))
    say("compare", lambda: second.manage(*against))
    say("migrate says", lambda: second.manage("migrate", "--check"))
    second.manage("shell", "-c", SPOIL)
    say("spoilt, refused", lambda: second.manage(*against, refuses=True))
    sys.stdout.write(
        "\nThe copy is the same as the site, and take_stock refused it once spoilt.\n"
    )


def packing(*, of: Path, to: Path) -> str:
    """Return the words of the runbook that pack the files of a folder."""
    runbook = (servers.BASE / "docs" / "runbook.md").read_text("utf-8")
    (typed,) = [each for each in runbook.splitlines() if " tar --create " in each]
    return typed.replace("/data", str(of)).replace("files.tar", str(to))


def fill(site: Site) -> str:
    """Make a site with submissions, drawn packs and the drafts of the demo."""
    demo = site.environment | {"DEMO": "1"}
    steps = (("migrate", "--noinput"), ("load_calls",), ("load_forms",), ("load_demo",))
    for words in steps:
        run([sys.executable, "manage.py", *words], demo)
    site.manage("shell", "-c", FILL)
    return "8 submissions, 3 packs, the drafts of the demo"


def say(what: str, act: object) -> None:
    """Do a step and print what it said and how long it took."""
    began = time.perf_counter()
    said = act()  # type: ignore[operator]  # a lambda of this file
    seconds = time.perf_counter() - began
    sys.stdout.write(f"{what:16} {seconds:6.1f} s  {str(said)[:300]}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
