"""Runs faults in turn: people act, the fault comes, it goes, all is compared."""

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from django.db import connection
from django.urls import reverse

from proposals.enums import PackState
from proposals.models import ApplicationPack
from tests.faults import checker
from tests.faults.drafts import World, make_world, publish
from tests.faults.people import (
    ANSWERED,
    CUT,
    EXPLAINED,
    HUNG,
    NAKED,
    Asker,
    Heard,
    Person,
    Writer,
)
from tests.faults.scenes import SCENES, Scene
from tests.faults.stack import Stack, wait_until

BEFORE, AFTER = 2.5, 3.0
"""Seconds people act before a fault, and once all is ready again, at least."""
LAST_WORDS = 3.0
"""Seconds in which workers whose first process was killed may still answer."""
DRAIN_SECONDS = 300
"""Without one job fewer: what is lost rests for a minute before it is sent again."""
say = sys.stdout.write


@dataclass(frozen=True)
class Shown:
    """What one fault showed."""

    scene: Scene
    note: str
    back: float
    """Seconds from its end until the server was ready."""
    heard: list[Heard]
    compared: checker.Compared
    health: str
    failed: list[str]
    """What of the injection did not come about."""

    def wrong(self) -> list[str]:
        """Return what must not be, in a sentence each."""
        return [
            *self.compared.wrong,
            *self.failed,
            *(
                f"{each.act} was answered {each.status}: {_title(each.body)}"
                for each in self.heard
                if each.outcome == NAKED
            ),
            *(
                f"{each.act} was not answered in {each.seconds:.0f} seconds"
                for each in self.heard
                if each.outcome == HUNG
            ),
        ]


def run_all(stack: Stack, names: Sequence[str]) -> bool:
    """Run all faults, or those named; return whether anything is wrong."""
    if unknown := set(names) - set(SCENES):
        raise SystemExit(f"No fault is called {unknown}: {', '.join(SCENES)}.")
    call, worlds, wrong = publish(), [], 0
    for name in names or SCENES:
        scene = SCENES[name]
        world = make_world(
            call, port=stack.port, name=name, has_deadline=scene.has_deadline
        )
        worlds.append(world)
        shown = show(stack, scene, world)
        wrong += tell(name, shown)
    return bool(wrong + settle(stack, worlds))


def show(stack: Stack, scene: Scene, world: World) -> Shown:
    """Let people act, inject the fault in the middle, wait until all works again."""
    crowd = world.crowd()
    crowd.start()
    failed = []
    try:
        let_people_act(world, BEFORE)
        note = scene.inject(stack, world) or ""
        back = wait_until(stack.is_ready)
        let_people_act(world, AFTER)
    except TimeoutError as error:
        note, back = "not shown", float("inf")
        failed.append(f"it did not come to what was waited for: {error}")
    crowd.end()
    connection.close()
    ask_again(world)
    compared = checker.compare(world)
    started = stack["web"].started_at
    told = crowd.heard()
    heard = [_where_it_starts(each, started, told) for each in told]
    return Shown(scene, note, back, heard, compared, _health(heard), failed)


def let_people_act(world: World, seconds: float) -> None:
    """Let people act for a time, and until each who writes was answered in it."""
    since = time.time()
    time.sleep(seconds)
    for each in world.of(Writer):
        wait_until(partial(_was_answered, each.person, since))


def _was_answered(person: Person, since: float) -> bool:
    return any(each.at >= since and each.outcome == ANSWERED for each in person.heard)


def _where_it_starts(
    heard: Heard, started: Sequence[float], others: Sequence[Heard]
) -> Heard:
    """Return what was heard; who waits for a server that starts has hung nowhere.

    The kernel takes lines for it from the moment it listens, and it answers once it has
    loaded: until then it has answered nobody.
    """
    ends = heard.at + heard.seconds
    start = max((each for each in started if each < ends), default=0.0)
    has_loaded = any(
        each.outcome in {ANSWERED, EXPLAINED}
        and each.at > start + LAST_WORDS
        and each.at + each.seconds < ends
        for each in others
    )
    if heard.outcome == HUNG and not has_loaded:
        return replace(heard, outcome=CUT)
    return heard


