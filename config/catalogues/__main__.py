"""The catalogues from the command line: `python -m config.catalogues --help`."""

import argparse
import os
import sys
from pathlib import Path

from config.catalogues import LANGUAGES, chunks, compiled, texts


def main(arguments: list[str]) -> int:
    """Do what the command line names; return the exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    options = _parser().parse_args(arguments)
    acts = {"messages": _messages, "compile": _compile, "split": _split}
    return acts.get(options.act, _merge)(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m config.catalogues")
    acts = parser.add_subparsers(dest="act", required=True)
    acts.add_parser("messages", help="bring the catalogues up to date with the texts")
    acts.add_parser("compile", help="make what Django reads, where it is outdated")
    split = acts.add_parser("split", help="write what is untranslated into files")
    merge = acts.add_parser("merge", help="put translated files into the catalogue")
    for act in (split, merge):
        act.add_argument("language", choices=LANGUAGES)
    split.add_argument("folder", type=Path)
    merge.add_argument("files", type=Path, nargs="+")
    return parser


def _messages(_: argparse.Namespace) -> int:
    texts.make_messages()
    return 0


def _compile(_: argparse.Namespace) -> int:
    compiled.compile_outdated()
    return 0


def _split(options: argparse.Namespace) -> int:
    files = chunks.split(options.language, options.folder)
    _say(f"{len(files)} files in {options.folder}")
    return 0


def _merge(options: argparse.Namespace) -> int:
    taken, refused = chunks.merge(options.language, options.files)
    _say(*refused, f"{taken} texts taken, {len(refused)} reasons to refuse")
    return 1 if refused else 0


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
