"""Fifty people write one proposal for two minutes, and nothing acknowledged is lost.

Run with `python -m tests.load.editors [people] [seconds]`: on PostgreSQL as the tests
start it, behind gunicorn as `make run` starts it, on this machine only. Each person
writes an answer of their own and, every tenth time, one that all share, so conflicts
come; whoever is refused sees what stands and writes over that. Then a checker compares
what was acknowledged with the answers and their history in the database.
"""

import os
import random
import statistics
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from tests.load.ledger import Acknowledged, Kept, losses
from tests.load.person import Heard, Person
from tests.load.served import run_on, served

PEOPLE, SECONDS = 50, 120.0
PAUSES = (0.8, 2.0)
"""Seconds between two saves of a person: the page waits 0.8 after the last key."""
SHARED = 10
TEXT = "What a person writes in a minute or two about one question of the form. " * 12
say = sys.stdout.write


@dataclass
class Editor:
    """One person, what they saw of each answer, and what they were told."""

    person: Person
    key: int
    addresses: dict[str, str]
    own: str
    chance: random.Random
    seen: Counter[str] = field(default_factory=Counter)
    acknowledged: list[Acknowledged] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)

    def write_until(self, end: float) -> None:
        """Save again and again, with pauses, until the time is over."""
        time.sleep(self.chance.uniform(0, PAUSES[1]))
        while time.monotonic() < end:
            is_shared = self.chance.random() < 1 / SHARED
            self.write(next(iter(self.addresses)) if is_shared else self.own)
            time.sleep(self.chance.uniform(*PAUSES))

    def write(self, question: str) -> None:
        """Save a text no one else has; over what stands, once that was shown."""
        text = f"{TEXT}{self.key}, {len(self.heard)}"
        for _attempt in range(10):
            seen = self.seen[question]
            heard = self.person.post(
                self.addresses[question], text=text, use="", version=seen
            )
            self.heard.append(heard)
            if heard.status == 409:
                self.seen[question] = heard.json()["version"]
                time.sleep(self.chance.uniform(*PAUSES))  # both texts are being read
                continue
            if heard.status == 200:
                self.seen[question] = version = heard.json()["version"]
                said = Acknowledged(question, self.key, seen, version, text)
                self.acknowledged.append(said)
            return


def editors(port: int, number: int) -> list[Editor]:
    """Return people with sessions, and a question for each beside the shared one."""
    from django.urls import reverse  # noqa: PLC0415  # after django.setup

    from tests.load.people import questions_of, session_of, writers  # noqa: PLC0415  # as above

    draft, people = writers(number)
    questions = questions_of(draft)
    addresses = {
        each: reverse("answer-save", args=[draft.alliance.public_id, each])
        for each in questions
    }
    return [
        Editor(
            Person(port, session_of(each)),
            each.pk,
            addresses,
            questions[1 + place % (len(questions) - 1)],
            random.Random(place),  # noqa: S311  # pauses, no secrets
        )
        for place, each in enumerate(people)
    ]


def stored() -> tuple[list[Kept], list[Kept]]:
    """Return the answers and their history as the database holds them."""
    from proposals.models import Answer, AnswerVersion  # noqa: PLC0415  # after django.setup

    answers = Answer.objects.values_list("question", "changed_by_id", "version", "text")
    history = AnswerVersion.objects.values_list(
        "answer__question", "by_id", "version", "text"
    )
    return [Kept(*row) for row in answers], [Kept(*row) for row in history]


def measure(number: int, seconds: float) -> None:
    """Let them write, print what happened, and fail if anything was lost."""
    import django  # noqa: PLC0415  # only the child needs it

    django.setup()
    from tests.load.people import prepare  # noqa: PLC0415  # as above

    prepare()
    with served() as server:
        people = editors(server.port, number)
        end, before = time.monotonic() + seconds, server.worked()
        with ThreadPoolExecutor(number) as pool:
            for done in [pool.submit(each.write_until, end) for each in people]:
                done.result()
        worked = server.worked() - before
    report(people, seconds, worked)
    lost = losses([said for each in people for said in each.acknowledged], *stored())
    say(f"lost: {len(lost)}\n" + "".join(f"  {each}\n" for each in lost[:20]))
    if lost:
        sys.exit(1)


def report(people: list[Editor], seconds: float, worked: float) -> None:
    """Print how many saves, conflicts and errors there were, and how long they took."""
    heard = [each for editor in people for each in editor.heard]
    outcomes = Counter(each.status for each in heard)
    took = sorted(each.seconds * 1000 for each in heard)
    errors = len(heard) - outcomes[200] - outcomes[409]
    say(f"{len(people)} people, {seconds:.0f} seconds, {len(heard)} requests\n")
    say(f"saved {outcomes[200]}, conflicts {outcomes[409]}, errors {errors}\n")
    middle, late = statistics.median(took), took[int(len(took) * 0.95)]
    say(f"p50 {middle:.0f} ms, p95 {late:.0f} ms, slowest {took[-1]:.0f} ms\n")
    say(f"processor {worked * 1000 / len(heard):.1f} ms for each request\n")
    if errors:
        sys.exit("not every save was answered")


if __name__ == "__main__":
    if "--child" in sys.argv:
        measure(int(sys.argv[2]), float(sys.argv[3]))
    else:
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        given = [*sys.argv[1:], *(str(PEOPLE), str(SECONDS))[len(sys.argv) - 1 :]]
        sys.exit(run_on("postgresql", "tests.load.editors", "--child", *given))