def ask_again(world: World) -> None:
    """Ask for packs anew whose page says that they failed, as a person does."""
    failed = ApplicationPack.objects.filter(
        submission=None, state=PackState.FAILED
    ).select_related("proposal__alliance")
    for asker in world.of(Asker):
        mine = failed.filter(public_id__in=asker.promised)
        for pack in mine:
            args = [pack.proposal.alliance.public_id]
            asker.person.ask("ask again", reverse("pack-request", args=args), {})


def tell(name: str, shown: Shown) -> int:
    """Print what a fault showed; return how much of it is wrong."""
    heard = [each for each in shown.heard if each.act != "health"]
    outcomes = Counter(each.outcome for each in heard)
    slowest = max(heard, key=lambda each: each.seconds)
    wrong = shown.wrong()
    say(f"\n{name}: {shown.scene.what}\n")
    say(
        f"  {len(heard)} requests: {outcomes[EXPLAINED]} told to come again,"
        f" {outcomes[CUT]} without an answer, {outcomes[NAKED]} naked,"
        f" {outcomes[HUNG]} hung; slowest {slowest.seconds:.1f} s ({slowest.act});"
        f" ready after {shown.back:.1f} s\n"
    )
    say(f"  health: {shown.health}\n")
    answers = Counter((each.act, each.status) for each in heard)
    kinds = (f"{act} {status or 'cut'} {n}x" for (act, status), n in answers.items())
    say(f"  {', '.join(sorted(kinds))}\n")
    if shown.note:
        say(f"  {shown.note}\n")
    say(f"  compared: {shown.compared}\n  wrong: {len(wrong)}\n")
    for each, times in Counter(wrong).most_common(10):
        say(f"    {times}x {each}\n")
    sys.stdout.flush()
    return len(wrong)


def wait_for_jobs() -> int:
    """Wait as long as jobs get fewer; return how many are left."""
    left, since = checker.jobs_waiting(), time.monotonic()
    while left and time.monotonic() - since < DRAIN_SECONDS:
        time.sleep(1)
        now = checker.jobs_waiting()
        if now < left:
            left, since = now, time.monotonic()
    return left


def settle(stack: Stack, worlds: list[World]) -> int:
    """Give all jobs their time, then look at packs, mails and logs; count the wrong."""
    # The worker of packs may be behind: a full disk then meets those of other worlds.
    for world in worlds:
        ask_again(world)
    checker.let_time_pass()
    begun = time.monotonic()
    left = wait_for_jobs()
    say(f"\n{left} jobs left after {time.monotonic() - begun:.0f} s\n")
    packs = list(checker.unfinished_packs())
    doubled, mails = checker.wrong_mails(worlds, stack.post.mails)
    rows, chains = checker.broken_chains()
    say(f"mails {len(stack.post.mails)}, {doubled} of them twice after a crash\n")
    say(f"logs: {rows} rows verified\n")
    wrong = [*packs, *mails, *chains]
    say(f"wrong in the end: {len(wrong)}\n")
    say("".join(f"    {each}\n" for each in wrong[:20]))
    return len(wrong)


def _health(heard: list[Heard]) -> str:
    """Say which parts the page of health named as failed, and how often."""
    named = Counter(
        part
        for each in heard
        if each.act == "health" and each.status in {200, 503}
        for part in _failed(each.body)
    )
    asked = sum(each.act == "health" for each in heard)
    parts = ", ".join(f"{part} {times}x" for part, times in named.items())
    return f"asked {asked}x, failed: {parts or 'none'}"


def _title(body: bytes) -> str:
    found = re.search(rb"<title>([^<]*)", body)
    return found[1].decode().strip() if found else repr(body[:100])


def _failed(body: bytes) -> list[str]:
    try:
        parts = json.loads(body)["parts"]
    except (ValueError, KeyError):
        return []
    return [name for name, state in parts.items() if state == "failed"]
