"""What presses and pages of the last hour cost beside the least a page can cost.

Run with `python -m tests.benchmarks.pages [postgresql|sqlite] [PAGE ...]`; `--profile
PAGE` prints where the time of one goes. The product answers in this process, through
the whole of WSGI and middleware, with Valkey for cache and queue. Counted is the time
of the processor, here and in the connection's process of PostgreSQL, and statements.
Every round asks each once, in turn, so that neighbours on the machine slow all alike;
medians count. The floor is one query and one template, signed in, through the same
middleware.
"""

import cProfile
import gc
import os
import pstats
import statistics
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.asked import Asked, Cost
from tests.load.served import ENGINES, run_on
from tests.stack.servers import valkey

ROUNDS, WARM = 25, 4
FORM, LIST = "floor, 20 rows", "floor, 300 rows"
say = sys.stdout.write


def measure(wanted: list[str], *, profiled: bool) -> None:
    """Print what each costs and its ratio to the floor."""
    with TemporaryDirectory(prefix="ssa-") as folder, valkey(Path(folder)) as address:
        os.environ["REDIS_URL"] = f"{address}/0"
        asked = _set_up()
        names = [each for each in asked.pages if each in (wanted or asked.pages)]
        if profiled:
            _profile(asked, names)
        else:
            _compare(asked, names)


def _set_up() -> Asked:
    import django  # noqa: PLC0415  # only the child needs it, and the addresses first

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415  # as above

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    from tests.benchmarks.deadline_world import make_world  # noqa: PLC0415  # as above

    asked = Asked(make_world())
    gc.collect()
    gc.freeze()  # as gunicorn.conf.py does before a process answers
    gc.set_threshold(50_000)
    return asked


def _compare(asked: Asked, names: list[str]) -> None:
    names = list(dict.fromkeys([FORM, LIST, *names]))
    rounds: dict[str, list[Cost]] = {each: [] for each in names}
    for _round in range(ROUNDS + WARM):
        for name in names:
            rounds[name].append(asked.cost(name))
    middle = {name: _middle(each[WARM:]) for name, each in rounds.items()}
    say(f"{'':34} python  database  statements    kB   of the floor\n")
    for name, cost in middle.items():
        floor = middle[LIST if asked.pages[name].is_list else FORM]
        say(
            f"{name:34} {cost.python:6.2f}  {cost.database:8.2f}  {cost.statements:10}"
            f" {cost.size / 1000:5.1f}   {cost.whole / floor.whole:5.2f}\n"
        )


def _middle(costs: list[Cost]) -> Cost:
    return Cost(
        *(statistics.median(column) for column in zip(*costs, strict=True)),
    )


def _profile(asked: Asked, names: list[str]) -> None:
    for name in names:
        for _round in range(WARM):
            asked.cost(name)
        profile = cProfile.Profile()
        for _round in range(ROUNDS):
            asked.cost(name, profile)
        say(f"{name}, {ROUNDS} times\n")
        for order in ("tottime", "cumulative"):
            pstats.Stats(profile).sort_stats(order).print_stats(70)


def main(*given: str) -> int:
    """Measure in a process of its own, on PostgreSQL unless another is named."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.pages_settings"
    engine = next((each for each in given if each in ENGINES), "postgresql")
    rest = [each for each in given if each not in ENGINES]
    return run_on(engine, "tests.benchmarks.pages", "--child", *rest)


if __name__ == "__main__":
    if "--child" in sys.argv:
        given = [each for each in sys.argv[1:] if not each.startswith("--")]
        measure(given, profiled="--profile" in sys.argv)
    else:
        sys.exit(main(*sys.argv[1:]))
