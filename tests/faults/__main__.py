"""Injects faults under load: `python -m tests.faults [NAME …]`, all without a name.

Needs to be root, for networks and disks of its own; nothing leaves this machine.
"""

import os
import signal
import sys
import time

from tests.faults.stack import running_stack

say = sys.stdout.write


def main(names: list[str]) -> int:
    """Run the faults one after another on one stack; return the exit status."""
    if os.geteuid():
        raise SystemExit("Only root may make networks and disks: not shown here.")
    # Whoever ends us early leaves no network and no disk behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    begun = time.monotonic()
    with running_stack() as stack:
        os.environ |= {
            **stack["web"].environment,
            "DATABASE_URL": stack.owner_address,
        }
        import django  # noqa: PLC0415  # the addresses first

        django.setup()
        from tests.faults.run import run_all  # noqa: PLC0415  # as above

        say(f"started in {time.monotonic() - begun:.0f} s\n")
        sys.stdout.flush()
        wrong = run_all(stack, names)
    say(f"all in {time.monotonic() - begun:.0f} s\n")
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
