"""`python -m tests.upgrade COMMIT [NAME]`: keep what a release leaves behind."""

import argparse
import sys

from tests.upgrade.making import make_release

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("commit", help="a commit or tag: the release")
parser.add_argument("name", nargs="?", help="of its folder; the commit unless stated")
asked = parser.parse_args()
made = make_release(commit=asked.commit, name=asked.name or asked.commit)
sys.stdout.write(f"{made}\n")
